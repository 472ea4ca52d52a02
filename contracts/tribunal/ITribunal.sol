// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ICitizenship} from "../citizenship/ICitizenship.sol";
import {INation} from "../nation/INation.sol";
import {IStake} from "../stake/IStake.sol";
import {IArbitrable} from "../standards/IArbitrable.sol";
import {IEvidence} from "../standards/IEvidence.sol";
import {ICourt} from "../court/ICourt.sol";
import {IPayouts} from "../kernel/IPayouts.sol";
import {IEnforcement, Sanction} from "./IEnforcement.sol";
import {IJuryRoll} from "../jury-roll/IJuryRoll.sol";

/// @notice What a tribunal is made of.
/// @param authority The constitution.
/// @param nation The directory, for the institutions that orders name.
/// @param citizenship Who is a citizen.
/// @param stake Where fines are taken from first.
/// @param juryRoll Where fines are taken from next.
/// @param court Who decides.
struct TribunalParts {
    address authority;
    INation nation;
    ICitizenship citizenship;
    IStake stake;
    IJuryRoll juryRoll;
    ICourt court;
}

/// @notice Why a citizen is challenged. On the first three grounds the one sanction is the end of the citizenship.
enum Ground {
    /// The person is a citizen twice; what it cites is the other citizenship.
    DuplicatePerson,
    /// What the person was admitted for is not true.
    FalseDossier,
    /// The person has died.
    Deceased,
    /// The person acted against an article of the constitution; what it cites is its number.
    Offence
}

/// @notice How a challenge ended.
/// @dev None -> Pending -> any of the others, which are final save one: Granted -> Reopened -> any of the others.
enum Outcome {
    /// There is no such challenge.
    None,
    Pending,
    /// The court refused to decide.
    Undecided,
    Dismissed,
    /// Founded, but no sanction is carried out.
    Reprimanded,
    /// Founded: the sanctions of the challenge are to be carried out.
    Granted,
    /// It was granted by panels, and the plenary decides again.
    Reopened
}

/// @notice All there is to know of a challenge. Moments are in seconds since 1970, money in wei.
/// @param citizenId Who is challenged.
/// @param challenger The account that brought it.
/// @param challengerId The citizen who brought it; 0 if that was none.
/// @param ground Why.
/// @param citedId The other citizenship, or the article's number; 0 of the other grounds.
/// @param articleVersion Which version of the article was in force then; 0 of the other grounds.
/// @param openedAt When it was brought.
/// @param bond What the challenger put at risk.
/// @param coolOff How long the same challenge cannot be brought again if this one fails, in seconds.
/// @param isNewcomer Whether the accused was in the waiting period: panels decide by their median if the roll fills them, and the vote
///        sleeps until the ruling.
/// @param isAnswered Whether the accused replied.
/// @param reopenedAs The case in which the plenary decides again, or has; 0 if there is none.
/// @param outcome How it ended.
/// @param lapsesAt Until when what was granted can be carried out; 0 unless it was granted. The end of a citizenship has as much longer
///        as the brake on endings was closed since, so that nothing lapses that waits in line.
/// @param reopenableUntil Until when the plenary can be asked to decide again; 0 if it cannot. What was granted is final from then on.
/// @param sanctions What it asks for.
/// @param isEnforced Of each sanction, whether it was carried out or is moot.
struct Challenge {
    uint256 citizenId;
    address challenger;
    uint256 challengerId;
    Ground ground;
    uint256 citedId;
    uint256 articleVersion;
    uint256 openedAt;
    uint256 bond;
    uint256 coolOff;
    bool isNewcomer;
    bool isAnswered;
    uint256 reopenedAs;
    Outcome outcome;
    uint256 lapsesAt;
    uint256 reopenableUntil;
    Sanction[] sanctions;
    bool[] isEnforced;
}

