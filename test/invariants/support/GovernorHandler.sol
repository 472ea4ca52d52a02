// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {INationGovernor} from "../../../contracts/governor/INationGovernor.sol";
import {IProvisions} from "../../../contracts/kernel/IProvisions.sol";
import {GovernorPapers} from "./GovernorPapers.sol";
import {Witness} from "./GovernorWorld.sol";

/// Lives in a nation at random: proposes, votes in every way, moves, legislates, executes, and tries what is not allowed. Each
/// act must succeed exactly when the ghost says that it may.
contract GovernorHandler is GovernorPapers {
    uint256 private _lastNumber;

    /* PROPOSING */

    function proposeOrdinary(uint256 seed) external {
        _propose(seed, 1 + seed % 3, type(uint256).max);
    }

    function proposeConstitutional(uint256 seed) external {
        uint256 calls = 1 + seed % 3;
        _propose(seed, calls, (seed >> 8) % calls);
    }

    /// The same calls and words again, which make the same proposal: it must not begin anew, whatever became of it.
    function proposeAgain(uint256 seed) external {
        if (_proposals.length == 0) return;
        Proposal storage proposal = _proposals[_pick(seed)];
        (address[] memory targets, uint256[] memory values, bytes[] memory calldatas,) =
            abi.decode(_arguments[proposal.id], (address[], uint256[], bytes[], bytes32));
        string memory text = _description(proposal.number, proposal.proposer);
        _call(proposal.proposer, abi.encodeCall(IGovernor.propose, (targets, values, calldatas, text)), false);
    }

    function cancel(uint256 seed, bool foreign) external {
        if (_proposals.length == 0) return;
        uint256 index = _pickIn(IGovernor.ProposalState.Pending, seed);
        Proposal storage proposal = _proposals[index];
        // The proposer seldom has second thoughts.
        foreign = foreign || seed % 4 != 0;
        bool may = !foreign && expectedState(index) == IGovernor.ProposalState.Pending;
        // A proposal belongs to the person: the key that holds the citizenship now cancels, and no former one.
        address holder = _holder(proposal.proposerIndex);
        bytes memory data = bytes.concat(IGovernor.cancel.selector, _arguments[proposal.id]);
        if (proposal.proposer != holder) _call(proposal.proposer, data, false);
        address caller = foreign ? address(this) : holder;
        _call(caller, data, may);
        if (!may) return;
        proposal.canceled = true;
        // Its vote never opens: it ends as it begins.
        (proposal.firstDeadline, proposal.deadline) = (proposal.snapshot, proposal.snapshot);
        ++reached["a proposal canceled"];
    }

    /* VOTING */

    function voteSingly(uint256 seed, uint256 citizenSeed, uint256 support, bool withFormerKey) external {
        if (_proposals.length == 0) return;
        (uint256 index, uint256 voter) = (_pickIn(IGovernor.ProposalState.Active, seed), citizenSeed % _joined);
        support = support % 16 == 15 ? 3 : _choice(support);
        withFormerKey = withFormerKey && _citizens[voter].formerKey != 0;
        address account = withFormerKey ? vm.addr(_citizens[voter].formerKey) : _holder(voter);
        bool may = !withFormerKey && support < 3 && _mayVote(index, voter);

        vm.recordLogs();
        _call(account, abi.encodeCall(IGovernor.castVote, (_proposals[index].id, uint8(support))), may);
        vm.assertEq(_book(index), may ? 1 : 0);
        if (may) ++reached["a ballot cast singly"];
    }

    function voteBySignature(uint256 seed, uint256 citizenSeed, uint256 support, bool forged) external {
        if (_proposals.length == 0) return;
        (uint256 index, uint256 voter) = (_pickIn(IGovernor.ProposalState.Active, seed), citizenSeed % _joined);
        support = _choice(support);
        address account = _holder(voter);
        uint256 key = forged ? _citizens[(voter + 1) % _joined].key : _citizens[voter].key;
        bytes memory signature = _signBallot(key, _proposals[index].id, uint8(support), account);
        bool may = !forged && _mayVote(index, voter);

        vm.recordLogs();
        bytes memory data =
            abi.encodeCall(IGovernor.castVoteBySig, (_proposals[index].id, uint8(support), account, signature));
        _call(address(this), data, may);
        vm.assertEq(_book(index), may ? 1 : 0);
        if (may) ++reached["a ballot by signature"];
        _call(address(this), data, false);
    }

    /// One to eight ballots in a batch, many of them with something wrong; at times the batch itself is.
    function voteInBatch(uint256 seed, uint256 batchSeed) external {
        if (_proposals.length == 0) return;
        uint256 index = _pickIn(IGovernor.ProposalState.Active, seed);
        bytes memory batch;
        bool[12] memory counts;
        uint256 expected = 0;
        for (uint256 i = 0; i <= batchSeed % 8; ++i) {
            uint256 ballotSeed = _derive(batchSeed, i);
            uint256 voter = ballotSeed % _joined;
            (bytes memory ballot, bool isGood) = _someBallot(_proposals[index].id, voter, ballotSeed >> 8);
            batch = bytes.concat(batch, ballot);
            if (!isGood || counts[voter] || !_mayVoteInBatch(index, voter)) continue;
            counts[voter] = true;
            ++expected;
        }
        if (seed >> 250 == 0) _castBatch(index, bytes.concat(batch, hex"00"), 0, false);
        else _castBatch(index, batch, expected, true);
    }

    /// All who have joined, in one batch, most of them in favour: so that proposals pass.
    function voteTogether(uint256 seed, uint256 dissent) external {
        if (_proposals.length == 0) return;
        uint256 index = _pickIn(IGovernor.ProposalState.Active, seed);
        bytes memory batch;
        uint256 expected = 0;
        for (uint256 i = 0; i < _joined; ++i) {
            if (_mayVoteInBatch(index, i)) ++expected;
            uint8 support = (dissent >> i) % 8 == 0 ? 0 : 1;
            Citizen storage citizen = _citizens[i];
            batch = bytes.concat(
                batch, _batchBallot(citizen.key, citizen.id, address(governor), _proposals[index].id, support, false)
            );
        }
        _castBatch(index, batch, expected, true);
    }

    /* THE PEOPLE AND THE CLOCK */

    function join() external {
        if (_joined < _citizens.length) _register(_joined++);
    }

    function suspendOrReinstate(uint256 citizenSeed) external {
        Citizen storage citizen = _citizens[citizenSeed % _joined];
        // More often back than out, so that there are enough to carry something.
        citizen.active = !citizen.active || (citizenSeed >> 8) % 4 != 0;
        citizenship.setActive(citizen.id, citizen.active);
    }

    function move(uint256 citizenSeed) external {
        Citizen storage citizen = _citizens[citizenSeed % _joined];
        (citizen.formerKey, citizen.key) = (citizen.key, ++_lastKey);
        citizenship.move(citizen.id, vm.addr(citizen.key));
        stakes.move(citizen.id, vm.addr(citizen.key));
    }

    function wait(uint256 period) external {
        vm.warp(block.timestamp + bound(period, 1, 2 days));
    }

    /// To the next moment at which something changes for a proposal, or to a second beside it.
    function waitFor(uint256 seed) external {
        if (_proposals.length == 0) return;
        IGovernor.ProposalState wanted =
            (seed >> 24) % 2 == 0 ? IGovernor.ProposalState.Queued : IGovernor.ProposalState.Pending;
        Proposal storage proposal = _proposals[_pickIn(wanted, seed)];
        uint256 moment = proposal.snapshot;
        if (block.timestamp > moment) moment = proposal.deadline;
        if (block.timestamp > moment && proposal.queuedAt != 0) moment = proposal.queuedAt + proposal.delay;
        if (block.timestamp >= moment && (seed >> 16) % 16 == 0) moment += governor.GRACE_PERIOD();
        moment += (seed >> 8) % 2;
        if (moment > block.timestamp) vm.warp(moment);
    }

    /* GOVERNING */

    /// The government sets or tries a provision; by shortcut, since executed proposals do so too seldom.
    function legislate(uint256 seed, uint256 value, uint256 period) external {
        uint256 which = seed % keys.length;
        if (which < 2) value = bound(value, 1 days, 4 days);
        else if (which == 2) value = bound(value, 0, 3 days);
        else if (which == 3) value = bound(value, 14 days, 90 days);
        else if (which == 4) value = value % 4 == 0 ? 2 : 1;
        // No quorum or majority is raised past the vote of a proposal that reached it.
        else if (which == 5) value = bound(value, 5_00, _standing(which));
        else if (which == 6) value = bound(value, 50_00, _standing(which));
        else if (which == 7) value = bound(value, 20_00, _standing(which));
        else if (which == 8) value = bound(value, 60_00, _standing(which));
        else value = bound(value, 5_00, 33_00);

        bytes memory data = (seed >> 8) % 2 == 0
            ? abi.encodeCall(IProvisions.setProvision, (keys[which], value))
            : abi.encodeCall(IProvisions.tryProvision, (keys[which], value, bound(period, 1, 20 days)));
        _call(address(timelock), data, true);
    }

    function queue(uint256 seed) external {
        if (_proposals.length == 0) return;
        uint256 index = _pickIn(IGovernor.ProposalState.Succeeded, seed);
        Proposal storage proposal = _proposals[index];
        bool may = expectedState(index) == IGovernor.ProposalState.Succeeded;
        _call(address(this), bytes.concat(IGovernor.queue.selector, _arguments[proposal.id]), may);
        if (!may) return;
        uint256 long = expectedDelay > FIRST_LONG_DELAY ? expectedDelay : FIRST_LONG_DELAY;
        (proposal.queuedAt, proposal.delay) = (block.timestamp, proposal.constitutional ? long : expectedDelay);
        ++reached["a proposal queued"];
    }

    function execute(uint256 seed) external {
        if (_proposals.length == 0) return;
        uint256 index = _pickIn(IGovernor.ProposalState.Queued, seed);
        Proposal storage proposal = _proposals[index];
        bool isDue = expectedState(index) == IGovernor.ProposalState.Queued
            && block.timestamp >= proposal.queuedAt + proposal.delay;
        bool isPinned = proposal.boardCode == type(uint256).max || proposal.boardCode == _boardCode;
        bool may = isDue && isPinned && !proposal.refused;
        _call(address(this), bytes.concat(IGovernor.execute.selector, _arguments[proposal.id]), may);
        if (isDue && !isPinned) ++reached["other code refused"];
        if (!may) return;

        proposal.executedAt = block.timestamp;
        expectedActs += proposal.acts;
        expectedAppointments += proposal.appointments;
        if (proposal.newDelay != 0) expectedDelay = proposal.newDelay;
        ++reached[
            proposal.constitutional ? bytes32("a constitution changed") : bytes32("an ordinary proposal executed")
        ];
    }

    /// Other code at the board: the same with a byte more, or the first again.
    function replaceCode(uint256 seed) external {
        if (_boardCode == 0 && seed % 4 != 0) return;
        bytes memory code = address(board).code;
        if (_boardCode == 0) {
            code = bytes.concat(code, hex"00");
        } else {
            assembly ("memory-safe") {
                mstore(code, sub(mload(code), 1))
            }
        }
        vm.etch(address(board), code);
        _boardCode = 1 - _boardCode;
    }

    /// What only the government may do, by somebody else, and past the vote.
    function seize(uint256 seed, uint256 citizenSeed) external {
        address thief = seed % 2 == 0 ? _holder(citizenSeed % _joined) : address(this);
        bytes memory act = abi.encodeCall(Witness.act, (false));
        (address[] memory targets, uint256[] memory values, bytes[] memory calldatas) =
            (new address[](1), new uint256[](1), new bytes[](1));
        (targets[0], calldatas[0]) = (address(board), act);
        bytes32 salt = bytes32(seed);

        _call(thief, abi.encodeCall(governor.relay, (address(board), 0, act)), false);
        _call(thief, abi.encodeCall(IProvisions.setProvision, (keys[seed % 10], 1)), false);
        _call(thief, abi.encodeCall(governor.setAuthority, (address(board))), false);
        _callTo(
            address(timelock),
            thief,
            abi.encodeCall(TimelockController.scheduleBatch, (targets, values, calldatas, 0, salt, expectedDelay)),
            false
        );
        _callTo(
            address(constitution), thief, abi.encodeCall(AccessManager.grantRole, (uint64(seed % 4), thief, 0)), false
        );
        if (_proposals.length == 0) return;

        // What is queued, on the timelock itself.
        bytes32 description;
        (targets, values, calldatas, description) =
            abi.decode(_arguments[_proposals[_pick(seed)].id], (address[], uint256[], bytes[], bytes32));
        salt = bytes20(address(governor)) ^ description;
        bytes memory data =
            abi.encodeCall(TimelockController.executeBatch, (targets, values, calldatas, bytes32(0), salt));
        _callTo(address(timelock), thief, data, false);
        bytes32 operation = timelock.hashOperationBatch(targets, values, calldatas, 0, salt);
        _callTo(address(timelock), thief, abi.encodeCall(TimelockController.cancel, (operation)), false);
        ++reached["a seizure refused"];
    }

    /* INTERNAL */

    function _propose(uint256 seed, uint256 calls, uint256 constitutionalAt) private {
        uint256 proposer = (seed >> 16) % _joined;
        Proposal storage proposal = _proposals.push();
        (proposal.number, proposal.proposer, proposal.boardCode) = (++_lastNumber, _holder(proposer), NO_BOARD);
        proposal.proposerIndex = proposer;

        (address[] memory targets, uint256[] memory values, bytes[] memory calldatas) =
            (new address[](calls), new uint256[](calls), new bytes[](calls));
        for (uint256 i = 0; i < calls; ++i) {
            uint256 callSeed = _derive(seed, i);
            (targets[i], calldatas[i]) = i == constitutionalAt
                ? _someConstitutionalCall(proposal, callSeed)
                : _someOrdinaryCall(proposal, callSeed);
        }
        for (uint256 i = 0; i < 2; ++i) {
            proposal.ordinaryShares[i] = _current(5 + i);
            proposal.constitutionalShares[i] = _current(7 + i);
        }
        (proposal.ordinaryShares[2], proposal.constitutionalShares[2]) = (_current(9), _current(9));
        proposal.snapshot = block.timestamp + _current(0);
        proposal.firstDeadline = proposal.snapshot + _current(1);
        proposal.deadline = proposal.firstDeadline;
        proposal.extension = (_current(2) + 59) / 60 * 60;

        // The threshold is never above two in a hundred citizens, or one.
        bool may = _headsAt(proposer, block.timestamp - 1) >= 1;
        string memory text = _description(proposal.number, proposal.proposer);
        _call(proposal.proposer, abi.encodeCall(IGovernor.propose, (targets, values, calldatas, text)), may);
        if (!may) {
            _proposals.pop();
            return;
        }

        bytes32 hash = keccak256(bytes(text));
        proposal.id = governor.hashProposal(targets, values, calldatas, hash);
        _arguments[proposal.id] = abi.encode(targets, values, calldatas, hash);
        proposal.rulesAtFirst = rulesNow(proposal.id);
        ++reached[proposal.constitutional ? bytes32("a constitutional proposal") : bytes32("an ordinary proposal")];
    }

    function _castBatch(uint256 index, bytes memory batch, uint256 expected, bool isWhole) private {
        bool isOpen = expectedState(index) == IGovernor.ProposalState.Active;
        vm.recordLogs();
        bytes memory data = abi.encodeCall(INationGovernor.castVotesBySig, (_proposals[index].id, batch));
        bytes memory answer = _call(address(this), data, isOpen && isWhole);
        uint256 counted = _book(index);
        vm.assertEq(counted, expected, "a ballot of a batch counts when it is good, and only then");
        if (!isOpen || !isWhole) return;

        vm.assertEq(abi.decode(answer, (uint256)), counted);
        reached["a ballot in a batch"] += counted;
    }

    function _mayVote(uint256 index, uint256 voter) private view returns (bool) {
        Proposal storage proposal = _proposals[index];
        Citizen storage citizen = _citizens[voter];
        // A suspension takes no vote.
        return expectedState(index) == IGovernor.ProposalState.Active && timesCounted[proposal.id][citizen.id] == 0
            && _headsAt(voter, proposal.snapshot) + _stakeAt(voter, proposal.snapshot) != 0;
    }

    function _mayVoteInBatch(uint256 index, uint256 voter) private view returns (bool) {
        return _citizens[voter].id <= type(uint24).max && _mayVote(index, voter);
    }

    /// One of the last ten proposals.
    function _pick(uint256 seed) private view returns (uint256) {
        uint256 count = _proposals.length;
        return count - 1 - seed % (count < 10 ? count : 10);
    }

    /// Most often one of them that is in a given state, if any is.
    function _pickIn(IGovernor.ProposalState wanted, uint256 seed) private view returns (uint256 index) {
        for (uint256 i = 0; i < 10; ++i) {
            index = _pick((seed >> 4) + i);
            if (seed >> 252 == 0 || expectedState(index) == wanted) return index;
        }
    }
}
