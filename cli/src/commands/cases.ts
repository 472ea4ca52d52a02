import { seconds, type Estimate, type NationClient } from "../../../sdk/src";
import { type Case, type CaseAct, type PanelSeat } from "../../../sdk/src/institutions/court";
import { drandUrl, type SeedRequest } from "../../../sdk/src/institutions/randomness";
import { act, agree, doing, inMoney } from "../act";
import { command, type Answer } from "../command";
import type { Context } from "../context";
import { CommandError, usageError } from "../errors";
import { caseMeant, matterOf, type Matter } from "../input/cases";
import { facts, table } from "../output/layout";
import { nativeOf } from "../output/money";
import { brief, counted, listed, printable, wrapped } from "../output/text";
import { distance, whenOf } from "../output/time";
import { feesOf } from "../input/fees";
import { more, PAGE_OPTIONS, pageIn } from "./paging";

export const cases = command({
  name: "cases",
  group: "justice",
  summary: "the cases before the court",
  options: PAGE_OPTIONS,
  example: "cases",
  run: async (context, { limit, after }) => {
    const [nation, now, symbols] = await Promise.all([context.nation(), context.now(), context.symbols()]);
    const page = await nation.court.list(pageIn({ limit, after }));
    const matters = await Promise.all(page.items.map((one) => matterOf(nation, one, symbols)));
    return {
      data: { cases: page.items, next: page.cursor },
      lines:
        page.items.length === 0
          ? ["There are no cases."]
          : [
              ...table(
                [
                  { title: "No", align: "right" },
                  { title: "Phase" },
                  { title: "Until" },
                  { title: "Ruling", align: "right" },
                  { title: "What", shrinks: true },
                ],
                page.items.map(({ id, phase, endsAt, ruling }, index) => [
                  String(id),
                  phase,
                  endsAt === undefined ? "-" : distance(endsAt, now),
                  ruling === undefined ? "-" : String(ruling),
                  printable(matters[index].text),
                ]),
                context.width,
              ),
              ...more(page),
            ],
    };
  },
});

const ACTS = ["advance", "draw", "execute", "settle"] as const;
type CaseCommand = (typeof ACTS)[number];

/** How an act of a case is written on the command line. */
const written = (act: CaseAct, id: bigint): string => {
  const own: Partial<Record<CaseAct, string>> = {
    submitEvidence: `evidence ${id} <text>`,
    recuse: `judge recuse ${id}`,
    commit: `judge commit ${id} <choice>`,
    reveal: `judge reveal ${id}`,
    fundAppeal: `appeal ${id} <choice>`,
    voteInPlenary: `judge vote ${id} <choice>`,
    settleAll: `case ${id} settle`,
    execute: `case ${id} execute`,
    advance: `case ${id} advance`,
    draw: `case ${id} draw`,
    requestAgain: `case ${id} draw`,
  };
  return `civitas ${own[act]}`;
};

export const oneCase = command({
  name: "case",
  group: "justice",
  summary: "one case, and what can be done about it; or move it on",
  details:
    "advance leaves a phase whose time is over; draw draws its panel; execute delivers a final ruling; settle pays and releases its jurors. Each is anyone's.",
  arguments: { "<case>": "its number, or latest", "[act]": ACTS.join(", ") },
  options: { "--relay <url>": "where rounds of drand are fetched from, for a draw that takes one" },
  example: "case 2 advance",
  run: async (context, { case: text, act: what, relay }) => {
    const [nation, caseId] = await Promise.all([context.nation(), caseMeant(context, text)]);
    const found = await nation.court.case({ caseId });
    if (what === undefined) return show(context, found);
    if (!(ACTS as readonly string[]).includes(what))
      throw usageError(`"${what}" is no act of a case.`, `Write one of ${listed(ACTS, "or")}.`);
    return moveOn(context, found, what as CaseCommand, relay);
  },
});

