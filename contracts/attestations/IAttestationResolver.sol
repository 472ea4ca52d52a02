// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title  Attestation resolver
/// @notice What an institution can put behind a schema of its own: whether accredited attesters may say this of that subject.
interface IAttestationResolver {
    /// @notice Whether attesters may attest something.
    /// @param schemaId The schema.
    /// @param attesterIds The citizens who attest, all of them accredited.
    /// @param recipient The account that it is about, or the id of the citizen whom it is about.
    /// @param expiration When it ends, in seconds since 1970; 0 for never.
    /// @param data What is said, as the schema defines it.
    function mayAttest(
        uint256 schemaId,
        uint256[] calldata attesterIds,
        address recipient,
        uint256 expiration,
        bytes calldata data
    ) external view returns (bool);
}
