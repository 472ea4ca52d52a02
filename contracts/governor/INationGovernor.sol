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
/// @param timelock The government.
/// @param maxSupply The greatest supply of the coin that is staked, in base units: it fixes the unit in which stake is counted.
struct GovernorTerms {
    address authority;
    ICitizenship citizenship;
    IStake stake;
    TimelockController timelock;
    uint256 maxSupply;
}

/// @notice One house's side of a vote. Votes are heads in the citizens' house and base units of coin in the stake house.
/// @param hasSay Whether this house decides on this proposal at all.
/// @param electorate All votes that existed when the electorate was fixed; 0 until then.
/// @param quorumShare The share of the electorate that must be for or abstain, in basis points.
/// @param majorityShare The share of for among for and against that must be exceeded, in basis points.
/// @param quorumReached Whether enough took part so far.
/// @param carried Whether the majority is there so far. A stake house in which nothing was staked when the electorate was fixed
///        does not block citizens who have a say.
struct House {
    bool hasSay;
    uint256 againstVotes;
    uint256 forVotes;
    uint256 abstainVotes;
    uint256 electorate;
    uint256 quorumShare;
    uint256 majorityShare;
    bool quorumReached;
    bool carried;
}

/// @title  Nation Governor
/// @notice How the nation decides: every citizen's ballot counts once in the citizens' house, by heads, and once in the stake
///         house, by coin at stake. A proposal passes when every house that has a say carries it.
///
/// The contract also implements OpenZeppelin's IGovernor (with timelock control) and IProvisions.
interface INationGovernor {
    /* EVENTS */

    /// @notice Emitted with each proposal: its class, the rules fixed for it, and the digest of its targets' code.
    event ProposalClassified(
        uint256 indexed proposalId,
        ProposalClass class,
        uint256 citizenQuorum,
        uint256 citizenMajority,
        uint256 stakeQuorum,
        uint256 stakeMajority,
        uint256 codePin
    );

    /// @notice Emitted beside VoteCast with each ballot: what it weighed in the citizens' house (heads) and in the stake house
    ///         (base units of coin).
    event BallotCounted(
        uint256 indexed proposalId, uint256 indexed citizenId, uint8 support, uint256 heads, uint256 stake
    );

    /// @notice Emitted for a ballot of a batch that was not counted; the others were.
    event BallotSkipped(uint256 indexed proposalId, uint256 indexed citizenId, BallotFault fault);

    /// @notice Emitted when a quorum reached late prolongs a vote, until a moment in seconds since 1970.
    event ProposalExtended(uint256 indexed proposalId, uint64 extendedDeadline);

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

    /// @notice Neither house has a say on this class of proposals: give one house a majority to reach.
    error NationGovernor_NoHouseHasSay(ProposalClass class);

    /// @notice Ballots in a batch are packed in pieces of 68 bytes: encode each ballot in 68 bytes.
    error NationGovernor_MalformedBallots(uint256 length, uint256 pieceLength);

    /// @notice This governor's timelock never changes: appoint another governor with the new timelock.
    error NationGovernor_TimelockIsFixed(address newTimelock);

    /// @notice This governor's constitution never changes: appoint another governor with the new constitution.
    error NationGovernor_ConstitutionIsFixed(address newAuthority);

    /// @notice The governor cannot store values up to this bound: found it with a lower one.
    error NationGovernor_BoundTooWide(bytes32 key, uint256 max, uint256 allowed);

    /* READING */

    /// @notice A proposal's class.
    function proposalClass(uint256 proposalId) external view returns (ProposalClass);

    /// @notice The class that a proposal of these calls would have.
    /// @param targets The addresses called.
    /// @param calldatas The data of each call; as many as targets.
    function classOf(address[] calldata targets, bytes[] calldata calldatas) external view returns (ProposalClass);

    /// @notice How a vote stands in both houses.
    function houses(uint256 proposalId) external view returns (House memory citizens, House memory stake);

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
