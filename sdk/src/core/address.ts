import { isAddress } from "ethers";
import { InvalidInputError } from "./errors";

/** An account or contract: 0x and 40 hexadecimal digits. */
export type Address = string;

/** What to pass as an address: chains know no names of their own. */
export const ADDRESS_FORM = "0x and 40 hexadecimal digits (no name)";

/** Why a text is no address, or undefined if it is one. */
export function addressFault(found: string, what = "an address"): InvalidInputError | undefined {
  if (isAddress(found)) return undefined;
  const isMisspelt = /^0x[0-9a-f]{40}$/i.test(found);
  return isMisspelt
    ? new InvalidInputError({
        what: `${what}: its capital letters do not fit (checksum)`,
        found,
        allowed: "it, copied anew,",
      })
    : new InvalidInputError({ what, found, allowed: ADDRESS_FORM });
}

/**
 * Refuses what is no address.
 *
 * @throws {@link InvalidInputError} if its form or its checksum is wrong.
 */
export function requireAddress(found: string, what: string): void {
  const fault = addressFault(found, what);
  if (fault !== undefined) throw fault;
}
