// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title  BlockHistory
/// @notice The hashes of past blocks, as far back as the chain remembers them.
/// @dev ASSUMPTIONS  A chain may number its blocks after another's (Arbitrum after Ethereum's), and its history contract may not.
///                   The history counts only if it agrees with `blockhash` on the last block.
///
///      LIMITS       256 blocks by `blockhash`; 8,191 where the history contract of EIP-2935 answers.
library BlockHistory {
    /// @dev The contract of EIP-2935, which stores the hashes of the last 8,191 blocks.
    address internal constant HISTORY = 0x0000F90827F1C53a10cb7A02335B175320002935;

    /// @dev The hash of a past block; zero if it cannot be read any more, or not yet. A caller cannot make a hash seem forgotten by
    ///      sending too little gas: the 64th left after a failed call is too little to go on.
    function hashOf(uint256 blockNumber) internal view returns (bytes32) {
        bytes32 recent = blockhash(blockNumber);
        if (recent != 0) return recent;

        uint256 last = block.number - 1;
        return _recorded(last) == blockhash(last) ? _recorded(blockNumber) : bytes32(0);
    }

    /// @dev The answer of the history contract; zero if there is none, or it does not have the block.
    function _recorded(uint256 blockNumber) private view returns (bytes32) {
        (bool success, bytes memory answer) = HISTORY.staticcall(abi.encode(blockNumber));
        return success && answer.length == 32 ? bytes32(answer) : bytes32(0);
    }
}
