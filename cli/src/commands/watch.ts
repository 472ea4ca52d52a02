import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { InvalidInputError } from "../../../sdk/src";
import type { NationEvent } from "../../../sdk/src/watch";
import { command } from "../command";
import { CommandError, usageError } from "../errors";
import { sleep, untilInterrupted } from "../interruption";
import { toJsonLine } from "../output/json";
import { printable, wrapped } from "../output/text";
import { dateOf } from "../output/time";
import { lengthIn } from "../input/quantities";

/** How often a chain of one's own is looked at, which answers at once. */
const LOCAL_MS = 250;

export const watch = command({
  name: "watch",
  group: "look",
  summary: "tell everything that happens in the nation, until you stop it by Ctrl-C",
  details: "With --json each event is a line of JSON. A watch goes on where it ended, also after your machine slept.",
  options: {
    "--after <cursor>": "begin where an earlier watch ended, as it said",
    "--state <file>": "keep in this file how far it is, and go on from there",
    "--for <time>": "stop after so long",
  },
  example: "watch --state watched.txt",
  run: async (context, { after, state, for: length }) => {
    const { flags, surroundings } = context;
    const ms = length === undefined ? undefined : Number(lengthIn(length)) * 1000;
    const [nation, { isLocal }] = await Promise.all([context.nation(), context.chain()]);
    let cursor = after ?? keptIn(state);
    const isNone = (error: unknown): never => {
      if (!(error instanceof InvalidInputError) || cursor === undefined) throw error;
      const advice =
        after === undefined ? `Name another file than ${state}.` : "Write it as the earlier watch said it.";
      throw usageError(`"${cursor}" is no place at which a watch ended.`, advice, error);
    };
    let told = 0;
    const { signal, ended } = untilInterrupted();
    const stop = await nation
      .watch(
        (event) => {
          told += 1;
          ({ cursor } = event);
          const lines = flags.json === true ? [toJsonLine(event)] : eventLines(event, context.width);
          surroundings.terminal.output.write(`${lines.join("\n")}\n`);
        },
        {
          ...(cursor !== undefined && { cursor }),
          ...(isLocal && { confirmations: 1, everyMs: LOCAL_MS }),
          onCursor: (now) => {
            cursor = now;
            if (state !== undefined) keep(state, now);
          },
          onFailure: ({ message }) => surroundings.terminal.errors.write(`${message}\n`),
        },
      )
      .catch(isNone);
    if (flags.json !== true) context.say(context.paint("dim", "Watching. Ctrl-C ends it."));
    await Promise.race([ended, ...(ms === undefined ? [] : [sleep(ms, signal)])]);
    await stop();
    if (state !== undefined && cursor !== undefined) keep(state, cursor);
    // What happened stands above already.
    surroundings.terminal.errors.write(
      cursor === undefined ? "" : `Go on from here: civitas watch --after ${cursor}\n`,
    );
    return { data: { told, cursor }, lines: [], isTold: true };
  },
});

const eventLines = ({ at, text }: NationEvent, width: number): string[] => {
  const [first, ...rest] = wrapped(printable(text), width - 22);
  return [`${dateOf(at)}  ${first}`, ...rest.map((line) => `${" ".repeat(22)}${line}`)];
};

function keptIn(file: string | undefined): string | undefined {
  if (file === undefined || !existsSync(file)) return undefined;
  const kept = readFileSync(file, "utf8").trim();
  return kept === "" ? undefined : kept;
}

function keep(file: string, cursor: string): void {
  try {
    writeFileSync(`${file}.new`, `${cursor}\n`, { flush: true });
    renameSync(`${file}.new`, file);
  } catch (cause) {
    throw new CommandError(`${file} cannot be written.`, "Name another file by --state.", { cause });
  }
}
