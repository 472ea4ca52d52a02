// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice The votes of a panel, the terms of their count, and its result. One slot, which {Polls} alone writes. The terms of an
///         appeal lie here, because they are read with the ruling.
/// @param votes The votes, one byte per seat, seat 0 lowest: the choice plus one, or 0 for none.
/// @param appealPeriod How long the ruling can be appealed against, in seconds.
/// @param panelQuorum The part of the seats that has to vote, in basis points.
/// @param noShowPenalty The part of the bond that an absent juror loses, in basis points.
/// @param seatFee The cost of a seat, in gwei.
/// @param tier 0 to 2 for panels of 3, 7 and 15; 3 for the plenary.
/// @param hasRuling Whether the round ended with a ruling.
/// @param ruling That ruling.
struct Poll {
    uint120 votes;
    uint32 appealPeriod;
    uint16 panelQuorum;
    uint16 noShowPenalty;
    uint48 seatFee;
    uint8 tier;
    bool hasRuling;
    uint8 ruling;
}

/// @title  Polls
/// @notice How votes are stored, and what the next round costs.
library Polls {
    uint256 internal constant PLENARY = 3;

    /// @dev The bounds that {CourtProvisions} checks keep the values within their types.
    function setTerms(
        Poll storage self,
        uint256 tier,
        uint256 panelQuorum,
        uint256 noShowPenalty,
        uint256 appealPeriod,
        uint256 seatFee
    ) internal {
        self.appealPeriod = uint32(appealPeriod);
        self.panelQuorum = uint16(panelQuorum);
        self.noShowPenalty = uint16(noShowPenalty);
        self.seatFee = uint48(seatFee);
        self.tier = uint8(tier);
    }

    /// @dev The round becomes a plenary, whatever its size was.
    function callPlenary(Poll storage self) internal {
        self.tier = uint8(PLENARY);
    }

    /// @dev Once for each seat.
    function record(Poll storage self, uint256 seat, uint256 choice) internal {
        self.votes |= uint120((choice + 1) << (8 * seat));
    }

    function setRuling(Poll storage self, uint256 ruling) internal {
        self.hasRuling = true;
        self.ruling = uint8(ruling);
    }

    /// @dev The vote of a seat: the choice plus one, or 0 for none.
    function voteIn(uint256 votes, uint256 seat) internal pure returns (uint256) {
        return uint8(votes >> (8 * seat));
    }

    function haveAllVoted(Poll storage self, uint256 seats) internal view returns (bool) {
        uint256 votes = self.votes;
        for (; seats != 0; --seats) {
            if (uint8(votes) == 0) return false;
            votes >>= 8;
        }
        return true;
    }

    /// @dev 3, 7, 15, and 31 for the plenary, which has this price and no seats.
    function sizeOf(uint256 tier) internal pure returns (uint256) {
        return (4 << tier) - 1;
    }

    /// @dev The cost of the next round, in wei, by the terms of this round.
    function costAfter(Poll storage self) internal view returns (uint256) {
        return uint256(self.seatFee) * 1 gwei * sizeOf(self.tier + 1);
    }

    /// @dev The amount that a side of the appeal needs, in wei: the cost and a stake. The stake is once the cost for the ruling's own
    /// side, and twice the cost for any other.
    function needOf(Poll storage self, uint256 choice) internal view returns (uint256) {
        return costAfter(self) * (choice == self.ruling ? 2 : 3);
    }
}
