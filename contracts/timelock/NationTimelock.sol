// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IProvisions, PowerChange, ProvisionTerms, Unit} from "../kernel/IProvisions.sol";
import {powerChangeOf} from "../kernel/PowerChanges.sol";
import {Provision} from "../kernel/Provision.sol";
import {Provisions} from "../kernel/Provisions.sol";
import {INationTimelock, TimelockTerms} from "./INationTimelock.sol";

/// @title  Nation Timelock
/// @notice OpenZeppelin's timelock, whose waits are provisions with bounds.
/// @dev AUTHORITY    The governor schedules, cancels and executes. The timelock itself sets its waits, within their bounds. Who
///                   holds the petition's role holds back what waits, once, lets it go again, or strikes what was held.
///
///      ASSUMPTIONS  The governor says truly what is constitutional, and schedules with the wait that it was told.
///
///      INVARIANTS   TIME-1: whatever a nation decides, everything waits at least the lower bound fixed at its founding, and
///                   nothing can be made to wait longer than the upper one, and one hold of at most {MAX_HOLD}.
///                   TIME-2 [hold]: an operation is held once at most, and becomes ready later by just as long as it was held.
///                   TIME-3 [strike]: what was struck is never done, and what was let go is never struck.
///
///      LIMITS       An operation keeps the wait with which it was scheduled.
contract NationTimelock is TimelockController, Provisions, INationTimelock {
    uint256 private constant DELAY = 0;
    uint256 private constant LONG_DELAY = 1;

    /// @dev What every nation's bounds are within, in seconds. A wait of an hour is for nations that try themselves out.
    uint256 private constant LEAST_DELAY = 1 hours;
    uint256 private constant GREATEST_DELAY = 30 days;

    /// @inheritdoc INationTimelock
    uint256 public constant MAX_HOLD = 60 days;

    address private immutable TREASURY;
    address private immutable COIN;

    /// @dev When an operation was held and until when it is or was, in seconds since 1970. Both are 0 without a hold, and
    /// `until` alone once it was struck.
    struct Hold {
        uint40 since;
        uint40 until;
        bool isReleased;
    }

    // [hold], [strike]
    mapping(bytes32 operation => Hold) private _holds;

    constructor(TimelockTerms memory terms, ProvisionTerms[] memory initialProvisions)
        TimelockController(0, _only(terms.governor), _only(terms.governor), address(0))
        AccessManaged(terms.authority)
        Provisions(initialProvisions)
    {
        TREASURY = terms.treasury;
        COIN = terms.coin;
        for (uint256 i = DELAY; i <= LONG_DELAY; ++i) {
            (bytes32 key,) = _provisionAt(i);
            (uint256 min, uint256 max) = (initialProvisions[i].min, initialProvisions[i].max);
            require(
                min >= LEAST_DELAY && max <= GREATEST_DELAY,
                NationTimelock_BoundsTooWide(key, min, max, LEAST_DELAY, GREATEST_DELAY)
            );
        }
    }

    /* HOLDING BACK */

    /// @inheritdoc INationTimelock
    function hold(bytes32 operation, uint256 duration) external restricted returns (uint256 until) {
        require(duration <= MAX_HOLD, NationTimelock_HoldTooLong(duration, MAX_HOLD));
        require(getOperationState(operation) == OperationState.Waiting, NationTimelock_NotWaiting(operation));
        require(_holds[operation].since == 0, NationTimelock_HeldBefore(operation));

        until = block.timestamp + duration;
        _holds[operation] = Hold(uint40(block.timestamp), uint40(until), false);
        emit OperationHeld(operation, until);
    }

    /// @inheritdoc INationTimelock
    function release(bytes32 operation) external restricted {
        Hold storage held = _requirePending(operation);
        require(block.timestamp < held.until, NationTimelock_NotHeld(operation));
        (held.until, held.isReleased) = (uint40(block.timestamp), true);
        emit OperationReleased(operation, getTimestamp(operation));
    }

    /// @inheritdoc INationTimelock
    function strike(bytes32 operation) external restricted {
        Hold storage held = _requirePending(operation);
        require(!held.isReleased, NationTimelock_NotHeld(operation));
        held.until = 0;
        emit OperationStruck(operation);
    }

    /// @dev OpenZeppelin's moment, and later by as long as a hold. What was struck is as if it never was.
    function getTimestamp(bytes32 operation) public view override returns (uint256 timestamp) {
        timestamp = super.getTimestamp(operation);
        Hold memory held = _holds[operation];
        if (held.since == 0 || timestamp <= DONE_TIMESTAMP) return timestamp;
        return held.until == 0 ? 0 : timestamp + held.until - held.since;
    }

    /// @inheritdoc INationTimelock
    function heldUntil(bytes32 operation) external view returns (uint256) {
        return _holds[operation].until;
    }

    /// @dev The hold of an operation that is or was held, and is not done.
    function _requirePending(bytes32 operation) private view returns (Hold storage held) {
        held = _holds[operation];
        require(held.since != 0, NationTimelock_NotHeld(operation));
        require(isOperationPending(operation), NationTimelock_NotWaiting(operation));
    }

    /* READING */

    /// @notice How long everything waits at least, in seconds.
    function getMinDelay() public view override returns (uint256) {
        return _loadProvision(DELAY).current();
    }

    /// @inheritdoc INationTimelock
    function delayOf(
        bool constitutional,
        address[] calldata targets,
        uint256[] calldata values,
        bytes[] calldata calldatas
    ) external view returns (uint256 wait) {
        wait = getMinDelay();
        if (constitutional || _moveMoney(targets, values, calldatas)) {
            wait = Math.max(wait, _loadProvision(LONG_DELAY).current());
        }
    }

    /// @notice Whether the contract implements an interface (ERC-165).
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return interfaceId == type(INationTimelock).interfaceId || interfaceId == type(IProvisions).interfaceId
            || super.supportsInterface(interfaceId);
    }

    /// @dev OpenZeppelin's way to any wait, none included.
    function updateDelay(uint256 newDelay) public pure override {
        revert NationTimelock_DelayIsAProvision(newDelay);
    }

    /// @dev Another constitution could let anyone set the waits.
    function setAuthority(address newAuthority) public pure override {
        revert NationTimelock_ConstitutionIsFixed(newAuthority);
    }

    /// @dev The governor's review limits their number.
    function _moveMoney(address[] calldata targets, uint256[] calldata values, bytes[] calldata calldatas)
        private
        view
        returns (bool)
    {
        for (uint256 i = 0; i < targets.length; ++i) {
            if (values[i] != 0) return true;
            bool holdsMoney = targets[i] == TREASURY || targets[i] == COIN;
            if (holdsMoney && powerChangeOf(targets[i], calldatas[i]) != PowerChange.Less) return true;
        }
        return false;
    }

    /// @dev Tells OpenZeppelin's readers when {getMinDelay} changes by a decision. A trial's end is no call, and tells nobody.
    function _storeProvision(uint256 index, Provision newProvision) internal override {
        if (index == DELAY) emit MinDelayChange(getMinDelay(), newProvision.current());
        super._storeProvision(index, newProvision);
    }

    function _provisionCount() internal pure override returns (uint256) {
        return 2;
    }

    function _provisionAt(uint256 index) internal pure override returns (bytes32 key, Unit unit) {
        return (index == DELAY ? bytes32("delay") : bytes32("longDelay"), Unit.Seconds);
    }

    function _only(address account) private pure returns (address[] memory accounts) {
        accounts = new address[](1);
        accounts[0] = account;
    }
}
