// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ERC165} from "@openzeppelin/contracts/utils/introspection/ERC165.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {ApplicationView, IAdmissions, Phase} from "../admissions/IAdmissions.sol";
import {ICitizenship} from "../citizenship/ICitizenship.sol";
import {ICourt} from "../court/ICourt.sol";
import {INationGovernor} from "../governor/INationGovernor.sol";
import {Guard, IProvisions, ProvisionTerms, Unit} from "../kernel/IProvisions.sol";
import {Provision} from "../kernel/Provision.sol";
import {Provisions} from "../kernel/Provisions.sol";
import {INation} from "../nation/INation.sol";
import {Challenge, Ground, ITribunal, Outcome} from "../tribunal/ITribunal.sol";
import {Decay, HalfLives} from "./HalfLives.sol";
import {CastBallot, IMerit, JuryRound, MeritRecord, Offence} from "./IMerit.sol";
import {Cause, MeritWord} from "./MeritWord.sol";
import {ServedSeats} from "./ServedSeats.sol";

/// @title  Merit
/// @notice The ledger of what citizens did for the nation.
/// @dev AUTHORITY    Anyone records what an institution's own records prove. Who holds the role of awarders awards points within the
///                   provision: nobody does until the government names somebody. The government sets the provisions within their
///                   bounds. Nobody sets, moves or buys a sum.
///
///      ASSUMPTIONS  The institutions that the nation has appointed tell the truth about ballots, seats, applications and rulings.
///                   What they said of the past they say again.
///
///      INVARIANTS   MERIT-1 [causes]: every point has a cause and a reference.
///                   MERIT-2 [once]: each reference counts once, and ballots once a citizen in each period of 30 days.
///                   MERIT-3 [decay]: a sum is what is left of its points, each since its date, in whatever order they were
///                   recorded. It never grows but by a point.
///                   MERIT-4 [past]: a past sum never changes, whatever is recorded and whatever becomes of the half-life.
///                   MERIT-5 [offences]: an offence cites a final ruling, and stays.
///
///      LIMITS       No points for proposals, drafts or endorsements: those a farmer makes. Two ballots around the edge of two periods
///                   are two points, a period apart by their dates: never more than one for each period that a span of time has a
///                   part in. An institution that was replaced is not asked: what was done there is recorded before. Points stay with
///                   the citizenship, and whoever left and comes back begins anew. Works until the year 36812.
contract Merit is IMerit, Provisions, ERC165 {
    using Checkpoints for Checkpoints.Trace208;
    using Decay for HalfLives;
    using SafeCast for uint256;
    using ServedSeats for uint256[];

    uint256 private constant HALF_LIFE = 0;
    uint256 private constant MOST_POINTS = 1;

    /// @dev The widest bounds: a century, in days, and points of an award.
    uint256 private constant LONGEST_HALF_LIFE = 36_500;
    uint256 private constant GREATEST_AWARD = 10_000;

    bytes32 private constant BALLOT = "ballot";
    bytes32 private constant JURY = "jury";
    bytes32 private constant ATTESTATION = "attestation";
    bytes32 private constant OFFENCE = "offence";

    uint256 private constant BALLOT_POINTS = 1;
    /// @dev A panel takes days of a juror, and a ballot minutes.
    uint256 private constant DUTY_POINTS = 3;
    uint256 private constant ATTESTATION_POINTS = 1;

    uint256 private constant BALLOT_PERIOD = 30 days;

    INation private immutable NATION;
    ICitizenship private immutable CITIZENSHIP;

    // [decay] [past]
    mapping(uint256 citizenId => Checkpoints.Trace208) private _points;
    HalfLives private _halfLives;

    // [once]: a bit for each that was recorded, by {_keyOf}.
    mapping(bytes32 key => uint256 bits) private _recorded;

    // [offences]: of all that a person held, the first citizenship that ended stands for the person; else the only one.
    mapping(uint256 person => Offence[]) private _offences;

    constructor(address initialAuthority, INation nation, ICitizenship citizenship, ProvisionTerms[] memory terms)
        AccessManaged(initialAuthority)
        Provisions(terms)
    {
        _requireSound("halfLife", terms[HALF_LIFE], LONGEST_HALF_LIFE);
        _requireSound("mostPoints", terms[MOST_POINTS], GREATEST_AWARD);
        NATION = nation;
        CITIZENSHIP = citizenship;
    }

    /* RECORDING */

    /// @inheritdoc IMerit
    function recordBallots(CastBallot[] calldata ballots) external returns (uint256 recorded) {
        address governor = _institution("governor");
        for (uint256 i = 0; i < ballots.length; ++i) {
            (uint256 citizenId, uint256 proposalId) = (ballots[i].citizenId, ballots[i].proposalId);
            uint256 closesAt = IGovernor(governor).proposalDeadline(proposalId);
            require(closesAt < block.timestamp, Merit_VoteOpen(proposalId, closesAt));
            require(
                INationGovernor(governor).hasCitizenVoted(proposalId, citizenId), Merit_NoBallot(citizenId, proposalId)
            );
            uint256 period = periodOf(closesAt);
            if (!_take(_ballotKeyOf(citizenId, period), period % 256)) continue;

            // The same whichever ballot of the period is named, and by whom.
            _earn(citizenId, BALLOT, bytes32(proposalId), governor, BALLOT_POINTS, period * BALLOT_PERIOD);
            recorded += BALLOT_POINTS;
        }
    }

    /// @inheritdoc IMerit
    function recordDuties(JuryRound[] calldata rounds) external returns (uint256 recorded) {
        address court = _institution("court");
        for (uint256 i = 0; i < rounds.length; ++i) {
            (uint256 caseId, uint256 round) = (rounds[i].caseId, rounds[i].round);
            (uint256[] memory citizenIds, uint256 served, uint256 servedAt) = ICourt(court).caseWords(caseId).of_(round);
            require(served != 0, Merit_NoDuty(caseId, round));
            bytes32 key = _dutyKeyOf(court, caseId, round);
            for (uint256 seat = 0; seat < citizenIds.length; ++seat) {
                if (citizenIds[seat] == 0 || !_take(key, seat)) continue;
                _earn(citizenIds[seat], JURY, dutyIdOf(caseId, round, seat), court, DUTY_POINTS, servedAt);
                recorded += DUTY_POINTS;
            }
        }
    }

    /// @inheritdoc IMerit
    function recordAttestations(bytes32[] calldata applicationIds) external returns (uint256 recorded) {
        address admissions = _institution("admissions");
        for (uint256 i = 0; i < applicationIds.length; ++i) {
            bytes32 applicationId = applicationIds[i];
            ApplicationView memory application = IAdmissions(admissions).applicationOf(applicationId);
            if (application.phase == Phase.False) {
                _takeBack(admissions, applicationId, application);
                continue;
            }
            require(application.phase == Phase.Settled, Merit_NotSettled(applicationId));
            uint256 since = CITIZENSHIP.citizen(application.citizenId).since;
            bytes32 key = _keyOf(admissions, ATTESTATION, applicationId);
            for (uint256 place = 0; place < application.validatorIds.length; ++place) {
                uint256 validatorId = application.validatorIds[place];
                bool isDisowned = IAdmissions(admissions).validatorOf(validatorId).isDisowned;
                if (isDisowned || !_take(key, place)) continue;
                _earn(validatorId, ATTESTATION, applicationId, admissions, ATTESTATION_POINTS, since);
                recorded += ATTESTATION_POINTS;
            }
        }
    }

    /// @inheritdoc IMerit
    function recordOffences(uint256[] calldata caseIds) external returns (uint256 recorded) {
        address tribunal = _institution("tribunal");
        for (uint256 i = 0; i < caseIds.length; ++i) {
            uint256 caseId = caseIds[i];
            Challenge memory c = ITribunal(tribunal).challengeOf(caseId);
            bool isFounded = c.outcome == Outcome.Granted || c.outcome == Outcome.Reprimanded;
            require(
                isFounded && block.timestamp >= c.reopenableUntil && c.ground != Ground.Deceased,
                Merit_NotFinal(caseId, c.outcome)
            );
            if (!_take(_keyOf(tribunal, OFFENCE, bytes32(caseId)), 0)) continue;

            _offencesOf(c.citizenId)
                .push(Offence(tribunal, caseId.toUint40(), c.openedAt.toUint40(), c.ground, c.outcome));
            ++recorded;
            emit OffenceRecorded(c.citizenId, caseId, tribunal, c.ground, c.outcome, c.openedAt);
        }
    }

    /// @inheritdoc IMerit
    function award(uint256 citizenId, bytes32 cause, bytes32 referenceId, uint256 points) external restricted {
        bool isReserved = cause == BALLOT || cause == JURY || cause == ATTESTATION || cause == OFFENCE || cause == 0;
        require(!isReserved, Merit_ReservedCause(cause));
        uint256 most = _loadProvision(MOST_POINTS).current();
        require(points != 0 && points <= most, Merit_PointsOutOfBounds(points, most));
        bool isKnown = citizenId != 0 && citizenId <= CITIZENSHIP.lastCitizenId();
        require(isKnown, Merit_UnknownCitizen(citizenId));
        require(_take(_keyOf(msg.sender, cause, referenceId), 0), Merit_AlreadyAwarded(msg.sender, cause, referenceId));

        _add(citizenId, Cause.Award, points, block.timestamp);
        emit PointsAwarded(citizenId, cause, referenceId, msg.sender, points, block.timestamp);
    }

    /* READING */

    /// @inheritdoc IMerit
    function meritOf(uint256 citizenId) public view returns (uint256) {
        return _sumAt(MeritWord.wrap(_points[citizenId].latest()), block.timestamp);
    }

    /// @inheritdoc IMerit
    function pastMeritOf(uint256 citizenId, uint256 moment) external view returns (uint256) {
        require(moment < block.timestamp, Merit_NotPast(moment, block.timestamp));
        return _sumAt(MeritWord.wrap(_points[citizenId].upperLookupRecent(moment.toUint48())), moment);
    }

    /// @inheritdoc IMerit
    function recordOf(uint256 citizenId) external view returns (MeritRecord memory) {
        MeritWord word = MeritWord.wrap(_points[citizenId].latest());
        return MeritRecord({
            sum: _sumAt(word, block.timestamp),
            ballots: word.pointsFor(Cause.Ballot),
            duties: word.pointsFor(Cause.Duty),
            attestations: word.pointsFor(Cause.Attestation),
            awarded: word.pointsFor(Cause.Award),
            offences: _offencesOf(citizenId).length
        });
    }

    /// @inheritdoc IMerit
    function leftOf(uint256 points, uint256 earnedAt) external view returns (uint256) {
        (uint256 exponent, uint256 factor) = Decay.split(_halfLives.passedBy(block.timestamp));
        return _mantissaOf(points, earnedAt, exponent) * Decay.ONE / factor;
    }

    /// @inheritdoc IMerit
    function offenceOf(uint256 citizenId, uint256 number) external view returns (Offence memory) {
        Offence[] storage offences = _offencesOf(citizenId);
        require(number != 0 && number <= offences.length, Merit_UnknownOffence(citizenId, number));
        return offences[number - 1];
    }

    /// @inheritdoc IMerit
    function periodOf(uint256 moment) public pure returns (uint256) {
        return moment / BALLOT_PERIOD;
    }

    /// @inheritdoc IMerit
    function hasBallotPoint(uint256 citizenId, uint256 period) external view returns (bool) {
        return (_recorded[_ballotKeyOf(citizenId, period)] >> (period % 256)) & 1 == 1;
    }

    /// @inheritdoc IMerit
    function recordedSeats(uint256 caseId, uint256 round) external view returns (uint256) {
        return _recorded[_dutyKeyOf(NATION.institution("court"), caseId, round)];
    }

    /// @inheritdoc IMerit
    function recordedValidators(bytes32 applicationId) external view returns (uint256) {
        return _recorded[_keyOf(NATION.institution("admissions"), ATTESTATION, applicationId)];
    }

    /// @inheritdoc IMerit
    function isOffenceRecorded(uint256 caseId) external view returns (bool) {
        return _recorded[_keyOf(NATION.institution("tribunal"), OFFENCE, bytes32(caseId))] != 0;
    }

    /// @inheritdoc IMerit
    function isAwarded(address institution, bytes32 cause, bytes32 referenceId) external view returns (bool) {
        return _recorded[_keyOf(institution, cause, referenceId)] != 0;
    }

    /// @inheritdoc IMerit
    function dutyIdOf(uint256 caseId, uint256 round, uint256 seat) public pure returns (bytes32) {
        return bytes32((caseId << 16) | (round << 8) | seat);
    }

    /// @notice Whether the contract implements an interface (ERC-165).
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return interfaceId == type(IMerit).interfaceId || interfaceId == type(IProvisions).interfaceId
            || super.supportsInterface(interfaceId);
    }

    /* INTERNAL: ONCE */

    /// @dev Marks what is recorded. Whether it was not before.
    function _take(bytes32 key, uint256 place) private returns (bool isNew) {
        uint256 bits = _recorded[key];
        isNew = (bits >> place) & 1 == 0;
        if (isNew) _recorded[key] = bits | (1 << place);
    }

    /// @dev The institution is a part of it: another court numbers its cases from 1 again.
    function _keyOf(address institution, bytes32 cause, bytes32 referenceId) private pure returns (bytes32) {
        return keccak256(abi.encode(institution, cause, referenceId));
    }

    /// @dev Without the governor: a period has one point, though the governor is replaced in it.
    function _ballotKeyOf(uint256 citizenId, uint256 period) private pure returns (bytes32) {
        return _keyOf(address(0), BALLOT, bytes32((citizenId << 128) | (period / 256)));
    }

    function _dutyKeyOf(address court, uint256 caseId, uint256 round) private pure returns (bytes32) {
        return _keyOf(court, JURY, dutyIdOf(caseId, round, 0));
    }

    /* INTERNAL: POINTS */

    function _earn(
        uint256 citizenId,
        bytes32 cause,
        bytes32 referenceId,
        address institution,
        uint256 points,
        uint256 earnedAt
    ) private {
        _add(citizenId, _causeOf(cause), points, earnedAt);
        emit PointsEarned(citizenId, cause, referenceId, institution, points, earnedAt);
    }

    function _add(uint256 citizenId, Cause cause, uint256 points, uint256 earnedAt) private {
        Checkpoints.Trace208 storage trace = _points[citizenId];
        (uint256 exponent,) = Decay.split(_halfLives.passedBy(block.timestamp));
        uint256 more = _mantissaOf(points, earnedAt, exponent);
        MeritWord word = MeritWord.wrap(trace.latest()).withMore(cause, points, more, exponent);
        trace.push(block.timestamp.toUint48(), MeritWord.unwrap(word));
    }

    /// @dev What is left of the points of a false admission goes. That they were recorded is forgotten: no such admission settles again.
    function _takeBack(address admissions, bytes32 applicationId, ApplicationView memory application) private {
        bytes32 key = _keyOf(admissions, ATTESTATION, applicationId);
        uint256 bits = _recorded[key];
        delete _recorded[key];
        uint256 since = CITIZENSHIP.citizen(application.citizenId).since;
        (uint256 exponent,) = Decay.split(_halfLives.passedBy(block.timestamp));
        uint256 less = _mantissaOf(ATTESTATION_POINTS, since, exponent);
        for (uint256 place = 0; place < application.validatorIds.length; ++place) {
            if ((bits >> place) & 1 == 0) continue;
            uint256 validatorId = application.validatorIds[place];
            Checkpoints.Trace208 storage trace = _points[validatorId];
            MeritWord word =
                MeritWord.wrap(trace.latest()).withLess(Cause.Attestation, ATTESTATION_POINTS, less, exponent);
            trace.push(block.timestamp.toUint48(), MeritWord.unwrap(word));
            emit PointsTakenBack(validatorId, ATTESTATION, applicationId, admissions, ATTESTATION_POINTS, since);
        }
    }

    /// @dev Points of a date, as {MeritWord} keeps them as of an exponent. No date lies ahead.
    function _mantissaOf(uint256 points, uint256 earnedAt, uint256 exponent) private view returns (uint256) {
        uint256 date = Math.min(earnedAt, block.timestamp);
        (uint256 then, uint256 factor) = Decay.split(_halfLives.passedBy(date));
        return (points * factor) >> (exponent - then);
    }

    function _sumAt(MeritWord word, uint256 moment) private view returns (uint256) {
        (uint256 exponent, uint256 factor) = Decay.split(_halfLives.passedBy(moment));
        return word.mantissaAt(exponent) * Decay.ONE / factor;
    }

    function _causeOf(bytes32 cause) private pure returns (Cause) {
        if (cause == BALLOT) return Cause.Ballot;
        return cause == JURY ? Cause.Duty : Cause.Attestation;
    }

    /* INTERNAL: THE REST */

    function _institution(bytes32 name) private view returns (address institution) {
        institution = NATION.institution(name);
        require(institution != address(0), Merit_NoInstitution(name));
    }

    /// @dev As the tribunal's penal record is kept: nobody leaves an offence behind by leaving.
    function _offencesOf(uint256 citizenId) private view returns (Offence[] storage) {
        uint256 person = CITIZENSHIP.formerCitizenOf(CITIZENSHIP.holderOf(citizenId));
        return _offences[person == 0 ? citizenId : person];
    }

    function _requireSound(bytes32 key, ProvisionTerms memory terms, uint256 limit) private pure {
        require(terms.min != 0 && terms.max <= limit, Merit_BoundsUnsound(key, terms.min, terms.max, limit));
    }

    /// @inheritdoc Provisions
    function _provisionCount() internal pure override returns (uint256) {
        return 2;
    }

    /// @inheritdoc Provisions
    function _provisionAt(uint256 index) internal pure override returns (bytes32 key, Unit unit) {
        return index == HALF_LIFE ? (bytes32("halfLife"), Unit.Days) : (bytes32("mostPoints"), Unit.Heads);
    }

    /// @inheritdoc Provisions
    /// @dev Less for an award takes power back.
    function _guardOf(uint256 index) internal pure override returns (Guard) {
        return index == MOST_POINTS ? Guard.Ceiling : Guard.None;
    }

    /// @inheritdoc Provisions
    function _storeProvision(uint256 index, Provision newProvision) internal override {
        super._storeProvision(index, newProvision);
        if (index == HALF_LIFE) _halfLives.change(newProvision);
    }
}
