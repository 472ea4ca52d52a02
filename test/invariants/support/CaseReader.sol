// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Phase} from "../../../contracts/court/CaseTypes.sol";
import {ICourt} from "../../../contracts/court/ICourt.sol";

struct Seat {
    uint256 citizenId;
    bool hasVoted;
}

struct Round {
    uint256 size;
    uint256 requestId;
    uint256 commitEndsAt;
    uint256 revealEndsAt;
    Seat[] panel;
    uint256 voted;
    bool hasRuling;
    uint256 ruling;
    bool isSettled;
}

struct CaseView {
    uint256 kind;
    uint256 choices;
    Phase phase;
    uint256 endsAt;
    uint256 appealCost;
    Round[] rounds;
}

/// Unpacks a case as the court stores it.
library CaseReader {
    uint256 private constant CASE_WORDS = 4;
    uint256 private constant ROUND_WORDS = 6;

    function read(ICourt court, uint256 caseId) internal view returns (CaseView memory d) {
        uint256[] memory words = court.caseWords(caseId);
        uint256 word = words[0];
        d.kind = uint8(word >> 208);
        d.choices = uint8(word >> 216);
        (d.phase, d.endsAt,,) = court.hearing(caseId);
        d.appealCost = court.appealCost(caseId, "");
        d.rounds = new Round[](uint8(word >> 224));
        uint256 next = CASE_WORDS + 4 + d.choices / 10;
        for (uint256 i = 0; i < d.rounds.length; ++i) {
            _unpack(d.rounds[i], words, next, d.kind & 2 != 0);
            next += ROUND_WORDS + d.choices + 1;
        }
    }

    function _unpack(Round memory r, uint256[] memory words, uint256 next, bool isLine) private pure {
        (uint256 head, uint256 tail, uint256 poll) = (words[next], words[next + 1], words[next + 4]);
        r.commitEndsAt = uint40(head >> 168);
        r.revealEndsAt = uint40(head >> 208);
        r.requestId = uint32(words[next + 3] >> 32);
        r.size = uint8(poll >> 192);
        r.hasRuling = uint8(poll >> 200) != 0;
        r.ruling = uint8(poll >> 208);
        r.isSettled = uint8(poll >> 224) != 0;
        r.panel = new Seat[](uint8(head >> 160));
        for (uint256 seat = 0; seat < r.panel.length; ++seat) {
            uint256 citizenId = seat < 5 ? head >> (32 * seat) : tail >> (32 * (seat - 5));
            uint256 vote = isLine ? uint8(poll >> (8 * seat)) : (poll >> (4 * seat)) & 0xf;
            r.panel[seat] = Seat(uint32(citizenId), vote != 0);
            if (vote != 0) ++r.voted;
        }
    }
}
