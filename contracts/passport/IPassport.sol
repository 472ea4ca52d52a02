// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ICitizenship} from "../citizenship/ICitizenship.sol";

/// @title  Passport
/// @notice Renders the metadata of citizenships.
interface IPassport {
    /// @notice No citizen has this id: choose one from 1 to lastCitizenId().
    error Passport_UnknownCitizen(uint256 citizenId);

    /// @notice The ERC-721 metadata of a citizenship with its picture, as a data URI that needs no server.
    /// @param citizenship The contract that holds the record.
    /// @param citizenId The citizen.
    /// @custom:reverts Passport_UnknownCitizen if the citizenship was never given.
    function tokenURI(ICitizenship citizenship, uint256 citizenId) external view returns (string memory);
}
