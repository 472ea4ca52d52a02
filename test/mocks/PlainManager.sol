// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";

/// An authority whose roles any account may hold, so that a test names the registrar in one line.
contract PlainManager is AccessManager {
    constructor(address admin) AccessManager(admin) {}
}
