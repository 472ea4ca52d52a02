// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {MAX_PROVISION_VALUE, Provision} from "../kernel/Provision.sol";

/// @notice The treasury's balance and the tax rate, packed in one word, so that taxing a transfer costs one slot:
/// @dev
///     | tax rate, a provision (128 bits) | balance, base units (128 bits) |
type TreasuryWord is uint256;

using {balance, taxRate, currentTaxRate, plus, minus, withTaxRate} for TreasuryWord global;

function balance(TreasuryWord word) pure returns (uint256) {
    return uint128(TreasuryWord.unwrap(word));
}

function taxRate(TreasuryWord word) pure returns (Provision) {
    return Provision.wrap(uint128(TreasuryWord.unwrap(word) >> 128));
}

/// @dev The rate that applies now, without unpacking the whole provision.
function currentTaxRate(TreasuryWord word) view returns (uint256) {
    uint256 raw = TreasuryWord.unwrap(word);
    return (block.timestamp < raw >> 216 ? raw >> 172 : raw >> 128) & MAX_PROVISION_VALUE;
}

/// @dev The caller keeps the balance within 128 bits.
function plus(TreasuryWord word, uint256 amount) pure returns (TreasuryWord) {
    unchecked {
        return TreasuryWord.wrap(TreasuryWord.unwrap(word) + amount);
    }
}

/// @dev The caller has checked that the balance covers the amount.
function minus(TreasuryWord word, uint256 amount) pure returns (TreasuryWord) {
    unchecked {
        return TreasuryWord.wrap(TreasuryWord.unwrap(word) - amount);
    }
}

function withTaxRate(TreasuryWord word, Provision newTaxRate) pure returns (TreasuryWord) {
    return TreasuryWord.wrap(balance(word) | (uint256(Provision.unwrap(newTaxRate)) << 128));
}
