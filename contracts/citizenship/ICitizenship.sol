// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice Where a citizenship stands. `None` is the state of an id that was never given.
/// @dev None -> Active -> (Suspended <-> Active) -> Revoked or Renounced, which are final. A lapsed citizenship is an Active one
///      whose term is over; renewal revives it.
enum Standing {
    None,
    Active,
    Suspended,
    Revoked,
    Renounced
}

/// @notice The record of one citizen. Moments are in seconds since 1970.
/// @param holder The account that holds the citizenship, or held it last.
/// @param since When the citizenship was given.
/// @param until When its term ends: always a midnight (UTC); type(uint40).max if it has no end.
/// @param standing Where it stands by the acts of its institutions; the term is not considered.
/// @param suspendedUntil When a suspension ends, from which moment anyone may reinstate; 0 if not suspended.
/// @param markedLapsed Whether the lapse of its term has been counted in the total.
struct CitizenRecord {
    address holder;
    uint40 since;
    uint40 until;
    Standing standing;
    uint40 suspendedUntil;
    bool markedLapsed;
}

/// @notice A request for citizenship that the applicant signed. Only the applicant can make it, and it counts once.
/// @param applicant Who asks.
/// @param dossier Digest of the private evidence; zero if there is none.
/// @param deadline Until when it may be granted, in seconds since 1970.
/// @param signature EIP-712 signature of `AdmissionRequest(address applicant,bytes32 dossier,uint256 nonce,uint256 deadline)`
///        by the applicant (ERC-1271 for contract accounts), where nonce is {ICitizenship-admissionNonce}.
struct SignedRequest {
    address applicant;
    bytes32 dossier;
    uint40 deadline;
    bytes signature;
}

/// @notice A registrar's promise that whoever is named may take up citizenship.
/// @dev Signed as `AdmissionVoucher(address applicant,bytes32 dossier,uint256 nonce,uint256 deadline)`, where nonce is the
///      applicant's {ICitizenship-admissionNonce}.
/// @param applicant Who may redeem it.
/// @param dossier Digest of the private evidence; zero if there is none.
/// @param deadline Until when, in seconds since 1970.
/// @param registrar Who signed: must hold the registrar's role, without a delay, when it is redeemed.
struct AdmissionVoucher {
    address applicant;
    bytes32 dossier;
    uint40 deadline;
    address registrar;
}

/// @title  Citizenship
/// @notice The soulbound token that makes a person a citizen, with one vote. Its id is the person, across lost keys.
///
/// Beside this interface the contract speaks ERC-721 with metadata, ERC-5192, ERC-5484, ERC-4906, ERC-7858, ERC-5805 and
/// ERC-6372 (timestamps). In ERC-5805's functions an account stands for the citizen who holds it.
interface ICitizenship {
    /* EVENTS */

    /// @notice Emitted when an applicant asks for citizenship by a transaction.
    event AdmissionRequested(address indexed applicant, bytes32 dossier);

    /// @notice Emitted when an applicant takes the request back.
    event AdmissionRequestWithdrawn(address indexed applicant);

    /// @notice Emitted when somebody is invited until a moment in seconds since 1970, or uninvited if that is 0.
    event AdmissionInvited(address indexed invitee, uint256 until);

    /// @notice Emitted when a citizenship is given. The dossier of a request that was sent is told by {AdmissionRequested}.
    event CitizenAdmitted(uint256 indexed citizenId, address indexed holder, bytes32 dossier, uint256 until);

    /// @notice Emitted when a term is prolonged, or revived if it was over.
    event CitizenRenewed(uint256 indexed citizenId, uint256 oldUntil, uint256 newUntil);

    /// @notice Emitted when a citizen whose term is over leaves the total that a quorum is measured against.
    event CitizenMarkedLapsed(uint256 indexed citizenId);

    /// @notice Emitted when a citizen takes the citizenship to another account.
    event CitizenMoved(uint256 indexed citizenId, address indexed oldHolder, address indexed newHolder);

