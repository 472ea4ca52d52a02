import { formatEther } from "ethers";
import { NationError } from "../../sdk/src/core/errors";
import type { Verdict } from "../../sdk/src/core/findings";

/** The exit status that tells what a verification found. */
export const STATUS: Readonly<Record<Verdict, number>> = { whole: 0, fault: 2, incomplete: 3, changed: 4, partly: 5 };

/** What was asked of a command cannot be done: what is wrong, and what to do. */
export class CommandError extends Error {
  override readonly name = "CommandError";

  constructor(
    message: string,
    readonly advice: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

/** Runs a command; says in plain words what went wrong, and ends with the status that tells it. */
export function runCommand(command: () => Promise<void> | void): void {
  Promise.resolve()
    .then(command)
    .then(
      () => process.exit(process.exitCode ?? 0),
      (error: unknown) => {
        process.stderr.write(`\n${plainWords(error)}\n`);
        process.exit(1);
      },
    );
}

function plainWords(error: unknown): string {
  if (error instanceof NationError || error instanceof CommandError) return `${error.message}\n${error.advice}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Prints a line. */
export const say = (line = ""): void => {
  process.stdout.write(`${line}\n`);
};

/** An amount of native coin for people: whole, or with six digits that matter. */
export function coins(wei: bigint): string {
  const amount = Number(formatEther(wei));
  return amount.toLocaleString("en", { maximumSignificantDigits: amount >= 1000 ? 8 : 6 });
}
