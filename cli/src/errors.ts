import { NationError, NetworkFaultError, RevertError, StillPendingError, UserRejectedError } from "../../sdk/src";
import type { Verdict } from "../../sdk/src/founding";

/** What the status of a command says when it has ended. */
export const EXIT = {
  /** It is done. */
  done: 0,
  /** It could not be carried out: what was asked for does not fit, or something unexpected happened. */
  failed: 1,
  /** Verified: there is a fault. */
  fault: 2,
  /** Verified: the node did not tell everything. */
  incomplete: 3,
  /** Verified: the government changed what is listed. */
  changed: 4,
  /** Verified: there is something that this software does not know. */
  partly: 5,
  /** A contract of the nation refuses the act. */
  refused: 6,
  /** Nobody agreed to it: the answer was no, or nobody was there to ask. Nothing was sent. */
  declined: 7,
  /** There is no key to act with, or it does not open. */
  locked: 8,
  /** The node does not answer, or fails, and nothing was sent: the same may be tried again. */
  unreachable: 9,
  /** Something was sent, or may have been, and what became of it is not known: it is to be looked for first. */
  unsettled: 10,
  /** The command is not written as it must be. */
  usage: 64,
  /** It was interrupted. */
  interrupted: 130,
} as const;

/** A name of a status. */
export type ExitName = keyof typeof EXIT;

/** What each status means, for help and documents. */
export const EXIT_MEANINGS: Readonly<Record<ExitName, string>> = {
  done: "done",
  failed: "could not be carried out",
  fault: "verified: there is a fault",
  incomplete: "verified: the node did not tell everything, so that another one is to be asked",
  changed: "verified: the government changed what is listed",
  partly: "verified: there is something that this software does not know, and nothing wrong with the rest",
  refused: "a contract of the nation refuses it",
  declined: "nobody agreed to it; nothing was sent",
  locked: "there is no key, or it does not open",
  unreachable: "the node does not answer, and nothing was sent; the same may be tried again",
  unsettled: "sent, or perhaps sent; look for it before you do it again",
  usage: "the command is not written as it must be",
  interrupted: "interrupted",
};

const verdicts: Readonly<Record<Verdict, ExitName>> = {
  whole: "done",
  fault: "fault",
  incomplete: "incomplete",
  changed: "changed",
  partly: "partly",
};

/** The status that tells what a verification found. */
export const statusOfVerdict = (verdict: Verdict): number => EXIT[verdicts[verdict]];

/** Something was sent, or may have been, and nobody has said what became of it. */
export class UnsettledError extends NationError {
  override readonly name: string = "UnsettledError";
  /** The transaction's, where it is known. */
  readonly hash: string | undefined;

  constructor({
    hash,
    message = hash === undefined ? "It may have been sent." : `Transaction ${hash} may have been sent.`,
    advice = "Look for it by its hash before you do it again, with another node if need be.",
    cause,
  }: {
    readonly hash?: string | undefined;
    readonly message?: string;
    readonly advice?: string;
    readonly cause?: unknown;
  }) {
    super(message, advice, { cause });
    this.hash = hash;
  }
}

/** The transaction of which a failure says that it is on its way, or may be. */
export const hashIn = (error: unknown): string | undefined =>
  error instanceof UnsettledError || error instanceof StillPendingError ? error.hash : undefined;

/** The status that tells what went wrong. */
export function statusOf(error: unknown): number {
  if (error instanceof CommandError) return EXIT[error.exit];
  if (error instanceof RevertError) return EXIT.refused;
  if (error instanceof UserRejectedError) return EXIT.declined;
  if (error instanceof UnsettledError || error instanceof StillPendingError) return EXIT.unsettled;
  if (error instanceof NetworkFaultError) return EXIT.unreachable;
  return error instanceof NationError && error.name === "NodeUnreachableError" ? EXIT.unreachable : EXIT.failed;
}

/** What was asked of a command cannot be done: what is wrong, and what to do. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  /** What the command's status says. */
  readonly exit: ExitName;

  constructor(
    message: string,
    readonly advice: string,
    { cause, exit = "failed" }: { readonly cause?: unknown; readonly exit?: ExitName } = {},
  ) {
    super(message, { cause });
    this.exit = exit;
  }
}

/** The same, where the command is not written as it must be. */
export const usageError = (message: string, advice: string, cause?: unknown): CommandError =>
  new CommandError(message, advice, { cause, exit: "usage" });
