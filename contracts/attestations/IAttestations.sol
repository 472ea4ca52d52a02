// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {PowerChange} from "../kernel/IProvisions.sol";
import {IAttestationResolver} from "./IAttestationResolver.sol";

/// @notice What attestations of a kind say, and who may make them.
/// @param resolver Whom each attestation asks first; zero for nobody.
/// @param quorum How many attesters it takes, from 1 to 4.
/// @param isRevocable Whether attesters can revoke.
struct Schema {
    IAttestationResolver resolver;
    uint8 quorum;
    bool isRevocable;
}

/// @notice What is attested. Its hash is the attestation's id, so that the same is attested once.
/// @param schemaId The schema, from 1.
/// @param expiration When it ends, in seconds since 1970; 0 for never.
/// @param recipient The account that it is about. A citizen is named by the id, as an address below 2^32, whatever the key.
/// @param refUid Another attestation that it refers to; zero for none.
/// @param salt Any number, to attest the same again.
/// @param data What is said, as the schema defines it: a digest where it is private.
struct Content {
    uint32 schemaId;
    uint32 expiration;
    address recipient;
    bytes32 refUid;
    uint256 salt;
    bytes data;
}

/// @notice An attester's consent, for others to send.
/// @param attester The account that holds the attester's citizenship.
/// @param deadline When it expires, in seconds since 1970.
/// @param signature EIP-712 signature of `Attestation(uint256 schemaId,uint256 expiration,address recipient,bytes32 refUid,uint256
///        salt,bytes data,uint256 round,uint256 deadline)` by the account (ERC-1271 for contract accounts).
struct Approval {
    address attester;
    uint40 deadline;
    bytes signature;
}

/// @notice An attestation as a reader sees it. Moments are in seconds since 1970.
/// @param schemaId The schema; 0 if there is no such attestation.
/// @param attestedAt When it was made.
/// @param expiration When it ends; 0 for never.
/// @param revokedAt When it was revoked; 0 if it was not.
/// @param attesterIds The citizens who attested.
struct AttestationView {
    uint256 schemaId;
    uint256 attestedAt;
    uint256 expiration;
    uint256 revokedAt;
    uint256[] attesterIds;
}

/// @notice An attester's accreditation for a schema. Moments are in seconds since 1970.
/// @param until When it ends; 0 if there was none.
/// @param disownedAt Up to when what the attester attested counts no longer; 0 if the attester was never disowned.
/// @param round The round of which approvals count: each end of one makes void what was signed and not sent.
struct Accreditation {
    uint40 until;
    uint40 disownedAt;
    uint32 round;
}

/// @title  Attestations
/// @notice What accredited citizens say of accounts and citizens: a level of identification, an address of mail, a licence.
/// @dev The record holds who attested, when, and until when, in one slot. What was said is in the event, and its hash is the id.
interface IAttestations {
    /* EVENTS */

    /// @notice Emitted when a schema is registered. Its definition is a text, as EAS writes them: "uint8 level,bytes32 dossier".
    event SchemaRegistered(
        uint256 indexed schemaId, address indexed resolver, uint256 quorum, bool isRevocable, string definition
    );

    /// @notice Emitted when a citizen may attest until a moment in seconds since 1970; a past one ends that.
    event AttesterAccredited(uint256 indexed schemaId, uint256 indexed citizenId, uint256 oldUntil, uint256 newUntil);

    /// @notice Emitted when nothing counts any more that a citizen has attested so far, with the digest of the reasons.
    event AttesterDisowned(uint256 indexed schemaId, uint256 indexed citizenId, bytes32 indexed reasons);

    /// @notice Emitted when what an attester signed and nobody sent is void: approvals of `round` count from now on.
    event ApprovalsCancelled(uint256 indexed schemaId, uint256 indexed citizenId, uint256 round);

    /// @notice Emitted when something is attested.
    event Attested(
        bytes32 indexed uid,
        uint256 indexed schemaId,
        address indexed recipient,
        uint256[] attesterIds,
        uint256 expiration,
        bytes32 refUid,
        uint256 salt,
        bytes data
    );

    /// @notice Emitted when one of the attesters revokes it.
    event AttestationRevoked(bytes32 indexed uid, uint256 indexed citizenId);

    /* ERRORS */

    /// @notice An attestation takes one to four attesters: choose a quorum of so many.
    error Attestations_QuorumOutOfBounds(uint256 quorum);

    /// @notice A definition is 1 to 512 bytes: shorten it, and keep the rest elsewhere.
    error Attestations_DefinitionOutOfBounds(uint256 length, uint256 max);

