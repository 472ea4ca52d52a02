// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice What became of a petition.
enum PetitionOutcome {
    Open,
    Confirmed,
    Refused
}

/// @notice A petition against a queued operation. Moments are in seconds since 1970, numbers in heads.
/// @param until Until when it collects signatures: the end of the operation's wait.
/// @param votesFrom When it reached its heads: who could vote then has one ballot of the second vote; 0 before.
/// @param voteEndsAt The last moment of the second vote; 0 before there is one.
/// @param needed The signatures that it takes, fixed when it was opened.
/// @param signatures Those it has.
/// @param forVotes Ballots for the operation.
/// @param againstVotes Ballots against it.
/// @param outcome What became of it.
/// @param openedBy The citizen who opened it.
/// @param operation The operation in the timelock.
struct Petition {
    uint40 until;
    uint40 votesFrom;
    uint40 voteEndsAt;
    uint24 needed;
    uint24 signatures;
    uint24 forVotes;
    uint24 againstVotes;
    PetitionOutcome outcome;
    uint32 openedBy;
    bytes32 operation;
}

/// @title  Petitions
/// @notice Citizens' signatures, by head, that send what passed and waits in the timelock back to one second vote.
/// @dev The provisions are `threshold` (basis points of the citizens who must sign) and `secondVote` (days that the vote lasts
///      beyond the end of the wait).
///      A petition goes by the id of the proposal that it is against: there is one for each at most.
interface IPetitions {
    /* EVENTS */

    /// @notice Emitted when a citizen opens a petition, and with it signs it.
    event PetitionOpened(uint256 indexed proposalId, uint256 indexed citizenId, uint256 needed, uint256 until);

    /// @notice Emitted when a citizen signs by a transaction.
    event PetitionSigned(uint256 indexed proposalId, uint256 indexed citizenId);

    /// @notice Emitted when signatures of a batch count: bit i stands for citizen `firstCitizenId` + i.
    event SignaturesBrought(uint256 indexed proposalId, uint256 firstCitizenId, uint256 citizens);

    /// @notice Emitted when a citizen takes a signature back, or makes one void that was not brought yet.
    event SignatureWithdrawn(uint256 indexed proposalId, uint256 indexed citizenId);

    /// @notice Emitted when a petition has its heads: the operation is held back, and the citizens vote until `voteEndsAt`.
    event SecondVoteOpened(uint256 indexed proposalId, uint256 signatures, uint256 voteEndsAt, uint256 heldUntil);

    /// @notice Emitted when a citizen casts a ballot of the second vote.
    event SecondBallotCast(uint256 indexed proposalId, uint256 indexed citizenId, bool inFavour);

    /// @notice Emitted when the second vote is settled: the operation is cancelled for good, or its wait runs on.
    event PetitionSettled(uint256 indexed proposalId, bool confirmed, uint256 forVotes, uint256 againstVotes);

    /* ERRORS */

    /// @notice Only citizens whose vote is awake sign and vote: wait until it wakes, or renew the citizenship.
    error Petitions_MayNotVote(address account);

    /// @notice The operation does not wait in the timelock: only what is queued and not ready yet can be petitioned against.
    error Petitions_NotWaiting(uint256 proposalId, bytes32 operation);

    /// @notice There was a petition against this operation: sign it, if it still collects signatures. There is no second.
    error Petitions_AlreadyOpen(uint256 proposalId);

    /// @notice There is no petition against this proposal: open one.
    error Petitions_Unknown(uint256 proposalId);

    /// @notice The petition collects no signatures any more: it had its heads, or ended at `until`, in seconds since 1970.
    error Petitions_NotCollecting(uint256 proposalId, uint256 until);

    /// @notice The citizen signed already: one signature each counts.
    error Petitions_AlreadySigned(uint256 proposalId, uint256 citizenId);

    /// @notice The citizen withdrew already: no signature stands.
    error Petitions_AlreadyWithdrawn(uint256 proposalId, uint256 citizenId);

    /// @notice Signatures take `unit` bytes each: citizen id (3), r (32), s with the parity of y (32).
    error Petitions_MalformedSignatures(uint256 length, uint256 unit);

    /// @notice No second vote runs: it does after `votesFrom` and until `voteEndsAt`, in seconds since 1970; both are 0 without one.
    error Petitions_NotVoting(uint256 proposalId, uint256 votesFrom, uint256 voteEndsAt);

    /// @notice The citizen had no vote when the petition reached its heads, and has none in this.
    error Petitions_NotInVote(uint256 proposalId, uint256 citizenId);

    /// @notice The citizen voted already: one ballot each counts.
    error Petitions_AlreadyVoted(uint256 proposalId, uint256 citizenId);

    /// @notice The second vote is not over, or was settled before: settle it once, after `voteEndsAt`, in seconds since 1970.
    error Petitions_NotSettleable(uint256 proposalId, uint256 voteEndsAt);

    /// @notice A wait and a second vote could last longer than the timelock holds anything back: found the petitions with a lower bound.
    error Petitions_VoteTooLong(uint256 longest, uint256 most);

    /* ACTS */

