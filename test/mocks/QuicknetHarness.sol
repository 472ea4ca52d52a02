// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Bls12381} from "../../contracts/randomness/Bls12381.sol";
import {DrandQuicknet} from "../../contracts/randomness/DrandQuicknet.sol";

/// @dev The libraries behind the beacon, as calls.
contract QuicknetHarness {
    function isSupported() external view returns (bool) {
        return DrandQuicknet.isSupported();
    }

    function verify(uint256 round, bytes calldata signature) external view returns (bytes32) {
        return DrandQuicknet.verify(round, signature);
    }

    function roundAtOrAfter(uint256 moment) external pure returns (uint256) {
        return DrandQuicknet.roundAtOrAfter(moment);
    }

    function timeOf(uint256 round) external pure returns (uint256) {
        return DrandQuicknet.timeOf(round);
    }

    function hashToG1(bytes32 message) external view returns (bytes memory) {
        return Bls12381.hashToG1(message);
    }

    function isGreater(uint256 high, uint256 low) external pure returns (bool) {
        return Bls12381.isGreater(high, low);
    }
}
