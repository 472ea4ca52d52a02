// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IWorldIdRouter} from "../../contracts/admissions/WorldIdProof.sol";

/// A router that knows of one valid proof by its public inputs, and of one root. Its errors are those of the deployed one.
contract WorldIdRouterStub is IWorldIdRouter {
    error ExpiredRoot();
    error ProofInvalid();

    bytes32 private _valid;
    uint256 private _root;

    function setValid(uint256 root, uint256 groupId, uint256 signal, uint256 nullifier, uint256 external_) external {
        _root = root;
        _valid = keccak256(abi.encode(root, groupId, signal, nullifier, external_));
    }

    function setRoot(uint256 root) external {
        _root = root;
    }

    function verifyProof(
        uint256 root,
        uint256 groupId,
        uint256 signalHash,
        uint256 nullifierHash,
        uint256 externalNullifierHash,
        uint256[8] calldata
    ) external view {
        require(root == _root, ExpiredRoot());
        bytes32 given = keccak256(abi.encode(root, groupId, signalHash, nullifierHash, externalNullifierHash));
        require(given == _valid, ProofInvalid());
    }
}
