// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Payouts} from "../../contracts/kernel/Payouts.sol";
import {CitizenshipStub} from "./CitizenshipStub.sol";

/// @notice An institution that owes whatever a test tells it to.
contract PayoutsHarness is Payouts {
    CitizenshipStub private immutable CITIZENSHIP;

    constructor(CitizenshipStub citizenship) payable {
        CITIZENSHIP = citizenship;
    }

    function credit(address asset, address account, uint256 citizenId, uint256 amount) external {
        _credit(asset, account, citizenId, amount);
    }

    function owe(address asset, address account, uint256 citizenId, uint256 amount) external {
        _owe(asset, account, citizenId, amount);
    }

    /// @notice Calls back in from an act that is guarded, as one that takes a token in is.
    function takeIn(bytes calldata data) external nonReentrant {
        (bool success, bytes memory result) = address(this).call(data);
        if (success) return;
        assembly ("memory-safe") {
            revert(add(result, 0x20), mload(result))
        }
    }

    function _holderOf(uint256 citizenId) internal view override returns (address) {
        return CITIZENSHIP.holderOf(citizenId);
    }
}
