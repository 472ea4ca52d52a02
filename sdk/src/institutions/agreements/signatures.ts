import { struct } from "../../core/typed-data";

/**
 * What the agreements take signed, as EIP-712 has it.
 *
 * @example
 * await signer.signTypedData(domain, { Settlement: agreementsSignedTypes.Settlement }, message);
 */
export const agreementsSignedTypes = {
  /** What is agreed, with its text: the part of {@link agreementsSignedTypes.AgreementSignature} that all parties share. */
  Agreement: struct(
    "uint256 agreementId",
    "address[] parties",
    "address asset",
    "uint256[] locks",
    "uint256[] payouts",
    "uint256[] feeLocks",
    "uint256 signBy",
    "uint256 until",
    "uint256 objectionPeriod",
    "uint8 track",
    "string text",
  ),
  /** A party's signature under an agreement. */
  AgreementSignature: struct("address account", "Agreement agreement"),
  /** An account's approval of how an agreement's collateral is divided, under the nonce of offers made now. */
  Settlement: struct(
    "uint256 agreementId",
    "address account",
    "address asset",
    "address[] parties",
    "uint256[] division",
    "uint256 validFrom",
    "uint256 validUntil",
    "uint256 nonce",
  ),
} as const;
