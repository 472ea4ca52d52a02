// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice A citizen on the jury roll, as a reader sees it. Moments are in seconds since 1970.
/// @param position The place on the roll, from 1; 0 if the citizen has none.
/// @param enrolledAt When the place was taken.
/// @param hasRetired Whether the citizen retired, and is drawn no more; or was struck off, and is drawn only where the roll was
///        frozen before.
/// @param restsUntil Until when the citizen rests after service.
/// @param duties In how many panels the citizen sits whose cases are not final.
/// @param bond The civic coin held, in base units.
struct Juror {
    uint256 position;
    uint256 enrolledAt;
    bool hasRetired;
    uint256 restsUntil;
    uint256 duties;
    uint256 bond;
}

/// @notice What a panel is drawn by.
/// @param seed Chance, known only after the roll was frozen.
/// @param frozenAt When it was frozen, in seconds since 1970.
/// @param positions How many positions the roll had then.
/// @param firstTry The number of the next try; each try of a seed looks at one position.
/// @param tries How many tries at most.
/// @param seats How many jurors are wanted.
struct Summons {
    bytes32 seed;
    uint256 frozenAt;
    uint256 positions;
    uint256 firstTry;
    uint256 tries;
    uint256 seats;
}

/// @title  Jury roll
/// @notice The citizens who may be drawn as jurors: one place each, with a bond in civic coin, whatever their coin beside it.
/// @dev The provisions are `bond` (whole coins), `citizenDays` (days since admission), `rest` (seconds after service) and
///      `noShowPenalty` (basis points of the bond).
interface IJuryRoll {
    /* EVENTS */

    /// @notice Emitted when a citizen takes a place on the roll.
    event JurorEnrolled(uint256 indexed citizenId, uint256 position, uint256 bond);

    /// @notice Emitted when a citizen leaves the roll.
    event JurorRetired(uint256 indexed citizenId);

    /// @notice Emitted when a juror who did not show up loses a part of the bond, and leaves the roll.
    event JurorStruck(uint256 indexed citizenId, uint256 penalty);

    /// @notice Emitted when jurors have done a duty, and rest until a moment in seconds since 1970.
    event JurorsReleased(uint256[] citizenIds, uint256 restsUntil);

    /// @notice Emitted when what is left of a bond is paid out to the account that holds the citizenship, or held it last.
    event BondWithdrawn(uint256 indexed citizenId, address indexed to, uint256 amount);

    /// @notice Emitted when a ruling takes coin from a citizen's bond, for the treasury.
    event BondSlashed(uint256 indexed citizenId, uint256 amount, bytes32 indexed grounds);

    /* ERRORS */

    /// @notice Only active citizens serve as jurors: become one, or have your citizenship renewed or reinstated first.
    error JuryRoll_NotActiveCitizen(address account);

    /// @notice Jurors must have been citizens for a while: enrol at the moment named, in seconds since 1970, or later.
    error JuryRoll_CitizenTooNew(uint256 citizenId, uint256 eligibleAt);

    /// @notice Only the civic coin tells of payments: send it with transferAndCall, or call enrol().
    error JuryRoll_NotTheCoin(address caller);

    /// @notice Coin sent out of another's allowance does not enrol its owner: the citizen must send the own coin.
    error JuryRoll_SentForAnother(address operator, address owner);

    /// @notice What arrives must be the bond exactly: send as much as the provision says, in base units.
    error JuryRoll_NotTheBond(uint256 arrived, uint256 bond);

    /// @notice You have a place on the roll already: if you retired, withdraw your bond before you enrol again.
    error JuryRoll_AlreadyEnrolled(uint256 citizenId, uint256 position);

    /// @notice This citizen has no place on the roll: enrol first.
    error JuryRoll_NotEnrolled(uint256 citizenId);

    /// @notice The bond stays while the juror is on the roll: retire first.
    error JuryRoll_NotRetired(uint256 citizenId);

    /// @notice Draws under way may still find this juror, who alone can withdraw before the moment named, in seconds since 1970.
    error JuryRoll_StruckLately(uint256 citizenId, uint256 freeAt);

    /// @notice The bond stays until each case in which the juror sits is final and settled: wait, or settle them.
    error JuryRoll_OnDuty(uint256 citizenId, uint256 duties);

    /// @notice A penalty cannot be more than the bond: lower the provision's bound to the limit.
    error JuryRoll_PenaltyTooHigh(uint256 max, uint256 limit);

    /// @notice Only the court draws, releases and strikes jurors: go through it.
    error JuryRoll_NotTheCourt(address caller);

    /* SERVING */

