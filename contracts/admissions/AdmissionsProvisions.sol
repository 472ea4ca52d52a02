// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Guard, PowerChange, ProvisionTerms, Unit} from "../kernel/IProvisions.sol";
import {Provisions} from "../kernel/Provisions.sol";
import {MOST_DECIDERS} from "./Deciders.sol";
import {IAdmissions} from "./IAdmissions.sol";

/// @title  AdmissionsProvisions
/// @notice The governed numbers of admissions, by their index.
/// @dev INVARIANTS   ADMIT-1 [two]: no bound lets fewer than two validators decide, nor more than an application holds.
abstract contract AdmissionsProvisions is Provisions, IAdmissions {
    uint256 internal constant FEE = 0;
    uint256 internal constant BOND = 1;
    uint256 internal constant APPLICATION_PERIOD = 2;
    uint256 internal constant COOL_OFF = 3;
    uint256 internal constant ATTESTATIONS = 4;
    uint256 internal constant OPEN_ATTESTATIONS = 5;
    uint256 internal constant LEAST_VALIDATORS = 6;
    uint256 internal constant VALIDATOR_BOND = 7;
    uint256 internal constant ACCREDITATION_TERM = 8;
    uint256 internal constant LIABILITY = 9;
    uint256 internal constant BOUNTY = 10;
    uint256 internal constant FIRST_LEVEL = 11;
    uint256 internal constant SECOND_LEVEL = 12;

    /// @dev [two]
    uint256 private constant LEAST_ATTESTATIONS = 2;

    constructor(ProvisionTerms[] memory terms) {
        for (uint256 i = 0; i < terms.length; ++i) {
            (bytes32 key, Unit unit) = _provisionAt(i);
            (uint256 min, uint256 max) = (terms[i].min, terms[i].max);
            uint256 least = i == ATTESTATIONS ? LEAST_ATTESTATIONS : 0;
            require(min >= least && max <= _limitOf(i, unit), Admissions_BoundsUnsound(key, min, max));
        }
    }

    function _current(uint256 index) internal view returns (uint256) {
        return _loadProvision(index).current();
    }

    /// @dev In seconds.
    function _period(uint256 index) internal view returns (uint256) {
        return _current(index) * 1 days;
    }

    /// @dev What a record can hold.
    function _limitOf(uint256 index, Unit unit) private pure returns (uint256) {
        if (index == ATTESTATIONS) return MOST_DECIDERS;
        if (unit == Unit.Gwei) return type(uint40).max;
        return unit == Unit.BasisPoints ? 100_00 : type(uint16).max;
    }

    function _provisionCount() internal pure override returns (uint256) {
        return 13;
    }

    function _provisionAt(uint256 index) internal pure override returns (bytes32 key, Unit unit) {
        bytes32[13] memory keys = [
            bytes32("fee"),
            "bond",
            "applicationPeriod",
            "coolOff",
            "attestations",
            "openAttestations",
            "leastValidators",
            "validatorBond",
            "accreditationTerm",
            "liability",
            "bounty",
            "firstLevel",
            "secondLevel"
        ];
        return (keys[index], _unitOf(index));
    }

    function _unitOf(uint256 index) private pure returns (Unit) {
        if (index <= BOND || index == VALIDATOR_BOND) return Unit.Gwei;
        if (index == BOUNTY) return Unit.BasisPoints;
        if (index >= FIRST_LEVEL) return Unit.Heads;
        return index >= ATTESTATIONS && index <= LEAST_VALIDATORS ? Unit.Heads : Unit.Days;
    }

    /// @dev What keeps false citizens out is a protection, and how much one validator can do at once is a cap.
    function _guardOf(uint256 index) internal pure override returns (Guard) {
        if (index == OPEN_ATTESTATIONS || index == ACCREDITATION_TERM || index >= FIRST_LEVEL) return Guard.Ceiling;
        if (index == ATTESTATIONS || index == LEAST_VALIDATORS || index == VALIDATOR_BOND || index == LIABILITY) {
            return Guard.Floor;
        }
        return index == BOND ? Guard.Floor : Guard.None;
    }

    /// @inheritdoc Provisions
    /// @dev Dismissing a validator and rejecting an adapter take power back.
    function _powerChangeOf(bytes4 selector, bytes calldata) internal pure override returns (PowerChange) {
        bool takesPower = selector == IAdmissions.dismiss.selector || selector == IAdmissions.rejectProof.selector;
        return takesPower ? PowerChange.Less : PowerChange.AsMarked;
    }
}
