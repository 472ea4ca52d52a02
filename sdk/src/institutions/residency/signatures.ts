import { struct } from "../../core/typed-data";

/** What the residency takes signed, as EIP-712 has it. */
export const residencySignedTypes = {
  /** Consent to be a resident, for who pays. */
  Subscription: struct(
    "address account",
    "uint256 terms",
    "uint256 agreedPrice",
    "uint256 agreedTerm",
    "uint256 nonce",
    "uint256 deadline",
  ),
  /** A new account's consent to take over a residency. */
  Acceptance: struct("uint256 residentId", "address newAccount", "uint256 nonce", "uint256 deadline"),
} as const;
