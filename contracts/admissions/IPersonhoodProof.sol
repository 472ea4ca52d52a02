// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title  PersonhoodProof
/// @notice A socket for proofs that an account is a person's, and that no other account of the same person has proven so under
///         another digest. An adapter puts it before a system of such proofs.
interface IPersonhoodProof {
    /// @notice The proof is another account's, or of another nation's: have it made for this account here.
    error PersonhoodProof_NotTheApplicants(address applicant, address proven);

    /// @notice Checks a proof, and reverts if it is not the applicant's.
    /// @param applicant The account that is to be a person's.
    /// @param data The proof, as the adapter takes it.
    /// @return uniqueness The proof's nullifier: the same for each proof of one person here.
    /// @return level How strong the proof is: 1 or 2.
    /// @custom:access anyone
    /// @custom:reverts PersonhoodProof_NotTheApplicants if it is another account's.
    function verify(address applicant, bytes calldata data) external returns (bytes32 uniqueness, uint256 level);
}
