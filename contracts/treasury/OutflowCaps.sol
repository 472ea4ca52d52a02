// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {RateLimiter} from "@openzeppelin/contracts/utils/RateLimiter.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {BASIS_POINTS} from "../kernel/BasisPoints.sol";
import {Guard, ProvisionTerms, Unit} from "../kernel/IProvisions.sol";
import {Provision, toTrial} from "../kernel/Provision.sol";
import {Provisions} from "../kernel/Provisions.sol";
import {ITreasury, Outflow} from "./ITreasury.sol";

/// @title  OutflowCaps
/// @notice How much of an asset can leave a treasury within any 30 days: by ordinary payments and budgets, and in all.
/// @dev AUTHORITY    The government sets the caps within their bounds. Only a constitutional decision raises one.
///
///      ASSUMPTIONS  The treasury counts each outflow, under the cap that it was paid under.
///
///      INVARIANTS   TREASURY-2 [outflow]: after an ordinary payment or a spending, the ordinary outflow of 30 days is at most
///                   the cap's share of the balance and that outflow together. After any payment, the whole outflow of 30
///                   days is at most the total cap's share of the balance and that outflow together. Paying in to raise a
///                   limit costs more than the limit rises by.
///                   TREASURY-4 [cap]: a cap is at most the lowest value that was decided within the last 30 days, and at most
///                   the one that applied before them.
///
///      LIMITS       Two raises within 30 days count together, 30 days after the second. No cap is tried.
abstract contract OutflowCaps is ITreasury, Provisions {
    using Checkpoints for Checkpoints.Trace208;
    using RateLimiter for RateLimiter.SlidingWindow;

    /// @dev The caps' window, and how long a raised cap waits.
    uint48 private constant OUTFLOW_PERIOD = 30 days;

    uint256 internal constant OUTFLOW = 0;
    uint256 internal constant TOTAL_OUTFLOW = 1;

    /// @dev Tells the constitutional outflows of an asset from its ordinary ones.
    bytes32 private constant CONSTITUTIONAL = bytes32(uint256(1) << 160);

    /// @inheritdoc ITreasury
    uint256 public constant MAX_OUTFLOW = 25_00;

    /// @inheritdoc ITreasury
    uint256 public constant MAX_TOTAL_OUTFLOW = 50_00;

    /// @dev Counts what left, by asset and class. The limiter only counts: its limit is the maximum, since a cap moves with the
    /// balance.
    RateLimiter.SlidingWindow private _outflows;

    constructor(ProvisionTerms[] memory terms) Provisions(terms) {
        _requireMax(OUTFLOW, terms, MAX_OUTFLOW);
        _requireMax(TOTAL_OUTFLOW, terms, MAX_TOTAL_OUTFLOW);
        _outflows.updateSettings(OUTFLOW_PERIOD, type(uint208).max);
    }

    /* READING */

    /// @inheritdoc ITreasury
    function outflowOf(address asset) public view returns (Outflow memory) {
        return _outflowAt(OUTFLOW, asset, _balanceOf(asset), block.timestamp);
    }

    /// @inheritdoc ITreasury
    function totalOutflowOf(address asset) external view returns (Outflow memory) {
        return _outflowAt(TOTAL_OUTFLOW, asset, _balanceOf(asset), block.timestamp);
    }

    /* FOR THE TREASURY */

    function _requireWithinCap(uint256 cap, address asset, uint256 balance, uint256 amount) internal view {
        uint256 available = _outflowAt(cap, asset, balance, block.timestamp).available;
        // Not `require`, which evaluates the error's arguments in every payment.
        if (amount > available) {
            revert Treasury_OutflowExceeded(asset, amount, available, _possibleAt(cap, asset, balance, amount));
        }
    }

    function _countOutflow(uint256 cap, address asset, uint256 amount) internal {
        _outflows.consume(cap == OUTFLOW ? _keyOf(asset) : _keyOf(asset) | CONSTITUTIONAL, amount);
    }

    function _balanceOf(address asset) internal view returns (uint256) {
        return asset == address(0) ? address(this).balance : IERC20(asset).balanceOf(address(this));
    }

    /* INTERNAL */

    /// @dev What can leave under a cap at a moment from now on, if nothing leaves and nothing comes until then. Ordinary payments
    /// are within both caps.
    function _outflowAt(uint256 cap, address asset, uint256 balance, uint256 moment)
        private
        view
        returns (Outflow memory outflow)
    {
        uint256 ordinary = _leftAt(_keyOf(asset), moment);
        uint256 total = ordinary + _leftAt(_keyOf(asset) | CONSTITUTIONAL, moment);
        uint256 limit = (balance + total) * _capAt(TOTAL_OUTFLOW, moment) / BASIS_POINTS;
        outflow = Outflow(balance, total, limit, Math.saturatingSub(limit, total));
        if (cap == OUTFLOW) {
            limit = (balance + ordinary) * _capAt(OUTFLOW, moment) / BASIS_POINTS;
            uint256 available = Math.min(outflow.available, Math.saturatingSub(limit, ordinary));
            outflow = Outflow(balance, ordinary, limit, available);
        }
    }

    /// @dev When an amount above the cap can leave, if the balance stays as it is; 0 if never. What is available only grows until
    /// then: what left lapses, and a raise that was decided begins to count. 30 days from now nothing more of either is to come.
    function _possibleAt(uint256 cap, address asset, uint256 balance, uint256 amount) private view returns (uint256) {
        uint256 low = block.timestamp + 1;
        uint256 high = block.timestamp + OUTFLOW_PERIOD;
        if (_outflowAt(cap, asset, balance, high).available < amount) return 0;

        while (low < high) {
            uint256 middle = (low + high) / 2;
            if (_outflowAt(cap, asset, balance, middle).available < amount) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// @dev The part of what left of an asset that still counts at a moment from now on.
    function _leftAt(bytes32 key, uint256 moment) private view returns (uint256) {
        Checkpoints.Trace208 storage trace = _outflows._items[key];
        // A moment minus 30 days is at most now, which fits in 48 bits.
        return trace.latest() - trace.upperLookupRecent(uint48(moment - OUTFLOW_PERIOD));
    }

    function _keyOf(address asset) private pure returns (bytes32) {
        return bytes32(uint256(uint160(asset)));
    }

    /* PROVISIONS */

    function _provisionCount() internal pure override returns (uint256) {
        return 2;
    }

    function _provisionAt(uint256 index) internal pure override returns (bytes32 key, Unit unit) {
        return (index == OUTFLOW ? bytes32("outflow") : bytes32("totalOutflow"), Unit.BasisPoints);
    }

    function _guardOf(uint256) internal pure override returns (Guard) {
        return Guard.Ceiling;
    }

    /// @dev Keeps TREASURY-4. A raised cap is stored as the new standing value, with the old cap on trial until the raise counts.
    function _storeProvision(uint256 index, Provision newProvision) internal override {
        (bytes32 key,) = _provisionAt(index);
        require(newProvision.trialUntil() == 0, Treasury_CapNotTried(key));

        Provision old = _loadProvision(index);
        uint256 cap = old.current();
        uint256 newCap = newProvision.standing();
        // Without code the treasury is being created: its first caps count at once.
        if (newCap > cap && address(this).code.length != 0) {
            // A raise that is taken back in part still counts when it would have.
            uint256 countsAt = newCap > old.standing() ? block.timestamp + OUTFLOW_PERIOD : old.trialUntil();
            newProvision = toTrial(newCap, cap, countsAt);
        }
        super._storeProvision(index, newProvision);
    }

    /// @dev The cap that applies at a moment from now on.
    function _capAt(uint256 index, uint256 moment) private view returns (uint256) {
        Provision p = _loadProvision(index);
        return moment < p.trialUntil() ? p.trial() : p.standing();
    }

    function _requireMax(uint256 index, ProvisionTerms[] memory terms, uint256 max) private pure {
        (bytes32 key,) = _provisionAt(index);
        require(terms[index].max <= max, Provisions_OutOfBounds(key, terms[index].max, 0, max));
    }
}
