import { FunctionFragment, type Interface, type ParamType, type Result } from "ethers";
import { lenientCoder } from "./abi";
import { normalised } from "./unusual-calldata";

/** A call as an interface reads it. */
export interface ReadCall {
  readonly fragment: FunctionFragment;
  readonly name: string;
  readonly args: Result;
}

function decoded(inputs: readonly ParamType[], encoded: () => string): Result | undefined {
  try {
    const values = lenientCoder().decode(inputs, encoded(), true);
    values.toArray(true); // Throws what is only found when it is read.
    return values;
  } catch {
    return undefined;
  }
}

/**
 * What a function is given; undefined if the data does not fit it.
 *
 * Contracts take what ethers' own decoder does not: bytes and texts whose last word is not filled up, and lists whose items stand
 * before them.
 */
export const argumentsIn = ({ inputs }: FunctionFragment, data: string): Result | undefined =>
  decoded(inputs, () => `0x${data.slice(10)}`) ?? decoded(inputs, () => normalised(inputs, data));

/** Functions by their selectors, which ethers' own search computes anew each time. */
const functions = new WeakMap<Interface, ReadonlyMap<string, FunctionFragment>>();

/** The function of an interface that data calls; undefined if there is none. */
export function functionIn(iface: Interface, data: string): FunctionFragment | undefined {
  let known = functions.get(iface);
  if (known === undefined) {
    known = new Map(
      iface.fragments.filter((one) => FunctionFragment.isFragment(one)).map((one) => [one.selector, one]),
    );
    functions.set(iface, known);
  }
  return known.get(data.slice(0, 10).toLowerCase());
}

/** A call as an interface reads it; null if it cannot. Anyone proposes calls with anything in them. */
export function callIn(iface: Interface, data: string): ReadCall | null {
  const fragment = functionIn(iface, data);
  const args = fragment && argumentsIn(fragment, data);
  return fragment === undefined || args === undefined ? null : { fragment, name: fragment.name, args };
}
