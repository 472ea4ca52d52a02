import { struct } from "../../core/typed-data";

/**
 * What the governor takes signed, as EIP-712 has it.
 *
 * @example
 * await signer.signTypedData(domain, { BatchBallot: governorSignedTypes.BatchBallot }, { proposalId, support: 1 });
 */
export const governorSignedTypes = {
  /** OpenZeppelin's Governor: a ballot that anyone may deliver. */
  Ballot: struct("uint256 proposalId", "uint8 support", "address voter", "uint256 nonce"),
  /** OpenZeppelin's Governor: a ballot with a reason. */
  ExtendedBallot: struct(
    "uint256 proposalId",
    "uint8 support",
    "address voter",
    "uint256 nonce",
    "string reason",
    "bytes params",
  ),
  /** A ballot of a batch, which one transaction sends. */
  BatchBallot: struct("uint256 proposalId", "uint8 support"),
} as const;
