// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Guard, PowerChange, Unit} from "../kernel/IProvisions.sol";
import {Provision} from "../kernel/Provision.sol";
import {Provisions} from "../kernel/Provisions.sol";
import {AdmissionsBrake} from "./AdmissionsBrake.sol";
import {MONTHLY_ADMISSIONS_AT, WAITING_PERIOD_AT, WAITING_WIDTH, WIDTH} from "./AdmissionsWord.sol";
import {ICitizenship} from "./ICitizenship.sol";

/// @title  CitizenProvisions
/// @notice The governed numbers of the citizenship, by their index, and where they lie.
abstract contract CitizenProvisions is AdmissionsBrake, Provisions {
    uint256 private constant TERM = 0;
    uint256 internal constant FEE = 1;
    uint256 private constant MONTHLY_ADMISSIONS = 2;
    uint256 private constant WAITING_PERIOD = 3;

    function _provisionCount() internal pure override returns (uint256) {
        return 4;
    }

    function _provisionAt(uint256 index) internal pure override returns (bytes32 key, Unit unit) {
        if (index == TERM) return ("term", Unit.Days);
        if (index == FEE) return ("fee", Unit.Gwei);
        if (index == MONTHLY_ADMISSIONS) return ("monthlyAdmissions", Unit.CitizenShare);
        return ("waitingPeriod", Unit.Days);
    }

    function _guardOf(uint256 index) internal pure override returns (Guard) {
        if (index == MONTHLY_ADMISSIONS) return Guard.Ceiling;
        return index == WAITING_PERIOD ? Guard.Floor : Guard.None;
    }

    /// @dev A halt takes power back, unless it ends one.
    function _powerChangeOf(bytes4 selector, bytes calldata data) internal view override returns (PowerChange) {
        if (selector != ICitizenship.haltAdmissions.selector) return super._powerChangeOf(selector, data);
        return uint256(bytes32(data[4:36])) >= _decided.haltedUntil ? PowerChange.Less : PowerChange.More;
    }

    /// @dev Three provisions share the word that every admission reads.
    function _loadProvision(uint256 index) internal view override returns (Provision) {
        if (index == FEE) return super._loadProvision(index);
        (uint256 place, uint256 width) = _placeOf(index);
        return _admissions.provisionAt(place, width);
    }

    /// @dev Compressed provisions have a width of their own, below the widest bounds.
    function _storeProvision(uint256 index, Provision newProvision) internal override {
        if (index == FEE) return super._storeProvision(index, newProvision);
        (uint256 place, uint256 width) = _placeOf(index);
        (bytes32 key,) = _provisionAt(index);
        uint256 max = (1 << width) - 1;
        uint256 value = Math.max(newProvision.standing(), newProvision.trial());
        require(value <= max, Provisions_OutOfBounds(key, value, 0, max));
        _admissions = _admissions.withProvisionAt(place, width, newProvision);
    }

    /// @dev Where a compressed provision lies, and how wide its values are.
    function _placeOf(uint256 index) private pure returns (uint256 place, uint256 width) {
        if (index == WAITING_PERIOD) return (WAITING_PERIOD_AT, WAITING_WIDTH);
        return (index == TERM ? 0 : MONTHLY_ADMISSIONS_AT, WIDTH);
    }
}
