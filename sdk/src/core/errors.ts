import type { RevertArguments } from "../generated/errors";

/** The name of every custom error that the nation's contracts can raise, their dependencies' included. */
export type RevertName = keyof RevertArguments;

/** Where an error has the names of its classes, the same in every copy of this module. */
const BRAND = Symbol.for("@civitas/sdk/error");

/** Gives an object the names of the classes whose instance it is to be. */
export const brand = (error: object, kinds: readonly string[]): object =>
  Object.defineProperty(error, BRAND, { value: kinds });

/** The names of the classes of an error, its own first; none if it is not the SDK's. */
export const kindsIn = (value: unknown): readonly string[] =>
  typeof value === "object" && value !== null && BRAND in value ? (value[BRAND] as readonly string[]) : [];

function kindsOf(made: { readonly kind: string } | null): string[] {
  const kinds: string[] = [];
  for (let one = made; one !== null && one.kind !== undefined; one = Object.getPrototypeOf(one) as typeof made) {
    if (Object.hasOwn(one, "kind")) kinds.push(one.kind);
  }
  return kinds;
}

/**
 * Every failure of the SDK: what happened in `message`, what to do in `advice`.
 *
 * @example
 * try {
 *   await nation.coin.transfer({ to, amount });
 * } catch (error) {
 *   if (error instanceof NationError) show(error.advice);
 * }
 */
export abstract class NationError extends Error {
  /** The class's own name, by which copies of this module know each other's errors: `instanceof` holds for them, too. */
  static readonly kind: string = "NationError";
  abstract override readonly name: string;
  /** One sentence that a person can act on. */
  readonly advice: string;
  /** Whether asking the same again may succeed, if nobody does anything but wait. */
  readonly retryable: boolean = false;

  protected constructor(message: string, advice: string, options?: ErrorOptions) {
    super(message, options);
    this.advice = advice;
    brand(this, kindsOf(new.target));
  }

  static [Symbol.hasInstance](value: unknown): boolean {
    if (Function.prototype[Symbol.hasInstance].call(this, value)) return true;
    return Object.hasOwn(this, "kind") && kindsIn(value).includes(this.kind);
  }
}

/** What the caller passed does not fit: thrown before anything is sent. */
export class InvalidInputError extends NationError {
  static override readonly kind: string = "InvalidInputError";
  override readonly name = "InvalidInputError";
  readonly what: string;
  readonly found: string;
  readonly allowed: string;

  constructor(details: { what: string; found: string; allowed: string; cause?: unknown }) {
    const { what, found, allowed, cause } = details;
    super(`${JSON.stringify(found)} is not ${what}.`, `Pass ${allowed} as ${what}.`, { cause });
    this.what = what;
    this.found = found;
    this.allowed = allowed;
  }
}

/** A custom error raised by one of the nation's contracts, however deep in the call. */
export class RevertError<Name extends RevertName = RevertName> extends NationError {
  static override readonly kind: string = "RevertError";
  override readonly name = "RevertError";
  /** The error's name, for example `"Provisions_OutOfBounds"`. */
  readonly revert: Name;
  /** What was found and what is allowed, by name. */
  readonly args: RevertArguments[Name];
  /** The error that an institution caught and passed on inside this one. */
  readonly inner: NationError | undefined;

  constructor(details: {
    revert: Name;
    args: RevertArguments[Name];
    advice: string;
    inner?: NationError | undefined;
    cause?: unknown;
  }) {
    const { revert, args, inner } = details;
    const listed = Object.entries(args).map(([key, value]) => `${key}: ${show(value)}`);
    const suffix = inner === undefined ? "" : `, because ${inner.message}`;
    super(`${revert}(${listed.join(", ")})${suffix}`, inner?.advice ?? details.advice, { cause: details.cause });
    this.revert = revert;
    this.args = args;
    this.inner = inner;
  }
}

/** A contract failed with a plain text, as contracts outside the nation do. */
export class RevertTextError extends NationError {
  static override readonly kind: string = "RevertTextError";
  override readonly name = "RevertTextError";
  readonly text: string;

  constructor(text: string, options?: ErrorOptions) {
    super(`The contract refused: ${text}`, "Change what the contract objects to, then try again.", options);
    this.text = text;
  }
}

const panics: Readonly<Record<number, string>> = {
  0x01: "an assertion failed",
  0x11: "a sum or product left its range",
  0x12: "a division by zero",
  0x21: "a number stands for no choice",
  0x22: "a stored text is damaged",
  0x31: "an empty list was shortened",
  0x32: "a list has no such place",
  0x41: "too much memory was asked for",
  0x51: "a function was never set",
};

/** A contract's arithmetic or an assertion failed. */
export class PanicError extends NationError {
  static override readonly kind: string = "PanicError";
  override readonly name = "PanicError";
  /** Solidity's panic code. */
  readonly code: number;

  constructor(code: number, options?: ErrorOptions) {
    super(
      `The contract stopped: ${panics[code] ?? "an internal check failed"} (panic 0x${code.toString(16).padStart(2, "0")}).`,
      "Check that the amounts are within what the accounts hold, and report it if they are.",
      options,
    );
    this.code = code;
  }
}

