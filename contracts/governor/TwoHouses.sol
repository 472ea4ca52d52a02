// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {GovernorTimelockControl} from "@openzeppelin/contracts/governance/extensions/GovernorTimelockControl.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ICitizenship} from "../citizenship/ICitizenship.sol";
import {IStake} from "../stake/IStake.sol";
import {BASIS_POINTS} from "../kernel/BasisPoints.sol";
import {House, INationGovernor, ProposalClass} from "./INationGovernor.sol";
import {Rules} from "./Rules.sol";
import {MAX_STAKE_UNITS, Tally, openTally} from "./Tally.sol";

/// @title  Two Houses
/// @notice Counts ballots in two houses: what a ballot weighs, who has cast one, and what carries a proposal.
/// @dev AUTHORITY    None of its own. The governor decides which ballots arrive here.
///
///      ASSUMPTIONS  Past votes never change in either house. Their sum is at most the past total.
///
///      INVARIANTS   GOV-1 [one ballot]: a citizen counts at most once on a proposal, with any key and any way to vote.
///                   GOV-2 [rules]: a proposal is decided by the rules that were fixed when it was made.
///                   GOV-3 [late once]: a vote is prolonged at most once, by the extension that was fixed with it.
abstract contract TwoHouses is GovernorTimelockControl, INationGovernor {
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
        return "support=bravo&quorum=for,abstain&houses=citizens,stake";
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
    function houses(uint256 proposalId) external view returns (House memory citizens, House memory stake) {
        return _houses(proposalId, _votes[proposalId].tally);
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

    /// @dev The heads that an account's ballot weighs. {_countVote} asks the stake house.
    function _getVotes(address account, uint256 timepoint, bytes memory) internal view override returns (uint256) {
        return IVotes(address(CITIZENSHIP)).getPastVotes(account, timepoint);
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
        uint256 stakeVotes = STAKE.pastVotesOf(citizenId, snapshot);
        require(heads + stakeVotes != 0, NationGovernor_NoVotes(account, citizenId, snapshot));

        _storeReceiptsIn(proposalId, _wordOf(citizenId), receipts | _bitOf(citizenId));
        _storeTally(proposalId, tally, tally.counted(support, heads, stakeVotes / stakeUnit));
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

    /// @dev Stores the tally after one or many ballots, and prolongs the vote if they reached the quorum late.
    function _storeTally(uint256 proposalId, Tally earlier, Tally later) internal {
        uint256 extended = block.timestamp + later.lateExtension();
        // A quorum is late only near the end of a vote. All other ballots skip the costly comparison.
        // [late once]: counts only grow, so at most one ballot reaches the quorum.
        if (extended > later.deadline() && !_isQuorate(proposalId, earlier) && _isQuorate(proposalId, later)) {
            later = later.until(extended);
            // The cast is safe: a beginning of 32 bits and a period of 25 make a deadline of 33.
            emit ProposalExtended(proposalId, uint64(extended));
        }
        _votes[proposalId].tally = later;
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

    function _quorumReached(uint256 proposalId) internal view override returns (bool) {
        return _isQuorate(proposalId, _votes[proposalId].tally);
    }

    function _voteSucceeded(uint256 proposalId) internal view override returns (bool) {
        ProposalVote storage vote = _votes[proposalId];
        (Tally tally, Rules rules) = (vote.tally, vote.rules);
        if (!_isCarried(tally.headsOf(FOR), tally.headsOf(AGAINST), rules.citizenMajority())) return false;
        if (_isCarried(tally.stakeOf(FOR), tally.stakeOf(AGAINST), rules.stakeMajority())) return true;
        return _isVacant(_total(address(STAKE), tally.snapshot()), rules);
    }

    /// @dev An empty stake house does not block the citizens: a young nation governs itself before anyone stakes. Where the
    /// citizens have no say, an empty stake house carries nothing.
    function _isVacant(uint256 totalStake, Rules rules) private pure returns (bool) {
        return totalStake == 0 && rules.citizenMajority() != 0;
    }

    /// @dev Whether enough take part in every house that has a say.
    function _isQuorate(uint256 proposalId, Tally tally) private view returns (bool) {
        Rules rules = _votes[proposalId].rules;
        uint256 snapshot = tally.snapshot();
        if (rules.citizenMajority() != 0) {
            uint256 heads = tally.headsOf(FOR) + tally.headsOf(ABSTAIN);
            if (!_isReached(heads, _total(address(CITIZENSHIP), snapshot), rules.citizenQuorum())) return false;
        }
        if (rules.stakeMajority() != 0) {
            uint256 stake = (tally.stakeOf(FOR) + tally.stakeOf(ABSTAIN)) * stakeUnit;
            if (!_isReached(stake, _total(address(STAKE), snapshot), rules.stakeQuorum())) return false;
        }
        return true;
    }

    function _isReached(uint256 votes, uint256 electorate, uint256 share) private pure returns (bool) {
        return votes * BASIS_POINTS >= electorate * share;
    }

    /// @dev A house without a majority to reach has no say, and carries everything.
    function _isCarried(uint256 forVotes, uint256 againstVotes, uint256 share) private pure returns (bool) {
        return share == 0 || forVotes * BASIS_POINTS > (forVotes + againstVotes) * share;
    }

    function _total(address house, uint256 timepoint) private view returns (uint256) {
        return IVotes(house).getPastTotalSupply(timepoint);
    }

    /// @dev The heads needed for a quorum of citizens, rounded up.
    function _headsNeeded(uint256 timepoint, uint256 share) internal view returns (uint256) {
        return Math.ceilDiv(_total(address(CITIZENSHIP), timepoint) * share, BASIS_POINTS);
    }

    /* INTERNAL */

    function _houses(uint256 proposalId, Tally tally) private view returns (House memory citizens, House memory stake) {
        Rules rules = _votes[proposalId].rules;
        uint256 snapshot = tally.snapshot();
        bool fixedElectorate = snapshot < block.timestamp;

        citizens.againstVotes = tally.headsOf(AGAINST);
        citizens.forVotes = tally.headsOf(FOR);
        citizens.abstainVotes = tally.headsOf(ABSTAIN);
        citizens.electorate = fixedElectorate ? _total(address(CITIZENSHIP), snapshot) : 0;
        _judge(citizens, rules.citizenQuorum(), rules.citizenMajority());

        stake.againstVotes = tally.stakeOf(AGAINST) * stakeUnit;
        stake.forVotes = tally.stakeOf(FOR) * stakeUnit;
        stake.abstainVotes = tally.stakeOf(ABSTAIN) * stakeUnit;
        stake.electorate = fixedElectorate ? _total(address(STAKE), snapshot) : 0;
        _judge(stake, rules.stakeQuorum(), rules.stakeMajority());
        if (fixedElectorate && _isVacant(stake.electorate, rules)) stake.carried = true;
    }

    function _judge(House memory house, uint256 quorumShare, uint256 majorityShare) private pure {
        house.quorumShare = quorumShare;
        house.majorityShare = majorityShare;
        house.hasSay = majorityShare != 0;
        house.quorumReached = _isReached(house.forVotes + house.abstainVotes, house.electorate, quorumShare);
        house.carried = _isCarried(house.forVotes, house.againstVotes, majorityShare);
    }
}
