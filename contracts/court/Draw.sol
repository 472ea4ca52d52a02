// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @notice The pool and the draw of a round, and the fees of its jurors, for which the slot has room. {Draws} alone writes it.
/// @param frozenAt When the roll was frozen, or the plenary's snapshot was taken, in seconds since 1970; 0 before.
/// @param requestId The number of the seed at its source.
/// @param tries How many positions were looked at.
/// @param source The number of the source of the seed.
/// @param openedAt When the case was opened, in seconds since 1970: only who was on the roll before can be drawn.
/// @param positions How many positions the roll had then.
/// @param jurors How many jurors the roll had then.
/// @param seats How many jurors are to be drawn; 0 before the freeze.
/// @param fees The fees that its jurors share, in gwei.
struct Draw {
    uint32 frozenAt;
    uint32 requestId;
    uint16 tries;
    uint16 source;
    uint32 openedAt;
    uint32 positions;
    uint32 jurors;
    uint8 seats;
    uint48 fees;
}

/// @title  Draws
/// @notice How a draw is set up, how its tries are counted, and what its fees are.
library Draws {
    /// @dev A draw tries 64 times, and 16 times more for each of at most 64 positions. A small roll may have exactly as many jurors
    /// as seats: a draw then misses one of them less than once in a million draws.
    uint256 private constant MIN_TRIES = 64;
    uint256 private constant TRIES_PER_POSITION = 16;
    uint256 private constant MAX_POSITIONS_COUNTED = 64;

    /// @dev Fixes the pool of a case that opens now.
    function open(Draw storage self, uint256 positions, uint256 jurors, uint256 fees) internal {
        self.openedAt = uint32(block.timestamp);
        self.positions = uint32(positions);
        self.jurors = uint32(jurors);
        _setFees(self, fees);
    }

    /// @dev Every later round of a case has the pool of its first.
    function openAfter(Draw storage self, Draw storage earlier, uint256 fees) internal {
        self.openedAt = earlier.openedAt;
        self.positions = earlier.positions;
        self.jurors = earlier.jurors;
        _setFees(self, fees);
    }

    function freezeRoll(Draw storage self, uint256 seats, uint256 source, uint256 requestId) internal {
        self.seats = uint8(seats);
        self.frozenAt = uint32(block.timestamp);
        self.requestId = SafeCast.toUint32(requestId);
        self.source = SafeCast.toUint16(source);
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

    /// @dev The fees of the jurors, in wei.
    function feesOf(Draw storage self) internal view returns (uint256) {
        return uint256(self.fees) * 1 gwei;
    }

    /// @dev Keeps the share of those who voted.
    /// @return rest The share of the absent, for the next panel, in wei.
    function keepShare(Draw storage self, uint256 voted, uint256 seats) internal returns (uint256 rest) {
        uint256 fees = self.fees;
        uint256 kept = fees * voted / seats;
        self.fees = uint48(kept);
        return (fees - kept) * 1 gwei;
    }

    /// @dev Prices are whole gwei, and {CourtProvisions} keeps them within the type.
    function _setFees(Draw storage self, uint256 fees) private {
        self.fees = uint48(fees / 1 gwei);
    }
}
