// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {EIP7702Utils} from "@openzeppelin/contracts/account/utils/EIP7702Utils.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {ERC165} from "@openzeppelin/contracts/utils/introspection/ERC165.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ICitizenship} from "../citizenship/ICitizenship.sol";
import {IProvisions, PowerChange, ProvisionTerms} from "../kernel/IProvisions.sol";
import {BudgetTerms, BudgetView, ITreasury} from "./ITreasury.sol";
import {OutflowCaps} from "./OutflowCaps.sol";

/// @title  Treasury
/// @notice The nation's money: the chain's native coin and any ERC-20.
/// @dev AUTHORITY    The government pays, opens and closes budgets. A constitutional decision pays more than an ordinary one. A
///                   spender spends from a budget. A citizen's budget follows the citizenship to a new key, and cannot be spent
///                   while the citizen is not active. Anybody may pay in. Nobody else moves anything.
///
///      ASSUMPTIONS  The civic coin does not tax transfers of the treasury.
///
///      INVARIANTS   TREASURY-1: the balance is what came in, less what was paid and spent.
///                   TREASURY-3 [ceiling]: spent <= ceiling, in each period of each budget.
///
///      LIMITS       Ordinary payments and all budgets share a cap, first come, first served. A citizen who leaves takes no
///                   share. The treasury refuses ERC-721 tokens by safe transfer. One sent by a plain transfer is lost. It
///                   cannot refuse ERC-20 tokens: those sent to a nation that never opens are lost. A token that reports
///                   false balances corrupts only the figures of that token. An asset with two addresses leaves under two caps.
///                   Purposes and notes are any bytes: readers must decode them leniently.
contract Treasury is OutflowCaps, ReentrancyGuardTransient, ERC165 {
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

    ICitizenship private immutable CITIZENSHIP;

    uint256 private _budgetCount;

    mapping(uint256 budgetId => Budget) private _budgets;

    constructor(address initialAuthority, ICitizenship initialCitizenship, ProvisionTerms[] memory terms)
        AccessManaged(initialAuthority)
        OutflowCaps(terms)
    {
        CITIZENSHIP = initialCitizenship;
    }

    receive() external payable {
        _receiveNative();
    }

    /* READING */

    /// @inheritdoc ITreasury
    function citizenship() external view returns (ICitizenship) {
        return CITIZENSHIP;
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
        return Math.min(b.ceiling - spent, outflowOf(b.asset).available);
    }

    /// @notice Whether the contract implements an interface (ERC-165).
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return interfaceId == type(ITreasury).interfaceId || interfaceId == type(IProvisions).interfaceId
            || super.supportsInterface(interfaceId);
    }

    /* PAYING */

    /// @inheritdoc ITreasury
    function pay(address asset, address to, uint256 amount, string calldata purpose) external restricted nonReentrant {
        _pay(OUTFLOW, asset, to, amount, purpose);
    }

    /// @inheritdoc ITreasury
    function payConstitutionally(address asset, address to, uint256 amount, string calldata purpose)
        external
        restricted
        nonReentrant
    {
        _pay(TOTAL_OUTFLOW, asset, to, amount, purpose);
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
        uint256 balance = _send(OUTFLOW, asset, to, amount);
        emit BudgetSpent(budgetId, msg.sender, to, asset, amount, note, balance);
    }

    /* BUDGETING */

    /// @inheritdoc ITreasury
    function openBudget(BudgetTerms calldata terms) external restricted returns (uint256 budgetId) {
        _requireText(bytes(terms.purpose).length);
        uint256 citizenId = CITIZENSHIP.citizenOf(terms.spender);
        require(citizenId != 0 || _canHaveBudget(terms.spender), Treasury_InvalidSpender(terms.spender));
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

    function _receiveNative() private {
        require(CITIZENSHIP.isOpen(), Treasury_NotOpen(msg.sender, msg.value));
        emit Received(msg.sender, msg.value, address(this).balance);
    }

    function _pay(uint256 cap, address asset, address to, uint256 amount, string calldata purpose) private {
        _requireText(bytes(purpose).length);
        _requireAsset(asset);

        uint256 balance = _send(cap, asset, to, amount);
        emit Paid(asset, to, amount, purpose, balance, cap == TOTAL_OUTFLOW);
    }

    /// @dev Counts a payment against a cap and sends it. The caller guards against reentrancy: a token that calls back before it
    /// moves the balance would have that balance counted twice.
    /// @param cap The index of the cap: {OUTFLOW} for ordinary payments, {TOTAL_OUTFLOW} for constitutional ones.
    /// @return balance The balance of the asset afterwards.
    function _send(uint256 cap, address asset, address to, uint256 amount) private returns (uint256 balance) {
        // Checks.
        require(to != address(0) && to != address(this), Treasury_InvalidReceiver(to));
        uint256 balanceBefore = _balanceOf(asset);
        _requireWithinCap(cap, asset, balanceBefore, amount);

        // Effects.
        _countOutflow(cap, asset, amount);

        // Interaction.
        if (asset == address(0)) {
            require(LowLevelCall.callNoReturn(to, amount, ""), Treasury_PaymentRefused(to, amount));
        } else {
            IERC20(asset).safeTransfer(to, amount);
        }

        balance = _balanceOf(asset);
        if (balance + amount < balanceBefore) {
            revert Treasury_TokenTookMore(asset, amount, balanceBefore - balance);
        }
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
        if (citizenId != 0) return CITIZENSHIP.activeCitizenOf(msg.sender) == citizenId;
        // A wallet whose owner became a citizen has no say beside the citizenship, which sleeps, is suspended, moves and ends.
        return msg.sender == b.spender && CITIZENSHIP.admissionNonce(msg.sender) == 0;
    }

    function _spenderOf(Budget storage b) private view returns (address) {
        uint256 citizenId = b.citizenId;
        return citizenId == 0 ? b.spender : CITIZENSHIP.holderOf(citizenId);
    }

    /// @dev Closing a budget takes power back.
    function _powerChangeOf(bytes4 selector, bytes calldata) internal pure override returns (PowerChange) {
        return selector == ITreasury.closeBudget.selector ? PowerChange.Less : PowerChange.AsMarked;
    }

    /// @dev Whether an account that holds no citizenship can have a budget: a contract of its own. The treasury is none here, and
    /// a key's EIP-7702 delegation is none. A contract that held a citizenship is a person's wallet, who left it or lost it.
    function _canHaveBudget(address account) private view returns (bool) {
        return account.code.length != 0 && EIP7702Utils.fetchDelegate(account) == address(0) && account != address(this)
            && CITIZENSHIP.admissionNonce(account) == 0;
    }

    function _requireText(uint256 length) private pure {
        require(length != 0 && length <= MAX_TEXT, Treasury_TextOutOfBounds(length, MAX_TEXT));
    }

    function _requireAsset(address asset) private view {
        require(asset == address(0) || asset.code.length != 0, Treasury_NotAnAsset(asset));
    }
}
