// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IRandomness} from "./IRandomness.sol";

/// @notice The inputs of a seed.
/// @param requester The contract that made the request.
/// @param blockNumber The block whose hash is mixed in.
/// @param round The drand round that is mixed in; 0 if the block decides alone.
/// @param attempt 1 at first, and one more each time that the block or the round is replaced.
/// @param fallbacks How often a round was replaced because drand did not publish it.
/// @param blockHash The hash of the block; zero until it is pinned.
struct RandomnessRequest {
    address requester;
    uint256 blockNumber;
    uint256 round;
    uint256 attempt;
    uint256 fallbacks;
    bytes32 blockHash;
}

/// @title  IBlockRandomness
/// @notice Randomness from the hash of a block that does not exist yet when it is requested.
interface IBlockRandomness is IRandomness {
    /* EVENTS */

    /// @notice Emitted when a seed is requested. A round of 0 means that the block decides alone.
    event Requested(uint256 indexed requestId, address indexed requester, uint256 blockNumber, uint256 round);

    /// @notice Emitted when the hash of the block is stored.
    event Pinned(uint256 indexed requestId, uint256 blockNumber, bytes32 blockHash);

    /// @notice Emitted when the inputs of a seed are lost, and new unknown ones are fixed instead.
    event Renewed(uint256 indexed requestId, uint256 attempt, uint256 blockNumber, uint256 round);

    /* ERRORS */

    /// @notice The block is too near or too far: choose a distance within the bounds, in blocks.
    error BlockRandomness_DistanceOutOfBounds(uint256 blocksAhead, uint256 min, uint256 max);

    /// @notice There is no such request: check its number.
    error BlockRandomness_UnknownRequest(uint256 requestId, uint256 lastRequestId);

    /// @notice The block is pinned already: nothing is left to do.
    error BlockRandomness_AlreadyPinned(uint256 requestId, uint256 blockNumber);

    /// @notice The block is not built yet: call again once the chain is past it.
    error BlockRandomness_NotYetBuilt(uint256 requestId, uint256 blockNumber, uint256 currentBlock);

    /// @notice The chain no longer knows the block's hash: renew the request.
    error BlockRandomness_HashLost(uint256 requestId, uint256 blockNumber);

    /// @notice A renewal costs exactly its price: send that many wei.
    error BlockRandomness_WrongPrice(uint256 requestId, uint256 paid, uint256 price);

    /// @notice The block's hash can still be read: pin it.
    error BlockRandomness_HashReadable(uint256 requestId, uint256 blockNumber);

    /* ACTS */

    /// @notice Stores the hash of a request's block, before the chain forgets it.
    /// @dev Emits {Pinned}.
    /// @param requestId The request.
    /// @custom:access anyone
    /// @custom:reverts BlockRandomness_UnknownRequest if there is no such request.
    /// @custom:reverts BlockRandomness_AlreadyPinned if the hash is stored already.
    /// @custom:reverts BlockRandomness_NotYetBuilt if the chain is not past the block.
    /// @custom:reverts BlockRandomness_HashLost if the chain has forgotten the hash.
    function pin(uint256 requestId) external;

    /// @notice Fixes a new block for a request whose block was never pinned and whose hash is forgotten.
    /// @dev Emits {Renewed}. Waiting is no way to another seed: anyone can pin the block while its hash is known. The first renewal of
    ///      a request is free, and each further one costs twice the one before and a bit more. The payment is burned.
    /// @param requestId The request.
    /// @custom:access anyone: for the price
    /// @custom:reverts BlockRandomness_WrongPrice if anything but the price is paid.
    /// @custom:reverts BlockRandomness_UnknownRequest if there is no such request.
    /// @custom:reverts BlockRandomness_AlreadyPinned if the block is pinned.
    /// @custom:reverts BlockRandomness_NotYetBuilt if the chain is not past the block.
    /// @custom:reverts BlockRandomness_HashReadable if the hash can still be read.
    function renew(uint256 requestId) external payable;

    /* READING */

    /// @notice The inputs of a request's seed.
    /// @custom:reverts BlockRandomness_UnknownRequest if there is no such request.
    function requestOf(uint256 requestId) external view returns (RandomnessRequest memory);

    /// @notice What the next renewal of a request costs, in wei.
    /// @custom:reverts BlockRandomness_UnknownRequest if there is no such request.
    function renewalPrice(uint256 requestId) external view returns (uint256);

    /// @notice How many requests were made: the number of the last.
    function lastRequestId() external view returns (uint256);

    // solhint-disable func-name-mixedcase

    /// @notice How far ahead the block is fixed, in blocks.
    function BLOCKS_AHEAD() external view returns (uint256);

    // solhint-enable func-name-mixedcase
}
