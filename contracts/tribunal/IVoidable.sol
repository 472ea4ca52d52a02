// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title  Voidable
/// @notice What the institution of permits lets justice do.
/// @dev The institution lets only justice call, and refuses what is not the named citizen's own: a ruling against one person
///      takes nothing from another.
interface IVoidable {
    /// @notice Voids a citizen's permit for good.
    /// @param permitId The permit.
    /// @param citizenId Whose it is.
    /// @param grounds Reference to the ruling: the case's number.
    /// @custom:access justice
    function voidPermit(uint256 permitId, uint256 citizenId, bytes32 grounds) external;
}
