// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title  Sanctionable
/// @notice What a ruling can order of an institution that keeps records of citizens: of permits, deeds, offices, and the like.
/// @dev The institution lets only justice call. It refuses what is not the named citizen's own, so that a ruling against one
///      person takes nothing from another. It numbers its orders itself, and says in its interface what each does.
interface ISanctionable {
    /// @notice Carries out an order that a final ruling gave against a citizen.
    /// @param order Which of the institution's orders.
    /// @param citizenId Against whom.
    /// @param value What of the citizen's it concerns, as the order has it: the id of a permit or a deed, for example.
    /// @param recipientId The citizen who gets it, if the order has one; 0 for nobody, or for the nation.
    /// @param rulingId Reference to the ruling: the case's number.
    /// @return isMoot Whether nothing is left that the order could take effect on.
    /// @custom:access justice
    function carryOut(uint8 order, uint256 citizenId, uint256 value, uint256 recipientId, bytes32 rulingId)
        external
        returns (bool isMoot);

    /// @notice Whether an order could be carried out now: the institution knows it, and what it concerns exists and is the citizen's.
    ///         No challenge asks for an order of which this is not so.
    /// @param order Which of the institution's orders.
    /// @param citizenId Against whom.
    /// @param value What of the citizen's it concerns.
    /// @param recipientId The citizen who would get it; 0 for nobody, or for the nation.
    /// @return isPossible Whether it could.
    function canCarryOut(uint8 order, uint256 citizenId, uint256 value, uint256 recipientId)
        external
        view
        returns (bool isPossible);
}
