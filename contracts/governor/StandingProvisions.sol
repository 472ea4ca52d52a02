// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {SHARE_BITS} from "./Rules.sol";

/// @notice The governor's provisions in one word, so that a proposal reads one slot: the standing value of each, and a mark on
///         each that is on trial. How many proposals were made shares the word, which each of them reads.
/// @dev Lowest bits first:
///
///     | voting delay, voting period, late extension, second reading's delay, seconds (25 each) | proposal threshold, heads (44)
///     | ordinary and constitutional quorum and majority, stake objection, basis points (14 each) | on trial (10) | proposals (32) |
///
/// A provision with a mark is kept with its trial elsewhere, and its value here means nothing.
type StandingProvisions is uint256;

using {isOnTrial, proposalCount, valueOf, withNextProposal, withTrial, withValue} for StandingProvisions global;

/// @dev Provisions before the first share; the threshold is the last of them.
uint256 constant FIRST_SHARE = 5;
uint256 constant THRESHOLD = FIRST_SHARE - 1;

uint256 constant SECONDS_BITS = 25;
uint256 constant THRESHOLD_BITS = 44;
uint256 constant SHARES_OFFSET = THRESHOLD * SECONDS_BITS + THRESHOLD_BITS;
uint256 constant TRIALS_OFFSET = SHARES_OFFSET + 5 * SHARE_BITS;

uint256 constant COUNT_OFFSET = 224;

/// @dev How many proposals were made.
function proposalCount(StandingProvisions provisions) pure returns (uint256) {
    return StandingProvisions.unwrap(provisions) >> COUNT_OFFSET;
}

/// @dev The same with one proposal more. Reverts where their numbers end.
function withNextProposal(StandingProvisions provisions) pure returns (StandingProvisions) {
    return StandingProvisions.wrap(StandingProvisions.unwrap(provisions) + (1 << COUNT_OFFSET));
}

/// @dev Whether a provision was tried since it was last set, by its index.
function isOnTrial(StandingProvisions provisions, uint256 index) pure returns (bool) {
    return (StandingProvisions.unwrap(provisions) >> (TRIALS_OFFSET + index)) & 1 != 0;
}

/// @dev The value of a provision that is not on trial.
function valueOf(StandingProvisions provisions, uint256 index) pure returns (uint256) {
    (uint256 offset, uint256 mask) = _fieldOf(index);
    return (StandingProvisions.unwrap(provisions) >> offset) & mask;
}

/// @dev The provisions with a mark on one.
function withTrial(StandingProvisions provisions, uint256 index) pure returns (StandingProvisions) {
    return StandingProvisions.wrap(StandingProvisions.unwrap(provisions) | (1 << (TRIALS_OFFSET + index)));
}

/// @dev The provisions with another value of one, which is not on trial. The caller has checked that the value fits.
function withValue(StandingProvisions provisions, uint256 index, uint256 value) pure returns (StandingProvisions) {
    (uint256 offset, uint256 mask) = _fieldOf(index);
    uint256 rest = StandingProvisions.unwrap(provisions) & ~((mask << offset) | (1 << (TRIALS_OFFSET + index)));
    return StandingProvisions.wrap(rest | ((value & mask) << offset));
}

function _fieldOf(uint256 index) pure returns (uint256 offset, uint256 mask) {
    if (index < THRESHOLD) return (index * SECONDS_BITS, (1 << SECONDS_BITS) - 1);
    if (index == THRESHOLD) return (THRESHOLD * SECONDS_BITS, (1 << THRESHOLD_BITS) - 1);
    return (SHARES_OFFSET + (index - FIRST_SHARE) * SHARE_BITS, (1 << SHARE_BITS) - 1);
}
