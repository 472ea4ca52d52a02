// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IArbitrator} from "../standards/IArbitrator.sol";
import {IEvidence} from "../standards/IEvidence.sol";
import {IPayouts} from "../kernel/IPayouts.sol";
import {Docket, Lane, Phase} from "./CaseTypes.sol";
import {IRandomness} from "../randomness/IRandomness.sol";

/// @title  Court
/// @notice Decides disputes between any contracts that speak ERC-792, by panels of citizens drawn from the jury roll: 3, on
///         appeal 7, then 15, at last every citizen.
/// @dev Cases are numbered from 1; in the words of ERC-792 a case is a dispute. Its `extraData` is empty (general lane), or one
///      byte for the {Lane} followed by four bytes (big endian) for each citizen who is a party and must not sit, at most eight.
///
///      Terms are taken when a round opens, so that nothing changes in its course. The provisions are `evidencePeriod`,
///      `commitPeriod`, `revealPeriod`, `appealPeriod`, `seatFee` (gwei), the same for the fast lane (`fastEvidencePeriod`
///      ...), `panelQuorum` (basis points of the seats), `plenaryPeriod` and `plenaryQuorum` (basis points of the citizens).
interface ICourt is IArbitrator, IEvidence, IPayouts {
    /* EVENTS */

    /// @notice Emitted when a case is brought, and what was paid for it in wei.
    event CaseOpened(uint256 indexed caseId, address indexed arbitrable, Lane lane, uint256 choices, uint256 fees);

    /// @notice Emitted when a citizen is excused from a case.
    event CitizenExcused(uint256 indexed caseId, uint256 indexed citizenId);

    /// @notice Emitted when a round opens: its size in seats, and when its evidence ends, in seconds since 1970, or 0 if there is
    ///         none to hear.
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

    /// @notice Emitted when jurors take their seats, which count on from `firstSeat`.
    event JurorsSeated(uint256 indexed caseId, uint256 indexed round, uint256 firstSeat, uint256[] citizenIds);

    /// @notice Emitted when a panel is complete: how many seats it has, and until when votes are handed in and revealed, in
    ///         seconds since 1970.
    event PanelCompleted(
        uint256 indexed caseId, uint256 indexed round, uint256 seats, uint256 commitEndsAt, uint256 revealEndsAt
    );

    /// @notice Emitted when a juror hands in a sealed vote in the case's present round, perhaps in place of an earlier one.
    event VoteCommitted(uint256 indexed caseId, uint256 indexed citizenId, bytes32 commitment);

    /// @notice Emitted when a vote is given in the open, by a juror or in the plenary, with its reasons in writing.
    event VoteRevealed(
        uint256 indexed caseId, uint256 indexed citizenId, uint256 round, uint256 choice, string justification
    );

    /// @notice Emitted when every citizen is called to vote, until a moment in seconds since 1970.
    event PlenaryOpened(uint256 indexed caseId, uint256 indexed round, uint256 snapshot, uint256 endsAt);

    /// @notice Emitted when a round ends: whether enough votes were given, and the ruling that stands after it.
    event RoundClosed(uint256 indexed caseId, uint256 indexed round, bool hadQuorum, uint256 ruling);

    /// @notice Emitted when somebody contributes to a side of an appeal, in wei.
    event AppealFunded(
        uint256 indexed caseId, uint256 indexed round, uint256 choice, address indexed contributor, uint256 amount
    );

    /// @notice Emitted when the ruling is the last word.
    event CaseDecided(uint256 indexed caseId, uint256 ruling);

    /// @notice Emitted when the ruling was delivered.
    event RulingDelivered(uint256 indexed caseId, address indexed arbitrable, uint256 ruling);

    /// @notice Emitted when the receiver failed to take the ruling. It stands, and can be delivered again.
    event RulingRefused(uint256 indexed caseId, address indexed arbitrable, uint256 ruling);

    /// @notice Emitted when a round's fees are shared out: what each who voted with the ruling is owed, and the treasury, in wei.
    event RoundSettled(uint256 indexed caseId, uint256 indexed round, uint256 share, uint256 toTreasury);

    /// @notice Emitted when a contribution is settled: how much of it, or with it, is due to the contributor, in wei.
    event ContributionSettled(
        uint256 indexed caseId, uint256 indexed round, uint256 choice, address indexed contributor, uint256 amount
    );

    /// @notice Emitted when the government appoints where chance comes from, for draws that begin from now on.
    event RandomnessAppointed(IRandomness indexed randomness);

    /* ERRORS */

