import { encodeBytes32String, getAddress, hexlify, isHexString, toBeHex, toUtf8Bytes } from "ethers";
import type { Address } from "../../core/address";
import { requireAddress } from "../../core/address";
import { InvalidInputError } from "../../core/errors";

/** An account's decentralized identifier: `did:ethr:0x7a69:0x…`. */
export type Did = `did:ethr:${string}`;

/**
 * The decentralized identifier of an account on a chain, as resolvers of `ethr` read it.
 *
 * @example
 * didOf({ account, chainId: 31337 }); // did:ethr:0x7a69:0x…
 */
export function didOf({ account, chainId }: { account: Address; chainId: bigint | number }): Did {
  requireAddress(account, "an identity");
  return `did:ethr:${toBeHex(chainId).replace(/^0x0+/, "0x")}:${getAddress(account)}`;
}

/**
 * The account and the chain of an identifier.
 *
 * @throws {@link InvalidInputError} of another method's, or one that names no account.
 */
export function readDid(did: string): { readonly account: Address; readonly chainId: bigint } {
  const [, chain, account] = /^did:ethr:(?:(0x[0-9a-fA-F]{1,16}):)?(0x[0-9a-fA-F]{40})$/.exec(did) ?? [];
  if (account === undefined)
    throw new InvalidInputError({ what: "a DID", found: did, allowed: "did:ethr:<chain id in hexadecimal>:<address>" });
  return { account: getAddress(account.toLowerCase()), chainId: BigInt(chain ?? 1) };
}

/** A name of at most 31 bytes, as the registry keeps it. */
export function nameBytes(name: string): string {
  const { length } = toUtf8Bytes(name);
  if (length === 0 || length > 31)
    throw new InvalidInputError({ what: "a name for resolvers", found: name, allowed: "1 to 31 bytes" });
  return encodeBytes32String(name);
}

/** A value: bytes in hexadecimal as they are, else a text. */
export const valueBytes = (value: string): string => (isHexString(value) ? value : hexlify(toUtf8Bytes(value)));