    /// @notice Emitted when a citizen is suspended until a moment in seconds since 1970.
    event CitizenSuspended(uint256 indexed citizenId, uint256 until, bytes32 indexed grounds);

    /// @notice Emitted when a suspension is over.
    event CitizenReinstated(uint256 indexed citizenId);

    /// @notice Emitted when a citizenship is taken away for good.
    event CitizenRevoked(uint256 indexed citizenId, bytes32 indexed grounds);

    /// @notice Emitted when a citizen gives the citizenship up for good.
    event CitizenRenounced(uint256 indexed citizenId);

    /* ERRORS */

    /// @notice A citizenship cannot be transferred or approved to others: to move your own to a new key, ask for its recovery.
    error Citizenship_Soulbound(uint256 citizenId);

    /// @notice This account holds a citizenship already, and it can hold only one: use another account.
    error Citizenship_AlreadyCitizen(address account, uint256 citizenId);

    /// @notice This account holds no citizenship: act from the account that does, or ask for admission first.
    error Citizenship_NotCitizen(address account);

    /// @notice This account has no request pending: it must ask for admission first.
    error Citizenship_NoRequest(address applicant);

    /// @notice The request is too old to be granted: the applicant must ask again.
    error Citizenship_RequestStale(address applicant, uint256 requestedAt, uint256 staleAt);

    /// @notice The signature was valid only until its deadline: have a new one signed.
    error Citizenship_SignatureExpired(uint256 deadline, uint256 currentTime);

    /// @notice The signature is not that account's over exactly these values, or its nonce was used: have it signed anew.
    error Citizenship_SignatureInvalid(address signer);

    /// @notice Only the applicant whom the voucher names can redeem it: send it from that account.
    error Citizenship_NotApplicant(address caller, address applicant);

    /// @notice The voucher's signer may not admit citizens at present: ask a registrar in office for a new voucher.
    error Citizenship_NotRegistrar(address signer);

    /// @notice The fee must be paid exactly: send that many wei with the call.
    error Citizenship_WrongFee(uint256 paid, uint256 fee);

    /// @notice No more citizens can be admitted in these 30 days: try again once the window has ended.
    error Citizenship_MonthlyAdmissionsReached(uint256 limit, uint256 windowEndsAt);

    /// @notice The citizenship's standing does not allow this act: read the citizen's record.
    error Citizenship_StandingForbids(uint256 citizenId, Standing standing);

    /// @notice A renewal must prolong: choose an end after the present one and after now.
    error Citizenship_TermNotExtended(uint256 citizenId, uint256 newUntil, uint256 mustExceed);

    /// @notice The moment is past already: choose a later one.
    error Citizenship_MomentPassed(uint256 moment, uint256 currentTime);

    /// @notice The moment is later than a record can tell: choose one up to the latest.
    error Citizenship_MomentTooLate(uint256 moment, uint256 latest);

    /// @notice Only an active citizen can carry your vote: delegate to one, or to your own account to take the vote back.
    error Citizenship_DelegateNotActive(address delegatee, uint256 citizenId);

    /// @notice Votes are known for past moments only: ask for one before the clock.
    error ERC5805FutureLookup(uint256 timepoint, uint48 clock);

    /* READING */

    /// @notice The citizen's id that an account holds, whether in good standing or not; 0 if it holds none.
    function citizenOf(address account) external view returns (uint256 citizenId);

    /// @notice The citizen's id that an account holds, if that citizen is active now; 0 otherwise.
    function activeCitizenOf(address account) external view returns (uint256 citizenId);

    /// @notice Whether a citizen is in good standing and within the term now.
    function isActive(uint256 citizenId) external view returns (bool);

    /// @notice Whether a citizen who was active at a moment up to now, in seconds since 1970, is active still, or again.
    function isStillActive(uint256 citizenId, uint256 timepoint) external view returns (bool);

