import { addressOf, type Connection } from "../../core/directory";
import { multicall, readEncoder } from "../../core/reader";
import { providerOf } from "../../core/write";
import { Merit__factory, NationGovernor__factory } from "../../generated/contracts";
import { admissionsClient } from "../admissions/client";
import type { CitizenId } from "../citizenship/units";
import { courtClient } from "../court/client";
import { governorClient } from "../governor/client";
import type { CastBallot, DueMerit, JuryRound } from "./types";

/** So many of the newest proposals, cases and attestations are looked at: points of older ones have decayed, and can be named by hand. */
const NEWEST = 100;

interface Asked {
  readonly connection: Connection;
  readonly citizenId: CitizenId;
}

const meritIn = ({ connection }: Asked) => {
  const address = addressOf(connection, "merit");
  const contract = Merit__factory.connect(address, connection.runner);
  return { contract, read: readEncoder(contract, address), provider: providerOf(connection.runner) };
};

const has = (connection: Connection, name: string): boolean => connection.directory[name] !== undefined;

/** One ballot of each period that has no point yet. */
async function ballotsOf(asked: Asked): Promise<CastBallot[]> {
  const { connection, citizenId } = asked;
  const { contract, read, provider } = meritIn(asked);
  const { items } = await governorClient(connection).list({ limit: NEWEST });
  if (items.length === 0) return [];
  const address = addressOf(connection, "governor");
  const governor = NationGovernor__factory.connect(address, connection.runner);
  const readGovernor = readEncoder(governor, address);
  const { values: periods, at } = await multicall(
    provider,
    items.map(({ closesAt }) => read(contract.periodOf, [closesAt], (period) => period)),
  );
  const { values } = await multicall(provider, [
    ...items.map(({ id }) => readGovernor(governor.hasCitizenVoted, [id, citizenId], Boolean)),
    ...periods.map((period) => read(contract.hasBallotPoint, [citizenId, period], Boolean)),
  ]);
  const taken = new Set<bigint>();
  return items.flatMap(({ id, closesAt }, index) => {
    const period = periods[index];
    const isDue = closesAt < at && values[index] && !values[items.length + index] && !taken.has(period);
    if (!isDue) return [];
    taken.add(period);
    return [{ citizenId, proposalId: id }];
  });
}

/** The rounds in which the citizen revealed a vote that has no points yet. */
async function roundsOf(asked: Asked): Promise<JuryRound[]> {
  const { connection, citizenId } = asked;
  if (!has(connection, "court")) return [];
  const { contract, read, provider } = meritIn(asked);
  const { items } = await courtClient(connection).list({ juror: citizenId, limit: NEWEST });
  const served = items.flatMap(({ id, rounds }) =>
    rounds.flatMap(({ round, panel }) =>
      panel
        .filter((seat) => seat.citizenId === citizenId && seat.vote === "revealed")
        .map(({ seat }) => ({ caseId: id, round, seat })),
    ),
  );
  if (served.length === 0) return [];
  const { values } = await multicall(
    provider,
    served.map(({ caseId, round }) => read(contract.recordedSeats, [caseId, round], (seats) => seats)),
  );
  return served
    .filter(({ seat }, index) => ((values[index] >> BigInt(seat)) & 1n) === 0n)
    .map(({ caseId, round }) => ({ caseId, round }));
}

/** The settled applications to which the citizen attested, without the point yet. */
async function applicationsOf(asked: Asked): Promise<string[]> {
  const { connection, citizenId } = asked;
  if (!has(connection, "admissions")) return [];
  const { contract, read, provider } = meritIn(asked);
  const client = admissionsClient(connection);
  const { isDisowned } = (await client.validator({ citizenId })) ?? { isDisowned: true };
  if (isDisowned) return [];
  const { items } = await client.attestations({ validatorId: citizenId, limit: NEWEST });
  const settled = items.filter(({ phase }) => phase === "settled");
  if (settled.length === 0) return [];
  const { values } = await multicall(
    provider,
    settled.map(({ applicationId }) => read(contract.recordedValidators, [applicationId], (bits) => bits)),
  );
  return settled
    .filter(({ validatorIds }, index) => ((values[index] >> BigInt(validatorIds.indexOf(citizenId))) & 1n) === 0n)
    .map(({ applicationId }) => applicationId);
}

/** What can be recorded for a citizen now, of the newest proposals, cases and attestations. */
export async function meritDueTo(connection: Connection, citizenId: CitizenId): Promise<DueMerit> {
  const asked = { connection, citizenId };
  const [ballots, rounds, applicationIds] = await Promise.all([
    ballotsOf(asked),
    roundsOf(asked),
    applicationsOf(asked),
  ]);
  return { ballots, rounds, applicationIds };
}
