// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IBlockRandomness} from "./IBlockRandomness.sol";

/// @title  IDrandRandomness
/// @notice Chance from a round of drand's quicknet and the hash of a block, both fixed before either is known.
///
/// A relay serves a round's signature compressed, in 48 bytes. The contract takes the whole point, x and y, in 96: whoever submits
/// it does the square root.
interface IDrandRandomness is IBlockRandomness {
    /* EVENTS */

    /// @notice Emitted when a round is verified, for every request that waits for it. The randomness is what drand publishes.
    event RoundVerified(uint256 indexed round, bytes32 randomness);

    /// @notice Emitted when a round is given up because nobody could submit it; 1 for the first time, 2 for the last.
    event FellBack(uint256 indexed requestId, uint256 round, uint256 fallbacks);

    /* ERRORS */

    /// @notice The round must lie far enough ahead, yet within a day: choose a margin within the bounds, in seconds.
    error DrandRandomness_MarginOutOfBounds(uint256 margin, uint256 min, uint256 max);

    /// @notice A signature is given whole, x and y of 48 bytes each: decompress the one that the relay serves.
    error DrandRandomness_WrongLength(uint256 length, uint256 required);

    /// @notice That is not quicknet's signature of the round: fetch the request's round from a drand relay.
    error DrandRandomness_InvalidSignature(uint256 requestId, uint256 round);

    /// @notice The seed is known already: there is nothing left to submit.
    error DrandRandomness_SeedKnown(uint256 requestId, bytes32 seed);

    /// @notice drand was silent for so long that the block decides alone: pin it.
    error DrandRandomness_BlockAlone(uint256 requestId);

    /// @notice The round is verified, so that nothing else will do: pin the block if the seed is not known yet.
    error DrandRandomness_RoundKnown(uint256 requestId, uint256 round);

    /// @notice The round may still come: submit it, or come back at the moment named, in seconds since 1970.
    error DrandRandomness_RoundAwaited(uint256 requestId, uint256 round, uint256 fallBackAt);

    /* ACTS */

    /// @notice Verifies the round of a request, and pins its block if nobody did.
    /// @dev Emits {RoundVerified} unless another request brought the round before, and {Pinned} unless the block was pinned.
    /// @param requestId The request.
    /// @param signature quicknet's signature of the round: x and y of a point in G1, 48 bytes each, big-endian.
    /// @custom:access anyone
    /// @custom:reverts BlockRandomness_UnknownRequest if there is no such request.
    /// @custom:reverts DrandRandomness_BlockAlone if no round is mixed in any more.
    /// @custom:reverts DrandRandomness_SeedKnown if both round and block are known.
    /// @custom:reverts DrandRandomness_WrongLength if the signature is not 96 bytes long.
    /// @custom:reverts DrandRandomness_InvalidSignature if it is not the signature of that round.
    /// @custom:reverts BlockRandomness_NotYetBuilt if the chain is not past the block.
    /// @custom:reverts BlockRandomness_HashLost if the chain has forgotten the block: renew.
    function submit(uint256 requestId, bytes calldata signature) external;

    /// @notice Gives up a round that nobody could submit for seven days. The first time another round and another block are
    ///         fixed; the second time a block alone.
    /// @dev Emits {FellBack} and {Renewed}. A beacon that was published cannot be withheld, for anyone may submit it: only drand's
    ///      own silence leads here.
    /// @param requestId The request.
    /// @custom:access anyone
    /// @custom:reverts BlockRandomness_UnknownRequest if there is no such request.
    /// @custom:reverts DrandRandomness_BlockAlone if no round is mixed in any more.
    /// @custom:reverts DrandRandomness_RoundKnown if the round is verified.
    /// @custom:reverts DrandRandomness_RoundAwaited if the seven days are not over.
    function fallBack(uint256 requestId) external;

    /* READING */

    /// @notice What drand published for a round, if it was verified here; zero otherwise.
    function randomnessOf(uint256 round) external view returns (bytes32);

    /// @notice Whether this chain can verify a round of quicknet: it is tried with the first.
    /// @dev Before anything is deployed, `eth_call` to 0x000000000000000000000000000000000000000F with 384 zero bytes tells whether
    ///      a chain has the precompiles: it answers 1, in 32 bytes, and nothing at all where there are none.
    function isSupported() external view returns (bool);

    // solhint-disable func-name-mixedcase

    /// @notice How far ahead of the chain's clock the round is fixed at least, in seconds.
    function MARGIN() external view returns (uint256);

    // solhint-enable func-name-mixedcase
}
