// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice A target for proposals: keeps what it is told, and can be destroyed within the transaction that creates it only.
contract Noticeboard {
    uint256 public notice;

    error Noticeboard_Refused(uint256 notice);

    function post(uint256 newNotice) external payable {
        require(newNotice != 13, Noticeboard_Refused(newNotice));
        notice = newNotice;
    }
}
