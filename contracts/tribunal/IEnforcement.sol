// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice What can be done to a citizen by a final ruling, and by nothing else.
enum Sanction {
    /// Civic coin, from what is staked and from the juror's bond: coin in an account is never seized.
    Fine,
    /// The loss of all votes and offices for a period.
    Suspend,
    /// The end of the citizenship.
    Revoke,
    /// The end of a permit.
    VoidPermit,
    /// A deed for someone else.
    MoveDeed
}

/// @notice One sanction, in full.
/// @param sanction Which one.
/// @param value Of a fine its amount in base units of the civic coin, of a suspension its length in seconds, of a permit or a
///        deed its id; 0 of a revocation.
/// @param recipientId Of a deed the citizen who gets it, or 0 for the nation itself; 0 of all else.
struct Measure {
    Sanction sanction;
    uint256 value;
    uint256 recipientId;
}

/// @title  Enforcement
/// @notice The one gateway through which a ruling takes effect on a citizen: each measure by itself, at most once.
interface IEnforcement {
    /* EVENTS */

    /// @notice Emitted when a measure took effect. Measures are counted from 0, as they were asked for.
    event MeasureCarriedOut(uint256 indexed caseId, uint256 indexed citizenId, uint256 index, Measure measure);

    /// @notice Emitted when there is nothing left that a measure could take effect on: the citizenship has ended already.
    event MeasureMoot(uint256 indexed caseId, uint256 indexed citizenId, uint256 index);

    /// @notice Emitted when a measure could not be carried out, and why (the first 256 bytes). It can be tried again.
    event MeasureFailed(uint256 indexed caseId, uint256 indexed citizenId, uint256 index, bytes reason);

    /// @notice Emitted when a citizen is fined, in base units of the civic coin.
    event FineImposed(uint256 indexed caseId, uint256 indexed citizenId, uint256 amount);

    /// @notice Emitted when a part of what a citizen owes is taken for the treasury, and how much is still owed; in base units.
    event FineCollected(uint256 indexed citizenId, uint256 fromStake, uint256 fromBond, uint256 unpaid);

    /* ERRORS */

    /// @notice Measures are carried out by a ruling alone: bring a challenge, and have it enforced.
    error Enforcement_NotByRuling(address caller);

    /// @notice The nation has no institution of that name yet, so that the measure cannot be carried out: try again when it has.
    error Enforcement_NoInstitution(bytes32 institution);

    /// @notice Too little gas is left for a measure that should fail only for a reason of its own: send more.
    error Enforcement_GasTooLow(uint256 gasLeft, uint256 needed);

    /// @notice Nothing can be collected now: the citizen owes nothing, or has nothing at stake and no bond. Try again when there is.
    error Enforcement_NothingToCollect(uint256 citizenId, uint256 unpaid);

    /* ACTS */

    /// @notice Collects what a citizen owes of fines: from the stake first, then from the juror's bond, as much as there is.
    /// @dev Emits {FineCollected}, and Slashed or BondSlashed there, whose grounds are the last case that fined the citizen.
    /// @param citizenId Who owes.
    /// @return collected How much was taken, in base units.
    /// @custom:access anyone
    /// @custom:reverts Enforcement_NothingToCollect if nothing is owed, or nothing is there.
    function collectFine(uint256 citizenId) external returns (uint256 collected);

    /// @notice Carries out one measure, whole or not at all.
    /// @dev Emits {FineImposed} and {FineCollected} for a fine.
    /// @param caseId The case that was ruled.
    /// @param citizenId Against whom.
    /// @param measure What.
    /// @return isMoot Whether there was nothing to do, since the citizenship has ended.
    /// @custom:access tribunal
    /// @custom:reverts Enforcement_NotByRuling if anyone but this contract itself calls.
    /// @custom:reverts Enforcement_NoInstitution if the institution is missing that the measure needs.
    function carryOut(uint256 caseId, uint256 citizenId, Measure calldata measure) external returns (bool isMoot);

    /* READING */

    /// @notice What a citizen owes of fines, in base units of the civic coin.
    function unpaidFineOf(uint256 citizenId) external view returns (uint256 unpaid);
}
