// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ICitizenship} from "../citizenship/ICitizenship.sol";
import {Unit} from "../kernel/IProvisions.sol";
import {Provisions} from "../kernel/Provisions.sol";
import {Lane, Phase} from "./Docket.sol";
import {ICourt} from "./ICourt.sol";
import {IJuryRoll} from "../jury-roll/IJuryRoll.sol";
import {Panel, Panels} from "./Panel.sol";
import {IRandomness} from "../randomness/IRandomness.sol";

/// @title  CourtRecords
/// @notice What the court keeps of its cases, and the numbers that it goes by.
/// @dev INVARIANTS   JUST-7 [one way]: a case's phase changes as {Phase} says. `Reveal` is never stored: it is `Commit`
///                   by a later clock.
///                   JUST-8 [terms]: a round's terms are written as it opens, and not again, save the size of one that
///                   becomes a plenary.
abstract contract CourtRecords is Provisions, ICourt {
    using Panels for Panel;

    /// @dev A vote is a byte: the choice plus one, or nothing.
    uint256 internal constant MAX_CHOICES = 254;
    uint256 internal constant MAX_EXCUSED = 8;
    uint256 internal constant MAX_TEXT_LENGTH = 2048;
    uint256 internal constant PLENARY = 3;
    uint256 private constant MAX_PERIOD = 365 days;

    uint256 internal constant EVIDENCE_PERIOD = 0;
    uint256 internal constant COMMIT_PERIOD = 1;
    uint256 internal constant REVEAL_PERIOD = 2;
    uint256 internal constant APPEAL_PERIOD = 3;
    uint256 internal constant SEAT_FEE = 4;
    /// @dev How many provisions a lane has: those of the fast one follow on those of the general one.
    uint256 internal constant LANE_PROVISIONS = 5;
    uint256 internal constant PANEL_QUORUM = 10;
    uint256 internal constant PLENARY_PERIOD = 11;
    uint256 internal constant PLENARY_QUORUM = 12;

    ICitizenship internal immutable CITIZENSHIP;
    IJuryRoll internal immutable ROLL;
    address internal immutable TREASURY;

    /// @dev `phase` is as of the last transaction. `excused` holds up to eight citizens of 32 bits each, the first lowest; how many
    /// is known beside the phase, so that a draw from which nobody is excused does not read it.
    struct Case {
        address arbitrable;
        uint40 endsAt;
        Phase phase;
        Lane lane;
        uint8 choices;
        uint8 roundCount;
        uint8 ruling;
        uint8 excusedCount;
        uint256 excused;
    }

    /// @dev By slot: the panel (3); the draw, and the periods that begin with its end, in seconds; the votes, a byte for each
    /// seat, and what they are counted by, the fee in gwei; its money in wei and the plenary's terms; what was paid out of an
    /// appeal.
    struct RoundRecord {
        Panel panel;
        uint32 frozenAt;
        uint32 positions;
        uint32 requestId;
        uint16 tries;
        uint8 seatsWanted;
        uint16 source;
        uint32 commitPeriod;
        uint32 revealPeriod;
        bool passesOver;
        bool isRedraw;
        bool isSettled;
        uint120 votes;
        uint32 appealPeriod;
        uint16 panelQuorum;
        uint16 noShowPenalty;
        uint48 seatFee;
        uint8 tier;
        bool hasRuling;
        uint8 ruling;
        uint96 fees;
        uint96 raisedByFunded;
        uint32 plenaryPeriod;
        uint16 plenaryQuorum;
        bool isChallenged;
        bool isContested;
        uint128 paidWeight;
        uint128 paidAmount;
        mapping(uint256 choice => uint256) raised;
        mapping(uint256 choice => mapping(address contributor => uint256)) contributions;
    }

    /// @dev The leader is the choice with the most votes; when tied, there are others with as many.
    struct PlenaryTally {
        uint32 votes;
        uint32 lead;
        uint8 leader;
        bool isTied;
        mapping(uint256 choice => uint256) ballots;
        mapping(uint256 word => uint256) voted;
    }

    uint256 internal _caseCount;
    mapping(uint256 caseId => Case) internal _cases;
    mapping(uint256 caseId => mapping(uint256 round => RoundRecord)) internal _rounds;
    mapping(uint256 caseId => PlenaryTally) internal _plenaries;

    /// @dev The sources of chance ever appointed, from 0; the last one is in office. A draw keeps the one that it began with. No
    /// array, of which each look would read the length as well.
    mapping(uint256 number => IRandomness) internal _sources;
    uint256 internal _lastSource;

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

    /// @inheritdoc ICourt
    function randomness() external view returns (IRandomness) {
        return _sources[_lastSource];
    }

    /// @inheritdoc ICourt
    function commitmentOf(uint256 caseId, uint256 round, uint256 citizenId, uint256 choice, bytes32 salt)
        public
        view
        returns (bytes32)
    {
        return keccak256(abi.encode(address(this), caseId, round, citizenId, choice, salt));
    }

    /* FOR THE REST */

    function _lastRound(uint256 caseId, Case storage c) internal view returns (RoundRecord storage) {
        return _rounds[caseId][c.roundCount - 1];
    }

    /// @dev A case that is in a phase whose time runs.
    function _requireRunning(uint256 caseId, Phase phase) internal view returns (Case storage c) {
        c = _requirePhase(caseId, phase);
        require(block.timestamp < c.endsAt, Court_TooLate(caseId, c.endsAt));
    }

    function _requirePhase(uint256 caseId, Phase phase) internal view returns (Case storage c) {
        c = _cases[caseId];
        if (c.phase != phase) revert Court_WrongPhase(caseId, phaseOf(caseId));
    }

    /// @dev A case whose ruling is the last word.
    function _requireDecided(uint256 caseId) internal view returns (Case storage c) {
        c = _cases[caseId];
        if (c.phase < Phase.Final) revert Court_WrongPhase(caseId, phaseOf(caseId));
    }

    function _requireChoice(uint256 caseId, Case storage c, uint256 choice) internal view {
        require(choice <= c.choices, Court_NoSuchChoice(caseId, choice, c.choices));
    }

    function _requireShort(string calldata text) internal pure {
        uint256 length = bytes(text).length;
        require(length <= MAX_TEXT_LENGTH, Court_TextTooLong(length, MAX_TEXT_LENGTH));
    }

    /// @dev The active citizen who calls.
    function _activeCaller() internal view returns (uint256 citizenId) {
        citizenId = CITIZENSHIP.activeCitizenOf(msg.sender);
        require(citizenId != 0, Court_NotActiveCitizen(msg.sender));
    }

    /// @dev Who takes no part in a case.
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

    /// @dev 3, 7, 15, and 31 for the plenary, which has no seats but this price.
    function _sizeOf(uint256 tier) internal pure returns (uint256) {
        return (4 << tier) - 1;
    }

    /// @dev What the round after this one costs, in wei, by the terms of this one.
    function _costAfter(RoundRecord storage r) internal view returns (uint256) {
        return uint256(r.seatFee) * 1 gwei * _sizeOf(r.tier + 1);
    }

    /// @dev What a side of the appeal against a round needs, in wei: the cost and a stake, of once the cost for the ruling's own
    /// side and twice for any other.
    function _needOf(RoundRecord storage r, uint256 choice) internal view returns (uint256) {
        return _costAfter(r) * (choice == r.ruling ? 2 : 3);
    }

    function _ofLane(Lane lane, uint256 index) internal view returns (uint256) {
        return _loadProvision(lane == Lane.Fast ? index + LANE_PROVISIONS : index).current();
    }

    /// @inheritdoc Provisions
    function _provisionCount() internal pure override returns (uint256) {
        return 13;
    }

    /// @inheritdoc Provisions
    function _provisionAt(uint256 index) internal pure override returns (bytes32 key, Unit unit) {
        bytes32[13] memory keys = [
            bytes32("evidencePeriod"),
            "commitPeriod",
            "revealPeriod",
            "appealPeriod",
            "seatFee",
            "fastEvidencePeriod",
            "fastCommitPeriod",
            "fastRevealPeriod",
            "fastAppealPeriod",
            "fastSeatFee",
            "panelQuorum",
            "plenaryPeriod",
            "plenaryQuorum"
        ];
        key = keys[index];
        if (index == PANEL_QUORUM || index == PLENARY_QUORUM) return (key, Unit.BasisPoints);
        unit = index % LANE_PROVISIONS == SEAT_FEE ? Unit.Gwei : Unit.Seconds;
    }

    /// @dev The most that a provision's bounds may allow: a year, the whole, or any fee that can be counted.
    function _limitOf(Unit unit) internal pure returns (uint256) {
        if (unit == Unit.Seconds) return MAX_PERIOD;
        return unit == Unit.BasisPoints ? 100_00 : type(uint48).max;
    }
}