    /// @notice The account that holds a citizenship, or held it last if it was revoked or renounced; zero if never given.
    function holderOf(uint256 citizenId) external view returns (address);

    /// @notice A citizen's record.
    function citizen(uint256 citizenId) external view returns (CitizenRecord memory);

    /// @notice How many citizenships were ever given; ids run from 1 to this.
    function lastCitizenId() external view returns (uint256);

    /// @notice How many citizens a quorum is measured against now: those active, and those lapsed whom nobody has marked yet.
    function citizenCount() external view returns (uint256);

    /// @notice How often an account took up, gave up or moved a citizenship: part of what it, or a registrar for it, signs.
    function admissionNonce(address account) external view returns (uint256);

    /// @notice When an account sent the request that is pending, and until when it is invited, in seconds since 1970; 0 if not.
    function admissionOf(address account) external view returns (uint256 requestedAt, uint256 invitedUntil);

    /* VOTES, BY CITIZEN */

    /// @notice The votes of a citizen now: the own one unless delegated, and those delegated by active citizens.
    /// @dev A delegation to somebody who is not active counts as not given, so that no vote is ever lost.
    function votesOf(uint256 citizenId) external view returns (uint256);

    /// @notice The votes of a citizen at a past moment, in seconds since 1970.
    /// @custom:reverts ERC5805FutureLookup if the moment is not past.
    function pastVotesOf(uint256 citizenId, uint256 timepoint) external view returns (uint256);

    /// @notice The citizen with whom a citizen's vote counted at a past moment: the own id if it was delegated to nobody, or
    ///         to somebody who was not active then.
    /// @custom:reverts ERC5805FutureLookup if the moment is not past.
    function pastDelegateOf(uint256 citizenId, uint256 timepoint) external view returns (uint256 delegateId);

    /// @notice For a ballot of a batch: who holds a citizenship that is active now, and its votes at a past moment.
    /// @return holder The account; zero if the citizen is not active now.
    /// @return votes The votes at `timepoint`.
    /// @custom:reverts ERC5805FutureLookup if the moment is not past.
    function electorOf(uint256 citizenId, uint256 timepoint) external view returns (address holder, uint256 votes);

    /// @notice What {electorOf} tells of many at once.
    /// @param citizenIds Citizens, in whatever order.
    /// @param timepoint The past moment, in seconds since 1970.
    /// @return holders Their holders' accounts; zero for those who are not active now.
    /// @return votes Their votes at that moment.
    /// @custom:reverts ERC5805FutureLookup if the moment is not past.
    function electorsOf(uint256[] calldata citizenIds, uint256 timepoint)
        external
        view
        returns (address[] memory holders, uint256[] memory votes);

    /// @notice What a ballot asks of the account that casts it: the active citizen who holds it now, and that citizen's votes at a
    ///         past moment.
    /// @param account The account.
    /// @param timepoint The past moment, in seconds since 1970.
    /// @return citizenId The citizen; 0 if the account holds no citizenship that is active now.
    /// @return votes The votes; 0 without a citizen.
    /// @custom:reverts ERC5805FutureLookup if the moment is not past.
    function voterOf(address account, uint256 timepoint) external view returns (uint256 citizenId, uint256 votes);

    /* ADMISSION */

    /// @notice Asks for citizenship. Whoever holds a live invitation is admitted at once.
    /// @dev Emits {AdmissionRequested}, or {CitizenAdmitted} and the events of the standards if invited. A pending request
    ///      is replaced. A request can be granted for 180 days.
    /// @param dossier Digest of the private evidence; zero if there is none.
    /// @custom:access anyone
    /// @custom:reverts Citizenship_AlreadyCitizen if the caller holds a citizenship.
    /// @custom:reverts Citizenship_MonthlyAdmissionsReached if the caller is invited, and the window is full.
    function requestAdmission(bytes32 dossier) external;

