// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Provision, toTrial} from "../kernel/Provision.sol";

/// @notice What every admission reads and writes, packed in one word:
/// @dev
///     | window (16) | admitted (32) | last citizen's id (32) | `monthlyAdmissions` (104) | `term` (72) |
///
/// The two provisions are compressed, so that an admission reads no other slot for them. Each holds a value of 16 or 32 bits,
/// a value on trial of the same width, and the trial's end in seconds since 1970 (40 bits).
type AdmissionsWord is uint256;

using {
    lastCitizenId,
    tally,
    term,
    monthlyAdmissions,
    currentTerm,
    currentMonthlyAdmissions,
    withAdmission,
    withLastCitizenId,
    withTerm,
    withMonthlyAdmissions
} for AdmissionsWord global;

/// @dev The largest values that the compressed provisions hold.
uint256 constant MAX_TERM = 0xffff;
uint256 constant MAX_MONTHLY_ADMISSIONS = 0xffffffff;

uint256 constant TERM_MASK = (1 << 72) - 1;
uint256 constant MONTHLY_ADMISSIONS_MASK = ((1 << 104) - 1) << 72;

/// @dev Increments the last id and sets the tally to `newTally`.
function withAdmission(AdmissionsWord word, uint256 newTally) pure returns (AdmissionsWord) {
    unchecked {
        uint256 kept = AdmissionsWord.unwrap(word) & type(uint208).max;
        return AdmissionsWord.wrap((kept + (1 << 176)) | (newTally << 208)); // 208 bits are far from overflowing 256.
    }
}

/// @dev The caller has checked that no citizen was admitted yet.
function withLastCitizenId(AdmissionsWord word, uint256 newLastId) pure returns (AdmissionsWord) {
    return AdmissionsWord.wrap(AdmissionsWord.unwrap(word) | (newLastId << 176));
}

function lastCitizenId(AdmissionsWord word) pure returns (uint256) {
    return uint32(AdmissionsWord.unwrap(word) >> 176);
}

/// @dev The window of the last admission, in units of 30 days since 1970, above the number admitted in it (32 bits). The two
/// are one number: it grows by one with each admission and jumps with each new window.
function tally(AdmissionsWord word) pure returns (uint256) {
    return AdmissionsWord.unwrap(word) >> 208;
}

function term(AdmissionsWord word) pure returns (Provision) {
    return _expand(AdmissionsWord.unwrap(word) & TERM_MASK, 16);
}

function monthlyAdmissions(AdmissionsWord word) pure returns (Provision) {
    return _expand((AdmissionsWord.unwrap(word) & MONTHLY_ADMISSIONS_MASK) >> 72, 32);
}

/// @dev In days; 0 if new citizenships have no end.
function currentTerm(AdmissionsWord word) view returns (uint256) {
    uint256 raw = AdmissionsWord.unwrap(word);
    return uint16(block.timestamp < uint40(raw >> 32) ? raw >> 16 : raw);
}

function currentMonthlyAdmissions(AdmissionsWord word) view returns (uint256) {
    uint256 raw = AdmissionsWord.unwrap(word);
    return uint32(block.timestamp < uint40(raw >> 136) ? raw >> 104 : raw >> 72);
}

/// @dev The caller has checked the values against {MAX_TERM}.
function withTerm(AdmissionsWord word, Provision newTerm) pure returns (AdmissionsWord) {
    return AdmissionsWord.wrap((AdmissionsWord.unwrap(word) & ~TERM_MASK) | _compress(newTerm, 16));
}

/// @dev The caller has checked the values against {MAX_MONTHLY_ADMISSIONS}.
function withMonthlyAdmissions(AdmissionsWord word, Provision newLimit) pure returns (AdmissionsWord) {
    return
        AdmissionsWord.wrap((AdmissionsWord.unwrap(word) & ~MONTHLY_ADMISSIONS_MASK) | (_compress(newLimit, 32) << 72));
}

function _compress(Provision provision, uint256 width) pure returns (uint256) {
    return provision.standing() | (provision.trial() << width) | (provision.trialUntil() << (2 * width));
}

function _expand(uint256 compressed, uint256 width) pure returns (Provision) {
    uint256 mask = (1 << width) - 1;
    return toTrial(compressed & mask, (compressed >> width) & mask, compressed >> (2 * width));
}
