// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Exemption, ICivicCoin} from "../coin/ICivicCoin.sol";
import {AgreementRecords} from "./AgreementRecords.sol";
import {AgreementPhase, AgreementTerms} from "./AgreementTypes.sol";
import {IAgreements} from "./IAgreements.sol";

/// @title  AgreementPurse
/// @notice The collateral of agreements, and what is owed of it. It pays nobody who does not have it withdrawn.
/// @dev ASSUMPTIONS  The coin is the nation's {ICivicCoin}. A token keeps its books by transfers alone.
///
///      INVARIANTS   AGR-1: of each asset, what was locked is what agreements hold, what is owed, and what was withdrawn.
///
///      LIMITS       What a token that cheats or changes balances by itself does to its own agreements cannot be mended; those
///                   of other assets do not feel it. Whatever is sent here by a plain transfer stays here.
abstract contract AgreementPurse is AgreementRecords, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    uint256 private constant BASIS_POINTS = 100_00;

    ICivicCoin private immutable COIN;
    address private immutable TREASURY;

    /// @dev By asset and person, who is a citizen's id above all addresses, or an account.
    mapping(address asset => mapping(uint256 person => uint256 amount)) private _owed;

    constructor(ICivicCoin coin, address treasury) {
        COIN = coin;
        TREASURY = treasury;
    }

    /* READING */

    /// @inheritdoc IAgreements
    function owedTo(address asset, address account) external view returns (uint256) {
        return _owed[asset][_person(account, 0)];
    }

    /// @inheritdoc IAgreements
    function owedToCitizen(address asset, uint256 citizenId) external view returns (uint256) {
        return _owed[asset][_person(address(0), citizenId)];
    }

    /* WITHDRAWING */

    /// @inheritdoc IAgreements
    function withdraw(address asset, address account) external nonReentrant returns (uint256) {
        return _withdraw(asset, account, 0);
    }

    /// @inheritdoc IAgreements
    function withdrawForCitizen(address asset, uint256 citizenId) external nonReentrant returns (uint256) {
        return _withdraw(asset, CITIZENSHIP.holderOf(citizenId), citizenId);
    }

    /* FOR THE REST */

    /// @dev Takes in what a party locks. The caller guards against re-entrance: else what arrives for one agreement could be
    /// counted for another.
    function _lock(address asset, address from, uint256 amount) internal {
        uint256 due = asset == address(0) ? amount : 0;
        require(msg.value == due, Agreements_WrongValue(msg.value, due));
        if (asset == address(0) || amount == 0) return;

        uint256 before = IERC20(asset).balanceOf(address(this));
        if (asset == address(COIN)) {
            // Arrives whole even if this contract's exemption from tax were taken away.
            COIN.transferNetFrom(from, address(this), amount);
        } else {
            IERC20(asset).safeTransferFrom(from, address(this), amount);
        }
        uint256 arrived = IERC20(asset).balanceOf(address(this)) - before;
        require(arrived == amount, Agreements_CollateralShort(asset, arrived, amount));
    }

    /// @dev Ends an agreement by giving each who locked the own lock back.
    function _giveBack(uint256 agreementId, Agreement storage a, AgreementTerms calldata terms, AgreementPhase outcome)
        internal
    {
        uint256[] memory division = terms.locks;
        for (uint256 i = 0; i < division.length; ++i) {
            if (!_has(a.signed, i)) division[i] = 0;
        }
        _end(agreementId, a, terms, outcome, division);
    }

    /// @dev Ends an agreement by crediting each with a share of the collateral. Of the civic coin what changes hands is taxed
    /// as a transfer would be: an agreement is no way around the tax.
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
    }

    /// @dev In basis points. Were this contract's exemption taken away, the coin would tax the withdrawal instead.
    function _taxRateOn(address asset) private view returns (uint256) {
        if (asset != address(COIN)) return 0;
        bool isTaxedWhenSent = uint256(COIN.exemptionOf(address(this))) & uint256(Exemption.Sending) == 0;
        return isTaxedWhenSent ? 0 : COIN.taxRate();
    }

    function _credit(address asset, address account, uint256 citizenId, uint256 amount) private {
        if (amount == 0) return;
        _owed[asset][_person(account, citizenId)] += amount;
        emit Credited(asset, account, citizenId, amount);
    }

    function _withdraw(address asset, address account, uint256 citizenId) private returns (uint256 amount) {
        uint256 person = _person(account, citizenId);
        amount = _owed[asset][person];
        require(amount != 0, Agreements_NothingOwed(asset, account, citizenId));

        _owed[asset][person] = 0;
        emit Withdrawn(asset, account, citizenId, amount);
        if (asset != address(0)) {
            IERC20(asset).safeTransfer(account, amount);
            return amount;
        }
        bool success;
        assembly ("memory-safe") {
            // What comes back is not copied.
            success := call(gas(), account, amount, 0, 0, 0, 0)
        }
        require(success, Agreements_PaymentRefused(account, amount));
    }

    /// @dev Never the same for a citizen and an account, nor for two citizens, whatever their numbers: by a sum, which fails before
    /// it wraps, since an id that nobody has must not name somebody's money.
    function _person(address account, uint256 citizenId) private pure returns (uint256) {
        return citizenId == 0 ? uint160(account) : citizenId + (1 << 160);
    }
}
