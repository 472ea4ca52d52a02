import { addressOf, type Connection } from "../../core/directory";
import { multicall, multicallEach, readEncoder } from "../../core/reader";
import { heads, moment, type Moment } from "../../core/units";
import { providerOf } from "../../core/write";
import { Citizenship__factory, Dividends__factory, NationGovernor__factory } from "../../generated/contracts";
import type { EpochStructOutput } from "../../generated/contracts/Dividends";
import type { CitizenId } from "../citizenship/units";
import { civic, type Civic } from "../coin/units";
import { governorClient } from "../governor/client";
import type { ProposalId } from "../governor/units";
import type { DueDividend, Epoch, Participation } from "./types";
import { epochId as epochUnit, type EpochId } from "./units";

/** How many epochs back are looked at: more than can be claimed at a time, whatever the provisions. */
const LATEST = 60;

/** An epoch, in the SDK's units. */
export const epochFrom = (id: EpochId, raw: EpochStructOutput): Epoch => ({
  id,
  from: moment.from(raw.from),
  until: moment.from(raw.until),
  claimableUntil: moment.from(raw.claimableUntil),
  citizens: heads.from(raw.citizens),
  share: civic.from(raw.share),
  citizensPot: civic.from(raw.share * raw.citizens),
  stakersPot: civic.from(raw.stakersPot),
  stake: civic.from(raw.stake),
  left: civic.from(raw.left),
});

/** The proposals of which the vote ended in an epoch, the newest first. */
async function proposalsIn(connection: Connection, from: Moment): Promise<{ id: ProposalId; closedAt: Moment }[]> {
  const governor = governorClient(connection);
  const found: { id: ProposalId; closedAt: Moment }[] = [];
  let cursor: string | undefined;
  do {
    const page = await governor.list({ limit: 100, ...(cursor !== undefined && { cursor }) });
    found.push(...page.items.map(({ id, closesAt }) => ({ id, closedAt: closesAt })));
    // A vote lasts far less than a year, so that older proposals ended before.
    cursor = page.items.some(({ closesAt }) => closesAt >= from) ? page.cursor : undefined;
  } while (cursor !== undefined);
  return found;
}

/** By which ballot each of these citizens took part in an epoch; who did not is left out. */
export async function participationsIn(
  connection: Connection,
  epoch: Pick<Epoch, "from" | "until">,
  citizenIds: readonly CitizenId[],
): Promise<Participation[]> {
  const proposals = (await proposalsIn(connection, epoch.from)).filter(
    ({ closedAt }) => closedAt >= epoch.from && closedAt <= epoch.until,
  );
  const address = addressOf(connection, "governor");
  const governor = NationGovernor__factory.connect(address, connection.runner);
  const read = readEncoder(governor, address);
  const pairs = citizenIds.flatMap((citizenId) => proposals.map(({ id }) => ({ citizenId, proposalId: id })));
  if (pairs.length === 0) return [];
  const { values } = await multicall(
    providerOf(connection.runner),
    pairs.map(({ citizenId, proposalId }) => read(governor.hasCitizenVoted, [proposalId, citizenId], Boolean)),
  );
  const cast = pairs.filter((_, index) => values[index]);
  return citizenIds.flatMap((citizenId) => cast.find((one) => one.citizenId === citizenId) ?? []);
}

/** What a citizen can claim of all epochs, the newest first. */
export async function dividendsDueTo(connection: Connection, citizenId: CitizenId): Promise<DueDividend[]> {
  const address = addressOf(connection, "dividends");
  const contract = Dividends__factory.connect(address, connection.runner);
  const read = readEncoder(contract, address);
  const register = Citizenship__factory.connect(addressOf(connection, "citizenship"), connection.runner);
  const count = Number(await contract.epochCount());
  const ids = Array.from({ length: Math.min(count, LATEST) }, (_, index) => epochUnit.from(count - index));
  if (ids.length === 0) return [];

  const provider = providerOf(connection.runner);
  const { values, at } = await multicall(provider, [
    ...ids.map((id) => read(contract.epochOf, [id], (raw) => epochFrom(id, raw))),
    ...ids.map((id) => read(contract.isPaid, [id, citizenId], Boolean)),
  ]);
  const open = ids
    .map((_, index) => ({ epoch: values[index] as Epoch, isPaid: values[ids.length + index] as boolean }))
    .filter(({ epoch, isPaid }) => !isPaid && epoch.claimableUntil >= at)
    .map(({ epoch }) => epoch);
  if (open.length === 0) return [];

  const encode = readEncoder(register, register.target as string);
  const shares = await multicallEach(provider, [
    ...open.map(({ id }) => read(contract.shareOf, [id, citizenId], (share) => share)),
    ...open.map(({ until }) => encode(register.couldVote, [citizenId, until], Boolean)),
  ]);
  const due: DueDividend[] = [];
  for (const [index, epoch] of open.entries()) {
    const [share, could] = [shares.values[index], shares.values[open.length + index]];
    if (!share.success || !could.success || could.value === false) continue;
    const [byHead, byStake] = share.value as readonly [bigint, bigint];
    const [participation] = await participationsIn(connection, epoch, [citizenId]);
    if (participation === undefined) continue;
    const [head, stake]: [Civic, Civic] = [civic.from(byHead), civic.from(byStake)];
    const { id, claimableUntil } = epoch;
    due.push({ ...participation, epochId: id, byHead: head, byStake: stake, claimableUntil });
  }
  return due;
}
