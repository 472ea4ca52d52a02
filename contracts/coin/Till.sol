// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {MAX_PROVISION_VALUE, Provision} from "../kernel/Provision.sol";

/// @notice What a taxed transfer needs beside its two accounts, in one word, so that the tax costs one slot:
///
///     | tax rate, a provision (128 bits) | the treasury's balance, base units (128 bits) |
type Till is uint256;

using {balance, taxRate, currentTaxRate, plus, minus, withTaxRate} for Till global;

function balance(Till till) pure returns (uint256) {
    return uint128(Till.unwrap(till));
}

function taxRate(Till till) pure returns (Provision) {
    return Provision.wrap(uint128(Till.unwrap(till) >> 128));
}

/// @dev The rate that applies now: what the provision says, without unpacking all of it.
function currentTaxRate(Till till) view returns (uint256) {
    uint256 raw = Till.unwrap(till);
    return (block.timestamp < raw >> 216 ? raw >> 172 : raw >> 128) & MAX_PROVISION_VALUE;
}

/// @dev The caller sees to it that the balance stays within 128 bits.
function plus(Till till, uint256 amount) pure returns (Till) {
    unchecked {
        return Till.wrap(Till.unwrap(till) + amount);
    }
}

/// @dev The caller has checked that the balance covers the amount.
function minus(Till till, uint256 amount) pure returns (Till) {
    unchecked {
        return Till.wrap(Till.unwrap(till) - amount);
    }
}

function withTaxRate(Till till, Provision newTaxRate) pure returns (Till) {
    return Till.wrap(balance(till) | (uint256(Provision.unwrap(newTaxRate)) << 128));
}
