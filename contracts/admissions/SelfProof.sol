// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IPersonhoodProof} from "./IPersonhoodProof.sol";

/// @notice The hub of Self, as its package publishes it. It calls back whoever asked, in the same transaction.
interface ISelfHub {
    function verify(bytes calldata baseVerificationInput, bytes calldata userContextData) external;
}

/// @notice What the hub discloses of a document. Of all that, this nation reads the first three fields.
struct SelfDisclosure {
    bytes32 attestationId;
    uint256 userIdentifier;
    uint256 nullifier;
    uint256[4] forbiddenCountriesListPacked;
    string issuingState;
    string[] name;
    string idNumber;
    string nationality;
    string dateOfBirth;
    string gender;
    string expiryDate;
    uint256 olderThan;
    bool[3] ofac;
}

/// @title  SelfProof
/// @notice Proofs of Self: that an account is of somebody with a government's document, of which nothing else is told.
/// @dev AUTHORITY    The hub alone calls back, while this contract asks it.
///
///      ASSUMPTIONS  The hub calls back only for what is valid, and for the scope that it was given.
///
///      INVARIANTS   PROOF-1: a proof counts for the account alone that it was made for.
///                   PROOF-2 [scope]: a proof of another scope or configuration does not count.
///
///      LIMITS       The scope depends on this contract's address, by Poseidon: it is computed before the contract is created.
contract SelfProof is IPersonhoodProof {
    /// @notice Only the hub calls back, and only while it is asked: have a proof verified instead.
    error SelfProof_NotAsked(address caller);

    /// @notice The hub did not call back: the proof is for another chain.
    error SelfProof_NoAnswer();

    /// @dev The version of the hub's interface.
    uint8 private constant VERSION = 2;

    ISelfHub public immutable HUB;
    uint256 public immutable LEVEL;

    // [scope]
    uint256 public immutable SCOPE;
    bytes32 public immutable CONFIG;

    /// @dev Between a question and its answer.
    bool private _isAsking;
    bool private _isAnswered;
    uint256 private _userIdentifier;
    uint256 private _nullifier;

    constructor(ISelfHub hub, uint256 scope, bytes32 config, uint256 level) {
        HUB = hub;
        SCOPE = scope;
        CONFIG = config;
        LEVEL = level;
    }

    /// @inheritdoc IPersonhoodProof
    /// @dev The data is `(bytes proofPayload, bytes userContext)`, as Self's app gives them.
    function verify(address applicant, bytes calldata data) external returns (bytes32 uniqueness, uint256 level) {
        (bytes memory payload, bytes memory context) = abi.decode(data, (bytes, bytes));
        _isAsking = true;
        HUB.verify(abi.encodePacked(VERSION, bytes31(0), SCOPE, payload), bytes.concat(CONFIG, context));
        require(_isAnswered, SelfProof_NoAnswer());
        (uint256 user, uint256 nullifier) = (_userIdentifier, _nullifier);
        (_isAsking, _isAnswered, _userIdentifier, _nullifier) = (false, false, 0, 0);

        require(user == uint160(applicant), PersonhoodProof_NotTheApplicants(applicant, address(uint160(user))));
        return (bytes32(nullifier), LEVEL);
    }

    /// @notice What the hub calls with what a proof discloses.
    /// @dev The second argument is the context that was asked with.
    /// @param output A {SelfDisclosure}.
    /// @custom:reverts SelfProof_NotAsked if the caller is not the hub, or nothing was asked.
    function onVerificationSuccess(bytes calldata output, bytes calldata) external {
        require(msg.sender == address(HUB) && _isAsking, SelfProof_NotAsked(msg.sender));
        SelfDisclosure memory disclosed = abi.decode(output, (SelfDisclosure));
        (_isAnswered, _userIdentifier, _nullifier) = (true, disclosed.userIdentifier, disclosed.nullifier);
    }
}
