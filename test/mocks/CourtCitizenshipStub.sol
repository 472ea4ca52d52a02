// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {CitizenRecord, Standing} from "../../contracts/citizenship/ICitizenship.sol";

/// @dev What a court and a jury roll ask of the citizenship, with answers that a test decides.
contract CourtCitizenshipStub {
    uint256 public lastCitizenId;
    mapping(address account => uint256) public citizenOf;
    mapping(uint256 citizenId => CitizenRecord) private _records;

    function admit(address account) external returns (uint256 citizenId) {
        citizenId = ++lastCitizenId;
        citizenOf[account] = citizenId;
        _records[citizenId] =
            CitizenRecord(account, uint40(block.timestamp), type(uint40).max, Standing.Active, 0, false);
    }

    function setActive(uint256 citizenId, bool active) external {
        _records[citizenId].standing = active ? Standing.Active : Standing.Suspended;
    }

    function move(uint256 citizenId, address newHolder) external {
        delete citizenOf[_records[citizenId].holder];
        citizenOf[newHolder] = citizenId;
        _records[citizenId].holder = newHolder;
    }

    /// As a revocation does: the account holds nothing, the record still says who held it.
    function end(uint256 citizenId) external {
        delete citizenOf[_records[citizenId].holder];
        _records[citizenId].standing = Standing.Revoked;
    }

    function holderOf(uint256 citizenId) external view returns (address) {
        return _records[citizenId].holder;
    }

    function citizen(uint256 citizenId) external view returns (CitizenRecord memory) {
        return _records[citizenId];
    }

    function activeCitizenOf(address account) external view returns (uint256) {
        uint256 citizenId = citizenOf[account];
        return isActive(citizenId) ? citizenId : 0;
    }

    function isActive(uint256 citizenId) public view returns (bool) {
        return _records[citizenId].standing == Standing.Active;
    }

    /// @dev Keeps no history: whoever is active was.
    function isStillActive(uint256 citizenId, uint256) external view returns (bool) {
        return isActive(citizenId);
    }

    function getPastTotalSupply(uint256 timepoint) external view returns (uint256 total) {
        require(timepoint < block.timestamp, "future lookup");
        for (uint256 id = 1; id <= lastCitizenId; ++id) {
            if (_records[id].since <= timepoint) ++total;
        }
    }
}
