// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ENDING, Phase} from "./CaseTypes.sol";
import {CourtRounds} from "./CourtRounds.sol";
import {Draw, Draws} from "./Draw.sol";
import {ICourt} from "./ICourt.sol";
import {Line} from "./Line.sol";
import {Pairwise} from "./Pairwise.sol";
import {Poll, Polls} from "./Poll.sol";
import {Tallies, Tally} from "./Tally.sol";

/// @title  CourtPlenary
/// @notice How all citizens vote on a case, and how their votes are counted.
/// @dev Any round may become a plenary, so that the plenary's snapshot lies in the round's {Draw}.
///
///      INVARIANTS   JUST-5: no citizen is excused from the plenary, and from panels none by another's word but the parties that
///                   the arbitrable names.
abstract contract CourtPlenary is CourtRounds {
    using Draws for Draw;
    using Polls for Poll;
    using Tallies for Tally;

    /// @dev A turn in the last stretch of the vote prolongs it to a whole stretch from then on, by so many in all. Time is what is
    /// limited, not how often: else a few turns at one moment would leave none for the ballots that are hidden until the last.
    uint256 private constant STRETCH = 1 days;
    uint256 private constant MAX_STRETCHES = 5;

    /// @dev So many heads are needed, or more than half of the citizens where that is less, whatever the quorum is.
    uint256 private constant LEAST_HEADS = 3;

    /// @dev The choice that acquits in a case about the end of a citizenship.
    uint256 private constant ACQUITTAL = 1;

    /// @dev By case: each has at most one plenary.
    mapping(uint256 caseId => Tally) private _tallies;

    /// @inheritdoc ICourt
    function voteInPlenary(uint256 caseId, uint256 choice, string calldata justification) external {
        Case storage c = _requireRunning(caseId, Phase.Plenary);
        // Whoever may vote, suspended or a party: only the end of a citizenship takes that.
        uint256 citizenId = CITIZENSHIP.citizenOf(msg.sender);
        require(CITIZENSHIP.mayVote(citizenId), Court_MayNotVote(msg.sender));
        RoundRecord storage r = _lastRound(caseId, c);
        uint256 snapshot = r.draw.frozenAt;
        require(CITIZENSHIP.couldVote(citizenId, snapshot), Court_NotInPlenary(caseId, citizenId, snapshot));
        _requireShort(justification);
        Tally storage tally = _tallies[caseId];
        require(tally.receive_(citizenId), Court_AlreadyVoted(caseId, citizenId));

        uint256 extended = block.timestamp + STRETCH;
        bool isLate = extended > c.endsAt && extended <= snapshot + c.terms.plenaryPeriod + MAX_STRETCHES * STRETCH;
        uint256 earlier = isLate ? _outcomeOf(caseId, c, snapshot) : 0;
        if (_isLine(c)) {
            _requireChoice(caseId, c, choice);
            tally.addOnLine(choice);
        } else {
            tally.addRanking(Pairwise.before(caseId, choice, c.choices));
        }
        emit VoteRevealed(caseId, citizenId, c.roundCount - 1, choice, justification);
        if (isLate && _outcomeOf(caseId, c, snapshot) != earlier) {
            _enter(c, Phase.Plenary, extended);
            emit PlenaryProlonged(caseId, extended);
        }
    }

    function _openPlenary(uint256 caseId, Case storage c, RoundRecord storage r) internal {
        uint256 endsAt = block.timestamp + c.terms.plenaryPeriod;
        r.poll.callPlenary();
        r.draw.takeSnapshot();
        _enter(c, Phase.Plenary, endsAt);
        emit PlenaryOpened(caseId, c.roundCount - 1, block.timestamp, endsAt);
    }

    function _closePlenary(uint256 caseId, Case storage c, RoundRecord storage r) internal {
        uint256 outcome = _outcomeOf(caseId, c, r.draw.frozenAt);
        bool hasQuorum = outcome != 0;
        if (hasQuorum) {
            uint8 ruling = uint8(outcome - 1);
            r.poll.setRuling(ruling);
            c.ruling = ruling;
        }
        emit RoundClosed(caseId, c.roundCount - 1, hasQuorum, c.ruling);
        _decide(caseId, c);
    }

    function _tallyWords(uint256 choices) internal pure returns (uint256) {
        return Tallies.wordsFor(choices);
    }

    function _tallyWord(uint256 caseId, uint256 word) internal view returns (uint256) {
        return _tallies[caseId].counters[word];
    }

    /// @dev What a plenary has counted: the votes for each choice on a line, else of each pair the votes for the lower choice.
    function _countsOf(uint256 caseId, Case storage c) private view returns (uint256[] memory counts, uint256 votes) {
        return _isLine(c) ? _tallies[caseId].ofLine(c.choices) : _tallies[caseId].ofRankings(c.choices);
    }

    /// @dev The ruling by the votes so far, plus one; 0 without a quorum. A tie leaves the ruling that stood. Only votes for the end of a
    /// citizenship count to the quorum that it takes. Where they fall short of it, they count for what comes next to it, and the
    /// accused is acquitted without a quorum.
    function _outcomeOf(uint256 caseId, Case storage c, uint256 snapshot) private view returns (uint256) {
        (uint256[] memory counts, uint256 votes) = _countsOf(caseId, c);
        uint256 base = CITIZENSHIP.quorumBase(snapshot);
        uint256 least = Math.min(LEAST_HEADS, base / 2 + 1);
        if (_is(c, ENDING)) {
            uint256 guilty = counts[c.choices];
            if (
                guilty >= least && guilty * 100_00 >= base * c.ending.quorum
                    && guilty * 100_00 > votes * c.ending.majority
            ) return c.choices + 1;
            counts[c.choices - 1] += guilty;
            counts[c.choices] = 0;
        }
        if (votes < least || votes * 100_00 < base * c.terms.plenaryQuorum) return _is(c, ENDING) ? ACQUITTAL + 1 : 0;

        uint256 standing = c.ruling;
        // Where the end of a citizenship is asked for, a plenary that refuses to decide has acquitted.
        if (_isLine(c)) return Math.max(Line.median(counts, votes, standing), _is(c, ENDING) ? ACQUITTAL : 0) + 1;
        uint256 equals = Pairwise.best(counts, votes, c.choices);
        return (Pairwise.isOne(equals) ? Pairwise.pick(equals, 0) : standing) + 1;
    }
}
