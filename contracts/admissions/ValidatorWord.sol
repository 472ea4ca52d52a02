// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice The record of an accreditation, packed in one word, so that an attestation reads and writes one slot:
/// @dev
///     | disowned (1) | open attestations (16) | last attestation (40) | bond (40) | until (40) | citizen's id (32) |
///
/// The bond is in gwei, moments are in seconds since 1970.
type ValidatorWord is uint256;

using {
    citizenId,
    until,
    bond,
    lastAttestedAt,
    openAttestations,
    isDisowned,
    withUntil,
    withBond,
    withAttestationAt,
    withOneFewer,
    disowned
} for ValidatorWord global;

uint256 constant UNTIL_AT = 32;
uint256 constant VALIDATOR_BOND_AT = 72;
uint256 constant LAST_ATTESTED_AT = 112;
uint256 constant OPEN_AT = 152;
uint256 constant DISOWNED_AT = 168;

/// @dev A new accreditation. Ids are below 2^32.
function toValidatorWord(uint256 newCitizenId) pure returns (ValidatorWord) {
    return ValidatorWord.wrap(newCitizenId);
}

function citizenId(ValidatorWord word) pure returns (uint256) {
    return uint32(ValidatorWord.unwrap(word));
}

function until(ValidatorWord word) pure returns (uint256) {
    return uint40(ValidatorWord.unwrap(word) >> UNTIL_AT);
}

function bond(ValidatorWord word) pure returns (uint256) {
    return uint40(ValidatorWord.unwrap(word) >> VALIDATOR_BOND_AT);
}

function lastAttestedAt(ValidatorWord word) pure returns (uint256) {
    return uint40(ValidatorWord.unwrap(word) >> LAST_ATTESTED_AT);
}

function openAttestations(ValidatorWord word) pure returns (uint256) {
    return uint16(ValidatorWord.unwrap(word) >> OPEN_AT);
}

function isDisowned(ValidatorWord word) pure returns (bool) {
    return ValidatorWord.unwrap(word) >> DISOWNED_AT != 0;
}

function withUntil(ValidatorWord word, uint256 newUntil) pure returns (ValidatorWord) {
    return _with(word, UNTIL_AT, newUntil);
}

/// @dev The caller has checked the width.
function withBond(ValidatorWord word, uint256 newBond) pure returns (ValidatorWord) {
    return _with(word, VALIDATOR_BOND_AT, newBond);
}

/// @dev With one more open attestation, made at a moment. The caller has checked that there is room.
function withAttestationAt(ValidatorWord word, uint256 moment) pure returns (ValidatorWord) {
    return ValidatorWord.wrap(ValidatorWord.unwrap(_with(word, LAST_ATTESTED_AT, moment)) + (1 << OPEN_AT));
}

/// @dev With one open attestation fewer. The caller knows that there is one.
function withOneFewer(ValidatorWord word) pure returns (ValidatorWord) {
    return ValidatorWord.wrap(ValidatorWord.unwrap(word) - (1 << OPEN_AT));
}

function disowned(ValidatorWord word) pure returns (ValidatorWord) {
    return ValidatorWord.wrap(ValidatorWord.unwrap(word) | (1 << DISOWNED_AT));
}

function _with(ValidatorWord word, uint256 place, uint256 value) pure returns (ValidatorWord) {
    uint256 rest = ValidatorWord.unwrap(word) & ~(uint256(type(uint40).max) << place);
    return ValidatorWord.wrap(rest | (value << place));
}
