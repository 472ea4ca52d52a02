// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {ICitizenship} from "../citizenship/ICitizenship.sol";
import {IStake} from "../stake/IStake.sol";

/// @notice A proposal's class. Its calls decide it, never what its proposer says.
enum ProposalClass {
    Ordinary,
    Constitutional
}

/// @notice How often, and why, a proposal's calls are voted on.
enum ProposalRound {
    /// For the first time.
    First,
    /// Once more, because the first vote had its majority but not its quorum: half the quorum is enough.
    SecondCall,
    /// Once more, because the stake house objected: the citizens decide alone, by two thirds of the ballots.
    SecondReading
}

/// @notice Why a ballot of a batch was not counted.
enum BallotFault {
    /// The choice is not 0 (against), 1 (for) or 2 (abstain).
    UnknownChoice,
    /// The citizen has cast a ballot on this proposal before.
    AlreadyCast,
    /// The citizenship is not active now.
    NotActive,
    /// The signature is not the holder's, or it is for something else.
    BadSignature,
    /// The citizen had no votes in either house when the electorate was fixed.
    NoVotes
}

/// @notice What the governor is built on.
/// @param authority The constitution, which marks the functions whose call is constitutional.
/// @param citizenship The citizens' house.
/// @param stake The stake house.
/// @param timelock The government, a timelock that implements INationTimelock as well.
/// @param maxSupply The greatest supply of the coin that is staked, in base units: it fixes the unit in which stake is counted.
struct GovernorTerms {
    address authority;
    ICitizenship citizenship;
    IStake stake;
    TimelockController timelock;
    uint256 maxSupply;
}

/// @notice The citizens' side of a vote, in heads. A proposal needs its quorum and its majority.
/// @param electorate The citizens on whom the quorum is reckoned, see {ICitizenship-quorumBase}; 0 until they are fixed.
/// @param quorum The votes for that are needed; 1 until the electorate is fixed.
/// @param quorumShare The share of the electorate that the quorum is, in basis points, before the floor in heads.
/// @param majorityShare The share of for among for and against that must be exceeded, in basis points.
/// @param quorumReached Whether there are enough votes for so far. Abstaining carries nothing.
/// @param carried Whether the majority is there so far.
struct CitizensHouse {
    uint256 againstVotes;
    uint256 forVotes;
    uint256 abstainVotes;
    uint256 electorate;
    uint256 quorum;
    uint256 quorumShare;
    uint256 majorityShare;
    bool quorumReached;
    bool carried;
}

/// @notice The stake house's side of a vote, in base units of coin. It objects or is silent.
/// @param hasSay Whether this house can object: not in a second reading.
/// @param electorate The stake on which an objection is reckoned, see {IStake-objectionBase}; 0 until the electorate is fixed.
/// @param objectionShare The share of that stake that must be against, in basis points.
/// @param objectors How many citizens cast stake against, counted up to three.
/// @param objectorsNeeded How many of them an objection needs; 1 until the electorate is fixed.
/// @param objects Whether it blocks the proposal so far: more stake is against than for, and an objection's share and citizens
///        are reached.
struct StakeHouse {
    bool hasSay;
    uint256 againstVotes;
    uint256 forVotes;
    uint256 electorate;
    uint256 objectionShare;
    uint256 objectors;
    uint256 objectorsNeeded;
    bool objects;
}

/// @title  Nation Governor
/// @notice How the nation decides: every citizen's ballot counts once in the citizens' house, by heads, and once in the stake
///         house, by coin at stake. A proposal passes when the citizens carry it and the stake house does not object.
///
/// The contract also implements OpenZeppelin's IGovernor (with timelock control) and IProvisions.
interface INationGovernor {
    /* EVENTS */

    /// @notice Emitted with each proposal: its class, its round, the rules fixed for it, and the digest of its targets' code.
    event ProposalClassified(
        uint256 indexed proposalId,
        ProposalClass class,
        ProposalRound round,
        uint256 citizenQuorum,
        uint256 citizenMajority,
        uint256 stakeObjection,
        uint256 codePin
    );

    /// @notice Emitted when the calls of a proposal that failed are proposed again, in a second call or a second reading.
    event ProposedAgain(uint256 indexed formerId, uint256 indexed proposalId, ProposalRound round);

    /// @notice Emitted beside VoteCast with each ballot: what it weighed in the citizens' house (heads) and in the stake house
    ///         (base units of coin).
    event BallotCounted(
        uint256 indexed proposalId, uint256 indexed citizenId, uint8 support, uint256 heads, uint256 stake
    );

    /// @notice Emitted for a ballot of a batch that was not counted; the others were.
    event BallotSkipped(uint256 indexed proposalId, uint256 indexed citizenId, BallotFault fault);

    /// @notice Emitted when a late turn of the outcome prolongs a vote, until a moment in seconds since 1970.
    event ProposalExtended(uint256 indexed proposalId, uint64 extendedDeadline);

