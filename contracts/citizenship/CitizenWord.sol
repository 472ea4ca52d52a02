// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Standing} from "./ICitizenship.sol";

/// @notice The record of one citizen, packed in one word, so that an admission fills one slot and a look-up reads one:
/// @dev
///     | days asleep (8) | flags (8) | suspension, day (16) | standing (8) | until, day (16) | since, seconds (40) | holder (160) |
///
/// Days are counted since 1970 (UTC). A term that ends on a day ends when that day begins. A vote that sleeps wakes so many days
/// after the first midnight at or after the admission. The suspension's day is its end while it lasts, and afterwards the day of
/// its end. Instead of an account, the holder of one that ended is the id of the person's first that did, unless it is that one.
type CitizenWord is uint256;

using {
    holder,
    since,
    untilDay,
    until,
    isEndless,
    standing,
    wakesAt,
    votesFrom,
    wakingDay,
    suspendedUntil,
    suspensionDay,
    reinstatedUntilAt,
    isActiveAt,
    mayVoteAt,
    isHeld,
    isLeftOut,
    hasNoHistory,
    has,
    withFlag,
    withoutFlag,
    withHolder,
    withUntilDay,
    withStanding
} for CitizenWord global;

/// @dev Instead of a last day: the term has no end.
uint256 constant ENDLESS = 0xffff;

/// @dev The last day on which a term or a suspension can end: 5 June 2149.
uint256 constant LAST_DAY = 0xfffe;

/// @dev Flags of a record. A record without a history flag answers for the past by itself.
uint256 constant MARKED_LAPSED = 1;
uint256 constant HAS_STANDING_HISTORY = 2;
uint256 constant HAS_DELEGATED = 4;
uint256 constant HAS_RECEIVED = 8;

/// @dev A challenge keeps a newcomer's vote asleep.
uint256 constant KEPT_ASLEEP = 16;

/// @dev Others moved the citizenship, and its vote has not been woken since.
uint256 constant MOVED_ASLEEP = 32;

/// @dev The citizenship was renewed after the grace, and its vote has not been woken since. The total counts it, so that whoever is
/// awake meanwhile decides nothing on a smaller number.
uint256 constant RETURNED_ASLEEP = 64;

/// @dev The vote was awake once, and is woken by {Citizenship.wake}.
uint256 constant ASLEEP_AGAIN = MOVED_ASLEEP | RETURNED_ASLEEP;

uint256 constant ASLEEP_FLAGS = KEPT_ASLEEP | ASLEEP_AGAIN;

uint256 constant HISTORY_FLAGS = HAS_STANDING_HISTORY | HAS_DELEGATED | HAS_RECEIVED;

/// @dev A new record in good standing.
/// @param daysAsleep How long the vote sleeps after the next midnight; 0 if it is awake at once.
function toCitizenWord(address holder_, uint256 since_, uint256 untilDay_, uint256 daysAsleep)
    pure
    returns (CitizenWord)
{
    return CitizenWord.wrap(
        uint256(uint160(holder_)) | (since_ << 160) | (untilDay_ << 200) | (uint256(Standing.Active) << 216)
            | (daysAsleep << 248)
    );
}

/// @dev The day whose midnight is the first at or after a moment.
function toDay(uint256 moment) pure returns (uint256) {
    unchecked {
        return (moment + 1 days - 1) / 1 days; // A moment is far from overflowing.
    }
}

function holder(CitizenWord word) pure returns (address) {
    return address(uint160(CitizenWord.unwrap(word)));
}

function since(CitizenWord word) pure returns (uint256) {
    return uint40(CitizenWord.unwrap(word) >> 160);
}

function untilDay(CitizenWord word) pure returns (uint256) {
    return uint16(CitizenWord.unwrap(word) >> 200);
}

/// @dev The end of the term in seconds since 1970; type(uint40).max if there is none.
function until(CitizenWord word) pure returns (uint256) {
    unchecked {
        return isEndless(word) ? type(uint40).max : untilDay(word) * 1 days; // A day has 16 bits.
    }
}

function isEndless(CitizenWord word) pure returns (bool) {
    return untilDay(word) == ENDLESS;
}

function standing(CitizenWord word) pure returns (Standing) {
    return Standing(uint8(CitizenWord.unwrap(word) >> 216));
}

