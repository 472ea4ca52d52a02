// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {IArbitrable} from "../standards/IArbitrable.sol";
import {AgreementCollateral} from "./AgreementCollateral.sol";
import {AgreementPhase, AgreementTerms} from "./AgreementTypes.sol";
import {IAgreements} from "./IAgreements.sol";
import {ICourt} from "../court/ICourt.sol";

/// @title  AgreementDisputes
/// @notice Agreements before the court, which picks one of the parties' demands unchanged. A party that demands too much is
///         likely to lose to one that demands what is fair.
/// @dev AUTHORITY    Only the court rules, and only on cases that were brought here.
///
///      ASSUMPTIONS  The court keeps to ERC-792: it rules once on a case. It ends every case.
///
///      INVARIANTS   AGR-4 [one ruling]: a ruling is recorded once, and divides the collateral once.
///                   AGR-5 [demands]: a demand hands out the whole collateral, and does not change.
abstract contract AgreementDisputes is AgreementCollateral {
    uint256 internal constant MIN_PARTIES = 2;
    uint256 internal constant MAX_PARTIES = 8;
    uint256 internal constant MAX_STATEMENT_LENGTH = 2048;

    ICourt internal immutable COURT;

    /// @inheritdoc IAgreements
    mapping(uint256 caseId => uint256 agreementId) public agreementOf;

    constructor(ICourt court) {
        COURT = court;
        for (uint256 parties = MIN_PARTIES; parties <= MAX_PARTIES; ++parties) {
            emit MetaEvidence(parties, _question(parties));
        }
    }

    /* READING */

    /// @inheritdoc IAgreements
    function disputeCost(uint256 agreementId, AgreementTerms calldata terms) external view returns (uint256) {
        return COURT.arbitrationCost(_extraData(_requireTerms(agreementId, terms), terms));
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

        // The court calls nobody back: it takes the case, and tells until when it hears evidence.
        caseId = _bring(a, terms);
        a.phase = AgreementPhase.Disputed;
        a.caseId = uint64(caseId);
        a.answersUntil = uint40(COURT.caseView(caseId).endsAt);
        agreementOf[caseId] = agreementId;
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
        require(_demandHashes[agreementId][party] == 0, Agreements_AlreadyDone(agreementId, party));

        _state(agreementId, terms, party, demand);
        _give(a.caseId, statement);
    }

    /* RULING */

    /// @inheritdoc IArbitrable
    /// @dev Only records, so that nothing that a party or an asset does makes it fail. The ruling on an agreement that was settled
    /// meanwhile is accepted and has no effect.
    /// @custom:access court
    function rule(uint256 caseId, uint256 ruling) external {
        require(msg.sender == address(COURT), Agreements_NotTheCourt(msg.sender));
        uint256 agreementId = agreementOf[caseId];
        Agreement storage a = _agreements[agreementId];
        AgreementPhase phase = a.phase;
        if (phase == AgreementPhase.Settled) return;
        require(phase == AgreementPhase.Disputed, Agreements_WrongPhase(agreementId, phase));

        a.phase = AgreementPhase.Ruled;
        // The court rules one of the choices that the case was brought with, which fit a byte.
        a.ruling = uint8(ruling);
        emit Ruling(COURT, caseId, ruling);
    }

    /// @inheritdoc IAgreements
    function divide(uint256 agreementId, AgreementTerms calldata terms, uint256[] calldata demand) external {
        Agreement storage a = _requireIn(agreementId, terms, AgreementPhase.Ruled);
        uint256 ruling = a.ruling;
        // Ruling 0 names no party, and so no demand that is kept.
        uint256 party = ruling == 0 ? MAX_PARTIES : ruling - 1;
        bytes32 kept = _demandHashes[agreementId][party];
        if (kept == 0) return _giveBack(agreementId, a, terms, AgreementPhase.Divided);

        bytes32 given = keccak256(abi.encodePacked(demand));
        require(given == kept, Agreements_DemandMismatch(agreementId, party, given, kept));
        _end(agreementId, a, terms, AgreementPhase.Divided, demand);
    }

    /* INTERNAL */

    /// @dev Brings the case. The value sent must be exactly its cost.
    function _bring(Agreement storage a, AgreementTerms calldata terms) private returns (uint256 caseId) {
        bytes memory extraData = _extraData(a, terms);
        uint256 cost = COURT.arbitrationCost(extraData);
        require(msg.value == cost, Agreements_WrongValue(msg.value, cost));
        return COURT.createDispute{value: cost}(terms.parties.length, extraData);
    }

    function _state(uint256 agreementId, AgreementTerms calldata terms, uint256 party, uint256[] calldata demand)
        private
    {
        _requireDivision(demand, terms);
        _demandHashes[agreementId][party] = keccak256(abi.encodePacked(demand));
        emit DemandStated(agreementId, party, demand);
    }

    function _give(uint256 caseId, string calldata statement) private {
        _requireText(statement, MAX_STATEMENT_LENGTH);
        emit Evidence(COURT, caseId, msg.sender, statement);
    }

    /// @dev For the court: the track, and the parties who are citizens, including those who became citizens since the opening.
    function _extraData(Agreement storage a, AgreementTerms calldata terms) private view returns (bytes memory data) {
        data = abi.encodePacked(terms.track);
        for (uint256 i = 0; i < terms.parties.length; ++i) {
            uint256 citizenId = _citizenIdIn(a.citizenIds, i);
            if (citizenId == 0) citizenId = CITIZENSHIP.citizenOf(terms.parties[i]);
            if (citizenId != 0) data = abi.encodePacked(data, uint32(citizenId));
        }
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
