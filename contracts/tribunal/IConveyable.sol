// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title  Conveyable
/// @notice What the institution of land lets justice do.
/// @dev The institution lets only justice call, and refuses what is not the named citizen's own: a ruling against one person
///      takes nothing from another.
interface IConveyable {
    /// @notice Conveys a citizen's deed to another citizen, or to the nation.
    /// @param deedId The deed.
    /// @param citizenId Whose it is.
    /// @param recipientId The citizen who gets it; 0 for the nation itself.
    /// @param grounds Reference to the ruling: the case's number.
    /// @custom:access justice
    function conveyDeed(uint256 deedId, uint256 citizenId, uint256 recipientId, bytes32 grounds) external;
}
