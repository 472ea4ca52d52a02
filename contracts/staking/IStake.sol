// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice What a citizen has at stake. Amounts are in base units of the civic coin.
/// @param staked Locked now, with votes.
/// @param leaving On its way out, without votes, still within reach of a ruling.
/// @param leavesAt When `leaving` may be withdrawn, in seconds since 1970.
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
interface IStake {
    event Staked(uint256 indexed citizenId, uint256 amount);
    event Unstaked(uint256 indexed citizenId, uint256 amount, uint256 leavesAt);
    event Withdrawn(uint256 indexed citizenId, address indexed to, uint256 amount);
    event Slashed(uint256 indexed citizenId, uint256 amount, bytes32 indexed grounds);

    function stake(uint256 amount) external;
    function unstake(uint256 amount) external returns (uint256 leavesAt);
    function withdraw(uint256 citizenId) external returns (uint256 amount);
    function slash(uint256 citizenId, uint256 amount, bytes32 grounds) external returns (uint256 slashed);

    function positionOf(uint256 citizenId) external view returns (StakePosition memory);
    function totalStaked() external view returns (uint256);
    function votesOf(uint256 citizenId) external view returns (uint256);
    function pastVotesOf(uint256 citizenId, uint256 timepoint) external view returns (uint256);
    function pastStakeOf(uint256 citizenId, uint256 timepoint) external view returns (uint256);
    function pastDelegateOf(uint256 citizenId, uint256 timepoint) external view returns (uint256 delegateId);
}
