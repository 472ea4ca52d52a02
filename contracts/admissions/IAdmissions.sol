// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IPayouts} from "../kernel/IPayouts.sol";
import {IPersonhoodProof} from "./IPersonhoodProof.sol";

/// @notice What an application says. Its EIP-712 struct hash is its id, so acts name it in full and little of it is stored.
/// @param applicant The account that is to hold the citizenship.
/// @param payer The account that pays fee and bond, and gets back what is owed: the applicant, or a sponsor.
/// @param nonce The applicant's {ICitizenship-admissionNonce} when it applied.
/// @param dossier Digest of the encrypted evidence.
/// @param uniqueness Digest that stands for the person: the same for each application of one person, see docs/admissions.md.
struct Application {
    address applicant;
    address payer;
    uint256 nonce;
    bytes32 dossier;
    bytes32 uniqueness;
}

/// @notice A validator's attestation, signed.
/// @param number The validator's number.
/// @param signature EIP-712 signature of `Attestation(Application application)` by the account that holds the validator's
///        citizenship (ERC-1271 for contract accounts). It counts while the application is open, and once.
struct SignedAttestation {
    uint32 number;
    bytes signature;
}

/// @notice How far an application is.
/// @dev None -> Open -> Rejected, Withdrawn, Expired or Admitted. Admitted -> Settled or False. Settled -> False.
enum Phase {
    /// There is no such application.
    None,
    /// Validators decide until the deadline. Once enough attested it can be admitted, until the new deadline.
    Open,
    Rejected,
    Withdrawn,
    Expired,
    /// The citizenship stands, and the bond is held.
    Admitted,
    /// The bond was returned.
    Settled,
    /// A final ruling called it false.
    False
}

/// @notice An application, as a reader sees it. Moments are in seconds since 1970, money in wei.
/// @param phase How far it is.
/// @param deadline Until when it can be decided or admitted.
/// @param fee What the validators' look costs.
/// @param bond What is held until the waiting period is over.
/// @param citizenId The citizenship that it led to; 0 before.
/// @param validatorIds The citizens who attested, in their order.
/// @param counted How many of their attestations count: not those of who was dismissed or attested to a false admission, nor of
///        whose term ended if another validator took the seat.
/// @param refusedBy How many validators refused.
/// @param level How strong the proof of personhood is, 1 or 2; 0 without one.
struct ApplicationView {
    Phase phase;
    uint256 deadline;
    uint256 fee;
    uint256 bond;
    uint256 citizenId;
    uint256[] validatorIds;
    uint256 counted;
    uint256 refusedBy;
    uint256 level;
}

/// @notice A validator, as a reader sees it. Moments are in seconds since 1970, money in wei.
/// @param number The accreditation's number. Who is dismissed and accredited again gets another one.
/// @param citizenId Who is accredited.
/// @param until When the accreditation ends or ended, at a midnight (UTC) unless it was ended before.
/// @param bond What the validator has at stake.
/// @param openAttestations To how many applications the validator attested that are not settled.
/// @param lastAttestedAt When the validator attested last; 0 if never.
/// @param isDisowned Whether the validator was dismissed, or attested to a false admission.
struct ValidatorView {
    uint256 number;
    uint256 citizenId;
    uint256 until;
    uint256 bond;
    uint256 openAttestations;
    uint256 lastAttestedAt;
    bool isDisowned;
}

/// @notice For whom a uniqueness digest stands.
/// @param citizenId The citizenship that it led to last; 0 if none.
/// @param applications How many applications named it.
/// @param isFinal Whether the ruling that ended that citizenship was shown to be final, so that the person may return.
/// @param isFreed Whether the government lets the person return by another account.
struct DigestView {
    uint256 citizenId;
    uint256 applications;
    bool isFinal;
    bool isFreed;
}

