// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice What a citizen has at stake. Amounts are in base units of the civic coin.
/// @param staked Locked now, with votes.
/// @param leaving On its way out, without votes, still within reach of a ruling.
/// @param leavesAt When `leaving` may be withdrawn, in seconds since 1970; 0 if nothing ever left.
/// @param delegateId The citizen who casts this stake's votes: the own id if to nobody else.
struct StakePosition {
    uint256 staked;
    uint256 leaving;
    uint256 leavesAt;
    uint256 delegateId;
}

/// @title  Stake
/// @notice Civic coin that citizens lock for votes in the stake house. It belongs to the citizen, not to the key.
///
/// Beside this interface the contract speaks ERC-5805 and ERC-6372 (timestamps): an account stands for the citizen who holds it.
/// It receives civic coin by ERC-1363 too: `transferAndCall` stakes in one transaction, without an allowance.
interface IStake {
    /* EVENTS */

    /// @notice Emitted when a citizen locks coin.
    event Staked(uint256 indexed citizenId, uint256 amount);

    /// @notice Emitted when staked coin loses its votes and starts to leave, until the moment `leavesAt` in seconds since 1970.
    event Unstaked(uint256 indexed citizenId, uint256 amount, uint256 leavesAt);

    /// @notice Emitted when coin that has left is paid out to the account that holds the citizenship.
    event Withdrawn(uint256 indexed citizenId, address indexed to, uint256 amount);

    /// @notice Emitted when a ruling takes coin from a citizen's stake, for the treasury.
    event Slashed(uint256 indexed citizenId, uint256 amount, bytes32 indexed grounds);

    /* ERRORS */

    /// @notice Only citizens have a stake: become one first, or use the account that holds the citizenship.
    error Stake_NotACitizen(address account);

    /// @notice Votes go to a citizen: name the account that holds a citizenship, the own one to take them back.
    error Stake_DelegateNotACitizen(address delegatee);

    /// @notice Nothing is done with no coin at all: choose an amount above zero.
    error Stake_NothingToMove(uint256 citizenId);

    /// @notice That is more than is staked: unstake what there is, or less.
    error Stake_InsufficientStake(uint256 citizenId, uint256 staked, uint256 amount);

    /// @notice Nothing is on its way out: unstake first.
    error Stake_NothingLeaving(uint256 citizenId);

    /// @notice The coin is still cooling down: withdraw at the moment named, in seconds since 1970, or later.
    error Stake_CoolingDown(uint256 citizenId, uint256 leavesAt);

    /// @notice The citizen still holds the citizenship, so that nobody else may unstake: leave it to that account.
    error Stake_StillHeld(uint256 citizenId, address holder);

    /// @notice Only the civic coin itself may announce a payment: send coin, and it will.
    error Stake_NotTheCoin(address caller);

    /// @notice Coin is staked by the citizen it comes from: send it yourself, not for someone else.
    error Stake_SentForAnother(address operator, address from);

    /// @notice The present can still change: ask for a moment before now, in seconds since 1970.
    error Stake_NotYetPast(uint256 timepoint, uint256 currentTime);

    /* STAKING */

    /// @notice Locks coin for votes, which count from the next second on.
    /// @dev Emits {Staked} and DelegateVotesChanged. Pulls the coin out of the allowance given to this contract. A citizenship
    ///      that is suspended or lapsed suffices: what standing decides is who may cast a ballot, which is asked then.
    /// @param amount How much, in base units.
    /// @custom:access citizen
    /// @custom:reverts Stake_NotACitizen if the caller holds no citizenship.
    /// @custom:reverts Stake_NothingToMove if the amount is zero.
    /// @custom:reverts ERC20InsufficientAllowance if the allowance is less than the amount.
    /// @custom:reverts ERC20InsufficientBalance if the caller has less than the amount.
    function stake(uint256 amount) external;

    /// @notice Takes the votes from staked coin at once, and starts the cooldown after which it can be withdrawn.
    /// @dev Emits {Unstaked} and DelegateVotesChanged. There is one bucket on its way out: adding to it starts the clock again
    ///      for all of it, so that a ruling's reach is never shorter than the cooldown.
    /// @param amount How much, in base units.
    /// @return leavesAt When it can be withdrawn, in seconds since 1970.
    /// @custom:access citizen
    /// @custom:reverts Stake_NotACitizen if the caller holds no citizenship.
    /// @custom:reverts Stake_NothingToMove if the amount is zero.
    /// @custom:reverts Stake_InsufficientStake if less is staked.
    function unstake(uint256 amount) external returns (uint256 leavesAt);

    /// @notice Unstakes everything of a citizen whose citizenship has ended, for whom nobody else could.
    /// @dev Emits {Unstaked} and DelegateVotesChanged.
    /// @param citizenId Whose stake.
    /// @return leavesAt When it can be withdrawn, in seconds since 1970.
    /// @custom:access anyone
    /// @custom:reverts Stake_StillHeld if the citizenship is still held, in whatever standing.
    /// @custom:reverts Stake_NothingToMove if nothing is staked.
    function release(uint256 citizenId) external returns (uint256 leavesAt);

    /// @notice Pays out what has cooled down to the account that holds the citizenship, or held it last.
    /// @dev Emits {Withdrawn}.
    /// @param citizenId Whose coin.
    /// @return amount How much, in base units.
    /// @custom:access anyone
    /// @custom:reverts Stake_NothingLeaving if nothing is on its way out.
    /// @custom:reverts Stake_CoolingDown if the cooldown is not over.
    function withdraw(uint256 citizenId) external returns (uint256 amount);

    /// @notice Takes coin from a citizen's stake for the treasury: first what is staked, then what is leaving, never more than
    ///         there is.
    /// @dev Emits {Slashed}, and DelegateVotesChanged if staked coin was taken.
    /// @param citizenId Whose stake.
    /// @param amount How much at most, in base units.
    /// @param grounds What for: the ruling's reference.
    /// @return slashed How much was taken, in base units.
    /// @custom:access justice
    function slash(uint256 citizenId, uint256 amount, bytes32 grounds) external returns (uint256 slashed);

    /* READING */

    /// @notice What a citizen has at stake.
    function positionOf(uint256 citizenId) external view returns (StakePosition memory);

    /// @notice All that is staked now, in base units: the sum of all votes.
    function totalStaked() external view returns (uint256);

    /// @notice The votes of a citizen now: the own stake unless delegated, and the stakes delegated to that citizen.
    function votesOf(uint256 citizenId) external view returns (uint256);

    /// @notice The votes of a citizen at a past moment, in seconds since 1970.
    /// @custom:reverts Stake_NotYetPast if the moment is not before now.
    function pastVotesOf(uint256 citizenId, uint256 timepoint) external view returns (uint256);

    /// @notice The votes of many citizens at a past moment, in seconds since 1970.
    /// @custom:reverts Stake_NotYetPast if the moment is not before now.
    function pastVotesOfAll(uint256[] calldata citizenIds, uint256 timepoint) external view returns (uint256[] memory votes);

    /// @notice What a citizen had staked at a past moment, whoever cast its votes.
    /// @custom:reverts Stake_NotYetPast if the moment is not before now.
    function pastStakeOf(uint256 citizenId, uint256 timepoint) external view returns (uint256);

    /// @notice The citizen who cast a stake's votes at a past moment: the own id if nobody else.
    /// @custom:reverts Stake_NotYetPast if the moment is not before now.
    function pastDelegateOf(uint256 citizenId, uint256 timepoint) external view returns (uint256 delegateId);
}
