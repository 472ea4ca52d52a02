// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice A step of an institution's that anyone may take.
/// @param institution The institution's name in the directory, as a left-aligned string.
/// @param gas How much gas the step gets. What it leaves of it is not used.
/// @param data The call, its function first.
struct Act {
    bytes32 institution;
    uint256 gas;
    bytes data;
}

/// @notice A function whose calls are paid for.
/// @param institution The institution's name in the directory, as a left-aligned string.
/// @param selector The function's selector.
struct KeptFunction {
    bytes32 institution;
    bytes4 selector;
}

/// @title  Upkeep
/// @notice Pays keepers: whoever has steps taken through it that are due, and that anyone may take, is paid for the gas that they
///         used. It holds the chain's native coin, from budgets of the treasury and from anybody.
/// @dev The provisions are `margin` (basis points that are paid above what the gas cost at the block's base fee) and `maxReward` (the
///      most that one step earns, in billionths of native coin).
interface IUpkeep {
    /* EVENTS */

    /// @notice Emitted when native coin arrives.
    /// @param balance The balance afterwards, in wei.
    event Received(address indexed from, uint256 amount, uint256 balance);

    /// @notice Emitted when somebody had steps taken.
    /// @param done How many of them succeeded.
    /// @param reward What was paid for them, in wei.
    event Performed(address indexed keeper, uint256 done, uint256 reward);

    /// @notice Emitted for a step that failed, and was skipped.
    /// @param index Its place among the steps, from 0.
    /// @param reason The first bytes of what the institution answered.
    event ActFailed(bytes32 indexed institution, uint256 index, bytes reason);

    /// @notice Emitted when calls of a function begin to be paid for, or are no longer.
    event KeptSet(bytes32 indexed institution, bytes4 indexed selector, bool isKept);

    /// @notice Emitted when the government sends what is here back to the treasury.
    event RestReturned(uint256 amount);

    /* ERRORS */

    /// @notice Calls of this function are not paid for: take the step directly, or have the government list the function.
    error Upkeep_NotKept(bytes32 institution, bytes4 selector);

    /// @notice Too little gas is left for a step: send the transaction with more.
    error Upkeep_GasTooLow(uint256 index, uint256 gasLeft, uint256 needed);

    /// @notice None of these steps is due any more: somebody was faster, so look what is due now.
    error Upkeep_NothingDone(uint256 tried);

    /// @notice The budget is not one of native coin: have the government open one.
    error Upkeep_ForeignBudget(uint256 budgetId, address asset);

    /// @notice The budget has nothing to collect now: collect when its period gives more.
    error Upkeep_NothingToCollect(uint256 budgetId);

    /// @notice The list says so already: there is nothing to change.
    error Upkeep_ListedSo(bytes32 institution, bytes4 selector, bool isKept);

    /// @notice No coin is here: there is nothing to return.
    error Upkeep_NothingLeft();

    /* ACTS */

    /// @notice Has steps taken, and pays the caller for those that succeeded: once, at the end, and at most what is here. A step that
    ///         fails is skipped. Whoever takes no coin takes the steps directly.
    /// @dev Emits {Performed}, and {ActFailed} for each step that fails.
    /// @param acts The steps, in their order.
    /// @return done How many succeeded.
    /// @return reward What was paid, in wei.
    /// @custom:access anyone
    /// @custom:reverts Upkeep_NotKept if a function is not listed.
    /// @custom:reverts Upkeep_GasTooLow if less gas is left than a step is to get.
    /// @custom:reverts Upkeep_NothingDone if none succeeded.
    /// @custom:reverts FailedCall if the caller takes no coin.
    function perform(Act[] calldata acts) external returns (uint256 done, uint256 reward);

    /// @notice Draws all that a budget of this contract has now.
    /// @dev Emits {Received}.
    /// @param budgetId A budget of the treasury in native coin, of which this contract is the spender.
    /// @return amount How much, in wei.
    /// @custom:access anyone: for a budget that the government gave this contract
    /// @custom:reverts Upkeep_ForeignBudget if the budget is not one of native coin.
    /// @custom:reverts Upkeep_NothingToCollect if it has nothing now.
    /// @custom:reverts Treasury_UnknownBudget if there is no such budget.
    /// @custom:reverts Treasury_NotSpender if it is not this contract's.
    function collect(uint256 budgetId) external returns (uint256 amount);

    /* READING */

    /// @notice Whether calls of an institution's function are paid for.
    function isKept(bytes32 institution, bytes4 selector) external view returns (bool);

    /* GOVERNING */

    /// @notice Has calls of a function paid for, or no longer. Only a function belongs here that reverts where nothing is due, that
    ///         pays its caller nothing, that runs nobody's code, and that can't be cut into pieces.
    /// @dev Emits {KeptSet}.
    /// @param institution The institution's name as a left-aligned string.
    /// @param selector The function's selector.
    /// @param newKept Whether its calls are paid for.
    /// @custom:access government
    /// @custom:reverts Upkeep_ListedSo if nothing would change.
    function setKept(bytes32 institution, bytes4 selector, bool newKept) external;

    /// @notice Sends all that is here back to the treasury, as when a nation ends its upkeep.
    /// @dev Emits {RestReturned}.
    /// @return amount How much, in wei.
    /// @custom:access government
    /// @custom:reverts Upkeep_NothingLeft if nothing is here.
    function returnRest() external returns (uint256 amount);
}
