// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {ICitizenship, OpeningView} from "../../contracts/citizenship/ICitizenship.sol";
import {NationGovernor} from "../../contracts/governor/NationGovernor.sol";
import {ForgeTest} from "./support/ForgeTest.sol";
import {FoundingHandler} from "./support/FoundingHandler.sol";

/// What holds from a nation's first second on, while its founding citizens still come.
contract FoundingInvariants is ForgeTest {
    string private constant OPEN_1 = "OPEN-1: before the nation is open only founding citizens are in, each once";
    string private constant OPEN_2 = "OPEN-2: founding citizens in <= places taken <= FOUNDERS";
    string private constant OPEN_3 = "OPEN-3: an open nation stays open; a closed nation never opens";
    string private constant OPEN_4 = "OPEN-4: the quorum's base of a past moment never changes";
    string private constant ELECT_1 = "ELECT-1: no citizenship has a vote before its waiting period is over";
    string private constant ELECT_2 = "ELECT-2: no decision without its quorum of votes for, on the greater base";

    FoundingHandler private _handler;
    mapping(bytes32 what => uint256) private _reached;

    function setUp() public {
        _handler = new FoundingHandler();
        targetContract(address(_handler));
        bytes4[] memory acts = new bytes4[](16);
        for (uint256 i = 0; i < acts.length; ++i) {
            acts[i] = _actAt(i);
        }
        targetSelector(address(_handler), acts);
    }

    /// forge-config: default.invariant.runs = 16
    /// forge-config: default.invariant.depth = 128
    function invariant_OPEN_1_OPEN_2_OPEN_3_OPEN_4_ELECT_1_ELECT_2() public view {
        _checkAll();
    }

    /// OPEN-1 and OPEN-2.
    function check_OPEN_1_OPEN_2_onlyFoundingCitizensAreIn() public view {
        ICitizenship citizenship = _handler.CITIZENSHIP();
        uint256 founders = _handler.FOUNDERS();
        OpeningView memory opening = citizenship.opening();
        vm.assertEq(opening.foundersIn, _handler.foundersIn(), OPEN_1);
        vm.assertLe(opening.foundersIn, _handler.placesTaken(), OPEN_2);
        vm.assertLe(_handler.placesTaken(), founders, OPEN_2);
        if (!_handler.wasOpen()) vm.assertEq(citizenship.lastCitizenId(), founders, OPEN_1);
        for (uint256 i = 0; i < _handler.PEOPLE(); ++i) {
            FoundingHandler.Person memory person = _handler.personAt(i);
            uint256 held = person.leftAt == 0 ? person.id : 0;
            vm.assertEq(citizenship.citizenOf(_handler.accountOf(i)), held, OPEN_1);
            if (person.id != 0) vm.assertTrue((person.id <= founders) == person.isFounder, OPEN_1);
        }
    }

    function check_OPEN_3_anOpenNationStaysOpen() public view {
        ICitizenship citizenship = _handler.CITIZENSHIP();
        vm.assertTrue(citizenship.isOpen() == _handler.isOpen(), OPEN_3);
        vm.assertTrue(!_handler.wasOpen() || citizenship.isOpen(), OPEN_3);
        vm.assertTrue(citizenship.opening().isClosed == _handler.isClosed(), OPEN_3);
        vm.assertTrue(!_handler.isClosed() || !citizenship.isOpen(), OPEN_3);
    }

    function check_OPEN_4_aPastBaseNeverChanges() public view {
        ICitizenship citizenship = _handler.CITIZENSHIP();
        FoundingHandler.Memory[] memory memories = _handler.memories();
        for (uint256 i = 0; i < memories.length; ++i) {
            vm.assertEq(citizenship.quorumBase(memories[i].moment), memories[i].base, OPEN_4);
            vm.assertEq(_handler.baseAt(memories[i].moment), memories[i].base, OPEN_4);
        }
    }

    function check_ELECT_1_noSleeperHasAVote() public view {
        ICitizenship citizenship = _handler.CITIZENSHIP();
        for (uint256 i = 0; i < _handler.PEOPLE(); ++i) {
            FoundingHandler.Person memory person = _handler.personAt(i);
            if (person.id == 0) continue;
            bool isAwake = person.leftAt == 0 && person.wakesAt <= block.timestamp;
            vm.assertEq(citizenship.votesOf(person.id), isAwake ? 1 : 0, ELECT_1);
            vm.assertTrue(citizenship.mayVote(person.id) == isAwake, ELECT_1);
            uint256 moment = person.wakesAt - 1;
            if (moment >= block.timestamp) moment = block.timestamp - 1;
            vm.assertEq(citizenship.pastVotesOf(person.id, moment), 0, ELECT_1);
        }
        vm.assertEq(citizenship.citizenCount(), _handler.electorateAt(block.timestamp), ELECT_1);
    }

    function check_ELECT_2_noDecisionWithoutItsQuorum() public view {
        NationGovernor governor = _handler.GOVERNOR();
        FoundingHandler.Vote[] memory votes = _handler.votes();
        for (uint256 i = 0; i < votes.length; ++i) {
            IGovernor.ProposalState state = governor.state(votes[i].id);
            if (state == IGovernor.ProposalState.Pending || state == IGovernor.ProposalState.Active) continue;
            uint256 base = _handler.baseAt(votes[i].snapshot);
            uint256 floor = base < 4 ? base / 2 + 1 : 3;
            bool isQuorate = votes[i].forVotes >= floor && votes[i].forVotes * 2 >= base;
            bool isCarried = isQuorate && votes[i].forVotes > votes[i].againstVotes;
            vm.assertTrue((state == IGovernor.ProposalState.Defeated) == !isCarried, ELECT_2);
        }
    }

    /// The call summary: random lives reach every act that matters, and come to each end.
    function test_theLivesReachWhatMatters() public {
        for (uint256 life = 0; life < 10; ++life) {
            _handler = new FoundingHandler();
            // In every other nation few come.
            uint256 acts = life % 2 == 0 ? 16 : 14;
            for (uint256 i = 0; i < 300; ++i) {
                uint256 dice = uint256(keccak256(abi.encode(life, i)));
                bytes4 act = _actAt(dice % acts);
                if (acts == 14 && dice % 4 != 0 && dice % acts < 3) act = FoundingHandler.wait.selector;
                (bool success,) =
                    address(_handler).call(bytes.concat(act, abi.encode(dice >> 8, dice >> 64, dice >> 255)));
                vm.assertTrue(success);
                if (i % 10 == 0) _checkAll();
            }
            _count();
        }
        for (uint256 i = 0; i < _seen().length; ++i) {
            bytes32 what = _seen()[i];
            vm.assertLe(1, _reached[what], string.concat("never reached: ", string(abi.encodePacked(what))));
        }
    }

    function _checkAll() private view {
        check_OPEN_1_OPEN_2_onlyFoundingCitizensAreIn();
        check_OPEN_3_anOpenNationStaysOpen();
        check_OPEN_4_aPastBaseNeverChanges();
        check_ELECT_1_noSleeperHasAVote();
        check_ELECT_2_noDecisionWithoutItsQuorum();
    }

    function _count() private {
        for (uint256 i = 0; i < _seen().length; ++i) {
            _reached[_seen()[i]] += _handler.reached(_seen()[i]);
        }
        FoundingHandler.Vote[] memory votes = _handler.votes();
        for (uint256 i = 0; i < votes.length; ++i) {
            IGovernor.ProposalState state = _handler.GOVERNOR().state(votes[i].id);
            bool isMajority = votes[i].forVotes >= 3 && votes[i].forVotes > votes[i].againstVotes;
            if (state == IGovernor.ProposalState.Defeated && isMajority) ++_reached["a quorum missed"];
            if (state == IGovernor.ProposalState.Succeeded || state == IGovernor.ProposalState.Expired) {
                ++_reached["a decision carried"];
            }
        }
    }

    function _seen() private pure returns (bytes32[24] memory) {
        return [
            bytes32("a founder admitted"),
            "no place for a founder",
            "a closed nation refuses",
            "a founder invited",
            "no place to invite",
            "too late to invite",
            "an acceptance",
            "an acceptance after the opening",
            "an acceptance during a vote",
            "a newcomer admitted",
            "a newcomer refused",
            "the brake",
            "a citizen left",
            "a sleeper left",
            "a delegation refused",
            "a nation closed",
            "open with all",
            "open with half",
            "no proposal before the opening",
            "a proposal",
            "a ballot",
            "a newcomer's ballot refused",
            "a decision carried",
            "a quorum missed"
        ];
    }

    function _actAt(uint256 index) private pure returns (bytes4) {
        bytes4[16] memory acts = [
            FoundingHandler.admitFounder.selector,
            FoundingHandler.inviteFounder.selector,
            FoundingHandler.ask.selector,
            FoundingHandler.admit.selector,
            FoundingHandler.depart.selector,
            FoundingHandler.delegate.selector,
            FoundingHandler.close.selector,
            FoundingHandler.wait.selector,
            FoundingHandler.wait.selector,
            FoundingHandler.propose.selector,
            FoundingHandler.vote.selector,
            FoundingHandler.voteTogether.selector,
            FoundingHandler.voteTogether.selector,
            FoundingHandler.remember.selector,
            FoundingHandler.inviteFounder.selector,
            FoundingHandler.ask.selector
        ];
        return acts[index];
    }
}