/// @title  Tribunal
/// @notice Where a citizenship, or what a citizen did, is brought before the court. Only the tribunal suspends, revokes and
///         fines, and only as a final ruling says. The accused gets the bond of a challenge that is dismissed.
/// @dev A challenge has the number of its case. Its ruling is 1 dismissed and 2 granted or, of an offence, 1 dismissed, 2 reprimanded
///      and 3 granted; 0 is the court's refusal to decide. They lie on a line, so that the median vote decides. Where the
///      citizenship is at stake, it takes four of five seats and eight of eleven others, without anybody's appeal, or the
///      constitution's quorum and majority in the plenary. Of a newcomer, whose vote sleeps, panels of five and on appeal of eleven
///      decide by their median. What panels granted of an established citizenship the plenary can be asked to decide again. Other
///      institutions are given the number of the case as the ruling of a sanction.
///      The ERC-1497 meta-evidence of a challenge is that of its ground's index. The provisions are `challengeBond` (gwei),
///      `coolOff` (seconds), `maxFine` (whole coins), `maxSuspension` (seconds) and `monthlyEndings` (basis points of the citizens).
interface ITribunal is IArbitrable, IEvidence, IEnforcement, IPayouts {
    /* EVENTS */

    /// @notice Emitted when a citizen is challenged. The bond is in wei.
    event ChallengeOpened(
        uint256 indexed caseId,
        uint256 indexed citizenId,
        address indexed challenger,
        Ground ground,
        uint256 citedId,
        uint256 articleVersion,
        uint256 bond,
        Sanction[] sanctions,
        string statement
    );

    /// @notice Emitted when the accused replies to a challenge.
    event ChallengeAnswered(
        uint256 indexed caseId, uint256 indexed citizenId, address indexed holder, string statement
    );

    /// @notice Emitted when the ruling on a challenge is recorded, and until when the same one cannot be brought again, in
    ///         seconds since 1970; 0 if it can.
    event ChallengeDecided(
        uint256 indexed caseId, uint256 indexed citizenId, Outcome outcome, uint256 offences, uint256 coolOffEndsAt
    );

    /// @notice Emitted when a challenge that panels granted goes before the plenary, as another case.
    event ChallengeReopened(
        uint256 indexed caseId, uint256 indexed reopenedAs, uint256 indexed citizenId, address account, string statement
    );

    /* ERRORS */

    /// @notice Nobody holds this citizenship: look the number up, and whether it has ended.
    error Tribunal_NotHeld(uint256 citizenId);

    /// @notice The tribunal does not hold the role of justice: use the nation's present tribunal, or adopt this one first.
    error Tribunal_NotInOffice();

    /// @notice Nobody challenges themselves: to end your citizenship, renounce it.
    error Tribunal_OwnCitizenship(uint256 citizenId);

    /// @notice This ground takes another citation: name the other citizenship of a duplicate, the article of an offence, and 0
    ///         otherwise.
    error Tribunal_CitationInvalid(Ground ground, uint256 citedId);

    /// @notice The article was repealed: name one that is in force.
    error Tribunal_ArticleNotInForce(uint256 number, uint256 version);

    /// @notice An offence is challenged with one to four sanctions, and the other grounds with none, since they end the citizenship.
    error Tribunal_WrongSanctionCount(Ground ground, uint256 count, uint256 max);

    /// @notice A challenge fines, suspends and revokes at most once each: join the sanctions of a kind.
    error Tribunal_SanctionRepeated(uint256 index);

    /// @notice The sanction's value lies outside what is allowed: choose one from the least to the most.
    error Tribunal_SanctionOutOfBounds(uint256 index, uint256 value, uint256 min, uint256 max);

    /// @notice An order names its institution, and no other sanction names an institution or an order: correct the sanction.
    error Tribunal_OrderInvalid(uint256 index, bytes32 institution, uint256 order);

    /// @notice Only an order has a recipient, who is the nation (0) or a citizen other than the accused: correct the sanction.
    error Tribunal_RecipientInvalid(uint256 index, uint256 recipientId);

    /// @notice The same challenge waits for its ruling, or for the end of the citizenship to be carried out: bring what you know as
    ///         evidence in that case, or have it enforced.
    error Tribunal_AlreadyPending(uint256 citizenId, uint256 caseId);

    /// @notice The same challenge failed, and cannot be brought again before the moment named, in seconds since 1970.
    error Tribunal_CoolingOff(uint256 citizenId, uint256 endsAt);

    /// @notice The court's fees and the bond must be paid exactly: send that many wei with the call.
    error Tribunal_WrongPayment(uint256 paid, uint256 cost);

    /// @notice The statement is too long to be published here: put it elsewhere, and give its address and digest.
    error Tribunal_StatementTooLong(uint256 length, uint256 max);

    /// @notice There is no challenge of that number: a challenge has the number of its case.
    error Tribunal_NoSuchChallenge(uint256 caseId);

