// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title  Permits
/// @notice Permits of one kind that an institution issues: residencies, licences, tickets. Other institutions ask here what an
///         account may do.
/// @dev A permit is a number, from 1. It has one account, and ends by time alone or sooner. An account holds at most one of a
///      kind.
interface IPermits {
    /// @notice Whether an account holds a permit that is in force now.
    function isPermitted(address account) external view returns (bool);

    /// @notice The last permit of an account, in force or not; 0 if it never had one.
    function permitOf(address account) external view returns (uint256 permitId);

    /// @notice The account of a permit; the zero address if there is no such permit.
    function permitHolder(uint256 permitId) external view returns (address account);

    /// @notice When a permit ends or ended, in seconds since 1970; 0 if there is no such permit.
    function permitUntil(uint256 permitId) external view returns (uint256 until);
}
