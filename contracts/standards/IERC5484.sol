// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title  ERC-5484: Consensual Soulbound Tokens
interface IERC5484 {
    /// @notice Who may burn a token.
    enum BurnAuth {
        IssuerOnly,
        OwnerOnly,
        Both,
        Neither
    }

    /// @notice Emitted when a token is issued.
    event Issued(address indexed from, address indexed to, uint256 indexed tokenId, BurnAuth burnAuth);

    /// @notice Who may burn a token.
    /// @custom:reverts ERC721NonexistentToken if there is no such token.
    function burnAuth(uint256 tokenId) external view returns (BurnAuth);
}
