// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Histories, History, Present} from "../../contracts/libraries/History.sol";

/// @notice One number that remembers what it was.
contract Historian {
    using Histories for History;

    Present private _present;
    uint96 public neighbour = type(uint96).max;
    History private _history;

    function record(uint256 newValue) external {
        _present = _history.record(_present, newValue);
    }

    /// Both in one transaction, that is, in one second.
    function recordTwice(uint256 first, uint256 second) external {
        _present = _history.record(_present, first);
        _present = _history.record(_present, second);
    }

    function value() external view returns (uint256) {
        return _present.value();
    }

    function pastCount() external view returns (uint256) {
        return _present.pastCount();
    }

    function valueAt(uint256 timepoint) external view returns (uint256) {
        return _history.valueAt(_present, timepoint);
    }
}
