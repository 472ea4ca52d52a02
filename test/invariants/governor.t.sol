// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {CitizensHouse, ProposalClass, StakeHouse} from "../../contracts/governor/INationGovernor.sol";
import {NationGovernor} from "../../contracts/governor/NationGovernor.sol";
import {ForgeTest} from "./support/ForgeTest.sol";
import {GovernorGhost} from "./support/GovernorGhost.sol";
import {GovernorHandler} from "./support/GovernorHandler.sol";

contract NationGovernorInvariants is ForgeTest {
    string private constant GOV_1 =
        "GOV-1: a citizen counts at most once on a proposal, and the tallies are the sums of what was counted";
    string private constant GOV_2 = "GOV-2: what a proposal is decided by never changes after it is made";
    string private constant GOV_3 =
        "GOV-3: late turns prolong a vote by five extensions at most, and each by no more than the one fixed for it";
    string private constant GOV_4 =
        "GOV-4: nothing is executed that was not carried by the citizens without an objection, queued, and delayed by the timelock";
    string private constant GOV_5 = "GOV-5: every constitutional call is decided by the constitutional shares";

    string private constant ELECT_2 = "ELECT-2: no decision without its quorum of votes for, on the greater base";
    string private constant HOUSE_1 = "HOUSE-1: no proposal fails for stake unless an objection met all its conditions";

    event log_named_uint(string key, uint256 value);

    GovernorHandler private _handler;
    NationGovernor private _governor;

    function setUp() public {
        _handler = new GovernorHandler();
        _governor = _handler.governor();
        targetContract(address(_handler));
    }

    /// All of them in one life, which for each alone would be the same life lived again.
    /// forge-config: default.invariant.runs = 8
    /// forge-config: default.invariant.depth = 160
    function invariant_GOV_1_GOV_2_GOV_3_GOV_4_GOV_5_ELECT_2_HOUSE_1() public view {
        _checkAll();
    }

    /// GOV-1: a citizen counts at most once on a proposal, and the tallies are the sums of what was counted.
    function check_GOV_1_aCitizenCountsAtMostOnce() public view {
        uint256 unit = _governor.stakeUnit();
        for (uint256 i = 0; i < _handler.proposalCount(); ++i) {
            GovernorGhost.Proposal memory proposal = _handler.proposalAt(i);
            for (uint256 j = 0; j < _handler.citizenCount(); ++j) {
                uint256 citizenId = _handler.citizenIdAt(j);
                uint256 times = _handler.timesCounted(proposal.id, citizenId);
                vm.assertLe(times, 1, GOV_1);
                vm.assertTrue(_governor.hasCitizenVoted(proposal.id, citizenId) == (times == 1), GOV_1);
            }
            (CitizensHouse memory citizens, StakeHouse memory stake) = _governor.houses(proposal.id);
            vm.assertEq(citizens.againstVotes, proposal.heads[0], GOV_1);
            vm.assertEq(citizens.forVotes, proposal.heads[1], GOV_1);
            vm.assertEq(citizens.abstainVotes, proposal.heads[2], GOV_1);
            vm.assertEq(stake.againstVotes, proposal.stakeUnits[0] * unit, GOV_1);
            vm.assertEq(stake.forVotes, proposal.stakeUnits[1] * unit, GOV_1);
            vm.assertEq(stake.objectors, proposal.objectors < 3 ? proposal.objectors : 3, GOV_1);
        }
    }

    /// GOV-2: what a proposal is decided by never changes after it is made.
    function check_GOV_2_whatDecidesNeverChanges() public view {
        uint256 unit = _governor.stakeUnit();
        for (uint256 i = 0; i < _handler.proposalCount(); ++i) {
            GovernorGhost.Proposal memory proposal = _handler.proposalAt(i);
            vm.assertEq(_handler.rulesNow(proposal.id), proposal.rulesAtFirst, GOV_2);
            vm.assertEq(_governor.proposalSnapshot(proposal.id), proposal.snapshot, GOV_2);

            bool isFixed = proposal.snapshot < block.timestamp;
            (CitizensHouse memory citizens, StakeHouse memory stake) = _governor.houses(proposal.id);
            vm.assertEq(citizens.electorate, isFixed ? _handler.totalHeads() : 0, GOV_2);
            vm.assertEq(stake.electorate, isFixed ? _handler.totalStake() / unit * unit : 0, GOV_2);
        }
    }

    /// GOV-3: late turns prolong a vote by five extensions at most, and each by no more than the one fixed for it.
    function check_GOV_3_aVoteIsProlongedByFiveExtensionsAtMost() public view {
        for (uint256 i = 0; i < _handler.proposalCount(); ++i) {
            GovernorGhost.Proposal memory proposal = _handler.proposalAt(i);
            uint256 deadline = _governor.proposalDeadline(proposal.id);
            vm.assertEq(deadline, proposal.deadline, GOV_3);
            vm.assertLe(proposal.firstDeadline, deadline, GOV_3);
            vm.assertLe(deadline, proposal.firstDeadline + proposal.extensions * proposal.extension, GOV_3);
            vm.assertLe(deadline, proposal.firstDeadline + 5 * proposal.extension, GOV_3);
        }
    }

    /// GOV-4: nothing is executed that was not carried by the citizens without an objection, queued, and delayed by the timelock.
    function check_GOV_4_nothingIsExecutedThatWasNotCarried() public view {
        for (uint256 i = 0; i < _handler.proposalCount(); ++i) {
            GovernorGhost.Proposal memory proposal = _handler.proposalAt(i);
            vm.assertEq(uint256(_governor.state(proposal.id)), uint256(_handler.expectedState(i)), GOV_4);
            if (proposal.executedAt == 0) continue;
            vm.assertTrue(_handler.isCarried(i), GOV_4);
            vm.assertTrue(proposal.deadline < proposal.queuedAt, GOV_4);
            vm.assertLe(proposal.queuedAt + proposal.delay, proposal.executedAt, GOV_4);
        }
        // What was done is what was executed, by nobody else.
        vm.assertEq(_handler.board().acts() + _handler.nation().acts(), _handler.expectedActs(), GOV_4);
        vm.assertEq(_handler.board().intrusions() + _handler.nation().intrusions(), 0, GOV_4);
        vm.assertEq(_handler.timelock().getMinDelay(), _handler.expectedDelay(), GOV_4);
    }

    /// ELECT-2: no decision without its quorum of votes for, on the greater base.
    function check_ELECT_2_noDecisionWithoutItsQuorum() public view {
        for (uint256 i = 0; i < _handler.proposalCount(); ++i) {
            if (_handler.proposalAt(i).queuedAt != 0) vm.assertTrue(_handler.isQuorate(i), ELECT_2);
        }
    }

    /// HOUSE-1: no proposal fails for stake unless an objection met all its conditions.
    function check_HOUSE_1_noProposalFailsForStakeWithoutAnObjection() public view {
        for (uint256 i = 0; i < _handler.proposalCount(); ++i) {
            (, StakeHouse memory stake) = _governor.houses(_handler.proposalAt(i).id);
            vm.assertTrue(stake.objects == (stake.electorate != 0 && _handler.isObjected(i)), HOUSE_1);
        }
    }

    /// GOV-5: every constitutional call is decided by the constitutional shares.
    function check_GOV_5_everyConstitutionalCallIsDecidedByTheConstitutionalShares() public view {
        for (uint256 i = 0; i < _handler.proposalCount(); ++i) {
            GovernorGhost.Proposal memory proposal = _handler.proposalAt(i);
            bool isConstitutional = _governor.proposalClass(proposal.id) == ProposalClass.Constitutional;
            vm.assertTrue(isConstitutional == proposal.constitutional, GOV_5);

            uint256[3] memory shares = _handler.sharesOf(i);
            (CitizensHouse memory citizens, StakeHouse memory stake) = _governor.houses(proposal.id);
            vm.assertEq(citizens.quorumShare, shares[0], GOV_5);
            vm.assertEq(citizens.majorityShare, shares[1], GOV_5);
            vm.assertEq(stake.objectionShare, shares[2], GOV_5);
        }
        vm.assertEq(_handler.nation().appointments(), _handler.expectedAppointments(), GOV_5);
    }

    /// That the invariants are not true for want of anything happening: a life at random reaches every act that matters.
    function test_theHandlerReachesWhatMatters() public {
        bytes4[20] memory acts = [
            GovernorHandler.proposeOrdinary.selector,
            GovernorHandler.proposeConstitutional.selector,
            GovernorHandler.proposeAgain.selector,
            GovernorHandler.cancel.selector,
            GovernorHandler.voteSingly.selector,
            GovernorHandler.voteBySignature.selector,
            GovernorHandler.voteInBatch.selector,
            GovernorHandler.voteTogether.selector,
            GovernorHandler.join.selector,
            GovernorHandler.suspendOrReinstate.selector,
            GovernorHandler.move.selector,
            GovernorHandler.wait.selector,
            GovernorHandler.waitFor.selector,
            GovernorHandler.legislate.selector,
            GovernorHandler.queue.selector,
            GovernorHandler.execute.selector,
            GovernorHandler.replaceCode.selector,
            GovernorHandler.seize.selector,
            // Twice, as it takes many steps to come so far.
            GovernorHandler.voteTogether.selector,
            GovernorHandler.execute.selector
        ];
        for (uint256 i = 0; i < 2048; ++i) {
            bytes32[4] memory seeds;
            for (uint256 j = 0; j < 4; ++j) {
                seeds[j] = keccak256(abi.encode(i, j));
            }
            bool flag = uint256(seeds[3]) % 4 == 0;
            bytes4 act = acts[uint256(keccak256(abi.encode(i))) % acts.length];
            bytes memory data = act == GovernorHandler.cancel.selector
                ? abi.encode(seeds[0], flag)
                : abi.encode(seeds[0], seeds[1], seeds[2], flag);
            (bool success,) = address(_handler).call(bytes.concat(act, data));
            vm.assertTrue(success);
        }
        _checkAll();

        _requireReached("an ordinary proposal");
        _requireReached("a constitutional proposal");
        _requireReached("a proposal canceled");
        _requireReached("a ballot cast singly");
        _requireReached("a ballot by signature");
        _requireReached("a ballot in a batch");
        _requireReached("a ballot of a batch skipped");
        _requireReached("a vote prolonged");
        _requireReached("a proposal queued");
        _requireReached("an ordinary proposal executed");
        _requireReached("a constitution changed");
        _requireReached("other code refused");
        _requireReached("a seizure refused");
    }

    function _checkAll() private view {
        check_GOV_1_aCitizenCountsAtMostOnce();
        check_GOV_2_whatDecidesNeverChanges();
        check_GOV_3_aVoteIsProlongedByFiveExtensionsAtMost();
        check_GOV_4_nothingIsExecutedThatWasNotCarried();
        check_GOV_5_everyConstitutionalCallIsDecidedByTheConstitutionalShares();
        check_ELECT_2_noDecisionWithoutItsQuorum();
        check_HOUSE_1_noProposalFailsForStakeWithoutAnObjection();
    }

    function _requireReached(string memory what) private {
        uint256 times = _handler.reached(bytes32(bytes(what)));
        emit log_named_uint(what, times);
        vm.assertLe(1, times, string.concat("never reached: ", what));
    }
}
