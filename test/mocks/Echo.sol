// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @dev Returns any number of bytes, and reverts on demand.
contract Echo {
    error Echo_Failed(uint256 code);

    function bytesOf(uint256 length) external pure returns (bytes memory) {
        return new bytes(length);
    }

    function fail(uint256 code) external pure {
        revert Echo_Failed(code);
    }
}
