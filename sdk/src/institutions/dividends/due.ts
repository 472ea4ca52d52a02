import { addressOf, type Connection } from "../../core/directory";
import { multicall, multicallEach, readEncoder } from "../../core/reader";
import { heads, moment, type Moment } from "../../core/units";
import { providerOf } from "../../core/write";
import { Citizenship__factory, Dividends__factory, NationGovernor__factory } from "../../generated/contracts";
import type { EpochStructOutput } from "../../generated/contracts/Dividends";
import type { CitizenId } from "../citizenship/units";
import { civic } from "../coin/units";
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

/** Late turns prolong a vote by so many extensions at most, each in whole minutes. */
const EXTENSIONS = 5n;
const MINUTE = 60n;

/** The longest that it can be from a proposal to the end of its vote, whatever the provisions were when it was made. */
async function longestVote(connection: Connection): Promise<bigint> {
  const { votingDelay, votingPeriod, lateExtension } = await governorClient(connection).provisions();
  return votingDelay.max + votingPeriod.max + EXTENSIONS * (lateExtension.max + MINUTE);
}

/** The proposals of which the vote may have ended since a moment, the newest first. */
async function proposalsSince(connection: Connection, from: Moment): Promise<{ id: ProposalId; closedAt: Moment }[]> {
  const governor = governorClient(connection);
  const longest = await longestVote(connection);
  const found: { id: ProposalId; closedAt: Moment }[] = [];
  let cursor: string | undefined;
  do {
    const page = await governor.list({ limit: 100, ...(cursor !== undefined && { cursor }) });
    found.push(...page.items.map(({ id, closesAt }) => ({ id, closedAt: closesAt })));
    // Older proposals were made before these opened. When these ended tells nothing of them: what is cancelled ends at once.
    const areOlderOver = page.items.some(({ opensAt }) => opensAt + longest < from);
    cursor = areOlderOver ? undefined : page.cursor;
  } while (cursor !== undefined);
  return found;
}

/** Those of these citizens whom the contract pays for an epoch if they voted in it: they could vote at its end, and still are citizens. */
async function entitledAmong(
  connection: Connection,
  until: Moment,
  citizenIds: readonly CitizenId[],
): Promise<CitizenId[]> {
  const address = addressOf(connection, "citizenship");
  const provider = providerOf(connection.runner);
  const register = Citizenship__factory.connect(address, connection.runner);
  const read = readEncoder(register, address);
  const { values } = await multicallEach(provider, [
    ...citizenIds.map((id) => read(register.couldVote, [id, until], Boolean)),
    ...citizenIds.map((id) => read(register.holderOf, [id], String)),
  ]);
  const held = citizenIds.flatMap((citizenId, index) => {
    const [could, holder] = [values[index], values[citizenIds.length + index]];
    return could.success && could.value === true && holder.success
      ? [{ citizenId, holder: holder.value as string }]
      : [];
  });
  // Who left keeps the account that money is paid to, and holds no citizenship there.
  const present = await multicall(
    provider,
    held.map(({ holder }) => read(register.citizenOf, [holder], BigInt)),
  );
  return held.filter(({ citizenId }, index) => present.values[index] === citizenId).map(({ citizenId }) => citizenId);
}

/** By which ballot each of these citizens took part in an epoch; who did not, or is due nothing, is left out. */
export async function participationsIn(
  connection: Connection,
  epoch: Pick<Epoch, "from" | "until">,
  citizenIds: readonly CitizenId[],
): Promise<Participation[]> {
  const entitled = await entitledAmong(connection, epoch.until, citizenIds);
  if (entitled.length === 0) return [];
  const proposals = (await proposalsSince(connection, epoch.from)).filter(
    ({ closedAt }) => closedAt >= epoch.from && closedAt <= epoch.until,
  );
  const address = addressOf(connection, "governor");
  const governor = NationGovernor__factory.connect(address, connection.runner);
  const read = readEncoder(governor, address);
  const pairs = entitled.flatMap((citizenId) => proposals.map(({ id }) => ({ citizenId, proposalId: id })));
  if (pairs.length === 0) return [];
  const { values } = await multicall(
    providerOf(connection.runner),
    pairs.map(({ citizenId, proposalId }) => read(governor.hasCitizenVoted, [proposalId, citizenId], Boolean)),
  );
  const cast = pairs.filter((_, index) => values[index]);
  return entitled.flatMap((citizenId) => cast.find((one) => one.citizenId === citizenId) ?? []);
}

/** What a citizen can claim of all epochs, the newest first. */
export async function dividendsDueTo(connection: Connection, citizenId: CitizenId): Promise<DueDividend[]> {
  const address = addressOf(connection, "dividends");
  const contract = Dividends__factory.connect(address, connection.runner);
  const read = readEncoder(contract, address);
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

  const shares = await multicallEach(
    provider,
    open.map(({ id }) =>
      read(contract.shareOf, [id, citizenId], ({ byHead, byStake }) => ({
        byHead: civic.from(byHead),
        byStake: civic.from(byStake),
      })),
    ),
  );
  const due: DueDividend[] = [];
  for (const [index, epoch] of open.entries()) {
    const share = shares.values[index];
    if (!share.success) continue;
    const { byHead, byStake } = share.value as Pick<DueDividend, "byHead" | "byStake">;
    // Where nothing came in, a claim would pay nothing and cost gas.
    if (byHead + byStake === 0n) continue;
    const [participation] = await participationsIn(connection, epoch, [citizenId]);
    if (participation === undefined) continue;
    const { id, claimableUntil } = epoch;
    due.push({ ...participation, epochId: id, byHead, byStake, claimableUntil });
  }
  return due;
}