    /// @notice Only the accused answers here: use the present account of whoever is accused, or submit
    ///         evidence to the court.
    error Tribunal_NotTheAccused(uint256 caseId, address caller);

    /// @notice The court hears no evidence in this case now: the accused answers while it does.
    error Tribunal_NotHeard(uint256 caseId);

    /// @notice Only the court rules: have it deliver its ruling.
    error Tribunal_NotTheCourt(address caller);

    /// @notice There is a ruling already, which is final.
    error Tribunal_AlreadyRuled(uint256 caseId, Outcome outcome);

    /// @notice There is nothing to enforce: the challenge was not granted, or all its sanctions were carried out.
    error Tribunal_NothingToEnforce(uint256 caseId, Outcome outcome);

    /// @notice What this order concerns does not exist, or is not the accused's, or its institution knows no such order: ask for what
    ///         can be carried out.
    error Tribunal_ObjectInvalid(uint256 index, bytes32 institution, uint256 order, uint256 value);

    /// @notice What the court granted lapsed at that moment, in seconds since 1970: it is too late to carry it out.
    error Tribunal_SanctionsLapsed(uint256 caseId, uint256 lapsedAt);

    /// @notice This challenge cannot be reopened: only one that ends an established citizenship and was granted by panels can, and
    ///         once.
    error Tribunal_NotReopenable(uint256 caseId);

    /// @notice The time in which this ruling can be reopened was over at the moment named, in seconds since 1970: it stands.
    error Tribunal_TooLateToReopen(uint256 caseId, uint256 endedAt);

    /// @notice The court holds nothing for whoever paid for this case: settle its rounds first, if that was not done.
    error Tribunal_NothingToRefund(uint256 caseId);

    /// @notice This challenge keeps no vote asleep, or must do so until it is ruled and the grant was carried out or lapsed: wait.
    error Tribunal_NotKeptAsleep(uint256 caseId, Outcome outcome);

    /// @notice So many challenges keep this vote asleep: wait for their rulings.
    error Tribunal_KeptAsleep(uint256 citizenId, uint256 challenges);

    /// @notice There is no suspension to lift: this challenge imposed none that is under way, or its grant was not overruled by the
    ///         plenary.
    error Tribunal_NothingToLift(uint256 caseId, Outcome outcome);

    /// @notice Only the court pays in here: send nothing.
    error Tribunal_NotFromTheCourt(address sender);

    /// @notice The upper bound is too long for a suspension or a cool-off: choose a lower one.
    error Tribunal_PeriodTooLong(bytes32 key, uint256 max, uint256 limit);

    /* CHALLENGING */

    /// @notice Challenges a citizen before the court: pays its fees, and a bond that the accused gets if the challenge is
    ///         dismissed.
    /// @dev Emits {ChallengeOpened}, {Dispute} and the court's events. The accused and the challenger are parties, and do not sit.
    ///      Whom the challenger names otherwise is none: the other citizenship of a duplicate, and the recipients of orders.
    /// @param citizenId Whom.
    /// @param ground Why.
    /// @param citedId The other citizenship of a duplicate, or the number of an article in force; 0 otherwise.
    /// @param sanctions Of an offence, one to four; none otherwise.
    /// @param statement What happened, or the URI of a document; at most 2,048 bytes, which stay public.
    /// @return caseId The challenge's and the case's number.
    /// @custom:access anyone: for the court's cost and a bond
    /// @custom:reverts Tribunal_NotInOffice if the tribunal does not hold the role of justice.
    /// @custom:reverts Tribunal_NotHeld if nobody holds the citizenship, or the other one of a duplicate.
    /// @custom:reverts Tribunal_OwnCitizenship if it is the caller's.
    /// @custom:reverts Tribunal_CitationInvalid if the ground takes another citation.
    /// @custom:reverts Constitution_UnknownArticle if there is no such article.
    /// @custom:reverts Tribunal_ArticleNotInForce if the article was repealed.
    /// @custom:reverts Tribunal_WrongSanctionCount if there are too many sanctions, or too few.
    /// @custom:reverts Tribunal_SanctionRepeated if the citizen would be fined, suspended or revoked twice.
    /// @custom:reverts Tribunal_OrderInvalid if an order names no institution, or another sanction names one or an order.
    /// @custom:reverts Tribunal_SanctionOutOfBounds if a sanction's value is not allowed.
    /// @custom:reverts Tribunal_RecipientInvalid if a sanction's recipient is not allowed.
    /// @custom:reverts Enforcement_NoInstitution if the nation lacks the institution that an order names.
    /// @custom:reverts Tribunal_ObjectInvalid if that institution could not carry the order out now.
    /// @custom:reverts Tribunal_AlreadyPending if such a challenge is pending, or waits to end the citizenship.
    /// @custom:reverts Tribunal_CoolingOff if such a challenge failed lately.
    /// @custom:reverts Tribunal_StatementTooLong if the statement is longer than that.
    /// @custom:reverts Tribunal_WrongPayment if the value sent is not what it costs.
    function challenge(
        uint256 citizenId,
        Ground ground,
        uint256 citedId,
        Sanction[] calldata sanctions,
        string calldata statement
    ) external payable returns (uint256 caseId);