/// @title  Admissions
/// @notice The road from stranger to citizen: an application with fee and bond, attestations by accredited validators, the
///         citizenship, and a waiting period in which anyone may challenge it before the court.
/// @dev Provisions: `fee` and `bond` (gwei), `applicationPeriod` and `coolOff` (days), `attestations` and `openAttestations`
///      (heads), `leastValidators` (heads), `validatorBond` (gwei), `accreditationTerm` and `liability` (days), `bounty`
///      (basis points), `firstLevel` and `secondLevel` (heads): for how many validators a proof of personhood stands.
interface IAdmissions is IPayouts {
    /* EVENTS */

    /// @notice Emitted when somebody applies. Fee and bond are in wei, the deadline in seconds since 1970.
    event Applied(
        bytes32 indexed applicationId,
        address indexed applicant,
        bytes32 indexed uniqueness,
        address payer,
        uint256 nonce,
        bytes32 dossier,
        uint256 fee,
        uint256 bond,
        uint256 deadline
    );

    /// @notice Emitted when a validator attests to an application.
    event ApplicationAttested(bytes32 indexed applicationId, uint256 indexed validatorId);

    /// @notice Emitted when a validator refuses an application, with the digest of the reasons.
    event ApplicationRefused(bytes32 indexed applicationId, uint256 indexed validatorId, bytes32 reasons);

    /// @notice Emitted when a proof of personhood of a level stands for some of the validators.
    event ApplicationProven(bytes32 indexed applicationId, IPersonhoodProof indexed proof, uint256 level);

    /// @notice Emitted when the government accepts proofs by an adapter.
    event ProofAccepted(IPersonhoodProof indexed proof);

    /// @notice Emitted when the government accepts no more proofs by an adapter.
    event ProofRejected(IPersonhoodProof indexed proof);

    /// @notice Emitted when enough validators refused, and until when the applicant cannot apply again, in seconds since 1970.
    event ApplicationRejected(bytes32 indexed applicationId, uint256 coolOffEndsAt);

    /// @notice Emitted when the applicant withdraws an application.
    event ApplicationWithdrawn(bytes32 indexed applicationId);

    /// @notice Emitted when an application is closed that was not decided or admitted in time.
    event ApplicationExpired(bytes32 indexed applicationId);

    /// @notice Emitted when an applicant becomes a citizen.
    event ApplicantAdmitted(bytes32 indexed applicationId, uint256 indexed citizenId);

    /// @notice Emitted when the bond of an admission is returned.
    event AdmissionSettled(bytes32 indexed applicationId, uint256 indexed citizenId);

    /// @notice Emitted when a final ruling showed an admission to be false, and what the challenger gets of the bond, in wei.
    event AdmissionFalse(
        bytes32 indexed applicationId, uint256 indexed citizenId, uint256 indexed caseId, uint256 bounty
    );

    /// @notice Emitted when a person who was removed, or renounced, may come back under the same digest.
    event DigestFreed(bytes32 indexed uniqueness, uint256 indexed citizenId);

    /// @notice Emitted when a citizen is accredited until a moment in seconds since 1970.
    event ValidatorAccredited(uint256 indexed citizenId, uint256 indexed number, uint256 until);

    /// @notice Emitted when the government ends an accreditation.
    event ValidatorDismissed(uint256 indexed citizenId, uint256 indexed number);

    /// @notice Emitted when a validator resigns.
    event ValidatorResigned(uint256 indexed citizenId, uint256 indexed number);

    /// @notice Emitted when a validator loses accreditation and bond for attesting to a false admission. The bond is in wei.
    event ValidatorDisowned(
        uint256 indexed citizenId, uint256 indexed number, bytes32 indexed applicationId, uint256 bond
    );

    /// @notice Emitted when a validator pays what is missing of the bond. Both are in wei.
    event ValidatorBondPaid(uint256 indexed citizenId, uint256 indexed number, uint256 paid, uint256 bond);

    /// @notice Emitted when a validator's bond is returned, in wei.
    event ValidatorBondReturned(uint256 indexed citizenId, uint256 indexed number, uint256 bond);

    /* ERRORS */

    /// @notice This account holds a citizenship already: apply with another one, or renew that citizenship.
    error Admissions_AlreadyCitizen(address applicant, uint256 citizenId);

    /// @notice An application names a digest that stands for the person: have a validator compute it.
    error Admissions_NoDigest(address applicant);

