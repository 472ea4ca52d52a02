// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice A governed number: its standing value, and optionally a value on trial until a set moment.
/// @dev Two of them share a slot, and a hot contract can pack one into a word that it reads anyway:
///
///     | trialUntil, seconds since 1970 (40 bits) | trial (44 bits) | standing (44 bits) |
///
/// The clock alone ends a trial. 44 bits hold every value in use, in any unit.
type Provision is uint128;

using {standing, trial, trialUntil, isTried, current} for Provision global;

/// @dev The largest value that a provision can hold.
uint256 constant MAX_PROVISION_VALUE = (1 << 44) - 1;

/// @dev The latest end that a trial can have, in seconds since 1970.
uint256 constant MAX_TRIAL_UNTIL = (1 << 40) - 1;

/// @dev A provision without a trial. The caller has checked `value` against {MAX_PROVISION_VALUE}.
function toProvision(uint256 value) pure returns (Provision) {
    return Provision.wrap(uint128(value));
}

/// @dev A provision with the standing value `value` and `tried` on trial until `until`, in seconds since 1970. The caller has
/// checked the widths.
function toTrial(uint256 value, uint256 tried, uint256 until) pure returns (Provision) {
    return Provision.wrap(uint128(value | (tried << 44) | (until << 88)));
}

/// @dev The value that applies without a trial.
function standing(Provision provision) pure returns (uint256) {
    return Provision.unwrap(provision) & MAX_PROVISION_VALUE;
}

/// @dev The value tried last; 0 if none was tried since the provision was set.
function trial(Provision provision) pure returns (uint256) {
    return (Provision.unwrap(provision) >> 44) & MAX_PROVISION_VALUE;
}

/// @dev When the trial ends or ended, in seconds since 1970; 0 without a trial.
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
