// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice The standing of a citizenship. An id that was never given has standing `None`.
/// @dev None -> Active -> (Suspended <-> Active) -> Revoked or Renounced. The latter is final, and a ruling can restore what one
///      revoked. A lapsed citizenship is Active and its term is over. Renewal revives it.
enum Standing {
    None,
    Active,
    Suspended,
    Revoked,
    Renounced
}

/// @notice The record of one citizen. Moments are in seconds since 1970.
/// @param holder The present account of whoever holds the citizenship, or held it last: the same person, wherever a later one moved.
/// @param since When the citizenship was given.
/// @param wakesAt From when on the citizen may vote, delegate, hold offices and be a juror; type(uint40).max while a challenge
///        keeps the vote asleep. Of a citizenship that others moved, from when on the vote can be woken.
/// @param until When its term ends: always a midnight (UTC); type(uint40).max if it has no end.
/// @param standing Its standing, whether the term is over or not.
/// @param suspendedUntil When a suspension ends: from then on anyone may reinstate; 0 if not suspended.
/// @param markedLapsed Whether the total leaves the citizen out because the term is over.
struct CitizenRecord {
    address holder;
    uint40 since;
    uint40 wakesAt;
    uint40 until;
    Standing standing;
    uint40 suspendedUntil;
    bool markedLapsed;
}

/// @notice How a nation's founding runs.
/// @param citizens The number of founding citizens that the charter names. With 0, which no charter can name, the nation is open
///        at once, no vote sleeps and no brake applies.
/// @param window How long the founding waits for all of them, in seconds since the creation. From its end on, half of them
///        are enough, if they are three.
struct FoundingTerms {
    uint32 citizens;
    uint40 window;
}

/// @notice How far a founding is. Moments are in seconds since 1970.
/// @param founders The number of founding citizens that the charter names.
/// @param foundersIn How many of them came in.
/// @param isOpen Whether the nation is open now.
/// @param isClosed Whether the nation was closed because it had not opened: for good.
/// @param windowEndsAt When the founding window ends.
/// @param closableAt From when anyone may close a nation that is not open.
/// @param invitationsEndAt When the last founding invitation ends; 0 if there never was one.
struct OpeningView {
    uint32 founders;
    uint32 foundersIn;
    bool isOpen;
    bool isClosed;
    uint40 windowEndsAt;
    uint40 closableAt;
    uint40 invitationsEndAt;
}

/// @notice A request for citizenship that the applicant signed. It counts once.
/// @param applicant The account that asks.
/// @param dossier Digest of the private evidence; zero if there is none.
/// @param deadline When it expires, in seconds since 1970.
/// @param signature EIP-712 signature of `AdmissionRequest(address applicant,bytes32 dossier,uint256 nonce,uint256 deadline)`
///        by the applicant (ERC-1271 for contract accounts), where nonce is {ICitizenship-admissionNonce}.
struct SignedRequest {
    address applicant;
    bytes32 dossier;
    uint40 deadline;
    bytes signature;
}

/// @notice A registrar's promise of citizenship to the account that it names.
/// @dev Signed as `AdmissionVoucher(address applicant,bytes32 dossier,uint256 nonce,uint256 deadline)`, where nonce is the
///      applicant's {ICitizenship-admissionNonce}.
/// @param applicant The account that may redeem it.
/// @param dossier Digest of the private evidence; zero if there is none.
/// @param deadline When it expires, in seconds since 1970. It can be redeemed in the 90 days before.
/// @param registrar The signer, who must hold the registrar's role without a delay when it is redeemed.
struct AdmissionVoucher {
    address applicant;
    bytes32 dossier;
    uint40 deadline;
    address registrar;
}

/// @notice A citizen's consent to renew the own citizenship, for others to send. It counts once, since the end changes.
/// @param citizenId The citizen.
/// @param deadline When it expires, in seconds since 1970.
/// @param signature EIP-712 signature of `Renewal(uint256 citizenId,uint256 until,uint256 deadline)` by the holder's key, where
///        until is the end of the present term. A contract account cannot sign one: it renews by {ICitizenship-renewOwn}.
struct SignedRenewal {
    uint256 citizenId;
    uint40 deadline;
    bytes signature;
}

/// @title  Citizenship
/// @notice The soulbound token of a citizen, with one vote. Its id stands for the person and outlasts lost keys.
///
/// The contract also implements ERC-721 with metadata, ERC-5192, ERC-5484, ERC-4906, ERC-7858, ERC-5805 and ERC-6372
/// (timestamps). In ERC-5805's functions an account stands for the citizen who holds it.
interface ICitizenship {
    /* EVENTS */