    /// @notice Only the payer whom the application names pays: send it from that account, or have another one signed.
    error Admissions_NotPayer(address caller, address payer);

    /// @notice Exactly this many wei are due: send them with the call.
    error Admissions_WrongPayment(uint256 paid, uint256 due);

    /// @notice Validators rejected this applicant: apply again at the moment named, in seconds since 1970, or later.
    error Admissions_CoolingOff(address applicant, uint256 endsAt);

    /// @notice The same application was filed before: encrypt the dossier anew, so that its digest is another one.
    error Admissions_AlreadyFiled(bytes32 applicationId, Phase phase);

    /// @notice The digest stands for a citizenship that is held, or was ended by a ruling that is not known to be final: prove
    ///         that it is, or use what that citizenship offers, such as renewal or recovery.
    error Admissions_DigestTaken(bytes32 uniqueness, uint256 citizenId);

    /// @notice This person was a citizen with another account: apply with that one, so that the tribunal's record follows.
    error Admissions_OtherAccount(uint256 formerId, address holder);

    /// @notice The applicant's nonce at the citizenship is another one by now: apply again.
    error Admissions_ApplicationStale(bytes32 applicationId, uint256 nonce, uint256 currentNonce);

    /// @notice The deadline of the signature is over: have a new one signed.
    error Admissions_SignatureExpired(uint256 deadline, uint256 currentTime);

    /// @notice The account did not sign exactly this: have it signed again.
    error Admissions_SignatureInvalid(address signer);

    /// @notice The application is in another phase than this act needs: look it up.
    error Admissions_WrongPhase(bytes32 applicationId, Phase phase);

    /// @notice The application's time is over: have it closed, which returns what is owed, and apply again.
    error Admissions_TooLate(bytes32 applicationId, uint256 deadline);

    /// @notice The application can still be decided or admitted: close it at its deadline, in seconds since 1970, or later.
    error Admissions_TooEarly(bytes32 applicationId, uint256 deadline);

    /// @notice Only the applicant withdraws an application: send it from that account.
    error Admissions_NotApplicant(address caller, address applicant);

    /// @notice Too few validators whose attestations count attested: collect more.
    error Admissions_TooFewAttestations(bytes32 applicationId, uint256 attestations, uint256 needed);

    /// @notice Five attestations are the most that an application holds: admit the applicant.
    error Admissions_EnoughAttestations(bytes32 applicationId);

    /// @notice Too few validators are in office for attestations to count: have the government accredit more.
    error Admissions_TooFewValidators(uint256 validators, uint256 needed);

    /// @notice Only an active citizen whose accreditation runs acts as a validator: be accredited first.
    error Admissions_NotValidator(uint256 number, uint256 citizenId, uint256 until);

    /// @notice The validator's bond is too low: pay what is missing first. Both are in wei.
    error Admissions_BondMissing(uint256 number, uint256 bond, uint256 needed);

    /// @notice The validator attested to as many applications as may be open: have some of them settled first.
    error Admissions_TooManyOpen(uint256 number, uint256 open, uint256 limit);

    /// @notice A validator decides on an application once: leave it to others.
    error Admissions_AlreadyDecided(bytes32 applicationId, uint256 number);

    /// @notice Only an active citizen is accredited: wait until the citizenship is active.
    error Admissions_NotActive(uint256 citizenId);

    /// @notice All seats of validators are taken: dismiss one first, or wait for the end of a term.
    error Admissions_NoSeat(uint256 seats);

    /// @notice The citizen is no validator, or none in office: look up who is.
    error Admissions_NotInOffice(uint256 citizenId);

    /// @notice The bond is locked while attestations are open, in office, and until the liability ends, in seconds since 1970: come
    ///         back then.
    error Admissions_BondLocked(uint256 number, uint256 openAttestations, uint256 lockedUntil);

    /// @notice Nothing is at stake under this number: look up the validator's number, and what was returned or lost.
    error Admissions_NoBond(uint256 number);

    /// @notice The bond of this admission is held while a challenge waits, the vote sleeps, or the liability of an ended citizenship
    ///         lasts: come back when that is over.
    error Admissions_BondHeld(bytes32 applicationId, uint256 citizenId, uint256 pendingCase);

