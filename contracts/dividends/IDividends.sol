// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice An epoch as a reader sees it. Moments are in seconds since 1970, amounts in base units of coin.
/// @param from When it began.
/// @param until Its last moment.
/// @param claimableUntil Until when its dividends can be claimed.
/// @param citizens Whom the total counted at its end: the citizens' pot is divided by all of them.
/// @param share What each citizen who took part is due of the citizens' pot.
/// @param stakersPot What those who took part share by their own stake.
/// @param stake All stake at its end: the stakers' pot is divided by all of it.
/// @param left What has not been claimed of both pots. What nobody is due goes back to the treasury.
struct Epoch {
    uint40 from;
    uint40 until;
    uint40 claimableUntil;
    uint32 citizens;
    uint96 share;
    uint128 stakersPot;
    uint128 stake;
    uint128 left;
}

/// @notice Who took part in an epoch, and by which ballot.
/// @param citizenId The citizen.
/// @param proposalId A proposal on which the citizen cast a ballot, and of which the vote ended in the epoch.
struct Participation {
    uint256 citizenId;
    uint256 proposalId;
}

/// @title  Dividends
/// @notice Shares coin with the citizens who take part: in each epoch, with everyone who cast a ballot of their own. Whatever
///         coin stands here when an epoch is closed is divided, wherever it came from.
/// @dev The provisions are `epoch` (days that an epoch lasts at least), `stakersShare` (basis points of what is divided) and
///      `claimWindow` (days in which dividends can be claimed).
interface IDividends {
    /* EVENTS */

    /// @notice Emitted when an epoch is closed, and its pots are known.
    event EpochClosed(
        uint256 indexed epochId,
        uint256 from,
        uint256 until,
        uint256 claimableUntil,
        uint256 citizensPot,
        uint256 stakersPot,
        uint256 citizens,
        uint256 stake
    );

    /// @notice Emitted when a citizen's dividend is paid: `byHead` of the citizens' pot, `byStake` of the stakers'.
    event DividendPaid(
        uint256 indexed epochId,
        uint256 indexed citizenId,
        address indexed holder,
        uint256 proposalId,
        uint256 byHead,
        uint256 byStake
    );

    /// @notice Emitted when what nobody claimed goes back to the treasury.
    event RestReturned(uint256 indexed epochId, uint256 amount);

    /* ERRORS */

    /// @notice The epoch is not long enough yet: anyone can close it at `closableAt`, in seconds since 1970, or later.
    error Dividends_EpochRuns(uint256 closableAt);

    /// @notice There is no such epoch, or it is not closed: epochs are numbered from 1 in their order.
    error Dividends_UnknownEpoch(uint256 epochId);

    /// @notice Its dividends could be claimed until `claimableUntil`, in seconds since 1970: the rest goes back to the treasury.
    error Dividends_ClaimingOver(uint256 epochId, uint256 claimableUntil);

    /// @notice Its dividends can still be claimed: return the rest after `claimableUntil`, in seconds since 1970.
    error Dividends_ClaimingRuns(uint256 epochId, uint256 claimableUntil);

    /// @notice The vote on that proposal ended at `closedAt`, which is not in the epoch; 0 if there is none: name one that did.
    error Dividends_NotInEpoch(uint256 epochId, uint256 proposalId, uint256 closedAt);

    /// @notice The citizen cast no ballot on that proposal: name one on which the citizen did, and not a delegate.
    error Dividends_NoBallot(uint256 citizenId, uint256 proposalId);

    /// @notice The budget has nothing to collect now: collect when its period gives more.
    error Dividends_NothingToCollect(uint256 budgetId);

    /// @notice Nothing is left of this epoch: there is nothing to return.
    error Dividends_NothingLeft(uint256 epochId);

    /// @notice The budget is not one of the civic coin: have the government open one.
    error Dividends_ForeignBudget(uint256 budgetId, address asset);

    /* ACTS */

