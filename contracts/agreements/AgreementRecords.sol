// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ICitizenship} from "../citizenship/ICitizenship.sol";
import {Signatures} from "../kernel/Signatures.sol";
import {AgreementPhase, AgreementRecord, AgreementTerms, PartyRecord, Settlement} from "./AgreementTypes.sol";
import {DemandWord} from "./DemandWord.sol";
import {IAgreements} from "./IAgreements.sol";

/// @title  AgreementRecords
/// @notice What is kept of agreements, and who is a party to them.
/// @dev ASSUMPTIONS  Citizens' ids fit 32 bits. A citizen's holder is known after the citizenship's end.
///
///      INVARIANTS   AGR-7 [terms]: an agreement's terms, and who of its parties is which citizen, never change.
///                   AGR-8 [one way]: a phase changes as {AgreementPhase} says.
abstract contract AgreementRecords is EIP712, IAgreements {
    bytes32 private constant AGREEMENT_TYPEHASH = keccak256(
        "Agreement(uint256 agreementId,address[] parties,address asset,uint256[] locks,uint256[] payouts,uint256[] feeLocks,uint256 signBy,uint256 until,uint256 objectionPeriod,uint8 track,string text)"
    );
    bytes32 private constant SIGNATURE_TYPEHASH = keccak256(
        "AgreementSignature(address account,Agreement agreement)Agreement(uint256 agreementId,address[] parties,address asset,uint256[] locks,uint256[] payouts,uint256[] feeLocks,uint256 signBy,uint256 until,uint256 objectionPeriod,uint8 track,string text)"
    );
    bytes32 private constant SETTLEMENT_TYPEHASH = keccak256(
        "Settlement(uint256 agreementId,address account,address asset,address[] parties,uint256[] division,uint256 validFrom,uint256 validUntil,uint256 nonce)"
    );

    /// @dev Citizens' ids stand eight to a word, the first lowest; parties' bits likewise. What changes shares a slot. Of a dispute,
    /// `moveStep` is how long a demand can at least be answered by a move, in seconds. `withdrawals` counts how often a party ended the
    /// offers.
    struct Agreement {
        bytes32 termsHash;
        uint256 citizenIds;
        AgreementPhase phase;
        uint8 partyCount;
        uint8 signed;
        uint8 declared;
        uint8 ruling;
        uint40 declaredAt;
        uint40 answersUntil;
        uint40 movesUntil;
        uint24 moveStep;
        uint32 withdrawals;
        uint40 caseId;
    }

    /// @dev A case that was brought. One slot. `firstFee` is the fee of its first instance in gwei, in which the court's prices are
    /// whole. `person` is who brought it, as {OpenCases} has it.
    struct Brought {
        uint40 agreementId;
        uint8 disputant;
        uint48 firstFee;
        uint160 person;
    }

    ICitizenship internal immutable CITIZENSHIP;

    /// @inheritdoc IAgreements
    uint256 public agreementCount;

    mapping(uint256 agreementId => Agreement) internal _agreements;
    mapping(uint256 agreementId => mapping(uint256 party => DemandWord)) internal _demands;
    mapping(uint256 caseId => Brought) internal _brought;

    constructor(ICitizenship citizenship) EIP712("Agreements", "1") {
        CITIZENSHIP = citizenship;
    }

    /* READING */

    /// @inheritdoc IAgreements
    function agreement(uint256 agreementId) external view returns (AgreementRecord memory record) {
        Agreement storage a = _agreements[agreementId];
        record.phase = a.phase;
        record.termsHash = a.termsHash;
        record.declaredAt = a.declaredAt;
        record.answersUntil = a.answersUntil;
        record.movesUntil = a.movesUntil;
        record.caseId = a.caseId;
        (record.disputant, record.firstFee) = _disputeOf(a.caseId);
        record.ruling = a.ruling;
        record.parties = new PartyRecord[](a.partyCount);
        for (uint256 i = 0; i < record.parties.length; ++i) {
            DemandWord demand = _demands[agreementId][i];
            record.parties[i] = PartyRecord({
                citizenId: _citizenIdIn(a.citizenIds, i),
                hasSigned: _has(a.signed, i),
                hasDeclared: _has(a.declared, i),
                demandHash: demand.digest(),
                demanded: demand.own()
            });
        }
    }

    /// @inheritdoc IAgreements
    function hashOf(uint256 agreementId, AgreementTerms calldata terms) public pure returns (bytes32) {
        return keccak256(
            bytes.concat(
                abi.encode(
                    AGREEMENT_TYPEHASH,
                    agreementId,
                    keccak256(abi.encodePacked(terms.parties)),
                    terms.asset,
                    keccak256(abi.encodePacked(terms.locks)),
                    keccak256(abi.encodePacked(terms.payouts)),
                    keccak256(abi.encodePacked(terms.feeLocks))
                ),
                abi.encode(terms.signBy, terms.until, terms.objectionPeriod, terms.track, terms.textHash)
            )
        );
    }

    /// @inheritdoc IAgreements
    function accountOf(uint256 agreementId, AgreementTerms calldata terms, uint256 party)
        external
        view
        returns (address)
    {
        return _accountOf(_requireTerms(agreementId, terms), terms, party);
    }

    /* FOR THE REST */

    /// @dev The agreement whose terms these are.
    function _requireTerms(uint256 agreementId, AgreementTerms calldata terms)
        internal
        view
        returns (Agreement storage a)
    {
        a = _agreements[agreementId];
        (bytes32 given, bytes32 kept) = (hashOf(agreementId, terms), a.termsHash);
        require(given == kept, Agreements_TermsMismatch(agreementId, given, kept));
    }

    /// @dev Who brought a case, and the fee of its first instance in wei. Zeros for no case.
    function _disputeOf(uint256 caseId) internal view returns (uint256 disputant, uint256 firstFee) {
        Brought storage brought = _brought[caseId];
        return (brought.disputant, uint256(brought.firstFee) * 1 gwei);
    }

    function _requireIn(uint256 agreementId, AgreementTerms calldata terms, AgreementPhase phase)
        internal
        view
        returns (Agreement storage a)
    {
        a = _requireTerms(agreementId, terms);
        AgreementPhase current = a.phase;
        require(current == phase, Agreements_WrongPhase(agreementId, current));
    }

    /// @dev Reverts unless the caller is that party.
    function _requireCaller(uint256 agreementId, Agreement storage a, AgreementTerms calldata terms, uint256 party)
        internal
        view
    {
        _requireCaller(agreementId, party, _accountOf(a, terms, party));
    }

    function _requireCaller(uint256 agreementId, uint256 party, address account) internal view {
        require(msg.sender == account, Agreements_NotTheParty(agreementId, party, msg.sender, account));
    }

    function _requireSignature(
        uint256 agreementId,
        uint256 party,
        address account,
        bytes32 structHash,
        bytes calldata signature
    ) internal view {
        require(
            Signatures.isSignedBy(account, _hashTypedDataV4(structHash), signature),
            Agreements_SignatureInvalid(agreementId, party, account)
        );
    }

    /// @dev Reverts unless the amounts, one for each party, add up to the collateral.
    function _requireDivision(uint256[] calldata division, AgreementTerms calldata terms) internal pure {
        _requireCount(division.length, terms);
        (uint256 sum, uint256 collateral) = (_sumOf(division), _sumOf(terms.locks));
        require(sum == collateral, Agreements_DivisionMismatch(sum, collateral));
    }

    function _requireCount(uint256 given, AgreementTerms calldata terms) internal pure {
        require(given == terms.parties.length, Agreements_WrongCount(given, terms.parties.length));
    }

    function _requireText(string calldata text, uint256 max) internal pure {
        uint256 length = bytes(text).length;
        require(length <= max, Agreements_TextOutOfBounds(length, max));
    }

    function _accountOf(Agreement storage a, AgreementTerms calldata terms, uint256 party)
        internal
        view
        returns (address)
    {
        require(party < terms.parties.length, Agreements_NoSuchParty(party, terms.parties.length));
        uint256 citizenId = _citizenIdIn(a.citizenIds, party);
        return citizenId == 0 ? terms.parties[party] : CITIZENSHIP.holderOf(citizenId);
    }

    /// @dev The accounts that the parties act from.
    function _accountsOf(Agreement storage a, AgreementTerms calldata terms)
        internal
        view
        returns (address[] memory accounts)
    {
        accounts = new address[](terms.parties.length);
        for (uint256 i = 0; i < accounts.length; ++i) {
            accounts[i] = _accountOf(a, terms, i);
        }
    }

    /// @dev What an account signs to sign an agreement. It names the account, so that a signature for one contract account does not
    /// serve for another one of the same owner, be it that of the same party later.
    function _signatureHash(address account, bytes32 termsHash) internal pure returns (bytes32) {
        return keccak256(abi.encode(SIGNATURE_TYPEHASH, account, termsHash));
    }

    /// @dev What an account signs to approve of a settlement.
    function _settlementHash(
        uint256 agreementId,
        AgreementTerms calldata terms,
        address account,
        Settlement calldata settlement
    ) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                SETTLEMENT_TYPEHASH,
                agreementId,
                account,
                terms.asset,
                keccak256(abi.encodePacked(terms.parties)),
                keccak256(abi.encodePacked(settlement.division)),
                settlement.validFrom,
                settlement.validUntil,
                settlement.nonce
            )
        );
    }

    /// @dev Saturates instead of overflowing: no collateral is as high as that.
    function _sumOf(uint256[] calldata amounts) internal pure returns (uint256 sum) {
        for (uint256 i = 0; i < amounts.length; ++i) {
            sum = Math.saturatingAdd(sum, amounts[i]);
        }
    }

    function _citizenIdIn(uint256 citizenIds, uint256 party) internal pure returns (uint256) {
        return uint32(citizenIds >> (32 * party));
    }

    function _has(uint256 parties, uint256 party) internal pure returns (bool) {
        return parties & _bitOf(party) != 0;
    }

    function _bitOf(uint256 party) internal pure returns (uint8) {
        return uint8(1 << party);
    }

    /// @dev The bits of all parties.
    function _everyone(Agreement storage a) internal view returns (uint256) {
        return (1 << a.partyCount) - 1;
    }
}
