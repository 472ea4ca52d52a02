// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {IERC1363Receiver} from "@openzeppelin/contracts/interfaces/IERC1363Receiver.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @notice A contract account that books the amounts of its callbacks, and pays out what it booked.
contract PaymentReceiver is IERC1363Receiver, IERC1271 {
    IERC20 private immutable COIN;
    address private immutable OWNER;

    mapping(address payer => uint256) public booked;

    constructor(IERC20 coin) {
        COIN = coin;
        OWNER = msg.sender;
    }

    function onTransferReceived(address, address from, uint256 value, bytes calldata) external returns (bytes4) {
        booked[from] += value;
        return IERC1363Receiver.onTransferReceived.selector;
    }

    function payBack() external {
        uint256 amount = booked[msg.sender];
        booked[msg.sender] = 0;
        require(COIN.transfer(msg.sender, amount));
    }

    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        return ECDSA.recover(hash, signature) == OWNER ? IERC1271.isValidSignature.selector : bytes4(0);
    }
}
