// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {AccountWord} from "./AccountWord.sol";
import {ASLEEP_AGAIN, CitizenWord, MARKED_LAPSED} from "./CitizenWord.sol";
import {CitizenRecord, ICitizenship, Standing} from "./ICitizenship.sol";
import {AdmissionsWord} from "./AdmissionsWord.sol";

/// @title  CitizenRegister
/// @notice The register of citizens: a word for each citizen, a word for each account, and a word for all admissions.
/// @dev INVARIANTS   SOUL-6 [one]: `_accounts[a].citizenId == id != 0` exactly if `a` holds `_citizens[id]`.
///                   SOUL-10 [person]: if `_accounts[a].formerId == id != 0`, then `a` is the holder of `_citizens[id]`, and of every
///                   citizenship of the person that ended later.
///                   SOUL-7 [order]: neither `since` nor `wakesAt` decreases as ids increase, among founding citizens and
///                   among the others.
///
///      The first ids are kept for the founding citizens, who take them in the order in which they come in. So whoever comes
///      in late disturbs the order of nobody else.
abstract contract CitizenRegister is ICitizenship {
    /// @dev A struct, so that a function that reads and writes the word computes its slot once.
    struct Account {
        AccountWord word;
    }

    // [one], [person], [order]
    mapping(uint256 citizenId => CitizenWord) internal _citizens;
    mapping(address account => Account) internal _accounts;
    AdmissionsWord internal _admissions;

    /// @dev From when on the vote of a citizenship that others moved last can be woken, in seconds since 1970.
    mapping(uint256 citizenId => uint256) internal _sleepsUntil;

    /// @dev One slot, which whoever comes in reads and writes: the code would be larger with immutable values.
    /// @param founders The founding citizens that the charter names. Their ids run from 1 to this number.
    /// @param foundersIn Founding citizens who came in.
    /// @param placesTaken Founding citizens who came in or were invited.
    /// @param invitationsEndAt The latest end of a founding invitation; 0 if there never was one.
    /// @param createdAt When this contract was created.
    /// @param windowEndsAt When the founding window ends.
    struct OpeningState {
        uint32 founders;
        uint32 foundersIn;
        uint32 placesTaken;
        uint40 invitationsEndAt;
        uint40 createdAt;
        uint40 windowEndsAt;
        bool isClosed;
    }

    // Of its bounds see {Opening}.
    OpeningState internal _opening;

    constructor(uint256 founders) {
        _opening.founders = SafeCast.toUint32(founders);
        _admissions = _admissions.withLastCitizenId(founders);
    }

    /// @inheritdoc ICitizenship
    function citizenOf(address account) public view returns (uint256 citizenId) {
        return _accounts[account].word.citizenId();
    }

    /// @inheritdoc ICitizenship
    function formerCitizenOf(address account) external view returns (uint256 citizenId) {
        return _accounts[account].word.formerId();
    }

    /// @inheritdoc ICitizenship
    function activeCitizenOf(address account) external view returns (uint256 citizenId) {
        citizenId = citizenOf(account);
        return isActive(citizenId) ? citizenId : 0;
    }

    /// @inheritdoc ICitizenship
    function isActive(uint256 citizenId) public view returns (bool) {
        return _citizens[citizenId].isActiveAt(block.timestamp);
    }

    /// @inheritdoc ICitizenship
    function mayVote(uint256 citizenId) public view returns (bool) {
        return _citizens[citizenId].mayVoteAt(block.timestamp);
    }

    /// @inheritdoc ICitizenship
    function waitsUntil(uint256 citizenId) external view returns (uint256) {
        return _citizens[citizenId].wakesAt();
    }

    /// @inheritdoc ICitizenship
    function holderOf(uint256 citizenId) public view returns (address) {
        address holder = _citizens[citizenId].holder();
        // A record that ended later names the first one instead of an account, so that a move changes one for all.
        return uint160(holder) > type(uint32).max ? holder : _citizens[uint160(holder)].holder();
    }

    /// @inheritdoc ICitizenship
    function citizen(uint256 citizenId) external view returns (CitizenRecord memory) {
        CitizenWord word = _citizens[citizenId];
        return CitizenRecord({
            holder: holderOf(citizenId),
            since: uint40(word.since()),
            wakesAt: uint40(word.has(ASLEEP_AGAIN) ? _sleepsUntil[citizenId] : word.votesFrom()),
            until: uint40(word.until()),
            standing: word.standing(),
            suspendedUntil: uint40(word.suspendedUntil()),
            markedLapsed: word.has(MARKED_LAPSED)
        });
    }

    /// @inheritdoc ICitizenship
    function lastCitizenId() public view returns (uint256) {
        return _admissions.lastCitizenId();
    }

    /// @inheritdoc ICitizenship
    // solhint-disable-next-line func-name-mixedcase
    function FOUNDERS() public view returns (uint256) {
        return _opening.founders;
    }

    /// @inheritdoc ICitizenship
    function admittedCount() public view returns (uint256) {
        return _admittedUpTo(lastCitizenId());
    }

    /// @inheritdoc ICitizenship
    function admissionNonce(address account) external view returns (uint256) {
        return _accounts[account].word.nonce();
    }

    /// @inheritdoc ICitizenship
    function admissionOf(address account) external view returns (uint256 requestedAt, uint256 invitedUntil) {
        AccountWord word = _accounts[account].word;
        return (word.requestedAt(), word.invitedUntil());
    }

    /* FOR THE REST */

    /// @dev How many came in, if the last one has an id.
    function _admittedUpTo(uint256 last) internal view returns (uint256) {
        unchecked { // The first ids are kept for all founding citizens, of whom no more came in.
            return last - FOUNDERS() + _opening.foundersIn;
        }
    }

    /// @dev How many citizens whose votes woke by a moment, whatever became of them.
    function _awakeBy(uint256 moment) internal view returns (uint256) {
        uint256 last = lastCitizenId();
        return _foundersBy(moment) + _awakeAmong(last - FOUNDERS(), last, moment);
    }

    /// @dev How many founding citizens were in at a moment.
    function _foundersBy(uint256 moment) internal view returns (uint256) {
        uint256 foundersIn = _opening.foundersIn;
        return _awakeAmong(foundersIn, foundersIn, moment);
    }

    /// @dev How many of the `count` citizens up to `last` had woken by a moment. The search starts at the newest and takes O(log n)
    /// reads.
    function _awakeAmong(uint256 count, uint256 last, uint256 moment) private view returns (uint256) {
        unchecked { // Ids and counts of them are far from overflowing, and none is below the base.
            (uint256 base, uint256 high, uint256 low) = (last - count, last, last);
            for (uint256 step = 1; low != base && _citizens[low].wakesAt() > moment; step *= 2) {
                high = low - 1;
                low = low > base + step ? low - step : base;
            }
            while (low < high) {
                uint256 middle = (low + high + 1) / 2;
                if (_citizens[middle].wakesAt() > moment) high = middle - 1;
                else low = middle;
            }
            return low - base;
        }
    }

    function _requireFuture(uint256 moment) internal view {
        require(moment > block.timestamp, Citizenship_MomentPassed(moment, block.timestamp));
    }

    function _requireUpTo(uint256 moment, uint256 latest) internal pure {
        require(moment <= latest, Citizenship_MomentTooLate(moment, latest));
    }

    /// @dev The citizen who holds an account.
    function _requireCitizen(address account) internal view returns (uint256 citizenId) {
        citizenId = citizenOf(account);
        require(citizenId != 0, Citizenship_NotCitizen(account));
    }

    /// @dev The record of a citizen of a standing.
    function _requireStanding(uint256 citizenId, Standing standing) internal view returns (CitizenWord word) {
        word = _citizens[citizenId];
        _requireAllowed(word.standing() == standing, citizenId, word);
    }

    /// @dev The record of a citizenship that an account holds.
    function _requireHeld(uint256 citizenId) internal view returns (CitizenWord word) {
        word = _citizens[citizenId];
        _requireAllowed(word.isHeld(), citizenId, word);
    }

    function _requireAllowed(bool isAllowed, uint256 citizenId, CitizenWord word) private pure {
        require(isAllowed, Citizenship_StandingForbids(citizenId, word.standing()));
    }

    /// @dev The word of an account that must not hold a citizenship.
    function _requireNoCitizen(address account) internal view returns (Account storage record) {
        record = _accounts[account];
        uint256 citizenId = record.word.citizenId();
        require(citizenId == 0, Citizenship_AlreadyCitizen(account, citizenId));
    }
}
