// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Provision, toTrial} from "../kernel/Provision.sol";

/// @notice All that every admission reads and writes, packed in one word:
/// @dev
///     | window (16) | admitted (32) | last citizen's id (32) | `monthlyAdmissions` (104) | `term` (72) |
///
/// The two provisions are squeezed, so that an admission reads no other slot for them: a value of 16 or 32 bits, one on
/// trial, and the trial's end in seconds since 1970 (40 bits).
type RollWord is uint256;

using {
    lastCitizenId,
    tally,
    term,
    monthlyAdmissions,
    currentTerm,
    currentMonthlyAdmissions,
    withAdmission,
    withTerm,
    withMonthlyAdmissions
} for RollWord global;

/// @dev The largest values that the squeezed provisions hold.
uint256 constant MAX_TERM = 0xffff;
uint256 constant MAX_MONTHLY_ADMISSIONS = 0xffffffff;

uint256 constant TERM_MASK = (1 << 72) - 1;
uint256 constant MONTHLY_ADMISSIONS_MASK = ((1 << 104) - 1) << 72;

/// @dev The next id is given, and the tally becomes `newTally`.
function withAdmission(RollWord word, uint256 newTally) pure returns (RollWord) {
    unchecked {
        uint256 kept = RollWord.unwrap(word) & type(uint208).max;
        return RollWord.wrap((kept + (1 << 176)) | (newTally << 208)); // 208 bits are far from overflowing 256.
    }
}

function lastCitizenId(RollWord word) pure returns (uint256) {
    return uint32(RollWord.unwrap(word) >> 176);
}

/// @dev The last admission's window of 30 days, counted since 1970, and below it, in 32 bits, how many were admitted in it:
/// one number, which grows by one with each admission and jumps with each new window.
function tally(RollWord word) pure returns (uint256) {
    return RollWord.unwrap(word) >> 208;
}

function term(RollWord word) pure returns (Provision) {
    return _expand(RollWord.unwrap(word) & TERM_MASK, 16);
}

function monthlyAdmissions(RollWord word) pure returns (Provision) {
    return _expand((RollWord.unwrap(word) & MONTHLY_ADMISSIONS_MASK) >> 72, 32);
}

/// @dev In days; 0 if new citizenships have no end.
function currentTerm(RollWord word) view returns (uint256) {
    uint256 raw = RollWord.unwrap(word);
    return uint16(block.timestamp < uint40(raw >> 32) ? raw >> 16 : raw);
}

function currentMonthlyAdmissions(RollWord word) view returns (uint256) {
    uint256 raw = RollWord.unwrap(word);
    return uint32(block.timestamp < uint40(raw >> 136) ? raw >> 104 : raw >> 72);
}

/// @dev The caller has checked the values against {MAX_TERM}.
function withTerm(RollWord word, Provision newTerm) pure returns (RollWord) {
    return RollWord.wrap((RollWord.unwrap(word) & ~TERM_MASK) | _squeeze(newTerm, 16));
}

/// @dev The caller has checked the values against {MAX_MONTHLY_ADMISSIONS}.
function withMonthlyAdmissions(RollWord word, Provision newLimit) pure returns (RollWord) {
    return RollWord.wrap((RollWord.unwrap(word) & ~MONTHLY_ADMISSIONS_MASK) | (_squeeze(newLimit, 32) << 72));
}

function _squeeze(Provision provision, uint256 width) pure returns (uint256) {
    return provision.standing() | (provision.trial() << width) | (provision.trialUntil() << (2 * width));
}

function _expand(uint256 squeezed, uint256 width) pure returns (Provision) {
    uint256 mask = (1 << width) - 1;
    return toTrial(squeezed & mask, (squeezed >> width) & mask, squeezed >> (2 * width));
}
