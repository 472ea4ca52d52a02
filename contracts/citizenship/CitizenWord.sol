// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Standing} from "./ICitizenship.sol";

/// @notice The record of one citizen, packed in one word, so that an admission fills one slot and a look-up reads one:
/// @dev
///     | flags (8) | suspended until, day (16) | standing (8) | until, day (16) | since, seconds (40) | holder (160) |
///
/// Days are counted since 1970 (UTC). A term that ends on a day ends when that day begins.
type CitizenWord is uint256;

using {
    holder,
    since,
    untilDay,
    until,
    isEndless,
    standing,
    suspendedUntil,
    isActiveAt,
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

uint256 constant HISTORY_FLAGS = HAS_STANDING_HISTORY | HAS_DELEGATED | HAS_RECEIVED;

/// @dev A new record in good standing.
function toCitizenWord(address holder_, uint256 since_, uint256 untilDay_) pure returns (CitizenWord) {
    return CitizenWord.wrap(
        uint256(uint160(holder_)) | (since_ << 160) | (untilDay_ << 200) | (uint256(Standing.Active) << 216)
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

/// @dev The end of the suspension in seconds since 1970; 0 if there is none.
function suspendedUntil(CitizenWord word) pure returns (uint256) {
    return uint256(uint16(CitizenWord.unwrap(word) >> 224)) * 1 days;
}

/// @dev Whether the citizen is in good standing and within the term. `moment` is now, or a past moment if the record has no
/// standing history.
function isActiveAt(CitizenWord word, uint256 moment) pure returns (bool) {
    uint256 raw = CitizenWord.unwrap(word);
    unchecked {
        // A day has 16 bits.
        return uint8(raw >> 216) == uint8(Standing.Active) && uint40(raw >> 160) <= moment
            && (moment < uint256(uint16(raw >> 200)) * 1 days || isEndless(word));
    }
}

/// @dev Whether an account holds it, in good standing or not.
function isHeld(CitizenWord word) pure returns (bool) {
    Standing now_ = standing(word);
    return now_ == Standing.Active || now_ == Standing.Suspended;
}

/// @dev Whether the total that quorums use leaves the citizen out.
function isLeftOut(CitizenWord word) pure returns (bool) {
    return standing(word) != Standing.Active || has(word, MARKED_LAPSED);
}

/// @dev Whether the word alone decides the citizen's votes, now and in the past.
function hasNoHistory(CitizenWord word) pure returns (bool) {
    return !has(word, HISTORY_FLAGS);
}

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

/// @dev `suspendedUntilDay` is 0 unless the standing is Suspended.
function withStanding(CitizenWord word, Standing newStanding, uint256 suspendedUntilDay) pure returns (CitizenWord) {
    return CitizenWord.wrap(
        (CitizenWord.unwrap(word) & ~(uint256(0xffffff) << 216)) | (uint256(newStanding) << 216)
            | (suspendedUntilDay << 224)
    );
}