    /// @notice There must be at least one choice, and no more than a panel can count: offer fewer.
    error Court_ChoicesOutOfBounds(uint256 choices, uint256 max);

    /// @notice What comes with a dispute is a byte for its lane, then four for each of at most eight parties: encode it so.
    error Court_ExtraDataInvalid(bytes extraData);

    /// @notice A party must be named by the number of a citizenship, each once: correct the list.
    error Court_PartyInvalid(uint256 citizenId);

    /// @notice The value sent does not cover the cost: send that many wei.
    error Court_CostNotCovered(uint256 paid, uint256 cost);

    /// @notice The case is not in a phase that allows this: read its docket for what can be done.
    error Court_WrongPhase(uint256 caseId, Phase phase);

    /// @notice The phase lasts until the moment named, in seconds since 1970: come back then.
    error Court_PhaseNotOver(uint256 caseId, Phase phase, uint256 endsAt);

    /// @notice The time for this is over, since the moment named in seconds since 1970: see what the case's phase allows now.
    error Court_TooLate(uint256 caseId, uint256 endedAt);

    /// @notice The text is too long to be published here: put it elsewhere, and give its address and digest.
    error Court_TextTooLong(uint256 length, uint256 max);

    /// @notice No more citizens can be excused from this case: leave the jury roll instead.
    error Court_ExcusesFull(uint256 caseId, uint256 max);

    /// @notice This citizen is excused from the case, and takes no part in deciding it.
    error Court_Excused(uint256 caseId, uint256 citizenId);

    /// @notice Only active citizens may do this: become one, or have your citizenship renewed or reinstated first.
    error Court_NotActiveCitizen(address account);

    /// @notice The plenary is made of those who were citizens when it was called: leave this case to them.
    error Court_NotInPlenary(uint256 caseId, uint256 citizenId, uint256 snapshot);

    /// @notice This citizen has voted already: each votes once.
    error Court_AlreadyVoted(uint256 caseId, uint256 citizenId);

    /// @notice The seed of the draw is not known yet: have it made known by the source of randomness, then draw.
    error Court_SeedUnknown(uint256 caseId, IRandomness randomness, uint256 requestId);

    /// @notice A draw needs at least one try: ask for more.
    error Court_NothingTried(uint256 caseId);

    /// @notice This seat is not yours: use the account that holds the juror's citizenship, and the seat that the docket names.
    error Court_NotYourSeat(uint256 caseId, uint256 round, uint256 seat, address caller);

    /// @notice A vote is sealed by a commitment that is not zero: make it by commitmentOf().
    error Court_CommitmentEmpty(uint256 caseId);

    /// @notice This is not the vote that was sealed: reveal the same choice with the same salt.
    error Court_RevealMismatch(uint256 caseId, uint256 round, uint256 seat);

    /// @notice The case offers fewer choices: take one of them, or 0 to refuse to decide.
    error Court_NoSuchChoice(uint256 caseId, uint256 choice, uint256 choices);

    /// @notice Only the contract that brought the case appeals at one go: contribute to a side of the appeal instead.
    error Court_NotTheArbitrable(uint256 caseId, address caller);

    /// @notice This side is funded already: contribute to another, or wait.
    error Court_SideFunded(uint256 caseId, uint256 choice);

    /// @notice Nothing was sent: contribute an amount above zero.
    error Court_NothingSent(uint256 caseId);

    /// @notice There is no such round: the docket counts them from 0.
    error Court_NoSuchRound(uint256 caseId, uint256 round);

    /// @notice This round is settled already: claim what you are owed.
    error Court_AlreadySettled(uint256 caseId, uint256 round);

    /// @notice Nothing comes back to this contributor: name a side that it contributed to, and that was not settled with it or lost.
    error Court_NothingToSettle(uint256 caseId, uint256 round, uint256 choice, address contributor);

    /// @notice Too little gas is left for a delivery that the receiver could refuse fairly: send more.
    error Court_GasTooLow(uint256 gasLeft, uint256 needed);

    /// @notice No government may be able to make the court stand still: choose bounds from 1 up to the limit.
    error Court_BoundsUnsound(bytes32 key, uint256 min, uint256 max, uint256 limit);

    /// @notice Chance must come from a contract: name one.
    error Court_RandomnessHasNoCode(address randomness);

    /* HEARING */

    /// @notice Publishes evidence, while the case hears it.
    /// @dev Emits {Evidence}, whose group is the case. Nothing is stored, so that more of it costs only who submits it.
    /// @param caseId The case.
    /// @param evidence ERC-1497: the URI of a document, at most 2,048 bytes.
    /// @custom:access anyone
    /// @custom:reverts Court_WrongPhase if the case is not in its evidence phase.
    /// @custom:reverts Court_TooLate if the evidence phase is over.
    /// @custom:reverts Court_TextTooLong if the text is longer than that.
    function submitEvidence(uint256 caseId, string calldata evidence) external;