async function show(context: Context, found: Case): Promise<Answer> {
  const [nation, now, symbols] = await Promise.all([context.nation(), context.now(), context.symbols()]);
  const [matter, evidence, seed] = await Promise.all([
    matterOf(nation, found, symbols),
    nation.court.evidence({ caseId: found.id }),
    seedOf(nation, found),
  ]);
  const isAwaited = (what: CaseAct): boolean => what === "draw" && seed?.state === "awaitingBlock";
  const { round, appeal, viewer } = found;
  return {
    data: { ...found, matter, evidence },
    lines: [
      context.paint("bold", `Case ${found.id}`),
      ...facts(
        [
          ["matter", printable(matter.text)],
          ["phase", found.endsAt === undefined ? found.phase : `${found.phase}, until ${whenOf(found.endsAt, now)}`],
          ["track", found.track],
          ["round", `${round.round + 1}: ${round.isPlenary ? "every citizen votes" : `${round.size} seats`}`],
          ["panel", round.panel.length === 0 ? undefined : listed(round.panel.map(seatOf))],
          [
            "ruling",
            found.ruling === undefined
              ? undefined
              : `${found.ruling}: ${matter.choices[found.ruling] ?? ""}${found.isFinal ? " (final)" : ""}`,
          ],
          ["parties", found.excused.length === 0 ? undefined : listed(found.excused.map((id) => `citizen ${id}`))],
          [
            "you",
            viewer?.seat === undefined
              ? viewer?.isExcused === true
                ? "are a party, or stepped aside"
                : undefined
              : `sit on the panel, seat ${viewer.seat + 1}`,
          ],
        ],
        context.width,
      ),
      "",
      "Choices",
      ...choiceLines(context, matter),
      ...(evidence.length === 0
        ? []
        : [
            "",
            "Evidence",
            ...evidence.flatMap(({ by, statement, uri }) =>
              wrapped(
                `${brief(by)}: ${statement === undefined ? printable(uri) : printable(`${statement.name}. ${statement.description ?? ""}`)}`,
                context.width,
                "  ",
              ),
            ),
          ]),
      ...(appeal === undefined
        ? []
        : [
            "",
            "Appeal",
            ...appeal.sides.map(
              ({ choice, needed, raised, isOpen, until }) =>
                `  ${choice}: ${nativeOf(raised, symbols.native)} of ${nativeOf(needed, symbols.native)}${isOpen ? `, until ${whenOf(until, now)}` : ""}`,
            ),
          ]),
      ...(found.next.length === 0
        ? []
        : [
            "",
            "Next",
            ...found.next.map(({ act: what, isYours, isOpen, from, until }) => {
              const time = isAwaited(what)
                ? `  once block ${seed!.blockNumber} is there`
                : isOpen
                  ? until === undefined
                    ? ""
                    : `  until ${whenOf(until, now)}`
                  : `  from ${whenOf(from!, now)}`;
              return `${isYours && !isAwaited(what) ? context.paint("yellow", "*") : " "} ${written(what, found.id)}${context.paint("dim", time)}`;
            }),
          ]),
    ],
  };
}

const seatOf = ({ citizenId, vote, choice }: PanelSeat): string =>
  `${citizenId}${vote === "none" ? "" : vote === "sealed" ? " (sealed)" : ` (${choice})`}`;

const choiceLines = (context: Context, { choices }: Matter): string[] =>
  choices.flatMap((meaning, choice) =>
    wrapped(`${choice}: ${printable(meaning)}`, context.width - 4).map(
      (line, index) => `  ${index === 0 ? "" : "   "}${line}`,
    ),
  );

async function moveOn(context: Context, found: Case, what: CaseCommand, relay: string | undefined): Promise<Answer> {
  const { id: caseId } = found;
  if (what === "draw") return draw(context, found, relay);
  if (what === "advance") {
    return act(context, {
      title: `Move case ${caseId} on from its ${found.phase} phase`,
      effects: ["Anyone may, once the phase's time is over."],
      act: (on) => doing(on.court.advance, { caseId }),
      done: ({ phase, ruling }) => [
        `Case ${caseId} is in its ${phase} phase${ruling === undefined ? "" : `; the ruling is ${ruling}`}. civitas case ${caseId}`,
      ],
    });
  }
  if (what === "execute") {
    return act(context, {
      title: `Deliver the ruling of case ${caseId}`,
      effects: ["Anyone may. What the ruling means is done by whoever brought the case."],
      act: (on) => doing(on.court.execute, { caseId }),
      done: ({ ruling, delivered }) => [
        delivered
          ? `Ruling ${ruling} was delivered.`
          : `Ruling ${ruling} is final, and its receiver refused it: try again later.`,
      ],
    });
  }
  const open = found.rounds.filter(({ isSettled }) => !isSettled);
  if (open.length === 0) throw new CommandError(`Every round of case ${caseId} is settled.`, "Nothing is left to do.");
  const symbols = await context.symbols();
  const [first] = open;
  return act(context, {
    title: `Settle round ${first.round + 1} of case ${caseId}`,
    effects: [`It pays and releases its jurors. ${counted(open.length, "round")} wait for it.`],
    act: (on) => doing(on.court.settle, { caseId, round: first.round }),
    done: ({ share }) => [
      `Each juror who voted is owed ${nativeOf(share, symbols.native)}.${open.length > 1 ? ` Settle the next: civitas case ${caseId} settle` : ""}`,
    ],
  });
}

