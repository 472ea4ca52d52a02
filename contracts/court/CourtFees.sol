// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Payouts} from "../kernel/Payouts.sol";
import {CourtRecords} from "./CourtRecords.sol";
import {Fund, Funds} from "./Fund.sol";
import {ICourt} from "./ICourt.sol";
import {Panel, Panels} from "./Panel.sol";
import {Polls} from "./Poll.sol";

/// @title  CourtFees
/// @notice How jurors are paid. Payments are pull-only, see {claim}.
/// @dev INVARIANTS   JUST-1: the payments for a case are the sum of what its rounds hold, what is owed and what was claimed.
///
///      LIMITS       Fees are owed to the juror's citizenship, all else to accounts.
abstract contract CourtFees is CourtRecords, Payouts {
    using Funds for Fund;
    using Panels for Panel;

    /// @dev All money of the court is the chain's native coin.
    address private constant NATIVE = address(0);

    /// @inheritdoc ICourt
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
            // Told by {RoundSettled}.
            _owe(NATIVE, address(0), rightIds[i], share);
        }
        uint256 rest = fees - share * right;
        emit RoundSettled(caseId, round, share, rest);
        _creditNative(TREASURY, rest);
        // Absent jurors were released when they were penalized.
        assembly ("memory-safe") {
            mstore(citizenIds, voted)
        }
        if (voted != 0) ROLL.release(citizenIds);
    }

    /// @dev Takes a cost out of the value sent, and credits the surplus.
    function _takePayment(uint256 cost) internal {
        require(msg.value >= cost, Court_CostNotCovered(msg.value, cost));
        _creditNative(msg.sender, msg.value - cost);
    }

    function _creditNative(address account, uint256 amount) internal {
        _credit(NATIVE, account, 0, amount);
    }

    /// @inheritdoc Payouts
    function _holderOf(uint256 citizenId) internal view override returns (address) {
        return CITIZENSHIP.holderOf(citizenId);
    }
}
