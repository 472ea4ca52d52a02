// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @notice A number as it is now, since when, and how many values it had before, in 160 bits, so that 96 bits of its slot are
///         left for what is read with it:
///
///     | pastCount (32 bits) | since, seconds since 1970 (32 bits) | value (96 bits) |
///
/// Zero is a number that was never recorded.
type Present is uint160;

using {value, since, pastCount} for Present global;

/// @notice The values that a number had before, two to a slot. Their count is in the {Present}: there is no length to keep.
/// @param past Each | since, seconds since 1970 (32 bits) | value (96 bits) |, the oldest first.
struct History {
    uint128[2 ** 32] past;
}

/// @dev The value that holds now.
function value(Present present) pure returns (uint256) {
    return uint96(Present.unwrap(present));
}

/// @dev The moment from which it holds, in seconds since 1970; 0 if nothing was ever recorded.
function since(Present present) pure returns (uint256) {
    return uint32(Present.unwrap(present) >> 96);
}

/// @dev How many values it had before.
function pastCount(Present present) pure returns (uint256) {
    return Present.unwrap(present) >> 128;
}

/// @title  Histories
/// @notice Numbers that remember what they were. What holds now is read from one word, together with its neighbours; the past is
///         written only when a value gives way at a later second, and searched only when someone asks for a moment before the
///         present value.
/// @dev Recorded values are below 2^96, and time ends on 7 February 2106: both are refused rather than cut off.
library Histories {
    /// @dev Records a new value from now on. Within one second the last one recorded counts.
    /// @param self Where the past of that number is kept.
    /// @param present The number as it is.
    /// @param newValue What it becomes.
    /// @return The number as it is from now on, for the caller to store.
    function record(History storage self, Present present, uint256 newValue) internal returns (Present) {
        if (newValue == present.value()) return present;

        uint256 count = present.pastCount();
        if (present.since() != 0 && present.since() != block.timestamp) {
            self.past[count] = uint128(Present.unwrap(present));
            ++count;
        }
        return Present.wrap(
            uint160(SafeCast.toUint96(newValue) | uint256(SafeCast.toUint32(block.timestamp)) << 96 | count << 128)
        );
    }

    /// @dev The value that held at a moment, by the end of that second; 0 before the first one.
    /// @param self Where the past of that number is kept.
    /// @param present The number as it is.
    /// @param timepoint The moment, in seconds since 1970, before now: the present second can still change.
    function valueAt(History storage self, Present present, uint256 timepoint) internal view returns (uint256) {
        if (present.since() <= timepoint) return present.value();

        // Of the past values, those below `low` began by then, those from `high` on did not.
        uint256 low = 0;
        uint256 high = present.pastCount();
        while (low < high) {
            uint256 middle = Math.average(low, high);
            if (self.past[middle] >> 96 <= timepoint) low = middle + 1;
            else high = middle;
        }
        return low == 0 ? 0 : uint96(self.past[low - 1]);
    }
}
