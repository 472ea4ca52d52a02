// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Article, IConstitution} from "../constitution/IConstitution.sol";
import {IArbitrable} from "../standards/IArbitrable.sol";
import {ProvisionTerms} from "../kernel/IProvisions.sol";
import {Lane, Phase} from "../court/CaseTypes.sol";
import {Measure, Sanction} from "./IEnforcement.sol";
import {Ground, ITribunal, Outcome, TribunalParts} from "./ITribunal.sol";
import {TribunalRecords} from "./TribunalRecords.sol";

/// @title  Tribunal
/// @notice Where a citizenship, or what a citizen did, is brought before the court.
/// @dev AUTHORITY    Anyone challenges, with a bond, and has rulings enforced. The accused answers. The court rules. The government
///                   sets the provisions, for challenges to come. Nobody, the government included, sanctions without a ruling.
///
///      ASSUMPTIONS  The court gives a case one number, one ruling, and only to whom brought it. A citizen's holder is known
///                   after the citizenship's end. Citizens' ids fit 32 bits.
///
///      INVARIANTS   TRIB-1: the native coin held is the bonds of pending challenges and what is owed.
///                   TRIB-2: a measure is carried out at most once.
///                   TRIB-3: nobody is sanctioned but by a measure of a challenge that the court granted.
///
///      LIMITS       Who brings a weak challenge against an accomplice keeps others from the same one for the cool-off, at the price
///                   of the court's fees each time; what others know they bring as evidence in that case, or on another
///                   ground. Who renounces while challenged and is admitted again is a new person here: registrars see
///                   the pending challenge. That an act was ruled on before, or that both citizenships of one person are
///                   challenged, is for jurors to see. What was sent here but by a challenge stays.
contract Tribunal is TribunalRecords {
    uint256 private constant MAX_MEASURES = 4;
    uint256 private constant MAX_STATEMENT_LENGTH = 2048;

    /// @dev The rulings that there are to choose from; an outcome is its ruling and two more.
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
        Measure[] calldata measures,
        string calldata statement
    ) external payable returns (uint256 caseId) {
        uint256 challengerId = CITIZENSHIP.citizenOf(msg.sender);
        require(challengerId != citizenId, Tribunal_OwnCitizenship(citizenId));
        _requireHeld(citizenId);
        _requireShort(statement);
        uint256 articleVersion = _versionOf(citizenId, ground, citedId);
        _checkMeasures(citizenId, ground, measures);
        Bar storage bar = _barOf(citizenId, ground, citedId);
        require(bar.pendingId == 0, Tribunal_AlreadyPending(citizenId, bar.pendingId));
        require(block.timestamp >= bar.coolOffEndsAt, Tribunal_CoolingOff(citizenId, bar.coolOffEndsAt));

        // The court calls nobody while it opens a case.
        uint256 bond;
        (caseId, bond) = _openCase(ground, _partiesTo(citizenId, challengerId, ground, citedId, measures));
        bar.pendingId = uint64(caseId);
        Charge storage c = _charges[caseId];
        c.challenger = msg.sender;
        c.openedAt = uint40(block.timestamp);
        c.ground = ground;
        c.outcome = Outcome.Pending;
        c.measureCount = uint8(measures.length);
        c.citizenId = uint32(citizenId);
        c.challengerId = uint32(challengerId);
        c.bond = uint48(bond / 1 gwei);
        c.coolOff = uint32(_loadProvision(COOL_OFF).current());
        c.citedId = uint32(citedId);
        c.articleVersion = uint32(articleVersion);
        _storeMeasures(c, measures);
        _announce(caseId, c, measures, statement);
    }

    /// @inheritdoc ITribunal
    function answer(uint256 caseId, string calldata statement) external {
        uint256 citizenId = _chargeOf(caseId).citizenId;
        require(CITIZENSHIP.citizenOf(msg.sender) == citizenId, Tribunal_NotTheAccused(caseId, msg.sender));
        require(COURT.phaseOf(caseId) == Phase.Evidence, Tribunal_NotHeard(caseId));
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
        Charge storage c = _charges[caseId];
        require(msg.sender == address(COURT), Tribunal_NotTheCourt(msg.sender));
        require(c.outcome == Outcome.Pending, Tribunal_AlreadyRuled(caseId, c.outcome));

        Outcome outcome = Outcome(ruling + FIRST_OUTCOME);
        c.outcome = outcome;
        uint256 citizenId = c.citizenId;
        Bar storage bar = _barOf(citizenId, c.ground, c.citedId);
        bar.pendingId = 0;
        uint256 coolOffEndsAt = 0;
        if (_isFounded(outcome)) {
            ++_conducts[citizenId].offences;
        } else {
            coolOffEndsAt = block.timestamp + c.coolOff;
            bar.coolOffEndsAt = uint40(coolOffEndsAt);
        }
        emit Ruling(COURT, caseId, ruling);
        emit ChallengeDecided(caseId, citizenId, outcome, _conducts[citizenId].offences, coolOffEndsAt);
        _creditBond(caseId, c, outcome == Outcome.Dismissed ? citizenId : c.challengerId);
    }

    /// @inheritdoc ITribunal
    function enforce(uint256 caseId) external returns (uint256 left) {
        Charge storage c = _chargeOf(caseId);
        uint256 count = _measureCountOf(c);
        require(
            c.outcome == Outcome.Granted && c.settled != (1 << count) - 1, Tribunal_NothingToEnforce(caseId, c.outcome)
        );

        uint256 citizenId = c.citizenId;
        for (uint256 i = 0; i < count; ++i) {
            uint8 bit = uint8(1 << i);
            // Read anew each time: a measure's institution may have come back in.
            if (c.settled & bit != 0) continue;
            c.settled |= bit;
            if (_enforce(caseId, citizenId, i, _measureOf(c, i))) continue;
            c.settled ^= bit;
            ++left;
        }
    }

    /* MONEY */

    /// @inheritdoc ITribunal
    function claim(address account) external returns (uint256 amount) {
        amount = owedTo[account];
        require(amount != 0, Tribunal_NothingOwed(account));

        owedTo[account] = 0;
        emit Claimed(account, amount);
        _pay(account, amount);
    }

    /// @inheritdoc ITribunal
    function claimForCitizen(uint256 citizenId) external returns (uint256 amount) {
        amount = owedToCitizen[citizenId];
        require(amount != 0, Tribunal_NothingOwedToCitizen(citizenId));

        owedToCitizen[citizenId] = 0;
        address holder = CITIZENSHIP.holderOf(citizenId);
        emit ClaimedForCitizen(citizenId, holder, amount);
        _pay(holder, amount);
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

    function _checkMeasures(uint256 citizenId, Ground ground, Measure[] calldata measures) private view {
        uint256 count = measures.length;
        bool isOffence = ground == Ground.Offence;
        require(
            isOffence ? count != 0 && count <= MAX_MEASURES : count == 0,
            Tribunal_WrongMeasureCount(ground, count, isOffence ? MAX_MEASURES : 0)
        );
        uint256 seen = 0;
        for (uint256 i = 0; i < count; ++i) {
            Sanction sanction = measures[i].sanction;
            if (sanction <= Sanction.Revoke) {
                uint256 bit = 1 << uint256(sanction);
                require(seen & bit == 0, Tribunal_MeasureRepeated(i));
                seen |= bit;
            }
            (uint256 value, uint256 min, uint256 max) = (measures[i].value, _minOf(sanction), _maxOf(sanction));
            require(min <= value && value <= max, Tribunal_MeasureOutOfBounds(i, value, min, max));
            uint256 recipientId = measures[i].recipientId;
            require(
                recipientId == 0
                    || (sanction == Sanction.MoveDeed
                        && recipientId != citizenId
                        && recipientId <= CITIZENSHIP.lastCitizenId()),
                Tribunal_RecipientInvalid(i, recipientId)
            );
        }
    }

    /// @dev Whoever has a part in it does not sit: at most seven citizens, each once, as the court's extra data has them.
    function _partiesTo(
        uint256 citizenId,
        uint256 challengerId,
        Ground ground,
        uint256 citedId,
        Measure[] calldata measures
    ) private pure returns (bytes memory parties) {
        parties = abi.encodePacked(Lane.General, uint32(citizenId));
        parties = _withParty(parties, challengerId);
        if (ground == Ground.DuplicatePerson) parties = _withParty(parties, citedId);
        for (uint256 i = 0; i < measures.length; ++i) {
            parties = _withParty(parties, measures[i].recipientId);
        }
    }

    function _withParty(bytes memory parties, uint256 citizenId) private pure returns (bytes memory) {
        if (citizenId == 0) return parties;
        bytes4 party = bytes4(uint32(citizenId));
        for (uint256 i = 1; i < parties.length; i += 4) {
            bytes32 word;
            assembly ("memory-safe") {
                word := mload(add(add(parties, 0x20), i))
            }
            if (bytes4(word) == party) return parties;
        }
        return abi.encodePacked(parties, party);
    }

    function _openCase(Ground ground, bytes memory extraData) private returns (uint256 caseId, uint256 bond) {
        uint256 fees;
        (fees, bond) = challengeCost();
        require(msg.value == fees + bond, Tribunal_WrongPayment(msg.value, fees + bond));
        uint256 choices = ground == Ground.Offence ? OFFENCE_CHOICES : CHOICES;
        caseId = COURT.createDispute{value: fees}(choices, extraData);
    }

    function _storeMeasures(Charge storage c, Measure[] calldata measures) private {
        for (uint256 i = 0; i < measures.length; ++i) {
            Measure calldata m = measures[i];
            c.measures[i] = MeasureRecord(m.sanction, uint32(m.recipientId), uint208(m.value));
        }
    }

    function _announce(uint256 caseId, Charge storage c, Measure[] calldata measures, string calldata statement)
        private
    {
        Ground ground = c.ground;
        emit ChallengeOpened(
            caseId,
            c.citizenId,
            msg.sender,
            ground,
            c.citedId,
            c.articleVersion,
            uint256(c.bond) * 1 gwei,
            measures,
            statement
        );
        emit Dispute(COURT, caseId, uint256(ground), caseId);
    }

    function _requireShort(string calldata statement) private pure {
        uint256 length = bytes(statement).length;
        require(length <= MAX_STATEMENT_LENGTH, Tribunal_StatementTooLong(length, MAX_STATEMENT_LENGTH));
    }

    /* INTERNAL */

    function _isFounded(Outcome outcome) private pure returns (bool) {
        return outcome == Outcome.Granted || outcome == Outcome.Reprimanded;
    }

    /// @dev To the person where there is one, so that it follows to a new key.
    function _creditBond(uint256 caseId, Charge storage c, uint256 toCitizenId) private {
        uint256 amount = uint256(c.bond) * 1 gwei;
        address account = toCitizenId == 0 ? c.challenger : address(0);
        if (toCitizenId == 0) owedTo[account] += amount;
        else owedToCitizen[toCitizenId] += amount;
        emit BondCredited(caseId, toCitizenId, account, amount);
    }

    function _pay(address account, uint256 amount) private {
        // What comes back is not copied: an account cannot make its own claim dearer than it likes.
        bool success;
        assembly ("memory-safe") {
            success := call(gas(), account, amount, 0, 0, 0, 0)
        }
        require(success, Tribunal_PaymentRefused(account, amount));
    }
}
