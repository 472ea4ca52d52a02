// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Pairwise} from "./Pairwise.sol";

/// @notice The votes of a plenary, which {Tallies} alone writes.
/// @param counters Ten counters of 24 bits to a word. On a line one per choice. Of rankings the first counts the votes, and the
///        others the pairs, see {Pairwise}. Three words hold eight choices, with 0 among them, and four hold nine.
/// @param voted A bit per citizen.
struct Tally {
    mapping(uint256 word => uint256) counters;
    mapping(uint256 word => uint256) voted;
}

/// @title  Tallies
/// @notice How a plenary counts.
library Tallies {
    uint256 private constant BITS = 24;
    uint256 private constant PER_WORD = 10;
    uint256 private constant MASK = (1 << BITS) - 1;

    /// @dev No counter of a word carries into another before there are sixteen million votes.
    /// @return isFirst Whether the citizen had not voted.
    function receive_(Tally storage self, uint256 citizenId) internal returns (bool isFirst) {
        uint256 mark = 1 << (citizenId % 256);
        uint256 word = self.voted[citizenId / 256];
        isFirst = word & mark == 0;
        if (isFirst) self.voted[citizenId / 256] = word | mark;
    }

    /// @dev So many words hold the counters of choices, ranked or on a line.
    function wordsFor(uint256 choices) internal pure returns (uint256) {
        return 4 + choices / PER_WORD;
    }

    function addOnLine(Tally storage self, uint256 choice) internal {
        self.counters[choice / PER_WORD] += 1 << (BITS * (choice % PER_WORD));
    }

    /// @param before Of {Pairwise.before}.
    function addRanking(Tally storage self, uint256 before) internal {
        uint256 bits = (before << 1) | 1;
        for (uint256 word = 0; bits != 0; ++word) {
            uint256 sum = 0;
            for (uint256 i = 0; i < PER_WORD; ++i) {
                sum |= (bits & 1) << (BITS * i);
                bits >>= 1;
            }
            if (sum != 0) self.counters[word] += sum;
        }
    }

    function ofLine(Tally storage self, uint256 choices)
        internal
        view
        returns (uint256[] memory counts, uint256 votes)
    {
        counts = _read(self, 0, choices + 1);
        for (uint256 choice = 0; choice <= choices; ++choice) {
            votes += counts[choice];
        }
    }

    function ofRankings(Tally storage self, uint256 choices)
        internal
        view
        returns (uint256[] memory counts, uint256 votes)
    {
        counts = _read(self, 1, Pairwise.count(choices));
        votes = self.counters[0] & MASK;
    }

    function _read(Tally storage self, uint256 first, uint256 size) private view returns (uint256[] memory counts) {
        counts = new uint256[](size);
        uint256 word = 0;
        for (uint256 i = 0; i < size; ++i) {
            uint256 index = first + i;
            if (i == 0 || index % PER_WORD == 0) word = self.counters[index / PER_WORD];
            counts[i] = (word >> (BITS * (index % PER_WORD))) & MASK;
        }
    }
}
