// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {Phase} from "./CaseTypes.sol";
import {CourtRounds} from "./CourtRounds.sol";
import {Draw, Draws} from "./Draw.sol";
import {ICourt} from "./ICourt.sol";
import {Poll, Polls} from "./Poll.sol";

/// @title  CourtPlenary
/// @notice How all citizens vote on a case, and how their votes are counted.
/// @dev Any round may become a plenary, so that the plenary's terms and snapshot lie in the round's {Draw}.
abstract contract CourtPlenary is CourtRounds {
    using Draws for Draw;
    using Polls for Poll;

    /// @dev The leader is the choice with the most votes. When tied, another choice has as many.
    struct PlenaryTally {
        uint32 votes;
        uint32 lead;
        uint8 leader;
        bool isTied;
        mapping(uint256 choice => uint256) ballots;
        mapping(uint256 word => uint256) voted;
    }

    /// @dev By case: each has at most one plenary.
    mapping(uint256 caseId => PlenaryTally) private _tallies;

    /// @inheritdoc ICourt
    function voteInPlenary(uint256 caseId, uint256 choice, string calldata justification) external {
        Case storage c = _requireRunning(caseId, Phase.Plenary);
        // Whoever may vote, suspended or not: only the end of a citizenship takes that.
        uint256 citizenId = CITIZENSHIP.citizenOf(msg.sender);
        require(CITIZENSHIP.mayVote(citizenId), Court_MayNotVote(msg.sender));
        uint256 snapshot = _lastRound(caseId, c).draw.frozenAt;
        require(CITIZENSHIP.couldVote(citizenId, snapshot), Court_NotInPlenary(caseId, citizenId, snapshot));
        require(!_isExcused(c, citizenId), Court_Excused(caseId, citizenId));
        _requireChoice(caseId, c, choice);
        _requireShort(justification);
        PlenaryTally storage tally = _tallies[caseId];
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

    function _openPlenary(uint256 caseId, Case storage c, RoundRecord storage r) internal {
        uint256 endsAt = block.timestamp + r.draw.plenaryPeriod;
        r.poll.callPlenary();
        r.draw.takeSnapshot();
        _enter(c, Phase.Plenary, endsAt);
        emit PlenaryOpened(caseId, c.roundCount - 1, block.timestamp, endsAt);
    }

    function _closePlenary(uint256 caseId, Case storage c, RoundRecord storage r) internal {
        PlenaryTally storage tally = _tallies[caseId];
        uint256 citizens = IVotes(address(CITIZENSHIP)).getPastTotalSupply(r.draw.frozenAt);
        uint256 votes = tally.votes;
        bool hasQuorum = votes != 0 && votes * 100_00 >= citizens * r.draw.plenaryQuorum;
        if (hasQuorum) {
            uint8 ruling = tally.isTied ? 0 : tally.leader;
            r.poll.setRuling(ruling);
            c.ruling = ruling;
        }
        emit RoundClosed(caseId, c.roundCount - 1, hasQuorum, c.ruling);
        _decide(caseId, c);
    }

    /// @dev The votes for a choice in the plenary.
    function _plenaryVotesFor(uint256 caseId, uint256 choice) internal view returns (uint256) {
        return _tallies[caseId].ballots[choice];
    }
}
