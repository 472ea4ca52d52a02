// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice A nation's directory in which every name is one institution's.
contract DirectoryOfOne {
    address private _account;

    constructor(address account) {
        _account = account;
    }

    function institution(bytes32) external view returns (address) {
        return _account;
    }
}
