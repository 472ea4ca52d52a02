// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {CitizensHouse, INationGovernor, StakeHouse} from "../../../contracts/governor/INationGovernor.sol";
import {GovernorWorld} from "./GovernorWorld.sol";
import {Log} from "./ForgeTest.sol";

/// What a governor should have kept of its proposals, reckoned apart from it: by plain sums of what its events say was counted.
abstract contract GovernorGhost is GovernorWorld {
    struct Proposal {
        uint256 id;
        uint256 number;
        address proposer;
        uint256 proposerIndex;
        /// What the governor itself said it would be decided by, just after it was made.
        bytes32 rulesAtFirst;
        bool constitutional;
        uint256 acts;
        uint256 appointments;
        uint256 newDelay;
        bool refused;
        uint256 boardCode;
        uint256[3] ordinaryShares;
        uint256[3] constitutionalShares;
        uint256 extension;
        uint256 snapshot;
        uint256 firstDeadline;
        uint256 deadline;
        uint256 extensions;
        uint256[3] heads;
        uint256[3] stakeUnits;
        uint256 objectors;
        uint256 queuedAt;
        uint256 delay;
        uint256 executedAt;
        bool canceled;
    }

    uint256 private constant BASIS_POINTS = 100_00;

    Proposal[] internal _proposals;

    /// Targets, values, calldatas and the description's hash, as queue(), execute() and cancel() take them.
    mapping(uint256 proposalId => bytes encoded) internal _arguments;

    mapping(uint256 proposalId => mapping(uint256 citizenId => uint256 times)) public timesCounted;
    mapping(bytes32 what => uint256 times) public reached;

    uint256 public expectedActs;
    uint256 public expectedAppointments;
    uint256 public expectedDelay = FIRST_DELAY;
    uint256 internal _boardCode;

    /// The board's code is not among a proposal's targets.
    uint256 internal constant NO_BOARD = type(uint256).max;

    function proposalCount() external view returns (uint256) {
        return _proposals.length;
    }

    function proposalAt(uint256 index) external view returns (Proposal memory) {
        return _proposals[index];
    }

    /// What the governor says that a proposal is decided by: its class, its shares and its electorate's moment.
    function rulesNow(uint256 proposalId) public view returns (bytes32) {
        (CitizensHouse memory citizens, StakeHouse memory stake) = governor.houses(proposalId);
        return keccak256(
            abi.encode(
                governor.proposalClass(proposalId),
                governor.proposalSnapshot(proposalId),
                [citizens.quorumShare, citizens.majorityShare, stake.objectionShare],
                stake.hasSay
            )
        );
    }

    /// The shares that a proposal has to be decided by: the provisions of its class, when it was made.
    function sharesOf(uint256 index) public view returns (uint256[3] memory) {
        Proposal storage proposal = _proposals[index];
        return proposal.constitutional ? proposal.constitutionalShares : proposal.ordinaryShares;
    }

    /// ELECT-2, reckoned apart: votes for alone, and never fewer than three, or a majority of fewer.
    function isQuorate(uint256 index) public view returns (bool) {
        uint256 heads = _proposals[index].heads[1];
        uint256 floor = totalHeads < 4 ? totalHeads / 2 + 1 : 3;
        return heads >= floor && heads * BASIS_POINTS >= totalHeads * sharesOf(index)[0];
    }

    /// HOUSE-1, reckoned apart: more stake against than for, its share of all stake, and its citizens.
    function isObjected(uint256 index) public view returns (bool) {
        uint256[3] storage stake = _proposals[index].stakeUnits;
        if (stake[0] <= stake[1]) return false;
        if (stake[0] * BASIS_POINTS < totalStake / governor.stakeUnit() * sharesOf(index)[2]) return false;
        return _proposals[index].objectors >= (totalHeads < 4 ? totalHeads / 2 + 1 : 3);
    }

    /// Whether the citizens carry it, in quorum and in majority, and the stake house does not object.
    function isCarried(uint256 index) public view returns (bool) {
        uint256[3] storage heads = _proposals[index].heads;
        bool majority = heads[1] * BASIS_POINTS > (heads[0] + heads[1]) * sharesOf(index)[1];
        return majority && isQuorate(index) && !isObjected(index);
    }

    function expectedState(uint256 index) public view returns (IGovernor.ProposalState) {
        Proposal storage proposal = _proposals[index];
        uint256 grace = 14 days;
        if (proposal.executedAt != 0) return IGovernor.ProposalState.Executed;
        if (proposal.canceled) return IGovernor.ProposalState.Canceled;
        if (block.timestamp <= proposal.snapshot) return IGovernor.ProposalState.Pending;
        if (block.timestamp <= proposal.deadline) return IGovernor.ProposalState.Active;
        if (!isCarried(index)) return IGovernor.ProposalState.Defeated;
        bool queued = proposal.queuedAt != 0;
        uint256 from = queued ? proposal.queuedAt + proposal.delay : proposal.deadline;
        if (block.timestamp > from + grace) return IGovernor.ProposalState.Expired;
        return queued ? IGovernor.ProposalState.Queued : IGovernor.ProposalState.Succeeded;
    }

    /// Books what the events of one transaction say was counted.
    /// @return counted How many ballots.
    function _book(uint256 index) internal returns (uint256 counted) {
        Proposal storage proposal = _proposals[index];
        bool wasCarried = isCarried(index);
        uint256 prolongedTo = 0;
        Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].emitter != address(governor)) continue;
            bytes32 topic = logs[i].topics[0];
            if (topic == INationGovernor.BallotCounted.selector) {
                vm.assertEq(uint256(logs[i].topics[1]), proposal.id);
                (uint8 support, uint256 heads, uint256 stake) = abi.decode(logs[i].data, (uint8, uint256, uint256));
                ++timesCounted[proposal.id][uint256(logs[i].topics[2])];
                proposal.heads[support] += heads;
                uint256 units = stake / governor.stakeUnit();
                if (support < 2) proposal.stakeUnits[support] += units;
                if (support == 0 && heads != 0 && units != 0) ++proposal.objectors;
                ++counted;
            } else if (topic == INationGovernor.ProposalExtended.selector) {
                ++proposal.extensions;
                prolongedTo = abi.decode(logs[i].data, (uint64));
                ++reached["a vote prolonged"];
            } else if (topic == INationGovernor.BallotSkipped.selector) {
                ++reached["a ballot of a batch skipped"];
            }
        }

        uint256 due = block.timestamp + proposal.extension;
        bool turned = wasCarried != isCarried(index);
        // The prolongation that is due is counted already, if there was one.
        uint256 before = prolongedTo == 0 ? proposal.extensions : proposal.extensions - 1;
        if (turned && before < 5 && due > proposal.deadline) proposal.deadline = due;
        else due = 0;
        vm.assertEq(prolongedTo, due, "a vote is prolonged when its outcome turns late, and only then");
    }
}
