// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice A juror as a reader sees it. Moments are in seconds since 1970.
/// @param position The juror's position on the roll, from 1; 0 if the citizen has none.
/// @param enrolledAt When the juror enrolled.
/// @param hasRetired Whether the juror retired or was removed, and is drawn only for a roll frozen before.
/// @param servesUntil The end of the juror's last service; of whoever left the moment of that.
/// @param duties How many panels the juror sits in that are not settled.
/// @param bond The juror's bond in civic coin, in base units.
struct Juror {
    uint256 position;
    uint256 enrolledAt;
    bool hasRetired;
    uint256 servesUntil;
    uint256 duties;
    uint256 bond;
}

/// @notice The terms of a draw.
/// @param seed The seed, which nobody knew when the roll was frozen.
/// @param frozenAt When the roll was frozen, in seconds since 1970: it says who was on it.
/// @param openedAt When the case was opened, in seconds since 1970: only who was on the roll before is drawn.
/// @param positions How many positions the roll had then.
/// @param firstTry The number of the first try. Each try of a seed looks at one position.
/// @param tries How many tries at most.
/// @param seats How many jurors are wanted.
/// @param servesUntil When the service of those drawn ends, in seconds since 1970.
/// @param caseId The case.
/// @param hasRecusals Whether anybody stepped aside from it.
struct DrawTerms {
    bytes32 seed;
    uint256 frozenAt;
    uint256 openedAt;
    uint256 positions;
    uint256 firstTry;
    uint256 tries;
    uint256 seats;
    uint256 servesUntil;
    uint256 caseId;
    bool hasRecusals;
}

/// @title  Jury roll
/// @notice The citizens who may be drawn as jurors. Each has one position and one bond in civic coin, rich or not.
/// @dev The provisions are `bond` (whole coins), `citizenDays` (days since admission), `noShowPenalty` (basis points of
///      the bond) and `minimumStay` (seconds since the enrolment). The bond is at most the
///      hundredth part of the coin's supply divided by the number of citizens.
interface IJuryRoll {
    /* EVENTS */

    /// @notice Emitted when a citizen enrols.
    event JurorEnrolled(uint256 indexed citizenId, uint256 position, uint256 bond);

    /// @notice Emitted when a citizen opts out of being enrolled by others.
    event JurorOptedOut(uint256 indexed citizenId);

    /// @notice Emitted when a citizen leaves the roll, by retirement, removal or the end of the citizenship.
    event JurorRetired(uint256 indexed citizenId);

    /// @notice Emitted when an absent juror is removed from the roll and loses a part of the bond.
    event JurorRemoved(uint256 indexed citizenId, uint256 penalty);

    /// @notice Emitted when a duty of jurors ends.
    event JurorsReleased(uint256[] citizenIds);

    /// @notice Emitted when the rest of a bond is paid out, at the present account of whoever holds the citizenship, or held it last.
    event BondWithdrawn(uint256 indexed citizenId, address indexed to, uint256 amount);

    /// @notice Emitted when a ruling takes coin from a citizen's bond, for the treasury.
    event BondSlashed(uint256 indexed citizenId, uint256 amount, bytes32 indexed rulingId);

    /* ERRORS */

    /// @notice Only active citizens serve as jurors: become one, or have your citizenship renewed or reinstated first.
    error JuryRoll_NotActiveCitizen(address account);

    /// @notice Only citizens opt out: use the account that holds the citizenship.
    error JuryRoll_NotCitizen(address account);

    /// @notice A bond is due, which nobody gives for others: let each citizen enrol alone.
    error JuryRoll_BondDue(uint256 bond);

    /// @notice Jurors must have been citizens for a while: enrol at the moment named, in seconds since 1970, or later.
    error JuryRoll_CitizenTooNew(uint256 citizenId, uint256 eligibleAt);

    /// @notice Only the civic coin may report payments: send it with transferAndCall, or call enrol().
    error JuryRoll_NotTheCoin(address caller);

    /// @notice Coin sent from an allowance does not enrol its owner: the citizen must send it.
    error JuryRoll_SentForAnother(address operator, address owner);

    /// @notice The payment must be exactly the bond: send the amount of the provision, in base units.
    error JuryRoll_NotTheBond(uint256 arrived, uint256 bond);