    /// @notice The case is no final ruling that ended this citizenship as false: name the one that did, or wait until it is final.
    error Admissions_NotFinal(uint256 caseId, uint256 citizenId);

    /// @notice The government does not accept proofs by this adapter: use one that it accepts.
    error Admissions_ProofNotAccepted(IPersonhoodProof proof);

    /// @notice The proof stands for another digest than the application names: apply with the proof's nullifier.
    error Admissions_OtherPerson(bytes32 proven, bytes32 uniqueness);

    /// @notice A proof counts once, and again only with a higher level, up to the most: use a stronger one, or none.
    error Admissions_LevelNotHigher(bytes32 applicationId, uint256 level, uint256 currentLevel, uint256 most);

    /// @notice A bound of this provision is wider than a record can hold, or lets nobody be admitted: choose a narrower one.
    error Admissions_BoundsUnsound(bytes32 key, uint256 min, uint256 max);

    /* APPLYING */

    /// @notice Applies for admission in the caller's name, and pays fee and bond.
    /// @dev Emits {Applied}. The citizenship also needs the applicant's consent: {ICitizenship-requestAdmission}, or the signed
    ///      request that {admit} takes.
    /// @param dossier Digest of the encrypted evidence.
    /// @param uniqueness Digest that stands for the person.
    /// @return applicationId The application's id.
    /// @custom:access anyone: for fee and bond
    /// @custom:reverts Admissions_WrongPayment if the value sent is not fee and bond.
    /// @custom:reverts Admissions_AlreadyCitizen if the caller holds a citizenship.
    /// @custom:reverts Admissions_NoDigest if the uniqueness digest is zero.
    /// @custom:reverts Admissions_CoolingOff if validators rejected the caller lately.
    /// @custom:reverts Admissions_DigestTaken if the digest stands for another citizenship.
    /// @custom:reverts Admissions_OtherAccount if the person was a citizen with another account.
    /// @custom:reverts Admissions_AlreadyFiled if the same application was filed before.
    function applyForAdmission(bytes32 dossier, bytes32 uniqueness) external payable returns (bytes32 applicationId);

    /// @notice Applies for somebody who signed, and pays fee and bond. What is owed goes back to the payer.
    /// @dev Emits {Applied}.
    /// @param application What the applicant signed. The payer is the caller.
    /// @param deadline When the signature expires, in seconds since 1970.
    /// @param signature EIP-712 signature of `Consent(Application application,uint256 deadline)` by the applicant (ERC-1271 for
    ///        contract accounts).
    /// @return applicationId The application's id.
    /// @custom:access anyone: with the applicant's signature, for fee and bond
    /// @custom:reverts Admissions_NotPayer if the application names another payer.
    /// @custom:reverts Admissions_SignatureExpired if the deadline is past.
    /// @custom:reverts Admissions_ApplicationStale if the nonce is not the applicant's.
    /// @custom:reverts Admissions_SignatureInvalid if the applicant did not sign this.
    /// @custom:reverts Admissions_WrongPayment if the value sent is not fee and bond.
    /// @custom:reverts Admissions_AlreadyCitizen if the applicant holds a citizenship.
    /// @custom:reverts Admissions_NoDigest if the uniqueness digest is zero.
    /// @custom:reverts Admissions_CoolingOff if validators rejected the applicant lately.
    /// @custom:reverts Admissions_DigestTaken if the digest stands for another citizenship.
    /// @custom:reverts Admissions_OtherAccount if the person was a citizen with another account.
    /// @custom:reverts Admissions_AlreadyFiled if the same application was filed before.
    function sponsor(Application calldata application, uint40 deadline, bytes calldata signature)
        external
        payable
        returns (bytes32 applicationId);

    /// @notice Withdraws the caller's application. The bond goes back to the payer, and the fee too unless a validator decided. Where
    ///         one refused it, the cool-off begins.
    /// @dev Emits {ApplicationWithdrawn} and {Credited}.
    /// @param application The application.
    /// @custom:access anyone: only the caller's own application
    /// @custom:reverts Admissions_NotApplicant if it is not the caller's.
    /// @custom:reverts Admissions_WrongPhase if it is not open.
    function withdraw(Application calldata application) external;

