// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IArbitrable} from "../standards/IArbitrable.sol";
import {AgreementCollateral} from "./AgreementCollateral.sol";
import {AgreementPhase, AgreementTerms} from "./AgreementTypes.sol";
import {DemandWord, digestOf, toDemandWord} from "./DemandWord.sol";
import {IAgreements} from "./IAgreements.sol";

/// @title  AgreementDisputes
/// @notice Agreements before the court, which picks one of the parties' demands unchanged. A party that demands too much is
///         likely to lose to one that demands what is fair. Demands are open, and move towards each other. Those that meet are
///         settled in the middle.
/// @dev AUTHORITY    Only the court rules, and only on cases that were brought here.
///
///      ASSUMPTIONS  The court keeps to ERC-792: it rules once on a case. It ends every case.
///
///      INVARIANTS   AGR-5 [one ruling]: a ruling is recorded once, and divides the collateral once.
///                   AGR-6 [demands]: a demand hands out the whole collateral. It changes in the others' favour alone, and not
///                   after the court's first time for evidence.
abstract contract AgreementDisputes is AgreementCollateral {
    uint256 internal constant MIN_PARTIES = 2;
    uint256 internal constant MAX_PARTIES = 8;
    uint256 internal constant MAX_STATEMENT_LENGTH = 2048;

    /// @dev After each demand a step is left to move, up to the end of the evidence. The three last steps of the evidence are for
    /// that. A step is a day, or a sixth of the time for evidence where that is less.
    uint256 private constant MAX_MOVE_STEP = 1 days;
    uint256 private constant STEPS_OF_EVIDENCE = 6;

    constructor() {
        for (uint256 parties = MIN_PARTIES; parties <= MAX_PARTIES; ++parties) {
            emit MetaEvidence(parties, _question(parties));
        }
    }

    /* READING */

    /// @inheritdoc IAgreements
    function agreementOf(uint256 caseId) external view returns (uint256) {
        return _brought[caseId].agreementId;
    }

    /// @inheritdoc IAgreements
    function disputeCost(uint256 agreementId, AgreementTerms calldata terms, uint256 party)
        external
        view
        returns (uint256 cost)
    {
        Agreement storage a = _requireTerms(agreementId, terms);
        (cost,,) = _priceOf(a, terms, party, _extraData(a, terms));
    }

    /* DISPUTING */

    /// @inheritdoc IAgreements
    function dispute(
        uint256 agreementId,
        AgreementTerms calldata terms,
        uint256 party,
        uint256[] calldata demand,
        string calldata statement
    ) external payable returns (uint256 caseId) {
        Agreement storage a = _requireIn(agreementId, terms, AgreementPhase.Binding);
        _requireCaller(agreementId, a, terms, party);
        require(a.declared != _everyone(a), Agreements_NothingToDispute(agreementId));
        uint256 endsAt = a.declaredAt == 0 ? terms.until : a.declaredAt + terms.objectionPeriod;
        require(block.timestamp < endsAt, Agreements_TooLate(agreementId, endsAt));

        caseId = _bring(agreementId, a, terms, party, _extraData(a, terms));
        a.phase = AgreementPhase.Disputed;
        a.caseId = uint40(caseId);
        (, uint256 endsHearingAt,,) = COURT.hearing(caseId);
        _setMoments(a, endsHearingAt);
        emit AgreementDisputed(agreementId, caseId, party);
        emit Dispute(COURT, caseId, terms.parties.length, caseId);
        _state(agreementId, terms, party, demand);
        _give(caseId, statement);
    }

    /// @inheritdoc IAgreements
    function answer(
        uint256 agreementId,
        AgreementTerms calldata terms,
        uint256 party,
        uint256[] calldata demand,
        string calldata statement
    ) external {
        Agreement storage a = _requireIn(agreementId, terms, AgreementPhase.Disputed);
        _requireCaller(agreementId, a, terms, party);
        uint256 answersUntil = a.answersUntil;
        require(block.timestamp < answersUntil, Agreements_TooLate(agreementId, answersUntil));
        require(_demands[agreementId][party].digest() == 0, Agreements_AlreadyDone(agreementId, party));

        _state(agreementId, terms, party, demand);
        _give(a.caseId, statement);
        _prolong(a);
        _settleIfMet(agreementId, a, terms);
    }

    /// @inheritdoc IAgreements
    function concede(
        uint256 agreementId,
        AgreementTerms calldata terms,
        uint256 party,
        uint256[] calldata demand,
        uint256[] calldata newDemand
    ) external {
        Agreement storage a = _requireIn(agreementId, terms, AgreementPhase.Disputed);
        _requireCaller(agreementId, a, terms, party);
        uint256 movesUntil = a.movesUntil;
        require(block.timestamp < movesUntil, Agreements_TooLate(agreementId, movesUntil));
        _requireDemand(agreementId, party, demand);
        _requireConcession(agreementId, party, demand, newDemand);

        _state(agreementId, terms, party, newDemand);
        _prolong(a);
        _settleIfMet(agreementId, a, terms);
    }

    /* RULING */

    /// @inheritdoc IArbitrable
    /// @dev Only records, so that nothing that a party or an asset does makes it fail. The ruling on an agreement that was settled
    /// meanwhile is accepted and has no effect.
    /// @custom:access court
    function rule(uint256 caseId, uint256 ruling) external {
        require(msg.sender == address(COURT), Agreements_NotTheCourt(msg.sender));
        uint256 agreementId = _brought[caseId].agreementId;
        Agreement storage a = _agreements[agreementId];
        AgreementPhase phase = a.phase;
        bool isSettled = phase == AgreementPhase.Settled;
        require(isSettled || phase == AgreementPhase.Disputed, Agreements_WrongPhase(agreementId, phase));
        _close(caseId);
        if (isSettled) return;

        a.phase = AgreementPhase.Ruled;
        // The court rules one of the choices that the case was brought with, which fit a byte.
        a.ruling = uint8(ruling);
        emit Ruling(COURT, caseId, ruling);
    }

    /// @inheritdoc IAgreements
    function divide(uint256 agreementId, AgreementTerms calldata terms, uint256[] calldata demand) external {
        Agreement storage a = _requireIn(agreementId, terms, AgreementPhase.Ruled);
        uint256 ruling = a.ruling;
        if (!_hasDemand(agreementId, ruling)) return _giveBack(agreementId, a, terms, AgreementPhase.Divided);

        _requireDemand(agreementId, ruling - 1, demand);
        _end(agreementId, a, terms, AgreementPhase.Divided, demand);
    }

    /* INTERNAL */

    function _state(uint256 agreementId, AgreementTerms calldata terms, uint256 party, uint256[] calldata demand)
        private
    {
        _requireDivision(demand, terms);
        _demands[agreementId][party] = toDemandWord(demand, party);
        emit DemandStated(agreementId, party, demand);
    }

    /// @dev From the end of the evidence backwards: a first demand leaves a step to answer it, and three steps are for moves.
    function _setMoments(Agreement storage a, uint256 evidenceEndsAt) private {
        uint256 step = Math.min(MAX_MOVE_STEP, (evidenceEndsAt - block.timestamp) / STEPS_OF_EVIDENCE);
        a.moveStep = uint24(step);
        a.answersUntil = uint40(evidenceEndsAt - step);
        a.movesUntil = uint40(evidenceEndsAt - 3 * step);
    }

    /// @dev Leaves the others a step to move, up to the end of the evidence.
    function _prolong(Agreement storage a) private {
        uint256 step = a.moveStep;
        uint256 until = Math.min(block.timestamp + step, a.answersUntil + step);
        if (until > a.movesUntil) a.movesUntil = uint40(until);
    }

    /// @dev Demands have met when each party can have what it demands for itself. What is left over is shared by all alike, which is
    /// the middle between two. The first party takes the remainder of rounding.
    function _settleIfMet(uint256 agreementId, Agreement storage a, AgreementTerms calldata terms) private {
        uint256 count = terms.parties.length;
        uint256[] memory division = new uint256[](count);
        uint256 left = _sumOf(terms.locks);
        for (uint256 i = 0; i < count; ++i) {
            DemandWord demand = _demands[agreementId][i];
            uint256 own = demand.own();
            if (demand.digest() == 0 || own > left) return;
            division[i] = own;
            left -= own;
        }
        for (uint256 i = 0; i < count; ++i) {
            division[i] += left / count;
        }
        division[0] += left % count;
        _end(agreementId, a, terms, AgreementPhase.Settled, division);
    }

    function _requireDemand(uint256 agreementId, uint256 party, uint256[] calldata demand) private view {
        (bytes20 given, bytes20 kept) = (digestOf(demand), _demands[agreementId][party].digest());
        require(given == kept, Agreements_DemandMismatch(agreementId, party, given, kept));
    }

    /// @dev The party gives to others, and takes from none of them. That they get the whole collateral is checked elsewhere.
    function _requireConcession(
        uint256 agreementId,
        uint256 party,
        uint256[] calldata demand,
        uint256[] calldata newDemand
    ) private pure {
        require(newDemand.length == demand.length, Agreements_WrongCount(newDemand.length, demand.length));
        require(newDemand[party] < demand[party], Agreements_NoConcession(agreementId, party));
        for (uint256 i = 0; i < demand.length; ++i) {
            require(i == party || newDemand[i] >= demand[i], Agreements_NoConcession(agreementId, i));
        }
    }

    function _give(uint256 caseId, string calldata statement) private {
        _requireText(statement, MAX_STATEMENT_LENGTH);
        emit Evidence(COURT, caseId, msg.sender, statement);
    }

    /// @dev For the court: the track, and the parties who are citizens, by the citizenship that their account holds now: one who came
    /// back is another citizen, as is one who became a citizen since the opening.
    function _extraData(Agreement storage a, AgreementTerms calldata terms) private view returns (bytes memory data) {
        data = abi.encodePacked(terms.track);
        uint256[] memory citizenIds = new uint256[](terms.parties.length);
        for (uint256 i = 0; i < citizenIds.length; ++i) {
            uint256 citizenId = CITIZENSHIP.citizenOf(_accountOf(a, terms, i));
            // A citizenship that ended may be given back.
            if (citizenId == 0) citizenId = _citizenIdIn(a.citizenIds, i);
            // Two parties can be one citizen: whose citizenship moved to the account of the other.
            if (citizenId == 0 || _contains(citizenIds, citizenId)) continue;
            citizenIds[i] = citizenId;
            data = abi.encodePacked(data, uint32(citizenId));
        }
    }

    function _contains(uint256[] memory citizenIds, uint256 citizenId) private pure returns (bool) {
        for (uint256 i = 0; i < citizenIds.length; ++i) {
            if (citizenIds[i] == citizenId) return true;
        }
        return false;
    }

    // solhint-disable quotes
    /// @dev ERC-1497's document for agreements of so many parties, as a data URI.
    function _question(uint256 parties) private pure returns (string memory) {
        string memory titles = "";
        for (uint256 i = 1; i <= parties; ++i) {
            string memory comma = i == 1 ? "" : ",";
            titles = string.concat(titles, comma, '"The demand of party ', Strings.toString(i), '"');
        }
        return string.concat(
            'data:application/json,{"category":"Agreement","title":"A disputed agreement","description":"',
            "The parties signed the text that the event AgreementOpened carries. Each may have demanded a division of the",
            ' collateral by an event DemandStated.","question":"Whose demand fits the agreement, and what was done, best?",',
            '"rulingOptions":{"type":"single-select","titles":[',
            titles,
            "]}}"
        );
    }
}
