// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// @dev What the treasury's payments are measured against: the same authority lets somebody pay, without cap, budget or
/// accounts.
contract BaselineTreasury is AccessManaged {
    using SafeERC20 for IERC20;

    event Paid(IERC20 indexed asset, address indexed to, uint256 amount, string purpose);

    constructor(address authority) AccessManaged(authority) {}

    function pay(IERC20 asset, address to, uint256 amount, string calldata purpose) external restricted {
        asset.safeTransfer(to, amount);
        emit Paid(asset, to, amount, purpose);
    }
}