    /// @notice You have a position on the roll already: if you retired or were removed, withdraw before you enrol again, after 30 days.
    error JuryRoll_AlreadyEnrolled(uint256 citizenId, uint256 position);

    /// @notice This citizen has no position on the roll: enrol first.
    error JuryRoll_NotEnrolled(uint256 citizenId);

    /// @notice The bond stays while the juror is on the roll: retire first.
    error JuryRoll_NotRetired(uint256 citizenId);

    /// @notice Draws that began before this juror left may still find the juror: withdraw at the moment named, in seconds since 1970.
    error JuryRoll_LeftLately(uint256 citizenId, uint256 freeAt);

    /// @notice The bond stays until every round in which the juror sits is settled: wait for its case to be final, then settle it.
    error JuryRoll_OnDuty(uint256 citizenId, uint256 duties);

    /// @notice This bound would let a government leave the court without jurors: lower it to the limit.
    error JuryRoll_BoundUnsound(bytes32 key, uint256 max, uint256 limit);

    /// @notice Jurors stay on the roll for a while, so that nobody enrols for one draw: retire at the moment named, in seconds
    ///         since 1970, or later.
    error JuryRoll_StayTooShort(uint256 citizenId, uint256 stayEndsAt);

    /// @notice Only the court draws, releases and removes jurors: call the court.
    error JuryRoll_NotTheCourt(address caller);

    /* SERVING */

    /// @notice Enrols the caller and takes the bond from the allowance given to this contract. Sending the bond with the coin's
    ///         `transferAndCall` does the same without an allowance, for less gas.
    /// @dev Emits {JurorEnrolled}. Draws frozen before skip the newcomer.
    /// @return position The juror's position, from 1.
    /// @custom:access citizen
    /// @custom:reverts JuryRoll_NotActiveCitizen if the caller is not an active citizen.
    /// @custom:reverts JuryRoll_CitizenTooNew if the citizen was admitted less than `citizenDays` ago.
    /// @custom:reverts JuryRoll_AlreadyEnrolled if the citizen has a position, or a bond that is not withdrawn.
    /// @custom:reverts ERC20InsufficientAllowance if the allowance is less than the bond.
    /// @custom:reverts ERC20InsufficientBalance if the caller has less than the bond.
    function enrol() external returns (uint256 position);

    /// @notice Enrols citizens who never were on the roll, where no bond is due. So admission enrols everybody who does not opt out.
    ///         Passes over all others.
    /// @dev Emits {JurorEnrolled} for each who is enrolled.
    /// @param citizenIds Whom.
    /// @return enrolled How many were enrolled.
    /// @custom:access anyone: only active citizens who never were on the roll and did not opt out
    /// @custom:reverts JuryRoll_BondDue if a bond is due.
    function enrolFor(uint256[] calldata citizenIds) external returns (uint256 enrolled);

    /// @notice Keeps others from enrolling the caller, who can still enrol. Whoever left the roll is out already.
    /// @dev Emits {JurorOptedOut}, save of whoever is out already.
    /// @custom:access citizen: from the admission on, active or not
    /// @custom:reverts JuryRoll_NotCitizen if the caller holds no citizenship.
    /// @custom:reverts JuryRoll_AlreadyEnrolled if the caller has a position: who is on the roll retires.
    function optOut() external;

    /// @notice Retires the caller, who is drawn only for a roll frozen before. Open duties remain, and the bond stays for 30 days, see
    ///         {withdraw}.
    /// @dev Emits {JurorRetired}.
    /// @custom:access citizen
    /// @custom:reverts JuryRoll_NotEnrolled if the caller has no position, retired, or was removed.
    /// @custom:reverts JuryRoll_StayTooShort before the minimum stay is over.
    function retire() external;

