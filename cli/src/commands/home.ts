import { command } from "../command";
import type { Context } from "../context";
import { civicOf } from "../output/money";
import { cut, padded, widthOf, wrapped } from "../output/text";
import { dateOf, distance, whenOf } from "../output/time";
import { nextOf, type NextThing } from "../reading/next";
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
      data: { nation: context.nationAddress(), account, next },
      lines: [
        ...header,
        "",
        ...lines,
        "",
        you,
        "",
        ...(next.length === 0
          ? ["There is nothing for you to do. civitas --help lists what you can."]
          : thingLines(context, next, now)),
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
      ? `You are no citizen yet; ${has}.`
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
    const column = Math.min(34, Math.max(...things.map(({ text }) => widthOf(text))));
    return [
      context.paint("bold", titles[kind]),
      ...things.flatMap(({ text, command: name, until, cost }) => {
        const time = until === undefined ? "" : `  ${distance(until, now as never)}`;
        const line = `  ${padded(cut(text, column), column)}  civitas ${name}`;
        return [
          `${cut(line, context.width - widthOf(time))}${context.paint(kind === "must" ? "yellow" : "dim", time)}`,
          ...(cost === undefined ? [] : [context.paint("dim", `    ${cost}`)]),
        ];
      }),
      "",
    ];
  });
}
