import { struct } from "../../core/typed-data";

/**
 * What an identity's owner signs (EIP-712), by name.
 *
 * @example
 * await signer.signTypedData(domain, { ChangeOwner: didRegistrySignedTypes.ChangeOwner }, message);
 */
export const didRegistrySignedTypes = {
  ChangeOwner: struct("address identity", "address newOwner", "uint256 nonce", "uint256 deadline"),
  FollowCitizen: struct("address identity", "uint256 nonce", "uint256 deadline"),
  AddDelegate: struct(
    "address identity",
    "bytes32 delegateType",
    "address delegate",
    "uint256 validity",
    "uint256 nonce",
    "uint256 deadline",
  ),
  RevokeDelegate: struct(
    "address identity",
    "bytes32 delegateType",
    "address delegate",
    "uint256 nonce",
    "uint256 deadline",
  ),
  SetAttribute: struct(
    "address identity",
    "bytes32 name",
    "bytes value",
    "uint256 validity",
    "uint256 nonce",
    "uint256 deadline",
  ),
  RevokeAttribute: struct("address identity", "bytes32 name", "bytes value", "uint256 nonce", "uint256 deadline"),
} as const;
