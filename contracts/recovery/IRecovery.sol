// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IArbitrable} from "../standards/IArbitrable.sol";
import {IEvidence} from "../standards/IEvidence.sol";

/// @notice How far a citizen's recovery is. A recovery that nobody completes in time lapses by the clock, in its last phase.
/// @dev None -> Announced -> None (completed) or Stopped -> Contested -> Granted -> None (completed). Stopped, or Contested and
///      refused, is as None once the pause is over.
enum RecoveryPhase {
    None,
    Announced,
    /// The present key stopped it.
    Stopped,
    /// The court decides whether the stop counts.
    Contested,
    /// The court let it pass, whatever the present key says.
    Granted
}

/// @notice Who may announce a citizen's recovery, and how many of them it takes.
/// @param from From when on, in seconds since 1970; 0 if the citizen never chose any.
/// @param threshold How many of them announce together; 0 if there are none.
/// @param accounts The guardians who are accounts. Their seats come first, from 0.
/// @param citizenIds The guardians who are citizens, whose seats follow.
struct GuardianSet {
    uint40 from;
    uint8 threshold;
    address[] accounts;
    uint256[] citizenIds;
}

/// @notice A citizen's recovery as a reader sees it. Moments are in seconds since 1970.
/// @param phase How far it is.
/// @param newHolder The account to which the citizenship is to move.
/// @param byGovernment Whether the government announced it.
/// @param readyAt From when on anyone completes it; 0 unless it is announced or granted.
/// @param lapsesAt When it lapses; 0 unless it is announced or granted.
/// @param contestableUntil Until when the stop can be contested; 0 unless it is stopped.
/// @param pausedUntil Until when no further one can be announced.
/// @param caseId The case about it; 0 if there is none.
/// @param nonce The number of announcements so far, which confirmations sign.
struct RecoveryView {
    RecoveryPhase phase;
    address newHolder;
    bool byGovernment;
    uint256 readyAt;
    uint256 lapsesAt;
    uint256 contestableUntil;
    uint256 pausedUntil;
    uint256 caseId;
    uint256 nonce;
}

/// @notice A guardian's consent to a recovery, for others to send.
/// @param seat The guardian's seat in the set that is in force.
/// @param guardian The guardian's account, or the account that holds the guardian's citizenship.
/// @param deadline When it expires, in seconds since 1970.
/// @param signature EIP-712 signature of `Confirmation(uint256 citizenId,address newHolder,uint256 nonce,uint256 deadline)` by the
///        guardian (ERC-1271 for contract accounts), where nonce is {RecoveryView-nonce}.
struct SignedConfirmation {
    uint256 seat;
    address guardian;
    uint40 deadline;
    bytes signature;
}

/// @title  Recovery
/// @notice Gives a citizen who lost the key a new one. Guardians whom the citizen chose announce it, and it waits in public. The
///         present key stops it, and the court decides if that is contested.
/// @dev The provisions are `wait`, `waitWithoutGuardians`, `guardianDelay` and `pause` (seconds), `monthlyShare` (basis points of the
///      citizens) and `leastGuardians` (heads).
///
///      A case has two choices: 1 leaves the citizenship where it is, and so does 0, the refusal to decide. 2 lets the recovery pass.
interface IRecovery is IArbitrable, IEvidence {
    /* EVENTS */

    /// @notice Emitted when a citizen chooses guardians, who may announce a recovery from a moment in seconds since 1970.
    event GuardiansChosen(
        uint256 indexed citizenId, uint256 threshold, address[] accounts, uint256[] citizenIds, uint256 from
    );

    /// @notice Emitted when a guardian confirms a recovery. The nonce is the number of announcements so far.
    event RecoveryConfirmed(uint256 indexed citizenId, address indexed newHolder, uint256 nonce, uint256 seat);

    /// @notice Emitted when enough guardians have confirmed. Anyone completes it from a moment in seconds since 1970.
    event RecoveryAnnounced(uint256 indexed citizenId, address indexed newHolder, uint256 readyAt);

    /// @notice Emitted when the government announces it for a citizen without guardians.
    event RecoveryDecreed(uint256 indexed citizenId, address indexed newHolder, uint256 readyAt);

