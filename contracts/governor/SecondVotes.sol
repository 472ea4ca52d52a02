// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {INationGovernor, ProposalClass, ProposalRound} from "./INationGovernor.sol";
import {Rules} from "./Rules.sol";
import {ProposalReview} from "./ProposalReview.sol";

/// @title  Second Votes
/// @notice What may follow a vote that failed. A proposal that most wanted, but too few came to vote on, is called once more.
///         A proposal that the stake house blocked is read once more, by the citizens alone. So neither sleep nor coin stops a
///         nation for good.
/// @dev AUTHORITY    A citizen with enough votes proposes the calls again.
///
///      INVARIANTS   GOV-11 [once]: at most one proposal follows another, and only what failed in the way that its round is for.
///
///      LIMITS       Where nobody comes to a second call, half of the quorum decides for all.
abstract contract SecondVotes is ProposalReview {
    /// @dev From when on after its vote a proposal is called again, in seconds.
    uint256 private constant SECOND_CALL_DELAY = 14 days;

    /// @dev How long calls can then be proposed again, in seconds.
    uint256 private constant SECOND_VOTE_WINDOW = 30 days;

    /// @dev What the citizens need in a second reading, in basis points, which must be exceeded: so two of three are enough.
    uint256 internal constant SECOND_READING_MAJORITY = 66_66;

    /// @inheritdoc INationGovernor
    function secondVoteOf(uint256 proposalId) public view returns (ProposalRound round, uint256 from, uint256 until) {
        Rules rules = _rulesOf(proposalId);
        if (state(proposalId) != ProposalState.Defeated || rules.isProposedAgain()) return (round, from, until);

        (bool carried, bool quorate, bool objected) = _resultOf(proposalId);
        if (!carried) return (round, from, until);
        if (!quorate && rules.round() == ProposalRound.First) {
            (round, from) = (ProposalRound.SecondCall, SECOND_CALL_DELAY);
        } else if (quorate && objected) {
            (round, from) = (ProposalRound.SecondReading, _secondReadingDelay());
        } else {
            return (round, from, until);
        }
        from += proposalDeadline(proposalId);
        until = from + SECOND_VOTE_WINDOW;
    }

    // OpenZeppelin's functions take these in memory.
    /* solhint-disable gas-calldata-parameters */
    /// @inheritdoc INationGovernor
    function proposeAgain(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        string memory formerDescription
    ) external returns (uint256 proposalId) {
        uint256 formerId = getProposalId(targets, values, calldatas, keccak256(bytes(formerDescription)));
        ProposalRound round = _requireSecondVote(formerId, classOf(targets, calldatas));
        _storeRules(formerId, _rulesOf(formerId).withSuccessor());

        _setRound(round);
        // The same words: whoever brings the second vote writes none of their own.
        string memory description = string.concat(formerDescription, "\n", _endingFor(msg.sender));
        proposalId = propose(targets, values, calldatas, description);
        _setRound(ProposalRound.First);
        emit ProposedAgain(formerId, proposalId, round);
    }
    /* solhint-enable gas-calldata-parameters */

    function _requireSecondVote(uint256 formerId, ProposalClass found) private view returns (ProposalRound round) {
        uint256 from;
        uint256 until;
        (round, from, until) = secondVoteOf(formerId);
        require(round != ProposalRound.First, NationGovernor_NoSecondVote(formerId));
        require(block.timestamp >= from && block.timestamp <= until, NationGovernor_OutOfTime(formerId, from, until));
        ProposalClass fixedClass = _rulesOf(formerId).class();
        require(found == fixedClass, NationGovernor_ClassChanged(formerId, fixedClass, found));
    }

    /// @dev From when on after its vote a proposal is read again, in seconds.
    function _secondReadingDelay() internal view virtual returns (uint256);

    /// @dev The round of the proposal that is made next in this transaction.
    function _setRound(ProposalRound round) internal virtual;
}
