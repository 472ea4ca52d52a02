import { ErrorFragment, isError, type ErrorDescription, type ParamType } from "ethers";
import { revertErrors } from "../generated/errors";
import { lenientCoder, LenientInterface } from "./abi";
import {
  InsufficientFundsError,
  InvalidInputError,
  NationError,
  NetworkFaultError,
  NonceError,
  PanicError,
  ReplacedError,
  RevertError,
  RevertTextError,
  UnexpectedError,
  UnknownRevertError,
  UserRejectedError,
  type RevertName,
} from "./errors";

interface Decoder {
  readonly errors: LenientInterface;
  readonly advice: ReadonlyMap<string, string>;
}

let decoder: Decoder | undefined;

/** Built when first needed, so that importing the SDK costs nothing. */
function theDecoder(): Decoder {
  if (decoder === undefined) {
    const entries = revertErrors.map(([signature, advice]) => ({ fragment: ErrorFragment.from(signature), advice }));
    decoder = {
      errors: new LenientInterface(entries.map(({ fragment }) => fragment)),
      advice: new Map(entries.map(({ fragment, advice }) => [fragment.selector, advice])),
    };
  }
  return decoder;
}

const TEXT = "0x08c379a0"; // Error(string)
const PANIC = "0x4e487b71"; // Panic(uint256)

/**
 * Gives revert data its class: a custom error of the nation with named arguments, a text, a panic, or data unknown to it.
 *
 * @param found The data of the revert, 0x-prefixed.
 *
 * @example
 * const error = decodeRevert("0x4e487b710000000000000000000000000000000000000000000000000000000000000011");
 */
export function decodeRevert(found: string, options?: ErrorOptions): NationError {
  const data = found.toLowerCase();
  try {
    const coder = lenientCoder();
    if (data.startsWith(TEXT)) {
      return new RevertTextError(String(coder.decode(["string"], `0x${data.slice(10)}`)[0]), options);
    }
    if (data.startsWith(PANIC)) {
      return new PanicError(Number(coder.decode(["uint256"], `0x${data.slice(10)}`)[0]), options);
    }
    const { errors, advice } = theDecoder();
    const parsed = errors.parseError(data);
    if (parsed === null) return new UnknownRevertError(data, options);
    return new RevertError({
      revert: parsed.name as RevertName,
      args: argumentsOf(parsed),
      advice: advice.get(parsed.selector) ?? "",
      inner: innerOf(parsed),
      cause: options?.cause,
    });
  } catch {
    return new UnknownRevertError(data, options); // The selector is known, but what follows does not fit it.
  }
}

function plain(value: unknown, param: ParamType): unknown {
  if (param.arrayChildren !== null) {
    const child = param.arrayChildren;
    return [...(value as Iterable<unknown>)].map((item) => plain(item, child));
  }
  return param.components === null ? value : named(value as Iterable<unknown>, param.components);
}

function named(values: Iterable<unknown>, params: readonly ParamType[]): Record<string, unknown> {
  const list = [...values];
  return Object.fromEntries(
    params.map((param, index) => [param.name === "" ? `argument${index}` : param.name, plain(list[index], param)]),
  );
}

const argumentsOf = ({ args, fragment }: ErrorDescription): Record<string, unknown> =>
  named(args as Iterable<unknown>, fragment.inputs);

/** What an institution caught, and passed on as bytes inside its own error. */
function innerOf({ args, fragment }: ErrorDescription): NationError | undefined {
  for (const [index, { type }] of fragment.inputs.entries()) {
    const data: unknown = args[index];
    if (type !== "bytes" || typeof data !== "string" || data.length < 10) continue;
    const inner = decodeRevert(data);
    if (!(inner instanceof UnknownRevertError)) return inner;
  }
  return undefined;
}

/** Where nodes, wallets and libraries put what the contract answered. What was asked lies elsewhere, and is not looked at. */
const answers = [
  "data",
  "revertData",
  "originalError",
  "error",
  "info",
  "cause",
  "value",
  "body",
  "responseBody",
] as const;

const isRevertData = (text: string): boolean => /^0x([0-9a-f]{2}){4,}$/i.test(text) || text === "0x";

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/**
 * Finds the data of a revert wherever a node, a wallet or a library hid it: `error.data`, `error.data.data`,
 * `error.info.error.data`, `error.error.data`, a JSON body, or the message.
 *
 * @returns The data, or undefined if the failure carries none.
 *
 * @example
 * const data = findRevertData(error);
 */
export function findRevertData(error: unknown): string | undefined {
  const found = search(error, new Set());
  return found.find((data) => data !== "0x") ?? found[0];
}

