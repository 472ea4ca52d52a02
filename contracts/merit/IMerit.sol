// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Ground, Outcome} from "../tribunal/ITribunal.sol";

/// @notice A ballot that a citizen cast.
/// @param citizenId The citizen.
/// @param proposalId The proposal, whose vote is over.
struct CastBallot {
    uint256 citizenId;
    uint256 proposalId;
}

/// @notice A round of a case in which jurors served.
/// @param caseId The case.
/// @param round The round, from 0.
struct JuryRound {
    uint256 caseId;
    uint256 round;
}

/// @notice What the ledger says of a citizen. The sum is in 1e-18 points and decays. The points of each cause are whole, as they
///         were given, and do not.
/// @param sum What is left of all points.
/// @param ballots Points for ballots.
/// @param duties Points for jury duty.
/// @param attestations Points for attestations to admissions that stood.
/// @param awarded Points that institutions awarded.
/// @param offences How many offences stand beside the sum.
struct MeritRecord {
    uint256 sum;
    uint256 ballots;
    uint256 duties;
    uint256 attestations;
    uint256 awarded;
    uint256 offences;
}

/// @notice An offence of which a final ruling found a citizen guilty.
/// @param tribunal The tribunal that was asked.
/// @param caseId The challenge there.
/// @param chargedAt When it was brought, in seconds since 1970.
/// @param ground Why.
/// @param outcome Whether its sanctions were granted, or it was reprimanded.
struct Offence {
    address tribunal;
    uint40 caseId;
    uint40 chargedAt;
    Ground ground;
    Outcome outcome;
}

/// @title  Merit
/// @notice The ledger of what citizens did for the nation, by `citizenId`: points for stated causes, each with its reference. The
///         sum decays by half in each half-life. It can be neither bought, nor moved, nor set, and gives no seat.
/// @dev Points are recorded by anyone who names the proof, which this contract reads from the nation's present institutions:
///
///      | cause         | points                            | date of the points                     | reference                            |
///      | ------------- | --------------------------------- | -------------------------------------- | ------------------------------------ |
///      | `ballot`      | 1 in each period of 30 days       | the beginning of the period            | the proposal                         |
///      | `jury`        | 3 for each vote that was revealed | when the panel could begin to reveal   | the case, the round and the seat     |
///      | `attestation` | 1 for each admission that stood   | when the applicant became a citizen    | the application                      |
///      | any other     | up to `mostPoints`                | the award                              | what the institution says            |
///
///      Points count from when they are recorded on, with what decay has left of them since their date: a past sum never changes,
///      and whoever records late gains nothing. The provisions are `halfLife` (days) and `mostPoints` (of one award).
interface IMerit {
    /* EVENTS */

    /// @notice Emitted when points are recorded that an institution's own records prove.
    /// @param citizenId Whose points.
    /// @param cause What for: `ballot`, `jury` or `attestation`.
    /// @param referenceId The proposal; the case, the round and the seat in its last bytes, see {dutyIdOf}; or the application.
    /// @param institution Which governor, court or admissions says so.
    /// @param points How many.
    /// @param earnedAt From when on they decay, in seconds since 1970.
    event PointsEarned(
        uint256 indexed citizenId,
        bytes32 indexed cause,
        bytes32 indexed referenceId,
        address institution,
        uint256 points,
        uint256 earnedAt
    );

    /// @notice Emitted when an institution that the government named awards points.
    event PointsAwarded(
        uint256 indexed citizenId,
        bytes32 indexed cause,
        bytes32 indexed referenceId,
        address institution,
        uint256 points,
        uint256 earnedAt
    );

    /// @notice Emitted when points are taken back, since a final ruling showed the admission to be false.
    event PointsTakenBack(
        uint256 indexed citizenId,
        bytes32 indexed cause,
        bytes32 indexed referenceId,
        address institution,
        uint256 points,
        uint256 earnedAt
    );

    /// @notice Emitted when an offence is put beside the sum. It was charged at a moment in seconds since 1970.
    event OffenceRecorded(
        uint256 indexed citizenId,
        uint256 indexed caseId,
        address indexed tribunal,
        Ground ground,
        Outcome outcome,
        uint256 chargedAt
    );

