// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Deciders} from "./Deciders.sol";
import {Phase} from "./IAdmissions.sol";

/// @notice The record of an application, packed in one word, so that an act reads and writes one slot:
/// @dev
///     | proof's level (8) | phase (8) | refusals (8) | citizen's id (32) | deadline (40) | bond (40) | fee (40) | who attested (80) |
///
/// Money is in gwei, the deadline in seconds since 1970.
type ApplicationWord is uint256;

using {
    attested,
    fee,
    bond,
    deadline,
    citizenId,
    refusals,
    phase,
    level,
    isDecided,
    withAttestation,
    withDeadline,
    withRefusal,
    withCitizen,
    withPhase,
    withLevel
} for ApplicationWord global;

uint256 constant FEE_AT = 80;
uint256 constant APPLICATION_BOND_AT = 120;
uint256 constant DEADLINE_AT = 160;
uint256 constant CITIZEN_AT = 200;
uint256 constant REFUSALS_AT = 232;
uint256 constant PHASE_AT = 240;
uint256 constant LEVEL_AT = 248;

/// @dev An application that is open. The caller has checked the widths.
function toApplicationWord(uint256 newFee, uint256 newBond, uint256 newDeadline) pure returns (ApplicationWord) {
    return ApplicationWord.wrap(
        (newFee << FEE_AT) | (newBond << APPLICATION_BOND_AT) | (newDeadline << DEADLINE_AT)
            | (uint256(Phase.Open) << PHASE_AT)
    );
}

function attested(ApplicationWord word) pure returns (Deciders) {
    return Deciders.wrap(uint80(ApplicationWord.unwrap(word)));
}

function fee(ApplicationWord word) pure returns (uint256) {
    return uint40(ApplicationWord.unwrap(word) >> FEE_AT);
}

function bond(ApplicationWord word) pure returns (uint256) {
    return uint40(ApplicationWord.unwrap(word) >> APPLICATION_BOND_AT);
}

function deadline(ApplicationWord word) pure returns (uint256) {
    return uint40(ApplicationWord.unwrap(word) >> DEADLINE_AT);
}

function citizenId(ApplicationWord word) pure returns (uint256) {
    return uint32(ApplicationWord.unwrap(word) >> CITIZEN_AT);
}

function refusals(ApplicationWord word) pure returns (uint256) {
    return uint8(ApplicationWord.unwrap(word) >> REFUSALS_AT);
}

function phase(ApplicationWord word) pure returns (Phase) {
    return Phase(uint8(ApplicationWord.unwrap(word) >> PHASE_AT));
}

/// @dev How strong the proof of personhood is; 0 without one.
function level(ApplicationWord word) pure returns (uint256) {
    return ApplicationWord.unwrap(word) >> LEVEL_AT;
}

/// @dev Whether a validator attested or refused.
function isDecided(ApplicationWord word) pure returns (bool) {
    return ApplicationWord.unwrap(word) & (type(uint80).max | (uint256(type(uint8).max) << REFUSALS_AT)) != 0;
}

/// @dev The caller has checked that there is room.
function withAttestation(ApplicationWord word, uint256 number) pure returns (ApplicationWord) {
    return ApplicationWord.wrap(
        (ApplicationWord.unwrap(word) & ~uint256(type(uint80).max)) | Deciders.unwrap(attested(word).with(number))
    );
}

function withDeadline(ApplicationWord word, uint256 newDeadline) pure returns (ApplicationWord) {
    uint256 rest = ApplicationWord.unwrap(word) & ~(uint256(type(uint40).max) << DEADLINE_AT);
    return ApplicationWord.wrap(rest | (newDeadline << DEADLINE_AT));
}

/// @dev There are fewer refusals than a byte holds.
function withRefusal(ApplicationWord word) pure returns (ApplicationWord) {
    return ApplicationWord.wrap(ApplicationWord.unwrap(word) + (1 << REFUSALS_AT));
}

/// @dev Admitted, which happens once.
function withCitizen(ApplicationWord word, uint256 newCitizenId) pure returns (ApplicationWord) {
    return ApplicationWord.wrap(ApplicationWord.unwrap(withPhase(word, Phase.Admitted)) | (newCitizenId << CITIZEN_AT));
}

function withPhase(ApplicationWord word, Phase newPhase) pure returns (ApplicationWord) {
    uint256 rest = ApplicationWord.unwrap(word) & ~(uint256(type(uint8).max) << PHASE_AT);
    return ApplicationWord.wrap(rest | (uint256(newPhase) << PHASE_AT));
}

/// @dev The caller has checked the width.
function withLevel(ApplicationWord word, uint256 newLevel) pure returns (ApplicationWord) {
    return ApplicationWord.wrap(uint248(ApplicationWord.unwrap(word)) | (newLevel << LEVEL_AT));
}
