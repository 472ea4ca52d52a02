// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @notice The votes counted on a proposal in both houses, when its vote begins and ends, by how much a late turn prolongs it and
///         how often one did. All of it is one word: a ballot reads and writes one slot, which the proposal opened.
/// @dev Lowest bits first; `support` is 0 against, 1 for, 2 abstain as everywhere in governors:
///
///     | heads: against, for, abstain (23 each) | stake: against, for (52 each) | objectors (2) | unused (9)
///     | late extension, minutes (15) | period, seconds (25) | snapshot, seconds since 1970 (32) |
///
/// Stake is counted in units that the governor derives from the coin's greatest supply, so that 52 bits hold all of it. Stake
/// that abstains is not counted, since the stake house objects or is silent. Objectors are counted up to three, which is all
/// that an objection ever needs.
///
///      INVARIANTS   GOV-6: each counter of a tally holds what was counted in it, and none carries into another.
type Tally is uint256;

using {
    snapshot,
    deadline,
    isOpen,
    lateExtension,
    objectors,
    headsOf,
    stakeOf,
    counted,
    withObjectors,
    prolonged,
    closed
} for Tally global;

uint256 constant HEADS_BITS = 23;
uint256 constant STAKE_BITS = 52;
uint256 constant OBJECTOR_BITS = 2;
uint256 constant EXTENSION_BITS = 15;
uint256 constant PERIOD_BITS = 25;
uint256 constant STAKE_OFFSET = 3 * HEADS_BITS;
uint256 constant OBJECTORS_OFFSET = STAKE_OFFSET + 2 * STAKE_BITS;
uint256 constant PERIOD_OFFSET = 256 - 32 - PERIOD_BITS;
uint256 constant EXTENSION_OFFSET = PERIOD_OFFSET - EXTENSION_BITS;
uint256 constant SNAPSHOT_OFFSET = 256 - 32;

/// @dev The greatest counts of heads and of stake units.
uint256 constant MAX_HEADS = (1 << HEADS_BITS) - 1;
uint256 constant MAX_STAKE_UNITS = (1 << STAKE_BITS) - 1;

/// @dev Objectors are counted up to this many.
uint256 constant MAX_OBJECTORS = (1 << OBJECTOR_BITS) - 1;

/// @dev Late turns prolong a vote by so many extensions at most, all together.
uint256 constant MAX_EXTENSIONS = 5;

/// @dev The longest late extension that fits, in seconds: somewhat over 22 days.
uint256 constant MAX_LATE_EXTENSION = ((1 << EXTENSION_BITS) - 1) * 1 minutes;

uint256 constant PERIOD_MASK = ((1 << PERIOD_BITS) - 1) << PERIOD_OFFSET;

/// @notice The count is more than a tally holds, which no real vote reaches: report this number.
error Tally_Overflow(uint256 count, uint256 max);

/// @dev A tally without votes yet. The caller has checked that `extension` is at most {MAX_LATE_EXTENSION}, and that the period
///      and five extensions together are within 2^25 seconds, over 388 days.
/// @param start When the vote begins, in seconds since 1970.
/// @param period How long it lasts, in seconds.
/// @param extension By how much a late turn prolongs the vote, in seconds; kept in whole minutes, rounded up.
function openTally(uint256 start, uint256 period, uint256 extension) pure returns (Tally) {
    uint256 extensionMinutes = (extension + 1 minutes - 1) / 1 minutes;
    return Tally.wrap(
        (uint256(SafeCast.toUint32(start)) << SNAPSHOT_OFFSET) | (period << PERIOD_OFFSET)
            | (extensionMinutes << EXTENSION_OFFSET)
    );
}

/// @dev When the vote begins and both electorates are fixed, in seconds since 1970.
function snapshot(Tally tally) pure returns (uint256) {
    return Tally.unwrap(tally) >> SNAPSHOT_OFFSET;
}

/// @dev When the vote ends, in seconds since 1970.
function deadline(Tally tally) pure returns (uint256) {
    unchecked {
        return snapshot(tally) + ((Tally.unwrap(tally) & PERIOD_MASK) >> PERIOD_OFFSET);
    }
}

/// @dev Whether ballots count now.
function isOpen(Tally tally) view returns (bool) {
    return snapshot(tally) < block.timestamp && block.timestamp <= deadline(tally);
}

/// @dev By how much a late turn prolongs the vote, in seconds.
function lateExtension(Tally tally) pure returns (uint256) {
    unchecked {
        return ((Tally.unwrap(tally) >> EXTENSION_OFFSET) & ((1 << EXTENSION_BITS) - 1)) * 1 minutes;
    }
}

/// @dev How many citizens have cast stake against, up to {MAX_OBJECTORS}.
function objectors(Tally tally) pure returns (uint256) {
    return (Tally.unwrap(tally) >> OBJECTORS_OFFSET) & MAX_OBJECTORS;
}

/// @dev The heads counted for one choice.
function headsOf(Tally tally, uint256 support) pure returns (uint256) {
    unchecked {
        return (Tally.unwrap(tally) >> (support * HEADS_BITS)) & MAX_HEADS;
    }
}

/// @dev The stake counted against (0) or for (1), in the governor's units.
function stakeOf(Tally tally, uint256 support) pure returns (uint256) {
    unchecked {
        return (Tally.unwrap(tally) >> (STAKE_OFFSET + support * STAKE_BITS)) & MAX_STAKE_UNITS;
    }
}

/// @dev The tally with one ballot more, or many for the same choice. Stake that abstains is not counted.
function counted(Tally tally, uint256 support, uint256 heads, uint256 stakeUnits) pure returns (Tally) {
    // No counter may carry into its neighbour.
    uint256 headCount = headsOf(tally, support) + heads;
    require(headCount <= MAX_HEADS, Tally_Overflow(headCount, MAX_HEADS));
    uint256 added = heads << (support * HEADS_BITS);
    if (support < 2) {
        uint256 stakeCount = stakeOf(tally, support) + stakeUnits;
        require(stakeCount <= MAX_STAKE_UNITS, Tally_Overflow(stakeCount, MAX_STAKE_UNITS));
        added += stakeUnits << (STAKE_OFFSET + support * STAKE_BITS);
    }
    return Tally.wrap(Tally.unwrap(tally) + added);
}

/// @dev The tally with more citizens who have cast stake against.
function withObjectors(Tally tally, uint256 more) pure returns (Tally) {
    uint256 all = objectors(tally) + more;
    uint256 kept = all < MAX_OBJECTORS ? all : MAX_OBJECTORS;
    uint256 rest = Tally.unwrap(tally) & ~(MAX_OBJECTORS << OBJECTORS_OFFSET);
    return Tally.wrap(rest | (kept << OBJECTORS_OFFSET));
}

/// @dev The tally of a vote that a late turn prolongs to another end, in seconds since 1970, after its beginning. The caller has
///      checked that it is at most {MAX_EXTENSIONS} after the end that was planned.
function prolonged(Tally tally, uint256 newDeadline) pure returns (Tally) {
    uint256 rest = Tally.unwrap(tally) & ~PERIOD_MASK;
    return Tally.wrap(rest | ((newDeadline - snapshot(tally)) << PERIOD_OFFSET));
}

/// @dev The tally of a vote that never opens: it ends as it begins.
function closed(Tally tally) pure returns (Tally) {
    return Tally.wrap(Tally.unwrap(tally) & ~PERIOD_MASK);
}
