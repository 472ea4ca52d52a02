import { struct } from "../core/typed-data";

/** What every institution with delegated votes takes signed, as EIP-712 has it. */
export const delegationSignedTypes = {
  /** ERC-5805: delegates one's votes to another citizen. */
  Delegation: struct("address delegatee", "uint256 nonce", "uint256 expiry"),
} as const;
