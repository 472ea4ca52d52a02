// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Line} from "../../contracts/court/Line.sol";
import {Pairwise} from "../../contracts/court/Pairwise.sol";
import {Poll, Polls} from "../../contracts/court/Poll.sol";
import {Tallies, Tally} from "../../contracts/court/Tally.sol";
import {ForgeTest} from "./support/ForgeTest.sol";

/// Counts votes twice: as the court does, and by the definitions, from full lists of places and a sorted list of votes.
contract CourtCounts is ForgeTest {
    using Polls for Poll;
    using Tallies for Tally;

    string private constant JUST_6 = "JUST-6: the ruling is the median, or the pairwise winner, of the votes counted";
    uint256 private constant CASE = 1;

    Poll private _poll;
    Tally private _tally;

    /// JUST-6: of a panel's rankings, the choices whose worst defeat is the smallest.
    function testFuzz_JUST_6_pairwiseInPanel(uint256 seed, uint256 choices, uint256 voters) public {
        choices = 1 + choices % Pairwise.MAX_CHOICES;
        voters = 1 + voters % Polls.LARGE;
        uint256[][] memory places = new uint256[][](voters);
        for (uint256 i = 0; i < voters; ++i) {
            uint256 vote;
            (vote, places[i]) = _randomRanking(seed, i, choices);
            _poll.recordRanking(i, vote & 15, Pairwise.before(CASE, vote, choices));
            vm.assertEq(places[i][Polls.voteIn(_poll.votes, i, false) - 1], 0, JUST_6);
        }
        uint256[] memory pairs = Polls.pairsIn(_poll.votes, choices);
        vm.assertEq(Pairwise.best(pairs, voters, choices), _bestOf(places, choices), JUST_6);
        vm.assertTrue(_poll.haveAllVoted(voters, false), JUST_6);
    }

    /// JUST-6: of a plenary's rankings, the same.
    function testFuzz_JUST_6_pairwiseInPlenary(uint256 seed, uint256 choices, uint256 voters) public {
        choices = 1 + choices % Pairwise.MAX_CHOICES;
        voters = 1 + voters % 30;
        uint256[][] memory places = new uint256[][](voters);
        for (uint256 i = 0; i < voters; ++i) {
            uint256 vote;
            (vote, places[i]) = _randomRanking(seed, i, choices);
            _tally.addRanking(Pairwise.before(CASE, vote, choices));
        }
        (uint256[] memory pairs, uint256 votes) = _tally.ofRankings(choices);
        vm.assertEq(votes, voters, JUST_6);
        vm.assertEq(Pairwise.best(pairs, votes, choices), _bestOf(places, choices), JUST_6);
    }

    /// JUST-6: on a line, the middle one of the sorted votes; of two, the one next to the ruling that stands.
    function testFuzz_JUST_6_median(uint256 seed, uint256 choices, uint256 voters, uint256 standing) public {
        choices = 1 + choices % 254;
        voters = 1 + voters % 40;
        standing %= choices + 1;
        uint256[] memory sorted = new uint256[](voters);
        for (uint256 i = 0; i < voters; ++i) {
            uint256 choice = uint256(keccak256(abi.encode(seed, i))) % (choices + 1);
            _tally.addOnLine(choice);
            uint256 place = i;
            for (; place != 0 && sorted[place - 1] > choice; --place) {
                sorted[place] = sorted[place - 1];
            }
            sorted[place] = choice;
        }
        (uint256 low, uint256 high) = (sorted[(voters - 1) / 2], sorted[voters / 2]);
        uint256 expected = standing < low ? low : standing > high ? high : standing;
        (uint256[] memory ballots, uint256 votes) = _tally.ofLine(choices);
        vm.assertEq(votes, voters, JUST_6);
        vm.assertEq(Line.median(ballots, votes, standing), expected, JUST_6);
    }

    /// JUST-6: the lot picks one of the equals, and each of them by some lot.
    function testFuzz_JUST_6_lot(uint256 bits, uint256 lot) public pure {
        bits = 1 + bits % 511;
        vm.assertTrue(bits & (1 << Pairwise.pick(bits, lot)) != 0, JUST_6);
        uint256 met = 0;
        for (uint256 i = 0; i < 9; ++i) {
            met |= 1 << Pairwise.pick(bits, i);
        }
        vm.assertTrue(Pairwise.isOne(bits) == (met & (met - 1) == 0) && met & ~bits == 0, JUST_6);
    }

    /// A ranking of some choices in random order, and the place of every choice.
    function _randomRanking(uint256 seed, uint256 voter, uint256 choices)
        private
        pure
        returns (uint256 vote, uint256[] memory places)
    {
        uint256 named = 1 + uint256(keccak256(abi.encode(seed, voter, "named"))) % (choices + 1);
        uint256[] memory order = new uint256[](choices + 1);
        for (uint256 i = 0; i <= choices; ++i) {
            order[i] = i;
        }
        for (uint256 i = 0; i < named; ++i) {
            uint256 other = i + uint256(keccak256(abi.encode(seed, voter, i))) % (choices + 1 - i);
            (order[i], order[other]) = (order[other], order[i]);
            vote |= order[i] << (4 * i);
        }
        places = new uint256[](choices + 1);
        uint256 place = named;
        for (uint256 choice = 0; choice <= choices; ++choice) {
            bool isNamed = false;
            for (uint256 i = 0; i < named; ++i) {
                if (order[i] == choice) (isNamed, places[choice]) = (true, i);
            }
            if (!isNamed) places[choice] = place++;
        }
    }

    /// By definition: for each choice, how many voters at most prefer one other to it.
    function _bestOf(uint256[][] memory places, uint256 choices) private pure returns (uint256 bits) {
        uint256 least = type(uint256).max;
        for (uint256 choice = 0; choice <= choices; ++choice) {
            uint256 worst = 0;
            for (uint256 other = 0; other <= choices; ++other) {
                uint256 defeats = 0;
                for (uint256 i = 0; i < places.length; ++i) {
                    if (places[i][other] < places[i][choice]) ++defeats;
                }
                if (defeats > worst) worst = defeats;
            }
            if (worst < least) (least, bits) = (worst, 0);
            if (worst == least) bits |= 1 << choice;
        }
    }
}