    /// @notice Closes an application that was not decided or admitted in time. The bond goes back to the payer, and the fee too
    ///         unless a validator decided.
    /// @dev Emits {ApplicationExpired} and {Credited}.
    /// @param application The application.
    /// @custom:access anyone: once its deadline is past
    /// @custom:reverts Admissions_WrongPhase if it is not open.
    /// @custom:reverts Admissions_TooEarly if it can still be decided or admitted.
    function expire(Application calldata application) external;

    /* DECIDING */

    /// @notice Attests that the dossier is true, and that the digest stands for the person and for no other one.
    /// @dev Emits {ApplicationAttested}. Once enough attested, the applicant has 90 days to be admitted.
    /// @param applicationId The application's id.
    /// @custom:access citizen: an accredited validator with a bond
    /// @custom:reverts Admissions_WrongPhase if it is not open.
    /// @custom:reverts Admissions_TooLate if its time is over.
    /// @custom:reverts Admissions_TooFewValidators if too few are in office.
    /// @custom:reverts Admissions_NotValidator if the caller is no validator in office.
    /// @custom:reverts Admissions_BondMissing if the caller's bond is too low.
    /// @custom:reverts Admissions_TooManyOpen if the caller attested to too many that are not settled.
    /// @custom:reverts Admissions_AlreadyDecided if the caller decided on it before.
    /// @custom:reverts Admissions_EnoughAttestations if it has five.
    function attest(bytes32 applicationId) external;

    /// @notice Hands in attestations that validators signed: all of them, or none.
    /// @dev Emits {ApplicationAttested} for each.
    /// @param applicationId The application's id.
    /// @param attestations The signed attestations.
    /// @custom:access anyone: with the validators' signatures
    /// @custom:reverts Admissions_WrongPhase if it is not open.
    /// @custom:reverts Admissions_TooLate if its time is over.
    /// @custom:reverts Admissions_TooFewValidators if too few are in office.
    /// @custom:reverts Admissions_NotValidator if one is no validator in office.
    /// @custom:reverts Admissions_SignatureInvalid if one did not sign this.
    /// @custom:reverts Admissions_BondMissing if one's bond is too low.
    /// @custom:reverts Admissions_TooManyOpen if one attested to too many that are not settled.
    /// @custom:reverts Admissions_AlreadyDecided if one decided on it before.
    /// @custom:reverts Admissions_EnoughAttestations if there would be more than five.
    function attestSigned(bytes32 applicationId, SignedAttestation[] calldata attestations) external;

    /// @notice Shows a proof of personhood of the applicant's, which stands for some of the validators, as the provisions say. Its
    ///         nullifier is the uniqueness digest that the application names.
    /// @dev Emits {ApplicationProven}.
    /// @param application The application.
    /// @param proof The adapter that verifies it.
    /// @param data The proof, as the adapter takes it.
    /// @custom:access anyone: with a proof of the applicant's
    /// @custom:reverts Admissions_ProofNotAccepted if the government does not accept the adapter.
    /// @custom:reverts Admissions_WrongPhase if the application is not open.
    /// @custom:reverts Admissions_TooLate if its time is over.
    /// @custom:reverts Admissions_OtherPerson if the nullifier is not the application's digest.
    /// @custom:reverts Admissions_LevelNotHigher if an equal or a stronger one was shown, or there is no such level.
    function prove(Application calldata application, IPersonhoodProof proof, bytes calldata data) external;

    /// @notice Refuses an application. Once as many validators refused as would have to attest, it is rejected: the bond goes back
    ///         to the payer, the fee to the treasury, and the applicant waits for the cool-off.
    /// @dev Emits {ApplicationRefused}, and {ApplicationRejected} and {Credited} if it was the last one needed.
    /// @param application The application.
    /// @param reasons The digest of the reasons.
    /// @custom:access citizen: an accredited validator with a bond
    /// @custom:reverts Admissions_WrongPhase if it is not open.
    /// @custom:reverts Admissions_TooLate if its time is over.
    /// @custom:reverts Admissions_NotValidator if the caller is no validator in office.
    /// @custom:reverts Admissions_BondMissing if the caller's bond is too low.
    /// @custom:reverts Admissions_AlreadyDecided if the caller decided on it before.
    function refuse(Application calldata application, bytes32 reasons) external;

