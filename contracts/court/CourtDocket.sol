// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {CourtRounds} from "./CourtRounds.sol";
import {Docket, Phase, Round, Seat, Side} from "./Docket.sol";
import {ICourt} from "./ICourt.sol";
import {Panel, Panels} from "./Panel.sol";

/// @title  CourtDocket
/// @notice A case as a reader sees it, in one call.
/// @dev For calls from outside the chain: reads everything.
abstract contract CourtDocket is CourtRounds {
    using Panels for Panel;

    /// @inheritdoc ICourt
    function docket(uint256 caseId) external view returns (Docket memory d) {
        Case storage c = _cases[caseId];
        Phase phase = phaseOf(caseId);
        require(phase != Phase.None, Court_WrongPhase(caseId, phase));

        d.arbitrable = c.arbitrable;
        d.lane = c.lane;
        d.choices = c.choices;
        d.phase = phase;
        d.endsAt = _endOf(caseId, c, phase);
        d.ruling = c.ruling;
        d.appealCost = phase == Phase.Appeal ? _costAfter(_lastRound(caseId, c)) : type(uint256).max;
        d.excused = _excusedIn(c);
        d.rounds = new Round[](c.roundCount);
        for (uint256 i = 0; i < d.rounds.length; ++i) {
            _describe(d.rounds[i], caseId, _rounds[caseId][i], c.choices);
        }
    }

    function _describe(Round memory view_, uint256 caseId, RoundRecord storage r, uint256 choices) private view {
        view_.size = _sizeOf(r.tier);
        view_.isRedraw = r.isRedraw;
        view_.fees = r.fees;
        view_.frozenAt = r.frozenAt;
        view_.randomness = _sources[r.source];
        view_.requestId = r.requestId;
        view_.tries = r.tries;
        view_.seatsWanted = r.seatsWanted;
        view_.commitEndsAt = r.panel.commitEndsAt();
        view_.revealEndsAt = r.panel.revealEndsAt();
        view_.hasRuling = r.hasRuling;
        view_.ruling = r.ruling;
        view_.isSettled = r.isSettled;
        view_.ballots = new uint256[](choices + 1);
        _describePanel(view_, r);
        if (r.tier != PLENARY) {
            view_.sides = _sidesOf(r, choices);
            return;
        }
        for (uint256 choice = 0; choice <= choices; ++choice) {
            view_.ballots[choice] = _plenaries[caseId].ballots[choice];
        }
    }

    function _describePanel(Round memory view_, RoundRecord storage r) private view {
        uint256[] memory citizenIds = r.panel.citizens();
        view_.panel = new Seat[](citizenIds.length);
        for (uint256 i = 0; i < citizenIds.length; ++i) {
            Seat memory seat = view_.panel[i];
            uint256 vote = uint8(r.votes >> (8 * i));
            seat.citizenId = citizenIds[i];
            seat.hasCommitted = r.panel.commitments[i] != 0;
            if (vote == 0) continue;
            seat.hasVoted = true;
            seat.choice = vote - 1;
            ++view_.ballots[vote - 1];
        }
    }

    /// @dev The sides of an appeal that anyone contributed to.
    function _sidesOf(RoundRecord storage r, uint256 choices) private view returns (Side[] memory sides) {
        sides = new Side[](choices + 1);
        uint256 count = 0;
        for (uint256 choice = 0; choice <= choices; ++choice) {
            uint256 raised = r.raised[choice];
            if (raised != 0) sides[count++] = Side(choice, raised, _needOf(r, choice));
        }
        assembly ("memory-safe") {
            mstore(sides, count)
        }
    }
}
