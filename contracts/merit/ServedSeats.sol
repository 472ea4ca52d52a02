// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {LINE} from "../court/CaseTypes.sol";
import {Panels} from "../court/Panel.sol";
import {Polls} from "../court/Poll.sol";
import {Tallies} from "../court/Tally.sol";

/// @title  ServedSeats
/// @notice Reads from a case, as {ICourt-caseWords} gives it, who revealed a vote in a round.
library ServedSeats {
    /// @dev Where the first word of a case holds its marks, its choices and how many rounds it has.
    uint256 private constant KIND_AT = 208;
    uint256 private constant CHOICES_AT = 216;
    uint256 private constant ROUNDS_AT = 224;

    /// @dev How many words a case has before the counters of its plenary, and a round without the funds of its sides.
    uint256 private constant CASE_WORDS = 4;
    uint256 private constant ROUND_WORDS = 6;

    /// @dev Where the words of a round hold its panel and its votes, and how the panel's are divided.
    uint256 private constant HEAD = 0;
    uint256 private constant TAIL = 1;
    uint256 private constant POLL = 4;
    uint256 private constant SEATS_AT = 160;
    uint256 private constant HEAD_SEATS = 5;

    /// @dev The jurors of a round, by seat.
    /// @return citizenIds Who sat on each seat and revealed a vote; 0 for whoever revealed none.
    /// @return served How many did.
    /// @return servedAt From when on they could, in seconds since 1970.
    function of_(uint256[] memory words, uint256 round)
        internal
        pure
        returns (uint256[] memory citizenIds, uint256 served, uint256 servedAt)
    {
        uint256 choices = uint8(words[0] >> CHOICES_AT);
        if (round >= uint8(words[0] >> ROUNDS_AT)) return (citizenIds, 0, 0);
        bool isLine = (words[0] >> KIND_AT) & LINE != 0;
        uint256 first = CASE_WORDS + Tallies.wordsFor(choices) + round * (ROUND_WORDS + choices + 1);
        (uint256 head, uint256 votes) = (words[first + HEAD], uint192(words[first + POLL]));
        citizenIds = new uint256[](uint8(head >> SEATS_AT));
        for (uint256 seat = 0; seat < citizenIds.length; ++seat) {
            if (Polls.voteIn(votes, seat, isLine) == 0) continue;
            citizenIds[seat] = seat < HEAD_SEATS
                ? uint32(head >> (32 * seat))
                : uint32(words[first + TAIL] >> (32 * (seat - HEAD_SEATS)));
            ++served;
        }
        servedAt = Panels.commitEndIn(head);
    }
}