    /// @notice Admits an applicant to whom enough validators attested. The vote sleeps for the waiting period.
    /// @dev Emits {ApplicantAdmitted}, and CitizenAdmitted and the events of the standards at the citizenship.
    /// @param application The application.
    /// @param deadline When the applicant's signed request expires, in seconds since 1970; 0 without one.
    /// @param signature The applicant's signed request, as {SignedRequest} has it; empty if the applicant sent a request.
    /// @return citizenId The new citizen's id.
    /// @custom:access anyone: with the applicant's request, once enough validators attested
    /// @custom:reverts Admissions_WrongPhase if it is not open.
    /// @custom:reverts Admissions_TooLate if its time is over.
    /// @custom:reverts Admissions_TooFewAttestations if too few attestations count.
    /// @custom:reverts Admissions_DigestTaken if the digest stands for another citizenship by now.
    /// @custom:reverts Admissions_OtherAccount if the person was a citizen with another account.
    /// @custom:reverts Citizenship_NoRequest if the applicant has not asked.
    /// @custom:reverts Citizenship_RequestStale if the request is older than 180 days.
    /// @custom:reverts Citizenship_SignatureExpired if the deadline is past.
    /// @custom:reverts Citizenship_SignatureInvalid if the applicant did not sign the request.
    /// @custom:reverts Citizenship_BrakeReached if the brake allows no more.
    /// @custom:reverts Citizenship_AdmissionsHalted if admissions are halted.
    function admit(Application calldata application, uint40 deadline, bytes calldata signature)
        external
        returns (uint256 citizenId);

    /* AFTERWARDS */

    /// @notice Returns the bond of an admission, and pays the fee to the treasury: once the vote is awake and no challenge waits
    ///         that calls the admission false. Of a citizenship that was renounced at once, and of one that was revoked for
    ///         other reasons after the liability.
    /// @dev Emits {AdmissionSettled} and {Credited}.
    /// @param application The application.
    /// @custom:access anyone: only to whom it is owed
    /// @custom:reverts Admissions_WrongPhase if it was not admitted, or is settled.
    /// @custom:reverts Admissions_BondHeld if it is too early.
    function settle(Application calldata application) external;

    /// @notice Carries out what follows from a final ruling that called an admission false: the challenger gets a share of the bond
    ///         that is held, and the treasury the rest. Who attested loses bond and accreditation. The person may apply again if
    ///         that ruling ended the citizenship, or nobody holds it for good: another ruling may be reopened.
    /// @dev Emits {AdmissionFalse}, {ValidatorDisowned} for each who attested, and {Credited}.
    /// @param application The application.
    /// @param caseId The challenge.
    /// @custom:access anyone: only what the court ruled
    /// @custom:reverts Admissions_WrongPhase if it was not admitted, or called false before.
    /// @custom:reverts Admissions_NotFinal if the case is no final ruling that the citizenship is false, or that is still held. Of two
    ///                 citizenships of one person, the later one is false.
    function proveFalse(Application calldata application, uint256 caseId) external;

    /// @notice Lets a person whose citizenship a ruling ended apply again with the same account, once the ruling is final.
    /// @dev Emits {DigestFreed}.
    /// @param uniqueness The digest that stands for the person.
    /// @param caseId The challenge.
    /// @custom:access anyone: only once the ruling is final
    /// @custom:reverts Admissions_NotFinal if the case is no final ruling, carried out, that ended the citizenship.
    function allowReturn(bytes32 uniqueness, uint256 caseId) external;