    /// @notice Emitted when an applicant requests admission by a transaction.
    event AdmissionRequested(address indexed applicant, bytes32 dossier);

    /// @notice Emitted when an account withdraws whatever it requested.
    event AdmissionRequestWithdrawn(address indexed applicant);

    /// @notice Emitted when an account is invited until a moment in seconds since 1970; 0 takes an invitation back.
    event AdmissionInvited(address indexed invitee, uint256 until);

    /// @notice Emitted when a citizen is admitted. For a request by transaction the dossier is in {AdmissionRequested}.
    event CitizenAdmitted(uint256 indexed citizenId, address indexed holder, bytes32 dossier, uint256 until);

    /// @notice Emitted when a registrar withdraws all own vouchers with deadlines up to a moment in seconds since 1970.
    event VouchersWithdrawn(address indexed registrar, uint256 until);

    /// @notice Emitted when a nation that did not open is closed for good.
    event NationClosed(uint256 foundersIn, uint256 founders);

    /// @notice Emitted when the government allows so many more admissions until a moment in seconds since 1970.
    event AdmissionsAllowed(uint256 extra, uint256 until);

    /// @notice Emitted when the government halts admissions until a moment in seconds since 1970.
    event AdmissionsHalted(uint256 until);

    /// @notice Emitted when a term is prolonged, or renewed after its end.
    event CitizenRenewed(uint256 indexed citizenId, uint256 oldUntil, uint256 newUntil);

    /// @notice Emitted when the total that quorums use leaves out a citizen whose term is over.
    event CitizenMarkedLapsed(uint256 indexed citizenId);

    /// @notice Emitted when a citizen moves their citizenship to another account.
    event CitizenRotated(uint256 indexed citizenId, address indexed oldHolder, address indexed newHolder);

    /// @notice Emitted when others move a citizenship to another account of the same person.
    event CitizenMoved(uint256 indexed citizenId, address indexed oldHolder, address indexed newHolder);

    /// @notice Emitted when a citizen is suspended until a moment in seconds since 1970.
    event CitizenSuspended(uint256 indexed citizenId, uint256 until, bytes32 indexed rulingId);

    /// @notice Emitted when a suspension ends.
    event CitizenReinstated(uint256 indexed citizenId);

    /// @notice Emitted when a citizenship is revoked for good.
    event CitizenRevoked(uint256 indexed citizenId, bytes32 indexed rulingId);

    /// @notice Emitted when a citizenship that a ruling had ended is given back to whoever held it last.
    event CitizenshipRestored(uint256 indexed citizenId, address indexed holder, bytes32 indexed rulingId);

    /// @notice Emitted when a newcomer's vote is kept asleep by a challenge, and when that ends.
    event CitizenKeptAsleep(uint256 indexed citizenId, bool isKept);

    /// @notice Emitted when the vote of a citizenship is woken that others had moved.
    event CitizenWoken(uint256 indexed citizenId);

    /// @notice Emitted when a citizen renounces the citizenship for good.
    event CitizenRenounced(uint256 indexed citizenId);

    /* ERRORS */

    /// @notice A citizenship cannot be transferred or approved: move yours by {move}, or ask for its recovery.
    error Citizenship_Soulbound(uint256 citizenId);

    /// @notice This account holds a citizenship already, and an account holds only one: use another account.
    error Citizenship_AlreadyCitizen(address account, uint256 citizenId);

    /// @notice A citizenship ended at this account, which stands for whoever held it: move yours to another account.
    error Citizenship_AccountUsed(address account, uint256 formerId);

    /// @notice This account holds no citizenship: act from the account that holds yours, or request admission first.
    error Citizenship_NotCitizen(address account);

    /// @notice This account has no pending request: it must request admission first.
    error Citizenship_NoRequest(address applicant);

    /// @notice The request is too old to be granted: the applicant must request admission again.
    error Citizenship_RequestStale(address applicant, uint256 requestedAt, uint256 staleAt);

    /// @notice The deadline of the signature is over: have a new one signed.
    error Citizenship_SignatureExpired(uint256 deadline, uint256 currentTime);

    /// @notice The account did not sign exactly these values with its present nonce: have them signed again.
    error Citizenship_SignatureInvalid(address signer);

    /// @notice Only the applicant named in the voucher can redeem it: send it from that account.
    error Citizenship_NotApplicant(address caller, address applicant);

    /// @notice The voucher's signer is not a registrar now: ask a registrar in office for a new voucher.
    error Citizenship_NotRegistrar(address signer);

    /// @notice The registrar withdrew the vouchers with deadlines up to `withdrawnUntil`: ask for a new voucher.
    error Citizenship_VoucherWithdrawn(uint256 deadline, uint256 withdrawnUntil);

