// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {BeaconRequests} from "./BeaconRequests.sol";
import {DrandQuicknet} from "./DrandQuicknet.sol";
import {IDrandRandomness} from "./IDrandRandomness.sol";

/// @title  DrandRandomness
/// @notice Chance that neither the drand league nor whoever builds blocks can steer alone: a round of quicknet, verified here, and
///         the hash of a block, both fixed before either is known.
/// @dev AUTHORITY    None. quicknet's public key is a constant: whoever could set the key would choose the numbers.
///
///      ASSUMPTIONS  Those of {BeaconRequests}. A threshold of the league can know every round beforehand, for ever and unnoticed,
///                   and nobody can change one; the builder of the block can grind its hash, but does not know the round. To
///                   choose a seed takes both. The chain has the precompiles of EIP-2537 at their prices on Ethereum.
///
///      LIMITS       Either can hold a seed up: builders not at all for long, the league until {fallBack}. After the second time
///                   the block decides alone, as in BlockRandomness.
contract DrandRandomness is BeaconRequests {
    /// @param blocksAhead How far ahead the block is fixed, in blocks: 2 to 256, fewer than are built within the margin.
    /// @param margin How far ahead the round is fixed at least, in seconds: 900 to 86,400. At least 900 on Ethereum; at least 3,600
    ///        on a layer 2, whose clock may lag by as much as half an hour.
    constructor(uint256 blocksAhead, uint256 margin) BeaconRequests(blocksAhead, margin) {}

    /// @inheritdoc IDrandRandomness
    function isSupported() external view returns (bool) {
        return DrandQuicknet.isSupported();
    }

    /// @inheritdoc BeaconRequests
    function _verify(uint256 round, bytes memory signature) internal view override returns (bytes32) {
        return DrandQuicknet.verify(round, signature);
    }
}
