// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {CaseView, Phase, Round, Seat, Side} from "./CaseTypes.sol";
import {CourtDraws} from "./CourtDraws.sol";
import {Draw} from "./Draw.sol";
import {Fund} from "./Fund.sol";
import {ICourt} from "./ICourt.sol";
import {Panel, Panels} from "./Panel.sol";
import {Poll, Polls} from "./Poll.sol";

/// @title  CourtViews
/// @notice Reads a whole case in one call.
/// @dev For calls from off the chain: the cost grows with the case.
abstract contract CourtViews is CourtDraws {
    using Panels for Panel;
    using Polls for Poll;

    /// @inheritdoc ICourt
    function caseView(uint256 caseId) external view returns (CaseView memory view_) {
        Case storage c = _caseOf(caseId);
        Phase phase = phaseOf(caseId);
        require(phase != Phase.None, Court_WrongPhase(caseId, phase));

        view_.arbitrable = c.arbitrable;
        view_.track = c.track;
        view_.choices = c.choices;
        view_.phase = phase;
        view_.endsAt = _endOf(caseId, c, phase);
        view_.ruling = c.ruling;
        view_.appealCost = phase == Phase.Appeal ? _lastRound(caseId, c).poll.costAfter() : type(uint256).max;
        view_.excused = _excusedIn(c);
        view_.rounds = new Round[](c.roundCount);
        for (uint256 i = 0; i < view_.rounds.length; ++i) {
            _describe(view_.rounds[i], caseId, _roundOf(caseId, i), c.choices);
        }
    }

    function _describe(Round memory round, uint256 caseId, RoundRecord storage r, uint256 choices) private view {
        round.isRedraw = r.fund.isRedraw;
        round.fees = r.fund.fees;
        round.isSettled = r.fund.isSettled;
        round.ballots = new uint256[](choices + 1);
        _describeDraw(round, r.draw);
        _describePanel(round, r.panel, r.poll.votes);
        _describePoll(round, r.poll);
        if (r.poll.tier != Polls.PLENARY) {
            round.sides = _sidesOf(r, choices);
            return;
        }
        for (uint256 choice = 0; choice <= choices; ++choice) {
            round.ballots[choice] = _plenaryVotesFor(caseId, choice);
        }
    }

    function _describeDraw(Round memory round, Draw storage d) private view {
        round.frozenAt = d.frozenAt;
        round.randomness = _sourceOf(d);
        round.requestId = d.requestId;
        round.tries = d.tries;
        round.seatsWanted = d.seatsWanted;
    }

    function _describePanel(Round memory round, Panel storage panel, uint256 votes) private view {
        round.commitEndsAt = panel.commitEndsAt();
        round.revealEndsAt = panel.revealEndsAt();
        uint256[] memory citizenIds = panel.citizens();
        round.panel = new Seat[](citizenIds.length);
        for (uint256 i = 0; i < citizenIds.length; ++i) {
            Seat memory seat = round.panel[i];
            uint256 vote = Polls.voteIn(votes, i);
            seat.citizenId = citizenIds[i];
            seat.hasCommitted = panel.commitmentAt(i) != 0;
            if (vote == 0) continue;
            seat.hasVoted = true;
            seat.choice = vote - 1;
            ++round.ballots[vote - 1];
        }
    }

    function _describePoll(Round memory round, Poll storage poll) private view {
        round.size = Polls.sizeOf(poll.tier);
        round.hasRuling = poll.hasRuling;
        round.ruling = poll.ruling;
    }

    /// @dev The sides of the appeal that have contributions.
    function _sidesOf(RoundRecord storage r, uint256 choices) private view returns (Side[] memory sides) {
        (Poll storage poll, Fund storage fund) = (r.poll, r.fund);
        sides = new Side[](choices + 1);
        uint256 count = 0;
        for (uint256 choice = 0; choice <= choices; ++choice) {
            uint256 raised = fund.raised[choice];
            if (raised != 0) sides[count++] = Side(choice, raised, poll.needOf(choice));
        }
        assembly ("memory-safe") {
            mstore(sides, count)
        }
    }
}