    /// @notice The fee must be paid exactly: send `fee` wei with the call.
    error Citizenship_WrongFee(uint256 paid, uint256 fee);

    /// @notice In the last 30 days as many citizenships were given or moved as the brake allows: try again at `retryAt`, or let
    ///         the government allow more for a month.
    error Citizenship_BrakeReached(uint256 limit, uint256 retryAt);

    /// @notice The government has halted admissions: try again when the halt is over. Recoveries go on meanwhile.
    error Citizenship_AdmissionsHalted(uint256 until);

    /// @notice Only the deployer of the nation admits and invites founding citizens: others request admission after the opening.
    error Citizenship_NotDeployer(address caller, address deployer);

    /// @notice All places of founding citizens are taken: whoever comes later requests admission after the opening.
    error Citizenship_NoFoundingPlace(uint256 founders);

    /// @notice The nation is not open yet. Until enough founding citizens are in, nobody else gets in: wait for the opening.
    error Citizenship_NotOpen(uint256 foundersIn, uint256 founders);

    /// @notice The nation did not open in time and was closed for good: nobody can come in any more.
    error Citizenship_NationClosed(uint256 foundersIn, uint256 founders);

    /// @notice The nation is open, and an open nation cannot be closed.
    error Citizenship_AlreadyOpen(uint256 foundersIn, uint256 founders);

    /// @notice The nation still has time to open: close it at `closableAt` at the earliest.
    error Citizenship_TooEarlyToClose(uint256 closableAt, uint256 currentTime);

    /// @notice This account is invited as a founding citizen, and only it can take that up: send a request from that account.
    error Citizenship_FounderInvited(address account, uint256 until);

    /// @notice The citizenship's standing does not allow this: suspend only who is in good standing, reinstate only the
    ///         suspended, restore only what a ruling ended, and leave other ended ones.
    error Citizenship_StandingForbids(uint256 citizenId, Standing standing);

    /// @notice A renewal must prolong the term: choose an end after the present end and after now.
    error Citizenship_TermNotExtended(uint256 citizenId, uint256 newUntil, uint256 mustExceed);

    /// @notice A citizenship is renewed until 90 days after its end, and by the citizen from 90 days before it: wait for that, or
    ///         if it is too late renounce it and request admission again.
    error Citizenship_NotRenewable(uint256 citizenId, uint256 until);

    /// @notice A registrar has no more invitations open than the brake lets in while they last: wait until those have ended.
    error Citizenship_TooManyInvitations(uint256 open, uint256 limit);

    /// @notice The moment is past: choose a later one.
    error Citizenship_MomentPassed(uint256 moment, uint256 currentTime);

    /// @notice The moment is later than allowed, or than a record can hold: choose one up to `latest`.
    error Citizenship_MomentTooLate(uint256 moment, uint256 latest);

    /// @notice The vote of a newcomer, and of a citizenship that others moved or that came back late, sleeps for a waiting period:
    ///         delegate or wake it from `wakesAt` on.
    error Citizenship_VoteAsleep(uint256 citizenId, uint256 wakesAt);

    /// @notice Only a citizen who may vote can cast your vote: delegate to one, or to yourself to take the vote back.
    error Citizenship_DelegateNotActive(address delegatee, uint256 citizenId);

    /// @notice Votes are known for past moments only: choose a moment before the clock.
    error ERC5805FutureLookup(uint256 timepoint, uint48 clock);

    /* READING */

    /// @notice The citizen who holds an account, whether in good standing or not; 0 if it holds no citizenship.
    function citizenOf(address account) external view returns (uint256 citizenId);

    /// @notice The first citizenship that ended of the person to whom an account belongs; 0 if none did.
    function formerCitizenOf(address account) external view returns (uint256 citizenId);

    /// @notice The citizen who holds an account, if active now; 0 otherwise.
    function activeCitizenOf(address account) external view returns (uint256 citizenId);

    /// @notice Whether a citizen may hold offices, be a juror and spend budgets now: in good standing, within the term, and after
    ///         the waiting period.
    function isActive(uint256 citizenId) external view returns (bool);

    /// @notice Whether a citizen may vote now: within the term and after the waiting period. A suspension takes no vote.
    function mayVote(uint256 citizenId) external view returns (bool);

    /// @notice When the waiting period after the admission ends, in seconds since 1970, whatever became of the citizenship since.
    function waitsUntil(uint256 citizenId) external view returns (uint256);

    /// @notice Whether a citizen could vote at a moment up to now, in seconds since 1970.
    function couldVote(uint256 citizenId, uint256 timepoint) external view returns (bool);

