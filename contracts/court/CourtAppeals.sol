// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IArbitrator} from "../standards/IArbitrator.sol";
import {CourtRounds} from "./CourtRounds.sol";
import {Phase} from "./Docket.sol";
import {ICourt} from "./ICourt.sol";

/// @title  CourtAppeals
/// @notice How a ruling is contested, and who pays for that.
/// @dev A side against the ruling that is funded brings the appeal by itself: nobody loses by being too poor to answer. The
///      ruling's own side may answer, for a share of what the other side staked.
///
///      INVARIANTS   JUST-5 [pool]: what the funded sides raised, less the cost, is what their contributors get back in
///                   all: those of the side that is right in the end, or all of them if that was not funded. The last
///                   one gets what rounding left. Every other contribution comes back whole.
///
///      LIMITS       An appeal that nobody answers earns nothing, and costs its contributors the next round's fees.
abstract contract CourtAppeals is CourtRounds {
    /// @inheritdoc ICourt
    function fundAppeal(uint256 caseId, uint256 choice) external payable {
        Case storage c = _requireRunning(caseId, Phase.Appeal);
        _requireChoice(caseId, c, choice);
        require(msg.value != 0, Court_NothingSent(caseId));
        RoundRecord storage r = _lastRound(caseId, c);
        bool isOwnSide = choice == r.ruling;
        if (!isOwnSide) {
            uint256 halfTime = c.endsAt - r.appealPeriod / 2;
            require(block.timestamp < halfTime, Court_TooLate(caseId, halfTime));
        }
        uint256 need = _needOf(r, choice);
        uint256 raised = r.raised[choice];
        require(raised < need, Court_SideFunded(caseId, choice));

        uint256 amount = Math.min(msg.value, need - raised);
        r.raised[choice] = raised + amount;
        r.contributions[choice][msg.sender] += amount;
        emit AppealFunded(caseId, c.roundCount - 1, choice, msg.sender, amount);
        if (amount != msg.value) _credit(msg.sender, msg.value - amount);

        if (raised + amount < need) return;
        r.raisedByFunded += uint96(need);
        if (!isOwnSide) r.isChallenged = true;
        if (r.isChallenged && r.raised[r.ruling] == _needOf(r, r.ruling)) _openAppeal(caseId, c, r, true);
    }

    /// @inheritdoc IArbitrator
    function appeal(uint256 caseId, bytes calldata) external payable {
        Case storage c = _requireRunning(caseId, Phase.Appeal);
        require(msg.sender == c.arbitrable, Court_NotTheArbitrable(caseId, msg.sender));
        RoundRecord storage r = _lastRound(caseId, c);
        _charge(_costAfter(r));
        _openAppeal(caseId, c, r, false);
    }

    /// @inheritdoc ICourt
    function settleContribution(uint256 caseId, uint256 round, uint256 choice, address contributor)
        external
        returns (uint256 amount)
    {
        Case storage c = _requireDecided(caseId);
        RoundRecord storage r = _rounds[caseId][round];
        amount = r.contributions[choice][contributor];
        bool isAtStake = r.isContested && r.raised[choice] == _needOf(r, choice);
        bool hasRightSide = r.raised[c.ruling] == _needOf(r, c.ruling);
        require(amount != 0 && (!isAtStake || !hasRightSide || choice == c.ruling), Court_NothingOwed(contributor));

        r.contributions[choice][contributor] = 0;
        if (isAtStake) amount = _share(r, amount, hasRightSide ? r.raised[choice] : r.raisedByFunded);
        emit ContributionSettled(caseId, round, choice, contributor, amount);
        _credit(contributor, amount);
    }

    /// @inheritdoc ICourt
    function contributionOf(uint256 caseId, uint256 round, uint256 choice, address contributor)
        external
        view
        returns (uint256)
    {
        return _rounds[caseId][round].contributions[choice][contributor];
    }

    /// @inheritdoc IArbitrator
    function appealCost(uint256 caseId, bytes calldata) external view returns (uint256) {
        Case storage c = _cases[caseId];
        // A case without rounds is in no phase of appeal either.
        return c.phase == Phase.Appeal ? _costAfter(_lastRound(caseId, c)) : type(uint256).max;
    }

    /// @inheritdoc IArbitrator
    function appealPeriod(uint256 caseId) external view returns (uint256 start, uint256 end) {
        Case storage c = _cases[caseId];
        if (c.phase != Phase.Appeal) return (0, 0);
        end = c.endsAt;
        start = end - _lastRound(caseId, c).appealPeriod;
    }

    /// @dev The part of the pool that a contribution has among all that share in it; for the last of them, what is left.
    function _share(RoundRecord storage r, uint256 contribution, uint256 weight) private returns (uint256 share) {
        uint256 pool = r.raisedByFunded - _costAfter(r);
        uint256 paidWeight = r.paidWeight + contribution;
        share = paidWeight == weight ? pool - r.paidAmount : pool * contribution / weight;
        r.paidWeight = uint128(paidWeight);
        r.paidAmount += uint128(share);
    }
}
