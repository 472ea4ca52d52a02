// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {VotesBySignature} from "../kernel/VotesBySignature.sol";
import {ExpiryIndex, FirstExpiries} from "../libraries/ExpiryIndex.sol";
import {
    CheckpointHistory,
    EarlierCheckpoints,
    LatestCheckpoint,
    PackedCheckpoints,
    toCheckpoint
} from "../libraries/PackedCheckpoints.sol";
import {CitizenRegister} from "./CitizenRegister.sol";
import {CitizenWord, HAS_DELEGATED, HAS_RECEIVED, HAS_STANDING_HISTORY, ASLEEP_FLAGS} from "./CitizenWord.sol";
import {ICitizenship} from "./ICitizenship.sol";

/// @title  CitizenVotes
/// @notice Each citizen has one vote, and may delegate it to another citizen. A newcomer's vote sleeps for a waiting period. It
///         ends at the very moment of lapse, revocation or renunciation. A suspension does not touch it. Histories belong to the
///         citizen, not to the account. A move by others to a new key changes none of them, and lets the vote sleep again.
/// @dev The record alone tells the past of a citizen who never delegated, received a delegation, was renewed or left.
///      Otherwise three histories tell how long the citizen could vote, to whom the vote was delegated, and how many delegated to
///      the citizen. The third is a count that transactions change, less the delegators whose terms had ended by then. An
///      expiry index knows those ends in advance. So a lapse takes a vote from the delegate without a transaction, and no
///      function loops over delegators.
///
///      Who was moved by others sleeps from then on as one who left, and comes back by being woken.
///      A citizen who leaves while asleep, or whom a challenge keeps asleep, is taken out of the total at the waking, by an index
///      of wakings: the total counts nobody who has not woken. Who comes back after that day is taken off the count instead.
///      So the count alone may lie below zero, modulo 2^96. With the index it never does.
///
///      INVARIANTS   SOUL-4 [received]: for every moment t up to now, count(e, t) - expiries(e).countThrough(t) is the
///                   number of citizens who could vote at t and had delegated to e. Only future days leave the index, so no
///                   past answer changes.
///                   SOUL-2 [sum]: the votes of all citizens add up to the number of those who may vote, at every moment.
///                   SOUL-5 [total]: the total is never below the number of citizens who may vote.
///                   ELECT-1 [asleep]: no citizenship has a vote before its waiting period is over.
///                   SOUL-3: an answer about the past never changes.
///
///      LIMITS       Not transitive: a citizen who delegates does not pass on the votes received from others.
///                   Whoever may not vote yet neither delegates nor receives delegations.
///                   No {DelegateVotesChanged} announces a waking or a lapse, nor each vote that returns to its delegator
///                   because the delegate may not vote any more.
///                   65,535 citizens, besides five, can leave asleep within 64 days of waking.
///                   Delegations and changes of standing work until 7 February 2106.
abstract contract CitizenVotes is CitizenRegister, VotesBySignature {
    using ExpiryIndex for ExpiryIndex.Counters;
    using PackedCheckpoints for CheckpointHistory;
    using PackedCheckpoints for EarlierCheckpoints;

    /// @dev What others delegated to a citizen.
    /// @param count The number of delegators, including those whose term has ended since they were counted.
    /// @param firstExpiries The ends of the first delegators' terms, in the slot of the count.
    /// @param earlierCounts The earlier checkpoints of the count.
    /// @param expiries The ends of further delegators' terms.
    struct Received {
        LatestCheckpoint count;
        FirstExpiries firstExpiries;
        EarlierCheckpoints earlierCounts;
        ExpiryIndex.Counters expiries;
    }

    /// @dev The end of a citizen's term in seconds since 1970, or 0 while nobody holds the citizenship, a challenge keeps it
    /// asleep, or it sleeps since others moved it.
    mapping(uint256 citizenId => CheckpointHistory) private _standings;

    /// @dev The citizen to whom a citizen delegated; 0 if none.
    mapping(uint256 citizenId => CheckpointHistory) private _delegates;

    // SOUL-4
    mapping(uint256 citizenId => Received) private _received;

    /// @dev Whom the total leaves out of the citizens who have woken.
    /// @param count The number of those who left or were marked as lapsed when they were awake, less those of the index who came
    ///        back after their waking.
    /// @param firstWakings The days on which the first of those would wake who left asleep, in the slot of the count.
    /// @param earlierCounts The earlier checkpoints of the count.
    /// @param wakings The days on which further ones would.
    struct LeftOut {
        LatestCheckpoint count;
        FirstExpiries firstWakings;
        EarlierCheckpoints earlierCounts;
        ExpiryIndex.Counters wakings;
    }

    /// @dev Under this contract's own address: at a constant slot the compiler would write the library's functions a second time.
    // SOUL-5
    mapping(address self => LeftOut) private _leftOuts;

    /* READING, BY CITIZEN */

    /// @inheritdoc ICitizenship
    function citizenCount() external view returns (uint256) {
        return _electorateAt(block.timestamp);
    }

    /// @inheritdoc ICitizenship
    function isStillActive(uint256 citizenId, uint256 timepoint) external view returns (bool) {
        CitizenWord word = _citizens[citizenId];
        return word.isActiveAt(block.timestamp) && word.reinstatedUntilAt() <= timepoint
            && _couldVote(citizenId, word, timepoint);
    }

    /// @inheritdoc ICitizenship
    function couldVote(uint256 citizenId, uint256 timepoint) external view returns (bool) {
        return _couldVote(citizenId, _citizens[citizenId], timepoint);
    }

    /// @inheritdoc ICitizenship
    function votesOf(uint256 citizenId) external view returns (uint256) {
        return _currentVotes(citizenId);
    }

    /// @inheritdoc ICitizenship
    function pastVotesOf(uint256 citizenId, uint256 timepoint) public view returns (uint256) {
        _requirePast(timepoint);
        return _votes(citizenId, _citizens[citizenId], timepoint);
    }

    /// @inheritdoc ICitizenship
    function pastDelegateOf(uint256 citizenId, uint256 timepoint) external view returns (uint256 delegateId) {
        _requirePast(timepoint);
        return _delegate(citizenId, _citizens[citizenId], timepoint);
    }

    /// @inheritdoc ICitizenship
    function electorsOf(uint256[] calldata citizenIds, uint256 timepoint)
        external
        view
        returns (address[] memory holders, uint256[] memory votes)
    {
        _requirePast(timepoint);
        holders = new address[](citizenIds.length);
        votes = new uint256[](citizenIds.length);
        for (uint256 i = 0; i < citizenIds.length; ++i) {
            CitizenWord word = _citizens[citizenIds[i]];
            if (word.mayVoteAt(block.timestamp)) holders[i] = word.holder();
            votes[i] = _votes(citizenIds[i], word, timepoint);
        }
    }

    /// @inheritdoc ICitizenship
    function voterOf(address account, uint256 timepoint) external view returns (uint256 citizenId, uint256 votes) {
        citizenId = citizenOf(account);
        CitizenWord word = _citizens[citizenId];
        if (!word.mayVoteAt(block.timestamp)) return (0, 0);
        _requirePast(timepoint);
        votes = _votes(citizenId, word, timepoint);
    }

    /* ERC-6372, ERC-5805 */

    /// @notice The clock: seconds since 1970.
    function clock() public view returns (uint48) {
        return uint48(block.timestamp);
    }

    /// @notice What the clock counts.
    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() external pure returns (string memory) {
        return "mode=timestamp";
    }

    /// @notice The votes of the citizen who holds an account now.
    function getVotes(address account) external view returns (uint256) {
        return _currentVotes(citizenOf(account));
    }

    /// @notice The votes at a past moment of the citizen who holds an account now.
    /// @custom:reverts ERC5805FutureLookup if the moment is not past.
    function getPastVotes(address account, uint256 timepoint) external view returns (uint256) {
        return pastVotesOf(citizenOf(account), timepoint);
    }

    /// @notice The number of citizens who could vote at a past moment, and of those whose term had ended but whom nobody had
    ///         marked as lapsed yet. Votes that slept are not among them.
    /// @custom:reverts ERC5805FutureLookup if the moment is not past.
    function getPastTotalSupply(uint256 timepoint) external view returns (uint256) {
        _requirePast(timepoint);
        return _electorateAt(timepoint);
    }

    /// @notice The account of the citizen with whom an account's vote counts now. This is the account itself if it delegated
    ///         to no one, or to someone who is not active. It is zero if the account holds no citizenship.
    function delegates(address account) public view returns (address) {
        uint256 citizenId = citizenOf(account);
        return holderOf(_delegate(citizenId, _citizens[citizenId], clock()));
    }

    /// @notice Delegates the caller's vote to another citizen, or takes it back when the caller names itself.
    /// @dev Emits {DelegateChanged}, and {DelegateVotesChanged} for each citizen whose votes change.
    /// @param delegatee The account of an active citizen, or the caller's.
    /// @custom:access citizen
    /// @custom:reverts Citizenship_NotCitizen if the caller holds no citizenship.
    /// @custom:reverts Citizenship_DelegateNotActive if the delegatee is neither the caller nor an active citizen.
    /// @custom:reverts ExpiryIndex_Full if the delegatee's expiry index is full.
    function delegate(address delegatee) external {
        _delegateTo(msg.sender, delegatee);
    }

    /* FOR THE REST */

    /// @dev Ends a citizenship, gives it back, keeps it asleep or changes its term, and with it the histories, the delegate's count and the total.
    function _change(uint256 citizenId, CitizenWord oldWord, CitizenWord newWord) internal {
        uint256 delegateId = _chosenDelegate(citizenId, oldWord, block.timestamp);
        uint256 oldVotes = _currentVotes(citizenId);
        uint256 oldDelegateVotes = _currentVotes(delegateId);

        CheckpointHistory storage standings = _standings[citizenId];
        if (!oldWord.has(HAS_STANDING_HISTORY)) {
            standings.latest = toCheckpoint(oldWord.until(), oldWord.since());
            newWord = newWord.withFlag(HAS_STANDING_HISTORY);
        }
        // Nobody votes until a moment of 1970. One that nobody holds differs from one that sleeps, so that {_endedAt} is exact.
        standings.record(!newWord.isHeld() ? 1 : newWord.has(ASLEEP_FLAGS) ? 0 : newWord.until());
        if (delegateId != 0) _recount(delegateId, oldWord, newWord);
        if (newWord.isLeftOut() != oldWord.isLeftOut()) {
            bool isLeftOut = newWord.isLeftOut();
            if (oldWord.wakesAt() > block.timestamp) {
                // The waking is in the future, so this changes no past answer.
                LeftOut storage leftOut = _leftOuts[address(this)];
                FirstExpiries first = leftOut.firstWakings;
                uint256 day = oldWord.wakingDay();
                leftOut.firstWakings = isLeftOut ? leftOut.wakings.add(first, day) : leftOut.wakings.remove(first, day);
            } else {
                _countLeftOut(isLeftOut ? 1 : type(uint256).max);
            }
        }
        _citizens[citizenId] = newWord;

        _announceVotes(citizenId, oldVotes);
        _announceVotes(delegateId, oldDelegateVotes);
    }

    /// @dev Counts so many more whom the total leaves out, modulo 2^96.
    function _countLeftOut(uint256 more) internal {
        LeftOut storage leftOut = _leftOuts[address(this)];
        unchecked {
            leftOut.count = leftOut.earlierCounts.record(leftOut.count, uint96(leftOut.count.value() + more));
        }
    }

    /// @dev Since when nobody who holds the citizenship could vote. The citizenship has ended.
    function _endedAt(uint256 citizenId) internal view returns (uint256) {
        return _standings[citizenId].latest.since();
    }

    /// @dev The total that quorums use, at a moment up to now.
    function _electorateAt(uint256 moment) internal view returns (uint256) {
        return _awakeBy(moment) - _leftOutAt(moment);
    }

    /// @dev How many of those whose votes woke by a moment the total leaves out.
    function _leftOutAt(uint256 moment) internal view returns (uint256) {
        LeftOut storage leftOut = _leftOuts[address(this)];
        unchecked { // Modulo 2^96.
            return uint96(
                leftOut.earlierCounts.valueAt(leftOut.count, moment)
                    + leftOut.wakings.countThrough(leftOut.firstWakings, moment / 1 days)
            );
        }
    }

    /// @dev The votes of a citizen at a moment up to now.
    function _votes(uint256 citizenId, CitizenWord word, uint256 moment) internal view returns (uint256 votes) {
        // Nearly every citizen takes this way.
        if (word.hasNoHistory()) return word.mayVoteAt(moment) ? 1 : 0;

        if (!_couldVote(citizenId, word, moment)) return 0;
        if (word.has(HAS_RECEIVED)) {
            Received storage received = _received[citizenId];
            votes = received.earlierCounts.valueAt(received.count, moment)
                - received.expiries.countThrough(received.firstExpiries, moment / 1 days);
        }
        if (_delegate(citizenId, word, moment) == citizenId) ++votes;
    }

    /* INTERNAL */

    function _delegateTo(address account, address delegatee) internal override {
        uint256 citizenId = _requireCitizen(account);
        CitizenWord word = _citizens[citizenId];
        uint256 newDelegateId = citizenOf(delegatee);
        if (newDelegateId == citizenId) {
            newDelegateId = 0;
        } else {
            require(mayVote(newDelegateId), Citizenship_DelegateNotActive(delegatee, newDelegateId));
            // Otherwise the vote would count with the delegate before it wakes.
            uint256 wakesAt = word.votesFrom();
            require(wakesAt <= block.timestamp, Citizenship_VoteAsleep(citizenId, wakesAt));
        }

        uint256 oldDelegateId = _chosenDelegate(citizenId, word, block.timestamp);
        emit DelegateChanged(account, holderOf(_delegate(citizenId, word, block.timestamp)), delegatee);
        if (newDelegateId == oldDelegateId) return;

        uint256 votes = _currentVotes(citizenId);
        uint256 oldDelegateVotes = _currentVotes(oldDelegateId);
        uint256 newDelegateVotes = _currentVotes(newDelegateId);

        if (oldDelegateId != 0) _recount(oldDelegateId, word, CitizenWord.wrap(0));
        if (newDelegateId != 0) {
            _recount(newDelegateId, CitizenWord.wrap(0), word);
            _setFlag(newDelegateId, HAS_RECEIVED);
        }
        _delegates[citizenId].record(newDelegateId);
        _setFlag(citizenId, HAS_DELEGATED);

        _announceVotes(citizenId, votes);
        _announceVotes(oldDelegateId, oldDelegateVotes);
        _announceVotes(newDelegateId, newDelegateVotes);
    }

    /// @dev Replaces a delegator's old record by the new one in what the delegate has received.
    function _recount(uint256 delegateId, CitizenWord oldWord, CitizenWord newWord) private {
        Received storage received = _received[delegateId];
        bool counted = oldWord.mayVoteAt(block.timestamp);
        bool counts = newWord.mayVoteAt(block.timestamp);

        // The term of a counted delegator ends in the future, so removing that end changes no past answer. A past end stays.
        FirstExpiries first = received.firstExpiries;
        if (counted && !oldWord.isEndless()) first = received.expiries.remove(first, oldWord.untilDay());
        if (counts && !newWord.isEndless()) first = received.expiries.add(first, newWord.untilDay());
        received.firstExpiries = first;

        if (counted != counts) {
            LatestCheckpoint count = received.count;
            received.count = received.earlierCounts.record(count, counts ? count.value() + 1 : count.value() - 1);
        }
    }

    function _setFlag(uint256 citizenId, uint256 flag) private {
        CitizenWord word = _citizens[citizenId];
        if (!word.has(flag)) _citizens[citizenId] = word.withFlag(flag);
    }

    function _announceVotes(uint256 citizenId, uint256 oldVotes) private {
        uint256 newVotes = _currentVotes(citizenId);
        if (newVotes != oldVotes) emit DelegateVotesChanged(holderOf(citizenId), oldVotes, newVotes);
    }

    /// @dev The votes of a citizen now; 0 if there is no such citizen.
    function _currentVotes(uint256 citizenId) private view returns (uint256) {
        return citizenId == 0 ? 0 : _votes(citizenId, _citizens[citizenId], block.timestamp);
    }

    function _requirePast(uint256 timepoint) internal view {
        require(timepoint < block.timestamp, ERC5805FutureLookup(timepoint, clock()));
    }

    /// @dev Whether a citizen could vote at a moment up to now.
    function _couldVote(uint256 citizenId, CitizenWord word, uint256 moment) private view returns (bool) {
        if (!word.has(HAS_STANDING_HISTORY)) return word.mayVoteAt(moment);
        return word.wakesAt() <= moment && moment < _standings[citizenId].valueAt(moment);
    }

    /// @dev The citizen to whom a citizen had delegated at a moment up to now; 0 if none.
    function _chosenDelegate(uint256 citizenId, CitizenWord word, uint256 moment) private view returns (uint256) {
        return word.has(HAS_DELEGATED) ? _delegates[citizenId].valueAt(moment) : 0;
    }

    /// @dev The citizen with whom a citizen's vote counted at a moment up to now.
    function _delegate(uint256 citizenId, CitizenWord word, uint256 moment) private view returns (uint256) {
        uint256 chosen = _chosenDelegate(citizenId, word, moment);
        if (chosen == 0) return citizenId;
        return _couldVote(chosen, _citizens[chosen], moment) ? chosen : citizenId;
    }
}
