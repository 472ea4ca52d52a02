// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {BlockRequests} from "./BlockRequests.sol";
import {IRandomness} from "./IRandomness.sol";

/// @title  BlockRandomness
/// @notice Chance from the hash of one block, fixed before it exists: for local chains, and for chains whose blocks are built by
///         many who do not know each other.
/// @dev AUTHORITY    None.
///
///      ASSUMPTIONS  Who builds the block has no stake in the draw. That builder sees the hash before anyone else and can grind
///                   it freely by ordering transactions, or lose the block and leave the draw to the next builder. Where one
///                   sequencer builds every block, it chooses every seed: use a beacon there.
///
///      LIMITS       On Ethereum the builders of the next 32 to 64 blocks are known: a distance beyond that keeps the requester
///                   from choosing a friend's. On chains that forget hashes after 256 blocks of a quarter of a second, someone
///                   has to pin within a minute, or renew.
contract BlockRandomness is BlockRequests {
    /// @param blocksAhead How far ahead the block is fixed, in blocks: 2 to 256.
    constructor(uint256 blocksAhead) BlockRequests(blocksAhead) {}

    /// @inheritdoc IRandomness
    function seedOf(uint256 requestId) external view returns (bytes32) {
        return _isPinned(requestId) ? _mix(requestId, _loadRequest(requestId), 0) : bytes32(0);
    }

    /// @inheritdoc BlockRequests
    function _roundFor(uint256) internal pure override returns (uint256) {
        return 0;
    }
}