    /// @notice Excuses the caller from a case, in all its rounds. Before a draw only, so that nobody chooses by its outcome.
    /// @dev Emits {CitizenExcused}.
    /// @param caseId The case.
    /// @custom:access citizen
    /// @custom:reverts Court_WrongPhase if the case is not in its evidence phase.
    /// @custom:reverts Court_TooLate if the evidence phase is over.
    /// @custom:reverts Court_NotActiveCitizen if the caller is not an active citizen.
    /// @custom:reverts Court_Excused if the citizen is excused already.
    /// @custom:reverts Court_ExcusesFull if eight citizens are excused.
    function recuse(uint256 caseId) external;

    /// @notice Moves a case on whose phase is over: from evidence to the draw, from the votes to the appeal or a new draw,
    ///         from the appeal to the next round or the end, from the plenary to the end.
    /// @dev Emits what follows: {RollFrozen}, {RoundClosed}, {RoundOpened}, {PlenaryOpened}, {CaseDecided}. Votes are closed
    ///      early when all were revealed.
    /// @param caseId The case.
    /// @custom:access anyone
    /// @custom:reverts Court_WrongPhase if the case is being drawn, final or executed, or there is none.
    /// @custom:reverts Court_PhaseNotOver if the phase is not over.
    function advance(uint256 caseId) external;

    /* PANEL */

    /// @notice Draws jurors once the seed is known. Call it again until the panel is complete.
    /// @dev Emits {JurorsSeated} and {PanelCompleted}, or {PlenaryOpened} if nobody can be drawn. When the tries that a draw
    ///      has are used up, the panel shrinks to the odd number of jurors found. Who sat in the case before is passed over
    ///      if, at the freeze, the roll has twice as many others as are wanted.
    /// @param caseId The case.
    /// @param tries How many positions of the roll to look at, at most.
    /// @return seated How many jurors sit now.
    /// @custom:access anyone
    /// @custom:reverts Court_WrongPhase if the case is not in its draw phase.
    /// @custom:reverts Court_NothingTried if `tries` is zero.
    /// @custom:reverts Court_SeedUnknown if the seed is not known.
    function draw(uint256 caseId, uint256 tries) external returns (uint256 seated);

    /// @notice Hands in a sealed vote, or replaces it.
    /// @dev Emits {VoteCommitted}.
    /// @param caseId The case.
    /// @param round The round, from 0.
    /// @param seat The juror's seat on its panel, from 0.
    /// @param commitment What {commitmentOf} gives.
    /// @custom:access juror
    /// @custom:reverts Court_WrongPhase if the round's panel is not complete.
    /// @custom:reverts Court_TooLate if the time to hand in votes is over.
    /// @custom:reverts Court_NotYourSeat if the caller does not hold the seat.
    /// @custom:reverts Court_CommitmentEmpty if the commitment is zero.
    function commit(uint256 caseId, uint256 round, uint256 seat, bytes32 commitment) external;

    /// @notice Reveals a sealed vote, with its reasons in writing.
    /// @dev Emits {VoteRevealed}. What is given here is public for ever.
    /// @param caseId The case.
    /// @param round The round, from 0.
    /// @param seat The juror's seat on its panel, from 0.
    /// @param choice The vote; 0 to refuse to decide.
    /// @param salt What sealed it.
    /// @param justification The reasons, or the URI of a document; at most 2,048 bytes.
    /// @custom:access juror
    /// @custom:reverts Court_WrongPhase if the round's votes are not being revealed yet.
    /// @custom:reverts Court_TooLate if the time to reveal votes is over.
    /// @custom:reverts Court_NotYourSeat if the caller does not hold the seat.
    /// @custom:reverts Court_RevealMismatch if that vote was not sealed, or was revealed.
    /// @custom:reverts Court_NoSuchChoice if the case does not offer the choice.
    /// @custom:reverts Court_TextTooLong if the justification is longer than that.
    function reveal(
        uint256 caseId,
        uint256 round,
        uint256 seat,
        uint256 choice,
        bytes32 salt,
        string calldata justification
    ) external;

