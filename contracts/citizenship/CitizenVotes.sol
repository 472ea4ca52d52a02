// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {Calendar} from "../libraries/Calendar.sol";
import {VotesBySignature} from "../kernel/VotesBySignature.sol";
import {CitizenRegister} from "./CitizenRegister.sol";
import {CitizenWord, HAS_DELEGATED, HAS_RECEIVED, HAS_STANDING_HISTORY} from "./CitizenWord.sol";
import {ICitizenship, Standing} from "./ICitizenship.sol";

/// @title  CitizenVotes
/// @notice One citizen, one vote: the own from the first second, delegable to another citizen, and gone at the very moment of
///         suspension, lapse or revocation. History hangs on the citizen, so that a move to a new key changes nothing.
/// @dev A citizen who never delegated, received or changed standing has no history: the record alone tells the past.
///      Otherwise three histories say who was active when, who delegated to whom when, and how many delegated to somebody:
///      the last is a count that transactions change, less the delegators whose terms had ended by then, which a calendar
///      knows beforehand. So a lapse takes a vote from the delegate with no transaction, and nothing ever loops over delegators.
///
///      INVARIANTS   SOUL-4 [received]: for every moment t up to now, count(e, t) - calendar(e).countThrough(t) is the
///                   number of citizens active at t who had delegated to e. Only future days leave the calendar, so
///                   that no past answer changes.
///                   SOUL-2 [sum]: the votes of all citizens add up to the number of active citizens, at every moment.
///                   SOUL-5 [total]: the total is never below the number of active citizens.
///                   SOUL-3: an answer about the past never changes.
///
///      LIMITS       Not transitive: votes that a citizen received are not passed on when that citizen delegates the own.
///                   Votes that come back to delegators because their delegate ceased to be active are not announced by
///                   {DelegateVotesChanged} one by one, nor is a lapse.
abstract contract CitizenVotes is CitizenRegister, VotesBySignature {
    using Calendar for Calendar.Days;
    using Checkpoints for Checkpoints.Trace208;

    /// @dev A citizen's record of nobody: never active.
    CitizenWord private constant NOBODY = CitizenWord.wrap(0);

    /// @dev What others delegated to a citizen.
    struct Received {
        Checkpoints.Trace208 count;
        Calendar.Days lapses;
    }

    /// @dev By the moment from which it held: the end of the term as it was then, or 0 while not in good standing.
    mapping(uint256 citizenId => Checkpoints.Trace208) private _standings;

    /// @dev By the moment from which it held: to whom a citizen delegated; 0 if to nobody.
    mapping(uint256 citizenId => Checkpoints.Trace208) private _delegates;

    // [received]
    mapping(uint256 citizenId => Received) private _received;

    /// @dev How many citizens the total leaves out.
    Checkpoints.Trace208 private _leftOut;

    /* READING, BY CITIZEN */

    /// @inheritdoc ICitizenship
    function citizenCount() external view returns (uint256) {
        return lastCitizenId() - _leftOut.latest();
    }

    /// @inheritdoc ICitizenship
    function isStillActive(uint256 citizenId, uint256 timepoint) external view returns (bool) {
        CitizenWord word = _citizens[citizenId];
        if (!word.isActiveAt(block.timestamp)) return false;
        // Without a history nothing has changed since the beginning, which is all that is left to compare.
        if (!word.has(HAS_STANDING_HISTORY)) return word.since() <= timepoint;
        return _wasActive(citizenId, word, uint48(timepoint));
    }

    /// @inheritdoc ICitizenship
    function votesOf(uint256 citizenId) external view returns (uint256) {
        return _votes(citizenId, _citizens[citizenId], clock());
    }

    /// @inheritdoc ICitizenship
    function pastVotesOf(uint256 citizenId, uint256 timepoint) public view returns (uint256) {
        return _votes(citizenId, _citizens[citizenId], _requirePast(timepoint));
    }

    /// @inheritdoc ICitizenship
    function pastDelegateOf(uint256 citizenId, uint256 timepoint) external view returns (uint256 delegateId) {
        return _delegate(citizenId, _citizens[citizenId], _requirePast(timepoint));
    }

    /// @inheritdoc ICitizenship
    function electorOf(uint256 citizenId, uint256 timepoint) external view returns (address holder, uint256 votes) {
        CitizenWord word = _citizens[citizenId];
        holder = word.isActiveAt(block.timestamp) ? word.holder() : address(0);
        votes = _votes(citizenId, word, _requirePast(timepoint));
    }

    /// @inheritdoc ICitizenship
    function electorsOf(uint256[] calldata citizenIds, uint256 timepoint)
        external
        view
        returns (address[] memory holders, uint256[] memory votes)
    {
        uint48 moment = _requirePast(timepoint);
        holders = new address[](citizenIds.length);
        votes = new uint256[](citizenIds.length);
        for (uint256 i = 0; i < citizenIds.length; ++i) {
            CitizenWord word = _citizens[citizenIds[i]];
            if (word.isActiveAt(block.timestamp)) holders[i] = word.holder();
            votes[i] = _votes(citizenIds[i], word, moment);
        }
    }

    /// @inheritdoc ICitizenship
    function voterOf(address account, uint256 timepoint) external view returns (uint256 citizenId, uint256 votes) {
        citizenId = citizenOf(account);
        CitizenWord word = _citizens[citizenId];
        if (!word.isActiveAt(block.timestamp)) return (0, 0);
        votes = _votes(citizenId, word, _requirePast(timepoint));
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
        uint256 citizenId = citizenOf(account);
        return _votes(citizenId, _citizens[citizenId], clock());
    }

    /// @notice The votes at a past moment of the citizen who holds an account now.
    /// @custom:reverts ERC5805FutureLookup if the moment is not past.
    function getPastVotes(address account, uint256 timepoint) external view returns (uint256) {
        return pastVotesOf(citizenOf(account), timepoint);
    }

    /// @notice The number of citizens that a quorum is measured against, at a past moment. It may count citizens whose term
    ///         was over until somebody marked them, and always counts all who were active.
    /// @custom:reverts ERC5805FutureLookup if the moment is not past.
    function getPastTotalSupply(uint256 timepoint) external view returns (uint256) {
        uint48 moment = _requirePast(timepoint);
        return _admittedBy(moment) - _leftOut.upperLookupRecent(moment);
    }

    /// @notice The account of the citizen with whom an account's vote counts now: the account itself if it was delegated to
    ///         nobody, or to somebody who is not active; zero if the account holds no citizenship.
    function delegates(address account) public view returns (address) {
        uint256 citizenId = citizenOf(account);
        return holderOf(_delegate(citizenId, _citizens[citizenId], clock()));
    }

    /// @notice Delegates the own vote to another citizen, or takes it back by naming the own account.
    /// @dev Emits {DelegateChanged}, and {DelegateVotesChanged} for each whose votes change.
    /// @param delegatee The account of an active citizen, or the own.
    /// @custom:access citizen
    /// @custom:reverts Citizenship_NotCitizen if the caller holds no citizenship.
    /// @custom:reverts Citizenship_DelegateNotActive if the delegatee is neither the caller nor an active citizen.
    /// @custom:reverts Calendar_Full if the delegatee's calendar of lapses is full.
    function delegate(address delegatee) external {
        _delegateTo(msg.sender, delegatee);
    }

    /* FOR THE REST */

    /// @dev Changes standing or term, and what follows from it for histories, delegate and total.
    function _change(uint256 citizenId, CitizenWord oldWord, CitizenWord newWord) internal {
        uint48 moment = clock();
        uint256 delegateId = _chosenDelegate(citizenId, oldWord, moment);
        uint256 oldVotes = _votes(citizenId, oldWord, moment);
        uint256 oldDelegateVotes = _votes(delegateId, _citizens[delegateId], moment);

        if (!oldWord.has(HAS_STANDING_HISTORY)) {
            _standings[citizenId].push(uint48(oldWord.since()), uint208(oldWord.until()));
            newWord = newWord.withMark(HAS_STANDING_HISTORY);
        }
        _standings[citizenId].push(moment, newWord.standing() == Standing.Active ? uint208(newWord.until()) : 0);
        if (delegateId != 0) _recount(delegateId, oldWord, newWord);
        if (newWord.isLeftOut() != oldWord.isLeftOut()) newWord.isLeftOut() ? _leaveOut(1, 0) : _leaveOut(0, 1);
        _citizens[citizenId] = newWord;

        _announceVotes(citizenId, oldVotes);
        _announceVotes(delegateId, oldDelegateVotes);
    }

    /// @dev Takes citizens out of the total, or back into it.
    function _leaveOut(uint208 more, uint208 fewer) internal {
        _leftOut.push(clock(), _leftOut.latest() + more - fewer);
    }

    /// @dev The votes of a citizen at a moment up to now.
    function _votes(uint256 citizenId, CitizenWord word, uint48 moment) internal view returns (uint256 votes) {
        // So it is with nearly everyone.
        if (word.hasNoHistory()) return word.isActiveAt(moment) ? 1 : 0;

        if (!_wasActive(citizenId, word, moment)) return 0;
        if (word.has(HAS_RECEIVED)) {
            Received storage received = _received[citizenId];
            votes = received.count.upperLookupRecent(moment) - received.lapses.countThrough(moment / 1 days);
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

        uint48 moment = clock();
        CitizenWord word = _citizens[citizenId];
        uint256 oldDelegateId = _chosenDelegate(citizenId, word, moment);
        emit DelegateChanged(account, delegates(account), delegatee);
        if (newDelegateId == oldDelegateId) return;

        uint256 votes = _votes(citizenId, word, moment);
        uint256 oldDelegateVotes = _votes(oldDelegateId, _citizens[oldDelegateId], moment);
        uint256 newDelegateVotes = _votes(newDelegateId, _citizens[newDelegateId], moment);

        if (oldDelegateId != 0) _recount(oldDelegateId, word, NOBODY);
        if (newDelegateId != 0) {
            _recount(newDelegateId, NOBODY, word);
            _mark(newDelegateId, HAS_RECEIVED);
        }
        _delegates[citizenId].push(moment, uint208(newDelegateId));
        _mark(citizenId, HAS_DELEGATED);

        _announceVotes(citizenId, votes);
        _announceVotes(oldDelegateId, oldDelegateVotes);
        _announceVotes(newDelegateId, newDelegateVotes);
    }

    /// @dev Counts a delegator with the delegate as the new record has it, no longer as the old one does.
    function _recount(uint256 delegateId, CitizenWord oldWord, CitizenWord newWord) private {
        Received storage received = _received[delegateId];
        bool counted = oldWord.isActiveAt(block.timestamp);
        bool counts = newWord.isActiveAt(block.timestamp);

        // The lapse of a counted delegator lies ahead, so that removing it changes no past answer. One that lies behind stays.
        if (counted && !oldWord.isEndless()) received.lapses.remove(oldWord.untilDay());
        if (counts && !newWord.isEndless()) received.lapses.add(newWord.untilDay());

        if (counted != counts) {
            uint208 count = received.count.latest();
            received.count.push(clock(), counts ? count + 1 : count - 1);
        }
    }

    function _mark(uint256 citizenId, uint256 mark) private {
        CitizenWord word = _citizens[citizenId];
        if (!word.has(mark)) _citizens[citizenId] = word.withMark(mark);
    }

    function _announceVotes(uint256 citizenId, uint256 oldVotes) private {
        CitizenWord word = _citizens[citizenId];
        uint256 newVotes = _votes(citizenId, word, clock());
        if (newVotes != oldVotes) emit DelegateVotesChanged(word.holder(), oldVotes, newVotes);
    }

    function _requirePast(uint256 timepoint) private view returns (uint48) {
        require(timepoint < block.timestamp, ERC5805FutureLookup(timepoint, clock()));
        return uint48(timepoint);
    }

    /// @dev Whether a citizen was active at a moment up to now.
    function _wasActive(uint256 citizenId, CitizenWord word, uint48 moment) private view returns (bool) {
        if (!word.has(HAS_STANDING_HISTORY)) return word.isActiveAt(moment);
        return moment < _standings[citizenId].upperLookupRecent(moment);
    }

    /// @dev To whom a citizen had delegated at a moment up to now; 0 if to nobody.
    function _chosenDelegate(uint256 citizenId, CitizenWord word, uint48 moment) private view returns (uint256) {
        return word.has(HAS_DELEGATED) ? _delegates[citizenId].upperLookupRecent(moment) : 0;
    }

    /// @dev With whom a citizen's vote counted at a moment up to now.
    function _delegate(uint256 citizenId, CitizenWord word, uint48 moment) private view returns (uint256) {
        uint256 chosen = _chosenDelegate(citizenId, word, moment);
        if (chosen == 0) return citizenId;
        return _wasActive(chosen, _citizens[chosen], moment) ? chosen : citizenId;
    }
}