    /* ERRORS */

    /// @notice The nation has no institution of that name: have the government appoint one.
    error Merit_NoInstitution(bytes32 name);

    /// @notice The vote lasts until that moment, in seconds since 1970: come back later.
    error Merit_VoteOpen(uint256 proposalId, uint256 closesAt);

    /// @notice The citizen cast no ballot in that vote: name one in which the citizen did.
    error Merit_NoBallot(uint256 citizenId, uint256 proposalId);

    /// @notice Nobody revealed a vote in that round of the case: name a round whose panel voted.
    error Merit_NoDuty(uint256 caseId, uint256 round);

    /// @notice The admission is not settled: come back when its bond was returned.
    error Merit_NotSettled(bytes32 applicationId);

    /// @notice The challenge was not found right by a ruling that is final, or blames nobody: name another, or wait.
    error Merit_NotFinal(uint256 caseId, Outcome outcome);

    /// @notice There is no such citizen: look the number up.
    error Merit_UnknownCitizen(uint256 citizenId);

    /// @notice This cause has a proof of its own: have its points recorded, or name another cause.
    error Merit_ReservedCause(bytes32 cause);

    /// @notice An award has at least one point, and at most so many: choose a number between them.
    error Merit_PointsOutOfBounds(uint256 points, uint256 most);

    /// @notice This was awarded before: an institution awards once for a cause and a reference.
    error Merit_AlreadyAwarded(address institution, bytes32 cause, bytes32 referenceId);

    /// @notice The moment is not past: name one before now, both in seconds since 1970.
    error Merit_NotPast(uint256 moment, uint256 currentTime);

    /// @notice There is no such offence: offences are numbered from 1 in the order in which they were recorded.
    error Merit_UnknownOffence(uint256 citizenId, uint256 number);

    /// @notice These bounds let the sum stand still, or an award outweigh everything: choose them from 1 to `limit`.
    error Merit_BoundsUnsound(bytes32 key, uint256 min, uint256 max, uint256 limit);

    /* RECORDING */

    /// @notice Records points for ballots. One counts in each period of 30 days in which a vote ended.
    /// @dev Emits {PointsEarned} for each that counts. The periods are those of {periodOf}: nobody chooses when they begin.
    /// @param ballots The ballots. One whose citizen has the point of its period is skipped.
    /// @return recorded How many points were recorded.
    /// @custom:access anyone: what the governor proves
    /// @custom:reverts Merit_NoInstitution if the nation has no governor.
    /// @custom:reverts Merit_VoteOpen if a vote is not over.
    /// @custom:reverts Merit_NoBallot if a citizen cast no ballot.
    function recordBallots(CastBallot[] calldata ballots) external returns (uint256 recorded);

    /// @notice Records points for jury duty: of everybody who revealed a vote in a round.
    /// @dev Emits {PointsEarned} for each that counts.
    /// @param rounds The rounds. A seat that has its points is skipped.
    /// @return recorded How many points were recorded.
    /// @custom:access anyone: what the court proves
    /// @custom:reverts Merit_NoInstitution if the nation has no court.
    /// @custom:reverts Court_WrongPhase if there is no such case.
    /// @custom:reverts Merit_NoDuty if nobody revealed a vote in that round.
    function recordDuties(JuryRound[] calldata rounds) external returns (uint256 recorded);

    /// @notice Records points for attestations, of the validators of admissions that were settled. Takes back those of an admission
    ///         that a final ruling showed to be false meanwhile.
    /// @dev Emits {PointsEarned} or {PointsTakenBack} for each.
    /// @param applicationIds The applications. A validator who has the point, or was dismissed or disowned, is skipped.
    /// @return recorded How many points were recorded.
    /// @custom:access anyone: what the admissions prove
    /// @custom:reverts Merit_NoInstitution if the nation has no admissions.
    /// @custom:reverts Merit_NotSettled if an application is neither settled nor false.
    function recordAttestations(bytes32[] calldata applicationIds) external returns (uint256 recorded);