    /// @notice Lets the person for whom a digest stands apply with another account, once the citizenship has ended for good: for
    ///         whoever lost the key of the former one, and for whoever an impostor took it from.
    /// @dev Emits {DigestFreed}.
    /// @param uniqueness The digest that stands for the person.
    /// @custom:access government constitutional
    /// @custom:reverts Admissions_DigestTaken if the citizenship was neither renounced nor ended by a ruling that was shown to be final.
    function freeDigest(bytes32 uniqueness) external;

    /* PROOFS OF PERSONHOOD */

    /// @notice Accepts proofs by an adapter.
    /// @dev Emits {ProofAccepted}.
    /// @param proof The adapter.
    /// @custom:access government constitutional
    function acceptProof(IPersonhoodProof proof) external;

    /// @notice Accepts no more proofs by an adapter. Those that were shown count on, unless the provisions let their level stand
    ///         for nobody.
    /// @dev Emits {ProofRejected}.
    /// @param proof The adapter.
    /// @custom:access government
    function rejectProof(IPersonhoodProof proof) external;

    /* VALIDATORS */

    /// @notice Accredits a citizen as a validator for the term that the provisions say, from now. A new term replaces an earlier one.
    /// @dev Emits {ValidatorAccredited}.
    /// @param citizenId The citizen.
    /// @return number The accreditation's number.
    /// @custom:access government constitutional
    /// @custom:reverts Admissions_NotActive if the citizen is not active.
    /// @custom:reverts Admissions_NoSeat if all seats are taken.
    function accredit(uint256 citizenId) external returns (uint256 number);

    /// @notice Ends an accreditation, or the rest of one that is over already: the validator's attestations to applications that are
    ///         not admitted count no more.
    /// @dev Emits {ValidatorDismissed}.
    /// @param citizenId The validator.
    /// @custom:access government
    /// @custom:reverts Admissions_NotInOffice if the citizen was never accredited, or is dismissed or disowned already.
    function dismiss(uint256 citizenId) external;

    /// @notice Resigns as a validator. What the caller attested to counts on.
    /// @dev Emits {ValidatorResigned}.
    /// @custom:access citizen
    /// @custom:reverts Admissions_NotInOffice if the caller is no validator in office.
    function resign() external;

    /// @notice Pays what is missing of the caller's bond.
    /// @dev Emits {ValidatorBondPaid}.
    /// @custom:access citizen: an accredited validator
    /// @custom:reverts Admissions_NotInOffice if the caller is no validator in office.
    /// @custom:reverts Admissions_WrongPayment if the value sent is not what is missing.
    function payBond() external payable;

    /// @notice Returns a validator's bond to the citizen: after the accreditation, once no attestation is open and the liability
    ///         since the last one is over.
    /// @dev Emits {ValidatorBondReturned} and {Credited}.
    /// @param number The accreditation's number.
    /// @custom:access anyone: only to the citizen
    /// @custom:reverts Admissions_BondLocked if it is too early.
    /// @custom:reverts Admissions_NoBond if nothing is at stake.
    function returnBond(uint256 number) external;

    /* READING */

    /// @notice The id of an application.
    function idOf(Application calldata application) external pure returns (bytes32 applicationId);

    /// @notice An application by its id. One that was never filed has phase `None`.
    function applicationOf(bytes32 applicationId) external view returns (ApplicationView memory);

    /// @notice For whom a uniqueness digest stands.
    function digestOf(bytes32 uniqueness) external view returns (DigestView memory);

    /// @notice Whether the government accepts proofs of personhood by an adapter.
    function isProofAccepted(IPersonhoodProof proof) external view returns (bool);

    /// @notice What an application costs now, in wei.
    function cost() external view returns (uint256 fee, uint256 bond);

    /// @notice Until when an account that was rejected cannot apply, in seconds since 1970; 0 if it never was.
    function coolOffEndsAt(address account) external view returns (uint256);

    /// @notice A citizen's last accreditation. Without one all is zero.
    function validatorOf(uint256 citizenId) external view returns (ValidatorView memory);

    /// @notice An accreditation by its number. Numbers run from 1.
    function validatorAt(uint256 number) external view returns (ValidatorView memory);

    /// @notice The validators in office, 16 at most.
    function validators() external view returns (ValidatorView[] memory);
}
