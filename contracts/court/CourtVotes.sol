// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IArbitrable} from "../standards/IArbitrable.sol";
import {Phase} from "./CaseTypes.sol";
import {CourtDraws} from "./CourtDraws.sol";
import {Fund, Funds} from "./Fund.sol";
import {ICourt} from "./ICourt.sol";
import {Panel, Panels} from "./Panel.sol";
import {Poll, Polls} from "./Poll.sol";

/// @title  CourtVotes
/// @notice How a panel votes, and how its votes are counted.
/// @dev INVARIANTS   JUST-6 [sealed]: only its juror knows a vote in a panel before the commit phase ends.
abstract contract CourtVotes is CourtDraws {
    using Funds for Fund;
    using Panels for Panel;
    using Polls for Poll;

    /// @inheritdoc ICourt
    function commit(uint256 caseId, uint256 round, uint256 seat, bytes32 commitment) external {
        Panel storage panel = _roundOf(caseId, round).panel;
        uint256 head = panel.head;
        uint256 endsAt = Panels.commitEndIn(head);
        // Not by `require`, which would always read the phase.
        if (endsAt == 0) revert Court_WrongPhase(caseId, phaseOf(caseId));
        require(block.timestamp < endsAt, Court_TooLate(caseId, endsAt));
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
        if (opensAt == 0 || block.timestamp < opensAt) revert Court_WrongPhase(caseId, phaseOf(caseId));
        require(block.timestamp < Panels.revealEndIn(head), Court_TooLate(caseId, Panels.revealEndIn(head)));
        uint256 citizenId = _requireOwnSeat(caseId, round, seat, panel, head);
        require(
            panel.commitmentAt(seat) == commitmentOf(caseId, round, citizenId, choice, salt),
            Court_RevealMismatch(caseId, round, seat)
        );
        _requireChoice(caseId, _caseOf(caseId), choice);
        _requireShort(justification);

        panel.setCommitment(seat, 0);
        r.poll.record(seat, choice);
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

    /* FOR THE REST */

    function _haveAllVoted(RoundRecord storage r) internal view returns (bool) {
        return r.poll.haveAllVoted(r.panel.seats());
    }

    function _closeVotes(uint256 caseId, Case storage c, RoundRecord storage r) internal {
        Poll storage poll = r.poll;
        uint256[] memory citizenIds = r.panel.citizens();
        uint256 seats = citizenIds.length;
        uint256[] memory tally = new uint256[](uint256(c.choices) + 1);
        uint256 votes = poll.votes;
        uint256 absent = 0;
        for (uint256 seat = 0; seat < seats; ++seat) {
            uint256 vote = Polls.voteIn(votes, seat);
            if (vote != 0) ++tally[vote - 1];
            else citizenIds[absent++] = citizenIds[seat];
        }

        uint256 voted = seats - absent;
        assembly ("memory-safe") {
            mstore(citizenIds, absent)
        }
        if (absent != 0) ROLL.penalize(citizenIds, poll.noShowPenalty);

        bool hasQuorum = voted != 0 && voted * 100_00 >= seats * poll.panelQuorum;
        if (hasQuorum) {
            uint8 ruling = uint8(_mostOf(tally));
            poll.setRuling(ruling);
            c.ruling = ruling;
            _enter(c, Phase.Appeal, block.timestamp + poll.appealPeriod);
            emit AppealPossible(caseId, IArbitrable(c.arbitrable));
        }
        emit RoundClosed(caseId, c.roundCount - 1, hasQuorum, c.ruling);
        // After the absent are off the roll, so that the new draw does not count on them.
        if (!hasQuorum) _replacePanel(caseId, c, r, voted, seats);
    }

    /* INTERNAL */

    /// @dev Too few voted: draws a second panel of the same size, or after a second one a panel of the next size. Jurors who voted
    /// keep their share of the fees, and the new panel gets the rest.
    function _replacePanel(uint256 caseId, Case storage c, RoundRecord storage r, uint256 voted, uint256 seats)
        private
    {
        bool wasRedraw = r.fund.isRedraw;
        uint256 tier = wasRedraw ? r.poll.tier + 1 : r.poll.tier;
        uint256 fees = r.fund.keepShare(voted, seats);
        _beginDraw(caseId, c, _openRedraw(caseId, c, tier, !wasRedraw, fees));
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

    /// @dev The choice with the most votes; 0 if several are tied.
    function _mostOf(uint256[] memory tally) private pure returns (uint256 choice) {
        uint256 most = 0;
        for (uint256 i = 0; i < tally.length; ++i) {
            if (tally[i] > most) (most, choice) = (tally[i], i);
            else if (tally[i] == most) choice = 0;
        }
    }
}
