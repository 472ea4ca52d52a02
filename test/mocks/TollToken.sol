// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @dev An ERC-20 that burns a part of what is transferred, and calls back before it moves anything.
contract TollToken is ERC20("Toll token", "TOLL") {
    uint256 private _toll;
    address private _hook;

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function setToll(uint256 newToll) external {
        _toll = newToll;
    }

    /// @dev The hook is asked with `callBack()`, as {CallbackReceiver} has it, once.
    function setHook(address newHook) external {
        _hook = newHook;
    }

    function _update(address from, address to, uint256 amount) internal override {
        address hook = _hook;
        if (hook != address(0)) {
            _hook = address(0);
            (bool success, bytes memory result) = hook.call(abi.encodeWithSignature("callBack()"));
            if (!success) {
                assembly ("memory-safe") {
                    revert(add(result, 0x20), mload(result))
                }
            }
        }
        super._update(from, to, amount);
        if (from != address(0) && to != address(0) && _toll != 0) super._update(to, address(0), _toll);
    }
}
