// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ProvisionTerms, Unit} from "../kernel/IProvisions.sol";
import {Provisions} from "../kernel/Provisions.sol";
import {ChallengePapers} from "./ChallengePapers.sol";
import {Lane} from "../court/CaseTypes.sol";
import {Enforcement} from "./Enforcement.sol";
import {ICourt} from "../court/ICourt.sol";
import {Measure, Sanction} from "./IEnforcement.sol";
import {Challenge, Ground, ITribunal, Outcome, TribunalParts} from "./ITribunal.sol";

/// @title  TribunalRecords
/// @notice What the tribunal keeps of challenges, and the numbers that it goes by.
/// @dev INVARIANTS   TRIB-6 [bars]: a bar names a pending challenge exactly if that challenge is pending, and is of
///                   that matter.
///                   TRIB-7 [terms]: what was asked for, and the bond and the cool-off that apply, are written as a
///                   challenge is brought, and not again.
abstract contract TribunalRecords is Provisions, Enforcement, ITribunal {
    uint256 private constant CHALLENGE_BOND = 0;
    uint256 internal constant COOL_OFF = 1;
    uint256 private constant MAX_FINE = 2;
    uint256 private constant MAX_SUSPENSION = 3;

    uint256 private constant MAX_PERIOD = 3650 days;

    /// @dev The widest id of a permit or a deed that a measure keeps.
    uint256 private constant MAX_VALUE = type(uint208).max;

    ICourt internal immutable COURT;

    /// @dev One slot.
    struct MeasureRecord {
        Sanction sanction;
        uint32 recipientId;
        uint208 value;
    }

    /// @dev Two slots, and one for each measure. `settled` is a bit for each measure; the bond is in gwei.
    struct Charge {
        address challenger;
        uint40 openedAt;
        Ground ground;
        Outcome outcome;
        uint8 measureCount;
        uint8 settled;
        uint32 citizenId;
        uint32 challengerId;
        uint48 bond;
        uint32 coolOff;
        uint32 citedId;
        uint32 articleVersion;
        mapping(uint256 index => MeasureRecord) measures;
    }

    /// @dev What keeps a challenge from being brought: a pending one, or the cool-off after one that failed.
    struct Bar {
        uint64 pendingId;
        uint40 coolOffEndsAt;
    }

    // [terms]
    mapping(uint256 caseId => Charge) internal _charges;

    // [bars]
    mapping(uint256 citizenId => mapping(uint256 matter => Bar)) private _bars;

    /// @inheritdoc ITribunal
    mapping(address account => uint256) public owedTo;

    /// @inheritdoc ITribunal
    mapping(uint256 citizenId => uint256) public owedToCitizen;

    constructor(TribunalParts memory parts, ProvisionTerms[] memory terms)
        AccessManaged(parts.authority)
        Provisions(terms)
        Enforcement(parts.nation, parts.citizenship, parts.stake, parts.juryRoll)
    {
        _requirePeriod("coolOff", terms[COOL_OFF].max);
        _requirePeriod("maxSuspension", terms[MAX_SUSPENSION].max);
        COURT = parts.court;
        for (uint256 i = 0; i <= uint256(type(Ground).max); ++i) {
            emit MetaEvidence(i, ChallengePapers.document(Ground(i)));
        }
    }

    /* READING */

    /// @inheritdoc ITribunal
    function challengeOf(uint256 caseId) external view returns (Challenge memory view_) {
        Charge storage c = _chargeOf(caseId);
        uint256 count = _measureCountOf(c);
        view_.citizenId = c.citizenId;
        view_.challenger = c.challenger;
        view_.challengerId = c.challengerId;
        view_.ground = c.ground;
        view_.citedId = c.citedId;
        view_.articleVersion = c.articleVersion;
        view_.openedAt = c.openedAt;
        view_.bond = uint256(c.bond) * 1 gwei;
        view_.coolOff = c.coolOff;
        view_.outcome = c.outcome;
        view_.measures = new Measure[](count);
        view_.isSettled = new bool[](count);
        for (uint256 i = 0; i < count; ++i) {
            view_.measures[i] = _measureOf(c, i);
            view_.isSettled[i] = c.settled & (1 << i) != 0;
        }
    }

    /// @inheritdoc ITribunal
    function challengeCost() public view returns (uint256 fees, uint256 bond) {
        fees = COURT.arbitrationCost(abi.encodePacked(Lane.General));
        bond = _loadProvision(CHALLENGE_BOND).current() * 1 gwei;
    }

    /// @inheritdoc ITribunal
    function challengeable(uint256 citizenId, Ground ground, uint256 citedId)
        external
        view
        returns (bool isChallengeable, uint256 pendingId, uint256 coolOffEndsAt)
    {
        Bar storage bar = _barOf(citizenId, ground, citedId);
        (pendingId, coolOffEndsAt) = (bar.pendingId, bar.coolOffEndsAt);
        isChallengeable =
            pendingId == 0 && block.timestamp >= coolOffEndsAt && _isHeld(CITIZENSHIP.citizen(citizenId).standing);
    }

    /// @inheritdoc ITribunal
    function offencesOf(uint256 citizenId) external view returns (uint256) {
        return _conducts[citizenId].offences;
    }

    /* FOR THE REST */

    function _chargeOf(uint256 caseId) internal view returns (Charge storage c) {
        c = _charges[caseId];
        require(c.outcome != Outcome.None, Tribunal_NoSuchChallenge(caseId));
    }

    /// @dev What counts as the same challenge: the citizen, the ground and, of an offence, the article.
    function _barOf(uint256 citizenId, Ground ground, uint256 citedId) internal view returns (Bar storage) {
        uint256 article = ground == Ground.Offence ? citedId : 0;
        return _bars[citizenId][article << 8 | uint256(ground)];
    }

    /// @dev Of every ground but an offence, the one measure is not stored.
    function _measureCountOf(Charge storage c) internal view returns (uint256) {
        return c.ground == Ground.Offence ? c.measureCount : 1;
    }

    function _measureOf(Charge storage c, uint256 index) internal view returns (Measure memory) {
        if (c.ground != Ground.Offence) return Measure(Sanction.Revoke, 0, 0);
        MeasureRecord storage m = c.measures[index];
        return Measure(m.sanction, m.value, m.recipientId);
    }

    function _requireHeld(uint256 citizenId) internal view {
        require(_isHeld(CITIZENSHIP.citizen(citizenId).standing), Tribunal_NotHeld(citizenId));
    }

    function _minOf(Sanction sanction) internal pure returns (uint256) {
        return sanction == Sanction.Fine || sanction == Sanction.Suspend ? 1 : 0;
    }

    function _maxOf(Sanction sanction) internal view returns (uint256) {
        if (sanction == Sanction.Fine) return _loadProvision(MAX_FINE).current() * 1e18;
        if (sanction == Sanction.Suspend) return _loadProvision(MAX_SUSPENSION).current();
        return sanction == Sanction.Revoke ? 0 : MAX_VALUE;
    }

    function _requirePeriod(bytes32 key, uint256 max) private pure {
        require(max <= MAX_PERIOD, Tribunal_PeriodTooLong(key, max, MAX_PERIOD));
    }

    /// @inheritdoc Provisions
    function _provisionCount() internal pure override returns (uint256) {
        return 4;
    }

    /// @inheritdoc Provisions
    function _provisionAt(uint256 index) internal pure override returns (bytes32 key, Unit unit) {
        if (index == CHALLENGE_BOND) return ("challengeBond", Unit.Gwei);
        if (index == COOL_OFF) return ("coolOff", Unit.Seconds);
        if (index == MAX_FINE) return ("maxFine", Unit.Coins);
        return ("maxSuspension", Unit.Seconds);
    }
}
