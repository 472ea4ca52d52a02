// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ProposalClass, ProposalRound} from "./INationGovernor.sol";

/// @notice The rules that decide a proposal, in one word. They are fixed when it is made, so that none changes during a vote.
/// @dev Lowest bits first; shares in basis points (14 bits hold 100_00):
///
///     | citizen quorum, citizen majority, stake objection (14 each) | class (1) | round (2) | proposed again (1)
///     | proposer's citizen id (32) | code pin (178) |
///
/// The pin is the digest of the code of every target, cut to 178 bits: to find two codes with one pin takes about 2^89 hashes.
///
///      INVARIANTS   GOV-7: rules come back as they were fixed.
type Rules is uint256;

using {
    citizenQuorum,
    citizenMajority,
    stakeObjection,
    class,
    round,
    isProposedAgain,
    withSuccessor,
    proposerId,
    codePin
} for Rules global;

uint256 constant SHARE_BITS = 14;
uint256 constant SHARE_MASK = (1 << SHARE_BITS) - 1;
uint256 constant CLASS_OFFSET = 3 * SHARE_BITS;
uint256 constant ROUND_OFFSET = CLASS_OFFSET + 1;
uint256 constant AGAIN_OFFSET = ROUND_OFFSET + 2;
uint256 constant PROPOSER_OFFSET = AGAIN_OFFSET + 1;
uint256 constant PROPOSER_BITS = 32;
uint256 constant PIN_OFFSET = PROPOSER_OFFSET + PROPOSER_BITS;

/// @notice What decides a proposal, before it is packed.
/// @param citizenQuorum The votes for that are needed, as a share of the quorum's base, in basis points.
/// @param citizenMajority The share of for among for and against that must be exceeded, in basis points.
/// @param stakeObjection The share of its base that an objection needs, in basis points; 0 if the stake house has no say.
/// @param proposerId The citizen who proposed it; at most 2^32 - 1.
/// @param codePin Of {toPin}.
struct Terms {
    uint256 citizenQuorum;
    uint256 citizenMajority;
    uint256 stakeObjection;
    ProposalClass class;
    ProposalRound round;
    uint256 proposerId;
    uint256 codePin;
}

/// @dev The caller has checked the widths.
function toRules(Terms memory terms) pure returns (Rules) {
    uint256 shares =
        terms.citizenQuorum | (terms.citizenMajority << SHARE_BITS) | (terms.stakeObjection << (2 * SHARE_BITS));
    uint256 kind = (uint256(terms.class) << CLASS_OFFSET) | (uint256(terms.round) << ROUND_OFFSET);
    return Rules.wrap(shares | kind | (terms.proposerId << PROPOSER_OFFSET) | (terms.codePin << PIN_OFFSET));
}

function citizenQuorum(Rules rules) pure returns (uint256) {
    return Rules.unwrap(rules) & SHARE_MASK;
}

function citizenMajority(Rules rules) pure returns (uint256) {
    return (Rules.unwrap(rules) >> SHARE_BITS) & SHARE_MASK;
}

function stakeObjection(Rules rules) pure returns (uint256) {
    return (Rules.unwrap(rules) >> (2 * SHARE_BITS)) & SHARE_MASK;
}

function class(Rules rules) pure returns (ProposalClass) {
    return ProposalClass((Rules.unwrap(rules) >> CLASS_OFFSET) & 1);
}

function round(Rules rules) pure returns (ProposalRound) {
    return ProposalRound((Rules.unwrap(rules) >> ROUND_OFFSET) & 3);
}

/// @dev Whether its calls were proposed again after it had failed.
function isProposedAgain(Rules rules) pure returns (bool) {
    return (Rules.unwrap(rules) >> AGAIN_OFFSET) & 1 != 0;
}

/// @dev The rules of a proposal whose calls were proposed again.
function withSuccessor(Rules rules) pure returns (Rules) {
    return Rules.wrap(Rules.unwrap(rules) | (1 << AGAIN_OFFSET));
}

function proposerId(Rules rules) pure returns (uint256) {
    return (Rules.unwrap(rules) >> PROPOSER_OFFSET) & ((1 << PROPOSER_BITS) - 1);
}

function codePin(Rules rules) pure returns (uint256) {
    return Rules.unwrap(rules) >> PIN_OFFSET;
}

/// @dev Cuts a digest to what {codePin} holds.
function toPin(bytes32 digest) pure returns (uint256) {
    return uint256(digest) >> PIN_OFFSET;
}
