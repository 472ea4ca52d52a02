// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ExpiryIndex, FirstExpiries} from "../../contracts/libraries/ExpiryIndex.sol";

/// Opens the library to tests.
contract ExpiryIndexHarness {
    using ExpiryIndex for ExpiryIndex.Counters;

    FirstExpiries private _first;
    ExpiryIndex.Counters private _others;

    function add(uint256 day) public {
        _first = _others.add(_first, day);
    }

    function remove(uint256 day) external {
        _first = _others.remove(_first, day);
    }

    /// Leaves an index as `count` additions of that day would, of which there are at least six.
    function fill(uint256 day, uint256 count) external {
        for (uint256 i = 0; i < 6; ++i) {
            add(day);
        }
        _others.byDay[day / 16] += (count - 6) << (day % 16 * 16);
        _others.byBlock[day / 1024] += (count - 6) << (day / 64 % 16 * 16);
    }

    function countThrough(uint256 day) external view returns (uint256) {
        return _others.countThrough(_first, day);
    }
}
