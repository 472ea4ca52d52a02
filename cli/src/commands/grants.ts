import { type Civic, civic } from "../../../sdk/src";
import {
  type GrantPhase,
  grantProjectId,
  type GrantProjectId,
  type GrantRound,
  grantRoundId,
  type MatchingTable,
} from "../../../sdk/src/institutions/grants";
import { act, doing } from "../act";
import { command } from "../command";
import type { Context } from "../context";
import { CommandError } from "../errors";
import { personOf } from "../input/people";
import { coinsIn, numberIn } from "../input/quantities";
import { facts, table } from "../output/layout";
import { civicOf } from "../output/money";
import { counted, printable } from "../output/text";
import { whenOf } from "../output/time";

const phases: Readonly<Record<GrantPhase, string>> = {
  open: "takes gifts",
  closable: "is over, and can be closed",
  matched: "is matched",
  unmatched: "is not matched: the pot went back to the treasury",
};

const projectIn = (text: string): GrantProjectId => grantProjectId.from(BigInt(numberIn(text, "grants")));

export const show = command({
  name: "grants show",
  group: "money",
  summary: "a round of grants: its projects, and what each gets, or would get now",
  arguments: { "[round]": "its number; the newest if left out" },
  example: "grants",
  run: async (context, { round: text }) => {
    const nation = await context.nation();
    const [newest, collected] = await Promise.all([nation.grants.rounds({ limit: 1 }), nation.grants.collected()]);
    const roundId = text === undefined ? newest.items.at(0)?.id : grantRoundId.from(BigInt(numberIn(text, "grants")));
    const { civic: symbol } = await context.symbols();
    const next = `${civicOf(collected, symbol)} are collected for the next round.`;
    if (roundId === undefined)
      return { data: { round: undefined, rows: [], collected }, lines: ["There was no round of grants yet.", next] };
    const found = await nation.grants.table({ roundId });
    return {
      data: { ...found, collected },
      lines: [
        context.paint("bold", `Round ${roundId} of the grants ${phases[found.round.phase]}`),
        ...facts(await factsOf(context, found, symbol), context.width),
        "",
        ...rowsOf(found, symbol, context.width),
        "",
        next,
      ],
    };
  },
});

/** What there is to know of a round. */
async function factsOf(context: Context, { round, rest }: MatchingTable, symbol: string) {
  const now = await context.now();
  const { pot, donors, lacking, counted: limit, closesAt, registerUntil, claimableUntil, phase } = round;
  const isRunning = phase === "open";
  return [
    ["pot", civicOf(pot, symbol)],
    ["a citizen can give", civicOf(limit, symbol)],
    ["donors", `${donors}${isRunning && lacking > 0n ? `: without ${lacking} more nothing is matched` : ""}`],
    ["projects until", isRunning ? whenOf(registerUntil, now) : undefined],
    ["gifts until", isRunning ? whenOf(closesAt, now) : undefined],
    ["matched until", claimableUntil && whenOf(claimableUntil, now)],
    ["to the treasury", phase === "unmatched" ? undefined : civicOf(rest, symbol)],
  ] as const;
}

/** The matching table. */
const rowsOf = ({ rows }: MatchingTable, symbol: string, width: number): string[] =>
  rows.length === 0
    ? ["It has no projects."]
    : table(
        [
          { title: "No", align: "right" },
          { title: "Project", shrinks: true },
          { title: "Donors", align: "right" },
          { title: "Given", align: "right" },
          { title: "By weight", align: "right" },
          { title: "At most", align: "right" },
          { title: "Of the pot", align: "right" },
        ],
        rows.map(({ project: { id, title, donors, given }, byWeight, atMost, matching }) => [
          String(id),
          printable(title),
          String(donors),
          ...[given, byWeight, atMost, matching].map((amount) => civicOf(rounded(amount), symbol)),
        ]),
        width,
      );

const CENT = 10n ** 16n;

/** Hundredths of a coin, rounded down: a table of eighteen digits is none. */
const rounded = (amount: Civic): Civic => civic.from(amount - (amount % CENT));

