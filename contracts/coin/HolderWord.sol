// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Exemption} from "./ICivicCoin.sol";

/// @notice A holder's balance and exemption, packed in one word, so that a transfer reads and writes each side once:
/// @dev
///     | unused (119 bits) | the exemption is fixed (1 bit) | exemption (8 bits) | balance, base units (128 bits) |
type HolderWord is uint256;

/// @dev Stands for senders whose transfers are untaxed without an exemption.
HolderWord constant UNTAXED = HolderWord.wrap(uint256(Exemption.Sending) << 128);

uint256 constant RECEIVES_UNTAXED = uint256(Exemption.Receiving) << 128;

uint256 constant FIXED = 1 << 136;

using {balance, exemption, isFixed, plus, minus, withExemption, withFixedExemption} for HolderWord global;

function balance(HolderWord word) pure returns (uint256) {
    return uint128(HolderWord.unwrap(word));
}

function exemption(HolderWord word) pure returns (Exemption) {
    return Exemption(uint8(HolderWord.unwrap(word) >> 128));
}

/// @dev Whether no decision can change the exemption.
function isFixed(HolderWord word) pure returns (bool) {
    return HolderWord.unwrap(word) & FIXED != 0;
}

/// @dev An exemption has two bits: the lower one covers sending, the upper one receiving.
function isTaxed(HolderWord sender, HolderWord receiver) pure returns (bool) {
    return
        (HolderWord.unwrap(sender) & HolderWord.unwrap(UNTAXED)) | (HolderWord.unwrap(receiver) & RECEIVES_UNTAXED) == 0;
}

/// @dev The caller keeps the balance within 128 bits.
function plus(HolderWord word, uint256 amount) pure returns (HolderWord) {
    unchecked {
        return HolderWord.wrap(HolderWord.unwrap(word) + amount);
    }
}

/// @dev The caller has checked that the balance covers the amount.
function minus(HolderWord word, uint256 amount) pure returns (HolderWord) {
    unchecked {
        return HolderWord.wrap(HolderWord.unwrap(word) - amount);
    }
}

/// @dev The caller has checked that the exemption is not fixed.
function withExemption(HolderWord word, Exemption newExemption) pure returns (HolderWord) {
    return HolderWord.wrap(balance(word) | (uint256(newExemption) << 128));
}

/// @dev Untaxed in both directions, for good.
function withFixedExemption(HolderWord word) pure returns (HolderWord) {
    return HolderWord.wrap(balance(word) | (uint256(Exemption.Both) << 128) | FIXED);
}
