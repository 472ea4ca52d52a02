// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @notice Who is called to decide in a round, and how long they have: one slot, which {Draws} alone writes.
/// @param frozenAt When the roll was frozen, or the plenary's snapshot was taken, in seconds since 1970; 0 before.
/// @param positions How many positions the roll had then.
/// @param requestId The number of the seed at its source.
/// @param tries How many positions were looked at.
/// @param seatsWanted How many jurors are to be drawn.
/// @param source The number of the source that the seed comes from.
/// @param commitPeriod How long a complete panel hands in its votes, in seconds.
/// @param revealPeriod How long it then reveals them, in seconds.
/// @param plenaryPeriod How long the plenary votes, in seconds.
/// @param plenaryQuorum Which part of the citizens has to vote in it, in basis points.
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
/// @notice From the freeze of the roll to the last try.
library Draws {
    /// @dev How often a draw looks at the roll, at least; and how often more for each position, up to so many of them. If all who
    /// can be drawn of a small roll are just as many as the seats, one of them is missed less than once in a million draws.
    uint256 private constant MIN_TRIES = 64;
    uint256 private constant TRIES_PER_POSITION = 16;
    uint256 private constant MAX_POSITIONS_COUNTED = 64;

    /// @dev Within their types by the bounds that {CourtProvisions} checks.
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

    /// @dev How often the roll can still be looked at.
    function triesLeft(Draw storage self) internal view returns (uint256) {
        return MIN_TRIES + TRIES_PER_POSITION * Math.min(self.positions, MAX_POSITIONS_COUNTED) - self.tries;
    }

    function countTries(Draw storage self, uint256 tries) internal {
        self.tries += uint16(tries);
    }
}
