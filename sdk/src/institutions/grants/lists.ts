import { addressOf, type Connection } from "../../core/directory";
import { entryOf, pageOfNumbers, type Page, type PageQuery } from "../../core/pages";
import { multicall, multicallEach, readEncoder, type Read } from "../../core/reader";
import { providerOf } from "../../core/write";
import { Grants__factory, type Grants } from "../../generated/contracts";
import type { RoundViewStructOutput } from "../../generated/contracts/Grants";
import { projectFrom, roundFrom } from "./records";
import type { GrantProject, GrantRound } from "./types";
import { grantProjectId, grantRoundId, type GrantProjectId, type GrantRoundId } from "./units";

/** How many are read with one request at most: a project has two texts. */
const AT_ONCE = 50;

/** The contract, and how it is read many times in one request. */
export function reading(connection: Connection) {
  const address = addressOf(connection, "grants");
  const contract = Grants__factory.connect(address, connection.runner);
  return {
    contract,
    read: readEncoder(contract, address),
    get provider() {
      return providerOf(connection.runner);
    },
  };
}

/** A page of rounds, the newest first. */
export function listRounds(connection: Connection, query: PageQuery): Promise<Page<GrantRound>> {
  const { contract, provider, read } = reading(connection);
  return pageOfNumbers(
    {
      list: "grantRounds",
      atOnce: AT_ONCE,
      count: () => contract.roundCount(),
      read: async (ids) => {
        const { values, at } = await multicallEach(
          provider,
          ids.map((id) => read(contract.roundOf, [id], (raw) => raw)),
        );
        return ids.map((id, index) =>
          entryOf(id, [values[index]], ([raw]) => roundFrom(grantRoundId.from(id), raw as RoundViewStructOutput, at)),
        );
      },
    },
    query,
  );
}

const projectRead = (
  read: ReturnType<typeof reading>["read"],
  contract: Grants,
  id: GrantProjectId,
): Read<GrantProject> => read(contract.projectOf, [id], (raw) => projectFrom(id, raw));

/** A page of projects, those registered last first: of all rounds, or of one. */
export async function listProjects(
  connection: Connection,
  { roundId, ...query }: PageQuery & { readonly roundId?: GrantRoundId },
): Promise<Page<GrantProject>> {
  const { contract, provider, read } = reading(connection);
  // Projects of a round have consecutive numbers: the list counts from the one before its first.
  const round = roundId === undefined ? undefined : await contract.roundOf(roundId);
  const before = round === undefined ? 0n : round.firstProjectId - 1n;
  return pageOfNumbers(
    {
      list: "grantProjects",
      atOnce: AT_ONCE,
      count: async () => (round === undefined ? contract.projectCount() : round.projects),
      read: async (numbers) => {
        const ids = numbers.map((number) => grantProjectId.from(before + number));
        const { values } = await multicallEach(
          provider,
          ids.map((id) => projectRead(read, contract, id)),
        );
        return ids.map((id, index) => entryOf(id, [values[index]], ([found]) => found as GrantProject));
      },
    },
    query,
  );
}

/** A round with all its projects, as of one block each fifty. */
export async function readRound(
  connection: Connection,
  roundId: GrantRoundId,
): Promise<{ readonly round: GrantRound; readonly projects: GrantProject[] }> {
  const { contract, provider, read } = reading(connection);
  const { values, at } = await multicall(provider, [read(contract.roundOf, [roundId], (raw) => raw)]);
  const round = roundFrom(roundId, values[0], at);
  const projects: GrantProject[] = [];
  for (let next = 0; next < round.projects; next += AT_ONCE) {
    const length = Math.min(AT_ONCE, round.projects - next);
    const ids = Array.from({ length }, (_, index) => grantProjectId.from(round.firstProjectId + BigInt(next + index)));
    const { values: found } = await multicall(
      provider,
      ids.map((id) => projectRead(read, contract, id)),
    );
    projects.push(...found);
  }
  return { round, projects };
}

/** More rounds than can be matched at a time, whatever the provisions. */
const LATEST = 60;

/** The rounds that anything can still happen in, the newest first. */
export const latestRounds = async (connection: Connection): Promise<readonly GrantRound[]> =>
  (await listRounds(connection, { limit: LATEST })).items;
