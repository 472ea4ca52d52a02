// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IPersonhoodProof} from "./IPersonhoodProof.sol";

/// @notice The router of World ID, as its documentation publishes it. It reverts if a proof is not valid, or its root is stale.
interface IWorldIdRouter {
    function verifyProof(
        uint256 root,
        uint256 groupId,
        uint256 signalHash,
        uint256 nullifierHash,
        uint256 externalNullifierHash,
        uint256[8] calldata proof
    ) external view;
}

/// @title  WorldIdProof
/// @notice Proofs of World ID: that an account is of somebody who was verified in a group, and has not acted here before.
/// @dev AUTHORITY    Nobody's. It is created for one app, one action, one group and one level.
///
///      ASSUMPTIONS  The router reverts for what is not valid.
///
///      INVARIANTS   PROOF-1: a proof counts for the account alone that it was made for.
///                   PROOF-2 [scope]: a proof of another app or action does not count.
///
///      LIMITS       Who runs the app's identifier can make proofs for another purpose under it: a nation registers its own.
contract WorldIdProof is IPersonhoodProof {
    IWorldIdRouter public immutable ROUTER;
    uint256 public immutable GROUP;
    uint256 public immutable LEVEL;

    // [scope]
    uint256 public immutable EXTERNAL_NULLIFIER;

    constructor(IWorldIdRouter router, uint256 groupId, string memory appId, string memory action, uint256 level) {
        ROUTER = router;
        GROUP = groupId;
        LEVEL = level;
        EXTERNAL_NULLIFIER = _hashToField(abi.encodePacked(_hashToField(bytes(appId)), action));
    }

    /// @inheritdoc IPersonhoodProof
    /// @dev The data is `(uint256 root, uint256 nullifierHash, uint256[8] proof)`.
    function verify(address applicant, bytes calldata data) external view returns (bytes32 uniqueness, uint256 level) {
        (uint256 root, uint256 nullifierHash, uint256[8] memory proof) =
            abi.decode(data, (uint256, uint256, uint256[8]));
        uint256 signal = _hashToField(abi.encodePacked(applicant));
        ROUTER.verifyProof(root, GROUP, signal, nullifierHash, EXTERNAL_NULLIFIER, proof);
        return (bytes32(nullifierHash), LEVEL);
    }

    /// @dev As World ID hashes to its field.
    function _hashToField(bytes memory value) private pure returns (uint256) {
        return uint256(keccak256(value)) >> 8;
    }
}
