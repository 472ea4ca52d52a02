// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccountWord} from "./AccountWord.sol";
import {CitizenWord, MARKED_LAPSED} from "./CitizenWord.sol";
import {CitizenRecord, ICitizenship} from "./ICitizenship.sol";
import {AdmissionsWord} from "./AdmissionsWord.sol";

/// @title  CitizenRegister
/// @notice The register of citizens: a word for each citizen, a word for each account, and a word for all admissions.
/// @dev INVARIANTS   SOUL-6 [one]: `_accounts[a].citizenId == id != 0` exactly if `a` holds `_citizens[id]`.
///                   SOUL-7 [order]: `since` never decreases as ids increase, among founding citizens and among the others.
///
///      The first ids are kept for the founding citizens, who take them in the order in which they come in. So whoever comes
///      in late disturbs the order of nobody else.
abstract contract CitizenRegister is ICitizenship {
    /// @dev A struct, so that a function that reads and writes the word computes its slot once.
    struct Account {
        AccountWord word;
    }

    // [one], [order]
    mapping(uint256 citizenId => CitizenWord) internal _citizens;
    mapping(address account => Account) internal _accounts;
    AdmissionsWord internal _admissions;

    /// @notice The number of founding citizens that the charter names. Their ids run from 1 to this number.
    uint256 public immutable FOUNDERS;

    constructor(uint256 founders) {
        FOUNDERS = founders;
        _admissions = _admissions.withLastCitizenId(founders);
    }

    /// @inheritdoc ICitizenship
    function citizenOf(address account) public view returns (uint256 citizenId) {
        return _accounts[account].word.citizenId();
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
    function holderOf(uint256 citizenId) public view returns (address) {
        return _citizens[citizenId].holder();
    }

    /// @inheritdoc ICitizenship
    function citizen(uint256 citizenId) external view returns (CitizenRecord memory) {
        CitizenWord word = _citizens[citizenId];
        return CitizenRecord({
            holder: word.holder(),
            since: uint40(word.since()),
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
    function admittedCount() public view returns (uint256) {
        return lastCitizenId() - FOUNDERS + _foundersIn();
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

    /// @dev How many founding citizens are in.
    function _foundersIn() internal view virtual returns (uint256);

    /// @dev How many citizens had been admitted at a moment.
    function _admittedBy(uint256 moment) internal view returns (uint256) {
        return _foundersBy(moment) + _lastBy(FOUNDERS, lastCitizenId(), moment) - FOUNDERS;
    }

    /// @dev How many founding citizens were in at a moment.
    function _foundersBy(uint256 moment) internal view returns (uint256) {
        return FOUNDERS == 0 ? 0 : _lastBy(0, _foundersIn(), moment);
    }

    /// @dev The last id up to `last` whose `since` is not after a moment; `base`, the id before the first, if there is none. The
    /// search starts at the newest: a recent moment costs one or two reads, any moment O(log n).
    function _lastBy(uint256 base, uint256 last, uint256 moment) private view returns (uint256 low) {
        uint256 high = last;
        low = last;
        for (uint256 step = 1; low != base && _citizens[low].since() > moment; step *= 2) {
            high = low - 1;
            low = low > base + step ? low - step : base;
        }
        while (low < high) {
            uint256 middle = (low + high + 1) / 2;
            if (_citizens[middle].since() > moment) high = middle - 1;
            else low = middle;
        }
    }

    /// @dev The record of a citizenship that an account holds.
    function _requireHeld(uint256 citizenId) internal view returns (CitizenWord word) {
        word = _citizens[citizenId];
        require(word.isHeld(), Citizenship_StandingForbids(citizenId, word.standing()));
    }

    /// @dev The word of an account that must not hold a citizenship.
    function _requireNoCitizen(address account) internal view returns (Account storage record) {
        record = _accounts[account];
        uint256 citizenId = record.word.citizenId();
        require(citizenId == 0, Citizenship_AlreadyCitizen(account, citizenId));
    }
}
