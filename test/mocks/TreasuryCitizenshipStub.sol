// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @dev The reads of the treasury from the citizenship. A test writes their results.
contract TreasuryCitizenshipStub {
    mapping(address account => uint256) public citizenOf;
    mapping(uint256 citizenId => address) public holderOf;
    mapping(uint256 citizenId => bool) public isActive;

    function give(uint256 citizenId, address holder) external {
        delete citizenOf[holderOf[citizenId]];
        citizenOf[holder] = citizenId;
        holderOf[citizenId] = holder;
        isActive[citizenId] = true;
    }

    function setActive(uint256 citizenId, bool active) external {
        isActive[citizenId] = active;
    }

    function activeCitizenOf(address account) external view returns (uint256) {
        uint256 citizenId = citizenOf[account];
        return isActive[citizenId] ? citizenId : 0;
    }
}
