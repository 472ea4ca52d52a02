// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ICourt} from "../court/ICourt.sol";
import {OpenCases, CasePrices} from "../kernel/OpenCases.sol";
import {AgreementRecords} from "./AgreementRecords.sol";
import {AgreementPhase, AgreementTerms} from "./AgreementTypes.sol";
import {Payouts} from "../kernel/Payouts.sol";

/// @title  AgreementFees
/// @notice Who pays the court, and who bears it in the end.
/// @dev A party that disputes pays the first instance out of its own fee lock, then out of the others', then by the call. If the court
///      names a party, the others owe it together what it advanced, up to one instance's fee, as far as their locks have it.
///      Nobody else is owed anything: whoever is wrong bears what it advanced, and no more than one instance of the others.
///
///      INVARIANTS   AGR-9 [fees]: fee locks are handed out to the wei. The losers together pay the winner one instance's fee at
///                   most.
///                   AGR-10 [open cases]: a person's k-th open case costs 2^(k-1) times the court's price.
///
///      LIMITS       Of the losers each pays alike, and a later one also what an earlier one has not locked. A party is paid for an
///                   appeal that others funded for it: it settles with them. An appeal that the other side answered is paid by the
///                   other side's stake in the court.
abstract contract AgreementFees is AgreementRecords, Payouts {
    address private constant NATIVE = address(0);

    ICourt internal immutable COURT;
    address internal immutable TREASURY;

    OpenCases private _openCases;

    constructor(ICourt court, address treasury) {
        COURT = court;
        TREASURY = treasury;
    }

    /* FOR THE REST */

    /// @dev What a party sends to dispute, and the court's cost.
    function _priceOf(Agreement storage a, AgreementTerms calldata terms, uint256 party, bytes memory extraData)
        internal
        view
        returns (uint256 due, uint256 cost, uint256 person)
    {
        cost = COURT.arbitrationCost(extraData);
        person = _personOf(a, terms, party);
        uint256 locked = Math.min(_sumOf(terms.feeLocks), cost);
        due = _openCases.priceFor(person, cost) - locked;
    }

    /// @dev Brings the case. The value sent must be exactly what is due. What is paid above the court's cost goes to the treasury.
    function _bring(
        uint256 agreementId,
        Agreement storage a,
        AgreementTerms calldata terms,
        uint256 party,
        bytes memory extraData
    ) internal returns (uint256 caseId) {
        (uint256 due, uint256 cost, uint256 person) = _priceOf(a, terms, party, extraData);
        require(msg.value == due, Agreements_WrongValue(msg.value, due));

        _credit(NATIVE, TREASURY, 0, _openCases.priceFor(person, cost) - cost);
        _openCases.begin(person);
        // The court calls nobody back.
        caseId = COURT.createDispute{value: cost}(terms.parties.length, extraData);
        _brought[caseId] = Brought(uint40(agreementId), uint8(party), uint48(cost / 1 gwei), uint160(person));
    }

    /// @dev The court has delivered its ruling.
    function _close(uint256 caseId) internal {
        _openCases.end(_brought[caseId].person);
    }

    /// @dev Owes the parties what is left of their fee locks, as the agreement ends.
    function _handOutFees(
        uint256 agreementId,
        Agreement storage a,
        AgreementTerms calldata terms,
        AgreementPhase outcome
    ) internal {
        if (_sumOf(terms.feeLocks) == 0) return;
        uint256[] memory left = terms.feeLocks;
        for (uint256 i = 0; i < left.length; ++i) {
            if (!_has(a.signed, i)) left[i] = 0;
        }
        uint256 caseId = a.caseId;
        if (caseId != 0) {
            (uint256 disputant, uint256 fee) = _disputeOf(caseId);
            uint256[] memory advanced = _advance(left, disputant, fee);
            uint256 ruling = a.ruling;
            bool hasWinner = outcome == AgreementPhase.Divided && _hasDemand(agreementId, ruling);
            if (hasWinner) _compensate(caseId, left, advanced[ruling - 1], ruling, fee);
        }
        emit FeesHandedOut(agreementId, left);
        uint256 citizenIds = a.citizenIds;
        for (uint256 i = 0; i < left.length; ++i) {
            _credit(NATIVE, terms.parties[i], _citizenIdIn(citizenIds, i), left[i]);
        }
    }

    /// @dev Whether a ruling names a party that stated a demand.
    function _hasDemand(uint256 agreementId, uint256 ruling) internal view returns (bool) {
        return ruling != 0 && _demands[agreementId][ruling - 1].digest() != 0;
    }

    /* INTERNAL */

    /// @dev Takes the fee of the first instance out of the locks: the disputant's own, then the others' in their order.
    /// @return advanced What each party paid of it. What the locks do not have, the disputant sent.
    function _advance(uint256[] memory left, uint256 disputant, uint256 fee)
        private
        pure
        returns (uint256[] memory advanced)
    {
        advanced = new uint256[](left.length);
        uint256 rest = fee - _take(left, advanced, disputant, fee);
        for (uint256 i = 0; i < left.length; ++i) {
            rest -= _take(left, advanced, i, rest);
        }
        advanced[disputant] += rest;
    }

    function _take(uint256[] memory left, uint256[] memory advanced, uint256 party, uint256 most)
        private
        pure
        returns (uint256 taken)
    {
        taken = Math.min(left[party], most);
        left[party] -= taken;
        advanced[party] += taken;
    }

    /// @dev Moves to the winner what it advanced, out of the others' locks. One whose appeal was needed, and nobody answered, spent more
    /// than an instance's fee by it.
    function _compensate(uint256 caseId, uint256[] memory left, uint256 advanced, uint256 ruling, uint256 fee)
        private
        view
    {
        uint256 winner = ruling - 1;
        uint256 owed = COURT.wonByAppeal(caseId) ? fee : advanced;
        uint256 losers = left.length - 1;
        for (uint256 i = 0; i < left.length; ++i) {
            if (i == winner) continue;
            uint256 share = Math.min(left[i], Math.ceilDiv(owed, losers));
            left[i] -= share;
            left[winner] += share;
            owed -= share;
            --losers;
        }
    }

    /// @dev As who the party acts now: one who renounced and came back is the new citizen.
    function _personOf(Agreement storage a, AgreementTerms calldata terms, uint256 party)
        private
        view
        returns (uint256)
    {
        address account = _accountOf(a, terms, party);
        return CasePrices.personOf(CITIZENSHIP.citizenOf(account), account);
    }
}
