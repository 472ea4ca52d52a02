// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IArbitrator} from "./IArbitrator.sol";

/// @title  ERC-1497: evidence in disputes
/// @dev Events only. The texts are URIs of documents, which name the hash of what they point to where the URI does not.
interface IEvidence {
    /// @notice Emitted when the document is published that says what disputes of one kind are about.
    event MetaEvidence(uint256 indexed metaEvidenceId, string evidence);

    /// @notice Emitted when evidence is submitted; a party of zero is nobody's.
    event Evidence(
        IArbitrator indexed arbitrator, uint256 indexed evidenceGroupId, address indexed party, string evidence
    );

    /// @notice Emitted when a dispute is brought, to tie it to what it is about and to its evidence.
    event Dispute(
        IArbitrator indexed arbitrator, uint256 indexed disputeId, uint256 metaEvidenceId, uint256 evidenceGroupId
    );
}
