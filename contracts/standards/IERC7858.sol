// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title  ERC-7858: Expirable NFTs and SBTs
interface IERC7858 {
    /// @notice What the term of a token is counted in.
    enum ExpiryType {
        BlockBased,
        TimeBased
    }

    /// @notice Emitted when the term of a token is set or changed; an end of 0 means that there is none.
    event TokenExpiryUpdated(uint256 indexed tokenId, uint256 indexed startTime, uint256 indexed endTime);

    /// @notice What the terms of this contract's tokens are counted in.
    function expiryType() external view returns (ExpiryType);

    /// @notice Whether the term of a token is over.
    /// @custom:reverts ERC721NonexistentToken if there is no such token.
    function isTokenExpired(uint256 tokenId) external view returns (bool);

    /// @notice When the term of a token began.
    /// @custom:reverts ERC721NonexistentToken if there is no such token.
    function startTime(uint256 tokenId) external view returns (uint256);

    /// @notice When the term of a token ends; 0 if it has no end.
    /// @custom:reverts ERC721NonexistentToken if there is no such token.
    function endTime(uint256 tokenId) external view returns (uint256);
}
