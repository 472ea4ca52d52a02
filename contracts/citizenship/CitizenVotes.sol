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
import {CitizenWord, HAS_DELEGATED, HAS_RECEIVED, HAS_STANDING_HISTORY} from "./CitizenWord.sol";
import {ICitizenship, Standing} from "./ICitizenship.sol";

/// @title  CitizenVotes
/// @notice Each citizen has one vote from the first second, and may delegate it to another citizen. The vote ends at the very
///         moment of suspension, lapse or revocation. Histories belong to the citizen, not to the account, so a move to a new
///         key changes nothing.
/// @dev The record alone tells the past of a citizen who never delegated, received a delegation or changed standing.
///      Otherwise three histories tell when the citizen was active, to whom the vote was delegated, and how many delegated to
///      the citizen. The third is a count that transactions change, less the delegators whose terms had ended by then. An
///      expiry index knows those ends in advance. So a lapse takes a vote from the delegate without a transaction, and no
///      function loops over delegators.
///
///      INVARIANTS   SOUL-4 [received]: for every moment t up to now, count(e, t) - expiries(e).countThrough(t) is the
///                   number of citizens active at t who had delegated to e. Only future days leave the index, so no past
///                   answer changes.
///                   SOUL-2 [sum]: the votes of all citizens add up to the number of active citizens, at every moment.
///                   SOUL-5 [total]: the total is never below the number of active citizens.
///                   SOUL-3: an answer about the past never changes.
///
///      LIMITS       Not transitive: a citizen who delegates does not pass on the votes received from others.
///                   No {DelegateVotesChanged} announces a lapse, nor each vote that returns to its delegator because the
///                   delegate ceased to be active.
///                   Delegations and changes of standing work until 7 February 2106.
abstract contract CitizenVotes is CitizenRegister, VotesBySignature {
    using ExpiryIndex for ExpiryIndex.Counters;
    using PackedCheckpoints for CheckpointHistory;
    using PackedCheckpoints for EarlierCheckpoints;

    /// @dev The record of no citizen: never active.
    CitizenWord private constant NOBODY = CitizenWord.wrap(0);

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

    /// @dev The end of a citizen's term in seconds since 1970, or 0 while the citizen is not in good standing.
    mapping(uint256 citizenId => CheckpointHistory) private _standings;

    /// @dev The citizen to whom a citizen delegated; 0 if none.
    mapping(uint256 citizenId => CheckpointHistory) private _delegates;

    // SOUL-4
    mapping(uint256 citizenId => Received) private _received;

    /// @dev The number of citizens that the total leaves out.
    CheckpointHistory private _leftOut;

    /* READING, BY CITIZEN */

    /// @inheritdoc ICitizenship
    function citizenCount() external view returns (uint256) {
        return admittedCount() - _leftOut.latest.value();
    }

    /// @inheritdoc ICitizenship
    function isStillActive(uint256 citizenId, uint256 timepoint) external view returns (bool) {
        CitizenWord word = _citizens[citizenId];
        if (!word.isActiveAt(block.timestamp)) return false;
        // Without a history the citizen has been active since admission.
        if (!word.has(HAS_STANDING_HISTORY)) return word.since() <= timepoint;
        return _wasActive(citizenId, word, timepoint);
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
    function electorOf(uint256 citizenId, uint256 timepoint) external view returns (address holder, uint256 votes) {
        _requirePast(timepoint);
        CitizenWord word = _citizens[citizenId];
        holder = word.isActiveAt(block.timestamp) ? word.holder() : address(0);
        votes = _votes(citizenId, word, timepoint);
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
            if (word.isActiveAt(block.timestamp)) holders[i] = word.holder();
            votes[i] = _votes(citizenIds[i], word, timepoint);
        }
    }

    /// @inheritdoc ICitizenship
    function voterOf(address account, uint256 timepoint) external view returns (uint256 citizenId, uint256 votes) {
        citizenId = citizenOf(account);
        CitizenWord word = _citizens[citizenId];
        if (!word.isActiveAt(block.timestamp)) return (0, 0);
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

    /// @notice The number of citizens that a quorum is measured against, at a past moment. It includes all who were active,
    ///         and those whose term had ended but whom nobody had marked as lapsed yet.
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

    /// @dev Changes a citizen's standing or term, and with it the histories, the delegate's count and the total.
    function _change(uint256 citizenId, CitizenWord oldWord, CitizenWord newWord) internal {
        uint256 delegateId = _chosenDelegate(citizenId, oldWord, block.timestamp);
        uint256 oldVotes = _currentVotes(citizenId);
        uint256 oldDelegateVotes = _currentVotes(delegateId);

        CheckpointHistory storage standings = _standings[citizenId];
        if (!oldWord.has(HAS_STANDING_HISTORY)) {
            standings.latest = toCheckpoint(oldWord.until(), oldWord.since());
            newWord = newWord.withFlag(HAS_STANDING_HISTORY);
        }
        standings.record(newWord.standing() == Standing.Active ? newWord.until() : 0);
        if (delegateId != 0) _recount(delegateId, oldWord, newWord);
        if (newWord.isLeftOut() != oldWord.isLeftOut()) newWord.isLeftOut() ? _leaveOut(1, 0) : _leaveOut(0, 1);
        _citizens[citizenId] = newWord;

        _announceVotes(citizenId, oldVotes);
        _announceVotes(delegateId, oldDelegateVotes);
    }

    /// @dev Takes `more` citizens out of the total, and `fewer` back into it.
    function _leaveOut(uint256 more, uint256 fewer) internal {
        _leftOut.record(_leftOut.latest.value() + more - fewer);
    }

    /// @dev The total that quorums use, at a past moment.
    function _electorateAt(uint256 moment) internal view returns (uint256) {
        return _admittedBy(moment) - _leftOut.valueAt(moment);
    }

    /// @dev The votes of a citizen at a moment up to now.
    function _votes(uint256 citizenId, CitizenWord word, uint256 moment) internal view returns (uint256 votes) {
        // Nearly every citizen takes this way.
        if (word.hasNoHistory()) return word.isActiveAt(moment) ? 1 : 0;

        if (!_wasActive(citizenId, word, moment)) return 0;
        if (word.has(HAS_RECEIVED)) {
            Received storage received = _received[citizenId];
            votes = received.earlierCounts.valueAt(received.count, moment)
                - received.expiries.countThrough(received.firstExpiries, moment / 1 days);
        }
        if (_delegate(citizenId, word, moment) == citizenId) ++votes;
    }

    /* INTERNAL */

    function _delegateTo(address account, address delegatee) internal override {
        uint256 citizenId = citizenOf(account);
        require(citizenId != 0, Citizenship_NotCitizen(account));
        uint256 newDelegateId = citizenOf(delegatee);
        if (newDelegateId == citizenId) {
            newDelegateId = 0;
        } else {
            require(isActive(newDelegateId), Citizenship_DelegateNotActive(delegatee, newDelegateId));
        }

        CitizenWord word = _citizens[citizenId];
        uint256 oldDelegateId = _chosenDelegate(citizenId, word, block.timestamp);
        emit DelegateChanged(account, holderOf(_delegate(citizenId, word, block.timestamp)), delegatee);
        if (newDelegateId == oldDelegateId) return;

        uint256 votes = _currentVotes(citizenId);
        uint256 oldDelegateVotes = _currentVotes(oldDelegateId);
        uint256 newDelegateVotes = _currentVotes(newDelegateId);

        if (oldDelegateId != 0) _recount(oldDelegateId, word, NOBODY);
        if (newDelegateId != 0) {
            _recount(newDelegateId, NOBODY, word);
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
        bool counted = oldWord.isActiveAt(block.timestamp);
        bool counts = newWord.isActiveAt(block.timestamp);

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

    /// @dev Whether a citizen was active at a moment up to now.
    function _wasActive(uint256 citizenId, CitizenWord word, uint256 moment) private view returns (bool) {
        if (!word.has(HAS_STANDING_HISTORY)) return word.isActiveAt(moment);
        return moment < _standings[citizenId].valueAt(moment);
    }

    /// @dev The citizen to whom a citizen had delegated at a moment up to now; 0 if none.
    function _chosenDelegate(uint256 citizenId, CitizenWord word, uint256 moment) private view returns (uint256) {
        return word.has(HAS_DELEGATED) ? _delegates[citizenId].valueAt(moment) : 0;
    }

    /// @dev The citizen with whom a citizen's vote counted at a moment up to now.
    function _delegate(uint256 citizenId, CitizenWord word, uint256 moment) private view returns (uint256) {
        uint256 chosen = _chosenDelegate(citizenId, word, moment);
        if (chosen == 0) return citizenId;
        return _wasActive(chosen, _citizens[chosen], moment) ? chosen : citizenId;
    }
}
