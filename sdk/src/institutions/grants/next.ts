import { catalogue } from "../../core/messages";
import { stepsOf, type NextPart, type NextQuery, type NextStep } from "../../core/next";
import { multicall, multicallEach } from "../../core/reader";
import { moment } from "../../core/units";
import { civic } from "../coin/units";
import { latestRounds, listProjects, reading } from "./lists";
import { giftFrom, projectFrom } from "./records";
import type { GrantGift, GrantProject, GrantRound } from "./types";
import { grantProjectId } from "./units";

/** What the grants tell people to do. */
export const nextSentences = /* @__PURE__ */ catalogue("next.grants", {
  give: "Give to projects of round {round} of the grants, until {until}: the nation adds to what many give to. You can give {left} civic coin.",
  accept: "Project {project}, to which you gave, asks for the rest of its grant: accept what it did, until {until}.",
  "accept.cost": "Unless enough of its donors do, the rest goes back to the treasury.",
  settle: "Project {project} is due {amount} civic coin: have it owed to you.",
  "settle.cost": "What is not asked for of the pot by {until} goes back to the treasury.",
});

const step = stepsOf("grants", nextSentences);

/** Of so many of the newest projects it is looked at whether they are due something. */
const NEWEST = 50;

export async function nextOf({ connection, citizen, account }: NextQuery): Promise<NextPart> {
  const citizenId = await citizen;
  const rounds = await latestRounds(connection);
  if (rounds.length === 0) return { steps: [] };
  const owed = await owedSteps(connection, rounds, { account, citizenId });
  if (citizenId === undefined) return { steps: owed };
  const { contract, provider, read } = reading(connection);
  const { values, at } = await multicall(provider, [
    ...rounds.map(({ id }) => read(contract.giftsOf, [id, citizenId], (raw) => raw.map(giftFrom))),
  ]);
  const given = rounds.map((round, index) => ({ round, gifts: values[index] }));
  const asked = given.flatMap(({ round, gifts }) =>
    round.phase === "matched" && round.claimableUntil !== undefined && at <= round.claimableUntil
      ? gifts.filter(({ isAccepted }) => !isAccepted).map(({ projectId }) => ({ projectId, round }))
      : [],
  );
  const { values: projects } = await multicall(
    provider,
    asked.map(({ projectId }) => read(contract.projectOf, [projectId], (raw) => projectFrom(projectId, raw))),
  );
  const accept = asked.flatMap(({ projectId, round: { claimableUntil, advance } }, index) => {
    const { accepted, needed, title, matching } = projects[index];
    if (accepted >= needed || matching === 0n || advance === 10_000n) return [];
    const args = { project: `${projectId} (${title})`, until: moment.format(claimableUntil!) };
    return [step("accept", { kind: "can", act: "accept", params: { projectId }, until: claimableUntil, args })];
  });
  return { steps: [...owed, ...giveSteps(given[0]), ...accept] };
}

/** That a citizen can give something, where there is something to give to. */
function giveSteps({ round, gifts }: { readonly round: GrantRound; readonly gifts: readonly GrantGift[] }): NextStep[] {
  const left = gifts.reduce((sum, { amount }) => sum - amount, round.counted as bigint);
  if (round.phase !== "open" || round.projects === 0 || left <= 0n) return [];
  const args = {
    round: String(round.id),
    until: moment.format(round.closesAt),
    left: civic.format(civic.from(left)),
  };
  return [step("give", { kind: "can", act: "contribute", until: round.closesAt, args })];
}

/** What projects of theirs are due. */
async function owedSteps(
  connection: NextQuery["connection"],
  rounds: readonly GrantRound[],
  { account, citizenId }: { readonly account: string; readonly citizenId: bigint | undefined },
): Promise<NextStep[]> {
  const { contract, provider, read } = reading(connection);
  const { items } = await listProjects(connection, { limit: NEWEST });
  const isOwn = ({ recipient, recipientId }: GrantProject): boolean =>
    recipientId === undefined ? recipient === account : recipientId === citizenId;
  const own = items.filter(isOwn);
  const { values } = await multicallEach(
    provider,
    own.map(({ id }) => read(contract.dueOf, [id], ({ gifts, matching }) => gifts + matching)),
  );
  return own.flatMap(({ id, roundId, title }, index) => {
    const due = values[index];
    if (!due.success || due.value === 0n) return [];
    const until = rounds.find((round) => round.id === roundId)?.claimableUntil;
    const args = {
      project: `${id} (${title})`,
      amount: civic.format(civic.from(due.value as bigint)),
      until: until === undefined ? "" : moment.format(until),
    };
    const projectId = grantProjectId.from(id);
    return [step("settle", { kind: "owed", act: "settle", params: { projectId }, until, args })];
  });
}