    /// @notice Whether a citizen is active now and was active at a moment up to now, in seconds since 1970. A citizen who was
    ///         suspended counts as active again from the midnight after the suspension's end.
    function isStillActive(uint256 citizenId, uint256 timepoint) external view returns (bool);

    /// @notice The account that holds a citizenship; of one that ended, where the person is known by now: where it ended, or the account
    ///         to which a later citizenship of the same person moved. Zero if it was never given.
    function holderOf(uint256 citizenId) external view returns (address);

    /// @notice A citizen's record.
    function citizen(uint256 citizenId) external view returns (CitizenRecord memory);

    /// @notice The greatest id. Ids run from 1 to this number. The first ones are kept for the founding citizens, so those of
    ///         founding citizens who have not come in have standing `None`.
    function lastCitizenId() external view returns (uint256);

    /// @notice How many citizenships were ever given.
    function admittedCount() external view returns (uint256);

    /// @notice The number of citizens that quorums use now: those who may vote, and lapsed citizens until they are marked.
    function citizenCount() external view returns (uint256);

    /// @notice The nonce of an account: how often it gained or lost a citizenship, or withdrew its requests. Requests, vouchers and
    ///         acceptances sign it.
    function admissionNonce(address account) external view returns (uint256);

    /// @notice When an account sent its pending request, and when its invitation ends, in seconds since 1970; 0 if there is none.
    function admissionOf(address account) external view returns (uint256 requestedAt, uint256 invitedUntil);

    /* OPENING */

    /// @notice The account that created this contract: the nation's deployer, which alone brings in founding citizens.
    function DEPLOYER() external view returns (address); // solhint-disable-line func-name-mixedcase

    /// @notice The number of founding citizens that the charter names. Their ids run from 1 to this number.
    function FOUNDERS() external view returns (uint256); // solhint-disable-line func-name-mixedcase

    /// @notice Whether the nation is open: all founding citizens are in, or the founding window is over, and at least half of
    ///         them are in, and three. Of one or two all must be in. It stays open once it is.
    function isOpen() external view returns (bool);

    /// @notice How far the founding is.
    function opening() external view returns (OpeningView memory);

    /// @notice The number of citizens that the quorums of a vote are measured against whose electorate is fixed at a past moment:
    ///         the greater of the totals at that moment and 90 days before, and each founding place that could still be taken.
    /// @dev An electorate that shrinks in one night does not lower a quorum at once. It never changes for a past moment.
    /// @param timepoint The moment, in seconds since 1970.
    /// @custom:reverts ERC5805FutureLookup if the moment is not past.
    function quorumBase(uint256 timepoint) external view returns (uint256);

    /// @notice Admits a founding citizen who signed a request. No brake counts it.
    /// @dev Emits {CitizenAdmitted} and the events of the standards.
    /// @param request The signed request.
    /// @return citizenId The new citizen's id.
    /// @custom:access deployer
    /// @custom:reverts Citizenship_NotDeployer if the caller is not the deployer.
    /// @custom:reverts Citizenship_AlreadyCitizen if the applicant holds a citizenship.
    /// @custom:reverts Citizenship_SignatureExpired if the deadline is past.
    /// @custom:reverts Citizenship_SignatureInvalid if the applicant did not sign the request with the present nonce.
    /// @custom:reverts Citizenship_NoFoundingPlace if all places are taken.
    /// @custom:reverts Citizenship_NationClosed if the nation was closed.
    function admitFounder(SignedRequest calldata request) external returns (uint256 citizenId);

    /// @notice Invites founding citizens until a moment. Each takes up the citizenship by {requestAdmission}, before the opening
    ///         or after it. Nobody can take such an invitation back. Once all earlier founding invitations have ended, it
    ///         changes nothing: nobody is invited any more, and a founding that was interrupted can go on.
    /// @dev Emits {AdmissionInvited} for each.
    /// @param accounts The accounts.
    /// @param until In seconds since 1970.
    /// @custom:access deployer
    /// @custom:reverts Citizenship_NotDeployer if the caller is not the deployer.
    /// @custom:reverts Citizenship_MomentPassed if `until` is past.
    /// @custom:reverts Citizenship_AlreadyCitizen if one of them holds a citizenship.
    /// @custom:reverts Citizenship_FounderInvited if one of them is invited already.
    /// @custom:reverts Citizenship_NoFoundingPlace if there are not enough places for all of them.
    function inviteFounders(address[] calldata accounts, uint40 until) external;

