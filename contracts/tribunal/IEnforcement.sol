// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice What can be done to a citizen by a final ruling, and by nothing else.
enum SanctionKind {
    /// Civic coin, from what is staked and from the juror's bond: coin in an account is never seized.
    Fine,
    /// The loss of offices, jury seats and budgets for a period. Only the end of a citizenship takes the vote.
    Suspend,
    /// The end of the citizenship.
    Revoke,
    /// An order to another institution, about what it keeps of the citizen.
    Order
}

/// @notice One sanction, in full.
/// @param kind Which one.
/// @param value Of a fine its amount in base units of the civic coin, of a suspension its length in seconds, of an order what
///        its institution says; 0 of a revocation.
/// @param recipientId Of an order the citizen who gets something, or 0 for nobody or the nation; 0 of all else.
/// @param institution Of an order the name of its institution in the nation's directory; 0 of all else.
/// @param order Of an order its number at that institution, see {ISanctionable}; 0 of all else.
struct Sanction {
    SanctionKind kind;
    uint256 value;
    uint256 recipientId;
    bytes32 institution;
    uint8 order;
}

/// @title  Enforcement
/// @notice The one gateway through which a ruling takes effect on a citizen: each sanction by itself, at most once.
interface IEnforcement {
    /* EVENTS */

    /// @notice Emitted when a sanction took effect. The sanctions of a case are counted from 0.
    event SanctionCarriedOut(uint256 indexed caseId, uint256 indexed citizenId, uint256 index, Sanction sanction);

    /// @notice Emitted when nothing is left that an order could take effect on, since the record has ended.
    event SanctionMoot(uint256 indexed caseId, uint256 indexed citizenId, uint256 index);

    /// @notice Emitted when a sanction could not be carried out, and why (the first 256 bytes). It can be tried again.
    event SanctionFailed(uint256 indexed caseId, uint256 indexed citizenId, uint256 index, bytes reason);

    /// @notice Emitted when a citizen is fined, in base units of the civic coin.
    event FineImposed(uint256 indexed caseId, uint256 indexed citizenId, uint256 amount);

    /// @notice Emitted when a part of a citizen's fines is taken for the treasury, with what is still unpaid; in base units.
    event FineCollected(uint256 indexed citizenId, uint256 fromStake, uint256 fromBond, uint256 unpaid);

    /// @notice Emitted when the unpaid part of a fine is taken back, since the plenary decided otherwise; in base units.
    event FineRemitted(uint256 indexed caseId, uint256 indexed citizenId, uint256 amount);

    /// @notice Emitted when whoever came back serves the rest of a suspension with the present citizenship, until a moment in seconds
    ///         since 1970.
    event PersonRecognised(uint256 indexed formerId, uint256 indexed citizenId, uint256 until);

    /* ERRORS */

    /// @notice Only a ruling imposes sanctions: bring a challenge, and have its ruling enforced.
    error Enforcement_NotByRuling(address caller);

    /// @notice The nation has no institution of that name, so that the order cannot be carried out: try again when it has.
    error Enforcement_NoInstitution(bytes32 institution);

    /// @notice In the last 30 days rulings have ended as many citizenships of its kind as they may: have this one enforced at that moment, in
    ///         seconds since 1970.
    error Enforcement_EndingsBraked(uint256 citizenId, uint256 possibleAt);

    /// @notice Too little gas is left, and a sanction must fail for reasons of its own alone: send more gas.
    error Enforcement_GasTooLow(uint256 gasLeft, uint256 needed);

    /// @notice This citizenship lasts, or whoever held it holds none now: name one that ended, whose holder came back.
    error Enforcement_NoSuccessor(uint256 formerId);

    /// @notice Nobody holds this citizenship, and whoever held it holds no other one: try again if the person comes back, before the
    ///         sanction lapses.
    error Enforcement_NobodyHeld(uint256 citizenId);

    /// @notice Nothing is left of the former citizenship's suspension that the present one does not serve: nothing needs to be done.
    error Enforcement_NothingToCarryOver(uint256 formerId);

    /// @notice Nothing can be collected now: the citizen has no unpaid fine, or neither stake nor bond. Try again when there is.
    error Enforcement_NothingToCollect(uint256 citizenId, uint256 unpaid);

    /* ACTS */

    /// @notice Collects a citizen's unpaid fines, as far as stake and bond reach: from the stake first, then from the juror's bond.
    ///         Of a citizenship that ended, the rest is collected from the one that the person holds now.
    /// @dev Emits {FineCollected}, and Slashed or BondSlashed there. Their ruling is that of the last case that fined the person.
    /// @param citizenId Whose fines: any citizenship that the person holds or held.
    /// @return collected How much was taken, in base units.
    /// @custom:access anyone: only what a fine left unpaid, from stake and bonds
    /// @custom:reverts Enforcement_NothingToCollect if nothing is unpaid, or nothing is there.
    function collectFine(uint256 citizenId) external returns (uint256 collected);

    /// @notice Has whoever renounced and came back serve the rest of a suspension with the present citizenship. Fines and offences
    ///         follow the person by themselves.
    /// @dev Emits {PersonRecognised}, and CitizenSuspended there.
    /// @param formerId The citizenship that ended.
    /// @return citizenId The citizenship that the person holds now.
    /// @custom:access anyone: only of one person
    /// @custom:reverts Enforcement_NoSuccessor if it has not ended, or whoever held it holds none.
    /// @custom:reverts Enforcement_NothingToCarryOver if no suspension runs, or the present citizenship serves it.
    function recognise(uint256 formerId) external returns (uint256 citizenId);

    /// @notice Imposes one sanction, whole or not at all: of a person who came back, on the present citizenship.
    /// @dev Emits {FineImposed} and {FineCollected} for a fine.
    /// @param caseId The case that was ruled.
    /// @param citizenId Against whom.
    /// @param sanction What.
    /// @return isMoot Whether nothing is left that it could take effect on.
    /// @custom:access tribunal
    /// @custom:reverts Enforcement_NotByRuling if anyone but this contract itself calls.
    /// @custom:reverts Enforcement_NoInstitution if the nation lacks the institution that an order names.
    /// @custom:reverts Enforcement_EndingsBraked if rulings have ended too many citizenships lately.
    /// @custom:reverts Enforcement_NobodyHeld if a suspension or revocation finds neither the citizenship nor the person back.
    function impose(uint256 caseId, uint256 citizenId, Sanction calldata sanction) external returns (bool isMoot);

    /* READING */

    /// @notice The unpaid fines, in base units of the civic coin, of whoever holds this citizenship or held it.
    function unpaidFineOf(uint256 citizenId) external view returns (uint256 unpaid);

    /// @notice The citizenship that a case ended, also if it was given back since: of a person who came back before the ruling, the later
    ///         one. 0 if it ended none.
    function endedBy(uint256 caseId) external view returns (uint256 citizenId);

    /// @notice From when on a ruling can end one more citizenship, in seconds since 1970; a moment that has passed if it can now.
    /// @param ofNewcomer Whether it is one that was challenged in its waiting period: these have a line of their own.
    function nextEndingAt(bool ofNewcomer) external view returns (uint256 possibleAt);
}
