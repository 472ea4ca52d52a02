// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Phase} from "./CaseTypes.sol";
import {CourtDraws} from "./CourtDraws.sol";
import {ICourt} from "./ICourt.sol";
import {Panel, Panels} from "./Panel.sol";
import {Polls} from "./Poll.sol";

/// @title  CourtViews
/// @notice Reads a whole case in one call, as it is stored: the reader unpacks it.
/// @dev For calls from off the chain: the cost grows with the case.
abstract contract CourtViews is CourtDraws {
    using Panels for Panel;

    /// @dev How many words a case has, and how many a round without its sides.
    uint256 private constant CASE_WORDS = 4;
    uint256 private constant ROUND_WORDS = 6;

    /// @inheritdoc ICourt
    function caseWords(uint256 caseId) external view returns (uint256[] memory words) {
        Case storage c = _caseOf(caseId);
        if (c.phase == Phase.None) _refusePhase(caseId);

        (uint256 rounds, uint256 choices) = (c.roundCount, c.choices);
        uint256 next = CASE_WORDS + _tallyWords(choices);
        words = new uint256[](next + rounds * (ROUND_WORDS + choices + 1));
        uint256 slot;
        assembly ("memory-safe") {
            slot := c.slot
        }
        _copy(words, 0, slot, CASE_WORDS);
        for (uint256 i = CASE_WORDS; i < next; ++i) {
            words[i] = _tallyWord(caseId, i - CASE_WORDS);
        }
        for (uint256 round = 0; round < rounds; ++round) {
            RoundRecord storage r = _roundOf(caseId, round);
            assembly ("memory-safe") {
                slot := r.slot
            }
            _copy(words, next, slot, ROUND_WORDS - 1);
            // Where the commitments' mapping has its slot, which holds nothing.
            for (uint256 seat = 0; seat < Polls.LARGE; ++seat) {
                if (r.panel.commitmentAt(seat) != 0) words[next + 2] |= 1 << seat;
            }
            next += ROUND_WORDS;
            words[next - 1] = uint160(address(_sourceOf(r.draw)));
            for (uint256 choice = 0; choice <= choices; ++choice) {
                words[next++] = r.fund.raised[choice];
            }
        }
    }

    function _copy(uint256[] memory words, uint256 next, uint256 slot, uint256 count) private view {
        for (uint256 i = 0; i < count; ++i) {
            uint256 word;
            assembly ("memory-safe") {
                word := sload(add(slot, i))
            }
            words[next + i] = word;
        }
    }
}