    /// @notice Publishes what the accused has to say, while the court hears evidence. Others submit theirs to the court.
    /// @dev Emits {ChallengeAnswered}.
    /// @param caseId The challenge.
    /// @param statement The reply, or the URI of a document; at most 2,048 bytes, which stay public.
    /// @custom:access citizen: the accused alone, while the court hears evidence
    /// @custom:reverts Tribunal_NoSuchChallenge if there is none.
    /// @custom:reverts Tribunal_NotTheAccused if the caller is not the account of whoever holds the challenged citizenship, or held it.
    /// @custom:reverts Tribunal_NotHeard if the court hears no evidence in the case now, by the clock.
    /// @custom:reverts Tribunal_StatementTooLong if the statement is longer than that.
    function answer(uint256 caseId, string calldata statement) external;

    /// @notice Has the plenary decide again on the end of a citizenship, where panels decided: once, and within 30 days of the ruling
    ///         if the accused answered, by the clock and not by its delivery; else before the ruling lapses, or within a year of the
    ///         end. If the citizenship has ended, it is restored until then. If the plenary confirms, it ends again. If it decides
    ///         otherwise, what is unpaid of the fine is remitted and the suspension lifted.
    /// @dev Emits {ChallengeReopened}, {Dispute}, the court's events, and CitizenshipRestored of the citizenship. Not restored is
    ///      who holds another citizenship by now, or whose later one another ruling has ended.
    /// @param caseId The challenge.
    /// @param statement What the accused has to say, or the URI of a document; at most 2,048 bytes, which stay public.
    /// @return reopenedAs The number of the case before the plenary.
    /// @custom:access anyone: for the court's price of a plenary
    /// @custom:reverts Tribunal_NotInOffice if the tribunal does not hold the role of justice.
    /// @custom:reverts Tribunal_NoSuchChallenge if there is none.
    /// @custom:reverts Tribunal_NotReopenable if it was not granted, reopened before, ruled by the plenary, against a newcomer, or ends
    ///                  nothing.
    /// @custom:reverts Tribunal_TooLateToReopen if that time has passed.
    /// @custom:reverts Tribunal_StatementTooLong if the statement is longer than that.
    /// @custom:reverts Tribunal_WrongPayment if the value sent is not the price.
    function reopen(uint256 caseId, string calldata statement) external payable returns (uint256 reopenedAs);

    /* MONEY */

    /// @notice Credits whoever paid for a case with what the court gives back of it: a second panel that was not needed. If the
    ///         challenge was right, and cannot be reopened any more, credits the challenger with all that the jurors cost, as far
    ///         as the fund reaches. The fund is what later open challenges cost above the base price, and fees of challenges
    ///         that were not right, which no juror earned.
    /// @dev Emits {Credited}.
    /// @param caseId The challenge's case, or the one as which it was reopened.
    /// @return amount How much, in wei.
    /// @custom:access anyone: only to whoever paid for the case
    /// @custom:reverts Tribunal_NoSuchChallenge if there is none.
    /// @custom:reverts Court_WrongPhase if the case is not decided.
    /// @custom:reverts Tribunal_NothingToRefund if there is nothing, or not yet.
    function refund(uint256 caseId) external returns (uint256 amount);

    /* ENFORCING */

    /// @notice Ends that a challenge keeps a newcomer's vote asleep, which wakes when no other one does. A ruling that does not grant
    ///         it does so by itself, unless the register of citizens fails. Who waits for the end in line stays asleep.
    /// @param caseId The challenge.
    /// @custom:access anyone
    /// @custom:reverts Tribunal_NoSuchChallenge if there is none.
    /// @custom:reverts Tribunal_NotKeptAsleep if it keeps none asleep, is pending, or what it granted can still be carried out.
    function wake(uint256 caseId) external;

