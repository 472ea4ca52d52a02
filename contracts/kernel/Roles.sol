// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @dev The role of whoever admits citizens: officers, or the institution of admissions.
uint64 constant REGISTRAR_ROLE = 1;

/// @dev The role of rulings: suspensions, revocations, fines. The tribunal alone holds it.
uint64 constant JUSTICE_ROLE = 2;

/// @dev The role of institutions that bring cases of many persons before the court, and charge each one for that person's open ones.
/// Whoever lacks it pays the court more for each further open case.
uint64 constant BRINGER_ROLE = 5;

/// @dev The role of functions whose call makes a proposal constitutional. Only the government holds it.
uint64 constant CONSTITUTIONAL_ROLE = 4;
