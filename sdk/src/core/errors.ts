import type { RevertArguments } from "../generated/errors";
import { errorMessages } from "./error-messages";
import { message, textOf, type Message, type MessageArguments, type MessageValue, type Words } from "./messages";

const { say } = errorMessages;

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

const keyed = (words: Words, key: string): Message =>
  typeof words === "string" ? { key, args: {}, text: words } : words;

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
  /** Both sentences by their keys and arguments, for other languages: `translate(error.messages.advice, german)`. */
  readonly messages: { readonly problem: Message; readonly advice: Message };
  /** Whether asking the same again may succeed, if nobody does anything but wait. */
  readonly retryable: boolean = false;

  protected constructor(problem: Words, advice: Words, options?: ErrorOptions) {
    super(textOf(problem), options);
    const key = `error.${new.target.kind}`;
    this.advice = textOf(advice);
    this.messages = { problem: keyed(problem, key), advice: keyed(advice, `${key}.advice`) };
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

  constructor(details: { what: Words; found: string; allowed: Words; cause?: unknown }) {
    const { what, found, allowed, cause } = details;
    super(
      say("InvalidInputError", { found: JSON.stringify(found), what }),
      say("InvalidInputError.advice", { allowed, what }),
      { cause },
    );
    this.what = textOf(what);
    this.found = found;
    this.allowed = textOf(allowed);
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
    const named = { revert, arguments: listed.join(", ") };
    super(
      inner === undefined
        ? say("RevertError", named)
        : say("RevertError.inner", { ...named, inner: inner.messages.problem }),
      inner?.messages.advice ?? message({ key: `revert.${revert}`, template: details.advice, args: valuesOf(args) }),
      { cause: details.cause },
    );
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
    super(say("RevertTextError", { text }), say("RevertTextError.advice"), options);
    this.text = text;
  }
}

const PANICS = ["0x01", "0x11", "0x12", "0x21", "0x22", "0x31", "0x32", "0x41", "0x51"] as const;

/** A contract's arithmetic or an assertion failed. */
export class PanicError extends NationError {
  static override readonly kind: string = "PanicError";
  override readonly name = "PanicError";
  /** Solidity's panic code. */
  readonly code: number;

  constructor(code: number, options?: ErrorOptions) {
    const written = `0x${code.toString(16).padStart(2, "0")}`;
    const known = PANICS.find((one) => one === written);
    const panic = say(`PanicError.${known ?? "other"}`);
    super(say("PanicError", { panic, code: written }), say("PanicError.advice"), options);
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
      data === "0x" ? say("UnknownRevertError.empty") : say("UnknownRevertError", { data }),
      say("UnknownRevertError.advice"),
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
    super(say("ReplacedError", { replacement }), say("ReplacedError.advice"), options);
    this.replacement = replacement;
  }
}

/** The transaction was included and failed, and the chain does not say why. */
export class TransactionFailedError extends NationError {
  static override readonly kind: string = "TransactionFailedError";
  override readonly name = "TransactionFailedError";
  readonly hash: string;

  constructor(hash: string, options?: ErrorOptions) {
    super(say("TransactionFailedError", { hash }), say("TransactionFailedError.advice"), options);
    this.hash = hash;
  }
}

/** The transaction was not included in the time given for it. */
export class StillPendingError extends NationError {
  static override readonly kind: string = "StillPendingError";
  override readonly name = "StillPendingError";
  readonly hash: string;

  constructor(hash: string, options?: ErrorOptions) {
    super(say("StillPendingError", { hash }), say("StillPendingError.advice"), options);
    this.hash = hash;
  }
}

/** The act succeeded, but its receipt lacks what the contract announces. */
export class MissingEventError extends NationError {
  static override readonly kind: string = "MissingEventError";
  override readonly name = "MissingEventError";
  constructor(event: string, hash: string) {
    super(say("MissingEventError", { event, hash }), say("MissingEventError.advice"));
  }
}

