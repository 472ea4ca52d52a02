// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice A contract whose constructor always reverts, with or without a reason.
contract Misbuilt {
    error Misbuilt_Because(uint256 reason);

    constructor(uint256 reason) {
        if (reason != 0) revert Misbuilt_Because(reason);
        assembly ("memory-safe") {
            revert(0, 0)
        }
    }
}
