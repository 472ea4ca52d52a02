// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IRandomness} from "./IRandomness.sol";

/// @notice What a seed is made of.
/// @param requester Whose request it is.
/// @param blockNumber The block whose hash is mixed in.
/// @param round The drand round that is mixed in; 0 if the block decides alone.
/// @param attempt 1 at first; one more each time that the block or the round was missed.
/// @param fallbacks How often the round was given up because drand was silent.
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
/// @notice Chance from the hash of a block that does not exist yet when it is asked for.
interface IBlockRandomness is IRandomness {
    /* EVENTS */

    /// @notice Emitted when a seed is asked for. A round of 0 means that the block decides alone.
    event Requested(uint256 indexed requestId, address indexed requester, uint256 blockNumber, uint256 round);

    /// @notice Emitted when the hash of the block is kept for good.
    event Pinned(uint256 indexed requestId, uint256 blockNumber, bytes32 blockHash);

    /// @notice Emitted when what was fixed before can no longer be had, and something unknown is fixed in its place.
    event Renewed(uint256 indexed requestId, uint256 attempt, uint256 blockNumber, uint256 round);

    /* ERRORS */

    /// @notice The block must lie neither too near nor too far: choose a distance within the bounds, in blocks.
    error BlockRandomness_DistanceOutOfBounds(uint256 blocksAhead, uint256 min, uint256 max);

    /// @notice Nobody ever made that request: check its number.
    error BlockRandomness_UnknownRequest(uint256 requestId, uint256 lastRequestId);

    /// @notice The block is pinned already: there is nothing left to do for it.
    error BlockRandomness_AlreadyPinned(uint256 requestId, uint256 blockNumber);

    /// @notice The block has not been built yet: come back once the chain is past it.
    error BlockRandomness_NotYetBuilt(uint256 requestId, uint256 blockNumber, uint256 currentBlock);

    /// @notice The chain no longer remembers the block's hash: renew the request.
    error BlockRandomness_HashLost(uint256 requestId, uint256 blockNumber);

    /// @notice The block's hash can still be read, and nothing else will do: pin it.
    error BlockRandomness_HashReadable(uint256 requestId, uint256 blockNumber);

    /* ACTS */

    /// @notice Keeps the hash of a request's block, before the chain forgets it.
    /// @dev Emits {Pinned}.
    /// @param requestId The request.
    /// @custom:access anyone
    /// @custom:reverts BlockRandomness_UnknownRequest if there is no such request.
    /// @custom:reverts BlockRandomness_AlreadyPinned if it is kept already.
    /// @custom:reverts BlockRandomness_NotYetBuilt if the chain is not past the block.
    /// @custom:reverts BlockRandomness_HashLost if the chain has forgotten it.
    function pin(uint256 requestId) external;

    /// @notice Fixes a fresh block for a request whose block was never pinned and is forgotten.
    /// @dev Emits {Renewed}. Whoever would rather have another seed cannot get it by waiting: while there is a seed to dislike,
    ///      anyone else can pin it.
    /// @param requestId The request.
    /// @custom:access anyone
    /// @custom:reverts BlockRandomness_UnknownRequest if there is no such request.
    /// @custom:reverts BlockRandomness_AlreadyPinned if the block is pinned.
    /// @custom:reverts BlockRandomness_NotYetBuilt if the chain is not past the block.
    /// @custom:reverts BlockRandomness_HashReadable if the hash can still be read.
    function renew(uint256 requestId) external;

    /* READING */

    /// @notice What the seed of a request is made of.
    /// @custom:reverts BlockRandomness_UnknownRequest if there is no such request.
    function requestOf(uint256 requestId) external view returns (RandomnessRequest memory);

    /// @notice How many requests were made: the number of the last.
    function lastRequestId() external view returns (uint256);

    // solhint-disable func-name-mixedcase

    /// @notice How far ahead the block is fixed, in blocks.
    function BLOCKS_AHEAD() external view returns (uint256);

    // solhint-enable func-name-mixedcase
}
