// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ICitizenship} from "../citizenship/ICitizenship.sol";

/// @notice The terms on which the government opens a budget.
/// @param purpose What the money is for, in 1 to 256 bytes of text.
/// @param spender A citizen's present account, or a contract. If it holds a citizenship at the opening, the budget is that
///        citizen's.
/// @param asset The token's address; zero for the chain's native coin.
/// @param ceiling The most that can be spent in one period, in the asset's base units.
/// @param period The length of a period in seconds. The first period begins at the opening.
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
/// @param spender The account that spends it now. A citizen's budget is spent by the citizenship's holder.
/// @param citizenId The citizen who has the budget; 0 if the account has it.
/// @param asset The token's address; zero for the chain's native coin.
/// @param ceiling The most that can be spent in one period, in the asset's base units.
/// @param spent The sum spent in the present period, in the asset's base units.
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

/// @notice How much of one asset can leave the treasury under a cap. Amounts are in the asset's base units.
/// @param balance The treasury's balance now.
/// @param left The sum that left within the last 30 days and counts against the cap.
/// @param limit The most that can leave within 30 days: the cap's share of `balance` and `left` together.
/// @param available The most that can leave now. For ordinary payments the other cap can make it less than `limit - left`.
struct Outflow {
    uint256 balance;
    uint256 left;
    uint256 limit;
    uint256 available;
}

/// @title  Treasury
/// @notice The nation's money: the chain's native coin and any ERC-20. It leaves by payments of the government and by budgets,
///         within two caps on what leaves within any 30 days. The provision `outflow` caps ordinary payments and budgets
///         together. The provision `totalOutflow` caps everything, payments by constitutional decisions included. Anybody may pay
///         in, once the nation is open: nobody could give back what a nation that never opens was paid.
///
/// A cap is lowered at once. A raised cap counts 30 days after the decision took effect: until then the old cap is shown as on
/// trial, and applies until the trial's end. Another raise in this time starts it again. So the lowest cap of any 30 days governs
/// what leaves in them. No cap is tried.
interface ITreasury {
    /* EVENTS */

    /// @notice Emitted when native coin arrives. Tokens emit events of their own.
    /// @param balance The balance of native coin afterwards, in wei.
    event Received(address indexed from, uint256 amount, uint256 balance);

    /// @notice Emitted when the government pays.
    /// @param asset The token's address; zero for the chain's native coin.
    /// @param balance The balance of the asset afterwards, in base units.
    /// @param isConstitutional Whether a constitutional decision paid, beyond the cap on ordinary payments.
    event Paid(
        address indexed asset,
        address indexed to,
        uint256 amount,
        string purpose,
        uint256 balance,
        bool isConstitutional
    );

    /// @notice Emitted when a budget is opened.
    /// @param citizenId The citizen who has it; 0 if the account `spender` has it.
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

    /// @notice Emitted when money of a budget is spent.
    /// @param note What it is for, in the spender's words.
    /// @param balance The balance of the asset afterwards, in base units.
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

    /// @notice The nation is not open, and may never be: pay in once it is.
    error Treasury_NotOpen(address payer, uint256 amount);

    /// @notice No budget has this number: choose one from 1 to the last.
    error Treasury_UnknownBudget(uint256 budgetId, uint256 lastBudgetId);

    /// @notice This budget has ended: ask the government to open another.
    error Treasury_BudgetEnded(uint256 budgetId, uint256 until);

    /// @notice Only the budget's spender can spend from it, and a citizen only while active: ask the spender, or have the
    ///         citizenship renewed or reinstated first.
    error Treasury_NotSpender(uint256 budgetId, address caller, address spender);

    /// @notice The amount exceeds the rest of the budget in this period: spend what is available, or wait for the next period.
    error Treasury_CeilingExceeded(uint256 budgetId, uint256 amount, uint256 available, uint256 nextPeriodAt);

    /// @notice The amount exceeds an outflow cap: pay what is available, or wait until `possibleAt` (0: it never will be, with
    ///         the present balance and caps).
    error Treasury_OutflowExceeded(address asset, uint256 amount, uint256 available, uint256 possibleAt);

    /// @notice The treasury cannot pay the zero address or itself: name another receiver.
    error Treasury_InvalidReceiver(address to);

    /// @notice A budget is a citizen's, or that of a contract that is not the treasury and never held a citizenship: name the
    ///         citizen's present account.
    error Treasury_InvalidSpender(address spender);

    /// @notice There is no token at this address: give a token's address, or zero for the chain's native coin.
    error Treasury_NotAnAsset(address asset);

    /// @notice The receiver refused the native coin: pay to an account that accepts it.
    error Treasury_PaymentRefused(address to, uint256 amount);

    /// @notice The token took more from the treasury than the amount, so nothing was paid: the treasury cannot pay this token.
    error Treasury_TokenTookMore(address asset, uint256 amount, uint256 taken);

    /// @notice The text is empty or too long: give 1 to `max` bytes.
    error Treasury_TextOutOfBounds(uint256 length, uint256 max);

    /// @notice The budget's ceiling or period is zero: give both a value of at least 1.
    error Treasury_EmptyBudget(uint256 ceiling, uint256 period);

    /// @notice The budget's end is past: choose a moment after now.
    error Treasury_EndPassed(uint256 until, uint256 timestamp);

    /// @notice A cap is never tried, since it would rise by itself at the trial's end: set it.
    error Treasury_CapNotTried(bytes32 key);

    /* READING */

    /// @notice The highest cap on ordinary payments that a nation can choose, in basis points.
    // solhint-disable-next-line func-name-mixedcase
    function MAX_OUTFLOW() external view returns (uint256);

