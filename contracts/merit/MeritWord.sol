// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @notice The causes that have a tally, in the order of their bits.
enum Cause {
    Ballot,
    Duty,
    Attestation,
    Award
}

/// @notice The points of a citizen since a moment: what is left of them, and whole by cause. A checkpoint holds 208 bits:
/// @dev
///     | awarded (20) | attestations (20) | duties (20) | ballots (20) | exponent (24) | mantissa (104) |
///
/// The mantissa is the sum times 2^(half-lives since 1970), less the exponent's powers of two; see {Decay}.
type MeritWord is uint208;

using {mantissaAt, exponent, pointsFor, withMore, withLess} for MeritWord global;

uint256 constant EXPONENT_AT = 104;
uint256 constant TALLIES_AT = 128;
uint256 constant TALLY_BITS = 20;
uint256 constant MAX_TALLY = (1 << TALLY_BITS) - 1;

/// @dev The mantissa, as of a later exponent.
function mantissaAt(MeritWord word, uint256 later) pure returns (uint256) {
    return uint256(uint104(MeritWord.unwrap(word))) >> (later - exponent(word));
}

function exponent(MeritWord word) pure returns (uint256) {
    return uint24(MeritWord.unwrap(word) >> EXPONENT_AT);
}

/// @dev The points for a cause, whole. A tally that is full stays so.
function pointsFor(MeritWord word, Cause cause) pure returns (uint256) {
    return (MeritWord.unwrap(word) >> (TALLIES_AT + TALLY_BITS * uint256(cause))) & MAX_TALLY;
}

/// @dev With points more, whose mantissa as of an exponent is given.
function withMore(MeritWord word, Cause cause, uint256 points, uint256 more, uint256 later) pure returns (MeritWord) {
    return
        _with(word, cause, Math.min(pointsFor(word, cause) + points, MAX_TALLY), mantissaAt(word, later) + more, later);
}

/// @dev With points less: of them, as much as is left.
function withLess(MeritWord word, Cause cause, uint256 points, uint256 less, uint256 later) pure returns (MeritWord) {
    return _with(
        word,
        cause,
        Math.saturatingSub(pointsFor(word, cause), points),
        Math.saturatingSub(mantissaAt(word, later), less),
        later
    );
}

function _with(MeritWord word, Cause cause, uint256 tally, uint256 mantissa, uint256 later) pure returns (MeritWord) {
    uint256 place = TALLIES_AT + TALLY_BITS * uint256(cause);
    uint256 tallies = (uint256(MeritWord.unwrap(word)) >> TALLIES_AT) << TALLIES_AT;
    tallies = (tallies & ~(MAX_TALLY << place)) | (tally << place);
    return MeritWord.wrap(
        uint208(tallies | uint256(SafeCast.toUint24(later)) << EXPONENT_AT | uint256(SafeCast.toUint104(mantissa)))
    );
}
