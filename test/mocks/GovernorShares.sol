// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ProvisionView, Unit} from "../../contracts/kernel/IProvisions.sol";

/// @dev What a governor says that amendments take.
contract GovernorShares {
    uint256 private immutable QUORUM;
    uint256 private immutable MAJORITY;

    constructor(uint256 quorum, uint256 majority) {
        QUORUM = quorum;
        MAJORITY = majority;
    }

    function provision(bytes32 key) external view returns (ProvisionView memory) {
        uint256 value = key == "constitutionalCitizenQuorum" ? QUORUM : MAJORITY;
        return ProvisionView(key, Unit.BasisPoints, value, value, 0, 0, 0, 100_00);
    }
}
