// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IPayouts} from "../kernel/IPayouts.sol";
import {IRandomness} from "../randomness/IRandomness.sol";
import {IArbitrator} from "../standards/IArbitrator.sol";
import {IEvidence} from "../standards/IEvidence.sol";
import {Phase, Track} from "./CaseTypes.sol";

/// @title  Court
/// @notice Decides disputes of contracts that speak ERC-792. Panels of citizens decide, drawn from the jury roll: 3 jurors at
///         first, or 5 where a citizenship is at stake, and 11 others on appeal. The plenary of all citizens decides last.
/// @dev Cases are numbered from 1. ERC-792 calls a case a dispute. Its `extraData` is empty for the general track. Otherwise it is
///      one byte of marks, then four bytes (big endian) for each citizen who is a party, at most eight. The marks are 1 for the
///      fast track, 2 for choices that lie on a line, 4 for a first panel of five, 8 for the end of a citizenship, 16 for panels
///      alone (no appeal leads from eleven to the plenary), and 32 for the plenary at once. No party is drawn. Where the others
///      fill no panel, the plenary decides.
///
///      The end of a citizenship is the last choice on a line, and choice 1 acquits. It takes four of five seats, and then eight of
///      eleven others, whom nobody has to ask for: the cost contains them. Where these seats lack, votes for the end count as
///      votes for the next lower choice. An appeal leads to the plenary. There it takes a quorum of votes for the end, in
///      basis points of the citizens, and more than a majority, in basis points of the ballots. Anything less acquits.
///      Both follow the marks, in two bytes each.
///
///      A contract's k-th open case costs 2^(k-1) times the base price, which alone pays the case: {arbitrationCost} says what the
///      next case of its caller costs. Institutions that charge each person for that person's open cases, or whose cases are each about
///      another citizen, hold the role of bringers, and pay the base price.
///
///      On a line, a vote is a choice, and the median vote decides. Otherwise a vote ranks the choices, 0 among them: a nibble
///      each, the first choice lowest. Choices that it leaves out follow in the order of their numbers, 0 first, so that the
///      vote `2` says: 2, then 0, then 1. The choice whose worst defeat by another is the smallest wins.
///
///      The rules of a case are fixed when it opens, for all its rounds. The provisions are `evidencePeriod`, `commitPeriod`, `revealPeriod`,
///      `appealPeriod`, `seatFee` (gwei), the same for the fast track (`fastEvidencePeriod` ...), `panelQuorum` (basis points of
///      the seats), `plenaryPeriod` and `plenaryQuorum` (basis points of the citizens).
interface ICourt is IArbitrator, IEvidence, IPayouts {
    /* EVENTS */

    /// @notice Emitted when a case is brought. Its fees are in wei, without what its contract's further open cases cost.
    event CaseOpened(uint256 indexed caseId, address indexed arbitrable, Track track, uint256 choices, uint256 fees);

    /// @notice Emitted when a citizen is excused from a case.
    event CitizenExcused(uint256 indexed caseId, uint256 indexed citizenId);

    /// @notice Emitted when a round opens. Its size is in seats. Its evidence phase ends at a moment in seconds since 1970, which
    ///         is 0 if the round hears no evidence.
    event RoundOpened(uint256 indexed caseId, uint256 indexed round, uint256 size, uint256 evidenceEndsAt);

    /// @notice Emitted when the roll is frozen for a draw, before the seed can be known.
    event RollFrozen(
        uint256 indexed caseId,
        uint256 indexed round,
        IRandomness randomness,
        uint256 requestId,
        uint256 positions,
        uint256 seats
    );

    /// @notice Emitted when jurors take seats. The first of them takes `firstSeat`, and the others the next ones.
    event JurorsSeated(uint256 indexed caseId, uint256 indexed round, uint256 firstSeat, uint256[] citizenIds);

    /// @notice Emitted when a panel is complete. Jurors commit their votes until the first moment and reveal them until the second,
    ///         in seconds since 1970.
    event PanelCompleted(
        uint256 indexed caseId, uint256 indexed round, uint256 seats, uint256 commitEndsAt, uint256 revealEndsAt
    );

