// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @notice The latest checkpoint of a number, and how many it had before. They take 160 bits, so that 96 bits of the slot are
///         free for what is read with it:
/// @dev
///     | count of earlier checkpoints (32 bits) | since, seconds since 1970 (32 bits) | value (96 bits) |
///
/// Zero is a number that was never recorded.
type LatestCheckpoint is uint160;

using {value, since, earlierCount} for LatestCheckpoint global;

/// @notice The earlier checkpoints of a number, two to a slot. Their count is in the {LatestCheckpoint}.
/// @param packed Each | since, seconds since 1970 (32 bits) | value (96 bits) |, the oldest first.
struct EarlierCheckpoints {
    uint128[2 ** 32] packed;
}

/// @notice All checkpoints of a number that shares its slot with nothing.
struct CheckpointHistory {
    LatestCheckpoint latest;
    EarlierCheckpoints earlier;
}

/// @dev A number that has had one value since a moment before now, in seconds since 1970.
function toCheckpoint(uint256 value_, uint256 since_) pure returns (LatestCheckpoint) {
    return _pack(value_, since_, 0);
}

/// @dev The value that holds now.
function value(LatestCheckpoint latest) pure returns (uint256) {
    return uint96(LatestCheckpoint.unwrap(latest));
}

/// @dev The moment from which it holds, in seconds since 1970; 0 if nothing was ever recorded.
function since(LatestCheckpoint latest) pure returns (uint256) {
    return uint32(LatestCheckpoint.unwrap(latest) >> 96);
}

/// @dev How many checkpoints lie before it.
function earlierCount(LatestCheckpoint latest) pure returns (uint256) {
    return LatestCheckpoint.unwrap(latest) >> 128;
}

function _pack(uint256 value_, uint256 since_, uint256 earlierCount_) pure returns (LatestCheckpoint) {
    return LatestCheckpoint.wrap(
        uint160(SafeCast.toUint96(value_) | uint256(SafeCast.toUint32(since_)) << 96 | earlierCount_ << 128)
    );
}

/// @title  PackedCheckpoints
/// @notice Numbers whose values at past moments are known. The present value is read from one word, together with what shares
///         its slot. An earlier checkpoint is written when a value changes at a later second, and read when someone asks for
///         a moment before the latest.
/// @dev LIMITS       Recorded values are below 2^96, and time ends on 7 February 2106: both revert beyond.
library PackedCheckpoints {
    /// @dev Records a new value from now on. Within one second the last one recorded counts.
    /// @param self Where the earlier checkpoints of that number are kept.
    /// @param latest The latest checkpoint.
    /// @param newValue The value from now on.
    /// @return The latest checkpoint from now on, for the caller to store.
    function record(EarlierCheckpoints storage self, LatestCheckpoint latest, uint256 newValue)
        internal
        returns (LatestCheckpoint)
    {
        if (newValue == latest.value()) return latest;

        uint256 count = latest.earlierCount();
        if (latest.since() != 0 && latest.since() != block.timestamp) {
            self.packed[count] = uint128(LatestCheckpoint.unwrap(latest));
            ++count;
        }
        return _pack(newValue, block.timestamp, count);
    }

    /// @dev Records a new value from now on, and stores it.
    function record(CheckpointHistory storage self, uint256 newValue) internal {
        self.latest = record(self.earlier, self.latest, newValue);
    }

    /// @dev The value that held at a moment, by the end of that second; 0 before the first one.
    /// @param self Where the earlier checkpoints of that number are kept.
    /// @param latest The latest checkpoint.
    /// @param timepoint The moment, in seconds since 1970. The value of the present second can still change.
    function valueAt(EarlierCheckpoints storage self, LatestCheckpoint latest, uint256 timepoint)
        internal
        view
        returns (uint256)
    {
        if (latest.since() <= timepoint) return latest.value();

        // Of the earlier checkpoints, those below `low` began by then, those from `high` on did not.
        uint256 low = 0;
        uint256 high = latest.earlierCount();
        while (low < high) {
            uint256 middle = Math.average(low, high);
            if (self.packed[middle] >> 96 <= timepoint) low = middle + 1;
            else high = middle;
        }
        return low == 0 ? 0 : uint96(self.packed[low - 1]);
    }

    /// @dev The value that held at a moment, by the end of that second; 0 before the first one.
    function valueAt(CheckpointHistory storage self, uint256 timepoint) internal view returns (uint256) {
        return valueAt(self.earlier, self.latest, timepoint);
    }
}
