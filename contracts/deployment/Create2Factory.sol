// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title  CREATE2 factory
/// @notice Creates a contract at an address that follows from its creation code: call it with a salt (32 bytes), followed by the
///         creation code. It returns the address (20 bytes).
/// @dev For chains that lack the deterministic deployment proxy, which takes the same call.
///
///      AUTHORITY    Anyone creates anything. What is created depends on nobody's leave, and belongs to nobody here.
contract Create2Factory {
    // A call whose data is shorter than a salt runs out of gas.
    fallback() external {
        assembly {
            let size := sub(calldatasize(), 0x20)
            calldatacopy(0, 0x20, size)
            let account := create2(0, 0, size, calldataload(0))
            if iszero(account) {
                returndatacopy(0, 0, returndatasize())
                revert(0, returndatasize())
            }
            mstore(0, shl(96, account))
            return(0, 20)
        }
    }
}
