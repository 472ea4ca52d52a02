// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice What a party demands of the collateral, in one slot; zero if it demands nothing.
/// @dev
///     | last 20 bytes of the demand's keccak256 (160 bits) | what the party gets by it, in base units (96 bits) |
type DemandWord is uint256;

using {digest, own} for DemandWord global;

/// @dev The demand of the party at that place. No collateral is 2^96 or more.
function toDemandWord(uint256[] calldata demand, uint256 party) pure returns (DemandWord) {
    return DemandWord.wrap(uint256(uint160(digestOf(demand))) << 96 | demand[party]);
}

/// @dev By which a demand that is handed in is known again.
function digestOf(uint256[] calldata demand) pure returns (bytes20) {
    return bytes20(uint160(uint256(keccak256(abi.encodePacked(demand)))));
}

/// @dev Zero if nothing is demanded.
function digest(DemandWord word) pure returns (bytes20) {
    return bytes20(uint160(DemandWord.unwrap(word) >> 96));
}

/// @dev What the party demands for itself, in base units.
function own(DemandWord word) pure returns (uint256) {
    return uint96(DemandWord.unwrap(word));
}
