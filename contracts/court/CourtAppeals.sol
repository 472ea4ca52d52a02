// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IArbitrator} from "../standards/IArbitrator.sol";
import {Phase} from "./CaseTypes.sol";
import {CourtFees} from "./CourtFees.sol";
import {Fund, Funds} from "./Fund.sol";
import {ICourt} from "./ICourt.sol";

/// @title  CourtAppeals
/// @notice How a ruling is appealed against, and who pays for it.
/// @dev A funded side against the ruling brings the appeal by itself: the other side loses nothing by being too poor to answer. The
///      ruling's own side may answer, for a share of the other side's stake, as long as the time for appeals lasts and with any
///      amount: else an appellant who answers in the others' stead would risk little.
///
///      INVARIANTS   JUST-9 [pool]: the pool is the sum that the funded sides raised, less the cost, and what jurors did not earn
///                   of it if an unanswered appeal was right. The contributors of the
///                   side that is right in the end share it, or those of all funded sides if that side was not funded. The
///                   last share takes the remainder of rounding. Every other contribution comes back whole.
///
///      LIMITS       An unanswered appeal earns nothing, and costs its contributors the fees that jurors earn in the next round.
abstract contract CourtAppeals is CourtFees {
    using Funds for Fund;

    /// @inheritdoc ICourt
    function fundAppeal(uint256 caseId, uint256 choice) external payable {
        Case storage c = _requireRunning(caseId, Phase.Appeal);
        _requireChoice(caseId, c, choice);
        require(msg.value != 0, Court_NothingSent(caseId));
        RoundRecord storage r = _lastRound(caseId, c);
        Fund storage fund = r.fund;
        uint256 ruling = r.poll.ruling;
        bool isOwnSide = choice == ruling;
        if (!isOwnSide) {
            _requireBefore(caseId, c.endsAt - c.terms.appealPeriod / 2);
        }
        uint256 need = _needOf(c, r, choice);
        uint256 raised = fund.raised[choice];
        uint256 amount = msg.value;
        if (!isOwnSide) {
            require(raised < need, Court_SideFunded(caseId, choice));
            amount = Math.min(amount, need - raised);
        }
        fund.contribute(choice, raised, msg.sender, amount);
        emit AppealFunded(caseId, c.roundCount - 1, choice, msg.sender, amount);
        _creditNative(msg.sender, msg.value - amount);

        if (raised + amount >= need) fund.countFunded(raised < need ? raised + amount : amount, isOwnSide);
    }

    /// @inheritdoc IArbitrator
    /// @custom:access anyone: the contract that brought the case; everybody else by `fundAppeal`
    function appeal(uint256 caseId, bytes calldata) external payable {
        Case storage c = _requireRunning(caseId, Phase.Appeal);
        _requireArbitrable(caseId, c);
        RoundRecord storage r = _lastRound(caseId, c);
        _takePayment(_costAfter(c, r));
        _openAppeal(caseId, c, r, false);
    }

    /// @inheritdoc ICourt
    function settleContribution(uint256 caseId, uint256 round, uint256 choice, address contributor)
        external
        returns (uint256 amount)
    {
        Case storage c = _requireDecided(caseId);
        uint256 ruling = c.ruling;
        RoundRecord storage r = _roundOf(caseId, round);
        Fund storage fund = r.fund;
        amount = fund.contributions[choice][contributor];
        bool isAtStake = fund.isContested && _isFunded(c, r, choice);
        bool hasRightSide = _isFunded(c, r, ruling);
        require(
            amount != 0 && (!isAtStake || !hasRightSide || choice == ruling),
            Court_NothingToSettle(caseId, round, choice, contributor)
        );

        fund.takeBack(choice, contributor);
        if (isAtStake) {
            // What later rounds give back belongs to the pool.
            for (uint256 later = round + 1; later < c.roundCount; ++later) {
                if (!_roundOf(caseId, later).poll.isSettled) _settle(caseId, c, later);
            }
            amount = fund.payShare({
                contribution: amount,
                cost: _costAfter(c, r),
                weight: hasRightSide ? fund.raised[choice] : fund.raisedByFunded
            });
        }
        emit ContributionSettled(caseId, round, choice, contributor, amount);
        _creditNative(contributor, amount);
    }

    /// @inheritdoc ICourt
    function contributionOf(uint256 caseId, uint256 round, uint256 choice, address contributor)
        external
        view
        returns (uint256)
    {
        return _roundOf(caseId, round).fund.contributions[choice][contributor];
    }

    /// @inheritdoc ICourt
    function wonByAppeal(uint256 caseId) external view returns (bool) {
        Case storage c = _requireDecided(caseId);
        uint256 ruling = c.ruling;
        for (uint256 round = 0; round < c.roundCount; ++round) {
            RoundRecord storage r = _roundOf(caseId, round);
            if (!r.poll.hasRuling || r.poll.ruling == ruling) continue;
            uint256 need = _needOf(c, r, ruling);
            if (r.fund.raised[ruling] == need && r.fund.raisedByFunded == need) return true;
        }
        return false;
    }

    /// @inheritdoc IArbitrator
    function appealCost(uint256 caseId, bytes calldata) external view returns (uint256) {
        Case storage c = _caseOf(caseId);
        // A case in its appeal phase has a round.
        return c.phase == Phase.Appeal ? _costAfter(c, _lastRound(caseId, c)) : type(uint256).max;
    }

    /// @inheritdoc IArbitrator
    function appealPeriod(uint256 caseId) external view returns (uint256 start, uint256 end) {
        Case storage c = _caseOf(caseId);
        if (c.phase != Phase.Appeal) return (0, 0);
        end = c.endsAt;
        start = end - c.terms.appealPeriod;
    }

    /// @dev Opens the next round if a side against the ruling is funded. Otherwise the ruling is final.
    function _closeAppeal(uint256 caseId, Case storage c, RoundRecord storage r) internal {
        if (r.fund.isChallenged) _openAppeal(caseId, c, r, true);
        else _decide(caseId, c);
    }
}