/** A contract failed with data that no contract of the nation can give. */
export class UnknownRevertError extends NationError {
  static override readonly kind: string = "UnknownRevertError";
  override readonly name = "UnknownRevertError";
  /** The data as the contract gave it; "0x" if there is none. */
  readonly data: string;

  constructor(data: string, options?: ErrorOptions) {
    super(
      data === "0x" ? "The contract refused without a reason." : `The contract refused with data of its own: ${data}`,
      "Check the address, the chain and the amounts; simulate each call alone to find the one that fails.",
      options,
    );
    this.data = data;
  }
}

/** The transaction was replaced by another one, and did not happen. */
export class ReplacedError extends NationError {
  static override readonly kind: string = "ReplacedError";
  override readonly name = "ReplacedError";
  /** What happened in its place. */
  readonly replacement: string;

  constructor(replacement: string, options?: ErrorOptions) {
    super(
      `The transaction was replaced by ${replacement}.`,
      "Send it again if you did not cancel it on purpose.",
      options,
    );
    this.replacement = replacement;
  }
}

/** The transaction was included and failed, and the chain does not say why. */
export class TransactionFailedError extends NationError {
  static override readonly kind: string = "TransactionFailedError";
  override readonly name = "TransactionFailedError";
  readonly hash: string;

  constructor(hash: string, options?: ErrorOptions) {
    super(`Transaction ${hash} failed.`, "Simulate the act: if that succeeds, send it with more gas.", options);
    this.hash = hash;
  }
}

/** The transaction was not included in the time given for it. */
export class StillPendingError extends NationError {
  static override readonly kind: string = "StillPendingError";
  override readonly name = "StillPendingError";
  readonly hash: string;

  constructor(hash: string, options?: ErrorOptions) {
    super(`Transaction ${hash} is still waiting.`, "Wait longer with the same hash; do not send it again.", options);
    this.hash = hash;
  }
}

/** The act succeeded, but its receipt lacks what the contract announces. */
export class MissingEventError extends NationError {
  static override readonly kind: string = "MissingEventError";
  override readonly name = "MissingEventError";
  constructor(event: string, hash: string) {
    super(
      `Transaction ${hash} announced no ${event}.`,
      "Check that the address belongs to the institution you mean, and that the SDK's version fits the nation.",
    );
  }
}

/** A write or a signature was asked for without an account. */
export class SignerNeededError extends NationError {
  static override readonly kind: string = "SignerNeededError";
  override readonly name = "SignerNeededError";
  constructor(what: string) {
    super(
      `${what} takes an account, and there is only a connection.`,
      "Connect with a signer: connect(signer, nation).",
    );
  }
}

/** A read was asked for with a signer that has no connection to a chain. */
export class ProviderNeededError extends NationError {
  static override readonly kind: string = "ProviderNeededError";
  override readonly name = "ProviderNeededError";
  constructor() {
    super("The signer is not connected to a chain.", "Give it a provider: signer.connect(provider).");
  }
}

/** The nation's directory lacks an institution that the SDK speaks to. */
export class InstitutionMissingError extends NationError {
  static override readonly kind: string = "InstitutionMissingError";
  override readonly name = "InstitutionMissingError";
  readonly institution: string;

  constructor(institution: string, nation: string) {
    super(
      `The directory of ${nation} names no ${institution}.`,
      "Check the nation's address and chain; if they are right, the nation was founded without it or has closed it: its government can appoint one.",
    );
    this.institution = institution;
  }
}

/** There is no nation where one was expected. */
export class NoNationError extends NationError {
  static override readonly kind: string = "NoNationError";
  override readonly name = "NoNationError";
  readonly address: string;

  constructor(address: string, options?: ErrorOptions) {
    super(
      `There is no nation at ${address} on this chain.`,
      "Check the address, and that the chain is the right one.",
      options,
    );
    this.address = address;
  }
}

/** Anything that has no class of its own. Its cause says more. Nobody knows whether asking again helps, so it may be tried. */
export class UnexpectedError extends NationError {
  static override readonly kind: string = "UnexpectedError";
  override readonly name = "UnexpectedError";
  override readonly retryable = true;

  constructor(what: string, options?: ErrorOptions) {
    super(what, "Look at the cause; report it if it is none of your doing.", options);
  }
}

/**
 * Whether a failure is that custom error; narrows its arguments.
 *
 * @example
 * if (isRevert(error, "Provisions_OutOfBounds")) show(`at most ${error.args.max}`);
 */
export function isRevert<Name extends RevertName>(error: unknown, revert: Name): error is RevertError<Name> {
  return error instanceof RevertError && error.revert === revert;
}

/**
 * The chain of custom errors in a failure, the outermost first: an institution may wrap what another one raised.
 *
 * @example
 * const names = revertsIn(error).map(({ revert }) => revert);
 */
export function revertsIn(error: unknown): RevertError[] {
  if (!(error instanceof RevertError)) return [];
  const outer = error as RevertError;
  return [outer, ...revertsIn(outer.inner)];
}

function show(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(show).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    return `{${Object.entries(value)
      .map(([key, item]) => `${key}: ${show(item)}`)
      .join(", ")}}`;
  }
  return String(value);
}
