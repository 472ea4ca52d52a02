// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";

/// A contract account that agrees to everything, and tries to act while it is asked.
contract ReentrantWallet {
    address private immutable _TARGET;
    bytes[] private _attempts;

    constructor(address target, bytes[] memory attempts) {
        _TARGET = target;
        _attempts = attempts;
    }

    function isValidSignature(bytes32, bytes calldata) external returns (bytes4) {
        for (uint256 i = 0; i < _attempts.length; ++i) {
            (bool success,) = _TARGET.call{gas: 200_000}(_attempts[i]);
            require(!success, "The attempt succeeded");
        }
        return IERC1271.isValidSignature.selector;
    }
}
