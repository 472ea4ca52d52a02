// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IArbitrator} from "./IArbitrator.sol";

/// @title  ERC-1497: evidence in disputes
/// @dev Events only. The texts are URIs of documents.
interface IEvidence {
    /// @notice Emitted when the document about one kind of dispute is published.
    event MetaEvidence(uint256 indexed metaEvidenceId, string evidence);

    /// @notice Emitted when evidence is submitted. A party of zero stands for none.
    event Evidence(
        IArbitrator indexed arbitrator, uint256 indexed evidenceGroupId, address indexed party, string evidence
    );

    /// @notice Emitted when a dispute is brought, with its subject and the group of its evidence.
    event Dispute(
        IArbitrator indexed arbitrator, uint256 indexed disputeId, uint256 metaEvidenceId, uint256 evidenceGroupId
    );
}
