// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IRandomness} from "../../contracts/randomness/IRandomness.sol";

/// @dev Randomness that a test decides.
contract RandomnessStub is IRandomness {
    uint256 public requestCount;
    mapping(uint256 requestId => bytes32) public seedOf;

    function request() external returns (uint256 requestId) {
        return ++requestCount;
    }

    function setSeed(uint256 requestId, bytes32 seed) external {
        require(seedOf[requestId] == 0, "a request has one seed, ever");
        seedOf[requestId] = seed;
    }
}
