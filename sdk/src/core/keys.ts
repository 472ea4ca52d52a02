import { decodeBytes32String, encodeBytes32String, isHexString } from "ethers";
import { InvalidInputError } from "./errors";

/**
 * A name as the contracts keep it: up to 31 bytes of text, left-aligned in 32.
 *
 * @example
 * toKey("taxRate"); // "0x746178526174650000…"
 */
export function toKey(name: string): string {
  if (name === "" || new TextEncoder().encode(name).length > 31) {
    throw new InvalidInputError({ what: "a name", found: name, allowed: "1 to 31 bytes of text" });
  }
  return encodeBytes32String(name);
}

/**
 * The name that a key stands for; the key itself if it is not text.
 *
 * @example
 * fromKey(toKey("taxRate")); // "taxRate"
 */
export function fromKey(key: string): string {
  try {
    return decodeBytes32String(key);
  } catch {
    return key; // Contracts may use all 32 bytes, or bytes that are no text.
  }
}

/** The key that {@link fromKey} gave a name of, one that is no text included. */
export const keyOf = (name: string): string => (isHexString(name, 32) ? name : encodeBytes32String(name));

/** A name in an event, which the contracts keep as a key. */
export const nameCodec = <Name extends string = string>() =>
  ({ decode: (key: string) => fromKey(key) as Name, encode: (name: Name) => toKey(name) }) as const;
