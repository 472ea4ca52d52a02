// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Exemption} from "./ICivicCoin.sol";

/// @notice What the coin knows of an account, in one word, so that a transfer reads and writes each side once:
///
///     | unused (120 bits) | exemption (8 bits) | balance, base units (128 bits) |
type Account is uint256;

/// @dev Stands for the senders who bear no tax without having been exempted.
Account constant UNTAXED = Account.wrap(uint256(Exemption.Sending) << 128);

uint256 constant RECEIVES_UNTAXED = uint256(Exemption.Receiving) << 128;

using {balance, exemption, plus, minus, withExemption} for Account global;

function balance(Account account) pure returns (uint256) {
    return uint128(Account.unwrap(account));
}

function exemption(Account account) pure returns (Exemption) {
    return Exemption(Account.unwrap(account) >> 128);
}

/// @dev Of a class's two bits the lower covers sending, the upper receiving.
function isTaxed(Account sender, Account receiver) pure returns (bool) {
    return (Account.unwrap(sender) & Account.unwrap(UNTAXED)) | (Account.unwrap(receiver) & RECEIVES_UNTAXED) == 0;
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
