// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @dev An ordinary ERC-20 that anyone mints.
contract PlainToken is ERC20("Plain token", "PLAIN") {
    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }
}
