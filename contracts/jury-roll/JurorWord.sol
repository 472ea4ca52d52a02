// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice A position of the jury roll, packed in one word so that a draw reads it once, and writes it once:
/// @dev
///     | struck (1) | retired (1) | bond, base units (96) | duties (24) | rest until (32) | rest from (32) | enrolled at (32) | citizen (32) |
///
/// Moments are in seconds since 1970, until 7 February 2106. Who retired is drawn no more; who was struck, by no draw that was
/// frozen after the rest began. A hole is retired, has no bond, and names the next hole in place of the citizen.
type JurorWord is uint256;

using {
    citizenId,
    enrolledAt,
    restFrom,
    restUntil,
    duties,
    bond,
    isRetired,
    isStruck,
    couldBeDrawnAt,
    retired,
    struck,
    withDuty,
    withoutDuty,
    withRest,
    withBond
} for JurorWord global;

uint256 constant ONE_DUTY = 1 << 128;
uint256 constant RETIRED = 1 << 248;
uint256 constant STRUCK = 1 << 249;

/// @dev A juror who takes a place now, and rests until a moment because of earlier service.
function toJurorWord(uint256 citizenId_, uint256 now_, uint256 restUntil_, uint256 bond_) pure returns (JurorWord) {
    return JurorWord.wrap(citizenId_ | uint256(uint32(now_)) << 32 | restUntil_ << 96 | uint256(uint96(bond_)) << 152);
}

/// @dev An empty position, and the next one that is empty; 0 if there is none.
function toHole(uint256 nextHole) pure returns (JurorWord) {
    return JurorWord.wrap(nextHole | RETIRED);
}

/// @dev Whose place it is; of a hole, the next one.
function citizenId(JurorWord word) pure returns (uint256) {
    return uint32(JurorWord.unwrap(word));
}

function enrolledAt(JurorWord word) pure returns (uint256) {
    return uint32(JurorWord.unwrap(word) >> 32);
}

function restFrom(JurorWord word) pure returns (uint256) {
    return uint32(JurorWord.unwrap(word) >> 64);
}

function restUntil(JurorWord word) pure returns (uint256) {
    return uint32(JurorWord.unwrap(word) >> 96);
}

function duties(JurorWord word) pure returns (uint256) {
    return uint24(JurorWord.unwrap(word) >> 128);
}

function bond(JurorWord word) pure returns (uint256) {
    return uint96(JurorWord.unwrap(word) >> 152);
}

function isRetired(JurorWord word) pure returns (bool) {
    return JurorWord.unwrap(word) & RETIRED != 0;
}

function isStruck(JurorWord word) pure returns (bool) {
    return JurorWord.unwrap(word) & STRUCK != 0;
}

/// @dev Whether a draw that was frozen at a moment may find this juror. What happened from that moment on does not count, save
/// that the juror retired.
function couldBeDrawnAt(JurorWord word, uint256 frozenAt) pure returns (bool) {
    if (isRetired(word) || enrolledAt(word) >= frozenAt) return false;
    return frozenAt <= restFrom(word) || (restUntil(word) <= frozenAt && !isStruck(word));
}

function retired(JurorWord word) pure returns (JurorWord) {
    return JurorWord.wrap(JurorWord.unwrap(word) | RETIRED);
}

/// @dev Draws that are frozen after the beginning of the rest do not find this juror, not even after its end.
function struck(JurorWord word) pure returns (JurorWord) {
    return JurorWord.wrap(JurorWord.unwrap(word) | STRUCK);
}

/// @dev Nobody sits in 2^24 panels at once.
function withDuty(JurorWord word) pure returns (JurorWord) {
    unchecked {
        return JurorWord.wrap(JurorWord.unwrap(word) + ONE_DUTY);
    }
}

function withoutDuty(JurorWord word) pure returns (JurorWord) {
    return JurorWord.wrap(JurorWord.unwrap(word) - ONE_DUTY);
}

/// @dev A rest. One that follows on another is one rest, so that whoever rested at a freeze is never found by its draw, nor the
/// other way round; and so is all that follows on a strike.
function withRest(JurorWord word, uint256 newRestFrom, uint256 newRestUntil) pure returns (JurorWord) {
    if (isStruck(word) || newRestFrom < restUntil(word)) newRestFrom = restFrom(word);
    if (newRestUntil < restUntil(word)) newRestUntil = restUntil(word);
    return JurorWord.wrap(
        (JurorWord.unwrap(word) & ~(uint256(type(uint64).max) << 64)) | (uint256(uint32(newRestFrom)) << 64)
            | (uint256(uint32(newRestUntil)) << 96)
    );
}

function withBond(JurorWord word, uint256 newBond) pure returns (JurorWord) {
    return JurorWord.wrap((JurorWord.unwrap(word) & ~(uint256(type(uint96).max) << 152)) | (newBond << 152));
}
