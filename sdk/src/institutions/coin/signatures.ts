import { struct } from "../../core/typed-data";

/**
 * What the coin takes signed, as EIP-712 has it.
 *
 * @example
 * await signer.signTypedData(domain, { Permit: coinSignedTypes.Permit }, { owner, spender, value, nonce, deadline });
 */
export const coinSignedTypes = {
  /** ERC-2612: lets a spender spend the owner's coin. */
  Permit: struct("address owner", "address spender", "uint256 value", "uint256 nonce", "uint256 deadline"),
  /** ERC-3009: a payment that anyone may deliver. */
  TransferWithAuthorization: struct(
    "address from",
    "address to",
    "uint256 value",
    "uint256 validAfter",
    "uint256 validBefore",
    "bytes32 nonce",
  ),
  /** ERC-3009: a payment that its receiver alone may deliver. */
  ReceiveWithAuthorization: struct(
    "address from",
    "address to",
    "uint256 value",
    "uint256 validAfter",
    "uint256 validBefore",
    "bytes32 nonce",
  ),
  /** ERC-3009: takes an authorization back before it is used. */
  CancelAuthorization: struct("address authorizer", "bytes32 nonce"),
} as const;
