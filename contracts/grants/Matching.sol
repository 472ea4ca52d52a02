// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title  Matching
/// @notice The arithmetic of quadratic funding, capped by donors. All of it rounds down.
library Matching {
    /// @dev So many parts has a head: each of 1 to 8 divides it, so that splitting one rounds nothing.
    uint256 internal constant HEAD = 840;

    /// @notice What a project weighs: the square of the sum of its gifts' roots, less its gifts. One donor alone weighs nothing.
    /// @param roots The sum of the roots of what each donor gave, in base units.
    /// @param given The sum of what they gave, in base units.
    function weightOf(uint256 roots, uint256 given) internal pure returns (uint256) {
        // Roots are rounded down: of a single donor the square can be below the gift.
        return Math.saturatingSub(roots * roots, given);
    }

    /// @notice What a project gets of a pot: by its weight, and no more than its share of the donors.
    /// @param pot The pot, less than 2^96 base units.
    /// @param weight The project's weight, less than 2^131.
    /// @param total All projects' weights.
    /// @param heads The project's parts of heads.
    /// @param donors How many citizens gave in the round.
    function matchingOf(uint256 pot, uint256 weight, uint256 total, uint256 heads, uint256 donors)
        internal
        pure
        returns (uint256)
    {
        if (weight == 0) return 0;
        return Math.min(pot * weight / total, pot * heads / (HEAD * donors));
    }
}
