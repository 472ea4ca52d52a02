// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {BeaconRequests} from "../../contracts/randomness/BeaconRequests.sol";

/// @dev A beacon whose rounds a test can sign: a signature is the round's number, three times.
contract BeaconHarness is BeaconRequests {
    constructor(uint256 blocksAhead, uint256 margin) BeaconRequests(blocksAhead, margin) {}

    function isSupported() external pure returns (bool) {
        return true;
    }

    function _verify(uint256 round, bytes memory signature) internal pure override returns (bytes32) {
        return keccak256(signature) == keccak256(abi.encode(round, round, round)) ? keccak256(signature) : bytes32(0);
    }
}
