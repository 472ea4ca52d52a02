import { ErrorFragment, type ErrorDescription, type ParamType } from "ethers";
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

/** Every custom error of the nation's contracts: its signature, and the sentence to act on. */
type Refusals = readonly (readonly [signature: string, advice: string])[];

let refusals: Refusals | undefined;
let decoder: Decoder | undefined;

/** Lets custom errors be decoded from now on. */
export function knowRefusals(known: Refusals): void {
  refusals ??= known;
}

/** Loads what custom errors mean if data is one: a page in which nothing is refused carries none of them. */
export async function loadRefusals(data: string | undefined): Promise<void> {
  if (refusals !== undefined || data === undefined || data.length < 10) return;
  // Without them the data is that of an unknown contract.
  const loaded = await import("../generated/errors").catch(() => undefined);
  if (loaded !== undefined) knowRefusals(loaded.revertErrors);
}

/** Built when first needed. */
function theDecoder(known: Refusals): Decoder {
  if (decoder === undefined) {
    const entries = known.map(([signature, advice]) => ({ fragment: ErrorFragment.from(signature), advice }));
    decoder = {
      errors: new LenientInterface(entries.map(({ fragment }) => fragment)),
      advice: new Map(entries.map(({ fragment, advice }) => [fragment.selector, advice])),
    };
  }
  return decoder;
}

const TEXT = "0x08c379a0"; // Error(string)
const PANIC = "0x4e487b71"; // Panic(uint256)

/** Gives revert data its class, as far as {@link knowRefusals} or {@link loadRefusals} made custom errors known. */
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
    if (refusals === undefined) return new UnknownRevertError(data, options);
    const { errors, advice } = theDecoder(refusals);
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
