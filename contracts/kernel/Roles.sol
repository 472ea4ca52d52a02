// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @dev The role of rulings: suspensions, revocations, fines. The tribunal alone holds it.
uint64 constant JUSTICE_ROLE = 2;

/// @dev The role of functions whose call makes a proposal constitutional. Only the government holds it.
uint64 constant CONSTITUTIONAL_ROLE = 4;
