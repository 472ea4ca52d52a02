// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {CitizenRecord, Standing} from "../../contracts/citizenship/ICitizenship.sol";
import {IPassport} from "../../contracts/passport/IPassport.sol";
import {ICitizenship} from "../../contracts/citizenship/ICitizenship.sol";

/// @notice What other institutions ask of a citizenship, answered from records that a test writes.
contract PlainCitizenRoll {
    mapping(uint256 citizenId => CitizenRecord) private _records;
    mapping(address holder => uint256 citizenId) public citizenOf;

    /// @notice Writes a record, whose holder then holds it.
    function write(uint256 citizenId, CitizenRecord calldata record) external {
        delete citizenOf[_records[citizenId].holder];
        _records[citizenId] = record;
        citizenOf[record.holder] = citizenId;
    }

    function citizen(uint256 citizenId) external view returns (CitizenRecord memory) {
        return _records[citizenId];
    }

    function isActive(uint256 citizenId) public view returns (bool) {
        CitizenRecord storage record = _records[citizenId];
        return record.standing == Standing.Active && block.timestamp < record.until;
    }

    function activeCitizenOf(address account) external view returns (uint256) {
        uint256 citizenId = citizenOf[account];
        return isActive(citizenId) ? citizenId : 0;
    }

    /// @notice The passport of a citizen, asked for as a citizenship asks.
    function tokenURI(IPassport passport, uint256 citizenId) external view returns (string memory) {
        return passport.tokenURI(ICitizenship(address(this)), citizenId);
    }
}
