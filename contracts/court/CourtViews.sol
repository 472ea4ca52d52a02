// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Docket, Phase, Round, Seat, Side} from "./CaseTypes.sol";
import {CourtDraws} from "./CourtDraws.sol";
import {Draw} from "./Draw.sol";
import {Fund} from "./Fund.sol";
import {ICourt} from "./ICourt.sol";
import {Panel, Panels} from "./Panel.sol";
import {Poll, Polls} from "./Poll.sol";

/// @title  CourtViews
/// @notice A case as a reader sees it, in one call.
/// @dev For calls from outside the chain: reads everything.
abstract contract CourtViews is CourtDraws {
    using Panels for Panel;
    using Polls for Poll;

    /// @inheritdoc ICourt
    function docket(uint256 caseId) external view returns (Docket memory d) {
        Case storage c = _caseOf(caseId);
        Phase phase = phaseOf(caseId);
        require(phase != Phase.None, Court_WrongPhase(caseId, phase));

        d.arbitrable = c.arbitrable;
        d.lane = c.lane;
        d.choices = c.choices;
        d.phase = phase;
        d.endsAt = _endOf(caseId, c, phase);
        d.ruling = c.ruling;
        d.appealCost = phase == Phase.Appeal ? _lastRound(caseId, c).poll.costAfter() : type(uint256).max;
        d.excused = _excusedIn(c);
        d.rounds = new Round[](c.roundCount);
        for (uint256 i = 0; i < d.rounds.length; ++i) {
            _describe(d.rounds[i], caseId, _roundOf(caseId, i), c.choices);
        }
    }

    function _describe(Round memory view_, uint256 caseId, RoundRecord storage r, uint256 choices) private view {
        view_.isRedraw = r.fund.isRedraw;
        view_.fees = r.fund.fees;
        view_.isSettled = r.fund.isSettled;
        view_.ballots = new uint256[](choices + 1);
        _describeDraw(view_, r.draw);
        _describePanel(view_, r.panel, r.poll.votes);
        _describePoll(view_, r.poll);
        if (r.poll.tier != Polls.PLENARY) {
            view_.sides = _sidesOf(r, choices);
            return;
        }
        for (uint256 choice = 0; choice <= choices; ++choice) {
            view_.ballots[choice] = _plenaryVotesFor(caseId, choice);
        }
    }

    function _describeDraw(Round memory view_, Draw storage d) private view {
        view_.frozenAt = d.frozenAt;
        view_.randomness = _sourceOf(d);
        view_.requestId = d.requestId;
        view_.tries = d.tries;
        view_.seatsWanted = d.seatsWanted;
    }

    function _describePanel(Round memory view_, Panel storage panel, uint256 votes) private view {
        view_.commitEndsAt = panel.commitEndsAt();
        view_.revealEndsAt = panel.revealEndsAt();
        uint256[] memory citizenIds = panel.citizens();
        view_.panel = new Seat[](citizenIds.length);
        for (uint256 i = 0; i < citizenIds.length; ++i) {
            Seat memory seat = view_.panel[i];
            uint256 vote = Polls.voteIn(votes, i);
            seat.citizenId = citizenIds[i];
            seat.hasCommitted = panel.commitmentAt(i) != 0;
            if (vote == 0) continue;
            seat.hasVoted = true;
            seat.choice = vote - 1;
            ++view_.ballots[vote - 1];
        }
    }

    function _describePoll(Round memory view_, Poll storage poll) private view {
        view_.size = Polls.sizeOf(poll.tier);
        view_.hasRuling = poll.hasRuling;
        view_.ruling = poll.ruling;
    }

    /// @dev The sides of an appeal that anyone contributed to.
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
