// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Phase} from "../court/CaseTypes.sol";
import {AgreementDisputes} from "./AgreementDisputes.sol";
import {AgreementPhase, AgreementTerms, Settlement} from "./AgreementTypes.sol";
import {IAgreements} from "./IAgreements.sol";

/// @title  AgreementOffers
/// @notice Offers to settle: how they are approved of, and how they end.
/// @dev What an offer is good for ends in its nonce. The nonce changes as somebody withdraws or declares the agreement performed, and
///      each time when the court opens or counts votes. Approvals by transaction are kept under the nonce and the accounts, so
///      nothing has to be deleted.
///
///      INVARIANTS   AGR-4: no offer binds after it was withdrawn or a ruling was given.
///
///      LIMITS       One party's withdrawal ends the offers of all. It takes all to settle, so this gives no further power. An account
///                   that loses a citizenship and gets it back stands behind the offers of the first time, where they still run.
abstract contract AgreementOffers is AgreementDisputes {
    uint256 private constant MAX_OFFER_PERIOD = 90 days;

    /// @dev How many bits of a nonce count the court's steps. A case has at most 255 rounds.
    uint256 private constant STEP_BITS = 16;

    /// @dev The bits of the parties that approved of a settlement by transaction.
    mapping(uint256 agreementId => mapping(bytes32 offerKey => uint256 parties)) private _approvals;

    /* READING */

    /// @inheritdoc IAgreements
    function offerNonce(uint256 agreementId) external view returns (uint256 nonce) {
        (nonce,) = _offerNonce(_agreements[agreementId]);
    }

    /// @inheritdoc IAgreements
    function approvalsOf(uint256 agreementId, AgreementTerms calldata terms, Settlement calldata settlement)
        external
        view
        returns (bool[] memory approvals)
    {
        address[] memory accounts = _accountsOf(_requireTerms(agreementId, terms), terms);
        uint256 approved = _approvals[agreementId][_keyOf(settlement, accounts)];
        approvals = new bool[](accounts.length);
        for (uint256 i = 0; i < approvals.length; ++i) {
            approvals[i] = _has(approved, i);
        }
    }

    /* SETTLING */

    /// @inheritdoc IAgreements
    function settle(
        uint256 agreementId,
        AgreementTerms calldata terms,
        Settlement calldata settlement,
        bytes[] calldata signatures
    ) external returns (bool settled) {
        Agreement storage a = _requireTerms(agreementId, terms);
        _requireStanding(agreementId, a, terms, settlement);
        _requireDivision(settlement.division, terms);
        _requireCount(signatures.length, terms);

        address[] memory accounts = _accountsOf(a, terms);
        bytes32 offerKey = _keyOf(settlement, accounts);
        uint256 before = _approvals[agreementId][offerKey];
        uint256 approved = before | _approve(agreementId, terms, settlement, signatures, accounts, before);
        require(approved != before, Agreements_NothingApproved(agreementId));
        if (approved != _everyone(a)) {
            _approvals[agreementId][offerKey] = approved;
            return false;
        }
        _end(agreementId, a, terms, AgreementPhase.Settled, settlement.division);
        return true;
    }

    /// @inheritdoc IAgreements
    function retractOffers(uint256 agreementId, AgreementTerms calldata terms, uint256 party) external {
        Agreement storage a = _requireTerms(agreementId, terms);
        AgreementPhase phase = a.phase;
        require(
            phase == AgreementPhase.Open || phase == AgreementPhase.Binding || phase == AgreementPhase.Disputed,
            Agreements_WrongPhase(agreementId, phase)
        );
        _requireCaller(agreementId, a, terms, party);

        _endOffers(agreementId, a, party);
    }

    /* FOR THE REST */

    /// @dev A declaration of performance ends offers, too: what was offered before is not what the party stands by since.
    function _endOffers(uint256 agreementId, Agreement storage a, uint256 party) internal {
        ++a.withdrawals;
        (uint256 nonce,) = _offerNonce(a);
        emit OffersRetracted(agreementId, party, nonce);
    }

    /* INTERNAL */

    /// @dev The bits of the parties that approve by this call: as the caller, or by a signature.
    function _approve(
        uint256 agreementId,
        AgreementTerms calldata terms,
        Settlement calldata settlement,
        bytes[] calldata signatures,
        address[] memory accounts,
        uint256 before
    ) private returns (uint256 approved) {
        for (uint256 i = 0; i < signatures.length; ++i) {
            if (_has(before, i)) continue;
            address account = accounts[i];
            if (signatures[i].length != 0) {
                bytes32 structHash = _settlementHash(agreementId, terms, account, settlement);
                _requireSignature(agreementId, i, account, structHash, signatures[i]);
            } else if (account != msg.sender) {
                continue;
            }
            approved |= _bitOf(i);
            emit SettlementApproved(
                agreementId, i, settlement.division, settlement.validFrom, settlement.validUntil, settlement.nonce
            );
        }
    }

    /// @dev Reverts unless the parties may still decide for themselves, by this offer. What the clock, all parties, votes or an appeal
    /// period decided counts before anybody carries it out: otherwise an old offer could be turned against the party that won.
    function _requireStanding(
        uint256 agreementId,
        Agreement storage a,
        AgreementTerms calldata terms,
        Settlement calldata settlement
    ) private view {
        AgreementPhase phase = a.phase;
        require(
            phase == AgreementPhase.Binding || phase == AgreementPhase.Disputed,
            Agreements_WrongPhase(agreementId, phase)
        );
        require(phase == AgreementPhase.Disputed || !_isDecided(a, terms), Agreements_OutcomeDue(agreementId));
        (uint256 validFrom, uint256 validUntil) = (settlement.validFrom, settlement.validUntil);
        require(block.timestamp >= validFrom, Agreements_TooEarly(agreementId, validFrom));
        require(block.timestamp < validUntil, Agreements_TooLate(agreementId, validUntil));
        // From when it was made, and not from now: what was signed for years is good for no part of them.
        uint256 latest = validFrom + MAX_OFFER_PERIOD;
        require(validUntil <= latest, Agreements_OfferTooLong(agreementId, validUntil, latest));
        (uint256 nonce, Phase due) = _offerNonce(a);
        require(due != Phase.Final, Agreements_CourtHasRuled(agreementId, a.caseId));
        require(due == Phase.None, Agreements_RulingDue(agreementId, a.caseId));
        require(settlement.nonce == nonce, Agreements_OfferEnded(agreementId, settlement.nonce, nonce));
    }

    /// @dev The nonce of offers made now. `due` is the phase of the court that is over and not advanced, Final if the ruling is
    /// final, and None otherwise.
    function _offerNonce(Agreement storage a) private view returns (uint256 nonce, Phase due) {
        nonce = uint256(a.withdrawals) << STEP_BITS;
        if (a.phase != AgreementPhase.Disputed) return (nonce, Phase.None);
        (Phase phase,, uint256 round, bool isOver) = COURT.hearing(a.caseId);
        nonce |= 2 * round;
        if (phase < Phase.Reveal) return (nonce, Phase.None);
        if (phase >= Phase.Final) return (nonce + 2, Phase.Final);
        return (nonce + (phase == Phase.Appeal ? 2 : 1), isOver ? phase : Phase.None);
    }

    /// @dev Whether time, or all who declared it performed, have decided a binding agreement.
    function _isDecided(Agreement storage a, AgreementTerms calldata terms) private view returns (bool) {
        uint256 declaredAt = a.declaredAt;
        if (declaredAt == 0) return block.timestamp >= terms.until;
        return a.declared == _everyone(a) || block.timestamp >= declaredAt + terms.objectionPeriod;
    }

    /// @dev What approvals by transaction are kept under.
    function _keyOf(Settlement calldata settlement, address[] memory accounts) private pure returns (bytes32) {
        return keccak256(abi.encode(settlement, accounts));
    }
}
