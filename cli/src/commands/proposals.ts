import { heads, moment, type Heads } from "../../../sdk/src";
import type { Houses, Proposal, ProposalState, ProposalStatus } from "../../../sdk/src/institutions/governor";
import { act, doing } from "../act";
import { command } from "../command";
import type { Context } from "../context";
import { CommandError } from "../errors";
import { proposalMeant, shortId } from "../input/proposals";
import { facts, table } from "../output/layout";
import { civicOf } from "../output/money";
import { brief, printable, printableLines, quoted } from "../output/text";
import { dayOf, distance, whenOf } from "../output/time";
import { describeCalls } from "../reading/calls";
import { more, PAGE_OPTIONS, pageIn } from "./paging";

/** A description without the mark at its end that names the proposer. */
const words = (description: string): string => description.replace(/\s*#proposer=0x[0-9a-f]{40}$/i, "");

const stateIn = (
  state: ProposalState,
  { opensAt, closesAt }: Pick<ProposalStatus, "opensAt" | "closesAt">,
  now: bigint,
): string => {
  if (state === "pending") return `opens ${distance(opensAt, now as never)}`;
  return state === "active" ? `vote closes ${distance(closesAt, now as never)}` : state;
};

export const proposals = command({
  name: "proposals",
  group: "decide",
  summary: "what was proposed, and where it stands",
  options: PAGE_OPTIONS,
  example: "proposals --limit 5",
  run: async (context, { limit, after }) => {
    const [nation, now] = await Promise.all([context.nation(), context.now()]);
    const page = await nation.governor.list(pageIn({ limit, after }));
    return {
      data: { proposals: page.items, next: page.cursor },
      lines:
        page.items.length === 0
          ? ["Nothing was proposed yet: civitas propose"]
          : [
              ...table(
                [
                  { title: "Id" },
                  { title: "State" },
                  { title: "For", align: "right" },
                  { title: "Against", align: "right" },
                  { title: "What", shrinks: true },
                ],
                page.items.map(({ id, state, opensAt, closesAt, houses, description }) => [
                  shortId(id),
                  stateIn(state, { opensAt, closesAt }, now),
                  heads.format(houses.citizens.for),
                  heads.format(houses.citizens.against),
                  printable(words(description)),
                ]),
                context.width,
              ),
              ...more(page),
            ],
    };
  },
});

export const proposal = command({
  name: "proposal",
  group: "decide",
  summary: "one proposal: what it does, how the vote stands, and what comes next",
  arguments: { "<proposal>": "its id, the first digits of it, or latest" },
  example: "proposal latest",
  run: async (context, { proposal: text }) => {
    const { nation, made, status, id } = await read(context, text);
    const [now, symbols, calls, second, account] = await Promise.all([
      context.now(),
      context.symbols(),
      describeCalls(nation, made.calls),
      nation.governor.secondVote({ proposalId: id }),
      context.account(),
    ]);
    const citizenId = account === undefined ? undefined : await nation.citizenship.citizenOf({ account });
    const hasVoted =
      citizenId === undefined ? undefined : await nation.governor.hasVoted({ proposalId: id, citizenId });
    const again = second && `It can be proposed again from ${dayOf(second.from)} to ${dayOf(second.until)}.`;
    return {
      data: { ...made, ...status, hasVoted, secondVote: second },
      lines: [
        context.paint("bold", printableLines(words(made.description))[0] ?? ""),
        ...printableLines(words(made.description)).slice(1),
        "",
        ...calls.map((line, index) => `  ${index + 1}. ${line}`),
        "",
        ...facts(
          [
            ["state", stateLine(status, now)],
            ["class", status.class],
            ["proposer", brief(status.proposer)],
            ["opens", whenOf(status.opensAt, now)],
            ["closes", whenOf(status.closesAt, now)],
            ["citizens", citizensLine(status.houses.citizens)],
            ["stake", stakeLine(status.houses.stake, symbols.civic)],
            ["you", hasVoted === undefined ? undefined : hasVoted ? "have voted" : "have not voted"],
            ["id", `0x${id.toString(16)}`],
          ],
          context.width,
        ),
        "",
        again ?? nextLine(status, text, now),
      ],
    };
  },
});

const stateLine = ({ state, executableAt }: ProposalStatus, now: bigint): string =>
  state === "queued" && executableAt !== undefined
    ? `queued, to be executed ${whenOf(executableAt, now as never)}`
    : state;

const sum = ({ for: one, against, abstain }: Houses["citizens"]): Heads => heads.from(one + against + abstain);

function citizensLine(house: Houses["citizens"]): string {
  const { for: pro, against, abstain, quorum, quorumReached, carried, electorate } = house;
  const result = !quorumReached ? `${quorum} for are needed` : carried ? "carried" : "no majority";
  return `${pro} for, ${against} against, ${abstain} abstain (${sum(house)} of ${electorate}); ${result}`;
}

function stakeLine({ hasSay, for: pro, against, objects }: Houses["stake"], symbol: string): string {
  if (!hasSay) return "has no say in a second reading";
  return `${civicOf(pro, symbol)} for, ${civicOf(against, symbol)} against; ${objects ? "objects" : "does not object"}`;
}

function nextLine({ state, executableAt }: ProposalStatus, text: string, now: bigint): string {
  if (state === "active") return `Vote by: civitas vote ${text} for|against|abstain`;
  if (state === "succeeded") return `Anyone hands it to the government: civitas queue ${text}`;
  if (state === "queued")
    return executableAt! <= now
      ? `Anyone carries it out: civitas execute ${text}`
      : `Then anyone carries it out: civitas execute ${text}`;
  return state === "pending" ? "The vote is not open yet." : `It is ${state}: nothing is left to do.`;
}

async function read(context: Context, text: string) {
  const [nation, id] = await Promise.all([context.nation(), proposalMeant(context, text)]);
  const [made, status] = await Promise.all([
    nation.governor.proposal({ proposalId: id }),
    nation.governor.status({ proposalId: id }),
  ]);
  return { nation, id, made, status };
}

const whichOf = ({ description, id }: Proposal): string => `${quoted(words(description), 60)} (${shortId(id)})`;

export const queue = command({
  name: "queue",
  group: "decide",
  summary: "hand what was carried to the government, where everybody sees it coming",
  arguments: { "<proposal>": "its id, the first digits of it, or latest" },
  example: "queue latest",
  run: async (context, { proposal: text }) => {
    const [{ made, status }, now] = await Promise.all([read(context, text), context.now()]);
    if (status.state !== "succeeded") throw notIn(status, "succeeded", now);
    return act(context, {
      title: `Queue ${whichOf(made)}`,
      effects: ["Anyone may. It waits in the timelock before it can be carried out."],
      act: (on) => doing(on.governor.queue, made),
      done: ({ executableAt }) => [`It can be carried out ${whenOf(executableAt, now)}: civitas execute ${text}`],
    });
  },
});

export const execute = command({
  name: "execute",
  group: "decide",
  summary: "carry out what was decided, once its wait is over",
  arguments: { "<proposal>": "its id, the first digits of it, or latest" },
  example: "execute latest",
  run: async (context, { proposal: text }) => {
    const [{ made, status, nation }, now] = await Promise.all([read(context, text), context.now()]);
    if (status.state !== "queued" || (status.executableAt ?? moment.never) > now) throw notIn(status, "queued", now);
    return act(context, {
      title: `Carry out ${whichOf(made)}`,
      effects: ["Anyone may.", ...(await describeCalls(nation, made.calls))],
      act: (on) => doing(on.governor.execute, made),
      done: () => ["It is done."],
    });
  },
});

/** Why a proposal cannot be moved on now, and from when it can. */
function notIn({ state, closesAt, executableAt }: ProposalStatus, wanted: ProposalState, now: bigint): CommandError {
  const advice =
    state === "active" || state === "pending"
      ? `The vote closes ${whenOf(closesAt, now as never)}.`
      : state === "queued" && executableAt !== undefined
        ? `It can be executed ${whenOf(executableAt, now as never)}.`
        : state === "succeeded"
          ? "Queue it first: civitas queue"
          : "civitas proposals shows where all stand.";
  return new CommandError(`The proposal is ${state}${wanted === state ? "" : `, not ${wanted}`}.`, advice, {
    exit: "refused",
  });
}
