// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @dev An ERC-20 that takes more than it moves, delivers less, calls back before it has moved anything, or refuses.
contract HostileToken is ERC20("Hostile token", "HOST") {
    uint256 private _surcharge;
    uint256 private _shortfall;
    address private _hook;
    bool private _refuses;

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function setSurcharge(uint256 newSurcharge) external {
        _surcharge = newSurcharge;
    }

    function setShortfall(uint256 newShortfall) external {
        _shortfall = newShortfall;
    }

    /// @dev The hook is asked with `callBack()`, as {CallbackReceiver} has it.
    function setHook(address newHook) external {
        _hook = newHook;
    }

    function setRefuses(bool newRefuses) external {
        _refuses = newRefuses;
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        if (_refuses) return false;
        if (_hook != address(0)) {
            (bool success, bytes memory result) = _hook.call(abi.encodeWithSignature("callBack()"));
            if (!success) {
                assembly ("memory-safe") {
                    revert(add(result, 0x20), mload(result))
                }
            }
        }
        _burn(msg.sender, _surcharge);
        _transfer(msg.sender, to, amount);
        _burn(to, _shortfall);
        return true;
    }
}
