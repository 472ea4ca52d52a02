import { NationError } from "@civitas/sdk";

const numbers = new WeakMap<object, number>();
let last = 0;

/** A number for something that is itself no part of a key, such as a signer: the same for the same thing. */
export function numberOf(thing: object): number {
  const number = numbers.get(thing) ?? ++last;
  numbers.set(thing, number);
  return number;
}

/** Keys may hold ids and amounts, which JSON does not know, and fields in any order. */
export const hashKey = (key: readonly unknown[]): string =>
  JSON.stringify(key, (_, value: unknown) => {
    if (typeof value === "bigint") return `${value}n`;
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
  });

/** The SDK has tried again by itself what a node failed at once: only what it calls worth trying is tried once more. */
export const isWorthRetrying = (count: number, error: unknown): boolean =>
  count < 2 && error instanceof NationError && error.retryable;
