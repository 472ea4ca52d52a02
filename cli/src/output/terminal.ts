import type { Readable, Writable } from "node:stream";

/** How a text is shown. */
export type Style = "bold" | "dim" | "red" | "green" | "yellow" | "cyan";

const CODES: Readonly<Record<Style, readonly [on: number, off: number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
};

type Stream<Kind> = Kind & { readonly isTTY?: boolean; readonly columns?: number };

/** Where a command prints, and asks. */
export interface Terminal {
  readonly input: Stream<Readable>;
  readonly output: Stream<Writable>;
  /** What is no part of the answer: progress, questions, errors. */
  readonly errors: Stream<Writable>;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The terminal of this process. */
export const processTerminal: Terminal = {
  input: process.stdin,
  output: process.stdout,
  errors: process.stderr,
  env: process.env,
};

/** Whether somebody is there to answer. */
export const isInteractive = ({ input, errors }: Terminal): boolean => input.isTTY === true && errors.isTTY === true;

/** Whether colours are shown: on a terminal that has them, unless NO_COLOR is set. */
export const hasColour = ({ output, env }: Terminal): boolean =>
  output.isTTY === true && env.TERM !== "dumb" && (env.NO_COLOR === undefined || env.NO_COLOR === "");

/** How many columns a line has: those of the terminal, from 40 to 120; 80 where there is none. */
export const columnsOf = ({ output }: Terminal): number => Math.min(120, Math.max(40, output.columns ?? 80));

/** Shows texts in styles where there are any. */
export function painter(terminal: Terminal): (style: Style, text: string) => string {
  if (!hasColour(terminal)) return (_, text) => text;
  return (style, text) => {
    const [on, off] = CODES[style];
    return `\u001b[${on}m${text}\u001b[${off}m`;
  };
}
