// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title  IRandomness
/// @notice A source of randomness. The caller fixes its draw first, and only then can the seed become known.
/// @dev A request belongs to its caller. The seed mixes the chain, this contract, the caller and the request: no two requests
///      share a seed, and no seed says anything about another. Each implementation has a function of its own that makes a seed
///      known and that anyone may call. No implementation lets anyone choose between two seeds.
interface IRandomness {
    /// @notice Fixes the inputs of a seed, which nobody can know yet. Each request has one seed.
    /// @return requestId The request: numbered from 1, across all callers.
    /// @custom:access anyone
    function request() external returns (uint256 requestId);

    /// @notice The seed of a request; zero until it is known, and for a request that was never made.
    function seedOf(uint256 requestId) external view returns (bytes32 seed);
}