    /// @notice Closes a nation that has not opened 90 days after its creation: for good.
    /// @dev Emits {NationClosed}.
    /// @custom:access anyone
    /// @custom:reverts Citizenship_NationClosed if it was closed already.
    /// @custom:reverts Citizenship_AlreadyOpen if the nation is open.
    /// @custom:reverts Citizenship_TooEarlyToClose if the 90 days are not over.
    function close() external;

    /* VOTES, BY CITIZEN */

    /// @notice The votes of a citizen now: the citizen's own vote unless it is delegated, and votes received from others who may
    ///         vote.
    /// @dev A delegation to a citizen who may not vote has no effect, so that no vote is ever lost.
    function votesOf(uint256 citizenId) external view returns (uint256);

    /// @notice The votes of a citizen at a past moment, in seconds since 1970.
    /// @custom:reverts ERC5805FutureLookup if the moment is not past.
    function pastVotesOf(uint256 citizenId, uint256 timepoint) external view returns (uint256);

    /// @notice The citizen who had a citizen's vote at a past moment. It is that citizen unless the vote was delegated to a
    ///         citizen who could vote then.
    /// @custom:reverts ERC5805FutureLookup if the moment is not past.
    function pastDelegateOf(uint256 citizenId, uint256 timepoint) external view returns (uint256 delegateId);

    /// @notice For a batch of ballots: who holds citizenships that may vote now, and their votes at a past moment.
    /// @param citizenIds Citizens, in whatever order.
    /// @param timepoint The past moment, in seconds since 1970.
    /// @return holders Their holders' accounts; zero for those who may not vote now.
    /// @return votes Their votes at that moment.
    /// @custom:reverts ERC5805FutureLookup if the moment is not past.
    function electorsOf(uint256[] calldata citizenIds, uint256 timepoint)
        external
        view
        returns (address[] memory holders, uint256[] memory votes);

    /// @notice What a ballot asks of the account that casts it: the citizen who holds it and may vote now, and that citizen's
    ///         votes at a past moment.
    /// @param account The account.
    /// @param timepoint The past moment, in seconds since 1970.
    /// @return citizenId The citizen; 0 if the account holds no citizenship that may vote now.
    /// @return votes The votes; 0 without a citizen.
    /// @custom:reverts ERC5805FutureLookup if the moment is not past.
    function voterOf(address account, uint256 timepoint) external view returns (uint256 citizenId, uint256 votes);

    /* ADMISSION */

    /// @notice Requests admission. An invited account is admitted at once.
    /// @dev Emits {AdmissionRequested}, or {CitizenAdmitted} and the events of the standards if invited. A request replaces the
    ///      pending one. It can be granted for 180 days.
    /// @param dossier Digest of the private evidence; zero if there is none.
    /// @custom:access anyone
    /// @custom:reverts Citizenship_AlreadyCitizen if the caller holds a citizenship.
    /// @custom:reverts Citizenship_NotOpen if the caller is invited, though not as a founding citizen, and the nation is not open.
    /// @custom:reverts Citizenship_NationClosed if the caller is invited, and the nation was closed.
    /// @custom:reverts Citizenship_BrakeReached if the caller is invited, and the brake allows no more.
    /// @custom:reverts Citizenship_AdmissionsHalted if the caller is invited, and admissions are halted.
    function requestAdmission(bytes32 dossier) external;

    /// @notice Withdraws whatever the caller requested: the request it sent, if it is pending, and each one that it signed. It
    ///         raises {admissionNonce}, so vouchers for the caller and its acceptances no longer count either. Invitations
    ///         remain.
    /// @dev Emits {AdmissionRequestWithdrawn}.
    /// @custom:access anyone
    /// @custom:reverts Citizenship_AlreadyCitizen if the caller holds a citizenship.
    function withdrawRequest() external;

    /// @notice Invites accounts to become citizens until a moment, or takes their invitations back. An invitation counts only as
    ///         long as who made it may invite.
    /// @dev Emits {AdmissionInvited} for each.
    /// @param invitees The accounts.
    /// @param until In seconds since 1970, at most 90 days from now; 0 to take the invitations back.
    /// @custom:access registrar
    /// @custom:reverts Citizenship_MomentTooLate if `until` is more than 90 days from now.
    /// @custom:reverts Citizenship_TooManyInvitations if the caller would have more open than the brake lets in meanwhile.
    /// @custom:reverts Citizenship_MomentPassed if `until` is past, and not 0.
    /// @custom:reverts Citizenship_AlreadyCitizen if one of them holds a citizenship.
    /// @custom:reverts Citizenship_FounderInvited if one of them has a founding citizen's invitation that has not ended.
    function invite(address[] calldata invitees, uint40 until) external;

