// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// A contract account that is asked to judge a signature, and does something else.
contract HostileWallet {
    enum Manner {
        BurnGas,
        Revert,
        ReturnMuch,
        Deny
    }

    Manner private immutable MANNER;

    constructor(Manner manner) {
        MANNER = manner;
    }

    function isValidSignature(bytes32, bytes calldata) external view returns (bytes4) {
        if (MANNER == Manner.BurnGas) while (true) {}
        if (MANNER == Manner.Revert) revert("not today");
        if (MANNER == Manner.ReturnMuch) {
            assembly ("memory-safe") {
                return(0, 60000)
            }
        }
        return 0xffffffff;
    }
}
