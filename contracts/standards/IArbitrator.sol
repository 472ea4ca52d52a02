// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IArbitrable} from "./IArbitrable.sol";

/// @title  ERC-792: a contract that decides the disputes of arbitrable contracts
/// @dev ERC-165 id 0x2ef5e458. Amounts are in wei of the chain's native coin.
interface IArbitrator {
    /// @notice The states of a dispute.
    /// @dev Waiting -> Appealable -> Waiting (appealed) or Solved, which is the end.
    enum DisputeStatus {
        Waiting,
        Appealable,
        Solved
    }

    /// @notice Emitted when an arbitrable contract brings a dispute.
    event DisputeCreation(uint256 indexed disputeId, IArbitrable indexed arbitrable);

    /// @notice Emitted when a ruling can be appealed against.
    event AppealPossible(uint256 indexed disputeId, IArbitrable indexed arbitrable);

    /// @notice Emitted when a ruling is appealed against.
    event AppealDecision(uint256 indexed disputeId, IArbitrable indexed arbitrable);

    /// @notice Brings a dispute. The arbitrator delivers the ruling to the caller's `rule`.
    /// @dev Emits {DisputeCreation}. The value is at least {arbitrationCost}.
    /// @param choices How many rulings there are to choose from, besides 0, the refusal to decide.
    /// @param extraData The details that the arbitrator needs.
    /// @return disputeId The arbitrator's number for it.
    function createDispute(uint256 choices, bytes calldata extraData) external payable returns (uint256 disputeId);

    /// @notice Appeals against the current ruling.
    /// @dev Emits {AppealDecision}. The value is at least {appealCost}.
    /// @param disputeId The dispute.
    /// @param extraData The details that the arbitrator needs.
    function appeal(uint256 disputeId, bytes calldata extraData) external payable;

    /// @notice The cost of a dispute, in wei.
    function arbitrationCost(bytes calldata extraData) external view returns (uint256 cost);

    /// @notice The cost of an appeal against the current ruling, in wei.
    function appealCost(uint256 disputeId, bytes calldata extraData) external view returns (uint256 cost);

    /// @notice When the ruling can be appealed against, in seconds since 1970; zeros if it cannot, or that is unknown.
    function appealPeriod(uint256 disputeId) external view returns (uint256 start, uint256 end);

    /// @notice The state of a dispute.
    function disputeStatus(uint256 disputeId) external view returns (DisputeStatus status);

    /// @notice The ruling, which is final if nobody appeals.
    function currentRuling(uint256 disputeId) external view returns (uint256 ruling);
}