    /// @notice Pays out the bond of a juror who retired, was removed, or whose citizenship has ended.
    /// @dev Emits {BondWithdrawn}, and {JurorRetired} if the juror was on the roll.
    /// @param citizenId The juror. The bond goes to the present account of whoever holds the citizenship, or held it last.
    /// @return amount The bond, in base units.
    /// @custom:access anyone: only to the present account of whoever holds the citizenship, or held it last, with no duty open
    /// @custom:reverts JuryRoll_NotEnrolled if the citizen has no position.
    /// @custom:reverts JuryRoll_NotRetired if the citizen is on the roll, and holds the citizenship.
    /// @custom:reverts JuryRoll_LeftLately within 30 days of the retirement or removal.
    /// @custom:reverts JuryRoll_OnDuty if a duty is open.
    function withdraw(uint256 citizenId) external returns (uint256 amount);

    /* FOR THE COURT */

    /// @notice Draws jurors, each of whom gets a duty: active citizens who were enrolled before the case was opened, and still are.
    ///         Everybody is drawn alike: if the rested came first, whoever brings many small cases could tire out all others. The tries
    ///         look at the same positions whoever calls, and however they are divided.
    /// @dev Emits nothing: the court logs the seats in the same transaction.
    /// @param terms The terms of the draw.
    /// @param excluded Citizens who cannot be drawn.
    /// @return citizenIds The jurors drawn.
    /// @return tried How many tries were used.
    /// @custom:access court
    /// @custom:reverts JuryRoll_NotTheCourt if anyone else calls.
    function draw(DrawTerms calldata terms, uint256[] calldata excluded)
        external
        returns (uint256[] memory citizenIds, uint256 tried);

    /// @notice Ends one duty of each juror.
    /// @dev Emits {JurorsReleased}.
    /// @param citizenIds The jurors; each has an open duty.
    /// @custom:access court
    /// @custom:reverts JuryRoll_NotTheCourt if anyone else calls.
    function release(uint256[] calldata citizenIds) external;

    /// @notice Ends one duty of each absent juror. The juror is removed from the roll, and the treasury gets a part of the bond. Draws
    ///         frozen before still find the juror.
    /// @dev Emits {JurorRemoved} for each juror, and {JurorRetired} for each who was on the roll.
    /// @param citizenIds The jurors; each has an open duty.
    /// @param penalty The part of the bond, in basis points.
    /// @custom:access court
    /// @custom:reverts JuryRoll_NotTheCourt if anyone else calls.
    function penalize(uint256[] calldata citizenIds, uint256 penalty) external;

    /// @notice Notes that a citizen stepped aside from a case, who is never drawn for it.
    /// @dev Emits nothing: the court logs it.
    /// @param caseId The case.
    /// @param citizenId The citizen, on the roll or not.
    /// @return isNew Whether the citizen had not stepped aside before.
    /// @custom:access court
    /// @custom:reverts JuryRoll_NotTheCourt if anyone else calls.
    function recuse(uint256 caseId, uint256 citizenId) external returns (bool isNew);

    /* JUSTICE */

    /// @notice Takes coin from a citizen's bond for the treasury, at most the whole bond. The citizen is removed from the roll, like
    ///         an absent juror.
    /// @dev Emits {BondSlashed}, and {JurorRetired} if the citizen was on the roll.
    /// @param citizenId The citizen.
    /// @param amount The highest amount to take, in base units.
    /// @param rulingId The reference of the ruling.
    /// @return slashed The amount taken, in base units; 0 if the citizen has no position.
    /// @custom:access justice: only bonds
    function slash(uint256 citizenId, uint256 amount, bytes32 rulingId) external returns (uint256 slashed);

    /* READING */

    /// @notice The juror that a citizen is; all zeros but `servesUntil` if the citizen has no position.
    function jurorOf(uint256 citizenId) external view returns (Juror memory);

    /// @notice Whether a citizen stepped aside from a case.
    function isRecused(uint256 caseId, uint256 citizenId) external view returns (bool);

    /// @notice Whether the citizen who holds an account now stepped aside from a case.
    function hasRecused(uint256 caseId, address account) external view returns (bool);

    /// @notice The size of the roll now.
    /// @return positions How many positions there are, free ones included.
    /// @return jurors How many jurors may be drawn.
    function size() external view returns (uint256 positions, uint256 jurors);

    /// @notice The bond of whoever enrols now, in base units.
    function bondNow() external view returns (uint256);

    /// @notice The part of the bond that an absent juror loses, in basis points.
    function noShowPenalty() external view returns (uint256);
}