    /// @notice Lets a vote wake that no challenge here keeps asleep: a tribunal that was replaced could leave it so.
    /// @dev Does nothing to a vote that is not kept asleep.
    /// @param citizenId Whose vote.
    /// @custom:access anyone: only whom no challenge keeps asleep
    /// @custom:reverts Tribunal_KeptAsleep if a challenge does.
    function wakeCitizen(uint256 citizenId) external;

    /// @notice Lifts the suspension that a challenge imposed, once the plenary decided otherwise. Its ruling does so by itself, unless
    ///         the register of citizens fails. What came before it is still served.
    /// @dev Emits CitizenReinstated of the citizenship, and CitizenSuspended where another suspension is still to be served.
    /// @param caseId The challenge.
    /// @custom:access anyone: only what the plenary overruled
    /// @custom:reverts Tribunal_NoSuchChallenge if there is none.
    /// @custom:reverts Tribunal_NothingToLift if it was not overruled, or imposed no suspension that is under way.
    function lift(uint256 caseId) external;

    /// @notice Carries out those sanctions of a granted challenge that were not carried out yet, within a year of the ruling. One that
    ///         fails keeps no other from being carried out, and can be tried again. The end of a citizenship waits in line as long as
    ///         the brake on endings is closed, and that time does not count.
    /// @dev Emits {SanctionCarriedOut}, {SanctionMoot} or {SanctionFailed} for each, and the events of what it does.
    /// @param caseId The challenge.
    /// @return left How many sanctions are still to be carried out.
    /// @custom:access anyone: only what the court ruled
    /// @custom:reverts Tribunal_NothingToEnforce if it was not granted, or all was carried out.
    /// @custom:reverts Tribunal_SanctionsLapsed if a year has passed since the ruling, rounded up to whole hours.
    /// @custom:reverts Enforcement_GasTooLow if too little gas is left for a sanction.
    function enforce(uint256 caseId) external returns (uint256 left);

    /* READING */

    /// @notice All there is to know of a challenge.
    /// @custom:reverts Tribunal_NoSuchChallenge if there is none.
    function challengeOf(uint256 caseId) external view returns (Challenge memory);

    /// @notice What a challenge costs now, in wei. A person's k-th open challenge costs 2^(k-1) times the court's fees.
    /// @param challenger Who would bring it.
    /// @param citizenId Whom it would be against.
    /// @param isEnding Whether it asks for the end of the citizenship: on every ground but an offence, and by a revocation.
    /// @return fees The court's fees, with a second panel's where one may be needed: what is not used comes back, see {refund}.
    /// @return bond What comes back unless the challenge is dismissed.
    function challengeCost(address challenger, uint256 citizenId, bool isEnding)
        external
        view
        returns (uint256 fees, uint256 bond);

    /// @notice What it costs to reopen a challenge, in wei.
    function reopeningCost() external view returns (uint256 fees);

    /// @notice What is there to repay those whose challenges were right, in wei.
    function fund() external view returns (uint256);

    /// @notice How many challenges a person has brought that are not ruled on.
    function openChallengesOf(address challenger) external view returns (uint256 count);

    /// @notice Whether a citizen can be challenged now on a ground. Whether what is cited exists is not looked at.
    /// @param citizenId Whom.
    /// @param ground Why.
    /// @param citedId The article's number of an offence; all else is the same for the other grounds.
    /// @return isChallengeable Whether the citizenship is held, no such challenge is pending, and none failed lately.
    /// @return pendingId The challenge that is pending, waits to end the citizenship, or can be reopened or could a week ago; 0 if
    ///         none is.
    /// @return coolOffEndsAt Until when such a challenge cannot be brought again, in seconds since 1970; 0 if none ever failed.
    function challengeable(uint256 citizenId, Ground ground, uint256 citedId)
        external
        view
        returns (bool isChallengeable, uint256 pendingId, uint256 coolOffEndsAt);

    /// @notice How many challenges of a citizen were founded: granted or reprimanded, on any ground. Of whoever came back, all
    ///         that the person held count.
    function offencesOf(uint256 citizenId) external view returns (uint256 offences);
}