    /// @notice Emitted when a juror commits a vote in the current round, or replaces a commitment.
    event VoteCommitted(uint256 indexed caseId, uint256 indexed citizenId, bytes32 commitment);

    /// @notice Emitted when a juror reveals a vote, or a citizen votes in the plenary. The justification is public.
    event VoteRevealed(
        uint256 indexed caseId, uint256 indexed citizenId, uint256 round, uint256 choice, string justification
    );

    /// @notice Emitted when a case goes to the plenary. Citizens vote until `endsAt`, in seconds since 1970.
    event PlenaryOpened(uint256 indexed caseId, uint256 indexed round, uint256 snapshot, uint256 endsAt);

    /// @notice Emitted when a late turn of the outcome prolongs a plenary, until a moment in seconds since 1970.
    event PlenaryProlonged(uint256 indexed caseId, uint256 endsAt);

    /// @notice Emitted when a round ends, with or without a quorum of votes. The ruling is the case's after the round.
    event RoundClosed(uint256 indexed caseId, uint256 indexed round, bool hadQuorum, uint256 ruling);

    /// @notice Emitted when an account contributes to a side of an appeal, in wei.
    event AppealFunded(
        uint256 indexed caseId, uint256 indexed round, uint256 choice, address indexed contributor, uint256 amount
    );

    /// @notice Emitted when the ruling of a case becomes final.
    event CaseDecided(uint256 indexed caseId, uint256 ruling);

    /// @notice Emitted when a ruling is delivered.
    event RulingDelivered(uint256 indexed caseId, address indexed arbitrable, uint256 ruling);

    /// @notice Emitted when the receiver fails to take the ruling. The ruling stands and can be delivered again.
    event RulingRefused(uint256 indexed caseId, address indexed arbitrable, uint256 ruling);

    /// @notice Emitted when the fees of a round are shared out. Each juror who voted is owed `share`, and the treasury the
    ///         rest, in wei.
    event RoundSettled(uint256 indexed caseId, uint256 indexed round, uint256 share, uint256 toTreasury);

    /// @notice Emitted when a contribution is settled. The amount, in wei, is what the contributor is owed for it.
    event ContributionSettled(
        uint256 indexed caseId, uint256 indexed round, uint256 choice, address indexed contributor, uint256 amount
    );

    /// @notice Emitted when the government appoints the source of randomness for later draws.
    event RandomnessAppointed(IRandomness indexed randomness);

    /* ERRORS */

    /// @notice A case has at least one choice, and at most as many as its votes can count: offer fewer, or choices on a line.
    error Court_ChoicesOutOfBounds(uint256 choices, uint256 max);

    /// @notice The extra data of a dispute is one byte of marks, four for what the end of a citizenship takes where it is at stake on a
    ///         line of two choices or more, and four for each of at most eight parties: encode it so.
    error Court_ExtraDataInvalid(bytes extraData);

    /// @notice A party is named by the id of a citizenship, which is not 0: correct the list.
    error Court_PartyInvalid(uint256 citizenId);

    /// @notice The value sent does not cover the cost: send that many wei.
    error Court_CostNotCovered(uint256 paid, uint256 cost);

    /// @notice The case is in a phase that does not allow this: read the case for what it allows now.
    error Court_WrongPhase(uint256 caseId, Phase phase);

    /// @notice The phase lasts until the moment named, in seconds since 1970: call again then.
    error Court_PhaseNotOver(uint256 caseId, Phase phase, uint256 endsAt);

    /// @notice The time for this ended at the moment named, in seconds since 1970: read the case for what it allows now.
    error Court_TooLate(uint256 caseId, uint256 endedAt);

    /// @notice The text is too long: publish it elsewhere, and give its address and digest.
    error Court_TextTooLong(uint256 length, uint256 max);

    /// @notice This citizen is excused from the panels of the case already: there is nothing left to do.
    error Court_Excused(uint256 caseId, uint256 citizenId);

    /// @notice Only active citizens may do this: become one, or have your citizenship renewed or reinstated first.
    error Court_NotActiveCitizen(address account);

