// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IArbitrable} from "../standards/IArbitrable.sol";
import {CourtPurse} from "./CourtPurse.sol";
import {Lane, Phase} from "./Docket.sol";
import {ICourt} from "./ICourt.sol";
import {Panel, Panels} from "./Panel.sol";
import {IRandomness} from "../randomness/IRandomness.sol";

/// @title  CourtRounds
/// @notice How a case goes from round to round, to its last word.
/// @dev INVARIANTS   JUST-4 [end]: each phase can be left by somebody's act: those with an end by {advance}, the draw
///                   by the seed and {draw}. A case has at most seven rounds: two panels of each size, and the plenary.
abstract contract CourtRounds is CourtPurse {
    using Panels for Panel;

    /// @inheritdoc ICourt
    function advance(uint256 caseId) external {
        Case storage c = _cases[caseId];
        Phase phase = phaseOf(caseId);
        require(c.endsAt != 0, Court_WrongPhase(caseId, phase));
        require(
            block.timestamp >= c.endsAt || (phase == Phase.Reveal && _allVoted(_lastRound(caseId, c))),
            Court_PhaseNotOver(caseId, phase, _endOf(caseId, c, phase))
        );

        RoundRecord storage r = _lastRound(caseId, c);
        if (phase == Phase.Evidence) _beginDraw(caseId, c, r);
        else if (phase == Phase.Reveal) _closeVotes(caseId, c, r);
        else if (phase == Phase.Plenary) _closePlenary(caseId, c, r);
        else if (r.isChallenged) _openAppeal(caseId, c, r, true);
        else _decide(caseId, c);
    }

    /* OPENING */

    /// @dev Opens a round that hears evidence first.
    function _openRound(uint256 caseId, Case storage c, uint256 tier, uint256 fees) internal {
        uint256 endsAt = block.timestamp + _ofLane(c.lane, EVIDENCE_PERIOD);
        c.phase = Phase.Evidence;
        c.endsAt = uint40(endsAt);
        emit RoundOpened(caseId, c.roundCount, _sizeOf(tier), endsAt);
        _writeRound(caseId, c, tier, false, fees);
    }

    /// @dev Opens the round that an appeal brought.
    /// @param isContested Whether the sides raised its cost, rather than that the arbitrable paid it.
    function _openAppeal(uint256 caseId, Case storage c, RoundRecord storage r, bool isContested) internal {
        r.isContested = isContested;
        emit AppealDecision(caseId, IArbitrable(c.arbitrable));
        _openRound(caseId, c, r.tier + 1, _costAfter(r));
    }

    function _writeRound(uint256 caseId, Case storage c, uint256 tier, bool isRedraw, uint256 fees)
        private
        returns (RoundRecord storage r)
    {
        r = _rounds[caseId][c.roundCount++];
        Lane lane = c.lane;
        // Within their types by the bounds that the constructor checks.
        r.commitPeriod = uint32(_ofLane(lane, COMMIT_PERIOD));
        r.revealPeriod = uint32(_ofLane(lane, REVEAL_PERIOD));
        r.appealPeriod = uint32(_ofLane(lane, APPEAL_PERIOD));
        r.panelQuorum = uint16(_loadProvision(PANEL_QUORUM).current());
        r.noShowPenalty = uint16(ROLL.noShowPenalty());
        r.seatFee = uint48(_ofLane(lane, SEAT_FEE));
        r.tier = uint8(tier);
        r.isRedraw = isRedraw;
        r.fees = SafeCast.toUint96(fees);
        r.plenaryPeriod = uint32(_loadProvision(PLENARY_PERIOD).current());
        r.plenaryQuorum = uint16(_loadProvision(PLENARY_QUORUM).current());
    }

    /// @dev Freezes the roll, and asks for a seed that cannot be known yet.
    function _beginDraw(uint256 caseId, Case storage c, RoundRecord storage r) private {
        (uint256 positions, uint256 jurors) = ROLL.size();
        if (r.tier == PLENARY || jurors == 0) return _openPlenary(caseId, c, r);

        // The odd number at or below what there is.
        uint256 seats = Math.min(_sizeOf(r.tier), (jurors - 1) | 1);
        uint256 source = _lastSource;
        IRandomness randomness_ = _sources[source];
        uint256 requestId = randomness_.request();
        c.phase = Phase.Draw;
        c.endsAt = 0;
        r.frozenAt = uint32(block.timestamp);
        r.positions = uint32(positions);
        r.requestId = SafeCast.toUint32(requestId);
        r.seatsWanted = uint8(seats);
        r.source = SafeCast.toUint16(source);
        if (_hasOthers(caseId, c, jurors, seats)) r.passesOver = true;
        emit RollFrozen(caseId, c.roundCount - 1, randomness_, requestId, positions, seats);
    }

    /// @dev Whether the roll can do without those who sat in the case before, so that nobody looks again at what they decided: it
    /// has at least twice as many others as are wanted, so that a small nation's panels stay full.
    function _hasOthers(uint256 caseId, Case storage c, uint256 jurors, uint256 seats) private view returns (bool) {
        uint256 earlier = 0;
        for (uint256 round = c.roundCount - 1; round != 0; --round) {
            earlier += _rounds[caseId][round - 1].panel.seats();
        }
        return earlier != 0 && jurors >= earlier + 2 * seats;
    }

    function _openPlenary(uint256 caseId, Case storage c, RoundRecord storage r) internal {
        uint256 endsAt = block.timestamp + r.plenaryPeriod;
        r.tier = uint8(PLENARY);
        r.frozenAt = uint32(block.timestamp);
        c.phase = Phase.Plenary;
        c.endsAt = uint40(endsAt);
        emit PlenaryOpened(caseId, c.roundCount - 1, block.timestamp, endsAt);
    }

    /* CLOSING */

    function _closeVotes(uint256 caseId, Case storage c, RoundRecord storage r) private {
        uint256[] memory citizenIds = r.panel.citizens();
        uint256 seats = citizenIds.length;
        uint256[] memory tally = new uint256[](uint256(c.choices) + 1);
        uint256 absent = 0;
        for (uint256 seat = 0; seat < seats; ++seat) {
            uint256 vote = uint8(r.votes >> (8 * seat));
            if (vote != 0) ++tally[vote - 1];
            else citizenIds[absent++] = citizenIds[seat];
        }

        uint256 voted = seats - absent;
        assembly ("memory-safe") {
            mstore(citizenIds, absent)
        }
        if (absent != 0) ROLL.penalize(citizenIds, r.noShowPenalty);

        bool hasQuorum = voted != 0 && voted * 100_00 >= seats * r.panelQuorum;
        if (hasQuorum) {
            uint8 ruling = uint8(_mostOf(tally));
            r.hasRuling = true;
            r.ruling = ruling;
            c.ruling = ruling;
            c.phase = Phase.Appeal;
            c.endsAt = uint40(block.timestamp + r.appealPeriod);
            emit AppealPossible(caseId, IArbitrable(c.arbitrable));
        }
        emit RoundClosed(caseId, c.roundCount - 1, hasQuorum, c.ruling);
        // After the roll is rid of those who did not show up, so that the new draw does not count on them.
        if (!hasQuorum) _replacePanel(caseId, c, r, voted, seats);
    }

    /// @dev Too few voted: another panel of the size, or of the next one if that was the second. Who voted keeps a share of the
    /// fees, and the others' go to the new panel.
    function _replacePanel(uint256 caseId, Case storage c, RoundRecord storage r, uint256 voted, uint256 seats)
        private
    {
        uint256 kept = uint256(r.fees) * voted / seats;
        uint256 carried = r.fees - kept;
        uint256 tier = r.isRedraw ? r.tier + 1 : r.tier;
        r.fees = uint96(kept);
        emit RoundOpened(caseId, c.roundCount, _sizeOf(tier), 0);
        _beginDraw(caseId, c, _writeRound(caseId, c, tier, !r.isRedraw, carried));
    }

    function _closePlenary(uint256 caseId, Case storage c, RoundRecord storage r) private {
        PlenaryTally storage tally = _plenaries[caseId];
        uint256 citizens = IVotes(address(CITIZENSHIP)).getPastTotalSupply(r.frozenAt);
        bool hasQuorum = tally.votes != 0 && uint256(tally.votes) * 100_00 >= citizens * r.plenaryQuorum;
        if (hasQuorum) {
            uint8 ruling = tally.isTied ? 0 : tally.leader;
            r.hasRuling = true;
            r.ruling = ruling;
            c.ruling = ruling;
        }
        emit RoundClosed(caseId, c.roundCount - 1, hasQuorum, c.ruling);
        _decide(caseId, c);
    }

    function _decide(uint256 caseId, Case storage c) private {
        c.phase = Phase.Final;
        c.endsAt = 0;
        emit CaseDecided(caseId, c.ruling);
    }

    /* INTERNAL */

    /// @dev Until when a phase lasts, in seconds since 1970; 0 if that does not depend on the clock.
    function _endOf(uint256 caseId, Case storage c, Phase phase) internal view returns (uint256) {
        return phase == Phase.Commit ? _lastRound(caseId, c).panel.commitEndsAt() : c.endsAt;
    }

    function _allVoted(RoundRecord storage r) private view returns (bool) {
        uint256 votes = r.votes;
        for (uint256 left = r.panel.seats(); left != 0; --left) {
            if (uint8(votes) == 0) return false;
            votes >>= 8;
        }
        return true;
    }

    /// @dev The choice with the most votes; 0 if several have as many.
    function _mostOf(uint256[] memory tally) private pure returns (uint256 choice) {
        uint256 most = 0;
        for (uint256 i = 0; i < tally.length; ++i) {
            if (tally[i] > most) (most, choice) = (tally[i], i);
            else if (tally[i] == most) choice = 0;
        }
    }
}
