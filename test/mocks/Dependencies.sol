// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

// Compiled for tests that stand on them without the nation's own contracts.
// solhint-disable-next-line no-unused-import
import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
