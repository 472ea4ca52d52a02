// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

interface INation {
    function appointInstitution(bytes32 name, address account) external;
}
