// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";

/// @notice Makes other people's calls: it brings a deployer its steps as any wallet or batch may.
contract Bringer {
    /// @notice Makes several calls in one transaction. What is beside them is ignored.
    function bring(address target, bytes[] calldata calls, bytes calldata beside) external {
        beside;
        for (uint256 i = 0; i < calls.length; ++i) {
            Address.functionCall(target, calls[i]);
        }
    }

    /// @notice Makes calls to several contracts in one transaction, and sends each what stands beside it.
    function bringAll(address[] calldata targets, bytes[] calldata calls, uint256[] calldata values) external payable {
        for (uint256 i = 0; i < calls.length; ++i) {
            Address.functionCallWithValue(targets[i], calls[i], values[i]);
        }
    }

    /// @notice Makes a call whose data no transaction tells: it is another contract's code.
    function bringFrom(address target, address store) external {
        Address.functionCall(target, store.code);
    }
}
