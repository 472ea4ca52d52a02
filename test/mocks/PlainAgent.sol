// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";

/// @notice Makes the calls of its principal: it stands in for a timelock, a court or any institution.
contract PlainAgent {
    address public immutable PRINCIPAL = msg.sender;

    error PlainAgent_NotPrincipal(address caller);

    function perform(address target, bytes calldata data) external returns (bytes memory) {
        require(msg.sender == PRINCIPAL, PlainAgent_NotPrincipal(msg.sender));
        return Address.functionCall(target, data);
    }
}
