// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IArbitrator} from "./IArbitrator.sol";

/// @title  ERC-792: a contract whose disputes an arbitrator decides
/// @dev ERC-165 id 0x311a6c56.
interface IArbitrable {
    /// @notice Emitted when a ruling takes effect here; 0 is the arbitrator's refusal to decide.
    event Ruling(IArbitrator indexed arbitrator, uint256 indexed disputeId, uint256 ruling);

    /// @notice Gives effect to the ruling in a dispute.
    /// @dev Emits {Ruling}. An implementation accepts one call, from the dispute's arbitrator.
    /// @param disputeId The dispute, as the arbitrator numbers it.
    /// @param ruling One of the dispute's choices; 0 for the refusal to decide.
    function rule(uint256 disputeId, uint256 ruling) external;
}
