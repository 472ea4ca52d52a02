import { addressOf } from "../../core/directory";
import { quotable } from "../../core/legible";
import { catalogue } from "../../core/messages";
import { stepsOf, type NextPart, type NextQuery, type NextStep } from "../../core/next";
import { multicall, multicallEach, readEncoder } from "../../core/reader";
import { moment, seconds, type Moment } from "../../core/units";
import { providerOf } from "../../core/write";
import { NationGovernor__factory } from "../../generated/contracts";
import { toProposalRound, type ProposalRound } from "./codes";
import { listProposals, type GovernorReader, type ListedFor } from "./list";
import { namesProposer } from "./proposals";

/** What the governor tells people to do. */
export const nextSentences = /* @__PURE__ */ catalogue("next.governor", {
  vote: "Vote on {title} until {until}.",
  "vote.cost": "Your voice does not count in this vote.",
  voteLater: "Vote on {title} from {from} on, until {until}.",
  "voteLater.cost": "Your voice does not count in this vote.",
  queue: "{title} passed: anyone puts it to the government until {until}.",
  "queue.cost": "What was decided lapses.",
  execute: "{title} has waited: anyone carries it out until {until}.",
  "execute.cost": "What was decided lapses.",
  executeLater: "{title} can be carried out from {from} on, until {until}.",
  "executeLater.cost": "What was decided lapses.",
  proposeAgain: "{title} failed, and can have a {round} until {until}: propose it again.",
  "proposeAgain.cost": "The proposal has failed for good.",
  proposeAgainLater: "{title} failed, and can have a {round}: propose it again from {from} on, until {until}.",
  "proposeAgainLater.cost": "The proposal has failed for good.",
});

const step = stepsOf("governor", nextSentences);

/** So many of the newest proposals are looked at in a page, and so many pages at most. */
const NEWEST = 30;
const PAGES = 4;

/** Proposals whose vote closed longer ago than this are over, and older ones, too. */
const LIFE = 90n * 86_400n;

/** The first line of a description, without its proposer's name. */
function titleOf(description: string): string {
  const [line = ""] = (namesProposer(description) ? description.slice(0, -52) : description).trim().split("\n");
  return `“${quotable(line, 79)}”`;
}

export async function nextOf({ connection, citizen }: NextQuery): Promise<NextPart> {
  const address = addressOf(connection, "governor");
  const contract = NationGovernor__factory.connect(address, connection.runner);
  const viewer = citizen;
  const page = (cursor?: string) =>
    listProposals({ connection, contract }, { limit: NEWEST, ...(cursor && { cursor }) }, { viewer, stretches: 12 });
  const [first, { values, at }, citizenId] = await Promise.all([
    page(),
    multicall(providerOf(connection.runner), [readEncoder(contract, address)(contract.GRACE_PERIOD, [], seconds.from)]),
    citizen,
  ]);
  const items = [...first.items];
  // Many that were made lately, cancelled ones among them, hide none that is open.
  const isMore = (cursor: string | undefined): cursor is string =>
    cursor !== undefined && items.every(({ closesAt }) => closesAt + LIFE > at);
  let { cursor } = first;
  for (let pages = 1; pages < PAGES && isMore(cursor); ++pages) {
    const further = await page(cursor);
    items.push(...further.items);
    cursor = further.cursor;
  }
  const [grace] = values;
  const isPartial = isMore(cursor);
  const steps = items.flatMap((found) => stepFor(found, { at, grace, isCitizen: citizenId !== undefined }) ?? []);
  if (citizenId === undefined) return { steps, isPartial };
  return { steps: [...steps, ...(await secondVotes({ connection, contract }, items, at))], isPartial };
}

/** What failed and can be voted on once more. */
async function secondVotes(
  { connection, contract }: GovernorReader,
  items: readonly ListedFor[],
  at: Moment,
): Promise<NextStep[]> {
  const failed = items.filter(({ state }) => state === "defeated");
  if (failed.length === 0) return [];
  const encodeRead = readEncoder(contract, addressOf(connection, "governor"));
  const { values } = await multicallEach(
    providerOf(connection.runner),
    failed.map(({ id }) =>
      encodeRead(contract.secondVoteOf, [id], (vote): FoundVote => ({
        round: toProposalRound(vote.round),
        from: moment.from(vote.from),
        until: moment.from(vote.until),
      })),
    ),
  );
  return failed.flatMap(({ calls, description }, index) => {
    const found = values[index];
    if (!found.success) return [];
    const { round, from, until } = found.value as FoundVote;
    if (round === "first" || until < at) return [];
    const isOpen = from <= at;
    const args = {
      title: titleOf(description),
      round: ROUNDS[round],
      from: moment.format(from),
      until: moment.format(until),
    };
    const params = { calls, description };
    const parts = { kind: "can", act: "proposeAgain", params, from: isOpen ? undefined : from, until, args } as const;
    return [step(isOpen ? "proposeAgain" : "proposeAgainLater", parts)];
  });
}

interface FoundVote {
  readonly round: ProposalRound;
  readonly from: Moment;
  readonly until: Moment;
}

const ROUNDS = { secondCall: "second call", secondReading: "second reading" } as const;

interface Now {
  readonly at: Moment;
  readonly grace: ReturnType<typeof seconds.from>;
  readonly isCitizen: boolean;
}

function stepFor(
  { id, state, description, opensAt, closesAt, executableAt, hasVoted }: ListedFor,
  { at, grace, isCitizen }: Now,
): NextStep | undefined {
  const params = { proposalId: id };
  const title = titleOf(description);
  const written = (until: Moment, from?: Moment) => ({
    title,
    until: moment.format(until),
    ...(from !== undefined && { from: moment.format(from) }),
  });
  switch (state) {
    case "pending":
    case "active": {
      if (!isCitizen || hasVoted === true) return undefined;
      const from = state === "pending" ? opensAt : undefined;
      const parts = { kind: "can", act: "vote", params, from, until: closesAt, args: written(closesAt, from) } as const;
      return step(from === undefined ? "vote" : "voteLater", parts);
    }
    case "succeeded": {
      const until = moment.after(closesAt, grace);
      return step("queue", { kind: "can", act: "queue", params, until, args: written(until) });
    }
    case "queued": {
      if (executableAt === undefined) return undefined;
      const until = moment.after(executableAt, grace);
      const from = executableAt > at ? executableAt : undefined;
      const parts = { kind: "can", act: "execute", params, from, until, args: written(until, from) } as const;
      return step(from === undefined ? "execute" : "executeLater", parts);
    }
    default:
      return undefined;
  }
}
