// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice Up to five numbers of validators, 16 bits each, the first one lowest.
type Deciders is uint80;

using {count, isFull, numberAt, has, with} for Deciders global;

/// @dev The most numbers.
uint256 constant MOST_DECIDERS = 5;

function count(Deciders deciders) pure returns (uint256 found) {
    unchecked { // At most five.
        for (uint256 rest = Deciders.unwrap(deciders); rest != 0; rest >>= 16) {
            ++found;
        }
    }
}

/// @dev Whether there are {MOST_DECIDERS}: numbers are not 0, and the first ones come first.
function isFull(Deciders deciders) pure returns (bool) {
    return Deciders.unwrap(deciders) >> (16 * (MOST_DECIDERS - 1)) != 0;
}

/// @dev The number at a place from 0; 0 beyond the last one.
function numberAt(Deciders deciders, uint256 place) pure returns (uint256 number) {
    return uint16(Deciders.unwrap(deciders) >> (16 * place));
}

function has(Deciders deciders, uint256 number) pure returns (bool) {
    for (uint256 rest = Deciders.unwrap(deciders); rest != 0; rest >>= 16) {
        if (uint16(rest) == number) return true;
    }
    return false;
}

/// @dev With one more number. The caller has checked that there is room.
function with(Deciders deciders, uint256 number) pure returns (Deciders) {
    uint256 taken = Deciders.unwrap(deciders);
    uint256 place = 0;
    unchecked { // At most five places.
        while (taken >> place != 0) {
            place += 16;
        }
    }
    return Deciders.wrap(uint80(taken | (number << place)));
}
