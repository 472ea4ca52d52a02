// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {CourtRecords} from "./CourtRecords.sol";
import {Fund, Funds} from "./Fund.sol";
import {ICourtPurse} from "./ICourtPurse.sol";
import {Panel, Panels} from "./Panel.sol";
import {Polls} from "./Poll.sol";

/// @title  CourtFees
/// @notice What cases cost, and what the court owes to whom. It pays nobody who does not have it claimed.
/// @dev INVARIANTS   JUST-1: what was paid for a case is what its rounds hold, what is owed of it, and what was claimed of it.
///
///      LIMITS       What a juror is owed hangs on the citizen, all else on accounts. A contract that cannot receive native coin
///                   leaves what it is owed here.
abstract contract CourtFees is CourtRecords {
    using Funds for Fund;
    using Panels for Panel;

    /// @inheritdoc ICourtPurse
    mapping(address account => uint256) public owedTo;

    /// @inheritdoc ICourtPurse
    mapping(uint256 citizenId => uint256) public owedToCitizen;

    /// @inheritdoc ICourtPurse
    function settle(uint256 caseId, uint256 round) external {
        Case storage c = _requireDecided(caseId);
        require(round < c.roundCount, Court_NoSuchRound(caseId, round));
        RoundRecord storage r = _roundOf(caseId, round);
        require(!r.fund.isSettled, Court_AlreadySettled(caseId, round));
        uint256 fees = r.fund.settle();

        uint256[] memory citizenIds = r.panel.citizens();
        (uint256 voted, uint256 right) = (0, 0);
        uint256[] memory rightIds = new uint256[](citizenIds.length);
        uint256 votes = r.poll.votes;
        for (uint256 seat = 0; seat < citizenIds.length; ++seat) {
            uint256 vote = Polls.voteIn(votes, seat);
            if (vote == 0) continue;
            if (vote == uint256(c.ruling) + 1) rightIds[right++] = citizenIds[seat];
            citizenIds[voted++] = citizenIds[seat];
        }

        uint256 share = right == 0 ? 0 : fees / right;
        for (uint256 i = 0; i < right; ++i) {
            owedToCitizen[rightIds[i]] += share;
        }
        uint256 rest = fees - share * right;
        emit RoundSettled(caseId, round, share, rest);
        if (rest != 0) _credit(TREASURY, rest);
        // Those who did not vote were released when they were struck.
        assembly ("memory-safe") {
            mstore(citizenIds, voted)
        }
        if (voted != 0) ROLL.release(citizenIds);
    }

    /// @inheritdoc ICourtPurse
    function claim(address account) external returns (uint256 amount) {
        amount = owedTo[account];
        require(amount != 0, Court_NothingOwed(account));

        owedTo[account] = 0;
        emit Claimed(account, amount);
        _pay(account, amount);
    }

    /// @inheritdoc ICourtPurse
    function claimFees(uint256 citizenId) external returns (uint256 amount) {
        amount = owedToCitizen[citizenId];
        require(amount != 0, Court_NoFeesOwed(citizenId));

        owedToCitizen[citizenId] = 0;
        address holder = CITIZENSHIP.holderOf(citizenId);
        emit FeesClaimed(citizenId, holder, amount);
        _pay(holder, amount);
    }

    function _credit(address account, uint256 amount) internal {
        owedTo[account] += amount;
        emit Credited(account, amount);
    }

    /// @dev Takes a cost out of what was sent, and credits what is left.
    function _charge(uint256 cost) internal {
        require(msg.value >= cost, Court_CostNotCovered(msg.value, cost));
        if (msg.value != cost) _credit(msg.sender, msg.value - cost);
    }

    function _pay(address account, uint256 amount) private {
        // What comes back is not copied: an account cannot make its own claim dearer than it likes.
        bool success;
        assembly ("memory-safe") {
            success := call(gas(), account, amount, 0, 0, 0, 0)
        }
        require(success, Court_PaymentRefused(account, amount));
    }
}
