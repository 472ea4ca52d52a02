// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {Article, IConstitution} from "../constitution/IConstitution.sol";
import {IArbitrable} from "../standards/IArbitrable.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ProvisionTerms} from "../kernel/IProvisions.sol";
import {JUSTICE_ROLE} from "../kernel/Roles.sol";
import {Phase} from "../court/CaseTypes.sol";
import {Sanction, SanctionKind} from "./IEnforcement.sol";
import {Ground, ITribunal, Outcome, TribunalParts} from "./ITribunal.sol";
import {TribunalRecords} from "./TribunalRecords.sol";

/// @title  Tribunal
/// @notice Where a citizenship, or what a citizen did, is brought before the court.
/// @dev AUTHORITY    Anyone challenges, with a bond, and has rulings enforced. The accused answers. The court rules. The government
///                   sets the provisions, for challenges to come. Nobody, the government included, sanctions without a ruling.
///
///      ASSUMPTIONS  The court gives a case one number and one ruling, which it delivers to the contract that brought the case. A
///                   citizen's holder is known after the citizenship's end. Citizens' ids fit 32 bits.
///
///      INVARIANTS   TRIB-1: the native coin held is the bonds of pending challenges and what is owed.
///                   TRIB-2: a sanction is carried out at most once, within a year of the ruling.
///                   TRIB-3: nobody is sanctioned but by a challenge that the court granted.
///
///      LIMITS       A weak challenge of an accomplice keeps others from bringing the same one for the cool-off, at the price of the
///                   court's fees each time. Others bring what they know as evidence in that case, or on another ground. Jurors
///                   judge whether an act was ruled on before, and whether both citizenships of one person are challenged. A
///                   citizen who challenges from an account of no citizen's is not known to be a party. Native coin that was sent
///                   here outside of a challenge stays.
contract Tribunal is TribunalRecords {
    uint256 private constant MAX_SANCTIONS = 4;
    uint256 private constant MAX_STATEMENT_LENGTH = 2048;

    /// @dev How many rulings there are to choose from. An outcome is its ruling plus two, save that without a reprimand the second
    /// ruling is the grant.
    uint256 private constant CHOICES = 2;
    uint256 private constant OFFENCE_CHOICES = 3;
    uint256 private constant FIRST_OUTCOME = uint256(Outcome.Undecided);

    constructor(TribunalParts memory parts, ProvisionTerms[] memory terms) TribunalRecords(parts, terms) {}

    /* CHALLENGING */

    /// @inheritdoc ITribunal
    function challenge(
        uint256 citizenId,
        Ground ground,
        uint256 citedId,
        Sanction[] calldata sanctions,
        string calldata statement
    ) external payable returns (uint256 caseId) {
        _requireInOffice();
        uint256 challengerId = CITIZENSHIP.citizenOf(msg.sender);
        require(challengerId != citizenId, Tribunal_OwnCitizenship(citizenId));
        _requireHeld(citizenId);
        _requireShort(statement);
        uint256 articleVersion = _versionOf(citizenId, ground, citedId);
        _checkSanctions(citizenId, ground, sanctions);
        CoolOff storage coolOff = _requireNotCoolingOff(citizenId, ground, citedId);

        // The court calls nobody while it opens a case.
        uint256 bond;
        (caseId, bond) = _openCase(ground, _isEnding(ground, sanctions), citizenId, challengerId);
        coolOff.pendingId = uint64(caseId);
        ChallengeRecord storage c = _challenges[caseId];
        c.challenger = msg.sender;
        c.openedAt = uint40(block.timestamp);
        c.ground = ground;
        c.outcome = Outcome.Pending;
        c.sanctionCount = uint8(sanctions.length);
        c.citizenId = uint32(citizenId);
        c.challengerId = uint32(challengerId);
        c.bond = uint48(bond / 1 gwei);
        c.coolOff = uint32(_loadProvision(COOL_OFF).current());
        c.citedId = uint32(citedId);
        c.articleVersion = uint32(articleVersion);
        _storeSanctions(c, sanctions);
        _announce(caseId, c, sanctions, statement);
    }

    /// @inheritdoc ITribunal
    function answer(uint256 caseId, string calldata statement) external {
        uint256 citizenId = _requireChallenge(caseId).citizenId;
        require(CITIZENSHIP.holderOf(citizenId) == msg.sender, Tribunal_NotTheAccused(caseId, msg.sender));
        // By the clock, and not by whoever advances the case.
        (Phase phase,,, bool isOver) = COURT.hearing(caseId);
        require(phase == Phase.Evidence && !isOver, Tribunal_NotHeard(caseId));
        _requireShort(statement);
        emit ChallengeAnswered(caseId, citizenId, msg.sender, statement);
    }

    /* RULING AND ENFORCING */

    /// @inheritdoc IArbitrable
    /// @dev Records, and does nothing that could fail.
    /// @custom:access court
    /// @custom:reverts Tribunal_NotTheCourt if anyone else calls.
    /// @custom:reverts Tribunal_AlreadyRuled if there is a ruling, or no such challenge.
    function rule(uint256 caseId, uint256 ruling) external {
        ChallengeRecord storage c = _challenges[caseId];
        require(msg.sender == address(COURT), Tribunal_NotTheCourt(msg.sender));
        Outcome outcome = c.outcome;
        require(outcome == Outcome.Pending, Tribunal_AlreadyRuled(caseId, outcome));

        outcome = Outcome(ruling + FIRST_OUTCOME);
        // Only an offence can be reprimanded.
        if (outcome == Outcome.Reprimanded && c.ground != Ground.Offence) outcome = Outcome.Granted;
        c.outcome = outcome;
        c.hoursToRuling = uint24(Math.ceilDiv(block.timestamp - c.openedAt, 1 hours));
        uint256 citizenId = c.citizenId;
        CoolOff storage coolOff = _coolOffOf(citizenId, c.ground, c.citedId);
        coolOff.pendingId = 0;
        uint256 coolOffEndsAt = 0;
        if (_isFounded(outcome)) {
            ++_penalRecords[citizenId].offences;
        } else {
            coolOffEndsAt = block.timestamp + c.coolOff;
            coolOff.endsAt = uint40(coolOffEndsAt);
        }
        emit Ruling(COURT, caseId, ruling);
        emit ChallengeDecided(caseId, citizenId, outcome, _penalRecords[citizenId].offences, coolOffEndsAt);
        // To the citizen where there is one, so that the money follows the person to a new key.
        uint256 creditorId = outcome == Outcome.Dismissed ? citizenId : c.challengerId;
        _credit(address(0), c.challenger, creditorId, uint256(c.bond) * 1 gwei);
    }

    /// @inheritdoc ITribunal
    function enforce(uint256 caseId) external returns (uint256 left) {
        ChallengeRecord storage c = _requireChallenge(caseId);
        uint256 count = _sanctionCountOf(c);
        Outcome outcome = c.outcome;
        require(
            outcome == Outcome.Granted && c.enforced != (1 << count) - 1, Tribunal_NothingToEnforce(caseId, outcome)
        );
        uint256 lapsesAt = _lapsesAt(c);
        require(block.timestamp < lapsesAt, Tribunal_SanctionsLapsed(caseId, lapsesAt));

        uint256 citizenId = c.citizenId;
        for (uint256 i = 0; i < count; ++i) {
            uint8 bit = uint8(1 << i);
            // Read anew each time: the institution of an order may have called back in.
            if (c.enforced & bit != 0) continue;
            c.enforced |= bit;
            if (_enforce(caseId, citizenId, i, _sanctionOf(c, i))) continue;
            c.enforced ^= bit;
            ++left;
        }
    }

    /* INTERNAL: CHALLENGING */

    /// @dev What is cited must be there. Of an article, the version in force.
    function _versionOf(uint256 citizenId, Ground ground, uint256 citedId) private view returns (uint256 version) {
        if (ground == Ground.Offence) {
            Article memory article = IConstitution(authority()).article(citedId);
            version = article.version;
            require(bytes(article.text).length != 0, Tribunal_ArticleNotInForce(citedId, version));
        } else if (ground == Ground.DuplicatePerson) {
            require(citedId != citizenId, Tribunal_CitationInvalid(ground, citedId));
            _requireHeld(citedId);
        } else {
            require(citedId == 0, Tribunal_CitationInvalid(ground, citedId));
        }
    }

    function _requireNotCoolingOff(uint256 citizenId, Ground ground, uint256 citedId)
        private
        view
        returns (CoolOff storage coolOff)
    {
        coolOff = _coolOffOf(citizenId, ground, citedId);
        (uint256 pendingId, uint256 endsAt) = (coolOff.pendingId, coolOff.endsAt);
        require(pendingId == 0, Tribunal_AlreadyPending(citizenId, pendingId));
        require(block.timestamp >= endsAt, Tribunal_CoolingOff(citizenId, endsAt));
    }

    function _checkSanctions(uint256 citizenId, Ground ground, Sanction[] calldata sanctions) private view {
        uint256 count = sanctions.length;
        bool isOffence = ground == Ground.Offence;
        require(
            isOffence ? count != 0 && count <= MAX_SANCTIONS : count == 0,
            Tribunal_WrongSanctionCount(ground, count, isOffence ? MAX_SANCTIONS : 0)
        );
        uint256 seen = 0;
        for (uint256 i = 0; i < count; ++i) {
            SanctionKind kind = sanctions[i].kind;
            if (kind != SanctionKind.Order) {
                uint256 bit = 1 << uint256(kind);
                require(seen & bit == 0, Tribunal_SanctionRepeated(i));
                seen |= bit;
            }
            _checkSanction(i, citizenId, sanctions[i]);
        }
    }

    function _checkSanction(uint256 index, uint256 citizenId, Sanction calldata sanction) private view {
        SanctionKind kind = sanction.kind;
        bool isOrder = kind == SanctionKind.Order;
        (bytes32 institution, uint256 order) = (sanction.institution, sanction.order);
        require(
            isOrder ? institution != 0 : institution == 0 && order == 0,
            Tribunal_OrderInvalid(index, institution, order)
        );
        (uint256 value, uint256 min, uint256 max) = (sanction.value, _minOf(kind), _maxOf(kind));
        require(min <= value && value <= max, Tribunal_SanctionOutOfBounds(index, value, min, max));
        uint256 recipientId = sanction.recipientId;
        require(
            recipientId == 0 || (isOrder && recipientId != citizenId && recipientId <= CITIZENSHIP.lastCitizenId()),
            Tribunal_RecipientInvalid(index, recipientId)
        );
        require(!isOrder || _canCarryOut(citizenId, sanction), Tribunal_ObjectInvalid(index, institution, order, value));
    }

    /// @dev The court's extra data, which names the citizens who must not sit: those whom their own act or record makes a party.
    /// Whom the challenger names beside the accused sits like everybody.
    function _extraData(bool isEnding, uint256 citizenId, uint256 challengerId)
        private
        pure
        returns (bytes memory extraData)
    {
        extraData = abi.encodePacked(_marksOf(isEnding), uint32(citizenId));
        // These are two, since nobody challenges one's own citizenship.
        if (challengerId != 0) extraData = abi.encodePacked(extraData, uint32(challengerId));
    }

    /// @dev Whether the citizenship is at stake.
    function _isEnding(Ground ground, Sanction[] calldata sanctions) private pure returns (bool) {
        if (ground != Ground.Offence) return true;
        for (uint256 i = 0; i < sanctions.length; ++i) {
            if (sanctions[i].kind == SanctionKind.Revoke) return true;
        }
        return false;
    }

    function _openCase(Ground ground, bool isEnding, uint256 citizenId, uint256 challengerId)
        private
        returns (uint256 caseId, uint256 bond)
    {
        uint256 fees;
        (fees, bond) = challengeCost(isEnding);
        require(msg.value == fees + bond, Tribunal_WrongPayment(msg.value, fees + bond));
        uint256 choices = ground == Ground.Offence ? OFFENCE_CHOICES : CHOICES;
        caseId = COURT.createDispute{value: fees}(choices, _extraData(isEnding, citizenId, challengerId));
    }

    function _storeSanctions(ChallengeRecord storage c, Sanction[] calldata sanctions) private {
        for (uint256 i = 0; i < sanctions.length; ++i) {
            Sanction calldata sanction = sanctions[i];
            (uint32 recipientId, uint208 value) = (uint32(sanction.recipientId), uint208(sanction.value));
            c.sanctions[i] = SanctionRecord(sanction.kind, sanction.order, recipientId, value);
            if (sanction.kind == SanctionKind.Order) c.institutions[i] = sanction.institution;
        }
    }

    function _announce(
        uint256 caseId,
        ChallengeRecord storage c,
        Sanction[] calldata sanctions,
        string calldata statement
    ) private {
        Ground ground = c.ground;
        emit ChallengeOpened(
            caseId,
            c.citizenId,
            msg.sender,
            ground,
            c.citedId,
            c.articleVersion,
            uint256(c.bond) * 1 gwei,
            sanctions,
            statement
        );
        emit Dispute(COURT, caseId, uint256(ground), caseId);
    }

    /// @dev Rulings from before the tribunal's adoption would be carried out after it.
    function _requireInOffice() private view {
        (bool isInOffice,) = IAccessManager(authority()).hasRole(JUSTICE_ROLE, address(this));
        require(isInOffice, Tribunal_NotInOffice());
    }

    function _requireShort(string calldata statement) private pure {
        uint256 length = bytes(statement).length;
        require(length <= MAX_STATEMENT_LENGTH, Tribunal_StatementTooLong(length, MAX_STATEMENT_LENGTH));
    }

    /* INTERNAL */

    function _isFounded(Outcome outcome) private pure returns (bool) {
        return outcome == Outcome.Granted || outcome == Outcome.Reprimanded;
    }
}