    /// @notice This account holds no citizenship that may vote: use the one that holds yours, or wait until the vote wakes.
    error Court_MayNotVote(address account);

    /// @notice The plenary consists of those who could vote at its snapshot: leave this case to them.
    error Court_NotInPlenary(uint256 caseId, uint256 citizenId, uint256 snapshot);

    /// @notice This citizen has voted already: each citizen votes once.
    error Court_AlreadyVoted(uint256 caseId, uint256 citizenId);

    /// @notice The seed of the draw is not known yet: make the source of randomness reveal it, then draw.
    error Court_SeedUnknown(uint256 caseId, IRandomness randomness, uint256 requestId);

    /// @notice The seed of the draw may still come: ask for another at the moment named, in seconds since 1970, or later.
    error Court_SeedAwaited(uint256 caseId, uint256 awaitedUntil);

    /// @notice The seed of the draw is known: draw with it.
    error Court_SeedKnown(uint256 caseId, bytes32 seed);

    /// @notice A draw needs at least one try: ask for more.
    error Court_NothingTried(uint256 caseId);

    /// @notice The caller does not hold this seat: use the account of the juror's citizenship, and the seat that the case names.
    error Court_NotYourSeat(uint256 caseId, uint256 round, uint256 seat, address caller);

    /// @notice A commitment is not zero: make one with commitmentOf().
    error Court_CommitmentEmpty(uint256 caseId);

    /// @notice This vote was not committed: reveal the same choice with the same salt.
    error Court_RevealMismatch(uint256 caseId, uint256 round, uint256 seat);

    /// @notice The case offers fewer choices: take one of them, or 0 to refuse to decide.
    error Court_NoSuchChoice(uint256 caseId, uint256 choice, uint256 choices);

    /// @notice The ranking names this choice twice: name each choice once at most.
    error Court_RankedTwice(uint256 caseId, uint256 choice);

    /// @notice Only the contract that brought the case may do this: contribute to a side of the appeal instead, if one is due.
    error Court_NotTheArbitrable(uint256 caseId, address caller);

    /// @notice This side is funded already: contribute to another, or wait.
    error Court_SideFunded(uint256 caseId, uint256 choice);

    /// @notice No value was sent: contribute an amount above zero.
    error Court_NothingSent(uint256 caseId);

    /// @notice There is no such round: rounds are counted from 0.
    error Court_NoSuchRound(uint256 caseId, uint256 round);

    /// @notice This round is settled already: claim what you are owed.
    error Court_AlreadySettled(uint256 caseId, uint256 round);

    /// @notice This contributor gets nothing back from this side: the contribution is lost, settled already, or was never made.
    error Court_NothingToSettle(uint256 caseId, uint256 round, uint256 choice, address contributor);

    /// @notice Too little gas is left for the receiver: raise the gas limit until at least `needed` is left.
    error Court_GasTooLow(uint256 gasLeft, uint256 needed);

    /// @notice These bounds would let a government bring the court to a halt: choose bounds from 1, of
    ///         a panel's quorum from half, up to the limit.
    error Court_BoundsUnsound(bytes32 key, uint256 min, uint256 max, uint256 limit);

    /// @notice Randomness comes from a contract: name one.
    error Court_RandomnessHasNoCode(address randomness);

    /* EVIDENCE */

    /// @notice Publishes evidence in the evidence phase of a case.
    /// @dev Emits {Evidence}, whose group is the case. Nothing is stored, so that a flood of evidence costs its sender alone.
    /// @param caseId The case.
    /// @param evidence ERC-1497: the URI of a document, at most 2,048 bytes.
    /// @custom:access anyone
    /// @custom:reverts Court_WrongPhase if the case is not in its evidence phase.
    /// @custom:reverts Court_TooLate if the evidence phase is over.
    /// @custom:reverts Court_TextTooLong if the text is longer than that.
    function submitEvidence(uint256 caseId, string calldata evidence) external;

