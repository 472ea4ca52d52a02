// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {Guard, ProvisionTerms, Unit} from "../kernel/IProvisions.sol";
import {Payouts} from "../kernel/Payouts.sol";
import {Provisions} from "../kernel/Provisions.sol";
import {ChallengeQuestions} from "./ChallengeQuestions.sol";
import {FIVE_SEATS, LINE} from "../court/CaseTypes.sol";
import {Enforcement} from "./Enforcement.sol";
import {ICourt} from "../court/ICourt.sol";
import {Sanction, SanctionKind} from "./IEnforcement.sol";
import {Challenge, Ground, ITribunal, Outcome, TribunalParts} from "./ITribunal.sol";

/// @title  TribunalRecords
/// @notice What the tribunal keeps of challenges, and the numbers that it goes by.
/// @dev INVARIANTS   TRIB-6 [cool-offs]: a cool-off names a pending challenge exactly if that challenge is pending, and has that
///                   key.
///                   TRIB-7 [terms]: the sanctions of a challenge, its bond and its cool-off are written as it is brought, and
///                   not again.
abstract contract TribunalRecords is Provisions, Payouts, Enforcement, ITribunal {
    uint256 private constant CHALLENGE_BOND = 0;
    uint256 internal constant COOL_OFF = 1;
    uint256 private constant MAX_FINE = 2;
    uint256 private constant MAX_SUSPENSION = 3;
    uint256 private constant MONTHLY_ENDINGS = 4;

    uint256 private constant MAX_PERIOD = 3650 days;
    uint256 private constant ENFORCEMENT_PERIOD = 365 days;

    /// @dev The highest value that an order keeps.
    uint256 private constant MAX_VALUE = type(uint208).max;

    ICourt internal immutable COURT;

    /// @dev One slot.
    struct SanctionRecord {
        SanctionKind kind;
        uint8 order;
        uint32 recipientId;
        uint208 value;
    }

    /// @dev Two slots, one for each sanction, and one for the institution of each order. `enforced` is a bit for each sanction. The
    /// bond is in gwei. The ruling came so many hours after the opening, rounded up, which fits the slot that it changes anyway.
    struct ChallengeRecord {
        address challenger;
        uint40 openedAt;
        Ground ground;
        Outcome outcome;
        uint8 sanctionCount;
        uint8 enforced;
        uint24 hoursToRuling;
        uint32 citizenId;
        uint32 challengerId;
        uint48 bond;
        uint32 coolOff;
        uint32 citedId;
        uint32 articleVersion;
        mapping(uint256 index => SanctionRecord) sanctions;
        mapping(uint256 index => bytes32) institutions;
    }

    /// @dev What keeps a challenge from being brought again: one that is pending, or the time after one that failed.
    struct CoolOff {
        uint64 pendingId;
        uint40 endsAt;
    }

    // [terms]
    mapping(uint256 caseId => ChallengeRecord) internal _challenges;

    // [cool-offs]
    mapping(uint256 citizenId => mapping(uint256 coolOffKey => CoolOff)) private _coolOffs;

    constructor(TribunalParts memory parts, ProvisionTerms[] memory terms)
        AccessManaged(parts.authority)
        Provisions(terms)
        Enforcement(parts.nation, parts.citizenship, parts.stake, parts.juryRoll)
    {
        _requirePeriod("coolOff", terms[COOL_OFF].max);
        _requirePeriod("maxSuspension", terms[MAX_SUSPENSION].max);
        COURT = parts.court;
        for (uint256 i = 0; i <= uint256(type(Ground).max); ++i) {
            emit MetaEvidence(i, ChallengeQuestions.document(Ground(i)));
        }
    }

    /* READING */

    /// @inheritdoc ITribunal
    function challengeOf(uint256 caseId) external view returns (Challenge memory view_) {
        ChallengeRecord storage c = _requireChallenge(caseId);
        uint256 count = _sanctionCountOf(c);
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
        view_.lapsesAt = c.outcome == Outcome.Granted ? _lapsesAt(c) : 0;
        view_.sanctions = new Sanction[](count);
        view_.isEnforced = new bool[](count);
        for (uint256 i = 0; i < count; ++i) {
            view_.sanctions[i] = _sanctionOf(c, i);
            view_.isEnforced[i] = c.enforced & (1 << i) != 0;
        }
    }

    /// @inheritdoc ITribunal
    function challengeCost(bool isEnding) public view returns (uint256 fees, uint256 bond) {
        fees = COURT.arbitrationCost(abi.encodePacked(_marksOf(isEnding)));
        bond = _loadProvision(CHALLENGE_BOND).current() * 1 gwei;
    }

    /// @inheritdoc ITribunal
    function challengeable(uint256 citizenId, Ground ground, uint256 citedId)
        external
        view
        returns (bool isChallengeable, uint256 pendingId, uint256 coolOffEndsAt)
    {
        CoolOff storage coolOff = _coolOffOf(citizenId, ground, citedId);
        (pendingId, coolOffEndsAt) = (coolOff.pendingId, coolOff.endsAt);
        isChallengeable =
            pendingId == 0 && block.timestamp >= coolOffEndsAt && _isHeld(CITIZENSHIP.citizen(citizenId).standing);
    }

    /// @inheritdoc ITribunal
    function offencesOf(uint256 citizenId) external view returns (uint256) {
        return _penalRecords[citizenId].offences;
    }

    /* FOR THE REST */

    function _requireChallenge(uint256 caseId) internal view returns (ChallengeRecord storage c) {
        c = _challenges[caseId];
        require(c.outcome != Outcome.None, Tribunal_NoSuchChallenge(caseId));
    }

    /// @dev The same challenge is one of the same citizen on the same ground and, of an offence, against the same article.
    function _coolOffOf(uint256 citizenId, Ground ground, uint256 citedId) internal view returns (CoolOff storage) {
        uint256 article = ground == Ground.Offence ? citedId : 0;
        uint256 coolOffKey = article << 8 | uint256(ground);
        return _coolOffs[citizenId][coolOffKey];
    }

    /// @dev The marks of a case for the court. Dismissal, reprimand and grant lie on a line.
    function _marksOf(bool isEnding) internal pure returns (uint8) {
        return uint8(isEnding ? LINE + FIVE_SEATS : LINE);
    }

    /// @dev The one sanction of a ground other than an offence is not stored.
    function _sanctionCountOf(ChallengeRecord storage c) internal view returns (uint256) {
        return c.ground == Ground.Offence ? c.sanctionCount : 1;
    }

    function _sanctionOf(ChallengeRecord storage c, uint256 index) internal view returns (Sanction memory sanction) {
        if (c.ground != Ground.Offence) {
            sanction.kind = SanctionKind.Revoke;
            return sanction;
        }
        SanctionRecord storage record = c.sanctions[index];
        sanction.kind = record.kind;
        sanction.value = record.value;
        if (sanction.kind == SanctionKind.Order) {
            sanction.recipientId = record.recipientId;
            sanction.institution = c.institutions[index];
            sanction.order = record.order;
        }
    }

    /// @dev Until when the sanctions of a challenge that was granted can be carried out.
    function _lapsesAt(ChallengeRecord storage c) internal view returns (uint256) {
        return c.openedAt + uint256(c.hoursToRuling) * 1 hours + ENFORCEMENT_PERIOD;
    }

    function _requireHeld(uint256 citizenId) internal view {
        require(_isHeld(CITIZENSHIP.citizen(citizenId).standing), Tribunal_NotHeld(citizenId));
    }

    function _minOf(SanctionKind kind) internal pure returns (uint256) {
        return kind == SanctionKind.Fine || kind == SanctionKind.Suspend ? 1 : 0;
    }

    function _maxOf(SanctionKind kind) internal view returns (uint256) {
        if (kind == SanctionKind.Fine) return _loadProvision(MAX_FINE).current() * 1e18;
        if (kind == SanctionKind.Suspend) return _loadProvision(MAX_SUSPENSION).current();
        return kind == SanctionKind.Revoke ? 0 : MAX_VALUE;
    }

    /// @inheritdoc Enforcement
    function _monthlyEndings() internal view override returns (uint256) {
        return _loadProvision(MONTHLY_ENDINGS).current();
    }

    /// @inheritdoc Payouts
    function _holderOf(uint256 citizenId) internal view override returns (address) {
        return CITIZENSHIP.holderOf(citizenId);
    }

    function _requirePeriod(bytes32 key, uint256 max) private pure {
        require(max <= MAX_PERIOD, Tribunal_PeriodTooLong(key, max, MAX_PERIOD));
    }

    /// @inheritdoc Provisions
    function _provisionCount() internal pure override returns (uint256) {
        return 5;
    }

    /// @inheritdoc Provisions
    function _guardOf(uint256 index) internal pure override returns (Guard) {
        return index == MONTHLY_ENDINGS ? Guard.Ceiling : Guard.None;
    }

    /// @inheritdoc Provisions
    function _provisionAt(uint256 index) internal pure override returns (bytes32 key, Unit unit) {
        if (index == CHALLENGE_BOND) return ("challengeBond", Unit.Gwei);
        if (index == COOL_OFF) return ("coolOff", Unit.Seconds);
        if (index == MAX_FINE) return ("maxFine", Unit.Coins);
        if (index == MAX_SUSPENSION) return ("maxSuspension", Unit.Seconds);
        return ("monthlyEndings", Unit.BasisPoints);
    }
}
