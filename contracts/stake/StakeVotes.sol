// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {Time} from "@openzeppelin/contracts/utils/types/Time.sol";
import {ICitizenship} from "../citizenship/ICitizenship.sol";
import {VotesBySignature} from "../kernel/VotesBySignature.sol";
import {EarlierCheckpoints, LatestCheckpoint, PackedCheckpoints} from "../libraries/PackedCheckpoints.sol";
import {IStake} from "./IStake.sol";

/// @title  Stake votes
/// @notice The stake of each citizen and the citizen who casts its votes, now and at any past moment.
/// @dev A citizen's votes are not stored. They are the citizen's own stake, unless it is delegated, and the stakes received.
///      Nearly every citizen neither delegates nor receives, and then has one word and one checkpoint list.
///
///      AUTHORITY    A citizen delegates the votes of their stake, by transaction or signature of the holder's account.
///
///      ASSUMPTIONS  Citizen ids are below 2^48 and never given twice. An account holds at most one citizenship.
///
///      INVARIANTS   STAKE-2: the sum of votes is the total staked.
///                   STAKE-3: an answer about the past never changes.
///
///      LIMITS       Received votes are not passed on. Nobody casts votes whose delegate lost the citizenship, until they are
///                   delegated again. A delegation outlives its delegator's term, until the stake is unstaked. A ballot knows
///                   only the sum of what others delegated: what one of them takes away, another can bring, up to what it was.
abstract contract StakeVotes is VotesBySignature, IStake {
    using Checkpoints for Checkpoints.Trace208;
    using PackedCheckpoints for EarlierCheckpoints;

    /// @dev A ballot reads the first word. Delegates and withdrawals need the second.
    /// @param staked The citizen's stake.
    /// @param delegateId The citizen who casts its votes; 0 until it is first delegated.
    /// @param isDelegate Whether anyone ever delegated to this citizen.
    /// @param leavesAt When `leaving` can be withdrawn, in seconds since 1970.
    /// @param received The sum of the stakes delegated to this citizen.
    /// @param leaving Coin in its cooldown, in base units.
    /// @param delegateIds The citizens who cast this stake's votes, by the moment from which they did.
    struct Position {
        LatestCheckpoint staked;
        uint48 delegateId;
        bool isDelegate;
        uint40 leavesAt;
        LatestCheckpoint received;
        uint96 leaving;
        EarlierCheckpoints stakedBefore;
        EarlierCheckpoints receivedBefore;
        Checkpoints.Trace208 delegateIds;
    }

    ICitizenship internal immutable CITIZENSHIP;

    mapping(uint256 citizenId => Position) internal _positions;

    // STAKE-2: the sum of votes is the total staked.
    LatestCheckpoint private _total;
    EarlierCheckpoints private _totalBefore;

    constructor(ICitizenship citizenship) {
        CITIZENSHIP = citizenship;
    }

    /* BY CITIZEN */

    /// @inheritdoc IStake
    function totalStaked() external view returns (uint256) {
        return _total.value();
    }

    /// @inheritdoc IStake
    function votesOf(uint256 citizenId) public view returns (uint256) {
        Position storage position = _positions[citizenId];
        uint256 own = _delegateIdOf(citizenId) == citizenId ? position.staked.value() : 0;
        return position.isDelegate ? own + position.received.value() : own;
    }

    /// @inheritdoc IStake
    function pastVotesOf(uint256 citizenId, uint256 timepoint) external view returns (uint256) {
        _requirePast(timepoint);
        return _pastVotes(citizenId, timepoint);
    }

    /// @inheritdoc IStake
    function ballotVotesOf(uint256 citizenId, uint256 heads, uint256 timepoint) external view returns (uint256) {
        _requirePast(timepoint);
        return _ballotVotes(citizenId, heads, timepoint);
    }

    /// @inheritdoc IStake
    function ballotVotesOfAll(uint256[] calldata citizenIds, uint256[] calldata heads, uint256 timepoint)
        external
        view
        returns (uint256[] memory votes)
    {
        _requirePast(timepoint);
        votes = new uint256[](citizenIds.length);
        for (uint256 i = 0; i < citizenIds.length; ++i) {
            votes[i] = _ballotVotes(citizenIds[i], heads[i], timepoint);
        }
    }

    /// @inheritdoc IStake
    function pastStakeOf(uint256 citizenId, uint256 timepoint) external view returns (uint256) {
        _requirePast(timepoint);
        Position storage position = _positions[citizenId];
        return position.stakedBefore.valueAt(position.staked, timepoint);
    }

    /// @inheritdoc IStake
    function pastDelegateOf(uint256 citizenId, uint256 timepoint) external view returns (uint256 delegateId) {
        _requirePast(timepoint);
        return _positions[citizenId].delegateId == 0 ? citizenId : _pastDelegate(citizenId, timepoint);
    }

    /* BY ACCOUNT: ERC-5805 AND ERC-6372 */

    /// @notice The clock that votes use, in seconds since 1970.
    function clock() public view returns (uint48) {
        return Time.timestamp();
    }

    /// @notice What the clock counts (ERC-6372).
    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() external pure returns (string memory) {
        return "mode=timestamp";
    }

    /// @notice The votes now of the citizen who holds an account; 0 if it holds no citizenship.
    function getVotes(address account) external view returns (uint256) {
        return votesOf(CITIZENSHIP.citizenOf(account));
    }

    /// @notice The votes at a past moment, in seconds since 1970, of the citizen who holds an account now.
    /// @custom:reverts ERC5805FutureLookup if the moment is not before now.
    function getPastVotes(address account, uint256 timepoint) external view returns (uint256) {
        _requirePast(timepoint);
        return _pastVotes(CITIZENSHIP.citizenOf(account), timepoint);
    }

    /// @notice The total staked at a past moment, in seconds since 1970.
    /// @custom:reverts ERC5805FutureLookup if the moment is not before now.
    function getPastTotalSupply(uint256 timepoint) public view returns (uint256) {
        _requirePast(timepoint);
        return _totalBefore.valueAt(_total, timepoint);
    }

    /// @notice The account of the delegate of the citizen who holds an account; zero if it holds no citizenship.
    function delegates(address account) external view returns (address) {
        uint256 citizenId = CITIZENSHIP.citizenOf(account);
        return citizenId == 0 ? address(0) : CITIZENSHIP.holderOf(_delegateIdOf(citizenId));
    }

    /// @notice Delegates the votes of the caller's stake to another citizen. A delegation to oneself takes them back.
    /// @dev Emits DelegateChanged, and DelegateVotesChanged if there are votes to move.
    /// @param delegatee The account of that citizen, or the caller.
    /// @custom:access citizen
    /// @custom:reverts Stake_NotACitizen if the caller holds no citizenship.
    /// @custom:reverts Stake_DelegateNotACitizen if the delegatee holds no citizenship, such as the zero address.
    /// @custom:reverts Stake_MayNotVote if the caller may not vote now, and delegates to somebody else.
    function delegate(address delegatee) external {
        _delegateTo(msg.sender, delegatee);
    }

    /* INTERNAL */

    function _domainNameAndVersion() internal pure override returns (string memory, string memory) {
        return ("Stake", "1");
    }

    /// @dev The citizen who holds an account, whether in good standing or not.
    function _citizenOf(address account) internal view returns (uint256 citizenId) {
        citizenId = CITIZENSHIP.citizenOf(account);
        require(citizenId != 0, Stake_NotACitizen(account));
    }

    /// @dev The citizen who casts the votes of a citizen's stake.
    function _delegateIdOf(uint256 citizenId) internal view returns (uint256) {
        uint256 delegateId = _positions[citizenId].delegateId;
        return delegateId == 0 ? citizenId : delegateId;
    }

    /// @dev Changes a citizen's stake, the total, and the votes of the delegate.
    /// @param holder The account of that citizen, which the caller has read already.
    function _setStake(uint256 citizenId, address holder, uint256 oldStake, uint256 newStake) internal {
        Position storage position = _positions[citizenId];
        LatestCheckpoint staked = position.staked;
        uint256 delegateId = position.delegateId;
        uint256 oldVotes;
        if (delegateId == 0 || delegateId == citizenId) {
            oldVotes = position.isDelegate ? oldStake + position.received.value() : oldStake;
        } else {
            oldVotes = votesOf(delegateId);
            holder = CITIZENSHIP.holderOf(delegateId);
            _setReceived(delegateId, oldStake, newStake);
        }
        position.staked = position.stakedBefore.record(staked, newStake);

        LatestCheckpoint total = _total;
        _total = _totalBefore.record(total, total.value() + newStake - oldStake);
        emit DelegateVotesChanged(holder, oldVotes, oldVotes + newStake - oldStake);
    }

    function _delegateTo(address account, address delegatee) internal override {
        uint256 citizenId = _citizenOf(account);
        uint256 newId = CITIZENSHIP.citizenOf(delegatee);
        require(newId != 0, Stake_DelegateNotACitizen(delegatee));
        // Otherwise the stake would weigh with the delegate before its citizen may vote.
        require(newId == citizenId || CITIZENSHIP.mayVote(citizenId), Stake_MayNotVote(citizenId));

        uint256 oldId = _delegateIdOf(citizenId);
        address oldDelegate = CITIZENSHIP.holderOf(oldId);
        emit DelegateChanged(account, oldDelegate, delegatee);
        if (newId == oldId) return;

        Position storage position = _positions[citizenId];
        uint256 staked = position.staked.value();
        uint256 oldDelegateVotes = votesOf(oldId);
        uint256 newDelegateVotes = votesOf(newId);

        position.delegateId = SafeCast.toUint48(newId);
        position.delegateIds.push(clock(), uint208(newId));
        if (oldId != citizenId) _setReceived(oldId, staked, 0);
        if (newId != citizenId) _setReceived(newId, 0, staked);
        if (staked == 0) return;

        emit DelegateVotesChanged(oldDelegate, oldDelegateVotes, oldDelegateVotes - staked);
        emit DelegateVotesChanged(delegatee, newDelegateVotes, newDelegateVotes + staked);
    }

    /// @dev Replaces one delegator's share of the stakes that a delegate received.
    function _setReceived(uint256 delegateId, uint256 oldShare, uint256 newShare) private {
        Position storage position = _positions[delegateId];
        position.isDelegate = true;
        position.received =
            position.receivedBefore.record(position.received, position.received.value() + newShare - oldShare);
    }

    /// @dev Coin that has left since weighs nothing, and coin that came since neither. The citizen's own stake and what others
    /// delegated are compared each by itself, so that neither stands in for what left the other. Nearly every citizen neither
    /// delegated nor received: then the first word is all that is read.
    function _ballotVotes(uint256 citizenId, uint256 heads, uint256 timepoint) private view returns (uint256 votes) {
        // Who had heads could vote. All others are asked about.
        if (heads == 0 && !CITIZENSHIP.couldVote(citizenId, timepoint)) return 0;

        Position storage position = _positions[citizenId];
        (LatestCheckpoint staked, uint256 delegateId, bool isDelegate) =
            (position.staked, position.delegateId, position.isDelegate);

        bool isOwn = delegateId == 0;
        if (delegateId == citizenId) isOwn = _pastDelegate(citizenId, timepoint) == citizenId;
        if (isOwn) votes = Math.min(position.stakedBefore.valueAt(staked, timepoint), staked.value());
        if (isDelegate) {
            LatestCheckpoint received = position.received;
            votes += Math.min(position.receivedBefore.valueAt(received, timepoint), received.value());
        }
    }

    /// @dev Nearly every citizen neither delegated nor received: then the first word is all that is read.
    function _pastVotes(uint256 citizenId, uint256 timepoint) private view returns (uint256 votes) {
        Position storage position = _positions[citizenId];
        (LatestCheckpoint staked, uint256 delegateId, bool isDelegate) =
            (position.staked, position.delegateId, position.isDelegate);

        if (delegateId == 0 || _pastDelegate(citizenId, timepoint) == citizenId) {
            votes = position.stakedBefore.valueAt(staked, timepoint);
        }
        if (isDelegate) votes += position.receivedBefore.valueAt(position.received, timepoint);
    }

    /// @dev The delegate at a past moment of a citizen who has delegated.
    function _pastDelegate(uint256 citizenId, uint256 timepoint) private view returns (uint256 delegateId) {
        delegateId = _positions[citizenId].delegateIds.upperLookupRecent(uint48(timepoint));
        return delegateId == 0 ? citizenId : delegateId;
    }

    function _requirePast(uint256 timepoint) private view {
        require(timepoint < block.timestamp, ERC5805FutureLookup(timepoint, clock()));
    }
}
