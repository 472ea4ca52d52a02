// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Calendar} from "../../contracts/libraries/Calendar.sol";

/// Opens the library to tests.
contract CalendarHarness {
    using Calendar for Calendar.Days;

    Calendar.Days private _days;

    function add(uint256 day) external {
        _days.add(day);
    }

    function remove(uint256 day) external {
        _days.remove(day);
    }

    /// Leaves a calendar as `count` additions of that day would.
    function fill(uint256 day, uint256 count) external {
        for (uint256 shift = 16; shift != 0; shift -= 4) {
            _days.nodes[(day | 0x10000) >> shift] += count << (((day >> (shift - 4)) & 15) * 16);
        }
    }

    function countThrough(uint256 day) external view returns (uint256) {
        return _days.countThrough(day);
    }
}
