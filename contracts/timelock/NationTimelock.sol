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
/// @dev AUTHORITY    The governor schedules, cancels and executes. The timelock itself sets its waits, within their bounds.
///
///      ASSUMPTIONS  The governor says truly what is constitutional, and schedules with the wait that it was told.
///
///      INVARIANTS   TIME-1: whatever a nation decides, everything waits at least the lower bound fixed at its founding, and
///                   nothing can be made to wait longer than the upper one.
///
///      LIMITS       An operation keeps the wait with which it was scheduled.
contract NationTimelock is TimelockController, Provisions, INationTimelock {
    uint256 private constant DELAY = 0;
    uint256 private constant LONG_DELAY = 1;

    /// @dev What every nation's bounds are within, in seconds. A wait of an hour is for nations that try themselves out.
    uint256 private constant LEAST_DELAY = 1 hours;
    uint256 private constant GREATEST_DELAY = 30 days;

    address private immutable TREASURY;
    address private immutable COIN;

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
