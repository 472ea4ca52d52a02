// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @dev Makes one call whenever it receives native coin or is told to, and passes on its failure.
contract CallbackReceiver {
    address private _target;
    uint256 private _value;
    bytes private _data;

    receive() external payable {
        callBack();
    }

    function onReceive(address target, uint256 value, bytes calldata data) external {
        (_target, _value, _data) = (target, value, data);
    }

    function callBack() public {
        address target = _target;
        if (target == address(0)) return;

        (bool success, bytes memory result) = target.call{value: _value}(_data);
        if (success) return;
        assembly ("memory-safe") {
            revert(add(result, 0x20), mload(result))
        }
    }
}
