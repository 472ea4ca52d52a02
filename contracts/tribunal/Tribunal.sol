// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {Article, IConstitution} from "../constitution/IConstitution.sol";
import {ERC165} from "@openzeppelin/contracts/utils/introspection/ERC165.sol";
import {IArbitrable} from "../standards/IArbitrable.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IProvisions, ProvisionTerms} from "../kernel/IProvisions.sol";
import {JUSTICE_ROLE} from "../kernel/Roles.sol";
import {Phase} from "../court/CaseTypes.sol";
import {CasePrices} from "../kernel/OpenCases.sol";
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
///      INVARIANTS   TRIB-1: the native coin held is the bonds of pending challenges, what is owed and the fund.
///                   TRIB-2: a sanction is carried out at most once, within a year of the ruling.
///                   TRIB-3: nobody is sanctioned but by a challenge that the court granted.
///
///      LIMITS       A weak challenge of an accomplice keeps others from bringing the same one for the cool-off, at the price of the
///                   court's fees each time. Others bring what they know as evidence in that case, or on another ground. Jurors
///                   judge whether an act was ruled on before, and whether both citizenships of one person are challenged. A
///                   citizen who challenges from an account of no citizen's is not known to be a party. Native coin that was sent
///                   here outside of a challenge stays.
contract Tribunal is TribunalRecords, ERC165 {
    uint256 private constant MAX_SANCTIONS = 4;
    uint256 private constant MAX_STATEMENT_LENGTH = 2048;

    /// @dev How many rulings there are to choose from. An outcome is its ruling plus two, save that without a reprimand the second
    /// ruling is the grant.
    uint256 private constant CHOICES = 2;
    uint256 private constant OFFENCE_CHOICES = 3;
    uint256 private constant FIRST_OUTCOME = uint256(Outcome.Undecided);

    modifier fromTheCourt() {
        require(msg.sender == address(COURT), Tribunal_NotFromTheCourt(msg.sender));
        _;
    }

    constructor(TribunalParts memory parts, ProvisionTerms[] memory terms) TribunalRecords(parts, terms) {}

    /// @notice Whether the contract implements an interface (ERC-165).
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return interfaceId == type(ITribunal).interfaceId || interfaceId == type(IProvisions).interfaceId
            || interfaceId == type(IArbitrable).interfaceId || super.supportsInterface(interfaceId);
    }

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
        bool isEnding = _isEnding(ground, sanctions);
        // Whoever sleeps now sleeps until this is ruled.
        bool isNewcomer = isEnding && _keepAsleep(citizenId);
        caseId = _openCase(ground, _marksOf(isEnding, isNewcomer), citizenId, challengerId);
        coolOff.pendingId = uint64(caseId);
        ChallengeRecord storage c = _challenges[caseId];
        if (isNewcomer) c.flags = uint8(NEWCOMER | KEEPING);
        c.challenger = msg.sender;
        c.openedAt = uint40(block.timestamp);
        c.ground = ground;
        c.outcome = Outcome.Pending;
        c.sanctionCount = uint8(sanctions.length);
        c.citizenId = uint32(citizenId);
        c.challengerId = uint32(challengerId);
        c.bond = uint48(_bond() / 1 gwei);
        c.coolOff = uint32(_loadProvision(COOL_OFF).current());
        c.citedId = uint32(citedId);
        c.articleVersion = uint32(articleVersion);
        _storeSanctions(c, sanctions);
        _announce(caseId, c, sanctions, statement);
    }

    /// @inheritdoc ITribunal
    function answer(uint256 caseId, string calldata statement) external {
        ChallengeRecord storage c = _requireChallenge(caseId);
        uint256 citizenId = c.citizenId;
        require(CITIZENSHIP.holderOf(citizenId) == msg.sender, Tribunal_NotTheAccused(caseId, msg.sender));
        // By the clock, and not by whoever advances the case.
        uint256 reopenedAs = _reopenedAs[caseId];
        (Phase phase,,, bool isOver) = COURT.hearing(reopenedAs == 0 ? caseId : reopenedAs);
        require(phase == Phase.Evidence && !isOver, Tribunal_NotHeard(caseId));
        _requireShort(statement);
        c.flags |= uint8(ANSWERED);
        emit ChallengeAnswered(caseId, citizenId, msg.sender, statement);
    }

    /// @inheritdoc ITribunal
    function reopen(uint256 caseId, string calldata statement) external payable returns (uint256 reopenedAs) {
        _requireInOffice();
        ChallengeRecord storage c = _requireChallenge(caseId);
        uint256 endsAt = _reopenableUntil(caseId, c);
        require(endsAt != 0, Tribunal_NotReopenable(caseId));
        require(block.timestamp < endsAt, Tribunal_TooLateToReopen(caseId, endsAt));
        _requireShort(statement);
        uint256 fees = reopeningCost();
        require(msg.value == fees, Tribunal_WrongPayment(msg.value, fees));

        uint256 citizenId = c.citizenId;
        reopenedAs = COURT.createDispute{value: fees}(
            _choicesOf(c.ground), _extraData(REOPENING_MARKS, citizenId, c.challengerId)
        );
        _reopenings[reopenedAs] = Reopening(uint64(caseId), msg.sender, uint32(CITIZENSHIP.citizenOf(msg.sender)));
        _reopenedAs[caseId] = reopenedAs;
        c.outcome = Outcome.Reopened;
        c.flags |= uint8(REOPENED);
        // What was ended and is given back is to be ended again, if the plenary confirms it.
        if (_restore(caseId, reopenedAs)) {
            c.enforced ^= uint8(_endingBit(c));
            uint256 restoredId = _endingIn[caseId].citizenId;
            // Whom another challenge keeps asleep sleeps on.
            if (_keeping[restoredId] == 0) CITIZENSHIP.keepAsleep(restoredId, false);
        }
        emit ChallengeReopened(caseId, reopenedAs, citizenId, msg.sender, statement);
        emit Dispute(COURT, reopenedAs, uint256(c.ground), reopenedAs);
    }

    /// @inheritdoc ITribunal
    function refund(uint256 caseId) external returns (uint256 amount) {
        (address account, uint256 citizenId) = (_reopenings[caseId].account, _reopenings[caseId].citizenId);
        bool isChallenge = account == address(0);
        if (isChallenge) {
            ChallengeRecord storage c = _requireChallenge(caseId);
            (account, citizenId) = (c.challenger, c.challengerId);
        }
        uint256 fromCourt = COURT.takeRefund(caseId);
        // What the court owes goes through the fund, whoever has it paid.
        if (COURT.owedTo(address(0), address(this)) != 0) COURT.claim(address(0), address(this));
        amount = isChallenge ? _dueOf(caseId, fromCourt) : fromCourt;
        require(amount + fromCourt != 0, Tribunal_NothingToRefund(caseId));
        _fund -= amount;
        _credit(address(0), account, citizenId, amount);
    }

    /// @notice Takes what the court pays, see {refund}.
    /// @custom:access court
    receive() external payable fromTheCourt {
        _fund += msg.value;
    }

    /* RULING AND ENFORCING */

    /// @inheritdoc IArbitrable
    /// @dev Records, and does nothing that could fail.
    /// @custom:access court
    /// @custom:reverts Tribunal_NotTheCourt if anyone else calls.
    /// @custom:reverts Tribunal_AlreadyRuled if there is a ruling, or no such challenge.
    function rule(uint256 caseId, uint256 ruling) external {
        require(msg.sender == address(COURT), Tribunal_NotTheCourt(msg.sender));
        uint256 challengeId = _reopenings[caseId].caseId;
        bool isReopened = challengeId != 0;
        if (!isReopened) challengeId = caseId;
        ChallengeRecord storage c = _challenges[challengeId];
        Outcome outcome = c.outcome;
        require(
            outcome == (isReopened ? Outcome.Reopened : Outcome.Pending), Tribunal_AlreadyRuled(challengeId, outcome)
        );

        outcome = Outcome(ruling + FIRST_OUTCOME);
        // Only an offence can be reprimanded.
        if (outcome == Outcome.Reprimanded && c.ground != Ground.Offence) outcome = Outcome.Granted;
        c.outcome = outcome;
        // By the clock, and not by whoever has the ruling delivered.
        (uint256 decidedAt, bool isByPlenary) = COURT.decidedAt(caseId);
        c.hoursToRuling = uint24(Math.ceilDiv(decidedAt - c.openedAt, 1 hours));
        if (isByPlenary) c.flags |= uint8(BY_PLENARY);
        c.closedHours = uint24(_closedSoFar(c.flags & NEWCOMER != 0) / 1 hours);
        uint256 citizenId = c.citizenId;
        PenalRecord storage penal = _penalRecordOf(citizenId);
        uint256 coolOffEndsAt = _coolDown(c, penal, outcome, isReopened);
        emit Ruling(COURT, caseId, ruling);
        emit ChallengeDecided(challengeId, citizenId, outcome, penal.offences, coolOffEndsAt);
        if (isReopened) {
            if (outcome == Outcome.Granted) return;
            _remit(challengeId, citizenId, _imposedBy(c, SanctionKind.Fine));
            // Whatever becomes of it, the ruling is recorded: anyone can call again.
            try ITribunal(address(this)).lift(challengeId) {} catch {} // solhint-disable-line no-empty-blocks
            return;
        }

        _openCases.end(CasePrices.personOf(c.challengerId, c.challenger));
        // To the citizen where there is one, so that the money follows the person to a new key.
        uint256 creditorId = outcome == Outcome.Dismissed ? citizenId : c.challengerId;
        _credit(address(0), c.challenger, creditorId, _bondOf(c));
        if (c.flags & KEEPING == 0) return;
        // Whatever becomes of it, the ruling is recorded: anyone can call again.
        try ITribunal(address(this)).wake(caseId) {} catch {} // solhint-disable-line no-empty-blocks
    }

    /// @inheritdoc ITribunal
    function wake(uint256 caseId) external {
        ChallengeRecord storage c = _requireChallenge(caseId);
        Outcome outcome = c.outcome;
        // Who was found guilty and waits for the end in line does not vote meanwhile.
        bool isDue = outcome == Outcome.Pending || (outcome == Outcome.Granted && block.timestamp < _endingLapsesAt(c));
        require(c.flags & KEEPING != 0 && !isDue, Tribunal_NotKeptAsleep(caseId, outcome));

        c.flags ^= uint8(KEEPING);
        uint256 citizenId = c.citizenId;
        if (--_keeping[citizenId] == 0) CITIZENSHIP.keepAsleep(citizenId, false);
    }

    /// @inheritdoc ITribunal
    function wakeCitizen(uint256 citizenId) external {
        uint256 challenges = _keeping[citizenId];
        require(challenges == 0, Tribunal_KeptAsleep(citizenId, challenges));
        CITIZENSHIP.keepAsleep(citizenId, false);
    }

    /// @inheritdoc ITribunal
    function lift(uint256 caseId) external {
        ChallengeRecord storage c = _requireChallenge(caseId);
        Outcome outcome = c.outcome;
        require(
            c.flags & REOPENED != 0 && outcome != Outcome.Granted && outcome != Outcome.Reopened
                && _lift(caseId, c.citizenId, _imposedBy(c, SanctionKind.Suspend)),
            Tribunal_NothingToLift(caseId, outcome)
        );
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
        bool areOthersLapsed = block.timestamp >= lapsesAt;
        if (areOthersLapsed) lapsesAt = _endingLapsesAt(c);
        require(block.timestamp < lapsesAt, Tribunal_SanctionsLapsed(caseId, lapsesAt));

        uint256 citizenId = c.citizenId;
        for (uint256 i = 0; i < count; ++i) {
            uint8 bit = uint8(1 << i);
            // Read anew each time: the institution of an order may have called back in.
            if (c.enforced & bit != 0) continue;
            Sanction memory sanction = _sanctionOf(c, i);
            if (areOthersLapsed && sanction.kind != SanctionKind.Revoke) continue;
            if (c.outcome != Outcome.Granted) {
                ++left;
                continue;
            }
            c.enforced |= bit;
            if (_enforce(caseId, citizenId, i, sanction)) continue;
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
        (uint256 pendingId, uint256 endsAt) = (_pendingIn(coolOff), coolOff.endsAt);
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

    /// @dev Whether the citizenship is at stake.
    function _isEnding(Ground ground, Sanction[] calldata sanctions) private pure returns (bool) {
        if (ground != Ground.Offence) return true;
        for (uint256 i = 0; i < sanctions.length; ++i) {
            if (sanctions[i].kind == SanctionKind.Revoke) return true;
        }
        return false;
    }

    /// @dev What a person's later cases cost above the base is for those whose challenges are right.
    function _openCase(Ground ground, uint256 marks, uint256 citizenId, uint256 challengerId)
        private
        returns (uint256 caseId)
    {
        uint256 person = CasePrices.personOf(challengerId, msg.sender);
        uint256 base = _costOf(marks);
        uint256 price = _openCases.priceFor(person, base);
        uint256 cost = price + _bond();
        require(msg.value == cost, Tribunal_WrongPayment(msg.value, cost));
        _openCases.begin(person);
        _fund += price - base;
        caseId = COURT.createDispute{value: base}(_choicesOf(ground), _extraData(marks, citizenId, challengerId));
    }

    function _choicesOf(Ground ground) private pure returns (uint256) {
        return ground == Ground.Offence ? OFFENCE_CHOICES : CHOICES;
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
            caseId, c.citizenId, msg.sender, ground, c.citedId, c.articleVersion, _bondOf(c), sanctions, statement
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

    /// @dev What a challenger is due: what the court gives back and, once a challenge that was right cannot be reopened any more, all
    /// that its jurors cost, as far as the fund reaches.
    function _dueOf(uint256 caseId, uint256 fromCourt) private returns (uint256 due) {
        ChallengeRecord storage c = _challenges[caseId];
        bool isRight = _isFounded(c.outcome) && block.timestamp >= _reopenableUntil(caseId, c);
        due = isRight ? Math.min(_feesOf(caseId, c) - _givenBack[caseId], _fund) : fromCourt;
        _givenBack[caseId] += due;
    }

    /// @dev Counts the offence, or keeps the same challenge from being brought again for a while.
    function _coolDown(ChallengeRecord storage c, PenalRecord storage penal, Outcome outcome, bool isReopened)
        private
        returns (uint256 coolOffEndsAt)
    {
        CoolOff storage coolOff = _coolOffOf(c.citizenId, c.ground, c.citedId);
        if (_isFounded(outcome)) {
            // What is confirmed was counted before.
            if (!isReopened) ++penal.offences;
        } else {
            if (isReopened) --penal.offences;
            coolOffEndsAt = block.timestamp + c.coolOff;
            coolOff.endsAt = uint40(coolOffEndsAt);
        }
    }

    /// @dev Only who waits for the vote is kept from it: one challenge after the other would keep it asleep without end.
    function _keepAsleep(uint256 citizenId) private returns (bool) {
        if (!_isNewcomer(citizenId)) return false;
        CITIZENSHIP.keepAsleep(citizenId, true);
        ++_keeping[citizenId];
        return true;
    }

    function _isFounded(Outcome outcome) private pure returns (bool) {
        return outcome == Outcome.Granted || outcome == Outcome.Reprimanded;
    }
}
