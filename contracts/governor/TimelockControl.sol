// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {INationTimelock} from "../timelock/INationTimelock.sol";
import {INationGovernor} from "./INationGovernor.sol";

/// @title  Timelock Control
/// @notice What passed is scheduled in the timelock, waits there, and is executed by it. As OpenZeppelin's
///         GovernorTimelockControl, but with a timelock that never changes and with two waits.
/// @dev ASSUMPTIONS  The governor is the timelock's only proposer, canceller and executor.
abstract contract TimelockControl is Governor, INationGovernor {
    /// @notice The government: this governor executes through it alone.
    TimelockController public immutable TIMELOCK;

    mapping(uint256 proposalId => bytes32 operation) private _operations;

    constructor(TimelockController initialTimelock) {
        TIMELOCK = initialTimelock;
    }

    /// @inheritdoc INationGovernor
    function timelock() external view returns (address) {
        return address(TIMELOCK);
    }

    /// @dev Who is given a role of the timelock may cancel or execute there. The proposal shows it.
    function state(uint256 proposalId) public view virtual override returns (ProposalState current) {
        current = super.state(proposalId);
        if (current != ProposalState.Queued) return current;
        TimelockController.OperationState operation = TIMELOCK.getOperationState(_operations[proposalId]);
        if (operation == TimelockController.OperationState.Unset) return ProposalState.Canceled;
        if (operation == TimelockController.OperationState.Done) return ProposalState.Executed;
    }

    /// @inheritdoc IGovernor
    /// @dev Later than when it was queued by as long as the timelock was made to hold it back.
    function proposalEta(uint256 proposalId) public view override returns (uint256 eta) {
        eta = super.proposalEta(proposalId);
        uint256 readyAt = TIMELOCK.getTimestamp(_operations[proposalId]);
        if (readyAt > eta) eta = readyAt;
    }

    /// @inheritdoc IGovernor
    function proposalNeedsQueuing(uint256) public pure override returns (bool) {
        return true;
    }

    /// @dev Whether a proposal is constitutional. The timelock itself sees which calls move money.
    function _isConstitutional(uint256 proposalId) internal view virtual returns (bool);

    function _queueOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override returns (uint48) {
        bytes32 salt = _saltOf(descriptionHash);
        _operations[proposalId] = TIMELOCK.hashOperationBatch(targets, values, calldatas, 0, salt);
        uint256 delay =
            INationTimelock(address(TIMELOCK)).delayOf(_isConstitutional(proposalId), targets, values, calldatas);
        TIMELOCK.scheduleBatch(targets, values, calldatas, 0, salt, delay);
        return SafeCast.toUint48(block.timestamp + delay);
    }

    function _executeOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal virtual override {
        delete _operations[proposalId];
        TIMELOCK.executeBatch{value: msg.value}(targets, values, calldatas, 0, _saltOf(descriptionHash));
    }

    function _executor() internal view override returns (address) {
        return address(TIMELOCK);
    }

    /// @dev Tells apart the operations of two governors that share a timelock.
    function _saltOf(bytes32 descriptionHash) private view returns (bytes32) {
        return bytes20(address(this)) ^ descriptionHash;
    }
}