    /// @notice Emitted when a decision changes for how long a proposal waits for its vote, in seconds, as OpenZeppelin's governors
    ///         do. It is also emitted as a value is tried, and not when the trial's end brings the standing value back.
    event VotingDelaySet(uint256 oldVotingDelay, uint256 newVotingDelay);

    /// @notice Emitted as {VotingDelaySet} is, when a decision changes how long a vote lasts, in seconds.
    event VotingPeriodSet(uint256 oldVotingPeriod, uint256 newVotingPeriod);

    /// @notice Emitted as {VotingDelaySet} is, when a decision changes how many heads it takes to propose, before the limit of 2 % of
    ///         the citizens.
    event ProposalThresholdSet(uint256 oldProposalThreshold, uint256 newProposalThreshold);

    /// @notice Emitted as {VotingDelaySet} is, when a decision changes the citizens' quorum of ordinary proposals, in basis points.
    event QuorumNumeratorUpdated(uint256 oldQuorumNumerator, uint256 newQuorumNumerator);

    /* ERRORS */

    /// @notice Only an active citizen casts a ballot: use the account that holds your citizenship, or have it renewed or
    ///         reinstated first.
    error NationGovernor_NotCitizen(address account);

    /// @notice You had no votes in either house when the electorate was fixed: vote on the next proposal.
    error NationGovernor_NoVotes(address account, uint256 citizenId, uint256 snapshot);

    /// @notice A proposal's description must end with its proposer's name as given here, so that nobody can take the proposal
    ///         over.
    error NationGovernor_ProposerNotNamed(address proposer, string ending);

    /// @notice A proposal makes at most this many calls: divide it.
    error NationGovernor_TooManyCalls(uint256 calls, uint256 max);

    /// @notice A call goes to an address without code: such an address can only be paid in native coin, without data.
    error NationGovernor_TargetWithoutCode(uint256 index, address target);

    /// @notice The code behind a target is not what it was when the proposal was made: propose anew.
    error NationGovernor_CodeChanged(uint256 proposalId, uint256 pinned, uint256 found);

    /// @notice The nation is not open yet: wait until the founding is finished and enough founding citizens are in.
    error NationGovernor_NotOpen(bool handedOver, bool open);

    /// @notice The proposal's class is not what it was when it was made: propose anew.
    error NationGovernor_ClassChanged(uint256 proposalId, ProposalClass fixedClass, ProposalClass found);

    /// @notice Another proposal is being executed: execute this one afterwards.
    error NationGovernor_Executing(uint256 proposalId);

    /// @notice The proposal's calls cannot be voted on once more: only a vote that had its majority and missed its quorum, or that
    ///         the stake house blocked, is followed by another, and each by one.
    error NationGovernor_NoSecondVote(uint256 proposalId);

    /// @notice The calls can be proposed again from one moment to another, in seconds since 1970: choose a moment between them.
    error NationGovernor_OutOfTime(uint256 proposalId, uint256 from, uint256 until);

    /// @notice No proposal sets a quorum or majority that its own ballots did not reach: set what was reached, or less.
    error NationGovernor_NotReached(bytes32 key, uint256 newValue, uint256 reached);

    /// @notice Ballots in a batch are packed in pieces of 68 bytes: encode each ballot in 68 bytes.
    error NationGovernor_MalformedBallots(uint256 length, uint256 pieceLength);

    /// @notice The governor calls nothing in its own name: propose a call, which the timelock makes.
    error NationGovernor_NoRelay(address target);

    /// @notice This governor's constitution never changes: appoint another governor with the new constitution.
    error NationGovernor_ConstitutionIsFixed(address newAuthority);

    /// @notice A provision's bounds leave those that every governor has: found it with bounds within these.
    error NationGovernor_BoundsTooWide(bytes32 key, uint256 min, uint256 max, uint256 leastMin, uint256 greatestMax);

    /* READING */

    /// @notice A proposal's class.
    function proposalClass(uint256 proposalId) external view returns (ProposalClass);

    /// @notice The class that a proposal of these calls would have.
    /// @param targets The addresses called.
    /// @param calldatas The data of each call; as many as targets.
    function classOf(address[] calldata targets, bytes[] calldata calldatas) external view returns (ProposalClass);

    /// @notice How a vote stands in both houses.
    function houses(uint256 proposalId) external view returns (CitizensHouse memory citizens, StakeHouse memory stake);

    /// @notice The citizens' quorum of ordinary proposals, as a part of {quorumDenominator}.
    function quorumNumerator() external view returns (uint256);

    /// @notice Of what {quorumNumerator} is a part: basis points.
    function quorumDenominator() external view returns (uint256);

    /// @notice How many proposals were made.
    function proposalCount() external view returns (uint256);

