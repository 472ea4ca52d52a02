// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IProvisions, PowerChange} from "./IProvisions.sol";

/// @dev How a call to an institution would change power now. A target that does not answer gives power, as far as anyone can know.
function powerChangeOf(address target, bytes memory data) view returns (PowerChange) {
    (bool answered, bytes memory answer) = target.staticcall(abi.encodeCall(IProvisions.powerChangeOf, (data)));
    if (!answered || answer.length != 32) return PowerChange.More;
    return abi.decode(answer, (PowerChange));
}
