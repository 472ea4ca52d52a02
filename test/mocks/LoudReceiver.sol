// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @dev Takes native coin, and answers with 100,000 bytes.
contract LoudReceiver {
    receive() external payable {
        assembly ("memory-safe") {
            return(0, 100000)
        }
    }
}