    /// @notice When a proposal was made, by its number: from 1 on, in the order in which they were made.
    /// @param number The number.
    /// @return blockNumber The block, as the chain numbers blocks for contracts; 0 if there are not so many. On some rollups this is
    ///         a number of the chain below.
    /// @return timestamp The moment, in seconds since 1970; 0 if there are not so many.
    function proposalMadeAt(uint256 number) external view returns (uint256 blockNumber, uint256 timestamp);

    /// @notice Which vote may follow one that failed, and when its calls can be proposed again.
    /// @return round The round that may follow; First if none may.
    /// @return from From when on, in seconds since 1970; 0 if none may follow.
    /// @return until Until when, in seconds since 1970; 0 if none may follow.
    function secondVoteOf(uint256 proposalId) external view returns (ProposalRound round, uint256 from, uint256 until);

    /// @notice The citizen who made a proposal, and who may cancel it with whatever account holds the citizenship, unless it was
    ///         proposed again.
    function proposerOf(uint256 proposalId) external view returns (uint256 citizenId);

    /// @notice The government, which carries out what passed.
    function timelock() external view returns (address);

    /// @notice The votes by heads, as governance front ends read them.
    function proposalVotes(uint256 proposalId)
        external
        view
        returns (uint256 againstVotes, uint256 forVotes, uint256 abstainVotes);

    /// @notice Whether a citizen has cast a ballot on a proposal, with any key.
    function hasCitizenVoted(uint256 proposalId, uint256 citizenId) external view returns (bool);

    /// @notice One unit of counted stake in base units of coin, a power of ten. Ballots are rounded down to it.
    function stakeUnit() external view returns (uint256);

    /// @notice The citizenship, as governance front ends ask for the token whose votes count.
    function token() external view returns (address);

    /// @notice How long a carried proposal may wait to be queued, and a queued one to be executed, in seconds.
    // solhint-disable-next-line func-name-mixedcase
    function GRACE_PERIOD() external view returns (uint256);

    /// @notice The most calls that one proposal makes.
    // solhint-disable-next-line func-name-mixedcase
    function MAX_CALLS() external view returns (uint256);

    /// @notice The EIP-712 type hash of a ballot of a batch, `BatchBallot(uint256 proposalId,uint8 support)`.
    // solhint-disable-next-line func-name-mixedcase
    function BATCH_BALLOT_TYPEHASH() external view returns (bytes32);

    /* PROPOSING AGAIN */

    /// @notice Proposes the calls of a proposal again that failed. If it had its majority but not its quorum, half the quorum is
    ///         enough now, from 14 days after its vote. If the stake house blocked it, the citizens decide alone now, by two thirds
    ///         of the ballots and the quorum of its class, from the provision `secondReadingDelay` after its vote.
    /// @dev Emits ProposalCreated, {ProposalClassified} and {ProposedAgain}. The new proposal has rules of its own. Nobody can
    ///      cancel it.
    /// @param targets The addresses called, as in the former proposal.
    /// @param values The native coin sent with each call, as in the former proposal.
    /// @param calldatas The data of each call, as in the former proposal.
    /// @param formerDescription The description of the former proposal. The new one repeats it, and ends with the new proposer's name
    ///        on a line of its own.
    /// @return proposalId The new proposal.
    /// @custom:access citizen
    /// @custom:reverts GovernorNonexistentProposal if there was no such proposal.
    /// @custom:reverts NationGovernor_NoSecondVote if the former did not fail in a way that lets another vote follow.
    /// @custom:reverts NationGovernor_OutOfTime if it is too early or too late.
    /// @custom:reverts NationGovernor_ClassChanged if the calls have another class now.
    function proposeAgain(
        address[] calldata targets,
        uint256[] calldata values,
        bytes[] calldata calldatas,
        string calldata formerDescription
    ) external returns (uint256 proposalId);

    /* BALLOTS IN A BATCH */

    /// @notice Casts many citizens' ballots at once, each signed by its citizen. The sender cannot alter a ballot. A ballot that
    ///         does not count is reported and skipped, so that nobody can spoil a batch.
    /// @dev Emits VoteCast and {BallotCounted}, or {BallotSkipped}, for each. The receipt, one bit for
    ///      each citizen and proposal, prevents replays. Contract accounts vote singly (castVoteBySig).
    /// @param proposalId The proposal, whose vote must be open.
    /// @param ballots 68 bytes each: citizen id (3), choice (1: 0 against, 1 for, 2 abstain), r (32), s with the parity of y in
    ///        its highest bit (32; ERC-2098). Neighbouring ids share a receipt word: sort them to save gas.
    /// @return counted How many were counted.
    /// @custom:access anyone: with the citizens' signatures
    /// @custom:reverts GovernorUnexpectedProposalState if the vote is not open.
    /// @custom:reverts NationGovernor_MalformedBallots if the length is no multiple of 68.
    function castVotesBySig(uint256 proposalId, bytes calldata ballots) external returns (uint256 counted);
}
