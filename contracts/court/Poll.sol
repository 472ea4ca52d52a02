// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Pairwise} from "./Pairwise.sol";

/// @notice The votes of a round's panel, its result and its marks. One slot, which {Polls} alone writes.
/// @param votes On a line a byte per seat, seat 0 lowest: the choice plus one, or 0 for none. Of rankings a nibble per seat for the
///        first choice plus one, and above them a nibble per pair of choices: how many put the one before the other.
/// @param size How many seats the panel has: 3 or 5, then 11; 31 for the plenary.
/// @param hasRuling Whether the round ended with a ruling.
/// @param ruling That ruling.
/// @param isRedraw Whether the round replaces a panel of the same size, and got that panel's unearned fees.
/// @param isSettled Whether the fees were shared out.
struct Poll {
    uint192 votes;
    uint8 size;
    bool hasRuling;
    uint8 ruling;
    bool isRedraw;
    bool isSettled;
}

/// @title  Polls
/// @notice How votes are stored, and which round follows.
library Polls {
    uint256 internal constant SMALL = 3;
    /// @dev The first panel where a citizenship is at stake.
    uint256 internal constant MIDDLE = 5;
    uint256 internal constant LARGE = 11;
    /// @dev The price of the plenary, which has no seats, in seats.
    uint256 internal constant PLENARY = 31;

    /// @dev Above the first choices of eleven seats.
    uint256 private constant PAIRS_OFFSET = 4 * LARGE;

    function open(Poll storage self, uint256 size, bool isRedraw) internal {
        self.size = uint8(size);
        self.isRedraw = isRedraw;
    }

    /// @dev The round becomes a plenary, whatever its size was.
    function callPlenary(Poll storage self) internal {
        self.size = uint8(PLENARY);
    }

    /// @dev Once for each seat.
    function recordOnLine(Poll storage self, uint256 seat, uint256 choice) internal {
        self.votes |= uint192((choice + 1) << (8 * seat));
    }

    /// @dev Once for each seat. No pair's nibble carries: there are eleven seats.
    /// @param before Of {Pairwise.before}.
    function recordRanking(Poll storage self, uint256 seat, uint256 first, uint256 before) internal {
        uint256 pairs = Pairwise.spread(before);
        unchecked {
            self.votes = uint192((self.votes | ((first + 1) << (4 * seat))) + (pairs << PAIRS_OFFSET));
        }
    }

    function setRuling(Poll storage self, uint256 ruling) internal {
        self.hasRuling = true;
        self.ruling = uint8(ruling);
    }

    function settle(Poll storage self) internal {
        self.isSettled = true;
    }

    /// @dev The vote of a seat, or its first choice: plus one, or 0 for none.
    function voteIn(uint256 votes, uint256 seat, bool isLine) internal pure returns (uint256) {
        return isLine ? uint8(votes >> (8 * seat)) : (votes >> (4 * seat)) & 0xf;
    }

    /// @dev How many votes put the one choice of each pair before the other, see {Pairwise}.
    function pairsIn(uint256 votes, uint256 choices) internal pure returns (uint256[] memory pairs) {
        votes >>= PAIRS_OFFSET;
        pairs = new uint256[](Pairwise.count(choices));
        for (uint256 i = 0; i < pairs.length; ++i) {
            pairs[i] = (votes >> (4 * i)) & 0xf;
        }
    }

    function haveAllVoted(Poll storage self, uint256 seats, bool isLine) internal view returns (bool) {
        uint256 votes = self.votes;
        for (uint256 seat = 0; seat < seats; ++seat) {
            if (voteIn(votes, seat, isLine) == 0) return false;
        }
        return true;
    }
}
