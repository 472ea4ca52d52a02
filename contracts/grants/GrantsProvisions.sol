// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Unit} from "../kernel/IProvisions.sol";
import {Provisions} from "../kernel/Provisions.sol";

/// @title  GrantsProvisions
/// @notice The governed numbers of the grants. A round keeps those that it was opened with.
/// @dev AUTHORITY    The government sets, tries and ratifies, within the bounds.
///
///      ASSUMPTIONS  Those of {Provisions}.
///
///      INVARIANTS   Those of {Provisions}.
///
///      LIMITS       Those of {Provisions}.
abstract contract GrantsProvisions is Provisions {
    uint256 internal constant ROUND = 0;
    uint256 internal constant COUNTED = 1;
    uint256 internal constant LEAST_POT = 2;
    uint256 internal constant ADVANCE = 3;
    uint256 internal constant ACCEPTANCE = 4;
    uint256 internal constant CLAIM_WINDOW = 5;

    /// @inheritdoc Provisions
    function _provisionCount() internal pure override returns (uint256) {
        return 6;
    }

    /// @inheritdoc Provisions
    function _provisionAt(uint256 index) internal pure override returns (bytes32 key, Unit unit) {
        if (index == ROUND) return ("round", Unit.Days);
        if (index == COUNTED) return ("counted", Unit.Coins);
        if (index == LEAST_POT) return ("leastPot", Unit.Coins);
        if (index == ADVANCE) return ("advance", Unit.BasisPoints);
        return index == ACCEPTANCE ? (bytes32("acceptance"), Unit.BasisPoints) : (bytes32("claimWindow"), Unit.Days);
    }
}
