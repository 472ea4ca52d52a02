import { encodeBytes32String } from "ethers";
import type { Connection } from "../../core/directory";
import { dueAct, readUnfinished, type Due, type DueAct, type DueQuery } from "../../core/due";
import { multicall } from "../../core/reader";
import { civic } from "../coin/units";
import { grantsClient, type GrantsClient } from "./client";
import { latestRounds, reading } from "./lists";
import type { GrantRound } from "./types";
import { grantProjectId, type GrantProjectId } from "./units";

/** A round that is enough for, a round that is over, projects that are due something, and rests: all of it is anyone's. */
export const grantsDue: Due = async (query) => {
  const { connection } = query;
  const client = grantsClient(connection);
  const rounds = await latestRounds(connection);
  return [
    ...roundsDue(rounds, client),
    ...(await openingDue(connection, rounds, client)),
    ...(await projectsDue(query, client)),
    ...(await restsDue(connection, rounds, client)),
  ];
};

const roundsDue = ([last]: readonly GrantRound[], { closeRound }: GrantsClient): DueAct[] =>
  last?.phase === "closable"
    ? [dueAct(`close round ${last.id}`, `Closes round ${last.id} of the grants.`, closeRound, undefined)]
    : [];

async function openingDue(
  connection: Connection,
  [last]: readonly GrantRound[],
  { openRound }: GrantsClient,
): Promise<DueAct[]> {
  if (last?.phase === "open" || last?.phase === "closable") return [];
  const { contract, provider, read } = reading(connection);
  const { values } = await multicall(provider, [
    read(contract.collected, [], BigInt),
    read(contract.provision, [encodeBytes32String("leastPot")], ({ current }) => civic.parse(String(current))),
  ]);
  const [collected, least] = values;
  if (collected === 0n || collected < least) return [];
  const next = (last?.id ?? 0n) + 1n;
  return [dueAct(`open round ${next}`, `Opens round ${next} of the grants.`, openRound, undefined)];
}

/** What projects are due: those that can get nothing more are not read again. */
async function projectsDue(query: DueQuery, { settle }: GrantsClient): Promise<DueAct[]> {
  const { contract, provider, read } = reading(query.connection);
  const found = await readUnfinished(
    query,
    await contract.projectCount(),
    grantProjectId.from,
    async (ids: readonly GrantProjectId[]) => {
      const { values } = await multicall(provider, [
        ...ids.map((id) => read(contract.dueOf, [id], ({ gifts, matching }) => gifts + matching)),
        ...ids.map((id) =>
          read(contract.projectOf, [id], ({ isSettled, matched, matching }) => isSettled && matched === matching),
        ),
      ]);
      return ids.map((id, index) => ({
        id,
        due: values[index] as bigint,
        isDone: values[ids.length + index] as boolean,
      }));
    },
  );
  for (const { id, isDone } of found) if (isDone) query.finished.add(String(id));
  return found
    .filter(({ due }) => due !== 0n)
    .map(({ id }) =>
      dueAct(`settle project ${id}`, `Owes project ${id} what is due to it.`, settle, { projectId: id }),
    );
}

async function restsDue(
  connection: Connection,
  rounds: readonly GrantRound[],
  { returnRest }: GrantsClient,
): Promise<DueAct[]> {
  const matched = rounds.filter(({ phase, left }) => phase === "matched" && left !== 0n);
  if (matched.length === 0) return [];
  const { contract, provider, read } = reading(connection);
  const { at } = await multicall(provider, [read(contract.roundCount, [], BigInt)]);
  return matched
    .filter(({ claimableUntil }) => claimableUntil !== undefined && at > claimableUntil)
    .map(({ id: roundId }) =>
      dueAct(`return rest ${roundId}`, `Sends what is left of round ${roundId} back to the treasury.`, returnRest, {
        roundId,
      }),
    );
}
