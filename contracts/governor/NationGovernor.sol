// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {GovernorTimelockControl} from "@openzeppelin/contracts/governance/extensions/GovernorTimelockControl.sol";
import {Time} from "@openzeppelin/contracts/utils/types/Time.sol";
import {ProvisionTerms, Unit} from "../kernel/IProvisions.sol";
import {Provision, toProvision} from "../kernel/Provision.sol";
import {Provisions} from "../kernel/Provisions.sol";
import {GovernorTerms, INationGovernor, ProposalClass} from "./INationGovernor.sol";
import {BallotsBySignature} from "./BallotsBySignature.sol";
import {ProposalReview} from "./ProposalReview.sol";
import {toRules} from "./Rules.sol";
import {StandingProvisions} from "./StandingProvisions.sol";
import {MAX_LATE_EXTENSION} from "./Tally.sol";
import {TwoHouses} from "./TwoHouses.sol";

/// @title  Nation Governor
/// @notice OpenZeppelin's Governor with a timelock, in which people and stake both count.
/// @dev AUTHORITY    Any citizen with enough votes proposes. An active citizen with votes in either house may cast one ballot
///                   on each proposal. Anyone queues and executes what passed. The proposer may cancel until the vote opens.
///                   The government sets the provisions.
///
///      ASSUMPTIONS  The governor is the timelock's only proposer, canceller and executor.
///
///      INVARIANTS   Those of {ProposalReview}, {TwoHouses} and {BallotsBySignature}.
///                   GOV-4: nothing is executed that was not carried by every house with a say, queued, and delayed by
///                   the timelock.
///                   GOV-10 [fresh]: a proposal is queued within the grace period of its vote's end, and executed within the
///                   grace period of its eta.
///
///      LIMITS       No vetoes and no emergency track. Stake is counted in units of {stakeUnit}, each ballot rounded down.
contract NationGovernor is BallotsBySignature, ProposalReview, Provisions {
    /// @inheritdoc INationGovernor
    uint256 public constant GRACE_PERIOD = 14 days;

    /// @dev The order in which the provisions are declared, which {StandingProvisions} follows.
    uint256 private constant VOTING_DELAY = 0;
    uint256 private constant VOTING_PERIOD = 1;
    uint256 private constant LATE_QUORUM_EXTENSION = 2;
    uint256 private constant PROPOSAL_THRESHOLD = 3;
    uint256 private constant ORDINARY_SHARES = 4;
    uint256 private constant CONSTITUTIONAL_SHARES = 8;
    uint256 private constant PROVISIONS = 12;

    /// @notice The government: this governor executes through it alone.
    TimelockController public immutable TIMELOCK;

    StandingProvisions private _standing;

    constructor(GovernorTerms memory terms, ProvisionTerms[] memory initialProvisions)
        Governor("Nation Governor")
        GovernorTimelockControl(terms.timelock)
        TwoHouses(terms.citizenship, terms.stake, terms.maxSupply)
        ProposalReview(terms.authority)
        AccessManaged(terms.authority)
        Provisions(initialProvisions)
    {
        TIMELOCK = terms.timelock;
        // No value may be wider than its field in a proposal's words or in {StandingProvisions}.
        _requireBound(initialProvisions, VOTING_DELAY, 365 days);
        _requireBound(initialProvisions, VOTING_PERIOD, 365 days);
        _requireBound(initialProvisions, LATE_QUORUM_EXTENSION, MAX_LATE_EXTENSION);
        // Quorums and majorities alternate. A majority must be exceeded, and nothing exceeds the whole.
        for (uint256 i = ORDINARY_SHARES; i < PROVISIONS; i += 2) {
            _requireBound(initialProvisions, i, 100_00);
            _requireBound(initialProvisions, i + 1, 99_99);
        }
        // A government could never repair itself if neither house had a say on its constitution.
        require(
            initialProvisions[CONSTITUTIONAL_SHARES + 1].min + initialProvisions[CONSTITUTIONAL_SHARES + 3].min != 0,
            NationGovernor_NoHouseHasSay(ProposalClass.Constitutional)
        );
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
    function proposalThreshold() public view override returns (uint256) {
        return _valueOf(_standing, PROPOSAL_THRESHOLD);
    }

    /// @inheritdoc IGovernor
    /// @dev In heads, for an ordinary proposal made now. {houses} gives the quorums of a proposal.
    function quorum(uint256 timepoint) public view override returns (uint256) {
        return _headsNeeded(timepoint, _valueOf(_standing, ORDINARY_SHARES));
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

    /// @dev A proposal that passed is queued within {GRACE_PERIOD} of its vote's end, and executed within {GRACE_PERIOD} of its
    /// eta. Otherwise it expires.
    function state(uint256 proposalId) public view override returns (ProposalState current) {
        current = super.state(proposalId);
        if (current == ProposalState.Succeeded) {
            if (block.timestamp > proposalDeadline(proposalId) + GRACE_PERIOD) return ProposalState.Expired;
        } else if (current == ProposalState.Queued) {
            if (block.timestamp > proposalEta(proposalId) + GRACE_PERIOD) return ProposalState.Expired;
        }
    }

    /* PROPOSING AND EXECUTING */

    /// @dev Fixes the proposal's rules: class, shares, extension, and the code of its targets.
    function _propose(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        string memory description,
        address proposer
    ) internal override returns (uint256 proposalId) {
        proposalId = super._propose(targets, values, calldatas, description, proposer);

        ProposalClass class = classOf(targets, calldatas);
        uint256 pin = _pinOf(targets, calldatas);
        uint256 first = class == ProposalClass.Ordinary ? ORDINARY_SHARES : CONSTITUTIONAL_SHARES;
        StandingProvisions standing = _standing;
        uint256[4] memory shares;
        for (uint256 i = 0; i < 4; ++i) {
            shares[i] = _valueOf(standing, first + i);
        }
        require(shares[1] + shares[3] != 0, NationGovernor_NoHouseHasSay(class));

        uint256 period = _valueOf(standing, VOTING_PERIOD);
        uint256 extension = _valueOf(standing, LATE_QUORUM_EXTENSION);
        _openVote(proposalId, toRules(shares, class, pin), proposalSnapshot(proposalId), period, extension);
        emit ProposalClassified(proposalId, class, shares[0], shares[1], shares[2], shares[3], pin);
    }

    /// @dev Compares the code of the targets again before the timelock calls them.
    function _executeOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override {
        uint256 pinned = _rulesOf(proposalId).codePin();
        uint256 found = _pinOf(targets, calldatas);
        require(found == pinned, NationGovernor_CodeChanged(proposalId, pinned, found));
        super._executeOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    /// @dev A nation that wants another timelock appoints another governor with it.
    function updateTimelock(TimelockController newTimelock) public pure override {
        revert NationGovernor_TimelockIsFixed(address(newTimelock));
    }

    /// @dev Another constitution may mark no function: ordinary proposals could then do what is constitutional here.
    function setAuthority(address newAuthority) public pure override {
        revert NationGovernor_ConstitutionIsFixed(newAuthority);
    }

    /// @dev Reads an immutable; OpenZeppelin's version reads a slot.
    function _executor() internal view override returns (address) {
        return address(TIMELOCK);
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

    /* PROVISIONS */

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
        if (newProvision.trialUntil() == 0) {
            _standing = _standing.withValue(index, newProvision.standing());
        } else {
            super._storeProvision(index, newProvision);
            _standing = _standing.withTrial(index);
        }
    }

    function _provisionCount() internal pure override returns (uint256) {
        return PROVISIONS;
    }

    function _provisionAt(uint256 index) internal pure override returns (bytes32 key, Unit unit) {
        if (index == VOTING_DELAY) return ("votingDelay", Unit.Seconds);
        if (index == VOTING_PERIOD) return ("votingPeriod", Unit.Seconds);
        if (index == LATE_QUORUM_EXTENSION) return ("lateQuorumExtension", Unit.Seconds);
        if (index == PROPOSAL_THRESHOLD) return ("proposalThreshold", Unit.Heads);
        bytes32[8] memory shares = [
            bytes32("citizenQuorum"),
            "citizenMajority",
            "stakeQuorum",
            "stakeMajority",
            "constitutionalCitizenQuorum",
            "constitutionalCitizenMajority",
            "constitutionalStakeQuorum",
            "constitutionalStakeMajority"
        ];
        return (shares[index - ORDINARY_SHARES], Unit.BasisPoints);
    }

    function _requireBound(ProvisionTerms[] memory terms, uint256 index, uint256 allowed) private pure {
        (bytes32 key,) = _provisionAt(index);
        require(terms[index].max <= allowed, NationGovernor_BoundTooWide(key, terms[index].max, allowed));
    }
}