    /// @notice Votes in the plenary, in the open. Each citizen has one vote, which nobody else can cast: a judgement is
    ///         one's own, so that delegations do not count.
    /// @dev Emits {VoteRevealed}.
    /// @param caseId The case.
    /// @param choice The vote; 0 to refuse to decide.
    /// @param justification The reasons, or the URI of a document; at most 2,048 bytes.
    /// @custom:access citizen
    /// @custom:reverts Court_WrongPhase if the case is not before the plenary.
    /// @custom:reverts Court_TooLate if the vote is over.
    /// @custom:reverts Court_NotActiveCitizen if the caller is not an active citizen.
    /// @custom:reverts Court_NotInPlenary if the caller became a citizen after the plenary was called.
    /// @custom:reverts Court_Excused if the citizen is excused from the case.
    /// @custom:reverts Court_AlreadyVoted if the citizen voted.
    /// @custom:reverts Court_NoSuchChoice if the case does not offer the choice.
    /// @custom:reverts Court_TextTooLong if the justification is longer than that.
    function voteInPlenary(uint256 caseId, uint256 choice, string calldata justification) external;

    /* APPEAL */

    /// @notice Contributes to a side of the appeal against the current ruling. An appeal is brought once a side against the
    ///         ruling has raised three times its cost, in the first half of the period; the ruling's own side, which has the
    ///         whole of it, may answer with twice the cost. The cost goes to the next round, and what else was raised to
    ///         the contributors of the side that is right in the end.
    /// @dev Emits {AppealFunded}, and {Credited} for what is above the need. Opens the next round when both are funded.
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

    /// @notice Delivers the ruling of a final case to the contract that brought it.
    /// @dev Emits {RulingDelivered}, or {RulingRefused} if the receiver failed: then it can be delivered again.
    /// @param caseId The case.
    /// @return delivered Whether the receiver took it.
    /// @custom:access anyone
    /// @custom:reverts Court_WrongPhase if the case is not final, or executed already.
    /// @custom:reverts Court_GasTooLow if the gas left does not give the receiver its due.
    function execute(uint256 caseId) external returns (bool delivered);

    /// @notice Shares out the fees of a round of a final case among its jurors who voted with the ruling, and releases its
    ///         jurors. The treasury gets what nobody earned, and the fees of the plenary.
    /// @dev Emits {RoundSettled}.
    /// @param caseId The case.
    /// @param round The round, from 0.
    /// @custom:access anyone
    /// @custom:reverts Court_WrongPhase if the case is neither final nor executed.
    /// @custom:reverts Court_NoSuchRound if there is no such round.
    /// @custom:reverts Court_AlreadySettled if it was settled.
    function settle(uint256 caseId, uint256 round) external;

    /// @notice Credits a contributor to an appeal with what is due after the end of the case.
    /// @dev Emits {ContributionSettled} and {Credited}.
    /// @param caseId The case.
    /// @param round The round whose ruling was appealed against, from 0.
    /// @param choice The side.
    /// @param contributor Who contributed.
    /// @return amount How much, in wei.
    /// @custom:access anyone
    /// @custom:reverts Court_WrongPhase if the case is neither final nor executed.
    /// @custom:reverts Court_NothingToSettle if nothing was contributed, was credited already, or was lost.
    function settleContribution(uint256 caseId, uint256 round, uint256 choice, address contributor)
        external
        returns (uint256 amount);

    /* GOVERNING */

    /// @notice Appoints where chance comes from, for draws that begin from now on. Those under way keep theirs.
    /// @dev Emits {RandomnessAppointed}.
    /// @param newRandomness The contract.
    /// @custom:access government
    /// @custom:reverts Court_RandomnessHasNoCode if there is no contract at that address.
    function appointRandomness(IRandomness newRandomness) external;

    /* READING */

    /// @notice All there is to know of a case, in one call.
    /// @custom:reverts Court_WrongPhase if there is no such case.
    function docket(uint256 caseId) external view returns (Docket memory);

    /// @notice Where a case stands now.
    function phaseOf(uint256 caseId) external view returns (Phase);

    /// @notice How many cases were brought; the last one's number.
    function caseCount() external view returns (uint256);

    /// @notice Where chance comes from.
    function randomness() external view returns (IRandomness);

    /// @notice How a vote is sealed: keccak256 of the court's address, the case, the round, the juror, the choice and the salt,
    ///         each as a word. It counts for nobody else, nowhere else and never again.
    function commitmentOf(uint256 caseId, uint256 round, uint256 citizenId, uint256 choice, bytes32 salt)
        external
        view
        returns (bytes32 commitment);

    /// @notice What a contributor gave to a side and was not credited for yet, in wei.
    function contributionOf(uint256 caseId, uint256 round, uint256 choice, address contributor)
        external
        view
        returns (uint256 amount);
}
