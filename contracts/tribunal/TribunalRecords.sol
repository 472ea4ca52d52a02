// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {LibCall} from "solady/src/utils/LibCall.sol";
import {Guard, IProvisions, PowerChange, ProvisionTerms, ProvisionView, Unit} from "../kernel/IProvisions.sol";
import {CasePrices, OpenCases} from "../kernel/OpenCases.sol";
import {Payouts} from "../kernel/Payouts.sol";
import {Provisions} from "../kernel/Provisions.sol";
import {ChallengeQuestions} from "./ChallengeQuestions.sol";
import {ENDING, FIVE_SEATS, LINE, PANELS_ONLY, PLENARY_AT_ONCE} from "../court/CaseTypes.sol";
import {Enforcement} from "./Enforcement.sol";
import {ICourt} from "../court/ICourt.sol";
import {Sanction, SanctionKind} from "./IEnforcement.sol";
import {Challenge, Ground, ITribunal, Outcome, TribunalParts} from "./ITribunal.sol";

/// @title  TribunalRecords
/// @notice What the tribunal keeps of challenges, and the numbers that it goes by.
/// @dev INVARIANTS   TRIB-6 [cool-offs]: a pending challenge, or one whose grant waits to end the citizenship or can be reopened, has
///                   the cool-off of its key name it.
///                   TRIB-7 [terms]: the sanctions of a challenge, its bond and its cool-off are written as it is brought, and
///                   not again.
///                   TRIB-8 [fund]: a challenger is never given back more than the fees of the challenge.
abstract contract TribunalRecords is Provisions, Payouts, Enforcement, ITribunal {
    uint256 private constant CHALLENGE_BOND = 0;
    uint256 internal constant COOL_OFF = 1;
    uint256 private constant MAX_FINE = 2;
    uint256 private constant MAX_SUSPENSION = 3;
    uint256 private constant MONTHLY_ENDINGS = 4;

    uint256 private constant MAX_PERIOD = 3650 days;

    uint256 private constant ENFORCEMENT_PERIOD = 365 days;

    /// @dev For how long the plenary can be asked: after the end, where the accused was away, and after the ruling, where the accused
    /// answered and may have missed the time to appeal.
    uint256 private constant REOPENING_PERIOD = 365 days;
    uint256 private constant ANSWERED_REOPENING_PERIOD = 30 days;

    /// @dev How long nothing is returned yet that a grant takes, once it is final.
    uint256 private constant PROOF_PERIOD = 7 days;

    uint256 internal constant REOPENING_MARKS = LINE + FIVE_SEATS + ENDING + PLENARY_AT_ONCE;

    /// @dev The highest value that an order keeps.
    uint256 private constant MAX_VALUE = type(uint208).max;

    /// @dev Flags of a challenge: the accused replied, was a newcomer; the plenary ruled; it was reopened; it keeps a vote asleep.
    uint256 internal constant ANSWERED = 1;
    uint256 internal constant NEWCOMER = 2;
    uint256 internal constant BY_PLENARY = 4;
    uint256 internal constant REOPENED = 8;
    uint256 internal constant KEEPING = 16;

    /// @dev What it takes to end a citizenship where the governor does not say: basis points of the citizens and of the ballots.
    uint256 private constant ENDING_QUORUM = 40_00;
    uint256 private constant ENDING_MAJORITY = 66_66;

    /// @dev Where a case's words have the fee of a seat, in gwei.
    uint256 private constant SEAT_FEE_OFFSET = 160;

    ICourt internal immutable COURT;

    /// @dev One slot.
    struct SanctionRecord {
        SanctionKind kind;
        uint8 order;
        uint32 recipientId;
        uint208 value;
    }

    /// @dev Two slots, one for each sanction, and one for the institution of each order. `enforced` is a bit for each sanction. The
    /// bond is in gwei. The ruling became final so many hours after the opening, rounded up, which fits the slot that it changes
    /// anyway. `closedHours` says for how long the brake on endings had been closed by then.
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
        uint24 closedHours;
        uint8 flags;
        mapping(uint256 index => SanctionRecord) sanctions;
        mapping(uint256 index => bytes32) institutions;
    }

    /// @dev What keeps a challenge from being brought again: one that is pending, see {_pendingIn}, or the time after one that failed.
    struct CoolOff {
        uint64 pendingId;
        uint40 endsAt;
    }

    /// @dev A challenge before the plenary again.
    struct Reopening {
        uint64 caseId;
        address account;
        uint32 citizenId;
    }

    // [terms]
    mapping(uint256 caseId => ChallengeRecord) internal _challenges;

    /// @dev By the case before the plenary, and the other way round.
    mapping(uint256 reopenedAs => Reopening) internal _reopenings;
    mapping(uint256 caseId => uint256) internal _reopenedAs;

    /// @dev How many challenges keep a newcomer's vote asleep.
    mapping(uint256 citizenId => uint256) internal _keeping;

    OpenCases internal _openCases;

    // [fund]
    uint256 internal _fund;

    /// @dev What was given back of the fees of a challenge, in wei.
    mapping(uint256 caseId => uint256) internal _givenBack;

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
        view_.bond = _bondOf(c);
        view_.coolOff = c.coolOff;
        view_.isNewcomer = c.flags & NEWCOMER != 0;
        view_.isAnswered = c.flags & ANSWERED != 0;
        view_.reopenedAs = _reopenedAs[caseId];
        view_.outcome = c.outcome;
        if (c.outcome == Outcome.Granted) view_.lapsesAt = _endingLapsesAt(c);
        view_.reopenableUntil = _reopenableUntil(caseId, c);
        view_.sanctions = new Sanction[](count);
        view_.isEnforced = new bool[](count);
        for (uint256 i = 0; i < count; ++i) {
            view_.sanctions[i] = _sanctionOf(c, i);
            view_.isEnforced[i] = c.enforced & (1 << i) != 0;
        }
    }

    /// @inheritdoc ITribunal
    function challengeCost(address challenger, uint256 citizenId, bool isEnding)
        external
        view
        returns (uint256 fees, uint256 bond)
    {
        uint256 marks = _marksOf(isEnding, isEnding && _isNewcomer(citizenId));
        uint256 person = CasePrices.personOf(CITIZENSHIP.citizenOf(challenger), challenger);
        return (_openCases.priceFor(person, _costOf(marks)), _bond());
    }

    /// @inheritdoc ITribunal
    function reopeningCost() public view returns (uint256 fees) {
        return _costOf(REOPENING_MARKS);
    }

    /// @inheritdoc ITribunal
    function fund() external view returns (uint256) {
        return _fund;
    }

    /// @inheritdoc ITribunal
    function openChallengesOf(address challenger) external view returns (uint256) {
        return _openCases.counts[CasePrices.personOf(CITIZENSHIP.citizenOf(challenger), challenger)];
    }

    /// @inheritdoc ITribunal
    function challengeable(uint256 citizenId, Ground ground, uint256 citedId)
        external
        view
        returns (bool isChallengeable, uint256 pendingId, uint256 coolOffEndsAt)
    {
        CoolOff storage coolOff = _coolOffOf(citizenId, ground, citedId);
        (pendingId, coolOffEndsAt) = (_pendingIn(coolOff), coolOff.endsAt);
        isChallengeable =
            pendingId == 0 && block.timestamp >= coolOffEndsAt && _isHeld(CITIZENSHIP.citizen(citizenId).standing);
    }

    /// @inheritdoc ITribunal
    function offencesOf(uint256 citizenId) external view returns (uint256) {
        return _penalRecordOf(citizenId).offences;
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
    function _marksOf(bool isEnding, bool isNewcomer) internal pure returns (uint256) {
        if (!isEnding) return LINE;
        return LINE + FIVE_SEATS + ENDING + (isNewcomer ? PANELS_ONLY : 0);
    }

    function _costOf(uint256 marks) internal view returns (uint256) {
        return COURT.arbitrationCost(abi.encodePacked(uint8(marks)));
    }

    function _bond() internal view returns (uint256) {
        return _loadProvision(CHALLENGE_BOND).current() * 1 gwei;
    }

    /// @dev What was locked with a challenge, in wei.
    function _bondOf(ChallengeRecord storage c) internal view returns (uint256) {
        unchecked { // 48 bits of gwei.
            return uint256(c.bond) * 1 gwei;
        }
    }

    /// @dev The court's extra data, which names the citizens who must not sit: those whom their own act or record makes a party.
    /// Whom the challenger names beside the accused sits like everybody.
    function _extraData(uint256 marks, uint256 citizenId, uint256 challengerId)
        internal
        view
        returns (bytes memory extraData)
    {
        extraData = abi.encodePacked(uint8(marks));
        if (marks & ENDING != 0) {
            extraData = abi.encodePacked(
                extraData,
                uint16(_shareOf("constitutionalCitizenQuorum", ENDING_QUORUM)),
                uint16(_shareOf("constitutionalCitizenMajority", ENDING_MAJORITY))
            );
        }
        extraData = abi.encodePacked(extraData, uint32(citizenId));
        // These are two, since nobody challenges one's own citizenship.
        if (challengerId != 0) extraData = abi.encodePacked(extraData, uint32(challengerId));
    }

    /// @dev The bit of the sanction that ends the citizenship; 0 if a challenge does not ask for it.
    function _endingBit(ChallengeRecord storage c) internal view returns (uint256) {
        uint256 count = _sanctionCountOf(c);
        for (uint256 i = 0; i < count; ++i) {
            if (_sanctionOf(c, i).kind == SanctionKind.Revoke) return 1 << i;
        }
        return 0;
    }

    /// @dev The value of the fine or the suspension that a challenge has imposed; 0 if it has imposed none.
    function _imposedBy(ChallengeRecord storage c, SanctionKind kind) internal view returns (uint256) {
        uint256 count = _sanctionCountOf(c);
        for (uint256 i = 0; i < count; ++i) {
            Sanction memory sanction = _sanctionOf(c, i);
            if (sanction.kind == kind && c.enforced & (1 << i) != 0) return sanction.value;
        }
        return 0;
    }

    /// @dev Until when all that was granted can be carried out. The end of a citizenship loses no time while it waits in line.
    function _endingLapsesAt(ChallengeRecord storage c) internal view returns (uint256) {
        return _lapsesAt(c) + (_endingBit(c) == 0 ? 0 : _closedSince(c));
    }

    /// @dev Until when the plenary can be asked to decide again what panels granted, if it ends a citizenship; 0 if it never can. Whoever
    /// was away and waits in line has nothing to notice.
    function _reopenableUntil(uint256 caseId, ChallengeRecord storage c) internal view returns (uint256) {
        uint256 flags = c.flags;
        bool isFinal = c.outcome != Outcome.Granted || flags & (NEWCOMER | BY_PLENARY | REOPENED) != 0;
        if (isFinal || _endingBit(c) == 0) return 0;
        if (flags & ANSWERED != 0) return _ruledAt(c) + ANSWERED_REOPENING_PERIOD;
        uint256 endedAt = _endingIn[caseId].endedAt;
        return endedAt == 0 ? _endingLapsesAt(c) : endedAt + REOPENING_PERIOD;
    }

    /// @dev What the challenger paid for jurors, in wei, as the court fixed it when it opened the case.
    function _feesOf(uint256 caseId, ChallengeRecord storage c) internal view returns (uint256) {
        uint256 seats = _endingBit(c) == 0 ? 3 : c.flags & NEWCOMER == 0 ? 16 : 5;
        return seats * uint48(COURT.caseWords(caseId)[1] >> SEAT_FEE_OFFSET) * 1 gwei;
    }

    /// @dev The challenge that keeps the same one from being brought; 0 if none does: it waits for a ruling, or to end the citizenship,
    /// or can be reopened, or became final or ended it lately. Else a second grant of the same could outlive the acquittal from the
    /// first, and a bond that is held until nothing is pending would be returned before anyone can show that the grant is final.
    function _pendingIn(CoolOff storage coolOff) internal view returns (uint256 caseId) {
        caseId = coolOff.pendingId;
        ChallengeRecord storage c = _challenges[caseId];
        Outcome outcome = c.outcome;
        if (outcome == Outcome.Pending || outcome == Outcome.Reopened) return caseId;
        if (outcome != Outcome.Granted) return 0;
        bool isDue = _endingBit(c) & ~uint256(c.enforced) != 0 && block.timestamp < _endingLapsesAt(c);
        uint256 finalAt = Math.max(_reopenableUntil(caseId, c), _endingIn[caseId].endedAt);
        return isDue || block.timestamp < finalAt + PROOF_PERIOD ? caseId : 0;
    }

    /// @dev Whether a citizen is in the waiting period after the admission. Whose vote sleeps for another reason is established.
    function _isNewcomer(uint256 citizenId) internal view returns (bool) {
        return CITIZENSHIP.waitsUntil(citizenId) > block.timestamp;
    }

    /// @dev For how many seconds the brake on endings was closed since the ruling.
    function _closedSince(ChallengeRecord storage c) internal view returns (uint256) {
        return _closedSoFar(c.flags & NEWCOMER != 0) - uint256(c.closedHours) * 1 hours;
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
        return _ruledAt(c) + ENFORCEMENT_PERIOD;
    }

    /// @dev When a ruling became final, by the clock, and rounded up to the hour after the opening.
    function _ruledAt(ChallengeRecord storage c) private view returns (uint256) {
        unchecked { // Hours in 24 bits, and seconds in 40.
            return c.openedAt + uint256(c.hoursToRuling) * 1 hours;
        }
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
    function _isOfNewcomer(uint256 caseId) internal view override returns (bool) {
        return _challenges[caseId].flags & NEWCOMER != 0;
    }

    /// @inheritdoc Enforcement
    function _asksForTheEnd(uint256 caseId) internal view override returns (bool) {
        return _endingBit(_challenges[caseId]) != 0;
    }

    /// @inheritdoc Enforcement
    function _monthlyEndings() internal view override returns (uint256) {
        return _loadProvision(MONTHLY_ENDINGS).current();
    }

    /// @inheritdoc Payouts
    function _holderOf(uint256 citizenId) internal view override returns (address) {
        return CITIZENSHIP.holderOf(citizenId);
    }

    /// @dev What the governor says it takes to amend the constitution. Of another institution of that name it takes what is usual.
    function _shareOf(bytes32 key, uint256 usual) private view returns (uint256) {
        (bool success,, bytes memory result) = LibCall.tryStaticCall(
            _directory().institution("governor"), gasleft(), 256, abi.encodeCall(IProvisions.provision, (key))
        );
        return success && result.length == 256 ? abi.decode(result, (ProvisionView)).current : usual;
    }

    function _requirePeriod(bytes32 key, uint256 max) private pure {
        require(max <= MAX_PERIOD, Tribunal_PeriodTooLong(key, max, MAX_PERIOD));
    }

    /// @inheritdoc Provisions
    function _provisionCount() internal pure override returns (uint256) {
        return 5;
    }

    /// @inheritdoc Provisions
    /// @dev What a ruling takes is capped.
    function _guardOf(uint256 index) internal pure override returns (Guard) {
        return index == CHALLENGE_BOND || index == COOL_OFF ? Guard.None : Guard.Ceiling;
    }

    /// @inheritdoc Provisions
    /// @dev A bond keeps some from challenging, and pays others who were challenged wrongly. A cool-off protects the innocent from the
    /// same challenge, and the guilty from the true one.
    function _changeWithoutGuard(uint256) internal pure override returns (PowerChange) {
        return PowerChange.More;
    }

    /// @inheritdoc Provisions
    function _provisionAt(uint256 index) internal pure override returns (bytes32 key, Unit unit) {
        if (index == CHALLENGE_BOND) return ("challengeBond", Unit.Gwei);
        if (index == COOL_OFF) return ("coolOff", Unit.Seconds);
        if (index == MAX_FINE) return ("maxFine", Unit.Coins);
        if (index == MAX_SUSPENSION) return ("maxSuspension", Unit.Seconds);
        return ("monthlyEndings", Unit.CitizenShare);
    }
}
