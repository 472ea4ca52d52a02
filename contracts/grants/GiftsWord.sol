// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice Four gifts of one citizen in one round, packed in one word. Each takes 64 bits, the first one the lowest:
/// @dev
///     | amount, in steps (39 bits) | the project was accepted (1 bit) | project (24 bits) |
///
/// A gift is never nothing, so that a place without a project is free. Places are taken in their order.
type GiftsWord is uint256;

using {projectAt, isAcceptedAt, amountAt, isFull, withGift, withAcceptance} for GiftsWord global;

uint256 constant GIFTS_PER_WORD = 4;
uint256 constant MOST_STEPS = type(uint40).max >> 1;
uint256 constant GIFT_BITS = 64;
uint256 constant ACCEPTED_BIT = 24;
uint256 constant AMOUNT_BIT = 25;

/// @dev 0 if the place is free.
function projectAt(GiftsWord word, uint256 place) pure returns (uint256) {
    return uint24(GiftsWord.unwrap(word) >> place * GIFT_BITS);
}

function isAcceptedAt(GiftsWord word, uint256 place) pure returns (bool) {
    return GiftsWord.unwrap(word) >> (place * GIFT_BITS + ACCEPTED_BIT) & 1 != 0;
}

function amountAt(GiftsWord word, uint256 place) pure returns (uint256) {
    return GiftsWord.unwrap(word) >> (place * GIFT_BITS + AMOUNT_BIT) & MOST_STEPS;
}

function isFull(GiftsWord word) pure returns (bool) {
    return projectAt(word, GIFTS_PER_WORD - 1) != 0;
}

/// @dev Adds to the gift at a place. The caller keeps the amount within its bits, and the project the same.
function withGift(GiftsWord word, uint256 place, uint256 projectId, uint256 more) pure returns (GiftsWord) {
    uint256 shift = place * GIFT_BITS;
    unchecked {
        return GiftsWord.wrap((GiftsWord.unwrap(word) | projectId << shift) + (more << (shift + AMOUNT_BIT)));
    }
}

function withAcceptance(GiftsWord word, uint256 place) pure returns (GiftsWord) {
    return GiftsWord.wrap(GiftsWord.unwrap(word) | 1 << (place * GIFT_BITS + ACCEPTED_BIT));
}
