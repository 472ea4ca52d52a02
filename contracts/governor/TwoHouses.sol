// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {ICitizenship} from "../citizenship/ICitizenship.sol";
import {IStake} from "../stake/IStake.sol";
import {BASIS_POINTS} from "../kernel/BasisPoints.sol";
import {Signatures} from "../kernel/Signatures.sol";
import {CitizensHouse, INationGovernor, ProposalClass, StakeHouse} from "./INationGovernor.sol";
import {Rules} from "./Rules.sol";
import {MAX_EXTENSIONS, MAX_STAKE_UNITS, Tally, openTally} from "./Tally.sol";
import {TimelockControl} from "./TimelockControl.sol";

/// @title  Two Houses
/// @notice Counts ballots in two houses: what a ballot weighs, who has cast one, and what carries a proposal.
/// @dev AUTHORITY    None of its own. The governor decides which ballots arrive here.
///
///      ASSUMPTIONS  Past votes never change in either house. Their sum is at most the past total.
///
///      INVARIANTS   GOV-1 [one ballot]: a citizen counts at most once on a proposal, with any key and any way to vote.
///                   GOV-2 [rules]: a proposal is decided by the rules that were fixed when it was made.
///                   GOV-3 [late turns]: a turn of the outcome in a vote's last stretch gives a whole extension from then on, as
///                   it was fixed with the vote; all of them together at most five.
///                   ELECT-2 [quorum]: nothing passes without its quorum of votes for, reckoned on the greater base.
///                   HOUSE-1 [objection]: no proposal fails for stake unless more stake was against than for, and the objection
///                   reached its share of all stake, or of 1 % of all coin if that is more, and its number of citizens.
///
///      LIMITS       A citizen who delegated their vote away still casts their stake, but is not counted among the citizens of an
///                   objection.
abstract contract TwoHouses is TimelockControl {
    /// @dev Citizens whose receipts share a word. The last bit stays free.
    uint256 private constant RECEIPTS_PER_WORD = 255;

    /// @dev The choices of a ballot, as in every governor.
    uint8 internal constant AGAINST = 0;
    uint8 internal constant FOR = 1;
    uint8 internal constant ABSTAIN = 2;

    struct ProposalVote {
        Tally tally;
        Rules rules;
        // [one ballot]: bit `citizenId % 255` of word `citizenId / 255` is set when the citizen's ballot is counted.
        mapping(uint256 word => uint256 bits) receipts;
    }

    /// @dev What the floor of a quorum and an objection need at most, in citizens.
    uint256 private constant FEWEST_HEADS = 3;

    ICitizenship public immutable CITIZENSHIP;
    IStake public immutable STAKE;

    /// @inheritdoc INationGovernor
    // solhint-disable-next-line immutable-vars-naming
    uint256 public immutable stakeUnit;

    mapping(uint256 proposalId => ProposalVote vote) private _votes;

    constructor(ICitizenship initialCitizenship, IStake initialStake, uint256 maxSupply) {
        CITIZENSHIP = initialCitizenship;
        STAKE = initialStake;
        // A power of ten counts amounts exactly as people write them.
        uint256 unit = 1;
        while (maxSupply / unit > MAX_STAKE_UNITS) unit *= 10;
        stakeUnit = unit;
    }

    /* READING */

    /// @inheritdoc IGovernor
    // solhint-disable-next-line func-name-mixedcase
    function COUNTING_MODE() public pure override returns (string memory) {
        return "support=bravo&quorum=for&houses=citizens,stake";
    }

    /// @inheritdoc IGovernor
    function hasVoted(uint256 proposalId, address account) public view override returns (bool) {
        return hasCitizenVoted(proposalId, CITIZENSHIP.citizenOf(account));
    }

    /// @inheritdoc INationGovernor
    function hasCitizenVoted(uint256 proposalId, uint256 citizenId) public view returns (bool) {
        return _receiptsIn(proposalId, _wordOf(citizenId)) & _bitOf(citizenId) != 0;
    }

    /// @inheritdoc INationGovernor
    function proposalVotes(uint256 proposalId)
        external
        view
        returns (uint256 againstVotes, uint256 forVotes, uint256 abstainVotes)
    {
        Tally tally = _votes[proposalId].tally;
        return (tally.headsOf(AGAINST), tally.headsOf(FOR), tally.headsOf(ABSTAIN));
    }

    /// @inheritdoc INationGovernor
    function proposalClass(uint256 proposalId) external view returns (ProposalClass) {
        return _votes[proposalId].rules.class();
    }

    /// @inheritdoc INationGovernor
    function houses(uint256 proposalId) external view returns (CitizensHouse memory citizens, StakeHouse memory stake) {
        ProposalVote storage vote = _votes[proposalId];
        (Tally tally, Rules rules) = (vote.tally, vote.rules);
        Electorates memory electorates;
        if (tally.snapshot() != 0 && tally.snapshot() < block.timestamp) {
            electorates = _electoratesAt(tally.snapshot());
        }
        return (_citizensHouse(tally, rules, electorates), _stakeHouse(tally, rules, electorates));
    }

    /// @inheritdoc INationGovernor
    function proposerOf(uint256 proposalId) external view returns (uint256 citizenId) {
        return _votes[proposalId].rules.proposerId();
    }

    /// @inheritdoc INationGovernor
    function token() external view returns (address) {
        return address(CITIZENSHIP);
    }

    /// @inheritdoc IGovernor
    function proposalDeadline(uint256 proposalId) public view virtual override returns (uint256) {
        return _votes[proposalId].tally.deadline();
    }

    /* COUNTING */

    /// @dev Opens a vote with two slots. Ballots then open one slot for each 255 citizens, and no other.
    function _openVote(uint256 proposalId, Rules rules, uint256 snapshot, uint256 period, uint256 extension) internal {
        ProposalVote storage vote = _votes[proposalId];
        vote.tally = openTally(snapshot, period, extension);
        vote.rules = rules;
    }

    function _rulesOf(uint256 proposalId) internal view returns (Rules) {
        return _votes[proposalId].rules;
    }

    function _storeRules(uint256 proposalId, Rules rules) internal {
        _votes[proposalId].rules = rules;
    }

    /// @dev The heads that an account's ballot weighs. {_countVote} asks the stake house.
    function _getVotes(address account, uint256 timepoint, bytes memory) internal view override returns (uint256) {
        return IVotes(address(CITIZENSHIP)).getPastVotes(account, timepoint);
    }

    /// @dev As OpenZeppelin's, but an account to which EIP-7702 lent code may sign with its key, too.
    function _validateVoteSig(uint256 proposalId, uint8 support, address voter, bytes memory signature)
        internal
        override
        returns (bool)
    {
        bytes memory ballot = abi.encode(BALLOT_TYPEHASH, proposalId, support, voter, _useNonce(voter));
        return _isSigned(voter, ballot, signature);
    }

    /// @dev As {_validateVoteSig}.
    function _validateExtendedVoteSig(
        uint256 proposalId,
        uint8 support,
        address voter,
        string memory reason,
        bytes memory params,
        bytes memory signature
    ) internal override returns (bool) {
        bytes32 reasonHash = keccak256(bytes(reason));
        bytes memory ballot = abi.encode(
            EXTENDED_BALLOT_TYPEHASH, proposalId, support, voter, _useNonce(voter), reasonHash, keccak256(params)
        );
        return _isSigned(voter, ballot, signature);
    }

    function _isSigned(address voter, bytes memory ballot, bytes memory signature) private view returns (bool) {
        return Signatures.isSignedByMemory(voter, _hashTypedDataV4(keccak256(ballot)), signature);
    }

    /// @dev Casts a ballot as OpenZeppelin does, except that {_countVote} reads the ballot's weight. One call to the citizenship
    /// returns the citizen and the heads.
    function _castVote(uint256 proposalId, address account, uint8 support, string memory reason, bytes memory params)
        internal
        override
        returns (uint256 heads)
    {
        heads = _countVote(proposalId, account, support, 0, params);
        if (params.length == 0) emit VoteCast(account, proposalId, support, heads, reason);
        else emit VoteCastWithParams(account, proposalId, support, heads, reason, params);
    }

    /// @dev Counts one ballot in both houses.
    function _countVote(uint256 proposalId, address account, uint8 support, uint256, bytes memory)
        internal
        override
        returns (uint256)
    {
        Tally tally = _openTallyOf(proposalId);
        require(support <= ABSTAIN, GovernorInvalidVoteType());
        uint256 snapshot = tally.snapshot();
        (uint256 citizenId, uint256 heads) = CITIZENSHIP.voterOf(account, snapshot);
        require(citizenId != 0, NationGovernor_NotCitizen(account));
        uint256 receipts = _receiptsIn(proposalId, _wordOf(citizenId));
        require(receipts & _bitOf(citizenId) == 0, GovernorAlreadyCastVote(account));
        uint256 stakeVotes = STAKE.ballotVotesOf(citizenId, heads, snapshot);
        require(heads + stakeVotes != 0, NationGovernor_NoVotes(account, citizenId, snapshot));

        _storeReceiptsIn(proposalId, _wordOf(citizenId), receipts | _bitOf(citizenId));
        Tally later = tally.counted(support, heads, stakeVotes / stakeUnit);
        _storeTally(proposalId, tally, later.withObjectors(_objectorsIn(support, heads, stakeVotes)));
        emit BallotCounted(proposalId, citizenId, support, heads, stakeVotes);
        return heads;
    }

    /// @dev The tally of a proposal whose vote is open.
    function _openTallyOf(uint256 proposalId) internal view returns (Tally tally) {
        tally = _votes[proposalId].tally;
        // The tally says whether a vote is open. OpenZeppelin's state names the reason if it is not.
        if (!tally.isOpen()) _validateStateBitmap(proposalId, _encodeStateBitmap(ProposalState.Active));
    }

    /// @dev A cancelled proposal's vote never opens.
    function _cancel(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override returns (uint256 proposalId) {
        proposalId = super._cancel(targets, values, calldatas, descriptionHash);
        _votes[proposalId].tally = _votes[proposalId].tally.closed();
    }

    /// @dev Stores the tally after one or many ballots, and prolongs the vote if they turned its outcome late.
    function _storeTally(uint256 proposalId, Tally earlier, Tally later) internal {
        uint256 extended = block.timestamp + later.lateExtension();
        // A turn is late only near the end of a vote. All other ballots skip the costly comparison. Time is what is limited, not
        // how often: else a few turns at one moment would leave none for the ballots that are hidden until the last.
        if (
            extended > later.deadline()
                && extended <= super.proposalDeadline(proposalId) + MAX_EXTENSIONS * later.lateExtension()
        ) {
            Rules rules = _votes[proposalId].rules;
            Electorates memory electorates = _electoratesAt(later.snapshot());
            if (_passes(earlier, rules, electorates) != _passes(later, rules, electorates)) {
                later = later.prolonged(extended);
                // The cast is safe: a beginning of 32 bits and a period of 25 make a deadline of 33.
                emit ProposalExtended(proposalId, uint64(extended));
            }
        }
        _votes[proposalId].tally = later;
    }

    /// @dev 1 if a ballot makes its citizen one of those from whom an objection comes. A vote that sleeps makes none.
    function _objectorsIn(uint256 support, uint256 heads, uint256 stakeVotes) internal view returns (uint256) {
        return support == AGAINST && heads != 0 && stakeVotes >= stakeUnit ? 1 : 0;
    }

    /// @dev The word of receipts in which a citizen's bit lies.
    function _wordOf(uint256 citizenId) internal pure returns (uint256) {
        return citizenId / RECEIPTS_PER_WORD;
    }

    function _receiptsIn(uint256 proposalId, uint256 word) internal view returns (uint256) {
        return _votes[proposalId].receipts[word];
    }

    function _storeReceiptsIn(uint256 proposalId, uint256 word, uint256 receipts) internal {
        _votes[proposalId].receipts[word] = receipts;
    }

    function _bitOf(uint256 citizenId) internal pure returns (uint256) {
        return 1 << (citizenId % RECEIPTS_PER_WORD);
    }

    /* DECIDING */

    /// @dev What both houses' shares are reckoned on.
    /// @param citizens The base of the citizens' quorum, in heads.
    /// @param stakeUnits The base of the stake house's objection, in the governor's units, as ballots are counted.
    struct Electorates {
        uint256 citizens;
        uint256 stakeUnits;
    }

    function _electoratesAt(uint256 snapshot) internal view returns (Electorates memory) {
        return Electorates(CITIZENSHIP.quorumBase(snapshot), STAKE.objectionBase(snapshot) / stakeUnit);
    }

    /// @dev OpenZeppelin asks two questions, and a proposal needs a yes to both. This answers all of both, from one look at the
    /// electorates.
    function _quorumReached(uint256 proposalId) internal view override returns (bool) {
        (bool carried, bool quorate, bool objected) = _resultOf(proposalId);
        return carried && quorate && !objected;
    }

    function _voteSucceeded(uint256) internal pure override returns (bool) {
        return true;
    }

    /// @dev How a vote stands.
    function _resultOf(uint256 proposalId) internal view returns (bool carried, bool quorate, bool objected) {
        ProposalVote storage vote = _votes[proposalId];
        (Tally tally, Rules rules) = (vote.tally, vote.rules);
        Electorates memory electorates = _electoratesAt(tally.snapshot());
        return (
            _isCarried(tally, rules),
            _isQuorate(tally, rules, electorates.citizens),
            _isObjected(tally, rules, electorates)
        );
    }

    /// @dev The greatest quorum and majority that a proposal's ballots reach, in basis points; 0 without votes for.
    function _reachedBy(uint256 proposalId) internal view returns (uint256 quorumShare, uint256 majorityShare) {
        Tally tally = _votes[proposalId].tally;
        (uint256 forVotes, uint256 againstVotes) = (tally.headsOf(FOR), tally.headsOf(AGAINST));
        if (forVotes == 0) return (0, 0);
        quorumShare = forVotes * BASIS_POINTS / CITIZENSHIP.quorumBase(tally.snapshot());
        // A majority must be exceeded: the greatest whole share that is.
        majorityShare = (forVotes * BASIS_POINTS - 1) / (forVotes + againstVotes);
    }

    function _passes(Tally tally, Rules rules, Electorates memory electorates) private pure returns (bool) {
        return _isQuorate(tally, rules, electorates.citizens) && _isCarried(tally, rules)
            && !_isObjected(tally, rules, electorates);
    }

    /// @dev [quorum]: votes for alone.
    function _isQuorate(Tally tally, Rules rules, uint256 base) private pure returns (bool) {
        return tally.headsOf(FOR) >= _headsNeeded(base, rules.citizenQuorum());
    }

    function _isCarried(Tally tally, Rules rules) private pure returns (bool) {
        (uint256 forVotes, uint256 againstVotes) = (tally.headsOf(FOR), tally.headsOf(AGAINST));
        return forVotes * BASIS_POINTS > (forVotes + againstVotes) * rules.citizenMajority();
    }

    /// @dev [objection]: all of its conditions.
    function _isObjected(Tally tally, Rules rules, Electorates memory electorates) private pure returns (bool) {
        (uint256 forStake, uint256 againstStake) = (tally.stakeOf(FOR), tally.stakeOf(AGAINST));
        return rules.stakeObjection() != 0 && againstStake > forStake
            && againstStake * BASIS_POINTS >= electorates.stakeUnits * rules.stakeObjection()
            && tally.objectors() >= _fewest(electorates.citizens);
    }

    /// @dev The heads needed for a quorum of citizens: a share of them, rounded up, and never fewer than the floor.
    function _headsNeeded(uint256 base, uint256 share) internal pure returns (uint256) {
        uint256 heads = (base * share + BASIS_POINTS - 1) / BASIS_POINTS;
        uint256 fewest = _fewest(base);
        return heads < fewest ? fewest : heads;
    }

    /// @dev Three, or a majority of fewer: no nation is one person's, and none is lost with one person.
    function _fewest(uint256 base) private pure returns (uint256) {
        return base / 2 + 1 < FEWEST_HEADS ? base / 2 + 1 : FEWEST_HEADS;
    }

    /* INTERNAL */

    function _citizensHouse(Tally tally, Rules rules, Electorates memory electorates)
        private
        pure
        returns (CitizensHouse memory)
    {
        return CitizensHouse({
            againstVotes: tally.headsOf(AGAINST),
            forVotes: tally.headsOf(FOR),
            abstainVotes: tally.headsOf(ABSTAIN),
            electorate: electorates.citizens,
            quorum: _headsNeeded(electorates.citizens, rules.citizenQuorum()),
            quorumShare: rules.citizenQuorum(),
            majorityShare: rules.citizenMajority(),
            quorumReached: _isQuorate(tally, rules, electorates.citizens),
            carried: _isCarried(tally, rules)
        });
    }

    function _stakeHouse(Tally tally, Rules rules, Electorates memory electorates)
        private
        view
        returns (StakeHouse memory)
    {
        return StakeHouse({
            hasSay: rules.stakeObjection() != 0,
            againstVotes: tally.stakeOf(AGAINST) * stakeUnit,
            forVotes: tally.stakeOf(FOR) * stakeUnit,
            electorate: electorates.stakeUnits * stakeUnit,
            objectionShare: rules.stakeObjection(),
            objectors: tally.objectors(),
            objectorsNeeded: _fewest(electorates.citizens),
            objects: _isObjected(tally, rules, electorates)
        });
    }
}
