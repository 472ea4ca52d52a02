// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @notice The money of a round, in wei: the fees of its jurors, and the appeal against its ruling. {Funds} alone writes it. The
///         first slot is written in every round, the others in an appeal.
/// @param fees The fees that its jurors share.
/// @param isRedraw Whether the round replaces a panel of the same size, and got that panel's unearned fees.
/// @param isSettled Whether the fees were shared out.
/// @param isChallenged Whether a side against the ruling is funded.
/// @param isContested Whether contributors paid for the appeal, rather than the arbitrable.
/// @param raisedByFunded The sum that the funded sides raised.
/// @param paidWeight The sum of the contributions that got their share of the pool.
/// @param paidAmount The sum of these shares.
/// @param raised The sum that each side raised.
/// @param contributions The contributions that are not settled yet.
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
/// @notice How money comes into a round and leaves it.
library Funds {
    function open(Fund storage self, uint256 fees, bool isRedraw) internal {
        self.fees = SafeCast.toUint96(fees);
        self.isRedraw = isRedraw;
    }

    /// @dev Keeps the share of those who voted.
    /// @return rest The share of the absent, for the next panel.
    function keepShare(Fund storage self, uint256 voted, uint256 seats) internal returns (uint256 rest) {
        uint256 fees = self.fees;
        uint256 kept = fees * voted / seats;
        self.fees = uint96(kept);
        return fees - kept;
    }

    /// @return fees The fees to share out.
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

    /// @dev The side is funded and takes no more.
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
