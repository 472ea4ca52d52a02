// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @notice The draw of a round, and how long its voters have. One slot, which {Draws} alone writes. The terms of the plenary lie
///         here, because it shares the snapshot.
/// @param frozenAt When the roll was frozen, or the plenary's snapshot was taken, in seconds since 1970; 0 before.
/// @param positions How many positions the roll had then.
/// @param requestId The number of the seed at its source.
/// @param tries How many positions were looked at.
/// @param seatsWanted How many jurors are to be drawn.
/// @param source The number of the source of the seed.
/// @param commitPeriod How long the panel commits its votes, in seconds.
/// @param revealPeriod How long it then reveals them, in seconds.
/// @param plenaryPeriod How long the plenary votes, in seconds.
/// @param plenaryQuorum The part of the citizens that has to vote in the plenary, in basis points.
/// @param excludesEarlier Whether jurors of earlier rounds cannot be drawn.
struct Draw {
    uint32 frozenAt;
    uint32 positions;
    uint32 requestId;
    uint16 tries;
    uint8 seatsWanted;
    uint16 source;
    uint32 commitPeriod;
    uint32 revealPeriod;
    uint32 plenaryPeriod;
    uint16 plenaryQuorum;
    bool excludesEarlier;
}

/// @title  Draws
/// @notice How a draw is set up, and how its tries are counted.
library Draws {
    /// @dev A draw has 64 tries, and 16 more for each of at most 64 positions. A small roll may have exactly as many eligible
    /// jurors as seats: a draw then misses one of them less than once in a million draws.
    uint256 private constant MIN_TRIES = 64;
    uint256 private constant TRIES_PER_POSITION = 16;
    uint256 private constant MAX_POSITIONS_COUNTED = 64;

    /// @dev The bounds that {CourtProvisions} checks keep the values within their types.
    function setTerms(
        Draw storage self,
        uint256 commitPeriod,
        uint256 revealPeriod,
        uint256 plenaryPeriod,
        uint256 plenaryQuorum
    ) internal {
        self.commitPeriod = uint32(commitPeriod);
        self.revealPeriod = uint32(revealPeriod);
        self.plenaryPeriod = uint32(plenaryPeriod);
        self.plenaryQuorum = uint16(plenaryQuorum);
    }

    function freezeRoll(
        Draw storage self,
        uint256 positions,
        uint256 seats,
        uint256 source,
        uint256 requestId,
        bool excludesEarlier
    ) internal {
        self.frozenAt = uint32(block.timestamp);
        self.positions = uint32(positions);
        self.requestId = SafeCast.toUint32(requestId);
        self.seatsWanted = uint8(seats);
        self.source = SafeCast.toUint16(source);
        self.excludesEarlier = excludesEarlier;
    }

    function takeSnapshot(Draw storage self) internal {
        self.frozenAt = uint32(block.timestamp);
    }

    /// @dev How many positions the draw may still look at.
    function triesLeft(Draw storage self) internal view returns (uint256) {
        return MIN_TRIES + TRIES_PER_POSITION * Math.min(self.positions, MAX_POSITIONS_COUNTED) - self.tries;
    }

    function countTries(Draw storage self, uint256 tries) internal {
        self.tries += uint16(tries);
    }
}
