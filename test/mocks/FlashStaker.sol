// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ICivicCoin} from "../../contracts/coin/ICivicCoin.sol";
import {IStake} from "../../contracts/stake/IStake.sol";

/// @notice A citizen's contract account that stakes borrowed coin, in one transaction.
contract FlashStaker {
    ICivicCoin private immutable COIN;
    IStake private immutable STAKE;

    constructor(ICivicCoin coin, IStake stake) {
        (COIN, STAKE) = (coin, stake);
        coin.approve(address(stake), type(uint256).max);
    }

    function stakeAndUnstake(address lender, uint256 amount) public {
        COIN.transferNetFrom(lender, address(this), amount);
        STAKE.stake(amount);
        STAKE.unstake(amount);
    }

    function borrowAndReturn(address lender, uint256 amount, uint256 citizenId) external {
        stakeAndUnstake(lender, amount);
        STAKE.withdraw(citizenId);
        COIN.transferNet(lender, amount);
    }
}
