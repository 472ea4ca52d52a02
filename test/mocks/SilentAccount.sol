// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @dev Takes every call, does nothing, and answers nothing.
contract SilentAccount {
    fallback() external payable {}
}
