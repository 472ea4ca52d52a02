// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Exemption, ICivicCoin} from "../coin/ICivicCoin.sol";
import {BASIS_POINTS} from "../kernel/BasisPoints.sol";
import {ICourt} from "../court/ICourt.sol";
import {Payouts} from "../kernel/Payouts.sol";
import {AgreementFees} from "./AgreementFees.sol";
import {AgreementPhase, AgreementTerms} from "./AgreementTypes.sol";

/// @title  AgreementCollateral
/// @notice The collateral of agreements: how it comes in, and who is owed it in the end. Payments are pull-only, see {claim}.
/// @dev ASSUMPTIONS  The coin is the nation's {ICivicCoin}. A token's balances change by transfers alone.
///
///      INVARIANTS   AGR-1: of each asset, what was locked is what agreements hold, what is owed, and what was claimed.
///
///      LIMITS       A token that cheats or changes balances by itself harms its own agreements, and those of no other asset.
///                   Whatever is sent here by a plain transfer stays here.
abstract contract AgreementCollateral is AgreementFees {
    using SafeERC20 for IERC20;

    ICivicCoin private immutable COIN;

    constructor(ICourt court, ICivicCoin coin, address treasury) AgreementFees(court, treasury) {
        COIN = coin;
    }

    /* FOR THE REST */

    /// @dev Takes in what a party locks, of the asset and of native coin for fees. The caller is guarded against reentrancy, so that what arrives for one agreement is not
    /// counted for another.
    function _lock(address asset, address from, uint256 amount, uint256 feeLock) internal {
        uint256 due = asset == address(0) ? amount + feeLock : feeLock;
        require(msg.value == due, Agreements_WrongValue(msg.value, due));
        if (asset == address(0) || amount == 0) return;

        uint256 before = IERC20(asset).balanceOf(address(this));
        if (asset == address(COIN)) {
            // Arrives whole, also if this contract's exemption from tax is taken away.
            COIN.transferNetFrom(from, address(this), amount);
        } else {
            IERC20(asset).safeTransferFrom(from, address(this), amount);
        }
        uint256 arrived = IERC20(asset).balanceOf(address(this)) - before;
        require(arrived == amount, Agreements_CollateralShort(asset, arrived, amount));
    }

    /// @dev Ends an agreement and owes each party what it locked.
    function _giveBack(uint256 agreementId, Agreement storage a, AgreementTerms calldata terms, AgreementPhase outcome)
        internal
    {
        uint256[] memory division = terms.locks;
        for (uint256 i = 0; i < division.length; ++i) {
            if (!_has(a.signed, i)) division[i] = 0;
        }
        _end(agreementId, a, terms, outcome, division);
    }

    /// @dev Ends an agreement and owes each party its share of the collateral. What changes hands of the civic coin is taxed as a
    /// transfer would be, so that an agreement is no way around the tax.
    function _end(
        uint256 agreementId,
        Agreement storage a,
        AgreementTerms calldata terms,
        AgreementPhase outcome,
        uint256[] memory division
    ) internal {
        a.phase = outcome;
        emit AgreementEnded(agreementId, outcome, division);

        uint256 taxRate = _taxRateOn(terms.asset);
        uint256 citizenIds = a.citizenIds;
        uint256 taxes = 0;
        for (uint256 i = 0; i < division.length; ++i) {
            (uint256 amount, uint256 locked) = (division[i], terms.locks[i]);
            // Rounded down, as the coin does.
            uint256 tax = amount > locked ? (amount - locked) * taxRate / BASIS_POINTS : 0;
            if (tax != 0) {
                emit GainTaxed(agreementId, i, tax);
                taxes += tax;
                amount -= tax;
            }
            _credit(terms.asset, terms.parties[i], _citizenIdIn(citizenIds, i), amount);
        }
        _credit(terms.asset, TREASURY, 0, taxes);
        _handOutFees(agreementId, a, terms, outcome);
    }

    /// @inheritdoc Payouts
    function _holderOf(uint256 citizenId) internal view override returns (address) {
        return CITIZENSHIP.holderOf(citizenId);
    }

    /// @dev In basis points. If this contract's exemption is taken away, the coin taxes the claim instead.
    function _taxRateOn(address asset) private view returns (uint256) {
        if (asset != address(COIN)) return 0;
        bool isTaxedWhenSent = uint256(COIN.exemptionOf(address(this))) & uint256(Exemption.Sending) == 0;
        return isTaxedWhenSent ? 0 : COIN.taxRate();
    }
}
