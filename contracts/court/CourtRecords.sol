// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ICitizenship} from "../citizenship/ICitizenship.sol";
import {IJuryRoll} from "../jury-roll/IJuryRoll.sol";
import {ENDING, LINE, PANELS_ONLY, Phase} from "./CaseTypes.sol";
import {CaseTerms} from "./CaseTerms.sol";
import {CourtProvisions} from "./CourtProvisions.sol";
import {Draw} from "./Draw.sol";
import {Fund} from "./Fund.sol";
import {ICourt} from "./ICourt.sol";
import {Panel, Panels} from "./Panel.sol";
import {Poll} from "./Poll.sol";

/// @title  CourtRecords
/// @notice Stores cases and their rounds.
/// @dev INVARIANTS   JUST-11 [one way]: a case's phase changes as {Phase} says. `Reveal` is never stored: it is `Commit`
///                   by a later clock.
///                   JUST-12 [terms]: the rules of a case are written as it opens, for all its rounds, and not again.
abstract contract CourtRecords is CourtProvisions {
    using Panels for Panel;

    /// @dev A vote is a byte: the choice plus one, or nothing.
    uint256 internal constant MAX_CHOICES = 254;
    uint256 internal constant MAX_EXCUSED = 8;
    uint256 private constant MAX_TEXT_LENGTH = 2048;

    ICitizenship internal immutable CITIZENSHIP;
    IJuryRoll internal immutable ROLL;
    address internal immutable TREASURY;

    /// @dev `phase` is as of the last transaction. `kind` is the marks of {CaseTypes}. `excused` holds up to eight ids of 32 bits
    /// each, the first one lowest. Their count lies beside the phase, so that a draw without excused citizens does not read them.
    struct Case {
        address arbitrable;
        uint40 endsAt;
        Phase phase;
        uint8 kind;
        uint8 choices;
        uint8 roundCount;
        uint8 ruling;
        uint8 excusedCount;
        bool hasRecusals;
        CaseTerms terms;
        uint256 excused;
        EndingTerms ending;
    }

    /// @dev What it takes in the plenary to end a citizenship, in basis points of the citizens and of the ballots, and how much of
    /// what was paid for the case the arbitrable gets back, in wei.
    struct EndingTerms {
        uint16 quorum;
        uint16 majority;
        uint128 refund;
    }

    /// @dev By concern: the jurors (3 slots), the draw and its fees (1), the votes (1) and the money of an appeal (4).
    struct RoundRecord {
        Panel panel;
        Draw draw;
        Poll poll;
        Fund fund;
    }

    uint256 private _caseCount;
    mapping(uint256 caseId => Case) private _cases;
    mapping(uint256 caseId => mapping(uint256 round => RoundRecord)) private _rounds;

    constructor(ICitizenship citizenship, IJuryRoll juryRoll, address treasury) {
        CITIZENSHIP = citizenship;
        ROLL = juryRoll;
        TREASURY = treasury;
    }

    /* READING */

    /// @inheritdoc ICourt
    function phaseOf(uint256 caseId) public view returns (Phase phase) {
        Case storage c = _cases[caseId];
        phase = c.phase;
        if (phase == Phase.Commit && block.timestamp >= _lastRound(caseId, c).panel.commitEndsAt()) {
            phase = Phase.Reveal;
        }
    }

    /// @inheritdoc ICourt
    function caseCount() external view returns (uint256) {
        return _caseCount;
    }

    /* CASES AND ROUNDS */

    function _addCase() internal returns (uint256 caseId, Case storage c) {
        caseId = ++_caseCount;
        c = _cases[caseId];
    }

    function _addRound(uint256 caseId, Case storage c) internal returns (RoundRecord storage) {
        return _rounds[caseId][c.roundCount++];
    }

    function _caseOf(uint256 caseId) internal view returns (Case storage) {
        return _cases[caseId];
    }

    function _roundOf(uint256 caseId, uint256 round) internal view returns (RoundRecord storage) {
        return _rounds[caseId][round];
    }

    function _lastRound(uint256 caseId, Case storage c) internal view returns (RoundRecord storage) {
        return _rounds[caseId][c.roundCount - 1];
    }

    /// @dev When a phase ends, in seconds since 1970; 0 if that does not depend on the clock.
    function _endOf(uint256 caseId, Case storage c, Phase phase) internal view returns (uint256) {
        return phase == Phase.Commit ? _lastRound(caseId, c).panel.commitEndsAt() : c.endsAt;
    }

    /// @param endsAt When the phase ends, in seconds since 1970; 0 if that does not depend on the clock.
    function _enter(Case storage c, Phase phase, uint256 endsAt) internal {
        c.phase = phase;
        c.endsAt = uint40(endsAt);
    }

    /* CHECKS */

    /// @dev Requires a case that is in that phase, before its end.
    function _requireRunning(uint256 caseId, Phase phase) internal view returns (Case storage c) {
        c = _requirePhase(caseId, phase);
        _requireBefore(caseId, c.endsAt);
    }

    function _requireBefore(uint256 caseId, uint256 endsAt) internal view {
        require(block.timestamp < endsAt, Court_TooLate(caseId, endsAt));
    }

    function _requirePhase(uint256 caseId, Phase phase) internal view returns (Case storage c) {
        c = _cases[caseId];
        if (c.phase != phase) _refusePhase(caseId);
    }

    /// @dev Requires a case whose ruling is final.
    function _requireDecided(uint256 caseId) internal view returns (Case storage c) {
        c = _cases[caseId];
        if (c.phase < Phase.Final) _refusePhase(caseId);
    }

    /// @dev Written once, for the size of the code.
    function _refusePhase(uint256 caseId) internal view {
        revert Court_WrongPhase(caseId, phaseOf(caseId));
    }

    function _requireArbitrable(uint256 caseId, Case storage c) internal view {
        require(msg.sender == c.arbitrable, Court_NotTheArbitrable(caseId, msg.sender));
    }

    function _requireChoice(uint256 caseId, Case storage c, uint256 choice) internal view {
        uint256 choices = c.choices;
        require(choice <= choices, Court_NoSuchChoice(caseId, choice, choices));
    }

    function _requireShort(string calldata text) internal pure {
        uint256 length = bytes(text).length;
        require(length <= MAX_TEXT_LENGTH, Court_TextTooLong(length, MAX_TEXT_LENGTH));
    }

    function _is(Case storage c, uint256 mark) internal view returns (bool) {
        return c.kind & mark != 0;
    }

    /// @dev Whether it takes two panels without an appeal, or the plenary, to end a citizenship: of a newcomer, panels decide by their
    /// median.
    function _takesTwoPanels(Case storage c) internal view returns (bool) {
        return c.kind & (ENDING | PANELS_ONLY) == ENDING;
    }

    function _isLine(Case storage c) internal view returns (bool) {
        return _is(c, LINE);
    }

    /// @dev The active citizen of the calling account.
    function _activeCaller() internal view returns (uint256 citizenId) {
        citizenId = CITIZENSHIP.activeCitizenOf(msg.sender);
        require(citizenId != 0, Court_NotActiveCitizen(msg.sender));
    }

    /* THE EXCUSED */

    function _excuse(uint256 caseId, Case storage c, uint256 citizenId) internal {
        c.excused |= citizenId << (32 * c.excusedCount);
        ++c.excusedCount;
        emit CitizenExcused(caseId, citizenId);
    }

    /// @dev The citizens who are excused from a case.
    function _excusedIn(Case storage c) internal view returns (uint256[] memory citizenIds) {
        uint256 count = c.excusedCount;
        citizenIds = new uint256[](count);
        if (count == 0) return citizenIds;
        uint256 word = c.excused;
        for (uint256 i = 0; i < count; ++i) {
            citizenIds[i] = uint32(word >> (32 * i));
        }
    }

    function _isExcused(Case storage c, uint256 citizenId) internal view returns (bool) {
        for (uint256 word = c.excused; word != 0; word >>= 32) {
            if (uint32(word) == citizenId) return true;
        }
        return false;
    }
}
