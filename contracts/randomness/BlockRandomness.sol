// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ERC165} from "@openzeppelin/contracts/utils/introspection/ERC165.sol";
import {BlockRequests} from "./BlockRequests.sol";
import {IBlockRandomness} from "./IBlockRandomness.sol";
import {IRandomness} from "./IRandomness.sol";

/// @title  BlockRandomness
/// @notice Randomness from the hash of one block, fixed before it exists. For local chains, and for chains with many independent
///         block builders.
/// @dev AUTHORITY    None.
///
///      ASSUMPTIONS  The builder of the block has no stake in the draw. The builder sees the hash first and can grind it by
///                   ordering transactions, or drop the block and leave the draw to the next builder. A sequencer that builds
///                   every block chooses every seed: use a beacon there.
///
///      LIMITS       On Ethereum the builders of the next 32 to 64 blocks are known: a longer distance keeps the requester from
///                   choosing a friendly builder. On chains that forget hashes after 256 blocks of a quarter of a second,
///                   someone has to pin within a minute, or renew.
contract BlockRandomness is BlockRequests, ERC165 {
    /// @param blocksAhead How far ahead the block is fixed, in blocks: 2 to 256.
    constructor(uint256 blocksAhead) BlockRequests(blocksAhead) {}

    /// @inheritdoc IRandomness
    function seedOf(uint256 requestId) external view returns (bytes32) {
        return _isPinned(requestId) ? _mix(requestId, _loadRequest(requestId), 0) : bytes32(0);
    }

    /// @notice Whether the contract implements an interface (ERC-165).
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return interfaceId == type(IBlockRandomness).interfaceId || interfaceId == type(IRandomness).interfaceId
            || super.supportsInterface(interfaceId);
    }

    /// @inheritdoc BlockRequests
    function _roundFor(uint256) internal pure override returns (uint256) {
        return 0;
    }
}