    /// @notice Emitted when the present key stops it. Until a moment in seconds since 1970 that can be contested; 0 if it cannot.
    event RecoveryStopped(uint256 indexed citizenId, address indexed newHolder, uint256 contestableUntil);

    /// @notice Emitted when somebody brings the stop before the court.
    event RecoveryContested(uint256 indexed citizenId, uint256 indexed caseId, address indexed contestant);

    /// @notice Emitted when the court has ruled whether the recovery passes.
    event RecoveryDecided(uint256 indexed citizenId, uint256 indexed caseId, bool isGranted);

    /// @notice Emitted when the citizenship has moved.
    event RecoveryCompleted(uint256 indexed citizenId, address indexed newHolder);

    /* ERRORS */

    /// @notice This account holds no citizenship: act from the account that holds yours.
    error Recovery_NotCitizen(address account);

    /// @notice Guardians are at most seven, of whom more than half announce, and no fewer than `least`: choose others, or none at all
    ///         with the threshold 0.
    error Recovery_ThresholdOutOfBounds(uint256 threshold, uint256 guardians, uint256 least);

    /// @notice Guardians are listed in ascending order, each once, as no zero account: sort the list.
    error Recovery_NotAscending(uint256 seat);

    /// @notice This account holds a citizenship: name the guardian by its id, so that it is the same person after a change of the key.
    error Recovery_NameByCitizenId(address account, uint256 citizenId);

    /// @notice A guardian is another citizen, whose citizenship somebody holds: choose one.
    error Recovery_NotAGuardian(uint256 citizenId);

    /// @notice Guardians who were replaced announced a recovery that can still be contested, and are parties then: choose others at
    ///         the moment named, in seconds since 1970, or once it is over.
    error Recovery_GuardiansNeeded(uint256 citizenId, uint256 until);

    /// @notice The set that is in force has no such seat: read {guardiansOf}, whose seats are numbered from 0.
    error Recovery_NoSuchSeat(uint256 citizenId, uint256 seat, uint256 seats);

    /// @notice The account does not speak for that seat: a guardian confirms with the account that was named, or that holds the
    ///         citizenship now.
    error Recovery_NotTheGuardian(uint256 citizenId, uint256 seat, address account);

    /// @notice The guardian did not sign exactly these values with the present nonce: have them signed again.
    error Recovery_SignatureInvalid(address guardian);

    /// @notice The deadline of the signature is over: have a new one signed.
    error Recovery_SignatureExpired(uint256 deadline);

    /// @notice This guardian has confirmed already: another one is needed.
    error Recovery_AlreadyConfirmed(uint256 citizenId, uint256 seat);

    /// @notice Guardians who were replaced since announced a recovery, which nobody else replaces: stop and contest it, or wait until
    ///         it is completed or has lapsed.
    error Recovery_OtherGuardians(uint256 citizenId);

    /// @notice The citizen has guardians, who alone announce: ask them.
    error Recovery_HasGuardians(uint256 citizenId);

    /// @notice The recovery is in a phase that does not allow this: read {recoveryOf} for what it allows now.
    error Recovery_WrongPhase(uint256 citizenId, RecoveryPhase phase);

    /// @notice The last recovery was stopped, refused or completed too recently: announce another one when the pause is over.
    error Recovery_Paused(uint256 citizenId, uint256 until);

    /// @notice The recovery still waits, so that the present key can stop it: complete it at `readyAt` or later.
    error Recovery_NotReady(uint256 citizenId, uint256 readyAt);

    /// @notice The time for this ended at the moment named: let the recovery be announced again.
    error Recovery_TooLate(uint256 citizenId, uint256 endedAt);

    /// @notice What the government announced cannot be contested: the present key has the last word on it.
    error Recovery_NotContestable(uint256 citizenId);

    /// @notice The court's cost must be paid exactly: send `cost` wei with the call.
    error Recovery_WrongValue(uint256 paid, uint256 cost);

    /// @notice In the last 30 days as many citizenships without guardians were recovered as the brake allows: try again at `retryAt`.
    error Recovery_BrakeReached(uint256 limit, uint256 retryAt);

    /// @notice Only the court rules here: have the ruling delivered by it.
    error Recovery_NotTheCourt(address caller);

    /// @notice No recovery waits for a ruling in this case: it was brought by somebody else, or ruled on before.
    error Recovery_NoSuchCase(uint256 caseId);

