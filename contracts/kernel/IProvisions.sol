// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice The unit of a provision, by which any reader can render it.
enum Unit {
    BasisPoints,
    Seconds,
    /// Whole civic coins.
    Coins,
    /// Billionths of the chain's native coin.
    Gwei,
    /// People.
    Heads,
    Days,
    /// Basis points of the citizens. What it comes to is never less than the institution's floor in heads.
    CitizenShare
}

/// @notice What a provision guards, which says in which direction an ordinary decision may move it.
enum Guard {
    /// The class of a decision is that of the function, in both directions.
    None,
    /// A cap: lowering it takes power back, which is ordinary. Raising it gives power, which is constitutional.
    Ceiling,
    /// A protection: raising it takes power back, which is ordinary. Lowering it gives power, which is constitutional.
    Floor
}

/// @notice How a call changes the power of whom an institution obeys.
enum PowerChange {
    /// The class of a decision is that of the function.
    AsMarked,
    /// It takes power back: a decision on it is ordinary.
    Less,
    /// It gives power: a decision on it is constitutional.
    More
}

/// @notice The first value of a provision, and its bounds. No government can leave them.
struct ProvisionTerms {
    uint64 value;
    uint64 min;
    uint64 max;
}

/// @notice A provision as a reader sees it. Values are in `unit`. `trialUntil` is in seconds since 1970; 0 without a trial.
struct ProvisionView {
    bytes32 key;
    Unit unit;
    uint256 current;
    uint256 standing;
    uint256 trial;
    uint256 trialUntil;
    uint256 min;
    uint256 max;
}

/// @title  Provisions
/// @notice The governed numbers of an institution, each within bounds that were fixed when the institution was created. The
///         government sets a value, or tries one for a time. A trial lapses by itself unless it is ratified.
interface IProvisions {
    /* EVENTS */

    /// @notice Emitted when the standing value is set, which also ends a trial.
    event ProvisionSet(bytes32 indexed key, uint256 oldValue, uint256 newValue);

    /// @notice Emitted when the trial of a value begins. It ends at `until`, in seconds since 1970.
    event ProvisionTried(bytes32 indexed key, uint256 standing, uint256 trial, uint256 until);

    /// @notice Emitted when the value on trial becomes the standing value.
    event ProvisionRatified(bytes32 indexed key, uint256 oldValue, uint256 newValue);

    /* ERRORS */

    /// @notice The institution has no provision of that name: read provisions() for the names.
    error Provisions_Unknown(bytes32 key);

    /// @notice The value is outside its bounds: choose one from min to max.
    error Provisions_OutOfBounds(bytes32 key, uint256 value, uint256 min, uint256 max);

    /// @notice A trial lasts from one second to one year: choose a period within these.
    error Provisions_TrialPeriodOutOfBounds(bytes32 key, uint256 period, uint256 max);

    /// @notice No trial is under way: try a value first, or set it.
    error Provisions_NotOnTrial(bytes32 key, uint256 trialUntil);

    /// @notice The institution was created with the wrong number of provisions: give one for each key.
    error Provisions_WrongCount(uint256 given, uint256 needed);

    /* READING */

    /// @notice Every provision of this institution, in a fixed order.
    function provisions() external view returns (ProvisionView[] memory);

    /// @notice One provision, by its name as a left-aligned string.
    /// @custom:reverts Provisions_Unknown if there is no provision of that name.
    function provision(bytes32 key) external view returns (ProvisionView memory);

    /// @notice How a call to this institution would change power now. The governor asks for it when it classes a proposal, and
    ///         again before the execution.
    /// @param data The call's data, with its selector.
    /// @return AsMarked for every call of which this institution has nothing special to say.
    /// @custom:reverts Provisions_Unknown if the call moves a provision that there is not.
    function powerChangeOf(bytes calldata data) external view returns (PowerChange);

    /* GOVERNING */

    /// @notice Sets the standing value from now on, and ends a trial.
    /// @dev Emits {ProvisionSet}.
    /// @param key The provision's name.
    /// @param newValue The new value, in the provision's unit.
    /// @custom:access government
    /// @custom:reverts Provisions_Unknown if there is no provision of that name.
    /// @custom:reverts Provisions_OutOfBounds if the value is outside the bounds.
    function setProvision(bytes32 key, uint256 newValue) external;

    /// @notice Lets a value apply for a period from now. Then the standing value applies again by itself.
    /// @dev Emits {ProvisionTried}. A new trial replaces the present one.
    /// @param key The provision's name.
    /// @param newValue The value to try, in the provision's unit.
    /// @param period How long it applies, in seconds, at most a year.
    /// @custom:access government
    /// @custom:reverts Provisions_Unknown if there is no provision of that name.
    /// @custom:reverts Provisions_OutOfBounds if the value is outside the bounds.
    /// @custom:reverts Provisions_TrialPeriodOutOfBounds if the period is zero or longer than a year.
    function tryProvision(bytes32 key, uint256 newValue, uint256 period) external;

    /// @notice Makes the value on trial the standing value.
    /// @dev Emits {ProvisionRatified}.
    /// @param key The provision's name.
    /// @custom:access government
    /// @custom:reverts Provisions_Unknown if there is no provision of that name.
    /// @custom:reverts Provisions_NotOnTrial if no trial is under way.
    function ratifyProvision(bytes32 key) external;
}