    /// @notice Takes the own request back.
    /// @dev Emits {AdmissionRequestWithdrawn}.
    /// @custom:access anyone
    /// @custom:reverts Citizenship_NoRequest if none is pending.
    function withdrawRequest() external;

    /// @notice Invites accounts to take up citizenship at will until a moment; or takes their invitations back.
    /// @dev Emits {AdmissionInvited} for each.
    /// @param invitees The accounts.
    /// @param until In seconds since 1970; 0 to take the invitations back.
    /// @custom:access registrar
    /// @custom:reverts Citizenship_MomentPassed if `until` is past, and not 0.
    /// @custom:reverts Citizenship_AlreadyCitizen if one of them holds a citizenship.
    function invite(address[] calldata invitees, uint40 until) external;

    /// @notice Admits an applicant who sent a request.
    /// @dev Emits {CitizenAdmitted} and the events of the standards.
    /// @param applicant Who asked.
    /// @return citizenId The new citizen's id.
    /// @custom:access registrar
    /// @custom:reverts Citizenship_NoRequest if no request is pending.
    /// @custom:reverts Citizenship_RequestStale if the request is older than 180 days.
    /// @custom:reverts Citizenship_MonthlyAdmissionsReached if the window is full.
    function admit(address applicant) external returns (uint256 citizenId);

    /// @notice Admits applicants who sent requests: all of them, or none.
    /// @dev Emits {CitizenAdmitted} and the events of the standards for each. Their ids follow on each other.
    /// @param applicants Those who asked.
    /// @return firstCitizenId The id of the first of them.
    /// @custom:access registrar
    /// @custom:reverts Citizenship_NoRequest if one has no request pending.
    /// @custom:reverts Citizenship_RequestStale if a request is older than 180 days.
    /// @custom:reverts Citizenship_MonthlyAdmissionsReached if the window does not hold all of them.
    function admitBatch(address[] calldata applicants) external returns (uint256 firstCitizenId);

    /// @notice Admits applicants who signed requests: all of them, or none.
    /// @dev Emits {CitizenAdmitted} and the events of the standards for each. Their ids follow on each other.
    /// @param requests What they signed.
    /// @return firstCitizenId The id of the first of them.
    /// @custom:access registrar
    /// @custom:reverts Citizenship_AlreadyCitizen if one holds a citizenship.
    /// @custom:reverts Citizenship_SignatureExpired if a deadline is past.
    /// @custom:reverts Citizenship_SignatureInvalid if a signature is not the applicant's over the request, or was used.
    /// @custom:reverts Citizenship_MonthlyAdmissionsReached if the window does not hold all of them.
    function admitSigned(SignedRequest[] calldata requests) external returns (uint256 firstCitizenId);

    /// @notice Takes up citizenship by a registrar's voucher, and pays the fee to the treasury.
    /// @dev Emits {CitizenAdmitted} and the events of the standards.
    /// @param voucher What the registrar signed.
    /// @param signature The registrar's EIP-712 signature (ERC-1271 for contract accounts).
    /// @return citizenId The new citizen's id.
    /// @custom:access anyone
    /// @custom:reverts Citizenship_NotApplicant if the caller is not whom the voucher names.
    /// @custom:reverts Citizenship_WrongFee if the value sent is not the fee.
    /// @custom:reverts Citizenship_SignatureExpired if the deadline is past.
    /// @custom:reverts Citizenship_NotRegistrar if the signer does not hold the registrar's role now.
    /// @custom:reverts Citizenship_SignatureInvalid if the signature is not the registrar's over the voucher, or was used.
    /// @custom:reverts Citizenship_AlreadyCitizen if the caller holds a citizenship.
    /// @custom:reverts Citizenship_MonthlyAdmissionsReached if the window is full.
    function redeem(AdmissionVoucher calldata voucher, bytes calldata signature)
        external
        payable
        returns (uint256 citizenId);

    /* TERM */

