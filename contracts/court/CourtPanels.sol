// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {CourtRounds} from "./CourtRounds.sol";
import {Phase} from "./Docket.sol";
import {ICourt} from "./ICourt.sol";
import {Summons} from "../jury-roll/IJuryRoll.sol";
import {Panel, Panels} from "./Panel.sol";
import {IRandomness} from "../randomness/IRandomness.sol";

/// @title  CourtPanels
/// @notice How a panel is drawn, and how it and the plenary vote.
/// @dev INVARIANTS   JUST-3: at most one seat per citizen per panel.
///                   JUST-6 [sealed]: a vote in a panel is known to nobody but its juror before the last one was handed
///                   in.
abstract contract CourtPanels is CourtRounds {
    using Panels for Panel;

    /// @dev How often a draw looks at the roll, at least; and how often more for each position, up to so many of them. If all who
    /// can be drawn of a small roll are just as many as the seats, one of them is missed less than once in a million draws.
    uint256 private constant MIN_TRIES = 64;
    uint256 private constant TRIES_PER_POSITION = 16;
    uint256 private constant MAX_POSITIONS_COUNTED = 64;

    /* PANEL */

    /// @inheritdoc ICourt
    function draw(uint256 caseId, uint256 tries) external returns (uint256 seated) {
        Case storage c = _requirePhase(caseId, Phase.Draw);
        require(tries != 0, Court_NothingTried(caseId));
        RoundRecord storage r = _lastRound(caseId, c);
        seated = r.panel.seats();
        uint256 wanted = r.seatsWanted;
        uint256 most = MIN_TRIES + TRIES_PER_POSITION * Math.min(r.positions, MAX_POSITIONS_COUNTED);

        uint256[] memory citizenIds;
        (citizenIds, tries) = ROLL.summon(
            Summons({
                seed: _seedOf(caseId, r),
                frozenAt: r.frozenAt,
                positions: r.positions,
                firstTry: r.tries,
                tries: Math.min(tries, most - r.tries),
                seats: wanted - seated
            }),
            _excludedFrom(caseId, c, r)
        );
        r.tries += uint16(tries);
        if (citizenIds.length != 0) {
            emit JurorsSeated(caseId, c.roundCount - 1, seated, citizenIds);
            r.panel.add(citizenIds);
            seated += citizenIds.length;
        }

        if (seated == wanted) {
            _completePanel(caseId, c, r, seated);
        } else if (r.tries == most) {
            seated = _shrinkPanel(caseId, c, r, seated);
        }
    }

    /// @inheritdoc ICourt
    function commit(uint256 caseId, uint256 round, uint256 seat, bytes32 commitment) external {
        Panel storage panel = _rounds[caseId][round].panel;
        uint256 head = panel.head;
        uint256 endsAt = Panels.commitEndIn(head);
        // Not by `require`, which would read the phase whether or not it is to be told.
        if (endsAt == 0) revert Court_WrongPhase(caseId, phaseOf(caseId));
        require(block.timestamp < endsAt, Court_TooLate(caseId, endsAt));
        uint256 citizenId = _requireOwnSeat(caseId, round, seat, panel, head);
        require(commitment != 0, Court_CommitmentEmpty(caseId));

        panel.commitments[seat] = commitment;
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
        RoundRecord storage r = _rounds[caseId][round];
        Panel storage panel = r.panel;
        uint256 head = panel.head;
        uint256 opensAt = Panels.commitEndIn(head);
        if (opensAt == 0 || block.timestamp < opensAt) revert Court_WrongPhase(caseId, phaseOf(caseId));
        require(block.timestamp < Panels.revealEndIn(head), Court_TooLate(caseId, Panels.revealEndIn(head)));
        uint256 citizenId = _requireOwnSeat(caseId, round, seat, panel, head);
        require(
            panel.commitments[seat] == commitmentOf(caseId, round, citizenId, choice, salt),
            Court_RevealMismatch(caseId, round, seat)
        );
        _requireChoice(caseId, _cases[caseId], choice);
        _requireShort(justification);

        delete panel.commitments[seat];
        r.votes |= uint120((choice + 1) << (8 * seat));
        emit VoteRevealed(caseId, citizenId, round, choice, justification);
    }

    /* PLENARY */

    /// @inheritdoc ICourt
    function voteInPlenary(uint256 caseId, uint256 choice, string calldata justification) external {
        Case storage c = _requireRunning(caseId, Phase.Plenary);
        uint256 citizenId = _activeCaller();
        uint256 snapshot = _lastRound(caseId, c).frozenAt;
        require(CITIZENSHIP.citizen(citizenId).since <= snapshot, Court_NotInPlenary(caseId, citizenId, snapshot));
        require(!_isExcused(c, citizenId), Court_Excused(caseId, citizenId));
        _requireChoice(caseId, c, choice);
        _requireShort(justification);
        PlenaryTally storage tally = _plenaries[caseId];
        uint256 mark = 1 << (citizenId % 256);
        uint256 voted = tally.voted[citizenId / 256];
        require(voted & mark == 0, Court_AlreadyVoted(caseId, citizenId));

        tally.voted[citizenId / 256] = voted | mark;
        uint256 count = ++tally.ballots[choice];
        ++tally.votes;
        if (count > tally.lead) {
            tally.lead = uint32(count);
            tally.leader = uint8(choice);
            tally.isTied = false;
        } else if (count == tally.lead) {
            tally.isTied = true;
        }
        emit VoteRevealed(caseId, citizenId, c.roundCount - 1, choice, justification);
    }

    /* INTERNAL */

    function _completePanel(uint256 caseId, Case storage c, RoundRecord storage r, uint256 seats) private {
        uint256 commitEndsAt = block.timestamp + r.commitPeriod;
        uint256 revealEndsAt = commitEndsAt + r.revealPeriod;
        r.panel.complete(seats, commitEndsAt, revealEndsAt);
        c.phase = Phase.Commit;
        c.endsAt = uint40(revealEndsAt);
        emit PanelCompleted(caseId, c.roundCount - 1, seats, commitEndsAt, revealEndsAt);
    }

    /// @dev All tries are used up: the odd number of those who sit decides, or everyone if nobody does.
    function _shrinkPanel(uint256 caseId, Case storage c, RoundRecord storage r, uint256 seated)
        private
        returns (uint256 seats)
    {
        if (seated == 0) {
            _openPlenary(caseId, c, r);
            return 0;
        }
        seats = (seated - 1) | 1;
        if (seats != seated) {
            uint256[] memory last = new uint256[](1);
            last[0] = r.panel.citizenAt(seats);
            ROLL.release(last);
        }
        _completePanel(caseId, c, r, seats);
    }

    function _requireOwnSeat(uint256 caseId, uint256 round, uint256 seat, Panel storage panel, uint256 head)
        private
        view
        returns (uint256 citizenId)
    {
        // The holder, active or not: who loses the citizenship does not lose the duty.
        citizenId = panel.citizenAt(head, seat);
        require(
            citizenId != 0 && CITIZENSHIP.holderOf(citizenId) == msg.sender,
            Court_NotYourSeat(caseId, round, seat, msg.sender)
        );
    }

    function _seedOf(uint256 caseId, RoundRecord storage r) private view returns (bytes32 seed) {
        IRandomness source = _sources[r.source];
        seed = source.seedOf(r.requestId);
        require(seed != 0, Court_SeedUnknown(caseId, source, r.requestId));
    }

    /// @dev Who cannot be drawn: the excused, who sits already and, where the roll can do without them, who sat in the case before.
    function _excludedFrom(uint256 caseId, Case storage c, RoundRecord storage r)
        private
        view
        returns (uint256[] memory citizenIds)
    {
        citizenIds = _joined(_excusedIn(c), r.panel.citizens());
        uint256 round = c.roundCount - 1;
        if (round == 0 || !r.passesOver) return citizenIds;
        for (; round != 0; --round) {
            citizenIds = _joined(citizenIds, _rounds[caseId][round - 1].panel.citizens());
        }
    }

    function _joined(uint256[] memory some, uint256[] memory others) private pure returns (uint256[] memory all) {
        all = new uint256[](some.length + others.length);
        for (uint256 i = 0; i < some.length; ++i) {
            all[i] = some[i];
        }
        for (uint256 i = 0; i < others.length; ++i) {
            all[some.length + i] = others[i];
        }
    }
}
