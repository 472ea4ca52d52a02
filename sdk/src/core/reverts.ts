import { ErrorFragment, type ErrorDescription, type ParamType } from "ethers";
import { revertErrors } from "../generated/errors";
import { lenientCoder, LenientInterface } from "./abi";
import {
  PanicError,
  RevertError,
  RevertTextError,
  UnknownRevertError,
  type NationError,
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