    /// @notice Opens a petition against what the governor has queued, and signs it.
    /// @dev Emits {PetitionOpened}, and {SecondVoteOpened} if one signature is enough.
    /// @param targets The addresses that the proposal calls.
    /// @param values The native coin sent with each call, in wei.
    /// @param calldatas The data of each call.
    /// @param descriptionHash The hash of the proposal's description.
    /// @return proposalId The proposal, by which the petition goes.
    /// @custom:access citizen
    /// @custom:reverts Petitions_MayNotVote if the caller's vote is not awake.
    /// @custom:reverts Petitions_NotWaiting if these calls don't wait in the timelock.
    /// @custom:reverts Petitions_AlreadyOpen if there was a petition against them.
    function open(
        address[] calldata targets,
        uint256[] calldata values,
        bytes[] calldata calldatas,
        bytes32 descriptionHash
    ) external returns (uint256 proposalId);

    /// @notice Signs a petition.
    /// @dev Emits {PetitionSigned}, and {SecondVoteOpened} with the last signature that it takes.
    /// @param proposalId The proposal that it is against.
    /// @custom:access citizen
    /// @custom:reverts Petitions_MayNotVote if the caller's vote is not awake.
    /// @custom:reverts Petitions_NotCollecting if it collects no signatures any more.
    /// @custom:reverts Petitions_AlreadySigned if the citizen's signature counts already.
    function sign(uint256 proposalId) external;

    /// @notice Brings citizens' EIP-712 signatures of `PetitionSignature(uint256 proposalId,uint256 until)`. One that does not
    ///         count is passed over: another's, a second one, one that was withdrawn, one of whom the vote is not awake.
    /// @dev Emits {SignaturesBrought} for each 128 citizens, and {SecondVoteOpened} with the last signature that it takes.
    /// @param proposalId The proposal that the petition is against.
    /// @param signatures 67 bytes each: citizen id (3), r (32), s with the parity of y (32). By citizen, they cost least.
    /// @return brought How many of them count.
    /// @custom:access anyone: with citizens' signatures
    /// @custom:reverts Petitions_MalformedSignatures if their length is no multiple of 67.
    /// @custom:reverts Petitions_NotCollecting if it collects no signatures any more.
    function bring(uint256 proposalId, bytes calldata signatures) external returns (uint256 brought);

    /// @notice Takes the caller's signature back, and makes void those that were not brought yet. {sign} gives it again.
    /// @dev Emits {SignatureWithdrawn}.
    /// @param proposalId The proposal that the petition is against.
    /// @custom:access citizen
    /// @custom:reverts Petitions_MayNotVote if the caller's vote is not awake.
    /// @custom:reverts Petitions_NotCollecting if the petition has its heads, or is over.
    /// @custom:reverts Petitions_AlreadyWithdrawn if none stands.
    function withdraw(uint256 proposalId) external;

    /// @notice Casts the caller's ballot of the second vote.
    /// @dev Emits {SecondBallotCast}.
    /// @param proposalId The proposal on which the vote is.
    /// @param inFavour Whether the operation is to be done.
    /// @custom:access citizen
    /// @custom:reverts Petitions_NotVoting if no second vote runs.
    /// @custom:reverts Petitions_MayNotVote if the caller's vote is not awake.
    /// @custom:reverts Petitions_NotInVote if the citizen had no vote when the petition reached its heads.
    /// @custom:reverts Petitions_AlreadyVoted if the citizen voted before.
    function vote(uint256 proposalId, bool inFavour) external;

    /// @notice Settles the second vote: with more against than for, the operation is cancelled for good; else its wait runs on.
    ///         What is over already, cancelled or executed, stays so.
    /// @dev Emits {PetitionSettled}.
    /// @param proposalId The proposal on which the vote was.
    /// @custom:access anyone
    /// @custom:reverts Petitions_NotSettleable if the vote is not over, or was settled.
    function settle(uint256 proposalId) external;

    /* READING */

    /// @notice For how long the operation stays held after the second vote, so that anyone can settle it, in seconds.
    function SETTLING_TIME() external view returns (uint256); // solhint-disable-line func-name-mixedcase

    /// @notice How many petitions there were.
    function petitionCount() external view returns (uint256);

    /// @notice The proposal that a petition is against, by the petition's number from 1.
    /// @custom:reverts Petitions_Unknown if there is no such petition.
    function petitionAt(uint256 number) external view returns (uint256 proposalId);

    /// @notice The petition against a proposal.
    /// @custom:reverts Petitions_Unknown if there is none.
    function petitionOf(uint256 proposalId) external view returns (Petition memory);

    /// @notice Whether a citizen's signature counts.
    function hasSigned(uint256 proposalId, uint256 citizenId) external view returns (bool);

    /// @notice Whether a citizen made void the signatures that were not brought.
    function hasWithdrawn(uint256 proposalId, uint256 citizenId) external view returns (bool);

    /// @notice Whether a citizen cast a ballot of the second vote.
    function hasVoted(uint256 proposalId, uint256 citizenId) external view returns (bool);

    /// @notice The signatures that a petition opened now would take, in heads.
    function signaturesNeeded() external view returns (uint256);
}
