// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ICitizenship} from "../citizenship/ICitizenship.sol";

/// @notice What the government decides when it opens a budget.
/// @param purpose What the money is for, in 1 to 256 bytes of text.
/// @param spender Who spends it. If the account holds a citizenship at the opening, the budget is that citizen's.
/// @param asset The token's address; zero for the chain's native coin.
/// @param ceiling The most that may be spent in one period, in the asset's base units.
/// @param period The length of a period in seconds; the first begins at the opening.
/// @param until When the budget ends, in seconds since 1970.
struct BudgetTerms {
    string purpose;
    address spender;
    address asset;
    uint128 ceiling;
    uint40 period;
    uint40 until;
}

/// @notice A budget as a reader sees it.
/// @param purpose What the money is for.
/// @param spender Who spends it now: for a citizen's budget the account that holds the citizenship, or held it last.
/// @param citizenId The citizen to whom the budget belongs; 0 if it belongs to the account.
/// @param asset The token's address; zero for the chain's native coin.
/// @param ceiling The most that may be spent in one period, in the asset's base units.
/// @param spent What has been spent in the present period, in the asset's base units.
/// @param period The length of a period in seconds.
/// @param periodSince When the present period began, in seconds since 1970.
/// @param until When the budget ends or was closed, in seconds since 1970.
struct BudgetView {
    string purpose;
    address spender;
    uint256 citizenId;
    address asset;
    uint256 ceiling;
    uint256 spent;
    uint256 period;
    uint256 periodSince;
    uint256 until;
}

/// @notice How much of one asset may still leave the treasury. Amounts are in the asset's base units.
/// @param balance What the treasury holds now.
/// @param left What left within the last 30 days.
/// @param limit The most that may have left within 30 days: the provision's share of `balance` and `left` together.
/// @param available What may leave now.
struct Outflow {
    uint256 balance;
    uint256 left;
    uint256 limit;
    uint256 available;
}

/// @title  Treasury
/// @notice The nation's money: the chain's native coin and any ERC-20. It leaves by the government's payments and by
///         budgets, and never faster than the outflow cap. Anybody may pay in.
interface ITreasury {
    /* EVENTS */

    /// @notice Emitted when native coin arrives. Tokens announce their arrival themselves.
    /// @param balance What the treasury holds of it afterwards, in wei.
    event Received(address indexed from, uint256 amount, uint256 balance);

    /// @notice Emitted when the government has paid.
    /// @param asset The token's address; zero for the chain's native coin.
    /// @param balance What the treasury holds of the asset afterwards, in base units.
    event Paid(address indexed asset, address indexed to, uint256 amount, string purpose, uint256 balance);

    /// @notice Emitted when a budget is opened.
    /// @param citizenId The citizen to whom it belongs; 0 if it belongs to the account `spender`.
    event BudgetOpened(
        uint256 indexed budgetId,
        address indexed spender,
        uint256 indexed citizenId,
        address asset,
        uint256 ceiling,
        uint256 period,
        uint256 until,
        string purpose
    );

    /// @notice Emitted when a budget is spent from.
    /// @param note What for, in the spender's words.
    /// @param balance What the treasury holds of the asset afterwards, in base units.
    event BudgetSpent(
        uint256 indexed budgetId,
        address indexed spender,
        address indexed to,
        address asset,
        uint256 amount,
        string note,
        uint256 balance
    );

    /// @notice Emitted when the government closes a budget before its end.
    event BudgetClosed(uint256 indexed budgetId, uint256 oldUntil);

    /* ERRORS */

    /// @notice No budget has this number: choose one from 1 to the last.
    error Treasury_UnknownBudget(uint256 budgetId, uint256 lastBudgetId);

    /// @notice This budget has ended: ask the government to open another.
    error Treasury_BudgetEnded(uint256 budgetId, uint256 until);

    /// @notice Only the budget's spender may spend from it, and a citizen only while active: ask the spender, or renew the
    ///         citizenship first.
    error Treasury_NotSpender(uint256 budgetId, address caller, address spender);

    /// @notice The amount is more than is left of the budget in this period: spend what is available, or wait for the
    ///         next period.
    error Treasury_CeilingExceeded(uint256 budgetId, uint256 amount, uint256 available, uint256 nextPeriodAt);

    /// @notice The amount is more than may leave the treasury now: pay what is available, or wait until it is possible
    ///         (0: never with the present balance and outflow cap).
    error Treasury_OutflowExceeded(address asset, uint256 amount, uint256 available, uint256 possibleAt);

    /// @notice The treasury cannot pay the zero address or itself: name another receiver.
    error Treasury_InvalidReceiver(address to);

    /// @notice A budget needs a spender who is neither the zero address nor the treasury: name another.
    error Treasury_InvalidSpender(address spender);

    /// @notice There is no token at this address: give a token's address, or zero for the chain's native coin.
    error Treasury_NotAnAsset(address asset);