    /// @notice A citizenship is held by this account, or ended at it: choose a new account.
    error Recovery_AccountUsed(address newHolder);

    /// @notice Who holds no citizenship is recovered no more: ask for admission.
    error Recovery_NotHeld(uint256 citizenId);

    /* GUARDIANS */

    /// @notice Chooses the caller's guardians, at most seven. They replace the present ones when a delay is over.
    /// @dev Emits {GuardiansChosen}. Until then another choice replaces this one.
    /// @param threshold How many announce together: more than half, and no fewer than the provision says; 0 for no guardians.
    /// @param accounts Guardians who hold no citizenship, in ascending order.
    /// @param citizenIds Guardians who are citizens, in ascending order.
    /// @custom:access citizen: also one who is suspended or whose term is over
    /// @custom:reverts Recovery_NotCitizen if the caller holds no citizenship.
    /// @custom:reverts Recovery_ThresholdOutOfBounds if the threshold does not fit the guardians.
    /// @custom:reverts Recovery_NotAscending if a list is not in ascending order.
    /// @custom:reverts Recovery_NameByCitizenId if an account holds a citizenship.
    /// @custom:reverts Recovery_NotAGuardian if a citizen is the caller, or nobody holds the citizenship.
    /// @custom:reverts Recovery_GuardiansNeeded if the guardians before the present ones announced a recovery that is not over.
    function chooseGuardians(uint256 threshold, address[] calldata accounts, uint256[] calldata citizenIds) external;

    /* ANNOUNCING */

    /// @notice Confirms a recovery as a guardian. The last of those whom it takes announces it, in place of what the same guardians
    ///         announced before. A confirmation counts for 30 days after the first one, and until the next announcement or
    ///         change of guardians.
    /// @dev Emits {RecoveryConfirmed}, and {RecoveryAnnounced} if enough have confirmed.
    /// @param citizenId Whose citizenship.
    /// @param newHolder The account to which it is to move.
    /// @param seat The guardian's seat in the set that is in force.
    /// @return isAnnounced Whether it is announced by this.
    /// @custom:access anyone: only a guardian whom the citizen chose
    /// @custom:reverts Recovery_WrongPhase if the court has the last one before it, or has granted it.
    /// @custom:reverts Recovery_Paused if the last one ended too recently.
    /// @custom:reverts Recovery_OtherGuardians if guardians who were replaced since have announced one.
    /// @custom:reverts Recovery_NoSuchSeat if there is no such seat.
    /// @custom:reverts Recovery_NotTheGuardian if the caller is not the guardian of the seat.
    /// @custom:reverts Recovery_AlreadyConfirmed if the guardian has confirmed.
    /// @custom:reverts Recovery_AccountUsed if enough have confirmed, and the new account holds a citizenship, or one ended at it.
    function confirm(uint256 citizenId, address newHolder, uint256 seat) external returns (bool isAnnounced);

    /// @notice Confirms a recovery as the guardians signed. It is announced once enough have confirmed.
    /// @dev Emits {RecoveryConfirmed} for each, and {RecoveryAnnounced} if enough have confirmed.
    /// @param citizenId Whose citizenship.
    /// @param newHolder The account to which it is to move.
    /// @param confirmations The guardians' signed confirmations.
    /// @return isAnnounced Whether it is announced by this.
    /// @custom:access anyone: with the signatures of guardians whom the citizen chose
    /// @custom:reverts Recovery_WrongPhase if the court has the last one before it, or has granted it.
    /// @custom:reverts Recovery_Paused if the last one ended too recently.
    /// @custom:reverts Recovery_OtherGuardians if guardians who were replaced since have announced one.
    /// @custom:reverts Recovery_NoSuchSeat if there is no such seat.
    /// @custom:reverts Recovery_SignatureExpired if a deadline is past.
    /// @custom:reverts Recovery_NotTheGuardian if an account is not that of the guardian of the seat.
    /// @custom:reverts Recovery_SignatureInvalid if a signature is not the guardian's.
    /// @custom:reverts Recovery_AccountUsed if enough have confirmed, and the new account holds a citizenship, or one ended at it.
    function confirmSigned(uint256 citizenId, address newHolder, SignedConfirmation[] calldata confirmations)
        external
        returns (bool isAnnounced);

