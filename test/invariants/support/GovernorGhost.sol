// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {House, INationGovernor} from "../../../contracts/governor/INationGovernor.sol";
import {GovernorWorld} from "./GovernorWorld.sol";
import {Log} from "./ForgeTest.sol";

/// What a governor should have kept of its proposals, reckoned apart from it: by plain sums of what its events say was counted.
abstract contract GovernorGhost is GovernorWorld {
    struct Proposal {
        uint256 id;
        uint256 number;
        address proposer;
        /// What the governor itself said it would be decided by, just after it was made.
        bytes32 rulesAtFirst;
        bool constitutional;
        uint256 acts;
        uint256 appointments;
        uint256 newDelay;
        bool refused;
        uint256 boardCode;
        uint256[4] ordinaryShares;
        uint256[4] constitutionalShares;
        uint256 extension;
        uint256 snapshot;
        uint256 firstDeadline;
        uint256 deadline;
        uint256 extensions;
        uint256[3] heads;
        uint256[3] stakeUnits;
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
        (House memory citizens, House memory stake) = governor.houses(proposalId);
        return keccak256(
            abi.encode(
                governor.proposalClass(proposalId),
                governor.proposalSnapshot(proposalId),
                [citizens.quorumShare, citizens.majorityShare, stake.quorumShare, stake.majorityShare],
                [citizens.hasSay, stake.hasSay]
            )
        );
    }

    /// The shares that a proposal has to be decided by: the provisions of its class, when it was made.
    function sharesOf(uint256 index) public view returns (uint256[4] memory) {
        Proposal storage proposal = _proposals[index];
        return proposal.constitutional ? proposal.constitutionalShares : proposal.ordinaryShares;
    }

    function isQuorate(uint256 index) public view returns (bool) {
        Proposal storage proposal = _proposals[index];
        uint256[4] memory shares = sharesOf(index);
        uint256 heads = proposal.heads[1] + proposal.heads[2];
        uint256 stake = (proposal.stakeUnits[1] + proposal.stakeUnits[2]) * governor.stakeUnit();
        return (shares[1] == 0 || heads * BASIS_POINTS >= totalHeads * shares[0])
            && (shares[3] == 0 || stake * BASIS_POINTS >= totalStake * shares[2]);
    }

    /// Whether every house with a say carries it, in quorum and in majority.
    function isCarried(uint256 index) public view returns (bool) {
        Proposal storage proposal = _proposals[index];
        uint256[4] memory shares = sharesOf(index);
        return isQuorate(index) && _exceeds(proposal.heads, shares[1]) && _exceeds(proposal.stakeUnits, shares[3]);
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

    function _exceeds(uint256[3] storage votes, uint256 share) private view returns (bool) {
        return share == 0 || votes[1] * BASIS_POINTS > (votes[0] + votes[1]) * share;
    }

    /// Books what the events of one transaction say was counted.
    /// @return counted How many ballots.
    function _book(uint256 index) internal returns (uint256 counted) {
        Proposal storage proposal = _proposals[index];
        bool wasQuorate = isQuorate(index);
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
                proposal.stakeUnits[support] += stake / governor.stakeUnit();
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
        if (!wasQuorate && isQuorate(index) && due > proposal.deadline) proposal.deadline = due;
        else due = 0;
        vm.assertEq(prolongedTo, due, "a vote is prolonged when its quorum is reached late, and only then");
    }
}
