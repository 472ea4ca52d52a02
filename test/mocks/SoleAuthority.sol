// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @dev An authority that lets one account do everything, and nobody else anything.
contract SoleAuthority {
    address private immutable GOVERNMENT;

    constructor(address government) {
        GOVERNMENT = government;
    }

    function canCall(address caller, address, bytes4) external view returns (bool immediate, uint32 delay) {
        return (caller == GOVERNMENT, 0);
    }
}