/// @dev When the waiting period ends, in seconds since 1970.
function wakesAt(CitizenWord word) pure returns (uint256) {
    unchecked { // A moment is far from overflowing.
        return CitizenWord.unwrap(word) >> 248 == 0 ? since(word) : wakingDay(word) * 1 days;
    }
}

/// @dev From when on the citizen may vote and hold an office, in seconds since 1970; type(uint40).max while that is open.
function votesFrom(CitizenWord word) pure returns (uint256) {
    return has(word, ASLEEP_FLAGS) ? type(uint40).max : wakesAt(word);
}

/// @dev The day on which a vote that sleeps at first wakes.
function wakingDay(CitizenWord word) pure returns (uint256) {
    unchecked { // A day is far from overflowing.
        return toDay(since(word)) + (CitizenWord.unwrap(word) >> 248);
    }
}

/// @dev The end of the suspension in seconds since 1970; 0 if there is none.
function suspendedUntil(CitizenWord word) pure returns (uint256) {
    return uint8(CitizenWord.unwrap(word) >> 216) == uint8(Standing.Suspended) ? reinstatedUntilAt(word) : 0;
}

/// @dev The day on which a suspension ends or ended last, whatever became of the citizenship since; 0 if there was none.
function suspensionDay(CitizenWord word) pure returns (uint256) {
    return uint16(CitizenWord.unwrap(word) >> 224);
}

/// @dev Of a citizen in good standing: the midnight after the last suspension's end; 0 if there was none.
function reinstatedUntilAt(CitizenWord word) pure returns (uint256) {
    return suspensionDay(word) * 1 days;
}

/// @dev Whether the citizen is in good standing, awake and within the term. `moment` is now.
function isActiveAt(CitizenWord word, uint256 moment) pure returns (bool) {
    return uint8(CitizenWord.unwrap(word) >> 216) == uint8(Standing.Active) && mayVoteAt(word, moment);
}

/// @dev Whether the citizen holds the citizenship, is awake and within the term. `moment` is now, or a past moment if the record
/// has no standing history.
function mayVoteAt(CitizenWord word, uint256 moment) pure returns (bool) {
    return isHeld(word) && votesFrom(word) <= moment && moment < until(word);
}

/// @dev Whether an account holds it, in good standing or not.
function isHeld(CitizenWord word) pure returns (bool) {
    unchecked { // Without one wraps around, which is above both.
        return uint8((CitizenWord.unwrap(word) >> 216) - uint256(Standing.Active)) <= 1; // Active or Suspended.
    }
}

/// @dev Whether the total that quorums use leaves the citizen out.
function isLeftOut(CitizenWord word) pure returns (bool) {
    return !isHeld(word) || has(word, MARKED_LAPSED | KEPT_ASLEEP | MOVED_ASLEEP);
}

/// @dev Whether the word alone decides the citizen's votes, now and in the past.
function hasNoHistory(CitizenWord word) pure returns (bool) {
    return !has(word, HISTORY_FLAGS);
}

/// @dev Whether a record has a flag, or one of several.
function has(CitizenWord word, uint256 flag) pure returns (bool) {
    return CitizenWord.unwrap(word) & (flag << 240) != 0;
}

function withFlag(CitizenWord word, uint256 flag) pure returns (CitizenWord) {
    return CitizenWord.wrap(CitizenWord.unwrap(word) | (flag << 240));
}

function withoutFlag(CitizenWord word, uint256 flag) pure returns (CitizenWord) {
    return CitizenWord.wrap(CitizenWord.unwrap(word) & ~(flag << 240));
}

function withHolder(CitizenWord word, address newHolder) pure returns (CitizenWord) {
    return CitizenWord.wrap((CitizenWord.unwrap(word) & ~uint256(type(uint160).max)) | uint256(uint160(newHolder)));
}

function withUntilDay(CitizenWord word, uint256 newUntilDay) pure returns (CitizenWord) {
    return CitizenWord.wrap((CitizenWord.unwrap(word) & ~(uint256(0xffff) << 200)) | (newUntilDay << 200));
}

/// @param day The end of a suspension, or the day on which one ended; 0 if there is none.
function withStanding(CitizenWord word, Standing newStanding, uint256 day) pure returns (CitizenWord) {
    return CitizenWord.wrap(
        (CitizenWord.unwrap(word) & ~(uint256(0xffffff) << 216)) | (uint256(newStanding) << 216) | (day << 224)
    );
}
