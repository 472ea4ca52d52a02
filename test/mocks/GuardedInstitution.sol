// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {Guard, PowerChange, ProvisionTerms, Unit} from "../../contracts/kernel/IProvisions.sol";
import {Provisions} from "../../contracts/kernel/Provisions.sol";

/// @notice An institution with a cap, a protection and a plain rate, and with a function that only takes power back.
contract GuardedInstitution is Provisions {
    bool public closed;

    constructor(address authority, ProvisionTerms[] memory terms) AccessManaged(authority) Provisions(terms) {}

    /// @notice Takes power back.
    function close() external restricted {
        closed = true;
    }

    /// @notice Gives power, as far as the constitution marks it.
    function open() external restricted {
        closed = false;
    }

    /// @notice Takes power back, and has no mark.
    function shut() external restricted {
        closed = true;
    }

    /// @notice Gives power, and has no mark.
    function widen() external restricted {
        closed = false;
    }

    function _provisionCount() internal pure override returns (uint256) {
        return 3;
    }

    function _provisionAt(uint256 index) internal pure override returns (bytes32 key, Unit unit) {
        if (index == 0) return ("cap", Unit.BasisPoints);
        return index == 1 ? (bytes32("wait"), Unit.Seconds) : (bytes32("rate"), Unit.BasisPoints);
    }

    function _guardOf(uint256 index) internal pure override returns (Guard) {
        if (index == 0) return Guard.Ceiling;
        return index == 1 ? Guard.Floor : Guard.None;
    }

    function _powerChangeOf(bytes4 selector, bytes calldata) internal pure override returns (PowerChange) {
        if (selector == this.widen.selector) return PowerChange.More;
        bool takesPower = selector == this.close.selector || selector == this.shut.selector;
        return takesPower ? PowerChange.Less : PowerChange.AsMarked;
    }
}
