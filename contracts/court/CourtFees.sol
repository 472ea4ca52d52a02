// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Payouts} from "../kernel/Payouts.sol";
import {COUNTED, LINE, PLENARY_AT_ONCE} from "./CaseTypes.sol";
import {CourtRounds} from "./CourtRounds.sol";
import {Draw, Draws} from "./Draw.sol";
import {ICourt} from "./ICourt.sol";
import {Panel, Panels} from "./Panel.sol";
import {Poll, Polls} from "./Poll.sol";

/// @title  CourtFees
/// @notice How jurors are paid. Payments are pull-only, see {claim}.
/// @dev INVARIANTS   JUST-1: the payments for a case are the sum of what its rounds hold, what is owed and what was claimed.
///
///      LIMITS       Fees are owed to the juror's citizenship, all else to accounts.
abstract contract CourtFees is CourtRounds, Payouts {
    using Draws for Draw;
    using Panels for Panel;
    using Polls for Poll;

    /// @dev All money of the court is the chain's native coin.
    address private constant NATIVE = address(0);

    /// @inheritdoc ICourt
    function settle(uint256 caseId, uint256 round) external {
        Case storage c = _requireDecided(caseId);
        require(round < c.roundCount, Court_NoSuchRound(caseId, round));
        require(!_roundOf(caseId, round).poll.isSettled, Court_AlreadySettled(caseId, round));
        _settle(caseId, c, round);
    }

    /// @dev Once for each round of a case whose ruling is final.
    function _settle(uint256 caseId, Case storage c, uint256 round) internal {
        RoundRecord storage r = _roundOf(caseId, round);
        r.poll.settle();

        uint256[] memory citizenIds = r.panel.citizens();
        (uint256 seats, uint256 voted) = (citizenIds.length, 0);
        (uint256 votes, bool isLine) = (r.poll.votes, _isLine(c));
        for (uint256 seat = 0; seat < seats; ++seat) {
            if (Polls.voteIn(votes, seat, isLine) != 0) citizenIds[voted++] = citizenIds[seat];
        }

        uint256 fees = r.draw.feesOf();
        // Of a panel without a ruling the voters have kept their part already.
        uint256 share = voted == 0 ? 0 : fees / (r.poll.hasRuling ? seats : voted);
        for (uint256 i = 0; i < voted; ++i) {
            // Told by {RoundSettled}.
            _owe(NATIVE, address(0), citizenIds[i], share);
        }
        uint256 rest = fees - share * voted;
        emit RoundSettled(caseId, round, share, rest);
        _giveBack(caseId, c, round, rest);
        // Absent jurors were released when they were penalized.
        assembly ("memory-safe") {
            mstore(citizenIds, voted)
        }
        if (voted != 0) ROLL.release(citizenIds);
    }

    /// @dev What no juror earned of a round goes to whoever paid for it and was right: to the side of the appeal that brought the round,
    /// or to the arbitrable for the last choice on a line. So nobody is ever paid more than was paid in for the round. Else it goes to
    /// the treasury, or to the fund of an institution that charges each person by itself and puts its choices on a line.
    function _giveBack(uint256 caseId, Case storage c, uint256 round, uint256 rest) private {
        // Rounds that ended without a ruling passed their fees on.
        while (round != 0 && !_roundOf(caseId, round - 1).poll.hasRuling) --round;
        // A round that nobody appealed to has none before it, or one without contributions.
        RoundRecord storage appealed = _roundOf(caseId, round == 0 ? 0 : round - 1);
        bool isPaidBySides = round != 0 && appealed.fund.isContested;
        if (isPaidBySides && _isFunded(c, appealed, c.ruling)) {
            appealed.fund.raisedByFunded += uint96(rest);
        } else if (!isPaidBySides && _is(c, LINE) && (c.ruling == c.choices) != _is(c, PLENARY_AT_ONCE)) {
            c.ending.refund += uint128(rest);
        } else {
            _creditNative(_is(c, LINE) && !_is(c, COUNTED) ? c.arbitrable : TREASURY, rest);
        }
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
