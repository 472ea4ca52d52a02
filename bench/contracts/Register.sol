// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @dev What proposals call, so that their own cost is measured: it writes one slot.
contract Register {
    uint256 public entry = 1;

    function set(uint256 newEntry) external {
        entry = newEntry;
    }
}
