// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ISanctionable} from "../../contracts/kernel/ISanctionable.sol";
import {ITribunal} from "../../contracts/tribunal/ITribunal.sol";

/// @dev An institution that has the case reopened while it carries an order of the case out.
contract Reopener is ISanctionable {
    ITribunal private immutable TRIBUNAL;

    constructor(ITribunal tribunal) payable {
        TRIBUNAL = tribunal;
    }

    function carryOut(uint8, uint256, uint256, uint256, bytes32 rulingId) external returns (bool) {
        TRIBUNAL.reopen{value: TRIBUNAL.reopeningCost()}(uint256(rulingId), "");
        return false;
    }

    function canCarryOut(uint8, uint256, uint256, uint256) external pure returns (bool) {
        return true;
    }
}
