// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IBlockRandomness} from "./IBlockRandomness.sol";

/// @title  IDrandRandomness
/// @notice Randomness from a round of drand's quicknet and the hash of a block, both fixed before either is known.
/// @dev A relay serves a round's signature compressed, in 48 bytes. The contract takes the whole point, x and y, in 96: the sender
///      computes the square root.
interface IDrandRandomness is IBlockRandomness {
    /* EVENTS */

    /// @notice Emitted when a round is verified, for all requests bound to it. The randomness is the value that drand publishes.
    event RoundVerified(uint256 indexed round, bytes32 randomness);

    /// @notice Emitted when a round is replaced because nobody could submit it; 1 for the first fallback, 2 for the last.
    event FellBack(uint256 indexed requestId, uint256 round, uint256 fallbacks);

    /* ERRORS */

    /// @notice The round is too near or too far: choose a margin within the bounds, in seconds.
    error DrandRandomness_MarginOutOfBounds(uint256 margin, uint256 min, uint256 max);

    /// @notice A signature is a whole point, x and y of 48 bytes each: decompress the one that the relay serves.
    error DrandRandomness_WrongLength(uint256 length, uint256 required);

    /// @notice This is not quicknet's signature of the round: fetch the request's round from a drand relay.
    error DrandRandomness_InvalidSignature(uint256 requestId, uint256 round);

    /// @notice The seed is known already: nothing is left to submit.
    error DrandRandomness_SeedKnown(uint256 requestId, bytes32 seed);

    /// @notice The block decides alone, because drand did not publish the rounds: pin it.
    error DrandRandomness_BlockAlone(uint256 requestId);

    /// @notice The round is verified and cannot be replaced: pin the block if the seed is not known yet.
    error DrandRandomness_RoundKnown(uint256 requestId, uint256 round);

    /// @notice The round may still come: submit it, or call again at the moment named, in seconds since 1970.
    error DrandRandomness_RoundAwaited(uint256 requestId, uint256 round, uint256 fallBackAt);

    /* ACTS */

    /// @notice Verifies the round of a request, and pins its block if it is not pinned.
    /// @dev Emits {RoundVerified} unless the round was verified before, and {Pinned} unless the block was pinned.
    /// @param requestId The request.
    /// @param signature quicknet's signature of the round: x and y of a point in G1, 48 bytes each, big-endian.
    /// @custom:access anyone: only with the beacon; the round's true signature
    /// @custom:reverts BlockRandomness_UnknownRequest if there is no such request.
    /// @custom:reverts DrandRandomness_BlockAlone if the block decides alone.
    /// @custom:reverts DrandRandomness_SeedKnown if both round and block are known.
    /// @custom:reverts DrandRandomness_WrongLength if the signature is not 96 bytes long.
    /// @custom:reverts DrandRandomness_InvalidSignature if it is not the signature of that round.
    /// @custom:reverts BlockRandomness_NotYetBuilt if the chain is not past the block.
    /// @custom:reverts BlockRandomness_HashLost if the chain has forgotten the block: renew.
    function submit(uint256 requestId, bytes calldata signature) external;

    /// @notice Replaces a round that nobody could submit for seven days. The first fallback fixes another round and another
    ///         block, the second a block alone.
    /// @dev Emits {FellBack} and {Renewed}. Nobody can withhold a published round, because anyone may submit it: only drand's
    ///      failure to publish leads here.
    /// @param requestId The request.
    /// @custom:access anyone: only with the beacon; when it was silent for seven days
    /// @custom:reverts BlockRandomness_UnknownRequest if there is no such request.
    /// @custom:reverts DrandRandomness_BlockAlone if the block decides alone.
    /// @custom:reverts DrandRandomness_RoundKnown if the round is verified.
    /// @custom:reverts DrandRandomness_RoundAwaited if the seven days are not over.
    function fallBack(uint256 requestId) external;

    /* READING */

    /// @notice The randomness of a round that was verified here; zero otherwise.
    function randomnessOf(uint256 round) external view returns (bytes32);

    /// @notice Whether this chain can verify the first round of quicknet, and so every round.
    /// @dev Before a deployment, `eth_call` to 0x000000000000000000000000000000000000000F with 384 zero bytes tells whether a chain
    ///      has the precompiles: the answer is 1 in 32 bytes with them, and empty without.
    function isSupported() external view returns (bool);

    // solhint-disable func-name-mixedcase

    /// @notice How far ahead of the chain's clock the round is fixed at least, in seconds.
    function MARGIN() external view returns (uint256);

    // solhint-enable func-name-mixedcase
}
