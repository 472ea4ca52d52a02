// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IArbitrable} from "./IArbitrable.sol";

/// @title  ERC-792: who decides the disputes of arbitrable contracts
/// @dev ERC-165 id 0x2ef5e458. Amounts are in wei of the chain's native coin.
interface IArbitrator {
    /// @notice Where a dispute stands.
    /// @dev Waiting -> Appealable -> Waiting (appealed) or Solved, which is the end.
    enum DisputeStatus {
        Waiting,
        Appealable,
        Solved
    }

    /// @notice Emitted when an arbitrable contract brings a dispute.
    event DisputeCreation(uint256 indexed disputeId, IArbitrable indexed arbitrable);

    /// @notice Emitted when a ruling was given that can still be appealed.
    event AppealPossible(uint256 indexed disputeId, IArbitrable indexed arbitrable);

    /// @notice Emitted when a ruling was appealed.
    event AppealDecision(uint256 indexed disputeId, IArbitrable indexed arbitrable);

    /// @notice Brings a dispute, whose ruling will be given to the caller's `rule`.
    /// @dev Emits {DisputeCreation}. Pays at least {arbitrationCost}.
    /// @param choices How many rulings there are to choose from, besides 0, the refusal to decide.
    /// @param extraData What the arbitrator asks to know about the dispute.
    /// @return disputeId The arbitrator's number for it.
    function createDispute(uint256 choices, bytes calldata extraData) external payable returns (uint256 disputeId);

    /// @notice Contests the current ruling.
    /// @dev Emits {AppealDecision}. Pays at least {appealCost}.
    /// @param disputeId The dispute.
    /// @param extraData What the arbitrator asks to know about the appeal.
    function appeal(uint256 disputeId, bytes calldata extraData) external payable;

    /// @notice What bringing a dispute costs, in wei.
    function arbitrationCost(bytes calldata extraData) external view returns (uint256 cost);

    /// @notice What contesting the current ruling costs, in wei.
    function appealCost(uint256 disputeId, bytes calldata extraData) external view returns (uint256 cost);

    /// @notice From when until when the ruling can be appealed, in seconds since 1970; zeros if it cannot or that is unknown.
    function appealPeriod(uint256 disputeId) external view returns (uint256 start, uint256 end);

    /// @notice Where a dispute stands.
    function disputeStatus(uint256 disputeId) external view returns (DisputeStatus status);

    /// @notice The ruling given, or the one that will be if nobody appeals.
    function currentRuling(uint256 disputeId) external view returns (uint256 ruling);
}
