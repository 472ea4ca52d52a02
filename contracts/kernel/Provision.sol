// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice A governed number: the value that stands, and optionally one that is tried until a set moment.
/// @dev Packed so that a hot contract reads it with a word it needs anyway, and so that two of them share a slot:
///
///     | trialUntil, seconds since 1970 (40 bits) | trial (44 bits) | standing (44 bits) |
///
/// A trial lapses by the clock alone. 44 bits hold every count of seconds, basis points, whole coins, gwei and heads in use.
type Provision is uint128;

using {standing, trial, trialUntil, isTried, current} for Provision global;

/// @dev The widest value that a provision can hold.
uint256 constant MAX_PROVISION_VALUE = (1 << 44) - 1;

/// @dev The latest end that a trial can have, in seconds since 1970.
uint256 constant MAX_TRIAL_UNTIL = (1 << 40) - 1;

/// @dev A provision that simply stands. The caller has checked `value` against {MAX_PROVISION_VALUE}.
function toProvision(uint256 value) pure returns (Provision) {
    return Provision.wrap(uint128(value));
}

/// @dev A provision that stands at `value` while `tried` applies until `until`, in seconds since 1970. The caller has
/// checked the widths.
function toTrial(uint256 value, uint256 tried, uint256 until) pure returns (Provision) {
    return Provision.wrap(uint128(value | (tried << 44) | (until << 88)));
}

/// @dev The value that applies when no trial does.
function standing(Provision provision) pure returns (uint256) {
    return Provision.unwrap(provision) & MAX_PROVISION_VALUE;
}

/// @dev The value last tried; 0 if none was since the provision was last set.
function trial(Provision provision) pure returns (uint256) {
    return (Provision.unwrap(provision) >> 44) & MAX_PROVISION_VALUE;
}

/// @dev The moment at which the trial lapses or lapsed, in seconds since 1970; 0 if there was none.
function trialUntil(Provision provision) pure returns (uint256) {
    return Provision.unwrap(provision) >> 88;
}

/// @dev Whether a trial applies now.
function isTried(Provision provision) view returns (bool) {
    return block.timestamp < trialUntil(provision);
}

/// @dev The value that applies now.
function current(Provision provision) view returns (uint256) {
    return isTried(provision) ? trial(provision) : standing(provision);
}
