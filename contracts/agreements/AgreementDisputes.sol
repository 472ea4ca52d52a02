// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {IArbitrable} from "../standards/IArbitrable.sol";
import {AgreementPurse} from "./AgreementPurse.sol";
import {AgreementPhase, AgreementTerms} from "./AgreementTypes.sol";
import {IAgreements} from "./IAgreements.sol";
import {ICourt} from "../court/ICourt.sol";

/// @title  AgreementDisputes
/// @notice Agreements before the court, which picks one of the parties' claims as it stands: whoever claims too much is likely
///         to lose to whoever claims what is fair.
/// @dev AUTHORITY    The court alone rules, and on the cases alone that were brought here.
///
///      ASSUMPTIONS  The court keeps to ERC-792: it rules once on a case. It ends every case.
///
///      INVARIANTS   AGR-4 [one ruling]: a ruling is recorded once, and divides the collateral once.
///                   AGR-5 [claims]: a claim hands out the whole collateral, and does not change.
abstract contract AgreementDisputes is AgreementPurse {
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
        uint256[] calldata claim,
        string calldata statement
    ) external payable returns (uint256 caseId) {
        Agreement storage a = _requireIn(agreementId, terms, AgreementPhase.Binding);
        _requireCaller(agreementId, a, terms, party);
        require(a.declared != _everyone(a), Agreements_NothingToDispute(agreementId));
        uint256 endsAt = a.declaredAt == 0 ? terms.until : a.declaredAt + terms.objectionPeriod;
        require(block.timestamp < endsAt, Agreements_TooLate(agreementId, endsAt));

        // No one is called back: the court takes the case, and says until when it hears evidence.
        caseId = _bring(a, terms);
        a.phase = AgreementPhase.Disputed;
        a.caseId = uint64(caseId);
        a.answersUntil = uint40(COURT.docket(caseId).endsAt);
        agreementOf[caseId] = agreementId;
        emit AgreementDisputed(agreementId, caseId, party);
        emit Dispute(COURT, caseId, terms.parties.length, caseId);
        _state(agreementId, terms, party, claim);
        _give(caseId, statement);
    }

    /// @inheritdoc IAgreements
    function answer(
        uint256 agreementId,
        AgreementTerms calldata terms,
        uint256 party,
        uint256[] calldata claim,
        string calldata statement
    ) external {
        Agreement storage a = _requireIn(agreementId, terms, AgreementPhase.Disputed);
        _requireCaller(agreementId, a, terms, party);
        require(block.timestamp < a.answersUntil, Agreements_TooLate(agreementId, a.answersUntil));
        require(_claimHashes[agreementId][party] == 0, Agreements_AlreadyDone(agreementId, party));

        _state(agreementId, terms, party, claim);
        _give(a.caseId, statement);
    }

    /* RULING */

    /// @inheritdoc IArbitrable
    /// @dev Only records, so that it cannot fail for anything that a party or an asset does. What was settled stays so: the
    /// ruling of its case is taken, and has no effect.
    function rule(uint256 caseId, uint256 ruling) external {
        require(msg.sender == address(COURT), Agreements_NotTheCourt(msg.sender));
        uint256 agreementId = agreementOf[caseId];
        Agreement storage a = _agreements[agreementId];
        if (a.phase == AgreementPhase.Settled) return;
        require(a.phase == AgreementPhase.Disputed, Agreements_WrongPhase(agreementId, a.phase));

        a.phase = AgreementPhase.Ruled;
        // No more than the choices that the case was brought with.
        a.ruling = uint8(ruling);
        emit Ruling(COURT, caseId, ruling);
    }

    /// @inheritdoc IAgreements
    function divide(uint256 agreementId, AgreementTerms calldata terms, uint256[] calldata claim) external {
        Agreement storage a = _requireIn(agreementId, terms, AgreementPhase.Ruled);
        uint256 ruling = a.ruling;
        // Ruling 0 is the claim of nobody, which is not kept.
        uint256 party = ruling == 0 ? MAX_PARTIES : ruling - 1;
        bytes32 kept = _claimHashes[agreementId][party];
        if (kept == 0) return _giveBack(agreementId, a, terms, AgreementPhase.Divided);

        bytes32 given = keccak256(abi.encodePacked(claim));
        require(given == kept, Agreements_ClaimMismatch(agreementId, party, given, kept));
        _end(agreementId, a, terms, AgreementPhase.Divided, claim);
    }

    /* INTERNAL */

    /// @dev Brings the case, for which exactly its cost must have been sent.
    function _bring(Agreement storage a, AgreementTerms calldata terms) private returns (uint256 caseId) {
        bytes memory extraData = _extraData(a, terms);
        uint256 cost = COURT.arbitrationCost(extraData);
        require(msg.value == cost, Agreements_WrongValue(msg.value, cost));
        return COURT.createDispute{value: cost}(terms.parties.length, extraData);
    }

    function _state(uint256 agreementId, AgreementTerms calldata terms, uint256 party, uint256[] calldata claim)
        private
    {
        _requireDivision(claim, terms);
        _claimHashes[agreementId][party] = keccak256(abi.encodePacked(claim));
        emit ClaimStated(agreementId, party, claim);
    }

    function _give(uint256 caseId, string calldata statement) private {
        _requireText(statement, MAX_STATEMENT_LENGTH);
        emit Evidence(COURT, caseId, msg.sender, statement);
    }

    /// @dev For the court: the lane, and the parties who are citizens, also those who have become so since.
    function _extraData(Agreement storage a, AgreementTerms calldata terms) private view returns (bytes memory data) {
        data = abi.encodePacked(terms.lane);
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
            titles = string.concat(titles, comma, '"The claim of party ', Strings.toString(i), '"');
        }
        return string.concat(
            'data:application/json,{"category":"Agreement","title":"A disputed agreement","description":"',
            "The parties signed the text that the event AgreementOpened carries. Each may have claimed a division of the",
            ' collateral by an event ClaimStated.","question":"Whose claim fits the agreement, and what was done, best?",',
            '"rulingOptions":{"type":"single-select","titles":[',
            titles,
            "]}}"
        );
    }
}
