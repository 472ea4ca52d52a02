// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IArbitrable} from "../standards/IArbitrable.sol";
import {CaseTerms, Prices} from "./CaseTerms.sol";
import {PANELS_ONLY, Phase} from "./CaseTypes.sol";
import {CourtDraws} from "./CourtDraws.sol";
import {Draw, Draws} from "./Draw.sol";
import {ICourt} from "./ICourt.sol";
import {Line} from "./Line.sol";
import {Pairwise} from "./Pairwise.sol";
import {Panel, Panels} from "./Panel.sol";
import {Poll, Polls} from "./Poll.sol";

/// @title  CourtVotes
/// @notice How a panel votes, and how its votes are counted.
/// @dev INVARIANTS   JUST-6: the ruling is the median, or the pairwise winner, of the votes counted. Between equals of a
///                   panel's rankings, the lot by its seed decides.
///                   JUST-13 [endings]: a citizenship ends by two panels of which 70 % each agreed, or by a constitutional
///                   plenary, and a newcomer's by the median of a panel.
///                   JUST-10 [sealed]: only its juror knows a vote in a panel before the commit phase ends.
abstract contract CourtVotes is CourtDraws {
    using Draws for Draw;
    using Panels for Panel;
    using Polls for Poll;
    using Prices for CaseTerms;

    /// @dev The part of a panel's seats that ends a citizenship, in basis points.
    uint256 private constant ENDING_SEATS = 70_00;

    /// @inheritdoc ICourt
    function commit(uint256 caseId, uint256 round, uint256 seat, bytes32 commitment) external {
        Panel storage panel = _roundOf(caseId, round).panel;
        uint256 head = panel.head;
        uint256 endsAt = Panels.commitEndIn(head);
        if (endsAt == 0) _refusePhase(caseId);
        _requireBefore(caseId, endsAt);
        uint256 citizenId = _requireOwnSeat(caseId, round, seat, panel, head);
        require(commitment != 0, Court_CommitmentEmpty(caseId));

        panel.setCommitment(seat, commitment);
        emit VoteCommitted(caseId, citizenId, commitment);
    }

    /// @inheritdoc ICourt
    function reveal(
        uint256 caseId,
        uint256 round,
        uint256 seat,
        uint256 choice,
        bytes32 salt,
        string calldata justification
    ) external {
        RoundRecord storage r = _roundOf(caseId, round);
        Panel storage panel = r.panel;
        uint256 head = panel.head;
        uint256 opensAt = Panels.commitEndIn(head);
        if (opensAt == 0 || block.timestamp < opensAt) _refusePhase(caseId);
        _requireBefore(caseId, Panels.revealEndIn(head));
        uint256 citizenId = _requireOwnSeat(caseId, round, seat, panel, head);
        require(
            panel.commitmentAt(seat) == commitmentOf(caseId, round, citizenId, choice, salt),
            Court_RevealMismatch(caseId, round, seat)
        );
        _requireShort(justification);

        panel.setCommitment(seat, 0);
        _record(caseId, r.poll, seat, choice);
        emit VoteRevealed(caseId, citizenId, round, choice, justification);
    }

    /// @inheritdoc ICourt
    function commitmentOf(uint256 caseId, uint256 round, uint256 citizenId, uint256 choice, bytes32 salt)
        public
        view
        returns (bytes32)
    {
        return keccak256(abi.encode(address(this), caseId, round, citizenId, choice, salt));
    }

    /// @inheritdoc ICourt
    function hearing(uint256 caseId) public view returns (Phase phase, uint256 endsAt, uint256 round, bool isOver) {
        Case storage c = _caseOf(caseId);
        phase = phaseOf(caseId);
        if (phase == Phase.None) return (phase, 0, 0, false);
        round = c.roundCount - 1;
        RoundRecord storage r = _roundOf(caseId, round);
        if (phase < Phase.Final) endsAt = _endOf(caseId, c, phase);
        isOver = (endsAt != 0 && block.timestamp >= endsAt)
            || (phase == Phase.Reveal && r.poll.haveAllVoted(r.panel.seats(), _isLine(c)));
    }

    /* FOR THE REST */

    function _closeVotes(uint256 caseId, Case storage c, RoundRecord storage r) internal {
        Poll storage poll = r.poll;
        uint256[] memory citizenIds = r.panel.citizens();
        uint256 seats = citizenIds.length;
        bool isLine = _isLine(c);
        uint256 votes = poll.votes;
        uint256 absent = 0;
        for (uint256 seat = 0; seat < seats; ++seat) {
            if (Polls.voteIn(votes, seat, isLine) == 0) citizenIds[absent++] = citizenIds[seat];
        }

        uint256 voted = seats - absent;
        assembly ("memory-safe") {
            mstore(citizenIds, absent)
        }
        if (absent != 0) ROLL.penalize(citizenIds, c.terms.noShowPenalty);

        bool hasQuorum = voted * 100_00 >= seats * c.terms.panelQuorum;
        if (hasQuorum) {
            uint8 ruling = uint8(isLine ? _medianOf(c, votes, seats, voted) : _winnerOf(caseId, c, r, voted));
            poll.setRuling(ruling);
            // One panel does not end a citizenship: its finding is no ruling before another panel confirms it.
            bool awaitsAnother = seats < Polls.LARGE && _takesTwoPanels(c) && ruling == c.choices;
            if (!awaitsAnother) c.ruling = ruling;
            emit RoundClosed(caseId, c.roundCount - 1, true, c.ruling);
            if (awaitsAnother) {
                c.ending.refund -= uint128(c.terms.costOf(Polls.LARGE));
                _openNext(caseId, c, r, Polls.LARGE);
            } else if (seats == Polls.LARGE && _is(c, PANELS_ONLY)) {
                _decide(caseId, c);
            } else {
                _enter(c, Phase.Appeal, block.timestamp + c.terms.appealPeriod);
                emit AppealPossible(caseId, IArbitrable(c.arbitrable));
            }
        } else {
            emit RoundClosed(caseId, c.roundCount - 1, false, c.ruling);
            // After the absent are off the roll, so that the new draw does not count on them.
            _replacePanel(caseId, c, r, voted, seats);
        }
    }

    /* INTERNAL */

    function _record(uint256 caseId, Poll storage poll, uint256 seat, uint256 choice) private {
        Case storage c = _caseOf(caseId);
        if (_isLine(c)) {
            _requireChoice(caseId, c, choice);
            poll.recordOnLine(seat, choice);
        } else {
            poll.recordRanking(seat, choice & 0xf, Pairwise.before(caseId, choice, c.choices));
        }
    }

    /// @dev Too few voted: draws a second panel of the same size. After a second one the plenary decides, since little is left to pay
    /// a third one with. Jurors who voted keep their share of the fees, and the new round gets the rest.
    function _replacePanel(uint256 caseId, Case storage c, RoundRecord storage r, uint256 voted, uint256 seats)
        private
    {
        uint256 size = r.poll.isRedraw ? Polls.PLENARY : r.poll.size;
        _beginDraw(caseId, c, _openRedraw(caseId, c, r, size, r.draw.keepShare(voted, seats)));
    }

    function _medianOf(Case storage c, uint256 votes, uint256 seats, uint256 voted) private view returns (uint256) {
        uint256[] memory ballots = new uint256[](uint256(c.choices) + 1);
        for (uint256 seat = 0; seat < seats; ++seat) {
            uint256 vote = Polls.voteIn(votes, seat, true);
            if (vote != 0) ++ballots[vote - 1];
        }
        // Of five seats four end a citizenship, and of eleven eight. Otherwise these votes count for what comes next to it.
        if (_takesTwoPanels(c) && ballots[c.choices] * 100_00 < seats * ENDING_SEATS) {
            ballots[c.choices - 1] += ballots[c.choices];
            ballots[c.choices] = 0;
        }
        return Line.median(ballots, voted, c.ruling);
    }

    function _winnerOf(uint256 caseId, Case storage c, RoundRecord storage r, uint256 voted)
        private
        view
        returns (uint256)
    {
        uint256 choices = c.choices;
        uint256 equals = Pairwise.best(Polls.pairsIn(r.poll.votes, choices), voted, choices);
        return Pairwise.pick(equals, Pairwise.isOne(equals) ? 0 : uint256(_seedOf(caseId, r.draw)));
    }

    function _requireOwnSeat(uint256 caseId, uint256 round, uint256 seat, Panel storage panel, uint256 head)
        private
        view
        returns (uint256 citizenId)
    {
        // The holder, active or not: a duty outlasts the citizenship.
        citizenId = panel.citizenAt(head, seat);
        require(
            citizenId != 0 && CITIZENSHIP.holderOf(citizenId) == msg.sender,
            Court_NotYourSeat(caseId, round, seat, msg.sender)
        );
    }
}
