// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ISelfHub, SelfDisclosure, SelfProof} from "../../contracts/admissions/SelfProof.sol";

/// A hub that takes a document's number for its proof, and calls back with what it would disclose. It keeps to the published layout:
/// version, 31 empty bytes, scope, attestation, proof; configuration, chain, user.
contract SelfHubStub is ISelfHub {
    error InvalidScope();
    error InvalidConfig();

    uint256 private immutable SCOPE;
    bytes32 private immutable CONFIG;

    constructor(uint256 scope, bytes32 config) {
        SCOPE = scope;
        CONFIG = config;
    }

    function verify(bytes calldata input, bytes calldata context) external {
        require(uint256(bytes32(input[32:64])) == SCOPE && input[0] == 0x02, InvalidScope());
        require(bytes32(context[0:32]) == CONFIG, InvalidConfig());
        // Another chain's answer goes over a bridge.
        if (uint256(bytes32(context[32:64])) != block.chainid) return;

        SelfDisclosure memory disclosed;
        disclosed.attestationId = bytes32(input[64:96]);
        disclosed.userIdentifier = uint256(bytes32(context[64:96]));
        disclosed.nullifier = uint256(keccak256(abi.encode(SCOPE, bytes32(input[96:128]))));
        SelfProof(msg.sender).onVerificationSuccess(abi.encode(disclosed), context[32:]);
    }
}
