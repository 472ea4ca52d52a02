// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IPersonhoodProof} from "../../contracts/admissions/IPersonhoodProof.sol";

/// An adapter that believes whatever it is told: the data is the digest and the level. It calls somebody first if it is told so.
contract PersonhoodProofStub is IPersonhoodProof {
    address private _target;
    bytes private _data;

    function callFirst(address target, bytes calldata data) external {
        (_target, _data) = (target, data);
    }

    function verify(address, bytes calldata data) external returns (bytes32 uniqueness, uint256 level) {
        if (_target != address(0)) {
            (bool success,) = _target.call(_data);
            require(success, "the call failed");
        }
        return abi.decode(data, (bytes32, uint256));
    }
}
