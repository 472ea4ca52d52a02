// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Time} from "@openzeppelin/contracts/utils/types/Time.sol";
import {BASIS_POINTS} from "../kernel/BasisPoints.sol";
import {IProvisions, PowerChange, ProvisionTerms, Unit} from "../kernel/IProvisions.sol";
import {Provision, toProvision} from "../kernel/Provision.sol";
import {Provisions} from "../kernel/Provisions.sol";
import {GovernorTerms, INationGovernor, ProposalClass, ProposalRound} from "./INationGovernor.sol";
import {BallotsBySignature} from "./BallotsBySignature.sol";
import {ProposalReview} from "./ProposalReview.sol";
import {Rules, Terms, toRules} from "./Rules.sol";
import {SecondVotes} from "./SecondVotes.sol";
import {StandingProvisions} from "./StandingProvisions.sol";
import {TimelockControl} from "./TimelockControl.sol";
import {TwoHouses} from "./TwoHouses.sol";

/// @title  Nation Governor
/// @notice OpenZeppelin's Governor with a timelock, in which people and stake both count.
/// @dev AUTHORITY    Once the nation is open, any citizen with enough votes proposes. An active citizen with votes in either
///                   house may cast one ballot on each proposal. Anyone queues and executes what passed. The citizen who proposed
///                   for the first time may cancel until the vote opens. The government sets the provisions.
///
///      ASSUMPTIONS  The governor is the timelock's only proposer, canceller and executor.
///
///      INVARIANTS   Those of {ProposalReview}, {TwoHouses}, {SecondVotes} and {BallotsBySignature}.
///                   GOV-4: nothing is executed that was not carried by the citizens without an objection, queued, and
///                   delayed by the timelock.
///                   GOV-10 [fresh]: a proposal is queued within the grace period of its vote's end, and executed within the
///                   grace period of its eta.
///                   GOV-12 [open]: nothing is proposed before the timelock holds the government's role and the nation is open.
///                   GOV-13 [reach]: no proposal raises a quorum or majority beyond what its own ballots reached.
///
///      LIMITS       No emergency track. Stake is counted in units of {stakeUnit}, each ballot rounded down.
contract NationGovernor is BallotsBySignature, SecondVotes, Provisions {
    /// @inheritdoc INationGovernor
    uint256 public constant GRACE_PERIOD = 14 days;

    /// @dev The order in which the provisions are declared, which {StandingProvisions} follows.
    uint256 private constant VOTING_DELAY = 0;
    uint256 private constant VOTING_PERIOD = 1;
    uint256 private constant LATE_EXTENSION = 2;
    uint256 private constant SECOND_READING_DELAY = 3;
    uint256 private constant PROPOSAL_THRESHOLD = 4;
    uint256 private constant ORDINARY_SHARES = 5;
    uint256 private constant CONSTITUTIONAL_SHARES = 7;
    uint256 private constant STAKE_OBJECTION = 9;
    uint256 private constant PROVISIONS = 10;

    /// @dev No more than this share of the citizens is needed to propose, in basis points.
    uint256 private constant MAX_THRESHOLD_SHARE = 2_00;

    StandingProvisions private _standing;

    /// @dev When each proposal was made, three to a slot: block (48 bits), and seconds since 1970 (32 bits).
    uint80[2 ** 32] private _madeAt;

    /// @dev The proposal whose calls are carried out.
    uint256 private transient _executing;

    /// @dev The round of the proposal that is being made.
    ProposalRound private transient _round;

    constructor(GovernorTerms memory terms, ProvisionTerms[] memory initialProvisions)
        Governor("Nation Governor")
        TimelockControl(terms.timelock)
        TwoHouses(terms.citizenship, terms.stake, terms.maxSupply)
        ProposalReview(terms.authority)
        AccessManaged(terms.authority)
        Provisions(initialProvisions)
    {
        // A vote opens sooner than a newcomer's vote awakes, which takes seven days at least.
        _requireBounds(initialProvisions, VOTING_DELAY, 1, 5 days);
        _requireBounds(initialProvisions, VOTING_PERIOD, 1 hours, 90 days);
        _requireBounds(initialProvisions, LATE_EXTENSION, 0, 3 days);
        _requireBounds(initialProvisions, SECOND_READING_DELAY, 14 days, 90 days);
        _requireBounds(initialProvisions, PROPOSAL_THRESHOLD, 1, 1_000_000);
        // The citizens always have a say, and no quorum is beyond a nation in which most sleep.
        _requireBounds(initialProvisions, ORDINARY_SHARES, 5_00, 50_00);
        _requireBounds(initialProvisions, ORDINARY_SHARES + 1, 50_00, 75_00);
        _requireBounds(initialProvisions, CONSTITUTIONAL_SHARES, 20_00, 60_00);
        _requireBounds(initialProvisions, CONSTITUTIONAL_SHARES + 1, 60_00, 75_00);
        _requireBounds(initialProvisions, STAKE_OBJECTION, 5_00, 33_00);
    }

    /* READING */

    /// @inheritdoc IGovernor
    function votingDelay() public view override returns (uint256) {
        return _valueOf(_standing, VOTING_DELAY);
    }

    /// @inheritdoc IGovernor
    function votingPeriod() public view override returns (uint256) {
        return _valueOf(_standing, VOTING_PERIOD);
    }

    /// @inheritdoc IGovernor
    /// @dev In heads, and never more than 2 % of the citizens, or one: a nation that shrinks does not lock itself.
    function proposalThreshold() public view override returns (uint256) {
        uint256 heads = _valueOf(_standing, PROPOSAL_THRESHOLD);
        if (heads == 1) return 1;
        uint256 most = CITIZENSHIP.quorumBase(clock() - 1) * MAX_THRESHOLD_SHARE / BASIS_POINTS;
        if (most == 0) return 1;
        return heads < most ? heads : most;
    }

    /// @inheritdoc IGovernor
    /// @dev The votes for that an ordinary proposal made now needs, in heads. {houses} gives the quorum of a proposal.
    function quorum(uint256 timepoint) public view override returns (uint256) {
        return _headsNeeded(CITIZENSHIP.quorumBase(timepoint), _valueOf(_standing, ORDINARY_SHARES));
    }

    /// @inheritdoc INationGovernor
    function quorumNumerator() external view returns (uint256) {
        return _valueOf(_standing, ORDINARY_SHARES);
    }

    /// @inheritdoc INationGovernor
    function quorumDenominator() external pure returns (uint256) {
        return BASIS_POINTS;
    }

    /// @inheritdoc Governor
    function clock() public view override returns (uint48) {
        return Time.timestamp();
    }

    /// @inheritdoc Governor
    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() public pure override returns (string memory) {
        return "mode=timestamp";
    }

    /// @inheritdoc INationGovernor
    function proposalCount() external view returns (uint256) {
        return _standing.proposalCount();
    }

    /// @inheritdoc INationGovernor
    function proposalMadeAt(uint256 number) external view returns (uint256 blockNumber, uint256 timestamp) {
        if (number == 0 || number > _standing.proposalCount()) return (0, 0);
        uint256 madeAt = _madeAt[number - 1];
        return (madeAt >> 32, uint32(madeAt));
    }

    /// @dev A proposal that passed is queued within {GRACE_PERIOD} of its vote's end, and executed within {GRACE_PERIOD} of its
    /// eta, which is later by as long as it was held back. Otherwise it expires.
    function state(uint256 proposalId) public view override returns (ProposalState current) {
        current = super.state(proposalId);
        if (current == ProposalState.Succeeded) {
            if (block.timestamp > proposalDeadline(proposalId) + GRACE_PERIOD) return ProposalState.Expired;
        } else if (current == ProposalState.Queued) {
            if (block.timestamp > proposalEta(proposalId) + GRACE_PERIOD) return ProposalState.Expired;
        }
    }

    /// @inheritdoc Governor
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return interfaceId == type(INationGovernor).interfaceId || interfaceId == type(IProvisions).interfaceId
            || super.supportsInterface(interfaceId);
    }

    /* PROPOSING AND EXECUTING */

    /// @dev Fixes the proposal's rules: class, round, shares, extension, proposer, and the code of its targets.
    function _propose(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        string memory description,
        address proposer
    ) internal override returns (uint256 proposalId) {
        _requireOpen();
        proposalId = super._propose(targets, values, calldatas, description, proposer);

        uint256 pin = _pinOf(targets, calldatas);
        // Who has the votes that it takes is a citizen.
        uint256 proposerId = CITIZENSHIP.citizenOf(proposer);
        (ProposalClass class, bool takesPower) = _review(targets, calldatas);
        // A target that is none of the nation's says itself what its call does: none takes money along unopposed.
        for (uint256 i = 0; i < values.length; ++i) {
            if (values[i] != 0) takesPower = false;
        }
        _fixRules(proposalId, class, takesPower, proposerId, pin);
    }

    /// @dev [open]
    function _requireOpen() private view {
        (bool handedOver,) = CONSTITUTION.hasRole(0, _executor());
        bool open = CITIZENSHIP.isOpen();
        require(handedOver && open, NationGovernor_NotOpen(handedOver, open));
    }

    /// @dev Taking power back needs no consent of the stake house: an officer with stake would hold the office against all.
    function _fixRules(uint256 proposalId, ProposalClass class, bool takesPower, uint256 proposerId, uint256 pin)
        private
    {
        StandingProvisions standing = _standing;
        _madeAt[standing.proposalCount()] = uint80((block.number << 32) | uint32(block.timestamp));
        _standing = standing.withNextProposal();

        uint256 first = class == ProposalClass.Ordinary ? ORDINARY_SHARES : CONSTITUTIONAL_SHARES;
        Terms memory terms = Terms({
            citizenQuorum: _valueOf(standing, first),
            citizenMajority: _valueOf(standing, first + 1),
            stakeObjection: takesPower ? 0 : _valueOf(standing, STAKE_OBJECTION),
            class: class,
            round: _round,
            proposerId: SafeCast.toUint32(proposerId),
            codePin: pin
        });
        if (terms.round == ProposalRound.SecondCall) {
            terms.citizenQuorum = (terms.citizenQuorum + 1) / 2;
        } else if (terms.round == ProposalRound.SecondReading) {
            if (terms.citizenMajority < SECOND_READING_MAJORITY) terms.citizenMajority = SECOND_READING_MAJORITY;
            terms.stakeObjection = 0;
        }

        uint256 period = _valueOf(standing, VOTING_PERIOD);
        uint256 extension = _valueOf(standing, LATE_EXTENSION);
        _openVote(proposalId, toRules(terms), proposalSnapshot(proposalId), period, extension);
        emit ProposalClassified(
            proposalId, class, terms.round, terms.citizenQuorum, terms.citizenMajority, terms.stakeObjection, pin
        );
    }

    /// @dev A proposal belongs to the person: whoever holds the citizenship now cancels, and no former key does. What was proposed
    /// again belongs to all: as it happens once, whoever cancelled it would end it for good.
    function _validateCancel(uint256 proposalId, address caller) internal view override returns (bool) {
        Rules rules = _rulesOf(proposalId);
        return rules.round() == ProposalRound.First && CITIZENSHIP.citizenOf(caller) == rules.proposerId()
            && state(proposalId) == ProposalState.Pending;
    }

    /// @dev Compares the code of the targets, and the class of the calls, before the timelock calls them.
    function _executeOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override {
        // What another proposal changes now, its own review did not see.
        require(_executing == 0, NationGovernor_Executing(_executing));
        uint256 pinned = _rulesOf(proposalId).codePin();
        uint256 found = _pinOf(targets, calldatas);
        require(found == pinned, NationGovernor_CodeChanged(proposalId, pinned, found));
        // A call that took power back when it was proposed may give power now.
        require(
            _isConstitutional(proposalId) || classOf(targets, calldatas) == ProposalClass.Ordinary,
            NationGovernor_ClassChanged(proposalId, ProposalClass.Ordinary, ProposalClass.Constitutional)
        );

        _executing = proposalId;
        super._executeOperations(proposalId, targets, values, calldatas, descriptionHash);
        _executing = 0;
    }

    /// @dev Nothing is done in the governor's own name: it holds no power and nothing of value.
    function relay(address target, uint256, bytes calldata) public payable override {
        revert NationGovernor_NoRelay(target);
    }

    /// @dev Another constitution may mark no function: ordinary proposals could then do what is constitutional here.
    function setAuthority(address newAuthority) public pure override {
        revert NationGovernor_ConstitutionIsFixed(newAuthority);
    }

    /// @dev {ProposalReview} alone decides this.
    function _isValidDescriptionForProposer(address proposer, string memory description)
        internal
        view
        override(Governor, ProposalReview)
        returns (bool)
    {
        return ProposalReview._isValidDescriptionForProposer(proposer, description);
    }

    /// @inheritdoc SecondVotes
    function _secondReadingDelay() internal view override returns (uint256) {
        return _valueOf(_standing, SECOND_READING_DELAY);
    }

    /// @inheritdoc SecondVotes
    function _setRound(ProposalRound round) internal override {
        _round = round;
    }

    /* PROVISIONS */

    /// @dev Every call to the governor is constitutional. Saying so at once leaves room under the size limit.
    function powerChangeOf(bytes calldata) external pure override returns (PowerChange) {
        return PowerChange.AsMarked;
    }

    /// @dev [reach]: whoever raises a threshold shows that it can be reached.
    function _requireMovable(uint256 index, uint256 newValue) internal view override {
        if (index < ORDINARY_SHARES || index >= STAKE_OBJECTION) return;
        if (newValue <= _loadProvision(index).standing()) return;

        (uint256 quorumShare, uint256 majorityShare) = _reachedBy(_executing);
        // Quorums and majorities alternate.
        uint256 reached = (index - ORDINARY_SHARES) % 2 == 0 ? quorumShare : majorityShare;
        (bytes32 key,) = _provisionAt(index);
        require(newValue <= reached, NationGovernor_NotReached(key, newValue, reached));
    }

    function _valueOf(StandingProvisions standing, uint256 index) private view returns (uint256) {
        return standing.isOnTrial(index) ? super._loadProvision(index).current() : standing.valueOf(index);
    }

    /// @dev A proposal reads eight provisions. Those that are not on trial share one slot.
    function _loadProvision(uint256 index) internal view override returns (Provision) {
        StandingProvisions standing = _standing;
        return standing.isOnTrial(index) ? super._loadProvision(index) : toProvision(standing.valueOf(index));
    }

    /// @dev The caller has checked the value against its bounds, which the constructor checks against the fields' widths.
    function _storeProvision(uint256 index, Provision newProvision) internal override {
        _tellSetting(index, _loadProvision(index).current(), newProvision.current());
        if (newProvision.trialUntil() == 0) {
            _standing = _standing.withValue(index, newProvision.standing());
        } else {
            super._storeProvision(index, newProvision);
            _standing = _standing.withTrial(index);
        }
    }

    /// @dev Tells OpenZeppelin's readers when a setting changes by a decision. A trial's end is no call, and tells nobody.
    function _tellSetting(uint256 index, uint256 oldValue, uint256 newValue) private {
        if (index == VOTING_DELAY) emit VotingDelaySet(oldValue, newValue);
        else if (index == VOTING_PERIOD) emit VotingPeriodSet(oldValue, newValue);
        else if (index == PROPOSAL_THRESHOLD) emit ProposalThresholdSet(oldValue, newValue);
        else if (index == ORDINARY_SHARES) emit QuorumNumeratorUpdated(oldValue, newValue);
    }

    function _provisionCount() internal pure override returns (uint256) {
        return PROVISIONS;
    }

    function _provisionAt(uint256 index) internal pure override returns (bytes32 key, Unit unit) {
        if (index == VOTING_DELAY) return ("votingDelay", Unit.Seconds);
        if (index == VOTING_PERIOD) return ("votingPeriod", Unit.Seconds);
        if (index == LATE_EXTENSION) return ("lateExtension", Unit.Seconds);
        if (index == SECOND_READING_DELAY) return ("secondReadingDelay", Unit.Seconds);
        if (index == PROPOSAL_THRESHOLD) return ("proposalThreshold", Unit.Heads);
        if (index == ORDINARY_SHARES) return ("citizenQuorum", Unit.CitizenShare);
        if (index == CONSTITUTIONAL_SHARES) return ("constitutionalCitizenQuorum", Unit.CitizenShare);
        unit = Unit.BasisPoints;
        if (index == ORDINARY_SHARES + 1) key = "citizenMajority";
        else if (index == CONSTITUTIONAL_SHARES + 1) key = "constitutionalCitizenMajority";
        else key = "stakeObjection";
    }

    /// @dev No value within these bounds is wider than its field in a proposal's words or in {StandingProvisions}.
    function _requireBounds(ProvisionTerms[] memory terms, uint256 index, uint256 leastMin, uint256 greatestMax)
        private
        pure
    {
        (bytes32 key,) = _provisionAt(index);
        (uint256 min, uint256 max) = (terms[index].min, terms[index].max);
        require(
            min >= leastMin && max <= greatestMax, NationGovernor_BoundsTooWide(key, min, max, leastMin, greatestMax)
        );
    }
}
