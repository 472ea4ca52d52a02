// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {ERC165} from "@openzeppelin/contracts/utils/introspection/ERC165.sol";
import {ICitizenship} from "../citizenship/ICitizenship.sol";
import {PowerChange} from "../kernel/IProvisions.sol";
import {Signatures} from "../kernel/Signatures.sol";
import {IAttestationResolver} from "./IAttestationResolver.sol";
import {Accreditation, Approval, AttestationView, Content, IAttestations, Schema} from "./IAttestations.sol";

/// @title  Attestations
/// @notice What accredited citizens attest, by the hash of what they say.
/// @dev AUTHORITY    The government registers schemas, and accredits and disowns attesters. Attesters attest and revoke, by
///                   transaction or signature. An institution behind a schema may refuse.
///
///      ASSUMPTIONS  The citizenship names no citizen who is not active. Citizens' ids fit 32 bits.
///
///      INVARIANTS   ATTEST-1 [once]: what was attested, or revoked, is never attested again.
///                   ATTEST-2 [accredited]: each attester was accredited, and active, at the moment of the attestation.
///                   ATTEST-3 [final]: what was revoked, or of whose attester the past was disowned, never counts again.
///
///      LIMITS       What is said is in the logs alone, and public: personal data belongs in no attestation but as a digest that
///                   cannot be guessed. A contract asks by the hash of what it expects. The contract works until 7 February 2106.
contract Attestations is IAttestations, AccessManaged, EIP712, ERC165 {
    bytes32 private constant ATTESTATION_TYPEHASH = keccak256(
        "Attestation(uint256 schemaId,uint256 expiration,address recipient,bytes32 refUid,uint256 salt,bytes data,uint256 round,uint256 deadline)"
    );
    bytes32 private constant REVOCATION_TYPEHASH = keccak256("Revocation(bytes32 uid,uint256 deadline)");

    uint256 private constant MAX_QUORUM = 4;
    uint256 private constant MAX_DEFINITION_LENGTH = 512;

    ICitizenship private immutable CITIZENSHIP;

    /// @dev One slot. The first attesters come first, in ascending order, and zeros last.
    struct Attestation {
        uint32 schemaId;
        uint32 attestedAt;
        uint32 expiration;
        uint32 revokedAt;
        uint128 attesters;
    }

    // By number, less one.
    Schema[] private _schemas;

    // [accredited]
    mapping(uint256 schemaId => mapping(uint256 citizenId => Accreditation)) private _accreditations;

    // [once], [final]
    mapping(bytes32 uid => Attestation) private _attestations;

    constructor(address initialAuthority, ICitizenship citizenship)
        AccessManaged(initialAuthority)
        EIP712("Attestations", "1")
    {
        CITIZENSHIP = citizenship;
    }

    /* SCHEMAS AND ATTESTERS */

    /// @inheritdoc IAttestations
    function registerSchema(string calldata definition, IAttestationResolver resolver, uint8 quorum, bool isRevocable)
        external
        restricted
        returns (uint256 schemaId)
    {
        uint256 length = bytes(definition).length;
        require(
            length != 0 && length <= MAX_DEFINITION_LENGTH,
            Attestations_DefinitionOutOfBounds(length, MAX_DEFINITION_LENGTH)
        );
        require(quorum != 0 && quorum <= MAX_QUORUM, Attestations_QuorumOutOfBounds(quorum));
        // Else every attestation would fail, without a reason.
        bool isAsked = address(resolver) == address(0) || address(resolver).code.length != 0;
        require(isAsked, Attestations_NotAResolver(address(resolver)));

        _schemas.push(Schema(resolver, quorum, isRevocable));
        schemaId = _schemas.length;
        emit SchemaRegistered(schemaId, address(resolver), quorum, isRevocable, definition);
    }

    /// @inheritdoc IAttestations
    function accredit(uint256 schemaId, uint256 citizenId, uint40 until) external restricted {
        _schema(schemaId);
        bool isHeld = citizenId != 0 && CITIZENSHIP.citizenOf(CITIZENSHIP.holderOf(citizenId)) == citizenId;
        require(isHeld, Attestations_NotACitizen(citizenId));

        Accreditation storage accreditation = _accreditations[schemaId][citizenId];
        uint256 oldUntil = accreditation.until;
        accreditation.until = until;
        emit AttesterAccredited(schemaId, citizenId, oldUntil, until);
    }

    /// @inheritdoc IAttestations
    function disown(uint256 schemaId, uint256 citizenId, bytes32 reasons) external restricted {
        _schema(schemaId);
        Accreditation storage accreditation = _accreditations[schemaId][citizenId];
        (accreditation.until, accreditation.disownedAt) = (0, uint40(block.timestamp));
        // Whoever is accredited anew starts with nothing signed.
        _cancelApprovals(schemaId, citizenId, accreditation);
        emit AttesterDisowned(schemaId, citizenId, reasons);
    }

    /// @inheritdoc IAttestations
    function powerChangeOf(bytes calldata data) external view returns (PowerChange) {
        bytes4 selector = bytes4(data);
        if (selector == IAttestations.disown.selector) return PowerChange.Less;
        if (selector != IAttestations.accredit.selector) return PowerChange.AsMarked;
        (uint256 schemaId, uint256 citizenId, uint256 until) = abi.decode(data[4:], (uint256, uint256, uint256));
        bool isShorter = until <= block.timestamp || until <= _accreditations[schemaId][citizenId].until;
        return isShorter ? PowerChange.Less : PowerChange.More;
    }

    /* ATTESTING */

    /// @inheritdoc IAttestations
    function attest(Content[] calldata contents) external {
        uint256[] memory attesterIds = new uint256[](1);
        for (uint256 i = 0; i < contents.length; ++i) {
            uint256 schemaId = contents[i].schemaId;
            Schema storage schema = _schema(schemaId);
            require(schema.quorum == 1, Attestations_WrongQuorum(schemaId, 1, schema.quorum));
            attesterIds[0] = _requireAccredited(schemaId, msg.sender);
            _attest(contents[i], schema, attesterIds);
        }
    }

    /// @inheritdoc IAttestations
    function attestSigned(Content calldata content, Approval[] calldata approvals) external returns (bytes32 uid) {
        uint256 schemaId = content.schemaId;
        Schema storage schema = _schema(schemaId);
        uint256 given = approvals.length;
        require(given == schema.quorum, Attestations_WrongQuorum(schemaId, given, schema.quorum));
        uint256[] memory attesterIds = new uint256[](given);
        uint256 previous = 0;
        for (uint256 i = 0; i < given; ++i) {
            Approval calldata approval = approvals[i];
            uint256 attesterId = _requireAccredited(schemaId, approval.attester);
            uint256 round = _accreditations[schemaId][attesterId].round;
            _requireSigned(_structHash(content, round, approval.deadline), approval);
            require(attesterId > previous, Attestations_NotAscending(attesterId));
            attesterIds[i] = attesterId;
            previous = attesterId;
        }
        return _attest(content, schema, attesterIds);
    }

    /// @inheritdoc IAttestations
    function cancelApprovals(uint256 schemaId) external {
        _schema(schemaId);
        uint256 citizenId = CITIZENSHIP.citizenOf(msg.sender);
        require(citizenId != 0, Attestations_NotACitizensAccount(msg.sender));
        _cancelApprovals(schemaId, citizenId, _accreditations[schemaId][citizenId]);
    }

    /// @inheritdoc IAttestations
    function revoke(bytes32[] calldata uids) external {
        for (uint256 i = 0; i < uids.length; ++i) {
            _revoke(uids[i], msg.sender);
        }
    }

    /// @inheritdoc IAttestations
    function revokeSigned(bytes32 uid, address attester, uint40 deadline, bytes calldata signature) external {
        require(block.timestamp <= deadline, Attestations_SignatureExpired(deadline));
        bytes32 digest = _hashTypedDataV4(keccak256(abi.encode(REVOCATION_TYPEHASH, uid, uint256(deadline))));
        require(Signatures.isSignedBy(attester, digest, signature), Attestations_SignatureInvalid(attester));
        _revoke(uid, attester);
    }

    /* READING */

    /// @inheritdoc IAttestations
    function schemaCount() external view returns (uint256) {
        return _schemas.length;
    }

    /// @inheritdoc IAttestations
    function schemaOf(uint256 schemaId) external view returns (Schema memory) {
        return _schema(schemaId);
    }

    /// @inheritdoc IAttestations
    function accreditationOf(uint256 schemaId, uint256 citizenId) external view returns (Accreditation memory) {
        return _accreditations[schemaId][citizenId];
    }

    /// @inheritdoc IAttestations
    function attestationOf(bytes32 uid) external view returns (AttestationView memory) {
        Attestation storage a = _attestations[uid];
        uint256 attesters = a.attesters;
        uint256 count = 0;
        while (attesters >> (32 * count) != 0) ++count;
        uint256[] memory attesterIds = new uint256[](count);
        for (uint256 i = 0; i < count; ++i) {
            attesterIds[i] = uint32(attesters >> (32 * i));
        }
        return AttestationView(a.schemaId, a.attestedAt, a.expiration, a.revokedAt, attesterIds);
    }

    /// @inheritdoc IAttestations
    function uidOf(Content calldata content) public view returns (bytes32) {
        return _hashTypedDataV4(_structHash(content, 0, 0));
    }

    /// @inheritdoc IAttestations
    function isValid(bytes32 uid) external view returns (bool) {
        Attestation memory a = _attestations[uid];
        if (a.schemaId == 0 || a.revokedAt != 0) return false;
        if (a.expiration != 0 && block.timestamp >= a.expiration) return false;
        for (uint256 attesters = a.attesters; attesters != 0; attesters >>= 32) {
            if (a.attestedAt <= _accreditations[a.schemaId][uint32(attesters)].disownedAt) return false;
        }
        return true;
    }

    /// @notice Whether the contract implements an interface (ERC-165).
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return interfaceId == type(IAttestations).interfaceId || interfaceId == type(IERC5267).interfaceId
            || super.supportsInterface(interfaceId);
    }

    /* INTERNAL */

    /// @dev The attesters are accredited, as many as the schema takes, in ascending order.
    function _attest(Content calldata content, Schema storage schema, uint256[] memory attesterIds)
        private
        returns (bytes32 uid)
    {
        uint256 expiration = content.expiration;
        require(expiration == 0 || expiration > block.timestamp, Attestations_MomentPassed(expiration, block.timestamp));
        uid = uidOf(content);
        Attestation storage a = _attestations[uid];
        require(a.schemaId == 0, Attestations_AlreadyAttested(uid));
        _requireAllowed(content, schema.resolver, attesterIds);

        uint256 attesters = 0;
        for (uint256 i = 0; i < attesterIds.length; ++i) {
            attesters |= attesterIds[i] << (32 * i);
        }
        (a.schemaId, a.attestedAt, a.expiration) = (content.schemaId, uint32(block.timestamp), content.expiration);
        a.attesters = uint128(attesters);
        emit Attested(
            uid,
            content.schemaId,
            content.recipient,
            attesterIds,
            expiration,
            content.refUid,
            content.salt,
            content.data
        );
    }

    function _cancelApprovals(uint256 schemaId, uint256 citizenId, Accreditation storage accreditation) private {
        uint32 round = accreditation.round + 1;
        accreditation.round = round;
        emit ApprovalsCancelled(schemaId, citizenId, round);
    }

    function _revoke(bytes32 uid, address account) private {
        Attestation storage a = _attestations[uid];
        uint256 schemaId = a.schemaId;
        require(schemaId != 0, Attestations_Unknown(uid));
        require(_schemas[schemaId - 1].isRevocable, Attestations_NotRevocable(uid));
        uint256 citizenId = CITIZENSHIP.citizenOf(account);
        require(citizenId != 0 && _isAmong(a.attesters, citizenId), Attestations_NotTheAttester(uid, account));
        require(a.revokedAt == 0, Attestations_AlreadyRevoked(uid));

        a.revokedAt = uint32(block.timestamp);
        emit AttestationRevoked(uid, citizenId);
    }

    function _schema(uint256 schemaId) private view returns (Schema storage) {
        require(schemaId != 0 && schemaId <= _schemas.length, Attestations_UnknownSchema(schemaId));
        return _schemas[schemaId - 1];
    }

    function _requireAccredited(uint256 schemaId, address account) private view returns (uint256 citizenId) {
        citizenId = CITIZENSHIP.activeCitizenOf(account);
        // Nobody is accredited as the citizen 0.
        bool isAccredited = block.timestamp < _accreditations[schemaId][citizenId].until;
        require(isAccredited, Attestations_NotAccredited(schemaId, account));
    }

    function _requireAllowed(Content calldata content, IAttestationResolver resolver, uint256[] memory attesterIds)
        private
        view
    {
        if (address(resolver) == address(0)) return;
        bool isAllowed =
            resolver.mayAttest(content.schemaId, attesterIds, content.recipient, content.expiration, content.data);
        require(isAllowed, Attestations_Refused(content.schemaId, content.recipient));
    }

    function _requireSigned(bytes32 structHash, Approval calldata approval) private view {
        require(block.timestamp <= approval.deadline, Attestations_SignatureExpired(approval.deadline));
        require(
            Signatures.isSignedBy(approval.attester, _hashTypedDataV4(structHash), approval.signature),
            Attestations_SignatureInvalid(approval.attester)
        );
    }

    function _structHash(Content calldata content, uint256 round, uint256 deadline) private pure returns (bytes32) {
        return keccak256(
            abi.encode(
                ATTESTATION_TYPEHASH,
                uint256(content.schemaId),
                uint256(content.expiration),
                content.recipient,
                content.refUid,
                content.salt,
                keccak256(content.data),
                round,
                deadline
            )
        );
    }

    function _isAmong(uint256 attesters, uint256 citizenId) private pure returns (bool) {
        for (; attesters != 0; attesters >>= 32) {
            if (uint32(attesters) == citizenId) return true;
        }
        return false;
    }
}