    /// @notice Prolongs a term, or revives one that is over.
    /// @dev Emits {CitizenRenewed}. A revived citizen's vote counts again from now on, where it was delegated to last.
    /// @param citizenId Whose.
    /// @param newUntil The new end in seconds since 1970, rounded up to midnight (UTC); type(uint40).max for no end.
    /// @custom:access registrar
    /// @custom:reverts Citizenship_StandingForbids if nobody holds the citizenship.
    /// @custom:reverts Citizenship_TermNotExtended if that is not after the present end and after now.
    /// @custom:reverts Citizenship_MomentTooLate if that is later than a record can tell.
    /// @custom:reverts Calendar_Full if the delegate's calendar of lapses is full.
    function renew(uint256 citizenId, uint40 newUntil) external;

    /// @notice Takes citizens whose term is over out of the total that a quorum is measured against; skips all others.
    /// @dev Emits {CitizenMarkedLapsed} for each.
    /// @param citizenIds Whom to mark.
    /// @return marked How many were marked.
    /// @custom:access anyone
    function markLapsed(uint256[] calldata citizenIds) external returns (uint256 marked);

    /* STANDING */

    /// @notice Suspends a citizen: no votes until reinstated.
    /// @dev Emits {CitizenSuspended}.
    /// @param citizenId Whom.
    /// @param until The end in seconds since 1970, rounded up to midnight (UTC), from which moment anyone may reinstate.
    /// @param grounds Digest of, or reference to, the ruling.
    /// @custom:access justice
    /// @custom:reverts Citizenship_StandingForbids if the citizen is not in good standing.
    /// @custom:reverts Citizenship_MomentPassed if the end is past.
    /// @custom:reverts Citizenship_MomentTooLate if the end is later than a record can tell.
    function suspend(uint256 citizenId, uint40 until, bytes32 grounds) external;

    /// @notice Ends a suspension: justice at any time, anyone once its time is over.
    /// @dev Emits {CitizenReinstated}.
    /// @param citizenId Whose.
    /// @custom:access justice
    /// @custom:reverts Citizenship_StandingForbids if the citizen is not suspended.
    /// @custom:reverts Calendar_Full if the delegate's calendar of lapses is full.
    function reinstate(uint256 citizenId) external;

    /// @notice Takes a citizenship away for good. The account may ask again, as a new person.
    /// @dev Emits {CitizenRevoked}.
    /// @param citizenId Whose.
    /// @param grounds Digest of, or reference to, the ruling.
    /// @custom:access justice
    /// @custom:reverts Citizenship_StandingForbids if nobody holds the citizenship.
    function revoke(uint256 citizenId, bytes32 grounds) external;

    /// @notice Gives the own citizenship up for good.
    /// @dev Emits {CitizenRenounced}.
    /// @custom:access citizen
    /// @custom:reverts Citizenship_NotCitizen if the caller holds none.
    function renounce() external;

    /// @notice Moves a citizenship to a new account of the same person: id, votes and delegations stay.
    /// @dev Emits {CitizenMoved}.
    /// @param citizenId Whose.
    /// @param newHolder The new account.
    /// @param deadline Until when the signature counts, in seconds since 1970.
    /// @param signature EIP-712 signature of `Acceptance(uint256 citizenId,address newHolder,uint256 nonce,uint256 deadline)`
    ///        by the new holder (ERC-1271 for contract accounts), where nonce is the new holder's {admissionNonce}.
    /// @custom:access recovery
    /// @custom:reverts Citizenship_StandingForbids if nobody holds the citizenship.
    /// @custom:reverts Citizenship_AlreadyCitizen if the new account holds a citizenship.
    /// @custom:reverts Citizenship_SignatureExpired if the deadline is past.
    /// @custom:reverts Citizenship_SignatureInvalid if the signature is not the new holder's.
    function move(uint256 citizenId, address newHolder, uint40 deadline, bytes calldata signature) external;
}
