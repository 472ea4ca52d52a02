// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ProvisionTerms, Unit} from "../../contracts/kernel/IProvisions.sol";
import {Provision} from "../../contracts/kernel/Provision.sol";
import {Provisions} from "../../contracts/kernel/Provisions.sol";

/// @notice An institution with nothing but two provisions: `rate` and `period`.
contract ProvisionsHarness is Provisions {
    constructor(address authority, ProvisionTerms[] memory terms) AccessManaged(authority) Provisions(terms) {}

    /// @notice The value that applies, read as an institution reads its own.
    function current(uint256 index) external view returns (uint256) {
        return _loadProvision(index).current();
    }

    /// @notice The packed provision as it is stored.
    function stored(uint256 index) external view returns (uint256) {
        return Provision.unwrap(_loadProvision(index));
    }

    function _provisionCount() internal pure override returns (uint256) {
        return 2;
    }

    function _provisionAt(uint256 index) internal pure override returns (bytes32 key, Unit unit) {
        return index == 0 ? (bytes32("rate"), Unit.BasisPoints) : (bytes32("period"), Unit.Seconds);
    }
}
