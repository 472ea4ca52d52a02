// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {EarlierCheckpoints, LatestCheckpoint, PackedCheckpoints} from "../../contracts/libraries/PackedCheckpoints.sol";

/// @notice One number that remembers what it was.
contract CheckpointsHarness {
    using PackedCheckpoints for EarlierCheckpoints;

    LatestCheckpoint private _latest;
    uint96 public neighbour = type(uint96).max;
    EarlierCheckpoints private _earlier;

    function record(uint256 newValue) external {
        _latest = _earlier.record(_latest, newValue);
    }

    /// Both in one transaction, that is, in one second.
    function recordTwice(uint256 first, uint256 second) external {
        _latest = _earlier.record(_latest, first);
        _latest = _earlier.record(_latest, second);
    }

    function value() external view returns (uint256) {
        return _latest.value();
    }

    function earlierCount() external view returns (uint256) {
        return _latest.earlierCount();
    }

    function valueAt(uint256 timepoint) external view returns (uint256) {
        return _earlier.valueAt(_latest, timepoint);
    }
}
