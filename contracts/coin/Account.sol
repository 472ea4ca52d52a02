// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Exemption} from "./ICivicCoin.sol";

/// @notice What the coin knows of an account, in one word, so that a transfer reads and writes each side once:
///
///     | unused (120 bits) | exemption (8 bits) | balance, base units (128 bits) |
type Account is uint256;

using {balance, exemption, isExemptSending, isExemptReceiving, plus, minus, withExemption} for Account global;

function balance(Account account) pure returns (uint256) {
    return uint128(Account.unwrap(account));
}

function exemption(Account account) pure returns (Exemption) {
    return Exemption(Account.unwrap(account) >> 128);
}

/// @dev The lower bit of the class covers sending, the upper one receiving.
function isExemptSending(Account account) pure returns (bool) {
    return (Account.unwrap(account) >> 128) & uint256(Exemption.Sending) != 0;
}

function isExemptReceiving(Account account) pure returns (bool) {
    return (Account.unwrap(account) >> 128) & uint256(Exemption.Receiving) != 0;
}

/// @dev The caller sees to it that the balance stays within 128 bits.
function plus(Account account, uint256 amount) pure returns (Account) {
    unchecked {
        return Account.wrap(Account.unwrap(account) + amount);
    }
}

/// @dev The caller has checked that the balance covers the amount.
function minus(Account account, uint256 amount) pure returns (Account) {
    unchecked {
        return Account.wrap(Account.unwrap(account) - amount);
    }
}

function withExemption(Account account, Exemption newExemption) pure returns (Account) {
    return Account.wrap(balance(account) | (uint256(newExemption) << 128));
}
