// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Provision, toTrial} from "../kernel/Provision.sol";

/// @notice What every admission reads and writes, packed in one word:
/// @dev
///     | flags (24) | last citizen's id (32) | `waitingPeriod` (56) | `monthlyAdmissions` (72) | `term` (72) |
///
/// The provisions are compressed, so that an admission reads no other slot for them. Each holds a value of 8 or 16 bits, a value
/// on trial of the same width, and the trial's end in seconds since 1970 (40 bits).
type AdmissionsWord is uint256;

using {
    lastCitizenId,
    nextCitizenId,
    has,
    provisionAt,
    currentTerm,
    currentMonthlyAdmissions,
    currentWaitingPeriod,
    withNextCitizenId,
    withLastCitizenId,
    withFlag,
    withProvisionAt
} for AdmissionsWord global;

/// @dev Some citizenship was moved by others.
uint256 constant HAS_MOVED = 1;

/// @dev The government once allowed more admissions, or halted them.
uint256 constant HAS_DECIDED = 2;

/// @dev The widths of the compressed provisions, and where each begins. `term` begins at 0.
uint256 constant WIDTH = 16;
uint256 constant WAITING_WIDTH = 8;
uint256 constant MONTHLY_ADMISSIONS_AT = 72;
uint256 constant WAITING_PERIOD_AT = 144;
uint256 constant LAST_CITIZEN_ID_AT = 200;
uint256 constant FLAGS_AT = 232;

uint256 constant MASK = (1 << 72) - 1;
uint256 constant WAITING_MASK = (1 << 56) - 1;

function lastCitizenId(AdmissionsWord word) pure returns (uint256) {
    return uint32(AdmissionsWord.unwrap(word) >> LAST_CITIZEN_ID_AT);
}

function nextCitizenId(AdmissionsWord word) pure returns (uint256) {
    unchecked { // 32 bits and one.
        return lastCitizenId(word) + 1;
    }
}

function has(AdmissionsWord word, uint256 flag) pure returns (bool) {
    return AdmissionsWord.unwrap(word) & (flag << FLAGS_AT) != 0;
}

function withFlag(AdmissionsWord word, uint256 flag) pure returns (AdmissionsWord) {
    return AdmissionsWord.wrap(AdmissionsWord.unwrap(word) | (flag << FLAGS_AT));
}

/// @dev Ids have 32 bits, which no chain has the blocks to use up.
function withNextCitizenId(AdmissionsWord word) pure returns (AdmissionsWord) {
    return AdmissionsWord.wrap(AdmissionsWord.unwrap(word) + (1 << LAST_CITIZEN_ID_AT));
}

/// @dev The caller has checked that no citizen was admitted yet.
function withLastCitizenId(AdmissionsWord word, uint256 newLastId) pure returns (AdmissionsWord) {
    return AdmissionsWord.wrap(AdmissionsWord.unwrap(word) | (newLastId << LAST_CITIZEN_ID_AT));
}

/// @dev A compressed provision: where it begins, and how wide its values are.
function provisionAt(AdmissionsWord word, uint256 place, uint256 width) pure returns (Provision) {
    uint256 raw = AdmissionsWord.unwrap(word) >> place;
    uint256 mask = (1 << width) - 1;
    return toTrial(raw & mask, (raw >> width) & mask, uint40(raw >> (2 * width)));
}

/// @dev The caller has checked that the values fit.
function withProvisionAt(AdmissionsWord word, uint256 place, uint256 width, Provision newProvision)
    pure
    returns (AdmissionsWord)
{
    uint256 mask = (1 << (2 * width + 40)) - 1;
    uint256 compressed =
        newProvision.standing() | (newProvision.trial() << width) | (newProvision.trialUntil() << (2 * width));
    return AdmissionsWord.wrap((AdmissionsWord.unwrap(word) & ~(mask << place)) | (compressed << place));
}

/// @dev In days; 0 if new citizenships have no end.
function currentTerm(AdmissionsWord word) view returns (uint256) {
    return _current(AdmissionsWord.unwrap(word) & MASK, WIDTH);
}

/// @dev In basis points of the citizens.
function currentMonthlyAdmissions(AdmissionsWord word) view returns (uint256) {
    return _current((AdmissionsWord.unwrap(word) >> MONTHLY_ADMISSIONS_AT) & MASK, WIDTH);
}

/// @dev In days.
function currentWaitingPeriod(AdmissionsWord word) view returns (uint256) {
    return _current((AdmissionsWord.unwrap(word) >> WAITING_PERIOD_AT) & WAITING_MASK, WAITING_WIDTH);
}

function _current(uint256 compressed, uint256 width) view returns (uint256) {
    uint256 raw = block.timestamp < compressed >> (2 * width) ? compressed >> width : compressed;
    return raw & ((1 << width) - 1);
}
