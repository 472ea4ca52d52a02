// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// The domain separator (EIP-712) of a contract with version 1, reckoned apart from it.
function separatorOf(string memory name, address verifier) view returns (bytes32) {
    return keccak256(
        abi.encode(
            keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
            keccak256(bytes(name)),
            keccak256("1"),
            block.chainid,
            verifier
        )
    );
}
