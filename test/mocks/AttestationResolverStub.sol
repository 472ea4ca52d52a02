// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IAttestationResolver} from "../../contracts/attestations/IAttestationResolver.sol";

/// An institution behind a schema, which allows what it is told to: of one recipient, by one attester at least.
contract AttestationResolverStub is IAttestationResolver {
    address public allowed;

    function allow(address recipient) external {
        allowed = recipient;
    }

    function mayAttest(uint256, uint256[] calldata attesterIds, address recipient, uint256, bytes calldata)
        external
        view
        returns (bool)
    {
        return attesterIds.length != 0 && recipient == allowed;
    }
}