    /// @notice Excuses the caller from the panels of a case. Any number of citizens can step aside.
    /// @dev Emits {CitizenExcused}. Only before a draw, so that no juror leaves because of its outcome.
    /// @param caseId The case.
    /// @custom:access citizen
    /// @custom:reverts Court_WrongPhase if the case is not in its evidence phase.
    /// @custom:reverts Court_TooLate if the evidence phase is over.
    /// @custom:reverts Court_NotActiveCitizen if the caller is not an active citizen.
    /// @custom:reverts Court_Excused if the citizen is a party or stepped aside already.
    function recuse(uint256 caseId) external;

    /// @notice Ends a phase whose time is over. Evidence leads to the draw, and votes to the appeal or a new draw. The appeal leads
    ///         to the next round or the final ruling, and the plenary to the final ruling.
    /// @dev Emits {RollFrozen}, {RoundClosed}, {RoundOpened}, {PlenaryOpened} or {CaseDecided}. The reveal phase also ends as soon
    ///      as all jurors have revealed.
    /// @param caseId The case.
    /// @custom:access anyone
    /// @custom:reverts Court_WrongPhase if the case is in its draw phase, final or executed, or there is none.
    /// @custom:reverts Court_PhaseNotOver if the phase is not over.
    function advance(uint256 caseId) external;

    /* PANEL */

    /// @notice Draws jurors once the seed is known. Call it again until the panel is complete.
    /// @dev Emits {JurorsSeated} and {PanelCompleted}, or {PlenaryOpened} if a draw has used up its tries with a seat left: no
    ///      panel is smaller. Only jurors who enrolled before the case was opened are drawn, and nobody twice in a case.
    ///      Who serves or rests is drawn like everybody else.
    /// @param caseId The case.
    /// @param tries How many positions of the roll to look at, at most.
    /// @return seated How many jurors sit now.
    /// @custom:access anyone: the same panel whoever draws
    /// @custom:reverts Court_WrongPhase if the case is not in its draw phase.
    /// @custom:reverts Court_NothingTried if `tries` is zero.
    /// @custom:reverts Court_SeedUnknown if the seed is not known.
    function draw(uint256 caseId, uint256 tries) external returns (uint256 seated);

    /// @notice Freezes the roll anew, and asks the source of randomness that is appointed now for another seed, where none came in 30
    ///         days.
    /// @dev Emits {RollFrozen}.
    /// @param caseId The case.
    /// @custom:access anyone
    /// @custom:reverts Court_WrongPhase if the case is not in its draw phase.
    /// @custom:reverts Court_SeedAwaited if the roll was frozen less than 30 days ago.
    /// @custom:reverts Court_SeedKnown if the seed is known.
    function requestAgain(uint256 caseId) external;

    /// @notice Commits a vote, or replaces the commitment.
    /// @dev Emits {VoteCommitted}.
    /// @param caseId The case.
    /// @param round The round, from 0.
    /// @param seat The juror's seat on its panel, from 0.
    /// @param commitment The result of {commitmentOf}.
    /// @custom:access juror
    /// @custom:reverts Court_WrongPhase if the round's panel is not complete.
    /// @custom:reverts Court_TooLate if the commit phase is over.
    /// @custom:reverts Court_NotYourSeat if the caller does not hold the seat.
    /// @custom:reverts Court_CommitmentEmpty if the commitment is zero.
    function commit(uint256 caseId, uint256 round, uint256 seat, bytes32 commitment) external;

    /// @notice Reveals a committed vote, with its reasons in writing.
    /// @dev Emits {VoteRevealed}. Choice, salt and justification are public from then on.
    /// @param caseId The case.
    /// @param round The round, from 0.
    /// @param seat The juror's seat on its panel, from 0.
    /// @param choice The vote: on a line a choice, else a ranking.
    /// @param salt The salt of the commitment.
    /// @param justification The reasons, or the URI of a document; at most 2,048 bytes.
    /// @custom:access juror
    /// @custom:reverts Court_WrongPhase if the round's reveal phase has not begun.
    /// @custom:reverts Court_TooLate if the reveal phase is over.
    /// @custom:reverts Court_NotYourSeat if the caller does not hold the seat.
    /// @custom:reverts Court_RevealMismatch if that vote was not committed, or is revealed already.
    /// @custom:reverts Court_NoSuchChoice if the case does not offer a choice of the vote.
    /// @custom:reverts Court_RankedTwice if the ranking names a choice twice.
    /// @custom:reverts Court_TextTooLong if the justification is longer than that.
    function reveal(
        uint256 caseId,
        uint256 round,
        uint256 seat,
        uint256 choice,
        bytes32 salt,
        string calldata justification
    ) external;