    /// @notice Admits an applicant who sent a request.
    /// @dev Emits {CitizenAdmitted} and the events of the standards.
    /// @param applicant The account that asked.
    /// @return citizenId The new citizen's id.
    /// @custom:access registrar
    /// @custom:reverts Citizenship_NoRequest if there is no pending request.
    /// @custom:reverts Citizenship_RequestStale if the request is older than 180 days.
    /// @custom:reverts Citizenship_NotOpen if the nation is not open.
    /// @custom:reverts Citizenship_NationClosed if the nation was closed.
    /// @custom:reverts Citizenship_BrakeReached if the brake allows no more.
    /// @custom:reverts Citizenship_AdmissionsHalted if admissions are halted.
    function admit(address applicant) external returns (uint256 citizenId);

    /// @notice Admits applicants who sent requests: all of them, or none.
    /// @dev Emits {CitizenAdmitted} and the events of the standards for each. Their ids are consecutive.
    /// @param applicants The accounts that asked.
    /// @return firstCitizenId The id of the first of them.
    /// @custom:access registrar
    /// @custom:reverts Citizenship_NoRequest if one has no pending request.
    /// @custom:reverts Citizenship_RequestStale if a request is older than 180 days.
    /// @custom:reverts Citizenship_NotOpen if the nation is not open.
    /// @custom:reverts Citizenship_NationClosed if the nation was closed.
    /// @custom:reverts Citizenship_BrakeReached if the brake does not allow all of them.
    /// @custom:reverts Citizenship_AdmissionsHalted if admissions are halted.
    function admitBatch(address[] calldata applicants) external returns (uint256 firstCitizenId);

    /// @notice Admits applicants who signed requests: all of them, or none.
    /// @dev Emits {CitizenAdmitted} and the events of the standards for each. Their ids are consecutive.
    /// @param requests The signed requests.
    /// @return firstCitizenId The id of the first of them.
    /// @custom:access registrar
    /// @custom:reverts Citizenship_AlreadyCitizen if one holds a citizenship.
    /// @custom:reverts Citizenship_SignatureExpired if a deadline is past.
    /// @custom:reverts Citizenship_SignatureInvalid if an applicant did not sign the request with the present nonce.
    /// @custom:reverts Citizenship_NotOpen if the nation is not open.
    /// @custom:reverts Citizenship_NationClosed if the nation was closed.
    /// @custom:reverts Citizenship_BrakeReached if the brake does not allow all of them.
    /// @custom:reverts Citizenship_AdmissionsHalted if admissions are halted.
    function admitSigned(SignedRequest[] calldata requests) external returns (uint256 firstCitizenId);

    /// @notice Admits the caller by a registrar's voucher, and pays the fee to the treasury.
    /// @dev Emits {CitizenAdmitted} and the events of the standards.
    /// @param voucher The voucher that the registrar signed.
    /// @param signature The registrar's EIP-712 signature (ERC-1271 for contract accounts).
    /// @return citizenId The new citizen's id.
    /// @custom:access anyone: with a voucher that a registrar signed
    /// @custom:reverts Citizenship_NotApplicant if the voucher names another account.
    /// @custom:reverts Citizenship_WrongFee if the value sent is not the fee.
    /// @custom:reverts Citizenship_SignatureExpired if the deadline is past.
    /// @custom:reverts Citizenship_NotRegistrar if the signer does not hold the registrar's role now.
    /// @custom:reverts Citizenship_MomentTooLate if the deadline is more than 90 days from now.
    /// @custom:reverts Citizenship_VoucherWithdrawn if the registrar withdrew the voucher.
    /// @custom:reverts Citizenship_SignatureInvalid if the registrar did not sign the voucher with the applicant's nonce.
    /// @custom:reverts Citizenship_AlreadyCitizen if the caller holds a citizenship.
    /// @custom:reverts Citizenship_NotOpen if the nation is not open.
    /// @custom:reverts Citizenship_NationClosed if the nation was closed.
    /// @custom:reverts Citizenship_BrakeReached if the brake allows no more.
    /// @custom:reverts Citizenship_AdmissionsHalted if admissions are halted.
    function redeem(AdmissionVoucher calldata voucher, bytes calldata signature)
        external
        payable
        returns (uint256 citizenId);

    /// @notice Withdraws all vouchers of the caller's with deadlines up to a moment. An earlier moment brings the later ones back.
    /// @dev Emits {VouchersWithdrawn}.
    /// @param until In seconds since 1970; 0 withdraws none. 90 days from now withdraw each one that could be redeemed now.
    /// @custom:access anyone: only the caller's own vouchers
    function withdrawVouchers(uint40 until) external;

    /* BRAKE */

