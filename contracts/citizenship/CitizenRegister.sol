// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccountWord} from "./AccountWord.sol";
import {CitizenWord, MARKED_LAPSED} from "./CitizenWord.sol";
import {CitizenRecord, ICitizenship} from "./ICitizenship.sol";
import {AdmissionsWord} from "./AdmissionsWord.sol";

/// @title  CitizenRegister
/// @notice The register of citizens: a word for each citizen, a word for each account, and a word for all admissions.
/// @dev INVARIANTS   SOUL-6 [one]: `_accounts[a].citizenId == id != 0` exactly if `a` holds `_citizens[id]`.
///                   SOUL-7 [order]: `since` never decreases as ids increase.
abstract contract CitizenRegister is ICitizenship {
    /// @dev A struct, so that a function that reads and writes the word computes its slot once.
    struct Account {
        AccountWord word;
    }

    // [one], [order]
    mapping(uint256 citizenId => CitizenWord) internal _citizens;
    mapping(address account => Account) internal _accounts;
    AdmissionsWord internal _admissions;

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
    function admissionNonce(address account) external view returns (uint256) {
        return _accounts[account].word.nonce();
    }

    /// @inheritdoc ICitizenship
    function admissionOf(address account) external view returns (uint256 requestedAt, uint256 invitedUntil) {
        AccountWord word = _accounts[account].word;
        return (word.requestedAt(), word.invitedUntil());
    }

    /* FOR THE REST */

    /// @dev How many citizens had been admitted at a moment, which is the last id whose `since` is not after it. The search
    /// starts at the newest: a recent moment costs one or two reads, any moment O(log n).
    function _admittedBy(uint256 moment) internal view returns (uint256) {
        uint256 high = lastCitizenId();
        uint256 low = high;
        for (uint256 step = 1; low != 0 && _citizens[low].since() > moment; step *= 2) {
            high = low - 1;
            low = low > step ? low - step : 0;
        }
        while (low < high) {
            uint256 middle = (low + high + 1) / 2;
            if (_citizens[middle].since() > moment) high = middle - 1;
            else low = middle;
        }
        return low;
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
