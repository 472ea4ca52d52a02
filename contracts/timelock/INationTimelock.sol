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
    /* ERRORS */

    /// @notice The wait is a provision: set `delay` by setProvision, within its bounds.
    error NationTimelock_DelayIsAProvision(uint256 newDelay);

    /// @notice A wait's bounds leave those that every timelock has: found it with bounds within these, in seconds.
    error NationTimelock_BoundsTooWide(bytes32 key, uint256 min, uint256 max, uint256 leastMin, uint256 greatestMax);

    /// @notice This timelock's constitution never changes: adopt another timelock with the new constitution.
    error NationTimelock_ConstitutionIsFixed(address newAuthority);

    /* READING */

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