    /// @notice The highest cap on everything that leaves that a nation can choose, in basis points.
    // solhint-disable-next-line func-name-mixedcase
    function MAX_TOTAL_OUTFLOW() external view returns (uint256);

    /// @notice The citizenship by which citizens spend budgets.
    function citizenship() external view returns (ICitizenship);

    /// @notice How much of an asset ordinary payments and budgets can spend now, and the figures behind it.
    /// @param asset The token's address; zero for the chain's native coin.
    function outflowOf(address asset) external view returns (Outflow memory);

    /// @notice How much of an asset a constitutional decision can pay now, and the figures behind it.
    /// @param asset The token's address; zero for the chain's native coin.
    function totalOutflowOf(address asset) external view returns (Outflow memory);

    /// @notice A budget, as it stands in the present period.
    /// @custom:reverts Treasury_UnknownBudget if there is no budget of that number.
    function budget(uint256 budgetId) external view returns (BudgetView memory);

    /// @notice How many budgets were ever opened. Their numbers run from 1 to this one.
    function budgetCount() external view returns (uint256);

    /// @notice The most that can be spent from a budget now, within its ceiling and the outflow caps, in the asset's base units;
    ///         0 after its end.
    /// @custom:reverts Treasury_UnknownBudget if there is no budget of that number.
    function availableOf(uint256 budgetId) external view returns (uint256);

    /* PAYING */

    /// @notice Pays from the treasury, within the caps on ordinary payments and on everything.
    /// @dev Emits {Paid}.
    /// @param asset The token's address; zero for the chain's native coin.
    /// @param to The receiver.
    /// @param amount How much, in the asset's base units.
    /// @param purpose What it is for, in 1 to 256 bytes of text.
    /// @custom:access government
    /// @custom:reverts Treasury_TextOutOfBounds if the purpose is empty or too long.
    /// @custom:reverts Treasury_InvalidReceiver if the receiver is the zero address or the treasury.
    /// @custom:reverts Treasury_NotAnAsset if there is no code at the token's address.
    /// @custom:reverts Treasury_OutflowExceeded if the amount exceeds one of the caps.
    /// @custom:reverts Treasury_PaymentRefused if the receiver refuses native coin.
    /// @custom:reverts Treasury_TokenTookMore if the token takes more than the amount.
    function pay(address asset, address to, uint256 amount, string calldata purpose) external;

    /// @notice Pays from the treasury, within the cap on everything that leaves.
    /// @dev Emits {Paid}.
    /// @param asset The token's address; zero for the chain's native coin.
    /// @param to The receiver.
    /// @param amount How much, in the asset's base units.
    /// @param purpose What it is for, in 1 to 256 bytes of text.
    /// @custom:access government constitutional
    /// @custom:reverts Treasury_TextOutOfBounds if the purpose is empty or too long.
    /// @custom:reverts Treasury_InvalidReceiver if the receiver is the zero address or the treasury.
    /// @custom:reverts Treasury_NotAnAsset if there is no code at the token's address.
    /// @custom:reverts Treasury_OutflowExceeded if the amount exceeds that cap.
    /// @custom:reverts Treasury_PaymentRefused if the receiver refuses native coin.
    /// @custom:reverts Treasury_TokenTookMore if the token takes more than the amount.
    function payConstitutionally(address asset, address to, uint256 amount, string calldata purpose) external;

    /// @notice Spends from a budget.
    /// @dev Emits {BudgetSpent}.
    /// @param budgetId The budget's number.
    /// @param to The receiver.
    /// @param amount How much, in the asset's base units.
    /// @param note What it is for, in 1 to 256 bytes of text.
    /// @custom:access spender
    /// @custom:reverts Treasury_UnknownBudget if there is no budget of that number.
    /// @custom:reverts Treasury_BudgetEnded if the budget has ended or was closed.
    /// @custom:reverts Treasury_NotSpender if the caller is not its spender, or is not active.
    /// @custom:reverts Treasury_CeilingExceeded if the amount exceeds the rest of the budget in this period.
    /// @custom:reverts Treasury_TextOutOfBounds if the note is empty or too long.
    /// @custom:reverts Treasury_InvalidReceiver if the receiver is the zero address or the treasury.
    /// @custom:reverts Treasury_OutflowExceeded if the amount exceeds one of the caps.
    /// @custom:reverts Treasury_PaymentRefused if the receiver refuses native coin.
    /// @custom:reverts Treasury_TokenTookMore if the token takes more than the amount.
    function spend(uint256 budgetId, address to, uint256 amount, string calldata note) external;

    /* BUDGETING */

    /// @notice Opens a budget.
    /// @dev Emits {BudgetOpened}.
    /// @param terms The budget's terms.
    /// @return budgetId The budget's number.
    /// @custom:access government
    /// @custom:reverts Treasury_TextOutOfBounds if the purpose is empty or too long.
    /// @custom:reverts Treasury_InvalidSpender if the spender holds no citizenship, and is no contract, is the treasury, or held a
    ///                 citizenship before.
    /// @custom:reverts Treasury_NotAnAsset if there is no code at the token's address.
    /// @custom:reverts Treasury_EmptyBudget if the ceiling or the period is zero.
    /// @custom:reverts Treasury_EndPassed if its end is not in the future.
    function openBudget(BudgetTerms calldata terms) external returns (uint256 budgetId);

    /// @notice Ends a budget now.
    /// @dev Emits {BudgetClosed}.
    /// @param budgetId The budget's number.
    /// @custom:access government
    /// @custom:reverts Treasury_UnknownBudget if there is no budget of that number.
    /// @custom:reverts Treasury_BudgetEnded if it has ended already.
    function closeBudget(uint256 budgetId) external;
}