    /// @notice Takes a place on the roll, and gives the bond, pulled out of the allowance given to this contract. To send the bond
    ///         here with the coin's `transferAndCall` does the same without an allowance, for less.
    /// @dev Emits {JurorEnrolled}. Draws that were frozen before pass the newcomer over.
    /// @return position The place, from 1.
    /// @custom:access citizen
    /// @custom:reverts JuryRoll_NotActiveCitizen if the caller is not an active citizen.
    /// @custom:reverts JuryRoll_CitizenTooNew if the citizen was admitted less than `citizenDays` ago.
    /// @custom:reverts JuryRoll_AlreadyEnrolled if the citizen has a place, or retired from one whose bond is still held.
    /// @custom:reverts ERC20InsufficientAllowance if the allowance is less than the bond.
    /// @custom:reverts ERC20InsufficientBalance if the caller has less than the bond.
    function enrol() external returns (uint256 position);

    /// @notice Leaves the roll: drawn no more. Duties taken up stay, and the bond with them.
    /// @dev Emits {JurorRetired}, and {BondWithdrawn} if no duty is open.
    /// @custom:access citizen
    /// @custom:reverts JuryRoll_NotEnrolled if the caller has no place, or retired.
    function retire() external;

    /// @notice Pays out the bond of a juror who retired or was struck off, or takes one off the roll whose citizenship has ended and
    ///         pays out.
    /// @dev Emits {BondWithdrawn}.
    /// @param citizenId Whose bond. It goes to the account that holds the citizenship, or held it last.
    /// @return amount How much, in base units.
    /// @custom:access anyone
    /// @custom:reverts JuryRoll_NotEnrolled if the citizen has no place.
    /// @custom:reverts JuryRoll_NotRetired if the citizen is on the roll, and holds the citizenship.
    /// @custom:reverts JuryRoll_StruckLately if anyone but the juror calls within 30 days of the strike.
    /// @custom:reverts JuryRoll_OnDuty if a duty is open.
    function withdraw(uint256 citizenId) external returns (uint256 amount);

    /* FOR THE COURT */

    /// @notice Draws jurors, each of whom takes up a duty: active citizens who had a place at the freeze, have it still, and
    ///         did not rest then. What is tried is the same whoever calls and however the tries are divided.
    /// @dev Emits nothing: the court tells who sits where, in the same transaction.
    /// @param summons What to draw by.
    /// @param excluded Citizens who cannot be drawn: the excused, and who sits already.
    /// @return citizenIds Who was drawn.
    /// @return tried How many tries were used.
    /// @custom:access court
    /// @custom:reverts JuryRoll_NotTheCourt if anyone else calls.
    function summon(Summons calldata summons, uint256[] calldata excluded)
        external
        returns (uint256[] memory citizenIds, uint256 tried);

    /// @notice Ends a duty of each juror, who rests from now on.
    /// @dev Emits {JurorsReleased}.
    /// @param citizenIds Whose duty; each has one open.
    /// @custom:access court
    /// @custom:reverts JuryRoll_NotTheCourt if anyone else calls.
    function release(uint256[] calldata citizenIds) external;

    /// @notice Ends a duty of each juror that was not done: a part of the bond goes to the treasury, and the juror off the roll. A
    ///         draw for which the roll was frozen before finds the juror all the same.
    /// @dev Emits {JurorStruck} for each, and {JurorRetired} for who was on the roll.
    /// @param citizenIds Whose duty; each has one open.
    /// @param penalty Which part of the bond, in basis points.
    /// @custom:access court
    /// @custom:reverts JuryRoll_NotTheCourt if anyone else calls.
    function penalize(uint256[] calldata citizenIds, uint256 penalty) external;

    /* JUSTICE */

    /// @notice Takes coin from a citizen's bond for the treasury, never more than there is. The citizen is off the roll, as one who
    ///         failed in a duty.
    /// @dev Emits {BondSlashed}, and {JurorRetired} if the citizen was on the roll.
    /// @param citizenId Whose bond.
    /// @param amount How much at most, in base units.
    /// @param grounds What for: the ruling's reference.
    /// @return slashed How much was taken, in base units; 0 if the citizen has no place.
    /// @custom:access justice
    function slash(uint256 citizenId, uint256 amount, bytes32 grounds) external returns (uint256 slashed);

    /* READING */

    /// @notice A citizen's place on the roll.
    function jurorOf(uint256 citizenId) external view returns (Juror memory);

    /// @notice The size of the roll now.
    /// @return positions How many positions there are, empty ones included.
    /// @return jurors How many jurors may be drawn from them, resting ones included.
    function size() external view returns (uint256 positions, uint256 jurors);

    /// @notice The part of the bond that a juror loses who does not show up, in basis points.
    function noShowPenalty() external view returns (uint256);
}