    /// @notice Allows more admissions than the brake does: in all, that many more in any 30 days, for the next 30 days. It replaces
    ///         what was allowed before.
    /// @dev Emits {AdmissionsAllowed}.
    /// @param extra How many more.
    /// @custom:access government constitutional
    function allowAdmissions(uint32 extra) external;

    /// @notice Halts admissions until a moment, or ends a halt.
    /// @dev Emits {AdmissionsHalted}. To halt is ordinary. To end a halt earlier is constitutional.
    /// @param until In seconds since 1970, at most 90 days from now; a past moment ends the halt.
    /// @custom:access government constitutional
    /// @custom:reverts Citizenship_MomentTooLate if the end is later.
    function haltAdmissions(uint40 until) external;

    /* TERM */

    /// @notice Prolongs a term, or renews one that ended less than 90 days ago.
    /// @dev Emits {CitizenRenewed}. A revived citizen's vote counts again from now on, with the delegate chosen last.
    /// @param citizenId The citizen.
    /// @param newUntil The new end in seconds since 1970, rounded up to midnight (UTC): no later than a term that begins now would
    ///        end; type(uint40).max for no end, where terms have none.
    /// @custom:access registrar
    /// @custom:reverts Citizenship_StandingForbids if nobody holds the citizenship.
    /// @custom:reverts Citizenship_MomentTooLate if a term that begins now would end earlier.
    /// @custom:reverts Citizenship_TermNotExtended if the new end is not after the present end and after now.
    /// @custom:reverts Citizenship_NotRenewable if it is too late.
    /// @custom:reverts ExpiryIndex_Full if the delegate's expiry index is full.
    function renew(uint256 citizenId, uint40 newUntil) external;

    /// @notice Renews the caller's citizenship, from 90 days before its end to 90 days after it, for a term that begins now.
    ///         However long it is over it can be renewed while fewer than three citizens are known whose terms run, and for 90
    ///         days after each return meanwhile: then the vote sleeps for the waiting period, and {wake} ends that.
    /// @dev Emits {CitizenRenewed}.
    /// @custom:access citizen: also one whose term is over
    /// @custom:reverts Citizenship_NotCitizen if the caller holds no citizenship.
    /// @custom:reverts Citizenship_NotRenewable if it is too early or too late, or the term would not end later than it does.
    /// @custom:reverts ExpiryIndex_Full if the delegate's expiry index is full.
    function renewOwn() external;

    /// @notice Renews the citizenships of those who signed, as each could by {renewOwn}. All that cannot be renewed are skipped,
    ///         and so are those of contract accounts.
    /// @dev Emits {CitizenRenewed} for each.
    /// @param renewals The signed renewals.
    /// @return renewed How many were renewed.
    /// @custom:access anyone: with the citizens' signatures
    /// @custom:reverts ExpiryIndex_Full if a delegate's expiry index is full.
    function renewSigned(SignedRenewal[] calldata renewals) external returns (uint256 renewed);

    /// @notice Takes citizens whose term is over out of the total that quorums use. All others are skipped. Nobody is marked while
    ///         fewer than three citizens are known whose terms run, and for 90 days after the last return meanwhile: whoever may come
    ///         back by then counts in every quorum. Those become known who came back, and who are named here.
    /// @dev Emits {CitizenMarkedLapsed} for each.
    /// @param citizenIds First three citizens who may vote, unless three are known; then the citizens to mark.
    /// @return marked How many were marked.
    /// @custom:access anyone: only those whose term is over
    function markLapsed(uint256[] calldata citizenIds) external returns (uint256 marked);

    /* STANDING */

    /// @notice Suspends a citizen, who holds no office, sits on no jury and spends no budget until reinstated. The vote stays.
    /// @dev Emits {CitizenSuspended}.
    /// @param citizenId The citizen.
    /// @param until The end in seconds since 1970, rounded up to midnight (UTC). From then on anyone may reinstate.
    /// @param rulingId Digest of, or reference to, the ruling.
    /// @custom:access justice
    /// @custom:reverts Citizenship_StandingForbids if the citizen is not in good standing.
    /// @custom:reverts Citizenship_MomentPassed if the end is past.
    /// @custom:reverts Citizenship_MomentTooLate if the end is later than a record can hold.
    function suspend(uint256 citizenId, uint40 until, bytes32 rulingId) external;

    /// @notice Ends a suspension. Justice may do so at any time, anyone after its end.
    /// @dev Emits {CitizenReinstated}.
    /// @param citizenId The citizen.
    /// @custom:access justice: anyone, once the suspension's time is over
    /// @custom:reverts Citizenship_StandingForbids if the citizen is not suspended.
    function reinstate(uint256 citizenId) external;

