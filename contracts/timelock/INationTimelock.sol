// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice What the timelock is built on.
/// @param authority The constitution, by which the timelock itself sets its waits.
/// @param governor Who schedules, cancels and executes.
/// @param treasury The treasury: calls to it move money.
/// @param coin The civic coin: calls to it move money.
struct TimelockTerms {
    address authority;
    address governor;
    address treasury;
    address coin;
}

/// @title  Nation Timelock
/// @notice The government: what passed waits here, and is done from here. Its two waits are provisions: `delay`, and `longDelay`
///         for money and for what is constitutional.
///
/// The contract also implements OpenZeppelin's TimelockController and IProvisions.
interface INationTimelock {
    /* EVENTS */

    /// @notice Emitted when an operation is held back until a moment, in seconds since 1970: meanwhile its wait stands still.
    event OperationHeld(bytes32 indexed id, uint256 until);

    /// @notice Emitted when a hold ends before its time: the operation can be executed from `readyAt` on, in seconds since 1970.
    event OperationReleased(bytes32 indexed id, uint256 readyAt);

    /// @notice Emitted when an operation that was held is cancelled for good.
    event OperationStruck(bytes32 indexed id);

    /* ERRORS */

    /// @notice Nothing is held for so long: hold it for at most `max` seconds.
    error NationTimelock_HoldTooLong(uint256 duration, uint256 max);

    /// @notice The operation does not wait: it is not scheduled, or done, or was cancelled; or it is ready, and can't be held any more.
    error NationTimelock_NotWaiting(bytes32 operation);

    /// @notice The operation was held before: nothing is held twice.
    error NationTimelock_HeldBefore(bytes32 operation);

    /// @notice The operation is not held now: there is nothing to release, and what never was held, or was let go, is not struck.
    error NationTimelock_NotHeld(bytes32 operation);

    /// @notice The wait is a provision: set `delay` by setProvision, within its bounds.
    error NationTimelock_DelayIsAProvision(uint256 newDelay);

    /// @notice A wait's bounds leave those that every timelock has: found it with bounds within these, in seconds.
    error NationTimelock_BoundsTooWide(bytes32 key, uint256 min, uint256 max, uint256 leastMin, uint256 greatestMax);

    /// @notice This timelock's constitution never changes: adopt another timelock with the new constitution.
    error NationTimelock_ConstitutionIsFixed(address newAuthority);

    /* HOLDING BACK */

    /// @notice Holds back what waits, once: its wait stands still until the hold ends, by time alone at the latest.
    /// @dev Emits {OperationHeld}.
    /// @param operation The id of the operation, as {hashOperationBatch} gives it.
    /// @param duration For how long, in seconds; at most {MAX_HOLD}.
    /// @return until When the hold ends, in seconds since 1970.
    /// @custom:access petition
    /// @custom:reverts NationTimelock_HoldTooLong if it is longer than {MAX_HOLD}.
    /// @custom:reverts NationTimelock_NotWaiting if the operation is not scheduled, or its wait is over.
    /// @custom:reverts NationTimelock_HeldBefore if it was held before.
    function hold(bytes32 operation, uint256 duration) external returns (uint256 until);

    /// @notice Ends a hold before its time: the rest of the operation's wait runs on.
    /// @dev Emits {OperationReleased}.
    /// @param operation The id of the operation.
    /// @custom:access petition
    /// @custom:reverts NationTimelock_NotHeld if it is not held now.
    /// @custom:reverts NationTimelock_NotWaiting if it was struck.
    function release(bytes32 operation) external;

    /// @notice Cancels for good an operation that was held and not let go, and is not done.
    /// @dev Emits {OperationStruck}.
    /// @param operation The id of the operation.
    /// @custom:access petition
    /// @custom:reverts NationTimelock_NotHeld if it never was held, or was released.
    /// @custom:reverts NationTimelock_NotWaiting if it is done, or was struck before.
    function strike(bytes32 operation) external;

    /* READING */

    /// @notice The longest hold, in seconds.
    function MAX_HOLD() external view returns (uint256); // solhint-disable-line func-name-mixedcase

    /// @notice Until when an operation is or was held back, in seconds since 1970; 0 if it never was, or was struck.
    function heldUntil(bytes32 operation) external view returns (uint256);

    /// @notice How long calls wait, in seconds: `delay`, or `longDelay` if that is more and they are constitutional or move money.
    /// @dev Calls move money that send native coin, and all to treasury and coin but those that take power back.
    /// @param constitutional Whether the decision on them is constitutional.
    /// @param targets The addresses called.
    /// @param values The native coin sent with each call, in wei; as many as targets.
    /// @param calldatas The data of each call; as many as targets.
    function delayOf(
        bool constitutional,
        address[] calldata targets,
        uint256[] calldata values,
        bytes[] calldata calldatas
    ) external view returns (uint256);
}
