// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @notice The money of a round, in wei, which {Funds} alone writes: what its jurors share, and what the appeal against its ruling
///         raised. Its first slot holds what every round has.
/// @param fees What its jurors share.
/// @param isRedraw Whether the fees, or a part of them, were left by a panel of the same size of which too few voted.
/// @param isSettled Whether the fees were shared out.
/// @param isChallenged Whether a side against the ruling is funded.
/// @param isContested Whether the sides raised the cost of an appeal, rather than that the arbitrable paid it.
/// @param raisedByFunded What the funded sides raised.
/// @param paidWeight The contributions that were paid their share of the pool.
/// @param paidAmount What they were paid.
/// @param raised What each side raised.
/// @param contributions Who contributed to it, and was not settled with yet.
struct Fund {
    uint96 fees;
    bool isRedraw;
    bool isSettled;
    bool isChallenged;
    bool isContested;
    uint96 raisedByFunded;
    uint128 paidWeight;
    uint128 paidAmount;
    mapping(uint256 choice => uint256) raised;
    mapping(uint256 choice => mapping(address contributor => uint256)) contributions;
}

/// @title  Funds
/// @notice What comes into a round, and goes out of it.
library Funds {
    function open(Fund storage self, uint256 fees, bool isRedraw) internal {
        self.fees = SafeCast.toUint96(fees);
        self.isRedraw = isRedraw;
    }

    /// @dev Leaves the voters' share of the fees here.
    /// @return rest What the others leave for the next panel.
    function keepShare(Fund storage self, uint256 voted, uint256 seats) internal returns (uint256 rest) {
        uint256 fees = self.fees;
        uint256 kept = fees * voted / seats;
        self.fees = uint96(kept);
        return fees - kept;
    }

    /// @dev For the fees to be shared out.
    function settle(Fund storage self) internal returns (uint256 fees) {
        self.isSettled = true;
        return self.fees;
    }

    function contribute(Fund storage self, uint256 choice, uint256 raised, address contributor, uint256 amount)
        internal
    {
        self.raised[choice] = raised + amount;
        self.contributions[choice][contributor] += amount;
    }

    /// @dev A side has all that it needs.
    function closeSide(Fund storage self, uint256 need, bool isOwnSide) internal {
        self.raisedByFunded += uint96(need);
        if (!isOwnSide) self.isChallenged = true;
    }

    function setContested(Fund storage self, bool isContested) internal {
        self.isContested = isContested;
    }

    function takeBack(Fund storage self, uint256 choice, address contributor) internal {
        self.contributions[choice][contributor] = 0;
    }

    /// @dev Pays out the part of the pool that a contribution has among all that share in it; for the last of them, what is left.
    /// @param cost What the appeal cost.
    /// @param weight What all who share in the pool contributed.
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
