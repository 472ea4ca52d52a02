// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title  ERC-5192: Minimal Soulbound NFTs
interface IERC5192 {
    /// @notice Emitted when a token becomes bound to its owner.
    event Locked(uint256 tokenId);

    /// @notice Emitted when a token becomes transferable.
    event Unlocked(uint256 tokenId);

    /// @notice Whether a token is bound to its owner.
    /// @custom:reverts ERC721NonexistentToken if there is no such token.
    function locked(uint256 tokenId) external view returns (bool);
}
