import { command } from "../command";
import type { Context } from "../context";
import { civicOf } from "../output/money";
import { listed, widthOf, wrapped } from "../output/text";
import { dateOf, distance, whenOf } from "../output/time";
import { nextOf, type NextThing, type NextThings } from "../reading/next";
import { headerOf, overviewLines } from "./status";

/** What `civitas` shows without a command. */
export const home = command({
  name: "",
  group: "look",
  summary: "the nation, and what you can or must do next",
  example: "",
  run: async (context) => {
    const [header, lines, account] = await Promise.all([headerOf(context), overviewLines(context), context.account()]);
    if (account === undefined) {
      return {
        data: { nation: context.nationAddress(), account: null, next: [] },
        lines: [
          ...header,
          "",
          ...lines,
          "",
          ...wrapped(
            "Nobody knows who you are: name your keystore by --keystore <file>, or once for all by civitas use --keystore <file>.",
            context.width,
          ),
        ],
      };
    }
    const [you, next, now] = await Promise.all([youLine(context, account), nextOf(context, account), context.now()]);
    return {
      data: { nation: context.nationAddress(), account, next: next.things, unreadable: next.unreadable },
      lines: [
        ...header,
        "",
        ...lines,
        "",
        you,
        "",
        ...(next.things.length === 0
          ? ["There is nothing for you to do. civitas --help lists what you can."]
          : thingLines(context, next.things, now)),
        ...missingLines(context, next),
      ],
    };
  },
});

async function youLine(context: Context, account: string): Promise<string> {
  const [nation, now, symbols] = await Promise.all([context.nation(), context.now(), context.symbols()]);
  const [citizenId, balance] = await Promise.all([
    nation.citizenship.citizenOf({ account }),
    nation.coin.balanceOf({ account }),
  ]);
  const has = `you have ${civicOf(balance, symbols.civic)}`;
  if (citizenId === undefined) {
    const { requestedAt } = await nation.citizenship.admissionOf({ account });
    return requestedAt === undefined
      ? `You are no citizen yet: civitas join asks for citizenship; ${has}.`
      : `You asked for citizenship on ${dateOf(requestedAt)}, and a registrar decides on it; ${has}.`;
  }
  const { wakesAt } = await nation.citizenship.citizen({ citizenId });
  const asleep = wakesAt > now ? `, whose vote wakes ${whenOf(wakesAt, now)}` : "";
  return `You are citizen ${citizenId}${asleep}; ${has}.`;
}

const titles = { must: "You must", owed: "You are owed", can: "You can" } as const;

function thingLines(context: Context, next: readonly NextThing[], now: bigint): string[] {
  return (["must", "owed", "can"] as const).flatMap((kind) => {
    const things = next.filter((one) => one.kind === kind);
    if (things.length === 0) return [];
    return [
      context.paint("bold", titles[kind]),
      ...things.flatMap(({ text, command: name, from, until, cost }) => {
        const moment = from ?? until;
        const time = moment === undefined ? "" : distance(moment, now as never);
        const [first, ...rest] = wrapped(text, context.width - 4 - widthOf(time));
        return [
          `  ${first}${time === "" ? "" : `  ${context.paint(kind === "must" ? "yellow" : "dim", time)}`}`,
          ...rest.map((line) => `  ${line}`),
          ...(name === undefined || from !== undefined ? [] : [`    civitas ${name}`]),
          ...(cost === undefined ? [] : wrapped(`Else: ${cost}`, context.width, "    ")).map((line) =>
            context.paint("dim", line),
          ),
        ];
      }),
      "",
    ];
  });
}

function missingLines(context: Context, { partial, unreadable }: NextThings): string[] {
  return [
    ...(unreadable.length === 0 ? [] : wrapped(`Could not be read: ${listed(unreadable)}.`, context.width)),
    ...(partial.length === 0 ? [] : wrapped(`Older things were not looked at: ${listed(partial)}.`, context.width)),
  ].map((line) => context.paint("dim", line));
}