    /// @notice Revokes a citizenship. The account may request admission again, as a new citizen. Only {restore} gives it back.
    /// @dev Emits {CitizenRevoked}.
    /// @param citizenId The citizen.
    /// @param rulingId Digest of, or reference to, the ruling.
    /// @custom:access justice
    /// @custom:reverts Citizenship_StandingForbids if nobody holds the citizenship.
    function revoke(uint256 citizenId, bytes32 rulingId) external;

    /// @notice Gives a citizenship that was revoked back to whoever held it last, at the present account. Id, delegations, a
    ///         suspension that has not ended and the term are as they were. The vote is awake at once, or when the waiting period
    ///         ends, unless it was kept asleep: see {keepAsleep}. If the term has run out by now, the time since the revocation is
    ///         added to it, so that the citizen can renew it as before. For what was drawn from the active citizens of a moment
    ///         before, the citizen counts from the next midnight on.
    /// @dev Emits {CitizenshipRestored} and the events of the standards.
    /// @param citizenId The citizen.
    /// @param rulingId Digest of, or reference to, the ruling.
    /// @custom:access justice
    /// @custom:reverts Citizenship_StandingForbids if the citizenship was never given, is held, or was renounced.
    /// @custom:reverts Citizenship_AlreadyCitizen if the account holds another citizenship by now.
    /// @custom:reverts ExpiryIndex_Full if the delegate's expiry index is full.
    function restore(uint256 citizenId, bytes32 rulingId) external;

    /// @notice Keeps a newcomer's vote asleep that sleeps, however long, or lets it wake: when the waiting period ends, or at once
    ///         if that is over. Whoever is awake stays so. Whoever holds no citizenship is none of its concern.
    /// @dev Emits {CitizenKeptAsleep} if that changes.
    /// @param citizenId The citizen.
    /// @param isKept Whether to keep the vote asleep.
    /// @custom:access justice
    /// @custom:reverts ExpiryIndex_Full if too many leave or are kept asleep who wake in the same weeks.
    function keepAsleep(uint256 citizenId, bool isKept) external;

    /// @notice Wakes the vote of a citizenship that others moved, or that was renewed 90 days after its end or later, once the
    ///         waiting period since then is over. It does nothing to any other one.
    /// @dev Emits {CitizenWoken}, and DelegateVotesChanged for each whose votes change.
    /// @param citizenId The citizen.
    /// @custom:access anyone: once the waiting period is over
    /// @custom:reverts Citizenship_VoteAsleep if it is too early.
    /// @custom:reverts ExpiryIndex_Full if the delegate's expiry index is full.
    function wake(uint256 citizenId) external;

    /// @notice Renounces the caller's citizenship for good.
    /// @dev Emits {CitizenRenounced}.
    /// @custom:access citizen
    /// @custom:reverts Citizenship_NotCitizen if the caller holds no citizenship.
    function renounce() external;

    /// @notice Tells those who keep passports that all of them look different now: the nation's register calls it when the name, the
    ///         motto or the flag changes.
    /// @dev Emits ERC-4906's BatchMetadataUpdate, from the first citizen to the last.
    /// @custom:access anyone: nothing changes by it
    function tellMetadata() external;

    /// @notice Moves a citizenship to a new account of the same person. Id, ballots already cast and delegations stay. If others than
    ///         the holder move it, the vote sleeps for the waiting period, and until {wake}.
    /// @dev Emits {CitizenRotated} if the holder calls, else {CitizenMoved}.
    /// @param citizenId The citizen.
    /// @param newHolder The new account.
    /// @param deadline When the signature expires, in seconds since 1970.
    /// @param signature EIP-712 signature of `Acceptance(uint256 citizenId,address newHolder,uint256 nonce,uint256 deadline)`
    ///        by the new holder (ERC-1271 for contract accounts), where nonce is the new holder's {admissionNonce}.
    /// @custom:access recovery: or whoever holds the citizenship
    /// @custom:reverts Citizenship_StandingForbids if nobody holds the citizenship.
    /// @custom:reverts Citizenship_BrakeReached if others move it, and the brake allows no more.
    /// @custom:reverts Citizenship_AlreadyCitizen if the new account holds a citizenship.
    /// @custom:reverts Citizenship_AccountUsed if a citizenship ended at the new account.
    /// @custom:reverts Citizenship_SignatureExpired if the deadline is past.
    /// @custom:reverts Citizenship_SignatureInvalid if the signature is not the new holder's.
    function move(uint256 citizenId, address newHolder, uint40 deadline, bytes calldata signature) external;
}
