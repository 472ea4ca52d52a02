import { revertErrors } from "../generated/errors";
import type { NationError } from "./errors";
import { toNationError as convert } from "./classification";
import { decodeRevert as decode, knowRefusals } from "./reverts";

/* The SDK's own functions load what custom errors mean when one occurs. These do not wait, so they carry it. */

/**
 * Gives revert data its class: a custom error of the nation with named arguments, a text, a panic, or data unknown to it.
 *
 * @param found The data of the revert, 0x-prefixed.
 *
 * @example
 * const error = decodeRevert("0x4e487b710000000000000000000000000000000000000000000000000000000000000011");
 */
export function decodeRevert(found: string, options?: ErrorOptions): NationError {
  knowRefusals(revertErrors);
  return decode(found, options);
}

/**
 * Turns any failure of ethers, a node or a wallet into a class of the SDK, whose `retryable` says whether asking again may help.
 * What is one already comes back as it is.
 *
 * @example
 * await signer.sendTransaction(call).catch((error) => {
 *   throw toNationError(error);
 * });
 */
export function toNationError(failure: unknown): NationError {
  knowRefusals(revertErrors);
  return convert(failure);
}
