// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice A position of the jury roll, packed in one word so that a draw reads it once, and writes it once:
/// @dev
///     | removed (1) | free (1) | bond, base units (96) | duties (24) | rest until (32) | rest from (32) | enrolled at (32) | citizen (32) |
///
/// Moments are in seconds since 1970, until 7 February 2106. Whoever retired or was removed is skipped by draws frozen after that
/// moment, which is the end of the rest. A free position has no bond, and holds the next free position instead of a citizen.
type JurorWord is uint256;

using {
    citizenId,
    enrolledAt,
    restFrom,
    restUntil,
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

/// @dev A juror who enrols now, and rests until a moment because of earlier service.
function toJurorWord(uint256 citizenId_, uint256 now_, uint256 restUntil_, uint256 bond_) pure returns (JurorWord) {
    return JurorWord.wrap(citizenId_ | uint256(uint32(now_)) << 32 | restUntil_ << 96 | uint256(uint96(bond_)) << 152);
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

function isRemoved(JurorWord word) pure returns (bool) {
    return JurorWord.unwrap(word) & REMOVED != 0;
}

/// @dev Whether a draw frozen at a moment, for a case opened before, may find this juror. Later events do not count.
/// @param restedOnly Whether it looks only for jurors who did not rest at the freeze.
function couldBeDrawnAt(JurorWord word, uint256 frozenAt, uint256 openedAt, bool restedOnly) pure returns (bool) {
    if (JurorWord.unwrap(word) & FREE != 0 || enrolledAt(word) >= openedAt) return false;
    if (frozenAt <= restFrom(word)) return true;
    if (isRemoved(word)) return !restedOnly && frozenAt <= restUntil(word);
    return !restedOnly || restUntil(word) <= frozenAt;
}

/// @dev Draws frozen after the removal never find this juror. A rest that it interrupts ends with it, so that earlier draws find the
/// juror resting or rested as before.
function removed(JurorWord word, uint256 removedAt) pure returns (JurorWord) {
    if (isRemoved(word)) return word;
    uint256 newRestFrom = removedAt < restUntil(word) && restFrom(word) < removedAt ? restFrom(word) : removedAt;
    return JurorWord.wrap(JurorWord.unwrap(_withMoments(word, newRestFrom, removedAt)) | REMOVED);
}

/// @dev The juror serves, and rests after it. A service that begins during another, or during a rest, extends it, and who was removed
/// does not rest: whether a juror rested at a freeze never changes afterwards. Nobody sits in 2^24 panels at once.
/// @param newRestUntil The end of the rest, in seconds since 1970.
function serving(JurorWord word, uint256 now_, uint256 newRestUntil) pure returns (JurorWord) {
    unchecked {
        JurorWord onDuty = JurorWord.wrap(JurorWord.unwrap(word) + ONE_DUTY);
        if (isRemoved(word)) return onDuty;
        uint256 earlier = restUntil(word);
        return
            _withMoments(
                onDuty, now_ < earlier ? restFrom(word) : now_, newRestUntil < earlier ? earlier : newRestUntil
            );
    }
}

function withoutDuty(JurorWord word) pure returns (JurorWord) {
    return JurorWord.wrap(JurorWord.unwrap(word) - ONE_DUTY);
}

function withBond(JurorWord word, uint256 newBond) pure returns (JurorWord) {
    return JurorWord.wrap((JurorWord.unwrap(word) & ~(uint256(type(uint96).max) << 152)) | (newBond << 152));
}

function _withMoments(JurorWord word, uint256 newRestFrom, uint256 newRestUntil) pure returns (JurorWord) {
    return JurorWord.wrap(
        (JurorWord.unwrap(word) & ~(uint256(type(uint64).max) << 64)) | (uint256(uint32(newRestFrom)) << 64)
            | (uint256(uint32(newRestUntil)) << 96)
    );
}
