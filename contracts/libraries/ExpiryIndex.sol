// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice The first five entries of an expiry index, and where its counters begin. They take 96 bits, so that they share a
///         slot with a {LatestCheckpoint}:
/// @dev
///     | earliest span with counters, plus one; 0 if none (11 bits) | five entries of 17 bits |
///
/// An entry is a day (16 bits) behind a leading one, or 0 if its place is free.
type FirstExpiries is uint96;

/// @title  ExpiryIndex
/// @notice Counts entries by day, and tells how many fall on a day or before it.
/// @dev The first five entries lie beside what is read with them. All others are counted by day, and by block of 64 days, in
///      counters of 16 bits, sixteen to a slot: so such an entry changes two slots, whatever their number.
///      Counting adds up whole spans of 1,024 days (sixteen blocks), blocks within the last span, and days within the last
///      block. One day can have entries in both places.
///
///      ASSUMPTIONS  Only what was added is removed. Days fit in 16 bits.
///
///      INVARIANTS   EXPIRY-1 [block]: a block's counter equals the sum of the counters of its days.
///
///      LIMITS       65,535 entries in a block, besides the first five.
///                   Counting reads at most five slots, and one more for each span before the last that has counters: one
///                   in 1,024 days, and 63 at the end of time.
///                   An entry of the past keeps its place among the first five, since questions about the past count it.
library ExpiryIndex {
    /// @dev Sixteen counters to a slot.
    struct Counters {
        mapping(uint256 sixteenDays => uint256 counters) byDay;
        mapping(uint256 span => uint256 counters) byBlock;
    }

    /// @dev The most entries that a counter holds.
    uint256 internal constant MAX_ENTRIES = 0xffff;

    uint256 private constant BLOCK = 64;
    uint256 private constant SPAN = 16 * BLOCK;

    /// @dev Tells day 0 from a free place.
    uint256 private constant LEADING_ONE = 0x10000;
    uint256 private constant ENTRY_BITS = 17;
    uint256 private constant ENTRY_MASK = (1 << ENTRY_BITS) - 1;
    uint256 private constant FIRST_BITS = 5 * ENTRY_BITS;
    uint256 private constant FIRST_MASK = (1 << FIRST_BITS) - 1;
    uint256 private constant EACH_ENTRY = FIRST_MASK / ENTRY_MASK; // A one in each place.

    uint256 private constant LOW_HALVES = 0x0000ffff0000ffff0000ffff0000ffff0000ffff0000ffff0000ffff0000ffff;
    uint256 private constant ONES = 0x0000000100000001000000010000000100000001000000010000000100000001;

    /// @notice Too many terms of delegators end in the weeks around that day: delegate to somebody else, or take the
    ///         delegation back.
    error ExpiryIndex_Full(uint256 day, uint256 max);

    /// @dev Adds an entry on a day.
    /// @param self The counters of the entries that are not among the first five.
    /// @param first The first five entries.
    /// @return The first five entries from now on, for the caller to store.
    function add(Counters storage self, FirstExpiries first, uint256 day) internal returns (FirstExpiries) {
        uint256 raw = FirstExpiries.unwrap(first);
        for (uint256 place = 0; place != FIRST_BITS; place += ENTRY_BITS) {
            if ((raw >> place) & ENTRY_MASK == 0) {
                return FirstExpiries.wrap(uint96(raw | ((day | LEADING_ONE) << place)));
            }
        }

        uint256 span = day / SPAN;
        uint256 counters = self.byBlock[span];
        // A day's counter cannot be full unless its block's is.
        require(_counter(counters, day / BLOCK) < MAX_ENTRIES, ExpiryIndex_Full(day, MAX_ENTRIES));
        self.byBlock[span] = counters + _unit(day / BLOCK);
        self.byDay[day / 16] += _unit(day);

        uint256 earliest = raw >> FIRST_BITS;
        if (earliest != 0 && earliest <= span + 1) return first;
        return FirstExpiries.wrap(uint96((raw & FIRST_MASK) | ((span + 1) << FIRST_BITS)));
    }

    /// @dev Removes an entry that was added on a day.
    /// @param self The counters of the entries that are not among the first five.
    /// @param first The first five entries.
    /// @return The first five entries from now on, for the caller to store.
    function remove(Counters storage self, FirstExpiries first, uint256 day) internal returns (FirstExpiries) {
        uint256 raw = FirstExpiries.unwrap(first);
        for (uint256 place = 0; place != FIRST_BITS; place += ENTRY_BITS) {
            uint256 entry = (raw >> place) & ENTRY_MASK;
            if (entry == (day | LEADING_ONE)) return FirstExpiries.wrap(uint96(raw ^ (entry << place)));
        }

        self.byBlock[day / SPAN] -= _unit(day / BLOCK);
        self.byDay[day / 16] -= _unit(day);
        return first;
    }

    /// @dev How many entries fall on a day or before it.
    /// @param self The counters of the entries that are not among the first five.
    /// @param first The first five entries.
    function countThrough(Counters storage self, FirstExpiries first, uint256 day)
        internal
        view
        returns (uint256 count)
    {
        unchecked { // Sums of counters of 16 bits, and days of 16 bits, are far from overflowing.
            count = _countFirst(first, day);
            uint256 span = FirstExpiries.unwrap(first) >> FIRST_BITS;
            if (span == 0 || day / SPAN + 1 < span) return count;
            for (--span; span != day / SPAN; ++span) {
                count += _sum(self.byBlock[span]);
            }
            uint256 counters = self.byBlock[span];
            count += _sum(counters & (_unit(day / BLOCK) - 1));
            if (_counter(counters, day / BLOCK) == 0) return count;

            for (uint256 slot = day / BLOCK * (BLOCK / 16); slot != day / 16; ++slot) {
                count += _sum(self.byDay[slot]);
            }
            counters = self.byDay[day / 16];
            count += _sum(counters & (_unit(day) - 1)) + _counter(counters, day);
        }
    }

    /// @dev How many of the first entries fall on a day or before it. In each place the day is subtracted from the asked one,
    /// whose leading one is left exactly if it is not before that day, and counts if the place is taken.
    function _countFirst(FirstExpiries first, uint256 day) private pure returns (uint256) {
        uint256 raw = FirstExpiries.unwrap(first);
        unchecked {
            uint256 differences = (day | LEADING_ONE) * EACH_ENTRY - (raw & (0xffff * EACH_ENTRY));
            uint256 counted = (differences & raw & (LEADING_ONE * EACH_ENTRY)) >> 16;
            return ((counted * EACH_ENTRY) >> (FIRST_BITS - ENTRY_BITS)) & ENTRY_MASK; // A product's top place is the sum.
        }
    }

    /// @dev One, in the place that the last four bits of an index choose among sixteen counters.
    function _unit(uint256 index) private pure returns (uint256) {
        return 1 << ((index % 16) * 16);
    }

    function _counter(uint256 counters, uint256 index) private pure returns (uint256) {
        return (counters / _unit(index)) & MAX_ENTRIES;
    }

    /// @dev The sum of sixteen counters: as eight pairs of 32 bits, which a product adds up in its topmost ones.
    function _sum(uint256 counters) private pure returns (uint256) {
        unchecked {
            return (((counters & LOW_HALVES) + ((counters >> 16) & LOW_HALVES)) * ONES) >> 224;
        }
    }
}
