// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @notice What a gift reads and changes of its round, packed in one word:
/// @dev
///     | unused (8) | what counts of a citizen, in steps (40) | closes at, seconds since 1970 (40) | donors (32) | weight (136) |
///
/// The weight is at most the square of the sum of all roots, less than 2^131 with 2^24 donors.
type RoundWord is uint256;

using {weight, donors, closesAt, counted, withWeight, withDonor} for RoundWord global;

uint256 constant DONORS_BIT = 136;
uint256 constant CLOSES_BIT = 168;
uint256 constant COUNTED_BIT = 208;
uint256 constant WEIGHT_MASK = type(uint136).max;

/// @dev The caller keeps what counts within its bits.
function toRoundWord(uint256 closesAt_, uint256 counted_) pure returns (RoundWord) {
    return RoundWord.wrap(uint256(SafeCast.toUint40(closesAt_)) << CLOSES_BIT | counted_ << COUNTED_BIT);
}

function weight(RoundWord word) pure returns (uint256) {
    return RoundWord.unwrap(word) & WEIGHT_MASK;
}

function donors(RoundWord word) pure returns (uint256) {
    return uint32(RoundWord.unwrap(word) >> DONORS_BIT);
}

function closesAt(RoundWord word) pure returns (uint256) {
    return uint40(RoundWord.unwrap(word) >> CLOSES_BIT);
}

function counted(RoundWord word) pure returns (uint256) {
    return RoundWord.unwrap(word) >> COUNTED_BIT;
}

function withWeight(RoundWord word, uint256 newWeight) pure returns (RoundWord) {
    return RoundWord.wrap((RoundWord.unwrap(word) & ~WEIGHT_MASK) | SafeCast.toUint136(newWeight));
}

function withDonor(RoundWord word) pure returns (RoundWord) {
    return RoundWord.wrap(RoundWord.unwrap(word) + (1 << DONORS_BIT));
}