export const contribute = command({
  name: "grants contribute",
  group: "money",
  summary: "give coin to a project, to which the nation adds",
  arguments: { "<project>": "its number", "<amount>": "of civic coin" },
  example: "grants contribute 3 25",
  run: async (context, { project: number, amount: text }) => {
    const [projectId, amount] = [projectIn(number), coinsIn(text)];
    const [nation, { civic: symbol }] = await Promise.all([context.nation(), context.symbols()]);
    const { title, roundId } = await nation.grants.project({ projectId });
    const round = await nation.grants.round({ roundId });
    requireOpen(round);
    return act(context, {
      title: `Give ${civicOf(amount, symbol)} to project ${projectId}: ${printable(title)}`,
      effects: [
        "The project gets it, less the tax of a transfer, whether the round is matched or not. It does not come back.",
        `Everybody can see it. In this round you can give ${civicOf(round.counted, symbol)} in all, to eight projects.`,
      ],
      act: (on) => doing(on.grants.contribute, { projectId, amount }),
      done: ({ amount: given }) => [`${civicOf(given, symbol)} were given: civitas grants`],
    });
  },
});

function requireOpen({ id, phase }: GrantRound): void {
  if (phase === "open") return;
  throw new CommandError(`Round ${id} takes no gifts any more.`, "Pay the recipient: civitas pay <who> <amount>");
}

export const register = command({
  name: "grants register",
  group: "money",
  summary: "register a project in the round that runs",
  arguments: { "<title>": "its name", "[recipient]": "who receives; you if left out" },
  options: { "--uri <uri>": "where more is told of it" },
  example: 'grants register "A bridge" --uri https://aurora.example/bridge',
  run: async (context, { title, recipient = "me", uri = "" }) => {
    const { address, name } = await personOf(context, recipient);
    return act(context, {
      title: `Register "${title}", of which ${name} receives`,
      effects: [
        "A citizen registers one project in a round. It cannot be changed afterwards.",
        "Everybody can see that you registered it.",
      ],
      act: (on) => doing(on.grants.register, { recipient: address, title, uri }),
      done: ({ projectId, roundId }) => [`It is project ${projectId}, in round ${roundId}: civitas grants`],
    });
  },
});

export const accept = command({
  name: "grants accept",
  group: "money",
  summary: "accept what a project did, to which you gave",
  arguments: { "<project>": "its number" },
  example: "grants accept 3",
  run: async (context, { project: number }) => {
    const projectId = projectIn(number);
    const nation = await context.nation();
    const { title, accepted, needed } = await nation.grants.project({ projectId });
    return act(context, {
      title: `Accept what project ${projectId} did: ${printable(title)}`,
      effects: [
        `${accepted} of ${counted(Number(needed), "donor")} have. Then it gets the rest of its grant.`,
        "It cannot be taken back.",
      ],
      act: (on) => doing(on.grants.accept, { projectId }),
      done: ({ accepted: sum, needed: of }) => [`${sum} of ${of} have accepted it.`],
    });
  },
});

export const settle = command({
  name: "grants settle",
  group: "money",
  summary: "have a project owed what is due to it",
  arguments: { "<project>": "its number" },
  example: "grants settle 3",
  run: async (context, { project: number }) => {
    const projectId = projectIn(number);
    const [nation, { civic: symbol }] = await Promise.all([context.nation(), context.symbols()]);
    const [{ title }, { gifts, matching }] = await Promise.all([
      nation.grants.project({ projectId }),
      nation.grants.due({ projectId }),
    ]);
    return act(context, {
      title: `Have ${civicOf(civic.from(gifts + matching), symbol)} owed to project ${projectId}: ${printable(title)}`,
      effects: ["Gifts are taxed as a transfer. What the nation gives is not."],
      act: (on) => doing(on.grants.settle, { projectId }),
      done: ({ gifts: net, matching: part }) => [
        `${civicOf(net, symbol)} of gifts and ${civicOf(part, symbol)} of the pot are owed: civitas claim`,
      ],
    });
  },
});
