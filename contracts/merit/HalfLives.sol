// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {FixedPointMathLib} from "solady/src/utils/FixedPointMathLib.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Provision} from "../kernel/Provision.sol";

/// @notice A stretch of time with one setting of the half-life. One slot.
/// @param since When it began, in seconds since 1970.
/// @param passed How many half-lives had passed by then since 1970, in 1e-18.
/// @param halfLife The half-life from then on, in days, with a trial of another one.
struct Stretch {
    uint40 since;
    uint88 passed;
    Provision halfLife;
}

/// @notice The clock of decay: how many half-lives have passed by a moment, whatever the half-life was meanwhile.
/// @dev What was reckoned by an earlier half-life stays: a change ends a stretch and begins another. The end of a trial is known as it
///      begins. The first setting applies to all time before it, so that deeds from before this ledger have decayed, too.
/// @param latest The stretch that runs: mostly the only one that is read.
/// @param earlier Those before it, the oldest first.
struct HalfLives {
    Stretch latest;
    Stretch[] earlier;
}

/// @title  Decay
/// @notice Reckons with half-lives.
/// @dev Points are kept multiplied by `2^passed`, as a mantissa and an exponent. So a sum of points of different dates is one number,
///      and recording more of them changes nothing of what was there. All rounding is down, as reading rounds too.
library Decay {
    /// @dev One, in 1e-18.
    uint256 internal constant ONE = 1e18;

    /// @dev The natural logarithm of 2, in 1e-18.
    uint256 private constant LN2 = 693_147_180_559_945_309;

    /// @dev Another half-life applies from now on.
    function change(HalfLives storage self, Provision newHalfLife) internal {
        Stretch memory latest = self.latest;
        if (Provision.unwrap(latest.halfLife) == 0) {
            self.latest = Stretch(0, 0, newHalfLife);
            return;
        }
        self.earlier.push(latest);
        self.latest = Stretch(
            SafeCast.toUint40(block.timestamp), SafeCast.toUint88(_passedIn(latest, block.timestamp)), newHalfLife
        );
    }

    /// @dev How many half-lives have passed by a moment, in 1e-18. In O(1), unless the half-life was changed since that moment.
    function passedBy(HalfLives storage self, uint256 moment) internal view returns (uint256) {
        Stretch memory latest = self.latest;
        if (latest.since <= moment) return _passedIn(latest, moment);

        // Of the earlier stretches, those up to `low` began by then, those from `high` on did not. The first one began in 1970.
        uint256 low = 0;
        uint256 high = self.earlier.length;
        while (high - low > 1) {
            uint256 middle = Math.average(low, high);
            if (self.earlier[middle].since <= moment) low = middle;
            else high = middle;
        }
        return _passedIn(self.earlier[low], moment);
    }

    /// @dev Splits 2^passed into a power of two and a factor from 1 to 2, in 1e-18.
    function split(uint256 passed) internal pure returns (uint256 exponent, uint256 factor) {
        exponent = passed / ONE;
        // Safe: the fraction is below one.
        factor = uint256(FixedPointMathLib.expWad(int256((passed % ONE) * LN2 / ONE)));
    }

    /// @dev How many have passed by a moment of a stretch: a trial, then the standing half-life.
    function _passedIn(Stretch memory stretch, uint256 moment) private pure returns (uint256) {
        Provision halfLife = stretch.halfLife;
        // A trial that there is not ends as it begins.
        uint256 turn = Math.max(stretch.since, Math.min(halfLife.trialUntil(), moment));
        uint256 passed = stretch.passed + _in(moment - turn, halfLife.standing());
        return turn == stretch.since ? passed : passed + _in(turn - stretch.since, halfLife.trial());
    }

    function _in(uint256 period, uint256 halfLife) private pure returns (uint256) {
        return period * ONE / (halfLife * 1 days);
    }
}
