// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice A position of the jury roll, packed in one word so that a draw reads it once, and writes it once:
/// @dev
///     | removed (1) | free (1) | bond, base units (96) | duties (24) | serves until (32) | unused (32) | enrolled at (32) | citizen (32) |
///
/// Moments are in seconds since 1970, until 7 February 2106. Whoever retired or was removed is skipped by draws frozen after that
/// moment, which has the place of the end of the service. A free position has no bond, and holds the next free position instead of a citizen.
type JurorWord is uint256;

using {
    citizenId,
    enrolledAt,
    servesUntil,
    duties,
    bond,
    isRemoved,
    couldBeDrawnAt,
    removed,
    serving,
    withoutDuty,
    withBond
} for JurorWord global;

JurorWord constant NOBODY = JurorWord.wrap(0);
uint256 constant ONE_DUTY = 1 << 128;
uint256 constant FREE = 1 << 248;
uint256 constant REMOVED = 1 << 249;

/// @dev A juror who enrols now, and whose earlier service ends at a moment.
function toJurorWord(uint256 citizenId_, uint256 now_, uint256 servesUntil_, uint256 bond_) pure returns (JurorWord) {
    return JurorWord.wrap(citizenId_ | uint256(uint32(now_)) << 32 | servesUntil_ << 96 | uint256(uint96(bond_)) << 152);
}

/// @dev A free position, which holds the next free position; 0 if there is none.
function toFreePosition(uint256 nextFree) pure returns (JurorWord) {
    return JurorWord.wrap(nextFree | FREE);
}

/// @dev The citizen whose position it is; of a free position, the next free one.
function citizenId(JurorWord word) pure returns (uint256) {
    return uint32(JurorWord.unwrap(word));
}

function enrolledAt(JurorWord word) pure returns (uint256) {
    return uint32(JurorWord.unwrap(word) >> 32);
}

function servesUntil(JurorWord word) pure returns (uint256) {
    return uint32(JurorWord.unwrap(word) >> 96);
}

function duties(JurorWord word) pure returns (uint256) {
    return uint24(JurorWord.unwrap(word) >> 128);
}

function bond(JurorWord word) pure returns (uint256) {
    return uint96(JurorWord.unwrap(word) >> 152);
}

function isRemoved(JurorWord word) pure returns (bool) {
    return JurorWord.unwrap(word) & REMOVED != 0;
}

/// @dev Whether a draw frozen at a moment, for a case opened before, may find this juror. Later events do not count.
function couldBeDrawnAt(JurorWord word, uint256 frozenAt, uint256 openedAt) pure returns (bool) {
    if (JurorWord.unwrap(word) & FREE != 0 || enrolledAt(word) >= openedAt) return false;
    return !isRemoved(word) || frozenAt <= servesUntil(word);
}

/// @dev Draws frozen after the removal never find this juror.
function removed(JurorWord word, uint256 removedAt) pure returns (JurorWord) {
    if (isRemoved(word)) return word;
    return JurorWord.wrap(JurorWord.unwrap(_withMoment(word, removedAt)) | REMOVED);
}

/// @dev The juror serves. A service that ends during another one leaves its end, and the removal of whoever was removed stays when it
/// was. Nobody sits in 2^24 panels at once.
/// @param newServesUntil The end of the service, in seconds since 1970.
function serving(JurorWord word, uint256 newServesUntil) pure returns (JurorWord) {
    unchecked {
        JurorWord onDuty = JurorWord.wrap(JurorWord.unwrap(word) + ONE_DUTY);
        return isRemoved(word) || newServesUntil < servesUntil(word) ? onDuty : _withMoment(onDuty, newServesUntil);
    }
}

function withoutDuty(JurorWord word) pure returns (JurorWord) {
    return JurorWord.wrap(JurorWord.unwrap(word) - ONE_DUTY);
}

function withBond(JurorWord word, uint256 newBond) pure returns (JurorWord) {
    return JurorWord.wrap((JurorWord.unwrap(word) & ~(uint256(type(uint96).max) << 152)) | (newBond << 152));
}

function _withMoment(JurorWord word, uint256 newServesUntil) pure returns (JurorWord) {
    return JurorWord.wrap(
        (JurorWord.unwrap(word) & ~(uint256(type(uint32).max) << 96)) | (uint256(uint32(newServesUntil)) << 96)
    );
}