    /// @notice Votes in the plenary, in the open. Each citizen has one vote and casts it in person: delegations do not count.
    /// @dev Emits {VoteRevealed}, and {PlenaryProlonged} if it turns the outcome in the last day: then the vote lasts a day from now
    ///      on, and in all five days longer at most.
    /// @param caseId The case.
    /// @param choice The vote: on a line a choice, else a ranking.
    /// @param justification The reasons, or the URI of a document; at most 2,048 bytes.
    /// @custom:access citizen: who could vote when it was called, suspended or a party
    /// @custom:reverts Court_WrongPhase if the case is not before the plenary.
    /// @custom:reverts Court_TooLate if the vote is over.
    /// @custom:reverts Court_MayNotVote if the caller holds no citizenship that may vote.
    /// @custom:reverts Court_NotInPlenary if the caller could not vote at the plenary's snapshot.
    /// @custom:reverts Court_AlreadyVoted if the citizen voted.
    /// @custom:reverts Court_NoSuchChoice if the case does not offer a choice of the vote.
    /// @custom:reverts Court_RankedTwice if the ranking names a choice twice.
    /// @custom:reverts Court_TextTooLong if the justification is longer than that.
    function voteInPlenary(uint256 caseId, uint256 choice, string calldata justification) external;

    /* APPEAL */

    /// @notice Contributes to a side of the appeal against the current ruling. A side against the ruling brings the appeal when it
    ///         has raised three times its cost in the first half of the period. The ruling's own side may answer with twice the
    ///         cost or more, within the whole period. The next round gets the cost, at the end of the period. The contributors of the
    ///         side that is right in the end share the rest, and what the jurors of the next round did not earn.
    /// @dev Emits {AppealFunded}, and {Credited} for the surplus.
    /// @param caseId The case.
    /// @param choice The side; the current ruling is one of them.
    /// @custom:access anyone
    /// @custom:reverts Court_WrongPhase if the case is not in its appeal phase.
    /// @custom:reverts Court_TooLate if the time to contribute to that side is over.
    /// @custom:reverts Court_NothingSent if no value was sent.
    /// @custom:reverts Court_NoSuchChoice if the case does not offer the choice.
    /// @custom:reverts Court_SideFunded if the side needs no more.
    function fundAppeal(uint256 caseId, uint256 choice) external payable;

    /* END */

    /// @notice Delivers the final ruling of a case to the contract that brought it.
    /// @dev Emits {RulingDelivered}, or {RulingRefused} if the receiver failed. A refused ruling can be delivered again.
    /// @param caseId The case.
    /// @return delivered Whether the receiver took it.
    /// @custom:access anyone: only the final ruling, to the contract that brought the case
    /// @custom:reverts Court_WrongPhase if the case is not final, or executed already.
    /// @custom:reverts Court_GasTooLow if the gas left does not cover the receiver's share.
    function execute(uint256 caseId) external returns (bool delivered);

    /// @notice Credits the contract that brought a case with what was paid beforehand and not used.
    /// @dev Emits {Credited}.
    /// @param caseId The case.
    /// @return amount How much it is credited with, in wei.
    /// @custom:access anyone: by the contract that brought the case
    /// @custom:reverts Court_WrongPhase if the case is neither final nor executed.
    /// @custom:reverts Court_NotTheArbitrable if anyone else calls.
    function takeRefund(uint256 caseId) external returns (uint256 amount);

