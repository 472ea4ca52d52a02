// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice The rules of a case, written as it opens, for all its rounds. One slot.
/// @param evidencePeriod How long a round hears evidence, in seconds.
/// @param commitPeriod How long a panel then commits its votes, in seconds.
/// @param revealPeriod How long it then reveals them, in seconds.
/// @param appealPeriod How long a ruling can be appealed against, in seconds.
/// @param plenaryPeriod How long the plenary votes, in seconds.
/// @param seatFee The cost of a seat, in gwei.
/// @param noShowPenalty The part of the bond that an absent juror loses, in basis points.
/// @param panelQuorum The part of the seats that has to vote, in basis points.
/// @param plenaryQuorum The part of the citizens that has to vote in the plenary, in basis points.
struct CaseTerms {
    uint32 evidencePeriod;
    uint32 commitPeriod;
    uint32 revealPeriod;
    uint32 appealPeriod;
    uint32 plenaryPeriod;
    uint48 seatFee;
    uint16 noShowPenalty;
    uint16 panelQuorum;
    uint16 plenaryQuorum;
}

/// @title  Prices
/// @notice What the rounds of a case cost.
library Prices {
    /// @dev The cost of a round of a size, in wei.
    function costOf(CaseTerms storage self, uint256 size) internal view returns (uint256) {
        return uint256(self.seatFee) * 1 gwei * size;
    }
}
