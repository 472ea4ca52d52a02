// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ERC165} from "@openzeppelin/contracts/utils/introspection/ERC165.sol";
import {BeaconRequests} from "./BeaconRequests.sol";
import {DrandQuicknet} from "./DrandQuicknet.sol";
import {IBlockRandomness} from "./IBlockRandomness.sol";
import {IDrandRandomness} from "./IDrandRandomness.sol";
import {IRandomness} from "./IRandomness.sol";

/// @title  DrandRandomness
/// @notice Randomness that neither the drand league nor a block builder can steer alone. It mixes a verified round of quicknet
///         and the hash of a block, both fixed before either is known.
/// @dev AUTHORITY    None. quicknet's public key is a constant: the power to set the key would be the power to choose seeds.
///
///      ASSUMPTIONS  Those of {BeaconRequests}. A threshold of the league can know every round in advance, unnoticed, but cannot
///                   change one. The builder of the block can grind its hash, but does not know the round. Choosing a seed
///                   takes both. The chain has the precompiles of EIP-2537 at their prices on Ethereum.
///
///      LIMITS       Either can delay a seed: builders for a few blocks, the league until {fallBack}. After the second
///                   fallback the block decides alone, as in BlockRandomness.
contract DrandRandomness is BeaconRequests, ERC165 {
    /// @param blocksAhead How far ahead the block is fixed, in blocks: 2 to 256, fewer than are built within the margin.
    /// @param margin How far ahead the round is fixed at least, in seconds: 900 to 86,400. At least 900 on Ethereum; at least 3,600
    ///        on a layer 2, whose clock may lag by as much as half an hour.
    constructor(uint256 blocksAhead, uint256 margin) BeaconRequests(blocksAhead, margin) {}

    /// @inheritdoc IDrandRandomness
    function isSupported() external view returns (bool) {
        return DrandQuicknet.isSupported();
    }

    /// @notice Whether the contract implements an interface (ERC-165).
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return interfaceId == type(IDrandRandomness).interfaceId || interfaceId == type(IBlockRandomness).interfaceId
            || interfaceId == type(IRandomness).interfaceId || super.supportsInterface(interfaceId);
    }

    /// @inheritdoc BeaconRequests
    function _verify(uint256 round, bytes memory signature) internal view override returns (bytes32) {
        return DrandQuicknet.verify(round, signature);
    }
}
