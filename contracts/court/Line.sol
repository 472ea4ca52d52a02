// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title  Line
/// @notice Choices that lie on a line, in the order of their numbers, are decided by the median vote.
library Line {
    /// @notice The choice such that at most half of the votes are for less, and at most half for more.
    /// @dev With an even number of votes several may be: then the ruling that stands if it is one of them, and otherwise the one next
    ///      to it. Without a ruling that stands that is the lowest.
    /// @param ballots The votes for each choice, from 0 on; at least one.
    /// @param votes How many votes there are.
    /// @param standing The ruling that stands; 0 if there is none.
    function median(uint256[] memory ballots, uint256 votes, uint256 standing) internal pure returns (uint256) {
        uint256 low = 0;
        uint256 sum = ballots[0];
        while (2 * sum < votes) sum += ballots[++low];
        uint256 high = low;
        while (2 * sum <= votes) sum += ballots[++high];
        return Math.min(Math.max(standing, low), high);
    }
}
