// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @notice The running sums of a project, packed in one word, so that a gift reads and writes them once:
/// @dev
///     | accepted (24) | donors (24) | parts of heads (40) | gifts, in steps (64) | sum of the gifts' roots (72) | round (32) |
///
/// A root is that of a gift in base units, at most 2^40. With 2^24 donors no field is full.
type SumsWord is uint256;

using {
    roundId,
    roots,
    steps,
    heads,
    donors,
    accepted,
    withGift,
    withDonor,
    withFewerHeads,
    withAcceptance
} for SumsWord global;

uint256 constant ROOTS_BIT = 32;
uint256 constant STEPS_BIT = 104;
uint256 constant HEADS_BIT = 168;
uint256 constant DONORS_BIT = 208;
uint256 constant ACCEPTED_BIT = 232;

function toSumsWord(uint256 roundId_) pure returns (SumsWord) {
    return SumsWord.wrap(SafeCast.toUint32(roundId_));
}

/// @dev 0 if there is no such project.
function roundId(SumsWord word) pure returns (uint256) {
    return uint32(SumsWord.unwrap(word));
}

function roots(SumsWord word) pure returns (uint256) {
    return uint72(SumsWord.unwrap(word) >> ROOTS_BIT);
}

function steps(SumsWord word) pure returns (uint256) {
    return uint64(SumsWord.unwrap(word) >> STEPS_BIT);
}

function heads(SumsWord word) pure returns (uint256) {
    return uint40(SumsWord.unwrap(word) >> HEADS_BIT);
}

function donors(SumsWord word) pure returns (uint256) {
    return uint24(SumsWord.unwrap(word) >> DONORS_BIT);
}

function accepted(SumsWord word) pure returns (uint256) {
    return SumsWord.unwrap(word) >> ACCEPTED_BIT;
}

/// @dev A gift of so many steps more, by which its root grew.
function withGift(SumsWord word, uint256 moreSteps, uint256 moreRoots) pure returns (SumsWord) {
    return SumsWord.wrap(SumsWord.unwrap(word) + (moreSteps << STEPS_BIT) + (moreRoots << ROOTS_BIT));
}

/// @dev One donor more, with so much of a head.
function withDonor(SumsWord word, uint256 parts) pure returns (SumsWord) {
    return SumsWord.wrap(SumsWord.unwrap(word) + (1 << DONORS_BIT) + (parts << HEADS_BIT));
}

/// @dev So much less of a head, which another project has now.
function withFewerHeads(SumsWord word, uint256 parts) pure returns (SumsWord) {
    return SumsWord.wrap(SumsWord.unwrap(word) - (parts << HEADS_BIT));
}

/// @dev No more donors accept than gave.
function withAcceptance(SumsWord word) pure returns (SumsWord) {
    return SumsWord.wrap(SumsWord.unwrap(word) + (1 << ACCEPTED_BIT));
}
