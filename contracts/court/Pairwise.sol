// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ICourt} from "./ICourt.sol";

/// @title  Pairwise
/// @notice Votes that rank the choices, and the choice whose worst defeat by another is the smallest (minimax).
/// @dev A ranking is a word of nibbles, the first choice lowest. The word ends after its last nibble that is not 0. Choices that it
///      does not name follow in the order of their numbers, 0 first: the word `1` puts choice 1 first, then 0, 2, 3 and so on.
///
///      Pairs of choices are numbered in order: 0 and 1, 0 and 2, ..., 1 and 2, ... Each has the number of votes that put the lower
///      choice before the higher one. All others put it behind.
library Pairwise {
    /// @dev With 0, nine choices: eight claims, and that each gets their own back.
    uint256 internal constant MAX_CHOICES = 8;

    /// @dev How many pairs the choices from 0 to this one make.
    function count(uint256 choices) internal pure returns (uint256) {
        return choices * (choices + 1) / 2;
    }

    /// @notice What a ranking says of each pair.
    /// @return bits A bit per pair: set if the lower choice is before the higher one.
    function before(uint256 caseId, uint256 ranking, uint256 choices) internal pure returns (uint256 bits) {
        if (ranking < 16) return _beforeOf(caseId, ranking, choices);
        uint256 places = _placesIn(caseId, ranking, choices);
        uint256 bit = 1;
        unchecked {
            // Nine choices make thirty-six pairs.
            for (uint256 low = 0; low < choices; ++low) {
                uint256 place = (places >> (4 * low)) & 0xf;
                for (uint256 high = low + 1; high <= choices; ++high) {
                    if (place < (places >> (4 * high)) & 0xf) bits |= bit;
                    bit <<= 1;
                }
            }
        }
    }

    /// @dev Each bit as a nibble of 0 or 1.
    function spread(uint256 bits) internal pure returns (uint256 nibbles) {
        unchecked {
            for (uint256 offset = 0; bits != 0; offset += 4) {
                nibbles |= (bits & 1) << offset;
                bits >>= 1;
            }
        }
    }

    /// @notice The choices whose worst defeat is the smallest.
    /// @param pairs The count of each pair.
    /// @param votes How many votes there are.
    /// @return bits A bit per choice.
    function best(uint256[] memory pairs, uint256 votes, uint256 choices) internal pure returns (uint256 bits) {
        // How many votes at most put one other choice before a choice.
        uint256[] memory worst = new uint256[](choices + 1);
        uint256 pair = 0;
        for (uint256 low = 0; low < choices; ++low) {
            for (uint256 high = low + 1; high <= choices; ++high) {
                uint256 ahead = pairs[pair++];
                if (ahead > worst[high]) worst[high] = ahead;
                if (votes - ahead > worst[low]) worst[low] = votes - ahead;
            }
        }
        uint256 least = type(uint256).max;
        for (uint256 choice = 0; choice <= choices; ++choice) {
            uint256 defeat = worst[choice];
            if (defeat < least) (least, bits) = (defeat, 0);
            if (defeat == least) bits |= 1 << choice;
        }
    }

    /// @dev Whether a set of choices has only one.
    function isOne(uint256 bits) internal pure returns (bool) {
        return bits & (bits - 1) == 0;
    }

    /// @dev A choice of a set, by a lot.
    function pick(uint256 bits, uint256 lot) internal pure returns (uint256 choice) {
        uint256 size = 0;
        for (uint256 rest = bits; rest != 0; rest &= rest - 1) {
            ++size;
        }
        for (uint256 skipped = lot % size; skipped != 0; --skipped) {
            bits &= bits - 1;
        }
        while (bits & (1 << choice) == 0) ++choice;
    }

    /// @dev The same for a ranking of one choice, which costs less: every lower choice is before every higher one, save this one.
    function _beforeOf(uint256 caseId, uint256 first, uint256 choices) private pure returns (uint256 bits) {
        require(first <= choices, ICourt.Court_NoSuchChoice(caseId, first, choices));
        unchecked {
            bits = (1 << count(choices)) - 1;
            // Pairs of a choice with the higher ones follow those of the choice below it.
            uint256 pair = first - 1;
            for (uint256 low = 0; low < first; ++low) {
                bits &= ~(1 << pair);
                pair += choices - low - 1;
            }
        }
    }

    /// @dev A nibble per choice: its place.
    function _placesIn(uint256 caseId, uint256 ranking, uint256 choices) private pure returns (uint256 places) {
        uint256 seen = 0;
        uint256 place = 0;
        unchecked {
            // Nine choices have nine places.
            do {
                uint256 choice = ranking & 0xf;
                require(choice <= choices, ICourt.Court_NoSuchChoice(caseId, choice, choices));
                require(seen & (1 << choice) == 0, ICourt.Court_RankedTwice(caseId, choice));
                seen |= 1 << choice;
                places |= place++ << (4 * choice);
                ranking >>= 4;
            } while (ranking != 0);
            for (uint256 choice = 0; choice <= choices; ++choice) {
                if (seen & (1 << choice) == 0) places |= place++ << (4 * choice);
            }
        }
    }
}
