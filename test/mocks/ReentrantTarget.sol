// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice A target of proposals that does, while it is called, what it was told before, and remembers how that ended.
contract ReentrantTarget {
    address private _account;
    bytes private _data;
    uint256 public calls;
    bool public succeeded;
    bytes public answer;

    function prepare(address account, bytes calldata data) external {
        (_account, _data) = (account, data);
    }

    function run() external payable {
        ++calls;
        (succeeded, answer) = _account.call(_data);
    }
}