    /// @notice Puts offences beside the sums of those whom final rulings found guilty. They stay.
    /// @dev Emits {OffenceRecorded} for each. Whoever comes back after leaving has them still.
    /// @param caseIds The challenges. One that was recorded is skipped.
    /// @return recorded How many were recorded.
    /// @custom:access anyone: what the tribunal proves
    /// @custom:reverts Merit_NoInstitution if the nation has no tribunal.
    /// @custom:reverts Tribunal_NoSuchChallenge if there is no such challenge.
    /// @custom:reverts Merit_NotFinal if it was not found right, can be reopened, or says that the citizen died.
    function recordOffences(uint256[] calldata caseIds) external returns (uint256 recorded);

    /// @notice Awards points for a cause of the caller's, such as a bounty that was accepted.
    /// @dev Emits {PointsAwarded}.
    /// @param citizenId Who gets them.
    /// @param cause What for: a left-aligned string.
    /// @param referenceId What it was given for. It counts once for the caller and the cause.
    /// @param points How many, at most `mostPoints`.
    /// @custom:access awarder
    /// @custom:reverts Merit_ReservedCause if the cause is one that anyone records.
    /// @custom:reverts Merit_PointsOutOfBounds if there is no point, or more than the provision allows.
    /// @custom:reverts Merit_UnknownCitizen if there never was such a citizen.
    /// @custom:reverts Merit_AlreadyAwarded if the caller named cause and reference before.
    function award(uint256 citizenId, bytes32 cause, bytes32 referenceId, uint256 points) external;

    /* READING */

    /// @notice What is left of a citizen's points now, in 1e-18 points.
    function meritOf(uint256 citizenId) external view returns (uint256 sum);

    /// @notice What was left of a citizen's points at a past moment, of those that were recorded by then; in 1e-18 points. It never
    ///         changes.
    /// @param citizenId The citizen.
    /// @param moment The moment, in seconds since 1970.
    /// @custom:reverts Merit_NotPast if the moment is not before now.
    function pastMeritOf(uint256 citizenId, uint256 moment) external view returns (uint256 sum);

    /// @notice The sum, where it came from, and how many offences stand beside it.
    function recordOf(uint256 citizenId) external view returns (MeritRecord memory);

    /// @notice What is left now of points of a date, in 1e-18 points.
    /// @param points How many.
    /// @param earnedAt Their date, in seconds since 1970, at the latest now.
    function leftOf(uint256 points, uint256 earnedAt) external view returns (uint256 left);

    /// @notice An offence of the person who holds or held a citizenship, by its number from 1: {recordOf} says how many there are.
    /// @custom:reverts Merit_UnknownOffence if there is none of that number.
    function offenceOf(uint256 citizenId, uint256 number) external view returns (Offence memory);

    /// @notice The period of 30 days in which a moment lies: they are counted since 1970, and the same for everybody.
    /// @param moment The moment, in seconds since 1970.
    function periodOf(uint256 moment) external pure returns (uint256 period);

    /// @notice Whether a citizen has the point for ballots of a period.
    function hasBallotPoint(uint256 citizenId, uint256 period) external view returns (bool);

    /// @notice Of which seats of a round the points were recorded, of the nation's present court: a bit for each, seat 0 lowest.
    function recordedSeats(uint256 caseId, uint256 round) external view returns (uint256 seats);

    /// @notice Of which validators of an application the points were recorded, of the nation's present admissions: a bit for each, in
    ///         the order of {IAdmissions-applicationOf}.
    function recordedValidators(bytes32 applicationId) external view returns (uint256 validators);

    /// @notice Whether an offence was recorded, of the nation's present tribunal.
    function isOffenceRecorded(uint256 caseId) external view returns (bool);

    /// @notice Whether an institution has awarded points for a cause and a reference.
    function isAwarded(address institution, bytes32 cause, bytes32 referenceId) external view returns (bool);

    /// @notice The reference of jury duty: the case in the higher bytes, the round in the last byte but one, and the seat in the last.
    function dutyIdOf(uint256 caseId, uint256 round, uint256 seat) external pure returns (bytes32 referenceId);
}
