// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ERC165} from "@openzeppelin/contracts/utils/introspection/ERC165.sol";
import {CitizenRecord, ICitizenship, SignedRequest, Standing} from "../citizenship/ICitizenship.sol";
import {BASIS_POINTS} from "../kernel/BasisPoints.sol";
import {IProvisions, ProvisionTerms} from "../kernel/IProvisions.sol";
import {IPayouts} from "../kernel/IPayouts.sol";
import {Provisions} from "../kernel/Provisions.sol";
import {INation} from "../nation/INation.sol";
import {AdmissionsProvisions} from "./AdmissionsProvisions.sol";
import {Applications} from "./Applications.sol";
import {ApplicationWord} from "./ApplicationWord.sol";
import {Deciders} from "./Deciders.sol";
import {FinalRulings} from "./FinalRulings.sol";
import {Application, IAdmissions, Phase, SignedAttestation} from "./IAdmissions.sol";
import {IPersonhoodProof} from "./IPersonhoodProof.sol";
import {ValidatorWord} from "./ValidatorWord.sol";
import {Validators} from "./Validators.sol";

/// @title  Admissions
/// @notice The road from stranger to citizen: an application with fee and bond, attestations by accredited validators, the
///         citizenship, and a waiting period in which anyone may challenge it before the court.
/// @dev AUTHORITY    Applicants apply and withdraw. Validators attest and refuse. Whoever has enough attestations is admitted by
///                   anyone, as this contract holds the registrar's role. The government accredits and dismisses validators, and
///                   sets the provisions. A final ruling takes bonds and accreditations. Nobody else moves money.
///
///      ASSUMPTIONS  The citizenship names no citizen who is not active, and calls nobody back. The directory's tribunal tells the
///                   truth of its challenges. The treasury accepts native coin.
///
///      INVARIANTS   ID-1: at most one citizenship that was admitted here under a uniqueness digest is held at a time.
///                   ID-2: native coin held = bonds and fees of open and unsettled applications + validators' bonds + what is owed.
///                   ID-3: nobody is admitted here to whom fewer validators than `attestations` attested, without those disowned, and
///                   less what a proof of personhood stands for.
///
///      LIMITS       Citizens admitted by other roads have no digest. A signed attestation cannot be taken back but by {refuse}.
///                   A cool-off is an account's. What follows from a false admission takes what bonds are there by then: where a
///                   ruling takes longer than the liability, whoever enforces it proves the admission false in the same transaction.
contract Admissions is Applications, ERC165 {
    using FinalRulings for INation;

    bytes32 private constant ATTESTATION_TYPEHASH = keccak256(
        "Attestation(Application application)Application(address applicant,address payer,uint256 nonce,bytes32 dossier,bytes32 uniqueness)"
    );

    /// @dev How long an applicant has to be admitted once enough validators attested: three windows of the brake, in seconds.
    uint256 private constant ADMISSION_PERIOD = 90 days;

    /// @dev The highest level of a proof of personhood.
    uint256 private constant MOST_LEVEL = 2;

    /// @dev What attesting takes, read once for a batch. The bond is in gwei.
    struct Demand {
        uint256 attestations;
        uint256 openLimit;
        uint256 bond;
    }

    INation private immutable NATION;

    mapping(bytes32 applicationId => Deciders) private _refused;

    /// @inheritdoc IAdmissions
    mapping(IPersonhoodProof proof => bool) public isProofAccepted;

    constructor(
        address initialAuthority,
        ICitizenship citizenship,
        INation nation,
        address treasury,
        ProvisionTerms[] memory terms
    )
        AccessManaged(initialAuthority)
        Provisions(terms)
        AdmissionsProvisions(terms)
        Validators(citizenship, treasury)
        EIP712("Admissions", "1")
    {
        NATION = nation;
    }

    /* DECIDING */

    /// @inheritdoc IAdmissions
    function attest(bytes32 applicationId) external {
        ApplicationWord oldWord = _requireInTime(applicationId);
        Demand memory demand = _requireEnoughValidators();
        (ApplicationWord word,) = _attest(applicationId, oldWord, _numberBy(msg.sender), demand);
        _store(applicationId, oldWord, word, demand.attestations);
    }

    /// @inheritdoc IAdmissions
    function attestSigned(bytes32 applicationId, SignedAttestation[] calldata attestations) external {
        ApplicationWord oldWord = _requireInTime(applicationId);
        ApplicationWord word = oldWord;
        Demand memory demand = _requireEnoughValidators();
        bytes32 digest = _hashTypedDataV4(keccak256(abi.encode(ATTESTATION_TYPEHASH, applicationId)));
        for (uint256 i = 0; i < attestations.length; ++i) {
            address validator;
            (word, validator) = _attest(applicationId, word, attestations[i].number, demand);
            _requireSigned(validator, digest, attestations[i].signature);
        }
        _store(applicationId, oldWord, word, demand.attestations);
    }

    /// @inheritdoc IAdmissions
    function prove(Application calldata application, IPersonhoodProof proof, bytes calldata data) external {
        require(isProofAccepted[proof], Admissions_ProofNotAccepted(proof));
        // Before anything is read, since the proof may call others.
        (bytes32 uniqueness, uint256 level) = proof.verify(application.applicant, data);
        bytes32 applicationId = _idOf(application);
        ApplicationWord word = _requireInTime(applicationId);
        require(uniqueness == application.uniqueness, Admissions_OtherPerson(uniqueness, application.uniqueness));
        require(
            level > word.level() && level <= MOST_LEVEL,
            Admissions_LevelNotHigher(applicationId, level, word.level(), MOST_LEVEL)
        );

        emit ApplicationProven(applicationId, proof, level);
        _store(applicationId, word, word.withLevel(level), _current(ATTESTATIONS));
    }

    /// @inheritdoc IAdmissions
    function refuse(Application calldata application, bytes32 reasons) external {
        bytes32 applicationId = _idOf(application);
        ApplicationWord word = _requireInTime(applicationId);
        uint256 number = _numberBy(msg.sender);
        (ValidatorWord validator,) = _requireValidator(number, _current(VALIDATOR_BOND));
        _requireUndecided(applicationId, word, number);

        _refused[applicationId] = _refused[applicationId].with(number);
        word = word.withRefusal();
        emit ApplicationRefused(applicationId, validator.citizenId(), reasons);
        if (word.refusals() < _current(ATTESTATIONS)) {
            _applications[applicationId] = word;
            return;
        }

        uint256 endsAt = block.timestamp + _period(COOL_OFF);
        coolOffEndsAt[application.applicant] = endsAt;
        _close(applicationId, application, word, Phase.Rejected);
        emit ApplicationRejected(applicationId, endsAt);
    }

    /// @inheritdoc IAdmissions
    function admit(Application calldata application, uint40 deadline, bytes calldata signature)
        external
        returns (uint256 citizenId)
    {
        bytes32 applicationId = _idOf(application);
        ApplicationWord word = _requireInTime(applicationId);
        (uint256 counted, uint256 needed) =
            (_countSeated(word.attested()) + _standsFor(word.level()), _current(ATTESTATIONS));
        require(counted >= needed, Admissions_TooFewAttestations(applicationId, counted, needed));
        Digest storage digest = _digests[application.uniqueness];
        _requireFree(digest, application.uniqueness, application.applicant);

        // The citizenship calls nobody but by static calls, and says which number it gives.
        citizenId = _admit(application, deadline, signature);
        _applications[applicationId] = word.withCitizen(citizenId);
        (digest.citizenId, digest.isFinal, digest.isFreed) = (uint32(citizenId), false, false);
        emit ApplicantAdmitted(applicationId, citizenId);
    }

    /* AFTERWARDS */

    /// @inheritdoc IAdmissions
    function settle(Application calldata application) external {
        bytes32 applicationId = _idOf(application);
        ApplicationWord word = _requirePhase(applicationId, Phase.Admitted);
        uint256 citizenId = word.citizenId();
        uint256 pendingCase = NATION.pendingAgainst(citizenId);
        require(
            pendingCase == 0 && block.timestamp >= _heldUntil(citizenId),
            Admissions_BondHeld(applicationId, citizenId, pendingCase)
        );

        _leave(applicationId, word, Phase.Settled);
        _returnBond(application, citizenId, word.bond());
        _credit(address(0), TREASURY, 0, word.fee() * 1 gwei);
        emit AdmissionSettled(applicationId, citizenId);
    }

    /// @inheritdoc IAdmissions
    function proveFalse(Application calldata application, uint256 caseId) external {
        bytes32 applicationId = _idOf(application);
        ApplicationWord word = _applications[applicationId];
        bool isBondHeld = word.phase() == Phase.Admitted;
        require(isBondHeld || word.phase() == Phase.Settled, Admissions_WrongPhase(applicationId, word.phase()));
        uint256 citizenId = word.citizenId();
        (bool isEnded, bool isFalse, address challenger, uint256 challengerId) = _finalRuling(caseId, citizenId);
        require(isFalse, Admissions_NotFinal(caseId, citizenId));

        if (isBondHeld) _leave(applicationId, word, Phase.False);
        else _applications[applicationId] = word.withPhase(Phase.False);
        Digest storage digest = _digests[application.uniqueness];
        if (isEnded && digest.citizenId == citizenId) digest.isFinal = true;
        uint256 bounty = isBondHeld ? _payBounty(word, challenger, challengerId) : 0;
        emit AdmissionFalse(applicationId, citizenId, caseId, bounty);
        Deciders attested = word.attested();
        uint256 count = attested.count();
        for (uint256 i = 0; i < count; ++i) {
            _disown(attested.numberAt(i), applicationId);
        }
    }

    /// @inheritdoc IAdmissions
    function allowReturn(bytes32 uniqueness, uint256 caseId) external {
        Digest storage digest = _digests[uniqueness];
        uint256 citizenId = digest.citizenId;
        (bool isEnded,,,) = _finalRuling(caseId, citizenId);
        require(isEnded, Admissions_NotFinal(caseId, citizenId));

        digest.isFinal = true;
        emit DigestFreed(uniqueness, citizenId);
    }

    /// @inheritdoc IAdmissions
    function freeDigest(bytes32 uniqueness) external restricted {
        Digest storage digest = _digests[uniqueness];
        uint256 citizenId = digest.citizenId;
        require(_isOver(citizenId, digest.isFinal), Admissions_DigestTaken(uniqueness, citizenId));

        digest.isFreed = true;
        emit DigestFreed(uniqueness, citizenId);
    }

    /// @inheritdoc IAdmissions
    function acceptProof(IPersonhoodProof proof) external restricted {
        isProofAccepted[proof] = true;
        emit ProofAccepted(proof);
    }

    /// @inheritdoc IAdmissions
    function rejectProof(IPersonhoodProof proof) external restricted {
        isProofAccepted[proof] = false;
        emit ProofRejected(proof);
    }

    /// @notice Whether the contract implements an interface (ERC-165).
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return interfaceId == type(IAdmissions).interfaceId || interfaceId == type(IProvisions).interfaceId
            || interfaceId == type(IPayouts).interfaceId || interfaceId == type(IERC5267).interfaceId
            || super.supportsInterface(interfaceId);
    }

    /* INTERNAL: DECIDING */

    function _requireInTime(bytes32 applicationId) private view returns (ApplicationWord word) {
        word = _requirePhase(applicationId, Phase.Open);
        require(block.timestamp < word.deadline(), Admissions_TooLate(applicationId, word.deadline()));
    }

    /// @dev What attesting takes, if enough validators are in office: more than have to attest, so that no set of all decides.
    function _requireEnoughValidators() private view returns (Demand memory demand) {
        demand = Demand(_current(ATTESTATIONS), _current(OPEN_ATTESTATIONS), _current(VALIDATOR_BOND));
        uint256 least = Math.max(_current(LEAST_VALIDATORS), demand.attestations + 1);
        uint256 inOffice = _countInOffice();
        require(inOffice >= least, Admissions_TooFewValidators(inOffice, least));
    }

    /// @dev The application with one more attestation, and the account that holds the validator's citizenship.
    function _attest(bytes32 applicationId, ApplicationWord word, uint256 number, Demand memory demand)
        private
        returns (ApplicationWord newWord, address holder)
    {
        ValidatorWord validator;
        (validator, holder) = _requireValidator(number, demand.bond);
        uint256 open = validator.openAttestations();
        require(open < demand.openLimit, Admissions_TooManyOpen(number, open, demand.openLimit));
        _requireUndecided(applicationId, word, number);
        require(!word.attested().isFull(), Admissions_EnoughAttestations(applicationId));

        newWord = word.withAttestation(number);
        _validators[number] = validator.withAttestationAt(block.timestamp);
        emit ApplicationAttested(applicationId, validator.citizenId());
    }

    /// @dev Whoever gets enough attestations gets more time, since the brake may be closed; whoever has them, no more.
    function _store(bytes32 applicationId, ApplicationWord oldWord, ApplicationWord newWord, uint256 needed) private {
        if (_attestationsOf(oldWord) < needed && _attestationsOf(newWord) >= needed) {
            newWord = newWord.withDeadline(block.timestamp + ADMISSION_PERIOD);
        }
        _applications[applicationId] = newWord;
    }

    /// @dev How many attestations an application has, whether they still count or not, with those that its proof stands for.
    function _attestationsOf(ApplicationWord word) private view returns (uint256) {
        return word.attested().count() + _standsFor(word.level());
    }

    /// @dev For how many validators a proof stands.
    function _standsFor(uint256 level) private view returns (uint256) {
        return level == 0 ? 0 : _current(level == 1 ? FIRST_LEVEL : SECOND_LEVEL);
    }

    function _requireUndecided(bytes32 applicationId, ApplicationWord word, uint256 number) private view {
        bool hasDecided = word.attested().has(number) || (word.refusals() != 0 && _refused[applicationId].has(number));
        require(!hasDecided, Admissions_AlreadyDecided(applicationId, number));
    }

    function _admit(Application calldata application, uint40 deadline, bytes calldata signature)
        private
        returns (uint256 citizenId)
    {
        if (signature.length == 0) return CITIZENSHIP.admit(application.applicant);
        SignedRequest[] memory requests = new SignedRequest[](1);
        requests[0] = SignedRequest(application.applicant, application.dossier, deadline, signature);
        return CITIZENSHIP.admitSigned(requests);
    }

    /* INTERNAL: AFTERWARDS */

    /// @dev Until when the bond of an admission is held if no challenge waits, in seconds since 1970.
    function _heldUntil(uint256 citizenId) private view returns (uint256) {
        CitizenRecord memory citizen = CITIZENSHIP.citizen(citizenId);
        // Nobody challenges a citizenship that has ended.
        if (citizen.standing == Standing.Renounced) return 0;
        return citizen.standing == Standing.Revoked ? citizen.since + _period(LIABILITY) : citizen.wakesAt;
    }

    function _payBounty(ApplicationWord word, address challenger, uint256 challengerId)
        private
        returns (uint256 bounty)
    {
        uint256 bond = word.bond() * 1 gwei;
        bounty = bond * _current(BOUNTY) / BASIS_POINTS;
        _credit(address(0), challenger, challengerId, bounty);
        _credit(address(0), TREASURY, 0, bond - bounty + word.fee() * 1 gwei);
    }

    /// @dev A final ruling that a citizenship ends, which has ended. One that was carried out by another ruling, which may be
    /// reopened, could be given back: that one has ended it for good only once it was renounced.
    function _finalRuling(uint256 caseId, uint256 citizenId)
        private
        view
        returns (bool isEnded, bool isFalse, address challenger, uint256 challengerId)
    {
        bool isFinal;
        (isFinal, isEnded, isFalse, challenger, challengerId) = NATION.endingBy(caseId, citizenId);
        Standing standing = CITIZENSHIP.citizen(citizenId).standing;
        bool isRenounced = standing == Standing.Renounced;
        require(isFinal && (isRenounced || standing == Standing.Revoked), Admissions_NotFinal(caseId, citizenId));
        isEnded = isEnded || isRenounced;
    }
}
