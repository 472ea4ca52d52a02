// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {ERC3009} from "@openzeppelin/contracts/token/ERC20/extensions/draft-ERC3009.sol";

/// @dev What the civic coin's transfers are measured against: OpenZeppelin's ERC-20 with permit and ERC-3009, without tax.
contract BaselineCoin is ERC20Permit, ERC3009 {
    constructor() ERC20("Baseline coin", "BASE") ERC20Permit("Baseline coin") {
        _mint(msg.sender, 1e27);
    }
}
