// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @notice The votes counted on a proposal in both houses, and when its vote ends: one word, so that a ballot which counts in
///         both houses writes one slot that the proposal opened.
/// @dev Six counters and a moment, lowest bits first; `support` is 0 against, 1 for, 2 abstain as everywhere in governors:
///
///     | deadline, seconds since 1970 (40) | stake: abstain, for, against (48 each) | heads: abstain, for, against (24 each) |
///
/// Stake is counted in units that the governor derives from the coin's greatest supply, so that 48 bits hold all of it.
type Tally is uint256;

using {deadline, headsOf, stakeOf, counted, until} for Tally global;

uint256 constant HEADS_BITS = 24;
uint256 constant STAKE_BITS = 48;
uint256 constant STAKE_OFFSET = 3 * HEADS_BITS;
uint256 constant DEADLINE_OFFSET = STAKE_OFFSET + 3 * STAKE_BITS;

/// @dev When the vote ends, in seconds since 1970.
function deadline(Tally tally) pure returns (uint256) {
    return Tally.unwrap(tally) >> DEADLINE_OFFSET;
}

/// @dev The heads counted for one choice.
function headsOf(Tally tally, uint256 support) pure returns (uint256) {
    return uint24(Tally.unwrap(tally) >> (support * HEADS_BITS));
}

/// @dev The stake counted for one choice, in the governor's units.
function stakeOf(Tally tally, uint256 support) pure returns (uint256) {
    return uint48(Tally.unwrap(tally) >> (STAKE_OFFSET + support * STAKE_BITS));
}

/// @dev The tally with one ballot more.
function counted(Tally tally, uint256 support, uint256 heads, uint256 stakeUnits) pure returns (Tally) {
    // Both sums are checked against their widths, so that no counter can carry into its neighbour.
    SafeCast.toUint24(headsOf(tally, support) + heads);
    SafeCast.toUint48(stakeOf(tally, support) + stakeUnits);
    unchecked {
        return Tally.wrap(
            Tally.unwrap(tally) + (heads << (support * HEADS_BITS))
                + (stakeUnits << (STAKE_OFFSET + support * STAKE_BITS))
        );
    }
}

/// @dev The tally with another end, in seconds since 1970.
function until(Tally tally, uint256 newDeadline) pure returns (Tally) {
    uint256 votes = Tally.unwrap(tally) & ((1 << DEADLINE_OFFSET) - 1);
    return Tally.wrap(votes | (uint256(SafeCast.toUint40(newDeadline)) << DEADLINE_OFFSET));
}
