import { struct } from "../../core/typed-data";

/**
 * What the recovery takes signed, as EIP-712 has it.
 *
 * @example
 * await signer.signTypedData(domain, { Confirmation: recoverySignedTypes.Confirmation }, message);
 */
export const recoverySignedTypes = {
  /** A guardian's consent to a recovery. */
  Confirmation: struct("uint256 citizenId", "address newHolder", "uint256 nonce", "uint256 deadline"),
} as const;
