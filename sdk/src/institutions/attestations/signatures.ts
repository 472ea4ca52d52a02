import { struct } from "../../core/typed-data";

/**
 * What the attestations take signed, as EIP-712 has it.
 *
 * @example
 * await signer.signTypedData(domain, { Revocation: attestationsSignedTypes.Revocation }, { uid, deadline });
 */
export const attestationsSignedTypes = {
  /** What an attester says. */
  Attestation: struct(
    "uint256 schemaId",
    "uint256 expiration",
    "address recipient",
    "bytes32 refUid",
    "uint256 salt",
    "bytes data",
    "uint256 round",
    "uint256 deadline",
  ),
  /** That an attester takes it back. */
  Revocation: struct("bytes32 uid", "uint256 deadline"),
} as const;
