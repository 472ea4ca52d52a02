// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IArbitrable} from "../standards/IArbitrable.sol";
import {CasePrices, OpenCases} from "../kernel/OpenCases.sol";
import {COUNTED, Phase, Track} from "./CaseTypes.sol";
import {CaseTerms, Prices} from "./CaseTerms.sol";
import {CourtRecords} from "./CourtRecords.sol";
import {Draw, Draws} from "./Draw.sol";
import {Fund, Funds} from "./Fund.sol";
import {Poll, Polls} from "./Poll.sol";

/// @title  CourtRounds
/// @notice How a round opens, and how a case ends.
/// @dev INVARIANTS   JUST-4 [end]: anyone can end each phase: one with an end by {advance}, the draw by {draw} once the
///                   seed is known. A case has at most five rounds: two panels of each size, and the plenary.
///                   JUST-14 [open cases]: a contract's k-th open case costs 2^(k-1) times the base price. It is open until its
///                   ruling is final. Whoever holds the role of bringers pays the base price.
abstract contract CourtRounds is CourtRecords {
    using Prices for CaseTerms;
    using Draws for Draw;
    using Funds for Fund;
    using Polls for Poll;

    // [open cases]
    OpenCases internal _openCases;

    /// @dev Writes the rules of a case, and opens its first round.
    function _openFirst(uint256 caseId, Case storage c, Track track, uint256 size)
        internal
        returns (RoundRecord storage)
    {
        c.terms = CaseTerms({
            evidencePeriod: uint32(_ofTrack(track, EVIDENCE_PERIOD)),
            commitPeriod: uint32(_ofTrack(track, COMMIT_PERIOD)),
            revealPeriod: uint32(_ofTrack(track, REVEAL_PERIOD)),
            appealPeriod: uint32(_ofTrack(track, APPEAL_PERIOD)),
            plenaryPeriod: uint32(_current(PLENARY_PERIOD)),
            seatFee: uint48(_ofTrack(track, SEAT_FEE)),
            noShowPenalty: uint16(ROLL.noShowPenalty()),
            panelQuorum: uint16(_current(PANEL_QUORUM)),
            plenaryQuorum: uint16(_current(PLENARY_QUORUM))
        });
        return _openWithEvidence(caseId, c, size);
    }

    /// @dev Opens the next round after an appeal.
    /// @param isContested Whether contributors paid for the appeal, rather than the arbitrable.
    function _openAppeal(uint256 caseId, Case storage c, RoundRecord storage r, bool isContested) internal {
        r.fund.setContested(isContested);
        emit AppealDecision(caseId, IArbitrable(c.arbitrable));
        _openNext(caseId, c, r, _sizeAfter(c, r));
    }

    /// @dev Opens a round with evidence after another.
    function _openNext(uint256 caseId, Case storage c, RoundRecord storage r, uint256 size) internal {
        RoundRecord storage next = _openWithEvidence(caseId, c, size);
        next.draw.openAfter(r.draw, c.terms.costOf(size));
    }

    /// @dev Opens a round without an evidence phase, after a panel of which too few voted.
    function _openRedraw(uint256 caseId, Case storage c, RoundRecord storage r, uint256 size, uint256 fees)
        internal
        returns (RoundRecord storage next)
    {
        emit RoundOpened(caseId, c.roundCount, size, 0);
        next = _addRound(caseId, c);
        next.poll.open(size, true);
        next.draw.openAfter(r.draw, fees);
    }

    /// @dev The ruling is final from the end of its last phase on, whenever somebody says so.
    function _decide(uint256 caseId, Case storage c) internal {
        _enter(c, Phase.Final, Math.min(block.timestamp, c.endsAt));
        if (_is(c, COUNTED)) _openCases.end(CasePrices.personOf(0, c.arbitrable));
        emit CaseDecided(caseId, c.ruling);
    }

    /// @dev The cost of the round after one, in wei.
    function _costAfter(Case storage c, RoundRecord storage r) internal view returns (uint256) {
        return c.terms.costOf(_sizeAfter(c, r));
    }

    /// @dev The size of the round to which an appeal leads: 11, and then the plenary. To end a citizenship two panels have to agree
    /// without an appeal, so that one leads to the plenary.
    function _sizeAfter(Case storage c, RoundRecord storage r) private view returns (uint256) {
        return r.poll.size < Polls.LARGE && !_takesTwoPanels(c) ? Polls.LARGE : Polls.PLENARY;
    }

    /// @dev The amount that a side of the appeal needs, in wei: the cost and a stake. The stake is once the cost for the ruling's own
    /// side, and twice the cost for any other.
    function _needOf(Case storage c, RoundRecord storage r, uint256 choice) internal view returns (uint256) {
        return _costAfter(c, r) * (choice == r.poll.ruling ? 2 : 3);
    }

    function _isFunded(Case storage c, RoundRecord storage r, uint256 choice) internal view returns (bool) {
        return r.fund.raised[choice] >= _needOf(c, r, choice);
    }

    function _openWithEvidence(uint256 caseId, Case storage c, uint256 size) private returns (RoundRecord storage r) {
        uint256 endsAt = block.timestamp + c.terms.evidencePeriod;
        _enter(c, Phase.Evidence, endsAt);
        emit RoundOpened(caseId, c.roundCount, size, endsAt);
        r = _addRound(caseId, c);
        r.poll.open(size, false);
    }
}
