// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Act, IUpkeep} from "../../contracts/upkeep/IUpkeep.sol";

/// @notice A keeper that is a contract: it takes coin or not, calls back when it is paid, and has steps taken several times in one
///         transaction.
contract KeeperAccount {
    IUpkeep private immutable UPKEEP;

    bool public refuses;
    bool public callsBack;
    bool public wasLetIn;

    constructor(IUpkeep upkeep) {
        UPKEEP = upkeep;
    }

    receive() external payable {
        require(!refuses);
        if (!callsBack) return;
        (wasLetIn,) = address(UPKEEP).call(abi.encodeCall(IUpkeep.perform, (new Act[](0))));
    }

    function behave(bool newRefuses, bool newCallsBack) external {
        (refuses, callsBack) = (newRefuses, newCallsBack);
    }

    /// @dev Each step by a call of its own.
    function performEach(Act[] calldata acts) external {
        for (uint256 i = 0; i < acts.length; ++i) {
            Act[] memory one = new Act[](1);
            one[0] = acts[i];
            UPKEEP.perform(one);
        }
    }
}
