// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import {ERC165} from "@openzeppelin/contracts/utils/introspection/ERC165.sol";
import {ICitizenship} from "../citizenship/ICitizenship.sol";
import {ICivicCoin} from "../coin/ICivicCoin.sol";
import {AgreementOffers} from "./AgreementOffers.sol";
import {AgreementCollateral} from "./AgreementCollateral.sol";
import {AgreementRecords} from "./AgreementRecords.sol";
import {AgreementPhase, AgreementTerms} from "./AgreementTypes.sol";
import {IAgreements} from "./IAgreements.sol";
import {ICourt} from "../court/ICourt.sol";
import {IPayouts} from "../kernel/IPayouts.sol";
import {IArbitrable} from "../standards/IArbitrable.sol";

/// @title  Agreements
/// @notice Texts that two to eight parties sign, with collateral that performance, a settlement or the court divides.
/// @dev AUTHORITY    Nobody has power over others here. Each party acts for itself. Anyone carries out what time, or all parties,
///                   decided. The court picks a demand where a party disputes.
///
///      ASSUMPTIONS  Citizenship, court, coin and treasury are the nation's, and may be code that does not exist yet.
///
///      INVARIANTS   AGR-1: of each asset, what was locked is what agreements hold, what is owed, and what was claimed.
///                   AGR-2: the collateral of an agreement is divided once.
///                   AGR-3: every agreement can reach an end by someone's act from any state.
///                   AGR-4: no offer binds after it was withdrawn or a ruling was given.
///
///      LIMITS       A declaration that nobody disputes in time counts as true: parties must watch. A juror who is a party under
///                   an account that is no citizen's is not known to be one. Court, coin and treasury stay those of its creation:
///                   a nation that replaces one appoints new agreements, too. Works until 20 February 36812.
contract Agreements is AgreementOffers, ERC165 {
    uint256 private constant MAX_TEXT_LENGTH = 8192;
    uint256 private constant MIN_OBJECTION_PERIOD = 1 hours;
    uint256 private constant MAX_OBJECTION_PERIOD = 365 days;
    /// @dev So that a demand fits a word, and no sum of amounts, or tax on them, can overflow.
    uint256 private constant MAX_COLLATERAL = type(uint96).max;

    constructor(ICitizenship citizenship, ICourt court, ICivicCoin coin, address treasury)
        AgreementRecords(citizenship)
        AgreementCollateral(court, coin, treasury)
    {}

    /* AGREEING */

    /// @inheritdoc IAgreements
    function open(AgreementTerms calldata terms, string calldata text) external returns (uint256 agreementId) {
        _requireSound(terms);
        require(bytes(text).length != 0, Agreements_TextOutOfBounds(0, MAX_TEXT_LENGTH));
        _requireText(text, MAX_TEXT_LENGTH);
        bytes32 textHash = keccak256(bytes(text));
        require(textHash == terms.textHash, Agreements_TextMismatch(textHash, terms.textHash));

        agreementId = ++agreementCount;
        Agreement storage a = _agreements[agreementId];
        a.termsHash = hashOf(agreementId, terms);
        a.phase = AgreementPhase.Open;
        a.partyCount = uint8(terms.parties.length);
        a.citizenIds = _name(agreementId, terms, text);
    }

    /// @inheritdoc IAgreements
    function sign(uint256 agreementId, AgreementTerms calldata terms, uint256 party, bytes calldata signature)
        external
        payable
        nonReentrant
    {
        Agreement storage a = _requireIn(agreementId, terms, AgreementPhase.Open);
        require(block.timestamp < terms.signBy, Agreements_TooLate(agreementId, terms.signBy));
        address account = _accountOf(a, terms, party);
        require(!_has(a.signed, party), Agreements_AlreadyDone(agreementId, party));
        if (signature.length == 0) {
            _requireCaller(agreementId, party, account);
        } else {
            bytes32 structHash = _signatureHash(account, a.termsHash);
            _requireSignature(agreementId, party, account, structHash, signature);
        }

        a.signed |= _bitOf(party);
        emit AgreementSigned(agreementId, party, account, terms.locks[party]);
        if (a.signed == _everyone(a)) {
            a.phase = AgreementPhase.Binding;
            emit AgreementBound(agreementId);
        }
        _lock(terms.asset, account, terms.locks[party], terms.feeLocks[party]);
    }

    /// @inheritdoc IAgreements
    function decline(uint256 agreementId, AgreementTerms calldata terms, uint256 party) external {
        Agreement storage a = _requireIn(agreementId, terms, AgreementPhase.Open);
        _requireCaller(agreementId, a, terms, party);

        _giveBack(agreementId, a, terms, AgreementPhase.Declined);
    }

    /// @inheritdoc IAgreements
    function lapse(uint256 agreementId, AgreementTerms calldata terms) external {
        Agreement storage a = _requireTerms(agreementId, terms);
        AgreementPhase phase = a.phase;
        require(
            phase == AgreementPhase.Open || phase == AgreementPhase.Binding, Agreements_WrongPhase(agreementId, phase)
        );
        require(a.declaredAt == 0, Agreements_Declared(agreementId, a.declaredAt));
        uint256 lapsesAt = phase == AgreementPhase.Open ? terms.signBy : terms.until;
        require(block.timestamp >= lapsesAt, Agreements_TooEarly(agreementId, lapsesAt));

        _giveBack(agreementId, a, terms, AgreementPhase.Lapsed);
    }

    /* PERFORMING */

    /// @inheritdoc IAgreements
    function declarePerformed(
        uint256 agreementId,
        AgreementTerms calldata terms,
        uint256 party,
        string calldata statement
    ) external {
        Agreement storage a = _requireIn(agreementId, terms, AgreementPhase.Binding);
        _requireCaller(agreementId, a, terms, party);
        require(!_has(a.declared, party), Agreements_AlreadyDone(agreementId, party));
        _requireText(statement, MAX_STATEMENT_LENGTH);
        if (a.declaredAt == 0) {
            require(block.timestamp < terms.until, Agreements_TooLate(agreementId, terms.until));
            a.declaredAt = uint40(block.timestamp);
        }

        a.declared |= _bitOf(party);
        emit PerformanceDeclared(agreementId, party, statement);
        _endOffers(agreementId, a, party);
    }

    /// @inheritdoc IAgreements
    function complete(uint256 agreementId, AgreementTerms calldata terms) external {
        Agreement storage a = _requireIn(agreementId, terms, AgreementPhase.Binding);
        uint256 declaredAt = a.declaredAt;
        require(declaredAt != 0, Agreements_NotDeclared(agreementId));
        uint256 possibleAt = declaredAt + terms.objectionPeriod;
        require(
            a.declared == _everyone(a) || block.timestamp >= possibleAt, Agreements_TooEarly(agreementId, possibleAt)
        );

        _end(agreementId, a, terms, AgreementPhase.Performed, terms.payouts);
    }

    /* ERC-165 */

    /// @notice Whether the contract implements an interface.
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return interfaceId == type(IAgreements).interfaceId || interfaceId == type(IPayouts).interfaceId
            || interfaceId == type(IArbitrable).interfaceId || interfaceId == type(IERC5267).interfaceId
            || super.supportsInterface(interfaceId);
    }

    /* INTERNAL */

    /// @dev Reads which party is which citizen, and announces the agreement.
    function _name(uint256 agreementId, AgreementTerms calldata terms, string calldata text)
        private
        returns (uint256 word)
    {
        uint256[] memory citizenIds = new uint256[](terms.parties.length);
        for (uint256 i = 0; i < citizenIds.length; ++i) {
            citizenIds[i] = CITIZENSHIP.citizenOf(terms.parties[i]);
            word |= citizenIds[i] << (32 * i);
        }
        emit AgreementOpened(agreementId, msg.sender, terms, text, citizenIds);
        for (uint256 i = 0; i < citizenIds.length; ++i) {
            emit PartyNamed(agreementId, terms.parties[i], citizenIds[i], i);
        }
    }

    function _requireSound(AgreementTerms calldata terms) private view {
        uint256 count = terms.parties.length;
        require(
            count >= MIN_PARTIES && count <= MAX_PARTIES, Agreements_PartiesOutOfBounds(count, MIN_PARTIES, MAX_PARTIES)
        );
        for (uint256 i = 0; i < count; ++i) {
            address party = terms.parties[i];
            require(party != address(0), Agreements_PartyInvalid(party));
            for (uint256 j = 0; j < i; ++j) {
                require(party != terms.parties[j], Agreements_PartyInvalid(party));
            }
        }
        require(terms.asset == address(0) || terms.asset.code.length != 0, Agreements_NotAnAsset(terms.asset));

        _requireCount(terms.locks.length, terms);
        uint256 collateral = _sumOf(terms.locks);
        require(collateral <= MAX_COLLATERAL, Agreements_CollateralTooHigh(collateral, MAX_COLLATERAL));
        _requireDivision(terms.payouts, terms);
        _requireCount(terms.feeLocks.length, terms);
        uint256 feeLocks = _sumOf(terms.feeLocks);
        require(feeLocks <= MAX_COLLATERAL, Agreements_CollateralTooHigh(feeLocks, MAX_COLLATERAL));

        require(
            block.timestamp < terms.signBy && terms.signBy < terms.until,
            Agreements_MomentsOutOfOrder(block.timestamp, terms.signBy, terms.until)
        );
        uint256 period = terms.objectionPeriod;
        require(
            period >= MIN_OBJECTION_PERIOD && period <= MAX_OBJECTION_PERIOD,
            Agreements_ObjectionPeriodOutOfBounds(period, MIN_OBJECTION_PERIOD, MAX_OBJECTION_PERIOD)
        );
    }
}
