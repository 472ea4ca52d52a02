// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Standing} from "../citizenship/ICitizenship.sol";
import {Signatures} from "../kernel/Signatures.sol";
import {ApplicationWord, toApplicationWord} from "./ApplicationWord.sol";
import {Deciders} from "./Deciders.sol";
import {Application, ApplicationView, DigestView, IAdmissions, Phase} from "./IAdmissions.sol";
import {Validators} from "./Validators.sol";

/// @title  Applications
/// @notice How an application is filed, withdrawn and closed, and for whom its digest stands.
/// @dev INVARIANTS   ADMIT-2 [filed]: an application is filed once. Its id is the hash of all that it says.
///
///      LIMITS       A digest is reserved by admission, not by application, so that nobody blocks a person by applying first.
abstract contract Applications is Validators, EIP712 {
    using Signatures for address;

    bytes32 private constant APPLICATION_TYPEHASH =
        keccak256("Application(address applicant,address payer,uint256 nonce,bytes32 dossier,bytes32 uniqueness)");
    bytes32 private constant CONSENT_TYPEHASH = keccak256(
        "Consent(Application application,uint256 deadline)Application(address applicant,address payer,uint256 nonce,bytes32 dossier,bytes32 uniqueness)"
    );

    /// @dev Opened by the first application, so that an admission opens no slot here.
    struct Digest {
        uint32 citizenId;
        uint32 applications;
        bool isFinal;
        bool isFreed;
    }

    // [filed]
    mapping(bytes32 applicationId => ApplicationWord) internal _applications;

    // ID-1
    mapping(bytes32 uniqueness => Digest) internal _digests;

    /// @inheritdoc IAdmissions
    mapping(address account => uint256) public coolOffEndsAt;

    /* APPLYING */

    /// @inheritdoc IAdmissions
    function applyForAdmission(bytes32 dossier, bytes32 uniqueness) external payable returns (bytes32 applicationId) {
        Application memory application =
            Application(msg.sender, msg.sender, CITIZENSHIP.admissionNonce(msg.sender), dossier, uniqueness);
        applicationId = _idOf(application);
        _open(applicationId, application);
    }

    /// @inheritdoc IAdmissions
    function sponsor(Application calldata application, uint40 deadline, bytes calldata signature)
        external
        payable
        returns (bytes32 applicationId)
    {
        require(msg.sender == application.payer, Admissions_NotPayer(msg.sender, application.payer));
        require(block.timestamp <= deadline, Admissions_SignatureExpired(deadline, block.timestamp));
        applicationId = _idOf(application);
        uint256 nonce = CITIZENSHIP.admissionNonce(application.applicant);
        require(application.nonce == nonce, Admissions_ApplicationStale(applicationId, application.nonce, nonce));
        _requireSigned(
            application.applicant,
            _hashTypedDataV4(keccak256(abi.encode(CONSENT_TYPEHASH, applicationId, deadline))),
            signature
        );
        _open(applicationId, application);
    }

    /// @inheritdoc IAdmissions
    function withdraw(Application calldata application) external {
        require(msg.sender == application.applicant, Admissions_NotApplicant(msg.sender, application.applicant));
        bytes32 applicationId = _idOf(application);
        ApplicationWord word = _requirePhase(applicationId, Phase.Open);
        // Else whom all but one refused would come back at once.
        if (word.refusals() != 0) coolOffEndsAt[application.applicant] = block.timestamp + _period(COOL_OFF);
        _close(applicationId, application, word, Phase.Withdrawn);
        emit ApplicationWithdrawn(applicationId);
    }

    /// @inheritdoc IAdmissions
    function expire(Application calldata application) external {
        bytes32 applicationId = _idOf(application);
        ApplicationWord word = _requirePhase(applicationId, Phase.Open);
        require(block.timestamp >= word.deadline(), Admissions_TooEarly(applicationId, word.deadline()));
        _close(applicationId, application, word, Phase.Expired);
        emit ApplicationExpired(applicationId);
    }

    /* READING */

    /// @inheritdoc IAdmissions
    function idOf(Application calldata application) external pure returns (bytes32) {
        return _idOf(application);
    }

    /// @inheritdoc IAdmissions
    function applicationOf(bytes32 applicationId) external view returns (ApplicationView memory) {
        ApplicationWord word = _applications[applicationId];
        Deciders attested = word.attested();
        uint256[] memory validatorIds = new uint256[](attested.count());
        for (uint256 i = 0; i < validatorIds.length; ++i) {
            validatorIds[i] = _validators[attested.numberAt(i)].citizenId();
        }
        return ApplicationView({
            phase: word.phase(),
            deadline: word.deadline(),
            fee: word.fee() * 1 gwei,
            bond: word.bond() * 1 gwei,
            citizenId: word.citizenId(),
            validatorIds: validatorIds,
            counted: _countSeated(attested),
            refusedBy: word.refusals(),
            level: word.level()
        });
    }

    /// @inheritdoc IAdmissions
    function digestOf(bytes32 uniqueness) external view returns (DigestView memory) {
        Digest storage digest = _digests[uniqueness];
        return DigestView(digest.citizenId, digest.applications, digest.isFinal, digest.isFreed);
    }

    /// @inheritdoc IAdmissions
    function cost() external view returns (uint256 fee, uint256 bond) {
        return (_current(FEE) * 1 gwei, _current(BOND) * 1 gwei);
    }

    /* FOR ADMISSIONS */

    /// @dev The digest stands for nobody, or for a person who may return, with the account held before unless it is freed.
    function _requireFree(Digest storage digest, bytes32 uniqueness, address applicant) internal view {
        uint256 formerId = digest.citizenId;
        if (formerId == 0) return;
        require(_isOver(formerId, digest.isFinal), Admissions_DigestTaken(uniqueness, formerId));
        address holder = CITIZENSHIP.citizen(formerId).holder;
        require(digest.isFreed || holder == applicant, Admissions_OtherAccount(formerId, holder));
    }

    /// @dev Whether a citizenship has ended for good: a ruling that may yet be overturned could give it back.
    function _isOver(uint256 citizenId, bool isRulingFinal) internal view returns (bool) {
        Standing standing = CITIZENSHIP.citizen(citizenId).standing;
        return standing == Standing.Renounced || (standing == Standing.Revoked && isRulingFinal);
    }

    /// @dev Closes an application that leads to nothing.
    function _close(bytes32 applicationId, Application calldata application, ApplicationWord word, Phase phase)
        internal
    {
        _leave(applicationId, word, phase);
        bool isDecided = word.isDecided();
        _returnBond(application, 0, isDecided ? word.bond() : word.bond() + word.fee());
        if (isDecided) _credit(address(0), TREASURY, 0, word.fee() * 1 gwei);
    }

    /// @dev Ends that validators' attestations to an application are open.
    function _leave(bytes32 applicationId, ApplicationWord word, Phase phase) internal {
        _applications[applicationId] = word.withPhase(phase);
        Deciders attested = word.attested();
        uint256 count = attested.count();
        for (uint256 i = 0; i < count; ++i) {
            uint256 number = attested.numberAt(i);
            _validators[number] = _validators[number].withOneFewer();
        }
    }

    /// @dev In gwei. To the citizen where the applicant paid and became one, so that it follows the person to a new key.
    function _returnBond(Application calldata application, uint256 citizenId, uint256 amount) internal {
        uint256 creditorId = application.payer == application.applicant ? citizenId : 0;
        _credit(address(0), application.payer, creditorId, amount * 1 gwei);
    }

    function _idOf(Application memory application) internal pure returns (bytes32) {
        return keccak256(abi.encode(APPLICATION_TYPEHASH, application));
    }

    function _requirePhase(bytes32 applicationId, Phase phase) internal view returns (ApplicationWord word) {
        word = _applications[applicationId];
        require(word.phase() == phase, Admissions_WrongPhase(applicationId, word.phase()));
    }

    function _requireSigned(address signer, bytes32 digest, bytes calldata signature) internal view {
        require(signer.isSignedBy(digest, signature), Admissions_SignatureInvalid(signer));
    }

    /* INTERNAL */

    function _open(bytes32 applicationId, Application memory application) private {
        address applicant = application.applicant;
        (uint256 fee, uint256 bond) = (_current(FEE), _current(BOND));
        require(msg.value == (fee + bond) * 1 gwei, Admissions_WrongPayment(msg.value, (fee + bond) * 1 gwei));
        uint256 citizenId = CITIZENSHIP.citizenOf(applicant);
        require(citizenId == 0, Admissions_AlreadyCitizen(applicant, citizenId));
        require(application.uniqueness != 0, Admissions_NoDigest(applicant));
        uint256 endsAt = coolOffEndsAt[applicant];
        require(block.timestamp >= endsAt, Admissions_CoolingOff(applicant, endsAt));
        Phase phase = _applications[applicationId].phase();
        require(phase == Phase.None, Admissions_AlreadyFiled(applicationId, phase));
        Digest storage digest = _digests[application.uniqueness];
        _requireFree(digest, application.uniqueness, applicant);

        uint256 deadline = block.timestamp + _period(APPLICATION_PERIOD);
        _applications[applicationId] = toApplicationWord(fee, bond, deadline);
        ++digest.applications;
        emit Applied(
            applicationId,
            applicant,
            application.uniqueness,
            application.payer,
            application.nonce,
            application.dossier,
            fee * 1 gwei,
            bond * 1 gwei,
            deadline
        );
    }
}