    /// @notice There is no such schema: schemas are numbered from 1 in their order.
    error Attestations_UnknownSchema(uint256 schemaId);

    /// @notice Only who holds a citizenship is accredited, or disowned: choose another citizen.
    error Attestations_NotACitizen(uint256 citizenId);

    /// @notice The account holds no citizenship: only citizens sign what is to be cancelled.
    error Attestations_NotACitizensAccount(address account);

    /// @notice No contract is at the address: name the institution that is to be asked, or none.
    error Attestations_NotAResolver(address resolver);

    /// @notice The account is none of an active citizen who is accredited for the schema: have the accreditation renewed.
    error Attestations_NotAccredited(uint256 schemaId, address account);

    /// @notice The schema takes another number of attesters: send as many approvals, each of another attester.
    error Attestations_WrongQuorum(uint256 schemaId, uint256 given, uint256 quorum);

    /// @notice An attester counts once, in ascending order of the ids: sort the approvals.
    error Attestations_NotAscending(uint256 citizenId);

    /// @notice The end is past: choose a later one, or 0 for none.
    error Attestations_MomentPassed(uint256 moment, uint256 currentTime);

    /// @notice The institution behind the schema does not let this be attested: ask it why.
    error Attestations_Refused(uint256 schemaId, address recipient);

    /// @notice Exactly this was attested before, perhaps revoked since: choose another salt to attest it again.
    error Attestations_AlreadyAttested(bytes32 uid);

    /// @notice The deadline of the signature is over: have a new one signed.
    error Attestations_SignatureExpired(uint256 deadline);

    /// @notice The account did not sign exactly these values: have them signed again.
    error Attestations_SignatureInvalid(address account);

    /// @notice There is no such attestation: check its id.
    error Attestations_Unknown(bytes32 uid);

    /// @notice What is attested under this schema cannot be revoked: wait for its end, or ask for the attester to be disowned.
    error Attestations_NotRevocable(bytes32 uid);

    /// @notice Only one of its attesters revokes an attestation: ask one of them.
    error Attestations_NotTheAttester(bytes32 uid, address account);

    /// @notice This attestation was revoked before: nothing is left to do.
    error Attestations_AlreadyRevoked(bytes32 uid);

    /* SCHEMAS AND ATTESTERS */

    /// @notice Registers a schema.
    /// @dev Emits {SchemaRegistered}.
    /// @param definition The fields, in 1 to 512 bytes.
    /// @param resolver Whom each attestation asks first; zero for nobody.
    /// @param quorum How many attesters it takes, from 1 to 4.
    /// @param isRevocable Whether attesters can revoke.
    /// @return schemaId The schema's number, from 1.
    /// @custom:access government
    /// @custom:reverts Attestations_DefinitionOutOfBounds if the definition is empty or too long.
    /// @custom:reverts Attestations_QuorumOutOfBounds if the quorum is not from 1 to 4.
    /// @custom:reverts Attestations_NotAResolver if there is no contract at the resolver's address.
    function registerSchema(string calldata definition, IAttestationResolver resolver, uint8 quorum, bool isRevocable)
        external
        returns (uint256 schemaId);

    /// @notice Lets a citizen attest until a moment. A past moment ends that, and leaves standing what was attested.
    /// @dev Emits {AttesterAccredited}.
    /// @param schemaId The schema.
    /// @param citizenId The citizen.
    /// @param until In seconds since 1970.
    /// @custom:access government constitutional
    /// @custom:reverts Attestations_UnknownSchema if there is no such schema.
    /// @custom:reverts Attestations_NotACitizen if nobody holds the citizenship.
    function accredit(uint256 schemaId, uint256 citizenId, uint40 until) external;

    /// @notice Ends an accreditation, and lets nothing count that the citizen has attested or signed under the schema so far.
    /// @dev Emits {ApprovalsCancelled} and {AttesterDisowned}.
    /// @param schemaId The schema.
    /// @param citizenId The citizen, whose citizenship may have ended.
    /// @param reasons The digest of the reasons.
    /// @custom:access government
    /// @custom:reverts Attestations_UnknownSchema if there is no such schema.
    function disown(uint256 schemaId, uint256 citizenId, bytes32 reasons) external;

    /// @notice How a call to this contract would change power now: whoever disowns, or shortens an accreditation, takes it back. The
    ///         governor asks for it when it classes a proposal, and again before the execution.
    /// @param data The call's data.
    function powerChangeOf(bytes calldata data) external view returns (PowerChange);

    /* ATTESTING */

