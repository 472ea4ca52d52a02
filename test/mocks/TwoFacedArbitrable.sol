// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IArbitrator} from "../../contracts/standards/IArbitrator.sol";

/// @dev Takes a ruling where it is asked for nothing, and refuses it where somebody pays: to have others pay again and again.
contract TwoFacedArbitrable {
    IArbitrator private immutable ARBITRATOR;

    constructor(IArbitrator arbitrator) {
        ARBITRATOR = arbitrator;
    }

    function open(uint256 choices, bytes calldata extraData) external payable returns (uint256) {
        return ARBITRATOR.createDispute{value: msg.value}(choices, extraData);
    }

    function rule(uint256, uint256) external view {
        require(tx.gasprice == 0, "not where it is paid for");
    }
}
