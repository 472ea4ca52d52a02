// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @dev The whole, of which a share or a rate is so many basis points.
uint256 constant BASIS_POINTS = 100_00;