    /// @notice Attests, all or nothing, under schemas that take one attester.
    /// @dev Emits {Attested} for each.
    /// @param contents What is attested.
    /// @custom:access citizen: who is accredited for the schema
    /// @custom:reverts Attestations_UnknownSchema if there is no such schema.
    /// @custom:reverts Attestations_WrongQuorum if the schema takes more than one attester.
    /// @custom:reverts Attestations_NotAccredited if the caller is not accredited.
    /// @custom:reverts Attestations_MomentPassed if an end is past.
    /// @custom:reverts Attestations_Refused if the resolver refuses.
    /// @custom:reverts Attestations_AlreadyAttested if the same was attested.
    function attest(Content[] calldata contents) external;

    /// @notice Attests as attesters signed, as many as the schema takes, in the order of their ids.
    /// @dev Emits {Attested}.
    /// @param content What is attested.
    /// @param approvals The attesters' signatures.
    /// @return uid The attestation's id.
    /// @custom:access anyone: with the attesters' signatures
    /// @custom:reverts Attestations_UnknownSchema if there is no such schema.
    /// @custom:reverts Attestations_WrongQuorum if they are more or fewer.
    /// @custom:reverts Attestations_SignatureExpired if a deadline is past.
    /// @custom:reverts Attestations_SignatureInvalid if a signature is not the account's.
    /// @custom:reverts Attestations_NotAccredited if an account's citizen is not accredited.
    /// @custom:reverts Attestations_NotAscending if an attester comes twice, or out of order.
    /// @custom:reverts Attestations_MomentPassed if the end is past.
    /// @custom:reverts Attestations_Refused if the resolver refuses.
    /// @custom:reverts Attestations_AlreadyAttested if the same was attested.
    function attestSigned(Content calldata content, Approval[] calldata approvals) external returns (bytes32 uid);

    /// @notice Makes void what the caller has signed under a schema, and nobody has sent.
    /// @dev Emits {ApprovalsCancelled}.
    /// @param schemaId The schema.
    /// @custom:access citizen
    /// @custom:reverts Attestations_UnknownSchema if there is no such schema.
    /// @custom:reverts Attestations_NotACitizensAccount if the caller holds no citizenship.
    function cancelApprovals(uint256 schemaId) external;

    /// @notice Revokes attestations of the caller's, all or nothing. Of several attesters one suffices.
    /// @dev Emits {AttestationRevoked} for each.
    /// @param uids The attestations.
    /// @custom:access citizen: one of the attesters, also one who is not accredited any more
    /// @custom:reverts Attestations_Unknown if there is no such attestation.
    /// @custom:reverts Attestations_NotRevocable if the schema has none revoked.
    /// @custom:reverts Attestations_NotTheAttester if the caller is none of its attesters.
    /// @custom:reverts Attestations_AlreadyRevoked if it was revoked.
    function revoke(bytes32[] calldata uids) external;

    /// @notice Revokes an attestation as one of its attesters signed.
    /// @dev Emits {AttestationRevoked}.
    /// @param uid The attestation.
    /// @param attester The account that holds the attester's citizenship.
    /// @param deadline When the signature expires, in seconds since 1970.
    /// @param signature EIP-712 signature of `Revocation(bytes32 uid,uint256 deadline)` by the account (ERC-1271, too).
    /// @custom:access anyone: with an attester's signature
    /// @custom:reverts Attestations_SignatureExpired if the deadline is past.
    /// @custom:reverts Attestations_SignatureInvalid if the signature is not the account's.
    /// @custom:reverts Attestations_Unknown if there is no such attestation.
    /// @custom:reverts Attestations_NotRevocable if the schema has none revoked.
    /// @custom:reverts Attestations_NotTheAttester if the account is none of its attesters'.
    /// @custom:reverts Attestations_AlreadyRevoked if it was revoked.
    function revokeSigned(bytes32 uid, address attester, uint40 deadline, bytes calldata signature) external;

    /* READING */

    /// @notice How many schemas there are. Their numbers run from 1 to this one.
    function schemaCount() external view returns (uint256);

    /// @notice A schema by its number.
    /// @custom:reverts Attestations_UnknownSchema if there is no such schema.
    function schemaOf(uint256 schemaId) external view returns (Schema memory);

    /// @notice A citizen's accreditation for a schema.
    function accreditationOf(uint256 schemaId, uint256 citizenId) external view returns (Accreditation memory);

    /// @notice An attestation by its id.
    function attestationOf(bytes32 uid) external view returns (AttestationView memory);

    /// @notice The id of what is attested: its hash.
    function uidOf(Content calldata content) external view returns (bytes32);

    /// @notice Whether an attestation counts now: made, not ended, not revoked, and no attester disowned since. Each attester was
    ///         accredited when it was made.
    function isValid(bytes32 uid) external view returns (bool);
}
