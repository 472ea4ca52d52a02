import { addressOf } from "../../core/directory";
import { quotable } from "../../core/legible";
import { catalogue } from "../../core/messages";
import { stepsOf, type NextPart, type NextQuery, type NextStep } from "../../core/next";
import { multicall, readEncoder } from "../../core/reader";
import { moment, seconds, type Moment } from "../../core/units";
import { providerOf } from "../../core/write";
import { NationGovernor__factory } from "../../generated/contracts";
import { listProposals, type ListedFor } from "./list";
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
});

const step = stepsOf("governor", nextSentences);

/** So many of the newest proposals are looked at: older ones are over. */
const NEWEST = 30;

/** The first line of a description, without its proposer's name. */
function titleOf(description: string): string {
  const [line = ""] = (namesProposer(description) ? description.slice(0, -52) : description).trim().split("\n");
  return `“${quotable(line, 79)}”`;
}

export async function nextOf({ connection, citizen }: NextQuery): Promise<NextPart> {
  const address = addressOf(connection, "governor");
  const contract = NationGovernor__factory.connect(address, connection.runner);
  const viewer = citizen;
  const [{ items }, { values, at }, citizenId] = await Promise.all([
    listProposals({ connection, contract }, { limit: NEWEST }, { viewer, stretches: 12 }),
    multicall(providerOf(connection.runner), [readEncoder(contract, address)(contract.GRACE_PERIOD, [], seconds.from)]),
    citizen,
  ]);
  const [grace] = values;
  return { steps: items.flatMap((found) => stepFor(found, { at, grace, isCitizen: citizenId !== undefined }) ?? []) };
}

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
