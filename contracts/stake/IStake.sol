// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice A citizen's stake. Amounts are in base units of the civic coin.
/// @param staked Coin that is locked now and has votes.
/// @param leaving Coin in its cooldown: it has no votes, but a ruling can still slash it.
/// @param leavesAt When `leaving` can be withdrawn, in seconds since 1970; 0 if nothing was ever unstaked.
/// @param delegateId The citizen who casts the votes: the stake's own citizen unless they are delegated.
struct StakePosition {
    uint256 staked;
    uint256 leaving;
    uint256 leavesAt;
    uint256 delegateId;
}

/// @title  Stake
/// @notice Civic coin that citizens lock for votes in the stake house. It belongs to the citizen, not to the key.
///
/// The contract also implements ERC-5805 and ERC-6372 (timestamps). In their functions an account stands for the citizen who
/// holds it. It receives civic coin by ERC-1363: `transferAndCall` stakes in one transaction, without an allowance.
interface IStake {
    /* EVENTS */

    /// @notice Emitted when a citizen stakes coin.
    event Staked(uint256 indexed citizenId, uint256 amount);

    /// @notice Emitted when staked coin loses its votes and its cooldown begins, which ends at `leavesAt` in seconds since 1970.
    event Unstaked(uint256 indexed citizenId, uint256 amount, uint256 leavesAt);

    /// @notice Emitted when coin is withdrawn after its cooldown, to the account that holds the citizenship.
    event Withdrawn(uint256 indexed citizenId, address indexed to, uint256 amount);

    /// @notice Emitted when a ruling moves coin from a citizen's stake to the treasury.
    event Slashed(uint256 indexed citizenId, uint256 amount, bytes32 indexed rulingId);

    /* ERRORS */

    /// @notice This account holds no citizenship: act from the account that holds yours, or request admission first.
    error Stake_NotACitizen(address account);

    /// @notice Only a citizen can cast your votes: name an account that holds a citizenship, or yours to take the votes back.
    error Stake_DelegateNotACitizen(address delegatee);

    /// @notice Whoever may not vote yet, or no longer, stakes nothing and delegates no stake: do so when your vote has woken, or is
    ///         renewed.
    error Stake_MayNotVote(uint256 citizenId);

    /// @notice The amount is zero: choose one above zero.
    error Stake_NothingToMove(uint256 citizenId);

    /// @notice The amount exceeds the stake: unstake what is staked, or less.
    error Stake_InsufficientStake(uint256 citizenId, uint256 staked, uint256 amount);

    /// @notice No coin is in its cooldown: unstake first.
    error Stake_NothingLeaving(uint256 citizenId);

    /// @notice The cooldown is not over: withdraw at `leavesAt`, in seconds since 1970, or later.
    error Stake_CoolingDown(uint256 citizenId, uint256 leavesAt);

    /// @notice The citizenship has not ended, nor its term a week ago: only the account that holds it can unstake.
    error Stake_StillHeld(uint256 citizenId, address holder);

    /// @notice Only the civic coin can call this: stake by sending coin with transferAndCall.
    error Stake_NotTheCoin(address caller);

    /// @notice Coin is staked for the citizen who sends it: send your own coin, not that of an allowance.
    error Stake_SentForAnother(address operator, address from);

    /// @notice Votes can only be read for a moment that has passed: pass an earlier one, in seconds since 1970.
    error ERC5805FutureLookup(uint256 timepoint, uint48 clock);

    /* STAKING */

    /// @notice Locks coin for votes, which count from the next second on.
    /// @dev Emits {Staked} and DelegateVotesChanged. Transfers the coin from the allowance for this contract. A suspended
    ///      citizen may stake, too.
    /// @param amount How much, in base units.
    /// @custom:access citizen
    /// @custom:reverts Stake_NotACitizen if the caller holds no citizenship.
    /// @custom:reverts Stake_NothingToMove if the amount is zero.
    /// @custom:reverts Stake_MayNotVote if the citizen may not vote now.
    /// @custom:reverts ERC20InsufficientAllowance if the allowance is below the amount.
    /// @custom:reverts ERC20InsufficientBalance if the balance is below the amount.
    function stake(uint256 amount) external;

    /// @notice Takes the votes from staked coin at once, and starts its cooldown. Then it can be withdrawn.
    /// @dev Emits {Unstaked} and DelegateVotesChanged. All coin in its cooldown shares one clock, and unstaking more restarts
    ///      it. So a ruling can slash any coin for at least the cooldown.
    /// @param amount How much, in base units.
    /// @return leavesAt When all of it can be withdrawn, in seconds since 1970.
    /// @custom:access citizen
    /// @custom:reverts Stake_NotACitizen if the caller holds no citizenship.
    /// @custom:reverts Stake_NothingToMove if the amount is zero.
    /// @custom:reverts Stake_InsufficientStake if the amount exceeds the stake.
    function unstake(uint256 amount) external returns (uint256 leavesAt);

