import { struct } from "../../core/typed-data";
import { delegationSignedTypes } from "../delegation";

/**
 * What the citizenship takes signed, as EIP-712 has it.
 *
 * @example
 * await signer.signTypedData(domain, { Delegation: citizenshipSignedTypes.Delegation }, { delegatee, nonce, expiry });
 */
export const citizenshipSignedTypes = {
  ...delegationSignedTypes,
  /** An applicant's request for citizenship. */
  AdmissionRequest: struct("address applicant", "bytes32 dossier", "uint256 nonce", "uint256 deadline"),
  /** A registrar's promise of citizenship. */
  AdmissionVoucher: struct("address applicant", "bytes32 dossier", "uint256 nonce", "uint256 deadline"),
  /** A citizen's consent to renew their citizenship. */
  Renewal: struct("uint256 citizenId", "uint256 until", "uint256 deadline"),
  /** A new account's consent to take over a citizenship. */
  Acceptance: struct("uint256 citizenId", "address newHolder", "uint256 nonce", "uint256 deadline"),
} as const;