    /// @notice Shares out the fees of a round of a final case among its jurors who voted, whatever they voted, and releases them.
    ///         The treasury gets the fees of the absent, and the fees of the plenary.
    /// @dev Emits {RoundSettled}.
    /// @param caseId The case.
    /// @param round The round, from 0.
    /// @custom:access anyone
    /// @custom:reverts Court_WrongPhase if the case is neither final nor executed.
    /// @custom:reverts Court_NoSuchRound if there is no such round.
    /// @custom:reverts Court_AlreadySettled if it was settled.
    function settle(uint256 caseId, uint256 round) external;

    /// @notice Credits a contributor to an appeal with what a side gives back after the end of the case.
    /// @dev Emits {ContributionSettled} and {Credited}.
    /// @param caseId The case.
    /// @param round The round whose ruling was appealed against, from 0.
    /// @param choice The side.
    /// @param contributor The account that contributed.
    /// @return amount How much it is credited with, in wei.
    /// @custom:access anyone
    /// @custom:reverts Court_WrongPhase if the case is neither final nor executed.
    /// @custom:reverts Court_NothingToSettle if the contribution is lost, settled already, or was never made.
    function settleContribution(uint256 caseId, uint256 round, uint256 choice, address contributor)
        external
        returns (uint256 amount);

    /* GOVERNING */

    /// @notice Appoints the source of randomness for later draws. A draw that has begun keeps its source for
    ///         30 days.
    /// @dev Emits {RandomnessAppointed}.
    /// @param newRandomness The contract.
    /// @custom:access government constitutional: for draws to come
    /// @custom:reverts Court_RandomnessHasNoCode if there is no contract at that address.
    function appointRandomness(IRandomness newRandomness) external;

    /* READING */

    /// @notice A case with all its rounds in one call, as it is stored. The SDK unpacks it.
    /// @dev The case has four words: `Case` of {CourtRecords}. The counters of its plenary follow, see {Tally}: four words, and one
    ///      more for each ten choices. Then come its rounds. Each has the head and the tail of its {Panel}, a bit for each seat with
    ///      a commitment, its {Draw}, its {Poll}, the address of its source of randomness and, for each choice from 0 on, what the
    ///      appeal against it raised.
    /// @custom:reverts Court_WrongPhase if there is no such case.
    function caseWords(uint256 caseId) external view returns (uint256[] memory words);

    /// @notice Where a case stands now, for contracts that ask it.
    /// @param caseId The case.
    /// @return phase Its phase; None if there is no such case.
    /// @return endsAt When the phase ends, in seconds since 1970; 0 if that does not depend on the clock.
    /// @return round The present round, from 0.
    /// @return isOver Whether {advance} would end the phase now.
    function hearing(uint256 caseId) external view returns (Phase phase, uint256 endsAt, uint256 round, bool isOver);

    /// @notice The phase of a case now.
    function phaseOf(uint256 caseId) external view returns (Phase);

    /// @notice Whether an appeal that its own side alone paid led to the ruling of a case: no other side has its stake to pay for it.
    /// @custom:reverts Court_WrongPhase if the case is neither final nor executed.
    function wonByAppeal(uint256 caseId) external view returns (bool);

    /// @notice When the ruling of a case became final, and by whom.
    /// @return moment When, by the clock: whoever says so late does not change it. In seconds since 1970.
    /// @return isByPlenary Whether the plenary was the last to decide.
    /// @custom:reverts Court_WrongPhase if the case is neither final nor executed.
    function decidedAt(uint256 caseId) external view returns (uint256 moment, bool isByPlenary);

    /// @notice How many cases were brought; the last one's number.
    function caseCount() external view returns (uint256);

    /// @notice The source of randomness for later draws.
    function randomness() external view returns (IRandomness);

    /// @notice The commitment to a vote: keccak256 of the court's address, the case, the round, the juror, the vote and the
    ///         salt, each as a word. It counts for one juror in one round of one case.
    function commitmentOf(uint256 caseId, uint256 round, uint256 citizenId, uint256 choice, bytes32 salt)
        external
        view
        returns (bytes32 commitment);

    /// @notice The part of a contributor's payments to a side that is not settled yet, in wei.
    function contributionOf(uint256 caseId, uint256 round, uint256 choice, address contributor)
        external
        view
        returns (uint256 amount);
}