    /// @notice Unstakes the whole stake of a citizen whose citizenship has ended, or whose term has been over for a week. It pays
    ///         out first what has left its cooldown.
    /// @dev Emits {Unstaked} and DelegateVotesChanged, and {Withdrawn} if it pays.
    /// @param citizenId The citizen.
    /// @return leavesAt When it can be withdrawn, in seconds since 1970.
    /// @custom:access anyone: only the stake of a citizen whose citizenship has ended, or whose term has been over for a week
    /// @custom:reverts Stake_StillHeld if the citizenship has not ended, nor its term a week ago.
    /// @custom:reverts Stake_CoolingDown if other coin of the citizen is in its cooldown.
    /// @custom:reverts Stake_NothingToMove if nothing is staked.
    function unstakeEnded(uint256 citizenId) external returns (uint256 leavesAt);

    /// @notice Pays coin out after its cooldown, at the present account of whoever holds the citizenship, or held it last.
    /// @dev Emits {Withdrawn}.
    /// @param citizenId The citizen.
    /// @return amount How much, in base units.
    /// @custom:access anyone: only to the citizen's own account, after the cooldown
    /// @custom:reverts Stake_NothingLeaving if no coin is in its cooldown.
    /// @custom:reverts Stake_CoolingDown if the cooldown is not over.
    function withdraw(uint256 citizenId) external returns (uint256 amount);

    /// @notice Moves coin from a citizen's stake to the treasury: first what is staked, then what is in its cooldown.
    /// @dev Emits {Slashed}, and DelegateVotesChanged if staked coin was taken.
    /// @param citizenId The citizen.
    /// @param amount The most to take, in base units.
    /// @param rulingId The ruling's reference.
    /// @return slashed How much was taken, in base units.
    /// @custom:access justice
    function slash(uint256 citizenId, uint256 amount, bytes32 rulingId) external returns (uint256 slashed);

    /* READING */

    /// @notice A citizen's stake.
    function positionOf(uint256 citizenId) external view returns (StakePosition memory);

    /// @notice The total staked now, in base units, which is the sum of all votes.
    function totalStaked() external view returns (uint256);

    /// @notice The votes of a citizen now: the citizen's own stake unless it is delegated, and stakes received from others.
    function votesOf(uint256 citizenId) external view returns (uint256);

    /// @notice The votes of a citizen at a past moment, in seconds since 1970.
    /// @custom:reverts ERC5805FutureLookup if the moment is not before now.
    function pastVotesOf(uint256 citizenId, uint256 timepoint) external view returns (uint256);

    /// @notice What a citizen's ballot weighs in a vote whose electorate was fixed at a past moment. It is the citizen's own stake
    ///         then, or now where it is less, unless it was delegated or is; and the stakes received then, or now where they are
    ///         less. It is 0 for a citizen who could not vote then.
    /// @param citizenId The citizen.
    /// @param heads What the ballot weighs in the citizens' house. The citizenship is asked only about a ballot without heads.
    /// @param timepoint The moment, in seconds since 1970.
    /// @custom:reverts ERC5805FutureLookup if the moment is not before now.
    function ballotVotesOf(uint256 citizenId, uint256 heads, uint256 timepoint) external view returns (uint256);

    /// @notice What the ballots of many citizens weigh, as {ballotVotesOf} says it of one.
    /// @param citizenIds The citizens.
    /// @param heads What their ballots weigh in the citizens' house; as many as citizens.
    /// @param timepoint The moment, in seconds since 1970.
    /// @custom:reverts ERC5805FutureLookup if the moment is not before now.
    function ballotVotesOfAll(uint256[] calldata citizenIds, uint256[] calldata heads, uint256 timepoint)
        external
        view
        returns (uint256[] memory votes);

    /// @notice The stake on which an objection is reckoned in a vote whose electorate was fixed at a past moment, in seconds since
    ///         1970: all stake then, or 1 % of the coin that there was if that is more. Never changes for a past moment.
    /// @custom:reverts ERC5805FutureLookup if the moment is not before now.
    function objectionBase(uint256 timepoint) external view returns (uint256);

    /// @notice The stake of a citizen at a past moment, whether its votes were delegated or not.
    /// @custom:reverts ERC5805FutureLookup if the moment is not before now.
    function pastStakeOf(uint256 citizenId, uint256 timepoint) external view returns (uint256);

    /// @notice The citizen who cast the votes of a citizen's stake at a past moment: that citizen unless they were delegated.
    /// @custom:reverts ERC5805FutureLookup if the moment is not before now.
    function pastDelegateOf(uint256 citizenId, uint256 timepoint) external view returns (uint256 delegateId);
}