/** Draws a panel, in as many transactions as it takes. */
async function draw(context: Context, found: Case, relay: string | undefined): Promise<Answer> {
  const { id: caseId, round } = found;
  const reading = await context.nation();
  const seed = await seedOf(reading, found);
  if (seed?.state === "awaitingBlock") {
    const { provider } = await context.chain();
    throw new CommandError(
      `The seed of case ${caseId} waits for block ${seed.blockNumber}, and the chain is at block ${await provider.getBlockNumber()}.`,
      "Nothing was sent. Run it again once that block is there.",
    );
  }
  // Without an account there is nothing to try.
  if ((await context.account()) === undefined) await context.signer();
  const first = await firstStep(reading, found, seed);
  const { native } = await context.symbols();
  const lines = [
    context.paint("bold", `Draw the panel of case ${caseId}`),
    `  · Anyone may. ${round.size ?? 0} jurors are drawn by lot, in one transaction or more.`,
    ...(first === undefined
      ? []
      : [
          `  · costs about ${nativeOf(first.cost, native)}${inMoney(context, first.cost)} for the first transaction, at most ${nativeOf(first.maxCost, native)}; each one at the same price of gas or less`,
        ]),
  ];
  if (context.flags.dryRun === true) return { data: { caseId, sent: false }, lines: [...lines, "Nothing was sent."] };
  await context.signer();
  await agree(context, lines);
  const nation = await context.actingNation();
  const signature = await roundSignature(context, found, relay);
  const hashes: string[] = [];
  const drawn = await nation.court.draw(
    { caseId, ...(signature !== undefined && { signature }) },
    {
      ...feesOf(first),
      onStep: ({ act: step, hash, seated, seatsWanted }) => {
        hashes.push(hash);
        context.say(context.paint("dim", `${step}: ${seated.length} of ${seatsWanted} seats. Sent: ${hash}`));
      },
    },
  );
  const panel = drawn.round.panel.map(({ citizenId }) => citizenId);
  const ends = drawn.round.commitEndsAt;
  return {
    data: { caseId, phase: drawn.phase, panel, commitEndsAt: ends, hashes },
    lines: [
      drawn.phase === "plenary"
        ? `Too few could be drawn: every citizen votes. civitas judge vote ${caseId} <choice>`
        : `The lot falls on ${listed(panel.map((one) => `citizen ${one}`))}. They vote by: civitas judge commit ${caseId} <choice>`,
      ...(ends === undefined
        ? []
        : [`Until ${whenOf(ends, drawn.at)}, ${seconds.format(seconds.from(ends - drawn.at))} from now.`]),
    ],
  };
}

/** So many positions of the roll a transaction looks at. */
const TRIES = 256;

/** What the seed of a case that is to be drawn waits for; undefined if it waits for nothing that is known. */
async function seedOf(nation: NationClient, { phase, round }: Case): Promise<SeedRequest | undefined> {
  if (phase !== "draw" || round.seed === undefined) return undefined;
  const source = nation.randomness.sourceAt({ address: round.seed.randomness });
  // A source that the nation appointed may be of another kind: then the draw says so.
  return source.seedRequest({ requestId: round.seed.requestId }).catch(() => undefined);
}

/** What the first transaction of a draw takes, where that can be tried. */
async function firstStep(
  nation: NationClient,
  { id: caseId, phase, round }: Case,
  seed: SeedRequest | undefined,
): Promise<Estimate | undefined> {
  if (phase !== "draw" || round.seed === undefined) return undefined;
  if (seed?.state === "known") return nation.court.drawSome.estimate({ caseId, tries: TRIES });
  const source = nation.randomness.sourceAt({ address: round.seed.randomness });
  return seed?.state === "pinnable" ? source.pin.estimate({ requestId: round.seed.requestId }) : undefined;
}

/** The signature of the round of drand that a seed waits for; undefined if it waits for none. */
async function roundSignature(
  context: Context,
  { round }: Case,
  relay: string | undefined,
): Promise<string | undefined> {
  if (round.seed === undefined) return undefined;
  const nation = await context.nation();
  const source = nation.randomness.sourceAt({ address: round.seed.randomness });
  const { state, round: awaited } = await source.seedRequest({ requestId: round.seed.requestId });
  if (awaited === undefined || state !== "submittable") return undefined;
  const url = drandUrl(awaited.number, relay);
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(20_000) });
    return ((await answer.json()) as { readonly signature: string }).signature;
  } catch (cause) {
    throw new CommandError(
      `The round of drand at ${new URL(url).origin} could not be had.`,
      "Try again, or name another relay: --relay <url>",
      {
        cause,
        exit: "unreachable",
      },
    );
  }
}