    /// @notice The receiver refused the native coin: pay to an account that accepts it.
    error Treasury_PaymentRefused(address to, uint256 amount);

    /// @notice The token took more from the treasury than was paid, so that nothing was paid: this token cannot be paid
    ///         from here.
    error Treasury_TokenTookMore(address asset, uint256 amount, uint256 taken);

    /// @notice The text is empty or too long: give one of 1 to `max` bytes.
    error Treasury_TextOutOfBounds(uint256 length, uint256 max);

    /// @notice A budget's ceiling and period are at least 1: set them.
    error Treasury_EmptyBudget(uint256 ceiling, uint256 period);

    /// @notice A budget ends in the future: choose a moment after now.
    error Treasury_EndPassed(uint256 until, uint256 timestamp);

    /* READING */

    /// @notice The citizenship that tells who a citizen's budget belongs to.
    function citizenship() external view returns (ICitizenship);

    /// @notice What may still leave of an asset, and why.
    /// @param asset The token's address; zero for the chain's native coin.
    function outflowOf(address asset) external view returns (Outflow memory);

    /// @notice A budget, as it stands in the present period.
    /// @custom:reverts Treasury_UnknownBudget if there is none of that number.
    function budget(uint256 budgetId) external view returns (BudgetView memory);

    /// @notice How many budgets were ever opened; their numbers run from 1 to this.
    function budgetCount() external view returns (uint256);

    /// @notice The most that could be spent from a budget now: within its ceiling and the outflow cap, in the asset's base
    ///         units; 0 after its end.
    /// @custom:reverts Treasury_UnknownBudget if there is none of that number.
    function availableOf(uint256 budgetId) external view returns (uint256);

    /* PAYING */

    /// @notice Pays from the treasury.
    /// @dev Emits {Paid}.
    /// @param asset The token's address; zero for the chain's native coin.
    /// @param to Who receives it.
    /// @param amount How much, in the asset's base units.
    /// @param purpose What for, in 1 to 256 bytes of text.
    /// @custom:access government
    /// @custom:reverts Treasury_TextOutOfBounds if the purpose is empty or too long.
    /// @custom:reverts Treasury_InvalidReceiver if the receiver is the zero address or the treasury.
    /// @custom:reverts Treasury_NotAnAsset if there is no code at the token's address.
    /// @custom:reverts Treasury_OutflowExceeded if more would leave within 30 days than the outflow cap allows.
    /// @custom:reverts Treasury_PaymentRefused if the receiver refuses native coin.
    /// @custom:reverts Treasury_TokenTookMore if the token takes more than the amount.
    function pay(address asset, address to, uint256 amount, string calldata purpose) external;

    /// @notice Spends from a budget.
    /// @dev Emits {BudgetSpent}.
    /// @param budgetId The budget's number.
    /// @param to Who receives it.
    /// @param amount How much, in the asset's base units.
    /// @param note What for, in 1 to 256 bytes of text.
    /// @custom:access spender
    /// @custom:reverts Treasury_UnknownBudget if there is none of that number.
    /// @custom:reverts Treasury_BudgetEnded if the budget has ended or was closed.
    /// @custom:reverts Treasury_NotSpender if the caller is not its spender, or its citizen is not active.
    /// @custom:reverts Treasury_CeilingExceeded if more would be spent in this period than the ceiling.
    /// @custom:reverts Treasury_TextOutOfBounds if the note is empty or too long.
    /// @custom:reverts Treasury_InvalidReceiver if the receiver is the zero address or the treasury.
    /// @custom:reverts Treasury_OutflowExceeded if more would leave within 30 days than the outflow cap allows.
    /// @custom:reverts Treasury_PaymentRefused if the receiver refuses native coin.
    /// @custom:reverts Treasury_TokenTookMore if the token takes more than the amount.
    function spend(uint256 budgetId, address to, uint256 amount, string calldata note) external;

    /* BUDGETING */

    /// @notice Opens a budget.
    /// @dev Emits {BudgetOpened}.
    /// @param terms What it is for, who spends it, how much of what, and until when.
    /// @return budgetId The budget's number.
    /// @custom:access government
    /// @custom:reverts Treasury_TextOutOfBounds if the purpose is empty or too long.
    /// @custom:reverts Treasury_InvalidSpender if the spender is the zero address or the treasury.
    /// @custom:reverts Treasury_NotAnAsset if there is no code at the token's address.
    /// @custom:reverts Treasury_EmptyBudget if the ceiling or the period is zero.
    /// @custom:reverts Treasury_EndPassed if its end is not in the future.
    function openBudget(BudgetTerms calldata terms) external returns (uint256 budgetId);

    /// @notice Ends a budget now.
    /// @dev Emits {BudgetClosed}.
    /// @param budgetId The budget's number.
    /// @custom:access government
    /// @custom:reverts Treasury_UnknownBudget if there is none of that number.
    /// @custom:reverts Treasury_BudgetEnded if it has ended already.
    function closeBudget(uint256 budgetId) external;
}
