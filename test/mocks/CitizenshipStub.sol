// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice The holders of citizenships, for institutions that keep records by citizen.
contract CitizenshipStub {
    uint256 public lastCitizenId;
    mapping(address account => uint256) public citizenOf;
    mapping(uint256 citizenId => address) public holderOf;

    function admit(address account) external returns (uint256 citizenId) {
        citizenId = ++lastCitizenId;
        citizenOf[account] = citizenId;
        holderOf[citizenId] = account;
    }

    function move(uint256 citizenId, address newHolder) external {
        delete citizenOf[holderOf[citizenId]];
        citizenOf[newHolder] = citizenId;
        holderOf[citizenId] = newHolder;
    }

    /// As a revocation does: the account holds no citizenship, and the record keeps its last holder.
    function end(uint256 citizenId) external {
        delete citizenOf[holderOf[citizenId]];
    }
}
