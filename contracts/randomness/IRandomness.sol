// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title  IRandomness
/// @notice The socket that chance comes through: what is to be drawn is fixed first, and only then can the seed be known.
/// @dev A request belongs to its caller: the seed mixes the chain, this contract, the caller and the request, so that no two
///      requests share a seed, and what one contract asks for says nothing about what another gets. Each implementation has
///      its own act, open to anyone, that makes a seed known; none of them lets anyone choose between two seeds.
interface IRandomness {
    /// @notice Fixes what a seed will be made of, none of it known yet. Each request has one seed, ever.
    /// @return requestId The request: numbered from 1, across all callers.
    /// @custom:access anyone
    function request() external returns (uint256 requestId);

    /// @notice The seed of a request; zero until it is known, and for a request that was never made.
    function seedOf(uint256 requestId) external view returns (bytes32 seed);
}
