// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC721Metadata} from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {CitizenRegister} from "./CitizenRegister.sol";
import {CitizenWord} from "./CitizenWord.sol";

/// @title  SoulboundToken
/// @notice ERC-721 of a token that nobody can transfer or approve. The register of citizens tells who owns which.
abstract contract SoulboundToken is CitizenRegister, IERC721Metadata, IERC721Errors {
    string private _name;
    string private _symbol;

    constructor(string memory name_, string memory symbol_) {
        _name = name_;
        _symbol = symbol_;
    }

    /// @notice The token's name.
    function name() external view returns (string memory) {
        return _read(_name);
    }

    /// @notice The token's symbol.
    function symbol() external view returns (string memory) {
        return _read(_symbol);
    }

    /// @notice How many citizenships an account holds: 0 or 1.
    /// @custom:reverts ERC721InvalidOwner of the zero address.
    function balanceOf(address account) external view returns (uint256) {
        require(account != address(0), ERC721InvalidOwner(account));
        return SafeCast.toUint(citizenOf(account) != 0);
    }

    /// @notice The account that holds a citizenship.
    /// @custom:reverts ERC721NonexistentToken if nobody holds it.
    function ownerOf(uint256 citizenId) external view returns (address) {
        return _requireOwned(citizenId);
    }

    /// @notice Always zero: nobody is approved for a citizenship.
    /// @custom:reverts ERC721NonexistentToken if nobody holds it.
    function getApproved(uint256 citizenId) external view returns (address) {
        _requireOwned(citizenId);
        return address(0);
    }

    /// @notice Always false: nobody is approved for citizenships.
    function isApprovedForAll(address, address) external pure returns (bool) {
        return false;
    }

    /// @notice Always reverts: a citizenship is soulbound.
    /// @custom:reverts Citizenship_Soulbound always.
    function approve(address, uint256 citizenId) external pure {
        revert Citizenship_Soulbound(citizenId);
    }

    /// @notice Always reverts: a citizenship is soulbound.
    /// @custom:reverts Citizenship_Soulbound always.
    function setApprovalForAll(address, bool) external view {
        revert Citizenship_Soulbound(citizenOf(msg.sender));
    }

    /// @notice Always reverts: a citizenship is soulbound.
    /// @custom:reverts Citizenship_Soulbound always.
    function transferFrom(address, address, uint256 citizenId) external pure {
        revert Citizenship_Soulbound(citizenId);
    }

    /// @notice Always reverts: a citizenship is soulbound.
    /// @custom:reverts Citizenship_Soulbound always.
    function safeTransferFrom(address, address, uint256 citizenId) external pure {
        revert Citizenship_Soulbound(citizenId);
    }

    /// @notice Always reverts: a citizenship is soulbound.
    /// @custom:reverts Citizenship_Soulbound always.
    function safeTransferFrom(address, address, uint256 citizenId, bytes calldata) external pure {
        revert Citizenship_Soulbound(citizenId);
    }

    function _read(string storage text) private pure returns (string memory) {
        return text;
    }

    function _requireOwned(uint256 citizenId) internal view returns (address owner) {
        CitizenWord word = _citizens[citizenId];
        require(word.isHeld(), ERC721NonexistentToken(citizenId));
        return word.holder();
    }
}
