// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ProposalClass} from "./INationGovernor.sol";

/// @notice The rules a proposal is decided by, fixed when it is made: one word, so that no rule changes during a vote.
/// @dev Lowest bits first; shares in basis points (14 bits hold 100_00), the extension in minutes:
///
///     | code pin (184) | late extension (15) | class (1) | stake majority, stake quorum, citizen majority, citizen quorum (14 each) |
///
/// The pin is the digest of the code of every target, cut to 184 bits: to find two codes with one pin takes about 2^92 hashes.
type Rules is uint256;

using {citizenQuorum, citizenMajority, stakeQuorum, stakeMajority, class, lateExtension, codePin} for Rules global;

uint256 constant SHARE_BITS = 14;
uint256 constant SHARE_MASK = (1 << SHARE_BITS) - 1;
uint256 constant CLASS_OFFSET = 4 * SHARE_BITS;
uint256 constant EXTENSION_OFFSET = CLASS_OFFSET + 1;
uint256 constant EXTENSION_BITS = 15;
uint256 constant PIN_OFFSET = EXTENSION_OFFSET + EXTENSION_BITS;

/// @dev The longest late-quorum extension that fits, in seconds: somewhat over 22 days.
uint256 constant MAX_LATE_EXTENSION = ((1 << EXTENSION_BITS) - 1) * 1 minutes;

/// @dev The caller has checked the widths: shares are provisions of at most 100_00, `extension` at most {MAX_LATE_EXTENSION}.
/// @param shares Citizen quorum, citizen majority, stake quorum, stake majority, in basis points.
/// @param extension In seconds; kept in whole minutes, rounded up.
function toRules(uint256[4] memory shares, ProposalClass proposalClass, uint256 extension, uint256 pin)
    pure
    returns (Rules)
{
    uint256 packed =
        shares[0] | (shares[1] << SHARE_BITS) | (shares[2] << (2 * SHARE_BITS)) | (shares[3] << (3 * SHARE_BITS));
    uint256 extensionMinutes = (extension + 1 minutes - 1) / 1 minutes;
    return Rules.wrap(
        packed | (uint256(proposalClass) << CLASS_OFFSET) | (extensionMinutes << EXTENSION_OFFSET) | (pin << PIN_OFFSET)
    );
}

function citizenQuorum(Rules rules) pure returns (uint256) {
    return Rules.unwrap(rules) & SHARE_MASK;
}

function citizenMajority(Rules rules) pure returns (uint256) {
    return (Rules.unwrap(rules) >> SHARE_BITS) & SHARE_MASK;
}

function stakeQuorum(Rules rules) pure returns (uint256) {
    return (Rules.unwrap(rules) >> (2 * SHARE_BITS)) & SHARE_MASK;
}

function stakeMajority(Rules rules) pure returns (uint256) {
    return (Rules.unwrap(rules) >> (3 * SHARE_BITS)) & SHARE_MASK;
}

function class(Rules rules) pure returns (ProposalClass) {
    return ProposalClass((Rules.unwrap(rules) >> CLASS_OFFSET) & 1);
}

/// @dev In seconds.
function lateExtension(Rules rules) pure returns (uint256) {
    return ((Rules.unwrap(rules) >> EXTENSION_OFFSET) & ((1 << EXTENSION_BITS) - 1)) * 1 minutes;
}

function codePin(Rules rules) pure returns (uint256) {
    return Rules.unwrap(rules) >> PIN_OFFSET;
}

/// @dev Cuts a digest to what {codePin} holds.
function toPin(bytes32 digest) pure returns (uint256) {
    return uint256(digest) >> PIN_OFFSET;
}