function search(value: unknown, seen: Set<unknown>): string[] {
  if (typeof value === "string") return searchText(value);
  if (!isObject(value) || seen.has(value)) return [];
  seen.add(value);
  const inside = answers.flatMap((key) => search(value[key], seen));
  if (inside.length > 0) return inside;
  return typeof value.message === "string" ? searchMessage(value.message) : [];
}

function searchText(text: string): string[] {
  if (isRevertData(text)) return [text];
  if (text.startsWith("{")) {
    try {
      return search(JSON.parse(text), new Set());
    } catch {
      return [];
    }
  }
  return searchMessage(text);
}

/** "Reverted 0x…", "return data: 0x…", "custom error 0x…: …": the ways in which nodes write it into a sentence. */
function searchMessage(text: string): string[] {
  const match = /(?:revert(?:ed)?(?: with)?|return data|custom error|data)[:=\s"(]+(0x[0-9a-f]{8,})/i.exec(text);
  return match !== null && isRevertData(match[1]) ? [match[1]] : [];
}

function messagesOf(error: unknown, seen = new Set<unknown>()): string[] {
  if (!isObject(error) || seen.has(error)) return typeof error === "string" ? [error] : [];
  seen.add(error);
  const own = [error.message, error.shortMessage, error.reason].filter((text) => typeof text === "string");
  return [...own, ...answers.flatMap((key) => (key === "data" ? [] : messagesOf(error[key], seen)))];
}

function codesOf(error: unknown, seen = new Set<unknown>()): unknown[] {
  if (!isObject(error) || seen.has(error)) return [];
  seen.add(error);
  return [error.code, ...answers.flatMap((key) => codesOf(error[key], seen))];
}

const faults = {
  rejected: /user (rejected|denied|cancelled)|rejected by user|denied by the user|action_rejected/i,
  funds: /insufficient funds|doesn't have enough funds|does not have enough funds|insufficient balance for transfer/i,
  nonce:
    /nonce (too low|has already been used|too high)|replacement (fee|transaction)( too low| underpriced)|already known/i,
  network:
    /fetch failed|failed to fetch|network ?error|socket hang up|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EPIPE|timed? ?out|bad gateway|service unavailable|too many requests|rate limit|missing response|invalid json|unexpected token/i,
  silent: /execution reverted|transaction reverted|vm exception|missing revert data|call_exception/i,
};

const networkCodes = ["NETWORK_ERROR", "SERVER_ERROR", "TIMEOUT", "BAD_DATA", "CANCELLED", "OFFCHAIN_FAULT"];

/**
 * Turns any failure of ethers, a node or a wallet into a class of the SDK. What is one already comes back as it is.
 *
 * @example
 * await signer.sendTransaction(call).catch((error) => {
 *   throw toNationError(error);
 * });
 */
export function toNationError(error: unknown): NationError {
  if (error instanceof NationError) return error;
  const options = { cause: error };
  const messages = messagesOf(error);
  const codes = codesOf(error);
  const says = (pattern: RegExp): string | undefined => messages.find((message) => pattern.test(message));

  if (codes.includes("ACTION_REJECTED") || codes.includes(4001) || says(faults.rejected) !== undefined) {
    return new UserRejectedError(options);
  }
  if (isError(error, "TRANSACTION_REPLACED"))
    return new ReplacedError(`transaction ${error.replacement.hash}`, options);
  // Before revert data is looked for: what was passed can look like it.
  if (isError(error, "INVALID_ARGUMENT")) {
    return new InvalidInputError({
      what: `a valid ${error.argument}`,
      found: String(error.value),
      allowed: `what the act takes (${error.shortMessage})`,
      cause: error,
    });
  }
  const data = findRevertData(error);
  if (data !== undefined && data !== "0x") return decodeRevert(data, options);
  if (codes.includes("INSUFFICIENT_FUNDS") || says(faults.funds) !== undefined)
    return new InsufficientFundsError(options);
  const nonce = says(faults.nonce);
  if (nonce !== undefined || codes.includes("NONCE_EXPIRED") || codes.includes("REPLACEMENT_UNDERPRICED")) {
    return new NonceError(nonce ?? "it was used already", options);
  }
  if (says(faults.silent) !== undefined || codes.includes("CALL_EXCEPTION"))
    return new UnknownRevertError("0x", options);
  const network = says(faults.network);
  if (network !== undefined || codes.some((code) => networkCodes.includes(String(code)))) {
    return new NetworkFaultError(network ?? messages[0] ?? "no answer", options);
  }
  return new UnexpectedError(messages[0] ?? String(error), options);
}

/** Runs something and gives its failure a class. */
export async function withNationErrors<Value>(run: () => Promise<Value>): Promise<Value> {
  try {
    return await run();
  } catch (error) {
    throw toNationError(error);
  }
}
