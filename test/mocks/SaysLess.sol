// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {PowerChange} from "../../contracts/kernel/IProvisions.sol";

/// @notice A stranger's contract that takes native coin with a provision's function, and says that this takes power back.
contract SaysLess {
    function setProvision(bytes32, uint256) external payable {}

    function powerChangeOf(bytes calldata) external pure returns (PowerChange) {
        return PowerChange.Less;
    }
}
