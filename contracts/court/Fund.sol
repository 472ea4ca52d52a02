// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice The money of the appeal against a round's ruling, in wei. {Funds} alone writes it.
/// @param raisedByFunded The sum that the funded sides raised, and what comes back to them of the next round's fees.
/// @param isChallenged Whether a side against the ruling is funded.
/// @param isContested Whether contributors paid for the appeal, rather than the arbitrable.
/// @param paidWeight The sum of the contributions that got their share of the pool.
/// @param paidAmount The sum of these shares.
/// @param raised The sum that each side raised.
/// @param contributions The contributions that are not settled yet.
struct Fund {
    uint96 raisedByFunded;
    bool isChallenged;
    bool isContested;
    uint128 paidWeight;
    uint128 paidAmount;
    mapping(uint256 choice => uint256) raised;
    mapping(uint256 choice => mapping(address contributor => uint256)) contributions;
}

/// @title  Funds
/// @notice How money comes into an appeal and leaves it.
library Funds {
    function contribute(Fund storage self, uint256 choice, uint256 raised, address contributor, uint256 amount)
        internal
    {
        self.raised[choice] = raised + amount;
        self.contributions[choice][contributor] += amount;
    }

    /// @dev A side is funded, or the ruling's own raised more.
    function countFunded(Fund storage self, uint256 amount, bool isOwnSide) internal {
        self.raisedByFunded += uint96(amount);
        if (!isOwnSide) self.isChallenged = true;
    }

    function setContested(Fund storage self, bool isContested) internal {
        self.isContested = isContested;
    }

    function takeBack(Fund storage self, uint256 choice, address contributor) internal {
        self.contributions[choice][contributor] = 0;
    }

    /// @dev The pool is shared in proportion to the contributions. The last share is the remainder of the pool.
    /// @param cost The cost of the appeal.
    /// @param weight The sum of all contributions that share in the pool.
    function payShare(Fund storage self, uint256 contribution, uint256 cost, uint256 weight)
        internal
        returns (uint256 share)
    {
        uint256 pool = self.raisedByFunded - cost;
        uint256 paidWeight = self.paidWeight + contribution;
        share = paidWeight == weight ? pool - self.paidAmount : pool * contribution / weight;
        self.paidWeight = uint128(paidWeight);
        self.paidAmount += uint128(share);
    }
}