/** A write or a signature was asked for without an account. */
export class SignerNeededError extends NationError {
  static override readonly kind: string = "SignerNeededError";
  override readonly name = "SignerNeededError";
  constructor(what: string) {
    super(say("SignerNeededError", { what }), say("SignerNeededError.advice"));
  }
}

/** A read was asked for with a signer that has no connection to a chain. */
export class ProviderNeededError extends NationError {
  static override readonly kind: string = "ProviderNeededError";
  override readonly name = "ProviderNeededError";
  constructor() {
    super(say("ProviderNeededError"), say("ProviderNeededError.advice"));
  }
}

/** The contract takes the signature of a key, and the account signs by a contract. */
export class KeyNeededError extends NationError {
  static override readonly kind: string = "KeyNeededError";
  override readonly name = "KeyNeededError";
  readonly account: string;

  constructor(type: string, account: string) {
    super(say("KeyNeededError", { type, account }), say("KeyNeededError.advice"));
    this.account = account;
  }
}

/** The account did not sign: its key is another one, or its code does not vouch for the signature. */
export class SignatureRefusedError extends NationError {
  static override readonly kind: string = "SignatureRefusedError";
  override readonly name = "SignatureRefusedError";
  readonly account: string;
  /** Whose code the account runs by EIP-7702; undefined if it runs none, or its own. */
  readonly delegation: string | undefined;

  constructor(details: { type: string; account: string; delegation: string | undefined; hasCode: boolean }) {
    const { type, account, delegation, hasCode } = details;
    if (delegation !== undefined) {
      const problem = say("SignatureRefusedError.delegated", { type, account, delegation });
      super(problem, say("SignatureRefusedError.delegated.advice", { delegation }));
    } else if (hasCode) {
      super(say("SignatureRefusedError", { type, account }), say("SignatureRefusedError.advice"));
    } else {
      super(say("SignatureRefusedError.key", { type, account }), say("SignatureRefusedError.key.advice"));
    }
    this.account = account;
    this.delegation = delegation;
  }
}

/** The wallet that signed is not deployed on the chain yet (ERC-6492). */
export class WalletNotDeployedError extends NationError {
  static override readonly kind: string = "WalletNotDeployedError";
  override readonly name = "WalletNotDeployedError";
  readonly account: string;
  /** What deploys it. */
  readonly factory: string;

  constructor(account: string, factory: string) {
    super(say("WalletNotDeployedError", { account }), say("WalletNotDeployedError.advice", { factory }));
    this.account = account;
    this.factory = factory;
  }
}

/** The nation's directory lacks an institution that the SDK speaks to. */
export class InstitutionMissingError extends NationError {
  static override readonly kind: string = "InstitutionMissingError";
  override readonly name = "InstitutionMissingError";
  readonly institution: string;

  constructor(institution: string, nation: string) {
    super(say("InstitutionMissingError", { nation, institution }), say("InstitutionMissingError.advice"));
    this.institution = institution;
  }
}

/** There is no nation where one was expected. */
export class NoNationError extends NationError {
  static override readonly kind: string = "NoNationError";
  override readonly name = "NoNationError";
  readonly address: string;

  constructor(address: string, options?: ErrorOptions) {
    super(say("NoNationError", { address }), say("NoNationError.advice"), options);
    this.address = address;
  }
}

/** Anything that has no class of its own. Its cause says more. Nobody knows whether asking again helps, so it may be tried. */
export class UnexpectedError extends NationError {
  static override readonly kind: string = "UnexpectedError";
  override readonly name = "UnexpectedError";
  override readonly retryable = true;

  constructor(what: string, options?: ErrorOptions) {
    super(say("UnexpectedError", { what }), say("UnexpectedError.advice"), options);
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

/** Arguments of a custom error as a message takes them. */
const valuesOf = (args: object): MessageArguments =>
  Object.fromEntries(Object.entries(args).map(([name, value]) => [name, valueOf(value)]));

const valueOf = (value: unknown): MessageValue =>
  typeof value === "object" && value !== null ? show(value) : (value as MessageValue);
