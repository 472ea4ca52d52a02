// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {CaseView, Phase, Round, Seat, Side} from "./CaseTypes.sol";
import {CourtDraws} from "./CourtDraws.sol";
import {Draw, Draws} from "./Draw.sol";
import {Fund} from "./Fund.sol";
import {ICourt} from "./ICourt.sol";
import {Panel, Panels} from "./Panel.sol";
import {Poll, Polls} from "./Poll.sol";

/// @title  CourtViews
/// @notice Reads a whole case in one call.
/// @dev For calls from off the chain: the cost grows with the case.
abstract contract CourtViews is CourtDraws {
    using Draws for Draw;
    using Panels for Panel;

    /// @inheritdoc ICourt
    function caseView(uint256 caseId) external view returns (CaseView memory view_) {
        Case storage c = _caseOf(caseId);
        Phase phase = phaseOf(caseId);
        require(phase != Phase.None, Court_WrongPhase(caseId, phase));

        view_.arbitrable = c.arbitrable;
        view_.track = _trackOf(c);
        view_.isLine = _isLine(c);
        view_.choices = c.choices;
        view_.phase = phase;
        view_.endsAt = _endOf(caseId, c, phase);
        view_.ruling = c.ruling;
        view_.appealCost = phase == Phase.Appeal ? _costAfter(c, _lastRound(caseId, c)) : type(uint256).max;
        view_.excused = _excusedIn(c);
        view_.rounds = new Round[](c.roundCount);
        for (uint256 i = 0; i < view_.rounds.length; ++i) {
            _describe(view_.rounds[i], caseId, c, _roundOf(caseId, i));
        }
    }

    function _describe(Round memory round, uint256 caseId, Case storage c, RoundRecord storage r) private view {
        _describeDraw(round, r.draw);
        _describePoll(round, r.poll);
        _describePanel(round, c, r);
        if (r.poll.size == Polls.PLENARY) _describePlenary(round, caseId, c);
        else round.sides = _sidesOf(c, r);
    }

    function _describeDraw(Round memory round, Draw storage d) private view {
        round.fees = d.feesOf();
        round.frozenAt = d.frozenAt;
        round.randomness = _sourceOf(d);
        round.requestId = d.requestId;
        round.tries = d.tries;
    }

    function _describePoll(Round memory round, Poll storage poll) private view {
        round.size = poll.size;
        round.isRedraw = poll.isRedraw;
        round.isSettled = poll.isSettled;
        round.hasRuling = poll.hasRuling;
        round.ruling = poll.ruling;
    }

    function _describePanel(Round memory round, Case storage c, RoundRecord storage r) private view {
        (Panel storage panel, uint256 votes, bool isLine) = (r.panel, r.poll.votes, _isLine(c));
        round.commitEndsAt = panel.commitEndsAt();
        round.revealEndsAt = panel.revealEndsAt();
        round.ballots = new uint256[](uint256(c.choices) + 1);
        if (!isLine) round.pairs = Polls.pairsIn(votes, c.choices);
        uint256[] memory citizenIds = panel.citizens();
        round.panel = new Seat[](citizenIds.length);
        for (uint256 i = 0; i < citizenIds.length; ++i) {
            Seat memory seat = round.panel[i];
            uint256 vote = Polls.voteIn(votes, i, isLine);
            seat.citizenId = citizenIds[i];
            seat.hasCommitted = panel.commitmentAt(i) != 0;
            if (vote == 0) continue;
            seat.hasVoted = true;
            seat.choice = vote - 1;
            ++round.voted;
            ++round.ballots[vote - 1];
        }
    }

    function _describePlenary(Round memory round, uint256 caseId, Case storage c) private view {
        uint256[] memory counts;
        (counts, round.voted) = _countsOf(caseId, c);
        if (_isLine(c)) round.ballots = counts;
        else (round.ballots, round.pairs) = (new uint256[](0), counts);
    }

    /// @dev The sides of the appeal that have contributions.
    function _sidesOf(Case storage c, RoundRecord storage r) private view returns (Side[] memory sides) {
        (Fund storage fund, uint256 choices) = (r.fund, c.choices);
        sides = new Side[](choices + 1);
        uint256 count = 0;
        for (uint256 choice = 0; choice <= choices; ++choice) {
            uint256 raised = fund.raised[choice];
            if (raised != 0) sides[count++] = Side(choice, raised, _needOf(c, r, choice));
        }
        assembly ("memory-safe") {
            mstore(sides, count)
        }
    }
}
