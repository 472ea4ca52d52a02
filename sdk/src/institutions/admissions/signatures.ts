import { TypedDataEncoder } from "ethers";
import { struct } from "../../core/typed-data";
import type { Application } from "./types";

/**
 * What the admissions take signed, as EIP-712 has it.
 *
 * @example
 * await signer.signTypedData(domain, { Attestation, Application }, { application });
 */
export const admissionsSignedTypes = {
  Application: struct("address applicant", "address payer", "uint256 nonce", "bytes32 dossier", "bytes32 uniqueness"),
  /** An applicant's consent to an application that somebody else pays for. */
  Consent: struct("Application application", "uint256 deadline"),
  /** A validator's attestation. */
  Attestation: struct("Application application"),
} as const;

/**
 * An application's id: the EIP-712 hash of all that it says, by which logs and attestations name it.
 *
 * @example
 * applicationIdOf(application); // 0x…
 */
export const applicationIdOf = (application: Application): string =>
  TypedDataEncoder.hashStruct("Application", { Application: admissionsSignedTypes.Application }, application);
