// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ProposalClass} from "./INationGovernor.sol";

/// @notice The rules that decide a proposal, in one word. They are fixed when it is made, so that none changes during a vote.
/// @dev Lowest bits first; shares in basis points (14 bits hold 100_00):
///
///     | code pin (199) | class (1) | stake majority, stake quorum, citizen majority, citizen quorum (14 each) |
///
/// The pin is the digest of the code of every target, cut to 199 bits: to find two codes with one pin takes about 2^99 hashes.
///
///      INVARIANTS   GOV-7: rules come back as they were fixed.
type Rules is uint256;

using {citizenQuorum, citizenMajority, stakeQuorum, stakeMajority, class, codePin} for Rules global;

uint256 constant SHARE_BITS = 14;
uint256 constant SHARE_MASK = (1 << SHARE_BITS) - 1;
uint256 constant CLASS_OFFSET = 4 * SHARE_BITS;
uint256 constant PIN_OFFSET = CLASS_OFFSET + 1;

/// @dev The caller has checked the widths: shares are provisions of at most 100_00, the pin comes from {toPin}.
/// @param shares Citizen quorum, citizen majority, stake quorum, stake majority, in basis points.
function toRules(uint256[4] memory shares, ProposalClass proposalClass, uint256 pin) pure returns (Rules) {
    uint256 citizens = shares[0] | (shares[1] << SHARE_BITS);
    uint256 stake = shares[2] | (shares[3] << SHARE_BITS);
    return
        Rules.wrap(
            citizens | (stake << (2 * SHARE_BITS)) | (uint256(proposalClass) << CLASS_OFFSET) | (pin << PIN_OFFSET)
        );
}

function citizenQuorum(Rules rules) pure returns (uint256) {
    return Rules.unwrap(rules) & SHARE_MASK;
}

function citizenMajority(Rules rules) pure returns (uint256) {
    return (Rules.unwrap(rules) >> SHARE_BITS) & SHARE_MASK;
}

function stakeQuorum(Rules rules) pure returns (uint256) {
    return (Rules.unwrap(rules) >> (2 * SHARE_BITS)) & SHARE_MASK;
}

function stakeMajority(Rules rules) pure returns (uint256) {
    return (Rules.unwrap(rules) >> (3 * SHARE_BITS)) & SHARE_MASK;
}

function class(Rules rules) pure returns (ProposalClass) {
    return ProposalClass((Rules.unwrap(rules) >> CLASS_OFFSET) & 1);
}

function codePin(Rules rules) pure returns (uint256) {
    return Rules.unwrap(rules) >> PIN_OFFSET;
}

/// @dev Cuts a digest to what {codePin} holds.
function toPin(bytes32 digest) pure returns (uint256) {
    return uint256(digest) >> PIN_OFFSET;
}
