// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @dev What proposals call, so that their own cost is measured: it writes one slot. And the directory, for those who look into it.
contract Register {
    uint256 public entry = 1;
    mapping(bytes32 name => address) public institution;

    function appoint(bytes32 name, address account) external {
        institution[name] = account;
    }

    function set(uint256 newEntry) external {
        entry = newEntry;
    }
}
