// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IArbitrable} from "../standards/IArbitrable.sol";
import {Track, Phase} from "./CaseTypes.sol";
import {CourtRecords} from "./CourtRecords.sol";
import {Draw, Draws} from "./Draw.sol";
import {Fund, Funds} from "./Fund.sol";
import {Poll, Polls} from "./Poll.sol";

/// @title  CourtRounds
/// @notice How a round opens, and how a case ends.
/// @dev INVARIANTS   JUST-4 [end]: anyone can end each phase: one with an end by {advance}, the draw by {draw} once the
///                   seed is known. A case has at most seven rounds: two panels of each size, and the plenary.
abstract contract CourtRounds is CourtRecords {
    using Draws for Draw;
    using Funds for Fund;
    using Polls for Poll;

    /// @dev Opens a round with an evidence phase.
    function _openRound(uint256 caseId, Case storage c, uint256 tier, uint256 fees) internal {
        uint256 endsAt = block.timestamp + _ofTrack(c.track, EVIDENCE_PERIOD);
        _enter(c, Phase.Evidence, endsAt);
        emit RoundOpened(caseId, c.roundCount, Polls.sizeOf(tier), endsAt);
        _writeRound(caseId, c, tier, false, fees);
    }

    /// @dev Opens the next round after an appeal.
    /// @param isContested Whether contributors paid for the appeal, rather than the arbitrable.
    function _openAppeal(uint256 caseId, Case storage c, RoundRecord storage r, bool isContested) internal {
        r.fund.setContested(isContested);
        emit AppealDecision(caseId, IArbitrable(c.arbitrable));
        _openRound(caseId, c, r.poll.tier + 1, r.poll.costAfter());
    }

    /// @dev Opens a round without an evidence phase, after a panel of which too few voted.
    function _openRedraw(uint256 caseId, Case storage c, uint256 tier, bool isRedraw, uint256 fees)
        internal
        returns (RoundRecord storage)
    {
        emit RoundOpened(caseId, c.roundCount, Polls.sizeOf(tier), 0);
        return _writeRound(caseId, c, tier, isRedraw, fees);
    }

    function _decide(uint256 caseId, Case storage c) internal {
        _enter(c, Phase.Final, 0);
        emit CaseDecided(caseId, c.ruling);
    }

    function _writeRound(uint256 caseId, Case storage c, uint256 tier, bool isRedraw, uint256 fees)
        private
        returns (RoundRecord storage r)
    {
        r = _addRound(caseId, c);
        Track track = c.track;
        r.draw
            .setTerms({
                commitPeriod: _ofTrack(track, COMMIT_PERIOD),
                revealPeriod: _ofTrack(track, REVEAL_PERIOD),
                plenaryPeriod: _current(PLENARY_PERIOD),
                plenaryQuorum: _current(PLENARY_QUORUM)
            });
        r.poll
            .setTerms({
                tier: tier,
                panelQuorum: _current(PANEL_QUORUM),
                noShowPenalty: ROLL.noShowPenalty(),
                appealPeriod: _ofTrack(track, APPEAL_PERIOD),
                seatFee: _ofTrack(track, SEAT_FEE)
            });
        r.fund.open(fees, isRedraw);
    }
}
