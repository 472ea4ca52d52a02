// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {EIP7702Utils} from "@openzeppelin/contracts/account/utils/EIP7702Utils.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";
import {RateLimiter} from "@openzeppelin/contracts/utils/RateLimiter.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {ICitizenship} from "../citizenship/ICitizenship.sol";
import {BASIS_POINTS} from "../kernel/BasisPoints.sol";
import {ProvisionTerms, Unit} from "../kernel/IProvisions.sol";
import {Provisions} from "../kernel/Provisions.sol";
import {BudgetTerms, BudgetView, ITreasury, Outflow} from "./ITreasury.sol";

/// @title  Treasury
/// @notice The nation's money: the chain's native coin and any ERC-20.
/// @dev AUTHORITY    The government pays, opens and closes budgets, and sets the outflow cap within its bounds. A spender
///                   spends from a budget. A citizen's budget follows the citizenship to a new key, and cannot be spent while
///                   the citizen is not active. Anybody may pay in. Nobody else moves anything.
///
///      ASSUMPTIONS  The civic coin does not tax transfers of the treasury.
///
///      INVARIANTS   TREASURY-1: the balance is what came in, less what was paid and spent.
///                   TREASURY-2 [outflow]: after a payment, the outflow of 30 days is at most the provision's share of the
///                   balance and that outflow together. Paying in to raise the cap costs more than the cap rises by.
///                   TREASURY-3 [ceiling]: spent <= ceiling, in each period of each budget.
///
///      LIMITS       The government and all budgets share the outflow cap, first come, first served. A citizen who leaves takes
///                   no share. The treasury refuses ERC-721 tokens by safe transfer. One sent by a plain transfer is lost. A
///                   token that reports false balances corrupts only the figures of that token. Purposes and notes are any
///                   bytes: readers must decode them leniently.
contract Treasury is ITreasury, Provisions, ReentrancyGuardTransient {
    using Checkpoints for Checkpoints.Trace208;
    using RateLimiter for RateLimiter.SlidingWindow;
    using SafeERC20 for IERC20;

    /// @dev Fields that are read and written together share a slot. Each spending writes the slot of `spent`. The first one of a
    /// period also writes that of `periodSince`.
    struct Budget {
        address asset;
        uint40 periodSince;
        uint40 period;
        // [ceiling]: spent <= ceiling.
        uint128 ceiling;
        uint128 spent;
        // The spender if there is no citizenId, else the account that held the citizenship at the opening.
        address spender;
        uint40 until;
        uint56 citizenId;
        string purpose;
    }

    /// @dev The longest text of a purpose or a note, in bytes.
    uint256 private constant MAX_TEXT = 256;

    /// @dev The outflow cap's window.
    uint48 private constant OUTFLOW_PERIOD = 30 days;

    ICitizenship private immutable CITIZENSHIP;

    uint256 private _budgetCount;

    mapping(uint256 budgetId => Budget) private _budgets;

    /// @dev Counts what left, by asset. The limiter only counts: its limit is the maximum, since the cap moves with the balance.
    RateLimiter.SlidingWindow private _outflows;

    constructor(address initialAuthority, ICitizenship initialCitizenship, ProvisionTerms[] memory terms)
        AccessManaged(initialAuthority)
        Provisions(terms)
    {
        require(terms[0].max <= BASIS_POINTS, Provisions_OutOfBounds("outflow", terms[0].max, 0, BASIS_POINTS));
        CITIZENSHIP = initialCitizenship;
        _outflows.updateSettings(OUTFLOW_PERIOD, type(uint208).max);
    }

    receive() external payable {
        emit Received(msg.sender, msg.value, address(this).balance);
    }

    /* READING */

    /// @inheritdoc ITreasury
    function citizenship() external view returns (ICitizenship) {
        return CITIZENSHIP;
    }

    /// @inheritdoc ITreasury
    function outflowOf(address asset) external view returns (Outflow memory) {
        return _outflowOf(asset);
    }

    /// @inheritdoc ITreasury
    function budget(uint256 budgetId) external view returns (BudgetView memory) {
        Budget storage b = _budgetOf(budgetId);
        (uint256 periodSince, uint256 spent) = _presentPeriod(b);
        return BudgetView({
            purpose: b.purpose,
            spender: _spenderOf(b),
            citizenId: b.citizenId,
            asset: b.asset,
            ceiling: b.ceiling,
            spent: spent,
            period: b.period,
            periodSince: periodSince,
            until: b.until
        });
    }

    /// @inheritdoc ITreasury
    function budgetCount() external view returns (uint256) {
        return _budgetCount;
    }

    /// @inheritdoc ITreasury
    function availableOf(uint256 budgetId) external view returns (uint256) {
        Budget storage b = _budgetOf(budgetId);
        if (block.timestamp >= b.until) return 0;

        (, uint256 spent) = _presentPeriod(b);
        return Math.min(b.ceiling - spent, _outflowOf(b.asset).available);
    }

    /* PAYING */

    /// @inheritdoc ITreasury
    function pay(address asset, address to, uint256 amount, string calldata purpose) external restricted nonReentrant {
        _requireText(bytes(purpose).length);
        _requireAsset(asset);

        uint256 balance = _send(asset, to, amount);
        emit Paid(asset, to, amount, purpose, balance);
    }

    /// @inheritdoc ITreasury
    function spend(uint256 budgetId, address to, uint256 amount, string calldata note) external nonReentrant {
        Budget storage b = _budgetOf(budgetId);
        uint256 until = b.until;
        require(block.timestamp < until, Treasury_BudgetEnded(budgetId, until));
        if (!_maySpend(b)) revert Treasury_NotSpender(budgetId, msg.sender, _spenderOf(b));
        _requireText(bytes(note).length);

        (uint256 periodSince, uint256 spent) = _presentPeriod(b);
        uint256 available = b.ceiling - spent;
        if (amount > available) {
            revert Treasury_CeilingExceeded(budgetId, amount, available, periodSince + b.period);
        }

        b.spent = uint128(spent + amount);
        // A moment that has come fits in 40 bits until the year 36,812.
        b.periodSince = uint40(periodSince);

        address asset = b.asset;
        uint256 balance = _send(asset, to, amount);
        emit BudgetSpent(budgetId, msg.sender, to, asset, amount, note, balance);
    }

    /* BUDGETING */

    /// @inheritdoc ITreasury
    function openBudget(BudgetTerms calldata terms) external restricted returns (uint256 budgetId) {
        _requireText(bytes(terms.purpose).length);
        uint256 citizenId = CITIZENSHIP.citizenOf(terms.spender);
        require(citizenId != 0 || _isContract(terms.spender), Treasury_InvalidSpender(terms.spender));
        _requireAsset(terms.asset);
        require(terms.ceiling != 0 && terms.period != 0, Treasury_EmptyBudget(terms.ceiling, terms.period));
        require(block.timestamp < terms.until, Treasury_EndPassed(terms.until, block.timestamp));

        budgetId = ++_budgetCount;
        _budgets[budgetId] = Budget({
            asset: terms.asset,
            periodSince: uint40(block.timestamp),
            period: terms.period,
            ceiling: terms.ceiling,
            spent: 0,
            spender: terms.spender,
            until: terms.until,
            citizenId: SafeCast.toUint56(citizenId),
            purpose: terms.purpose
        });

        emit BudgetOpened(
            budgetId, terms.spender, citizenId, terms.asset, terms.ceiling, terms.period, terms.until, terms.purpose
        );
    }

    /// @inheritdoc ITreasury
    function closeBudget(uint256 budgetId) external restricted {
        Budget storage b = _budgetOf(budgetId);
        uint256 oldUntil = b.until;
        require(block.timestamp < oldUntil, Treasury_BudgetEnded(budgetId, oldUntil));

        b.until = uint40(block.timestamp);
        emit BudgetClosed(budgetId, oldUntil);
    }

    /* INTERNAL */

    /// @dev Counts a payment against the outflow cap and sends it. The caller guards against reentrancy: a token that calls back
    /// before it moves the balance would have that balance counted twice.
    /// @return balance The balance of the asset afterwards.
    function _send(address asset, address to, uint256 amount) private returns (uint256 balance) {
        // Checks.
        require(to != address(0) && to != address(this), Treasury_InvalidReceiver(to));
        Outflow memory outflow = _outflowOf(asset);
        if (amount > outflow.available) {
            revert Treasury_OutflowExceeded(asset, amount, outflow.available, _possibleAt(asset, amount, outflow));
        }

        // Effects.
        _outflows.consume(_keyOf(asset), amount);

        // Interaction.
        if (asset == address(0)) {
            require(LowLevelCall.callNoReturn(to, amount, ""), Treasury_PaymentRefused(to, amount));
        } else {
            IERC20(asset).safeTransfer(to, amount);
        }

        balance = _balanceOf(asset);
        if (balance + amount < outflow.balance) {
            revert Treasury_TokenTookMore(asset, amount, outflow.balance - balance);
        }
    }

    function _outflowOf(address asset) private view returns (Outflow memory outflow) {
        outflow.balance = _balanceOf(asset);
        outflow.left = _outflows.used(_keyOf(asset));
        outflow.limit = (outflow.balance + outflow.left) * _loadProvision(0).current() / BASIS_POINTS;
        outflow.available = Math.saturatingSub(outflow.limit, outflow.left);
    }

    /// @dev When an amount above the cap can leave, if balance and cap stay as they are; 0 if never. As older outflows leave the
    /// window, the sum that left falls faster than the limit.
    function _possibleAt(address asset, uint256 amount, Outflow memory outflow) private view returns (uint256) {
        uint256 share = _loadProvision(0).current();
        if (amount > outflow.balance * share / BASIS_POINTS) return 0;

        // The share is below the whole: else the whole balance would be available.
        uint256 mostLeft = (outflow.balance * share - amount * BASIS_POINTS) / (BASIS_POINTS - share);
        // OpenZeppelin resets the history only when nothing in the window is used, so entries of the window are whole.
        Checkpoints.Trace208 storage trace = _outflows._items[_keyOf(asset)];
        uint256 total = trace.latest();

        // Totals only grow, so a binary search finds the first outflow after whose lapse at most `mostLeft` counts.
        uint256 low = 0;
        uint256 high = trace.length() - 1;
        while (low < high) {
            uint256 middle = (low + high) / 2;
            if (trace.pos(uint32(middle))._value + mostLeft < total) low = middle + 1;
            else high = middle;
        }
        return uint256(trace.pos(uint32(low))._key) + OUTFLOW_PERIOD;
    }

    function _balanceOf(address asset) private view returns (uint256) {
        return asset == address(0) ? address(this).balance : IERC20(asset).balanceOf(address(this));
    }

    function _keyOf(address asset) private pure returns (bytes32) {
        return bytes32(uint256(uint160(asset)));
    }

    function _budgetOf(uint256 budgetId) private view returns (Budget storage) {
        uint256 count = _budgetCount;
        require(budgetId != 0 && budgetId <= count, Treasury_UnknownBudget(budgetId, count));
        return _budgets[budgetId];
    }

    /// @dev When the present period began, and the sum spent in it.
    function _presentPeriod(Budget storage b) private view returns (uint256 periodSince, uint256 spent) {
        (uint256 since, uint256 period) = (b.periodSince, b.period);
        uint256 passed = (block.timestamp - since) / period;
        return (since + passed * period, passed == 0 ? b.spent : 0);
    }

    function _maySpend(Budget storage b) private view returns (bool) {
        uint256 citizenId = b.citizenId;
        return citizenId == 0 ? msg.sender == b.spender : CITIZENSHIP.activeCitizenOf(msg.sender) == citizenId;
    }

    function _spenderOf(Budget storage b) private view returns (address) {
        uint256 citizenId = b.citizenId;
        return citizenId == 0 ? b.spender : CITIZENSHIP.holderOf(citizenId);
    }

    /// @dev Whether an account is a contract of its own. The treasury is none here, and a key's EIP-7702 delegation is none.
    function _isContract(address account) private view returns (bool) {
        return account.code.length != 0 && EIP7702Utils.fetchDelegate(account) == address(0) && account != address(this);
    }

    function _requireText(uint256 length) private pure {
        require(length != 0 && length <= MAX_TEXT, Treasury_TextOutOfBounds(length, MAX_TEXT));
    }

    function _requireAsset(address asset) private view {
        require(asset == address(0) || asset.code.length != 0, Treasury_NotAnAsset(asset));
    }

    /* PROVISIONS */

    function _provisionCount() internal pure override returns (uint256) {
        return 1;
    }

    function _provisionAt(uint256) internal pure override returns (bytes32 key, Unit unit) {
        return ("outflow", Unit.BasisPoints);
    }
}
