// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title  Calendar
/// @notice Counts entries by day, and answers how many fall on or before a day in at most four reads.
/// @dev A trie over the 16 bits of a day, four at a time. A node is one slot of sixteen 16-bit counters, each the number of
///      entries below that branch. So adding and removing write four slots, whatever the number of entries.
///
///      ASSUMPTIONS  Only what was added is removed, and days fit in 16 bits.
///
///      INVARIANTS   CALENDAR-1 [branch]: a counter equals the sum of the counters of the node below it.
///
///      LIMITS       65,535 entries in any aligned span of 4,096 days, which is where the topmost counters are full.
library Calendar {
    /// @dev The nodes by their path: the bits that lead to the node, behind a leading one.
    struct Days {
        mapping(uint256 path => uint256 counters) nodes;
    }

    /// @dev The most entries that a counter holds.
    uint256 internal constant MAX_ENTRIES = 0xffff;

    uint256 private constant LANES = 0x0000ffff0000ffff0000ffff0000ffff0000ffff0000ffff0000ffff0000ffff;
    uint256 private constant ONES = 0x0000000100000001000000010000000100000001000000010000000100000001;

    /// @notice Too many terms of delegators end in the years around that day: delegate to somebody else, or take the
    ///         delegation back.
    error Calendar_Full(uint256 day, uint256 max);

    /// @dev Adds an entry on a day.
    function add(Days storage self, uint256 day) internal {
        // No counter can be full unless the topmost on its path is.
        uint256 topmost = (self.nodes[1] >> ((day >> 12) * 16)) & MAX_ENTRIES;
        require(topmost < MAX_ENTRIES, Calendar_Full(day, MAX_ENTRIES));

        for (uint256 shift = 16; shift != 0; shift -= 4) {
            self.nodes[_path(day, shift)] += _unit(day, shift);
        }
    }

    /// @dev Removes an entry that was added on a day.
    function remove(Days storage self, uint256 day) internal {
        for (uint256 shift = 16; shift != 0; shift -= 4) {
            self.nodes[_path(day, shift)] -= _unit(day, shift);
        }
    }

    /// @dev How many entries fall on a day or before it.
    function countThrough(Days storage self, uint256 day) internal view returns (uint256 count) {
        for (uint256 shift = 16; shift != 0; shift -= 4) {
            uint256 counters = self.nodes[_path(day, shift)];
            uint256 unit = _unit(day, shift);
            count += _sum(counters & (unit - 1));

            uint256 onPath = (counters / unit) & MAX_ENTRIES;
            if (onPath == 0) return count;
            if (shift == 4) count += onPath;
        }
    }

    /// @dev The path of the node in which the four bits of the day below `shift` choose the counter.
    function _path(uint256 day, uint256 shift) private pure returns (uint256) {
        return (day | 0x10000) >> shift;
    }

    /// @dev One, in the place of that counter.
    function _unit(uint256 day, uint256 shift) private pure returns (uint256) {
        return 1 << (((day >> (shift - 4)) & 15) * 16);
    }

    /// @dev The sum of sixteen counters: as eight pairs of 32 bits, which a product adds up in its topmost ones.
    function _sum(uint256 counters) private pure returns (uint256) {
        unchecked {
            return (((counters & LANES) + ((counters >> 16) & LANES)) * ONES) >> 224;
        }
    }
}
