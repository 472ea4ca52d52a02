// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ICitizenship} from "../citizenship/ICitizenship.sol";

/// @title  Passport
/// @notice The socket through which a citizenship shows itself: what renders it may be replaced, what it says may not.
interface IPassport {
    /// @notice There is no citizen of that id: choose one from 1 to lastCitizenId().
    error Passport_UnknownCitizen(uint256 citizenId);

    /// @notice A citizenship's metadata as ERC-721 has it, with its picture inside: a data URI that needs no server.
    /// @param citizenship Where the record is.
    /// @param citizenId The citizen.
    /// @custom:reverts Passport_UnknownCitizen if the citizenship was never given.
    function tokenURI(ICitizenship citizenship, uint256 citizenId) external view returns (string memory);
}
