// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @notice The votes counted on a proposal in both houses, when its vote ends, and by how much a late quorum prolongs it: one
///         word, so that a ballot which counts in both houses reads and writes one slot that the proposal opened.
/// @dev Lowest bits first; `support` is 0 against, 1 for, 2 abstain as everywhere in governors:
///
///     | deadline, seconds since 1970 (40) | late extension, minutes (15) | stake: abstain, for, against (43 each) | heads: likewise (24 each) |
///
/// Stake is counted in units that the governor derives from the coin's greatest supply, so that 43 bits hold all of it.
type Tally is uint256;

using {deadline, lateExtension, headsOf, stakeOf, counted, until} for Tally global;

uint256 constant HEADS_BITS = 24;
uint256 constant STAKE_BITS = 43;
uint256 constant EXTENSION_BITS = 15;
uint256 constant STAKE_OFFSET = 3 * HEADS_BITS;
uint256 constant EXTENSION_OFFSET = STAKE_OFFSET + 3 * STAKE_BITS;
uint256 constant DEADLINE_OFFSET = EXTENSION_OFFSET + EXTENSION_BITS;

/// @dev The greatest count of stake units.
uint256 constant MAX_STAKE_UNITS = (1 << STAKE_BITS) - 1;

/// @dev The longest late-quorum extension that fits, in seconds: somewhat over 22 days.
uint256 constant MAX_LATE_EXTENSION = ((1 << EXTENSION_BITS) - 1) * 1 minutes;

/// @notice The count is more than a tally holds, which no real vote reaches: report it with this number.
error Tally_Overflow(uint256 count, uint256 max);

/// @dev A tally without votes yet. The caller has checked that `extension` is at most {MAX_LATE_EXTENSION}.
/// @param end When the vote ends, in seconds since 1970.
/// @param extension By how much a late quorum prolongs the vote, in seconds; kept in whole minutes, rounded up.
function openTally(uint256 end, uint256 extension) pure returns (Tally) {
    uint256 extensionMinutes = (extension + 1 minutes - 1) / 1 minutes;
    return until(Tally.wrap(extensionMinutes << EXTENSION_OFFSET), end);
}

/// @dev When the vote ends, in seconds since 1970.
function deadline(Tally tally) pure returns (uint256) {
    return Tally.unwrap(tally) >> DEADLINE_OFFSET;
}

/// @dev By how much a late quorum prolongs the vote, in seconds.
function lateExtension(Tally tally) pure returns (uint256) {
    return ((Tally.unwrap(tally) >> EXTENSION_OFFSET) & ((1 << EXTENSION_BITS) - 1)) * 1 minutes;
}

/// @dev The heads counted for one choice.
function headsOf(Tally tally, uint256 support) pure returns (uint256) {
    return uint24(Tally.unwrap(tally) >> (support * HEADS_BITS));
}

/// @dev The stake counted for one choice, in the governor's units.
function stakeOf(Tally tally, uint256 support) pure returns (uint256) {
    return (Tally.unwrap(tally) >> (STAKE_OFFSET + support * STAKE_BITS)) & MAX_STAKE_UNITS;
}

/// @dev The tally with one ballot more.
function counted(Tally tally, uint256 support, uint256 heads, uint256 stakeUnits) pure returns (Tally) {
    uint256 headCount = headsOf(tally, support) + heads;
    uint256 stakeCount = stakeOf(tally, support) + stakeUnits;
    // No counter may carry into its neighbour.
    require(headCount <= type(uint24).max, Tally_Overflow(headCount, type(uint24).max));
    require(stakeCount <= MAX_STAKE_UNITS, Tally_Overflow(stakeCount, MAX_STAKE_UNITS));
    uint256 added = (heads << (support * HEADS_BITS)) + (stakeUnits << (STAKE_OFFSET + support * STAKE_BITS));
    return Tally.wrap(Tally.unwrap(tally) + added);
}

/// @dev The tally with another end, in seconds since 1970.
function until(Tally tally, uint256 newDeadline) pure returns (Tally) {
    uint256 rest = Tally.unwrap(tally) & ((1 << DEADLINE_OFFSET) - 1);
    return Tally.wrap(rest | (uint256(SafeCast.toUint40(newDeadline)) << DEADLINE_OFFSET));
}
