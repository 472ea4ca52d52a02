// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IPayouts} from "./IPayouts.sol";

/// @title  Payouts
/// @notice What an institution owes, of which asset and to whom. Payments are pull-only, see {claim}.
/// @dev AUTHORITY    Anyone may trigger a creditor's payment. Nobody chooses where the money goes: an account is paid
///                   itself, a citizen at the account of the citizenship.
///
///      ASSUMPTIONS  The institution holds what it credits. Citizens who are credited have a holder, also after their
///                   citizenship has ended. An institution that measures incoming tokens by its balance does so under
///                   {nonReentrant}. It never measures native coin so, as native payments are not guarded.
///
///      INVARIANTS   PAY-1: for each asset, credited = owed + claimed.
///
///      LIMITS       A contract that cannot receive native coin leaves what it is owed here. A token can refuse a transfer: the
///                   claim reverts, and the debt stays.
abstract contract Payouts is IPayouts, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    // PAY-1. Accounts and citizens have mappings of their own, so that no number of a citizen stands for an account's money.

    /// @inheritdoc IPayouts
    mapping(address asset => mapping(address account => uint256)) public owedTo;

    /// @inheritdoc IPayouts
    mapping(address asset => mapping(uint256 citizenId => uint256)) public owedToCitizen;

    /* CLAIMING */

    /// @inheritdoc IPayouts
    function claim(address asset, address account) external returns (uint256 amount) {
        amount = owedTo[asset][account];
        require(amount != 0, Payouts_NothingOwed(asset, account, 0));

        owedTo[asset][account] = 0;
        _pay(asset, account, 0, amount);
    }

    /// @inheritdoc IPayouts
    function claimForCitizen(address asset, uint256 citizenId) external returns (uint256 amount) {
        amount = owedToCitizen[asset][citizenId];
        require(amount != 0, Payouts_NothingOwed(asset, address(0), citizenId));

        owedToCitizen[asset][citizenId] = 0;
        _pay(asset, _holderOf(citizenId), citizenId, amount);
    }

    /* FOR THE INSTITUTION */

    /// @dev Owes an amount to the citizen if an id is given, and to the account otherwise.
    function _credit(address asset, address account, uint256 citizenId, uint256 amount) internal {
        if (amount == 0) return;
        _owe(asset, account, citizenId, amount);
        emit Credited(asset, citizenId == 0 ? account : address(0), citizenId, amount);
    }

    /// @dev As {_credit}, without its event: for an institution whose own event tells who is owed how much.
    function _owe(address asset, address account, uint256 citizenId, uint256 amount) internal {
        if (citizenId == 0) owedTo[asset][account] += amount;
        else owedToCitizen[asset][citizenId] += amount;
    }

    /// @dev The present account of whoever holds a citizenship, or held it last.
    function _holderOf(uint256 citizenId) internal view virtual returns (address holder);

    /* INTERNAL */

    /// @dev The caller has already subtracted the amount from what is owed.
    function _pay(address asset, address account, uint256 citizenId, uint256 amount) private {
        emit Claimed(asset, account, citizenId, amount);
        if (asset == address(0)) {
            // Returned data is not copied, so a receiver cannot raise the claim's gas by it.
            require(LowLevelCall.callNoReturn(account, amount, ""), Payouts_PaymentRefused(account, amount));
        } else {
            _payToken(IERC20(asset), account, amount);
        }
    }

    /// @dev Guarded, so that a token that leaves is never counted against one that comes in.
    function _payToken(IERC20 token, address account, uint256 amount) private nonReentrant {
        token.safeTransfer(account, amount);
    }
}
