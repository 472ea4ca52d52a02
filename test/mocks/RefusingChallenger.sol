// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @dev Makes calls for whoever asks, and takes money only when it is in the mood.
contract RefusingChallenger {
    bool private _takes;

    receive() external payable {
        require(_takes, "keep it");
    }

    function setTakes(bool takes) external {
        _takes = takes;
    }

    function send(address target, bytes calldata data) external payable {
        (bool success,) = target.call{value: msg.value}(data);
        require(success, "the call failed");
    }
}
