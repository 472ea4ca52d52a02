// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Provision} from "../types/Provision.sol";

/// @notice What every admission reads and writes, packed in one word:
/// @dev
///     | admitted in the window (32) | window (32) | last citizen's id (32) | unused (32) | provision `monthlyAdmissions` (128) |
type RollWord is uint256;

using {lastCitizenId, monthlyAdmissions, window, admitted, withAdmission, withMonthlyAdmissions} for RollWord global;

function monthlyAdmissions(RollWord word) pure returns (Provision) {
    return Provision.wrap(uint128(RollWord.unwrap(word)));
}

function lastCitizenId(RollWord word) pure returns (uint256) {
    return uint32(RollWord.unwrap(word) >> 160);
}

/// @dev The window of 30 days, counted since 1970, of the last admission.
function window(RollWord word) pure returns (uint256) {
    return uint32(RollWord.unwrap(word) >> 192);
}

/// @dev How many were admitted in that window.
function admitted(RollWord word) pure returns (uint256) {
    return RollWord.unwrap(word) >> 224;
}

/// @dev The next id is given, as admission number `newAdmitted` in a window.
function withAdmission(RollWord word, uint256 newWindow, uint256 newAdmitted) pure returns (RollWord) {
    uint256 kept = RollWord.unwrap(word) & type(uint192).max;
    return RollWord.wrap((kept + (1 << 160)) | (newWindow << 192) | (newAdmitted << 224));
}

function withMonthlyAdmissions(RollWord word, Provision newProvision) pure returns (RollWord) {
    uint256 kept = RollWord.unwrap(word) & ~uint256(type(uint128).max);
    return RollWord.wrap(kept | Provision.unwrap(newProvision));
}