    /// @notice Draws all that a budget of this contract has now.
    /// @param budgetId A budget of the treasury, of which this contract is the spender.
    /// @return amount How much, in base units of coin.
    /// @custom:access anyone: for a budget that the government gave this contract
    /// @custom:reverts Dividends_ForeignBudget if the budget is not one of the civic coin.
    /// @custom:reverts Treasury_UnknownBudget if there is no such budget.
    /// @custom:reverts Treasury_BudgetEnded if it has ended.
    /// @custom:reverts Treasury_NotSpender if it is not this contract's.
    /// @custom:reverts Dividends_NothingToCollect if it has nothing now.
    function collect(uint256 budgetId) external returns (uint256 amount);

    /// @notice Closes the running epoch with the second before this one, and divides the coin that is here. The next epoch begins.
    /// @dev Emits {EpochClosed}.
    /// @return epochId The number of the closed epoch, from 1.
    /// @custom:access anyone: once the epoch has lasted long enough
    /// @custom:reverts Dividends_EpochRuns if it is too early.
    function closeEpoch() external returns (uint256 epochId);

    /// @notice Pays dividends of an epoch to the accounts that hold the citizenships. Skipped is whoever was paid already, had
    ///         no vote at the end of the epoch, or is no citizen any more.
    /// @dev Emits {DividendPaid} for each.
    /// @param epochId The epoch.
    /// @param participations Who took part, and by which ballots.
    /// @return paid The sum of what was paid, in base units of coin.
    /// @custom:access anyone: for anyone
    /// @custom:reverts Dividends_UnknownEpoch if the epoch is not closed.
    /// @custom:reverts Dividends_ClaimingOver if it is too late.
    /// @custom:reverts Dividends_NotInEpoch if the vote on a proposal did not end in the epoch.
    /// @custom:reverts Dividends_NoBallot if a citizen cast no ballot on it.
    function claim(uint256 epochId, Participation[] calldata participations) external returns (uint256 paid);

    /// @notice Sends what nobody claimed of an epoch back to the treasury.
    /// @dev Emits {RestReturned}.
    /// @param epochId The epoch.
    /// @return amount How much, in base units of coin.
    /// @custom:access anyone: once its dividends can no longer be claimed
    /// @custom:reverts Dividends_UnknownEpoch if the epoch is not closed.
    /// @custom:reverts Dividends_ClaimingRuns if it is too early.
    /// @custom:reverts Dividends_NothingLeft if nothing is left.
    function returnRest(uint256 epochId) external returns (uint256 amount);

    /* READING */

    /// @notice How many epochs were closed. Their numbers run from 1 to this one.
    function epochCount() external view returns (uint256);

    /// @notice An epoch that is closed.
    /// @custom:reverts Dividends_UnknownEpoch if there is none of that number.
    function epochOf(uint256 epochId) external view returns (Epoch memory);

    /// @notice The running epoch.
    /// @return from When it began, in seconds since 1970.
    /// @return closableAt From when on anyone can close it, in seconds since 1970.
    /// @return collected What it would divide now, in base units of coin.
    function runningEpoch() external view returns (uint256 from, uint256 closableAt, uint256 collected);

    /// @notice Whether a citizen's dividend of an epoch was paid.
    function isPaid(uint256 epochId, uint256 citizenId) external view returns (bool);

    /// @notice What a citizen is due of an epoch who cast a ballot in it, paid or not, in base units of coin.
    /// @custom:reverts Dividends_UnknownEpoch if the epoch is not closed.
    /// @return byHead Of the citizens' pot.
    /// @return byStake Of the stakers' pot: by the smallest that the citizen's own stake was at the beginning
    ///         and at the end of each quarter.
    function shareOf(uint256 epochId, uint256 citizenId) external view returns (uint256 byHead, uint256 byStake);

    /// @notice What dividends stand here and can still be claimed, in base units of coin.
    function reserved() external view returns (uint256);
}