    /// @notice Announces the recovery of a citizen who has no guardians. It waits longer, and a stricter brake counts it.
    /// @dev Emits {RecoveryDecreed}.
    /// @param citizenId Whose citizenship.
    /// @param newHolder The account to which it is to move.
    /// @custom:access government constitutional
    /// @custom:reverts Recovery_NotHeld if nobody holds the citizenship.
    /// @custom:reverts Recovery_HasGuardians if the citizen has guardians, or chose some who are not in force yet.
    /// @custom:reverts Recovery_WrongPhase if the court has the last one before it, or has granted it.
    /// @custom:reverts Recovery_Paused if the last one ended too recently.
    /// @custom:reverts Recovery_AccountUsed if the new account holds a citizenship, or one ended at it.
    function decree(uint256 citizenId, address newHolder) external;

    /* STOPPING AND CONTESTING */

    /// @notice Stops the recovery of the caller's citizenship, at any moment before it is completed. No other one can be announced for a
    ///         pause.
    /// @dev Emits {RecoveryStopped}.
    /// @custom:access holder: the account that holds the citizenship
    /// @custom:reverts Recovery_NotCitizen if the caller holds no citizenship.
    /// @custom:reverts Recovery_WrongPhase if none is announced, or the court has granted it.
    /// @custom:reverts Recovery_TooLate if it has lapsed.
    function stop() external;

    /// @notice Brings a stop before the court, for its cost, up to 14 days after it: whoever stopped may be a thief. The first panel has
    ///         five seats, and neither the citizen nor a guardian sits on it.
    /// @dev Emits {RecoveryContested}, and ERC-1497's `Dispute`.
    /// @param citizenId Whose recovery.
    /// @return caseId The case.
    /// @custom:access anyone: what guardians announced
    /// @custom:reverts Recovery_WrongPhase if it is not stopped.
    /// @custom:reverts Recovery_NotContestable if the government announced it.
    /// @custom:reverts Recovery_TooLate if the stop is too long ago.
    /// @custom:reverts Recovery_WrongValue if the value sent is not {contestCost}.
    function contest(uint256 citizenId) external payable returns (uint256 caseId);

    /* COMPLETING */

    /// @notice Moves the citizenship, up to 90 days after the wait, or after the court granted it. The vote sleeps for the waiting
    ///         period of newcomers.
    /// @dev Emits {RecoveryCompleted}, and the citizenship's CitizenMoved.
    /// @param citizenId Whose citizenship.
    /// @param deadline When the new account's signature expires, in seconds since 1970.
    /// @param signature The new account's acceptance, see {ICitizenship-move}.
    /// @custom:access anyone: with the new account's signature
    /// @custom:reverts Recovery_WrongPhase if it is neither announced nor granted.
    /// @custom:reverts Recovery_NotReady if it still waits.
    /// @custom:reverts Recovery_TooLate if it has lapsed.
    /// @custom:reverts Recovery_BrakeReached if the brake for citizens without guardians allows no more.
    /// @custom:reverts Citizenship_AlreadyCitizen if the new account has got a citizenship since.
    /// @custom:reverts Citizenship_AccountUsed if the new account has got one since, and it has ended.
    function complete(uint256 citizenId, uint40 deadline, bytes calldata signature) external;

    /* READING */

    /// @notice The guardians of a citizen who are in force now. Empty if there are none.
    function guardiansOf(uint256 citizenId) external view returns (GuardianSet memory);

    /// @notice The guardians whom a citizen chose last, who may not be in force yet.
    function chosenGuardiansOf(uint256 citizenId) external view returns (GuardianSet memory);

    /// @notice The recovery of a citizen.
    function recoveryOf(uint256 citizenId) external view returns (RecoveryView memory);

    /// @notice Which seats have confirmed a recovery that is not announced yet: a bit for each, the first one lowest.
    function confirmationsOf(uint256 citizenId, address newHolder) external view returns (uint256 seats);

    /// @notice What it costs to contest, in wei.
    function contestCost(uint256 citizenId) external view returns (uint256 cost);

    /// @notice The citizen whose recovery a case is about; 0 if it is about none.
    function citizenOfCase(uint256 caseId) external view returns (uint256 citizenId);
}
