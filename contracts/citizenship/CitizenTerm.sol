// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC4906} from "@openzeppelin/contracts/interfaces/IERC4906.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {CitizenAdmission} from "./CitizenAdmission.sol";
import {CitizenWord, ENDLESS, LAST_DAY, MARKED_LAPSED, RETURNED_ASLEEP, toDay} from "./CitizenWord.sol";
import {ICitizenship, SignedRenewal} from "./ICitizenship.sol";

/// @title  CitizenTerm
/// @notice How a citizen's term is prolonged, when it is too late for that, and what follows when it has ended.
/// @dev LIMITS       Only keys sign renewals: a contract account's signature check could spend the whole batch's gas.
///                   Whoever is too late to renew holds the citizenship still, and renounces it to be admitted again.
abstract contract CitizenTerm is CitizenAdmission, IERC4906 {
    bytes32 private constant RENEWAL_TYPEHASH = keccak256("Renewal(uint256 citizenId,uint256 until,uint256 deadline)");

    /// @dev From how long before the end of their terms to how long after it citizens renew them, in seconds.
    uint256 private constant RENEWAL_BEFORE = 90 days;
    uint256 private constant GRACE = 90 days;

    /// @dev For how long whoever lapsed counts where fewer than three are known, in seconds: else those who are left never decide again.
    uint256 private constant LONGEST_ABSENCE = 455 days;

    /// @dev Three citizens, 32 bits each: of those who renewed, or were named, the ones whose terms end last.
    uint256 private _known = 1 | (2 << 32) | (3 << 64);

    /// @dev Until when whoever lapsed may come back however late, and nobody is marked, in seconds since 1970. That lasts as long as
    /// fewer than three are known whose terms run.
    uint256 private _openGraceUntil;

    /* RENEWING */

    /// @inheritdoc ICitizenship
    function renew(uint256 citizenId, uint40 newUntil) external restricted {
        CitizenWord word = _requireHeld(citizenId);
        uint256 latestDay = _endOfTerm(_admissions.currentTerm());
        uint256 newDay = newUntil == type(uint40).max ? ENDLESS : _toDay(newUntil);
        // Beyond the last day that a record can hold there is only the term without an end.
        _requireUpTo(newDay * 1 days, latestDay * 1 days);
        uint256 mustExceed = Math.max(word.until(), block.timestamp);
        // The day of no end lies after all others, and no moment of it after no end.
        require(newDay * 1 days > mustExceed, Citizenship_TermNotExtended(citizenId, newUntil, mustExceed));
        // Who comes back later than that does so by the own act: no officer brings back who may not even know of it.
        _requireInGrace(citizenId, word, block.timestamp < _endOfGrace(word));
        _renew(citizenId, word, newDay);
    }

    /// @inheritdoc ICitizenship
    function renewOwn() external {
        uint256 citizenId = _requireCitizen(msg.sender);
        CitizenWord word = _citizens[citizenId];
        uint256 newDay = _endOfTerm(_admissions.currentTerm());
        _requireInGrace(citizenId, word, _isRenewable(word, newDay));
        _renew(citizenId, word, newDay);
    }

    /// @inheritdoc ICitizenship
    function renewSigned(SignedRenewal[] calldata renewals) external returns (uint256 renewed) {
        uint256 newDay = _endOfTerm(_admissions.currentTerm());
        for (uint256 i = 0; i < renewals.length; ++i) {
            SignedRenewal calldata renewal = renewals[i];
            uint256 citizenId = renewal.citizenId;
            CitizenWord word = _citizens[citizenId];
            bytes32 structHash =
                keccak256(abi.encode(RENEWAL_TYPEHASH, citizenId, word.until(), uint256(renewal.deadline)));
            // A renewal that cannot be made stops no other one of the batch. A failed recovery gives the zero address, which holds
            // nothing.
            (address signer,,) = ECDSA.tryRecoverCalldata(_hashTypedData(structHash), renewal.signature);
            if (signer != word.holder() || block.timestamp > renewal.deadline) continue;
            if (!_isRenewable(word, newDay) || !_isInGrace(word)) continue;
            _renew(citizenId, word, newDay);
            ++renewed;
        }
    }

    /// @inheritdoc ICitizenship
    function markLapsed(uint256[] calldata citizenIds) external returns (uint256 marked) {
        for (uint256 i = 0; i < citizenIds.length; ++i) {
            uint256 citizenId = citizenIds[i];
            CitizenWord word = _citizens[citizenId];
            if (word.mayVoteAt(block.timestamp)) _note(citizenId);
            // The total leaves out marked citizens already. An id that was never given has standing None.
            if (word.isLeftOut() || block.timestamp < word.until()) continue;
            // Whom others wait for counts, so that the first who comes back does not decide alone. The wait has an end.
            if (_isAbsent(word) && _isGraceOpen()) continue;

            _citizens[citizenId] = word.withFlag(MARKED_LAPSED);
            emit CitizenMarkedLapsed(citizenId);
            ++marked;
        }
        if (marked != 0) _countLeftOut(marked);
    }

    /* FOR THE REST */

    /// @dev Who may vote from now on is known.
    function _changeKnown(uint256 citizenId, CitizenWord word, CitizenWord newWord) internal {
        _change(citizenId, word, newWord);
        if (mayVote(citizenId)) _note(citizenId);
    }

    /// @dev Lets a vote sleep for the waiting period from now on, with a flag of the record. A second reason does not wake it sooner.
    function _putToSleep(uint256 citizenId) internal {
        unchecked { // Days and moments are far from overflowing.
            uint256 wakesAt = (toDay(block.timestamp) + _admissions.currentWaitingPeriod()) * 1 days;
            _sleepsUntil[citizenId] = Math.max(_sleepsUntil[citizenId], wakesAt);
        }
    }

    function _tellMetadata(uint256 citizenId) internal {
        emit MetadataUpdate(citizenId);
    }

    function _toDay(uint256 moment) internal pure returns (uint256) {
        _requireUpTo(moment, LAST_DAY * 1 days);
        return toDay(moment);
    }

    /* INTERNAL */

    /// @dev Whether it is not too early for the citizen to prolong the citizenship.
    function _isRenewable(CitizenWord word, uint256 newDay) private view returns (bool) {
        return word.isHeld() && newDay > word.untilDay() && _after(RENEWAL_BEFORE) >= word.until();
    }

    /// @dev Whether it is not too late, in which case the caller renews. A nation in which fewer than three are known whose terms run
    /// lets whoever lapsed come back, and also for a while after each such return, so that the first three do not shut the others
    /// out.
    function _isInGrace(CitizenWord word) private returns (bool) {
        if (block.timestamp < word.until()) return true;
        if (!_knowsThree()) _openGraceUntil = _after(GRACE);
        return block.timestamp < _endOfGrace(word) || block.timestamp < _openGraceUntil;
    }

    function _isAbsent(CitizenWord word) private view returns (bool) {
        unchecked { // Moments are far from overflowing.
            return block.timestamp < word.until() + LONGEST_ABSENCE;
        }
    }

    function _endOfGrace(CitizenWord word) private pure returns (uint256) {
        unchecked { // Moments are far from overflowing.
            return word.until() + GRACE;
        }
    }

    function _requireInGrace(uint256 citizenId, CitizenWord word, bool isDue) private {
        require(isDue && _isInGrace(word), Citizenship_NotRenewable(citizenId, word.until()));
    }

    /// @dev Whether those who may still come back have more time than their own grace. Then the total counts them.
    function _isGraceOpen() private view returns (bool) {
        return !_knowsThree() || block.timestamp < _openGraceUntil;
    }

    /// @dev Whether three citizens are known whose terms run.
    function _knowsThree() private view returns (bool) {
        return _isKnownWell(uint32(_known)) && _isKnownWell(uint32(_known >> 32)) && _isKnownWell(_known >> 64);
    }

    /// @dev Whoever leaves counts for 90 days more: nobody opens the grace for others by leaving on purpose, as long as anybody is
    /// named or renews meanwhile.
    function _isKnownWell(uint256 citizenId) private view returns (bool) {
        CitizenWord word = _citizens[citizenId];
        unchecked { // Moments are far from overflowing.
            return block.timestamp < word.until() && (word.isHeld() || block.timestamp < _endedAt(citizenId) + GRACE);
        }
    }

    /// @dev Puts a citizen in the place of that known one whose term ends first, if it ends sooner. So nobody drives out who is known
    /// by naming citizens who are about to lapse.
    function _note(uint256 citizenId) private {
        uint256 known = _known;
        uint256 least = _citizens[citizenId].until();
        uint256 free = 96;
        unchecked { // No place overflows.
            for (uint256 place = 0; place < 96; place += 32) {
                uint256 knownId = uint32(known >> place);
                if (knownId == citizenId) return;
                uint256 until = mayVote(knownId) ? _citizens[knownId].until() : 0;
                if (until < least) (least, free) = (until, place);
            }
        }
        if (free < 96) _known = (known & ~(uint256(type(uint32).max) << free)) | (citizenId << free);
    }

    function _renew(uint256 citizenId, CitizenWord word, uint256 newDay) private {
        uint256 oldUntil = word.until();
        CitizenWord newWord = word.withUntilDay(newDay).withoutFlag(MARKED_LAPSED);
        uint256 newUntil = newWord.until();
        // Whoever comes back after the grace does so by what others did, perhaps on purpose: no such vote meets a running proposal.
        if (block.timestamp >= _endOfGrace(word)) {
            _putToSleep(citizenId);
            newWord = newWord.withFlag(RETURNED_ASLEEP);
        }

        _changeKnown(citizenId, word, newWord);
        emit CitizenRenewed(citizenId, oldUntil, newUntil);
        _tellTerm(citizenId, newWord);
        _tellMetadata(citizenId);
    }
}
