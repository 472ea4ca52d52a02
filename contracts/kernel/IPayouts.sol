// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title  Payouts
/// @notice What an institution owes, of which asset and to whom, and how it is claimed. Nothing is paid unasked.
/// @dev A creditor is an account, or a citizen. A citizen is paid at the present account of whoever holds the citizenship, or held it last.
///      An asset is an ERC-20 token, or the zero address for the chain's native coin. Amounts are in the asset's base units.
interface IPayouts {
    /* EVENTS */

    /// @notice Emitted when somebody is owed money: the citizen if an id is named, and the account otherwise.
    event Credited(address indexed asset, address indexed account, uint256 indexed citizenId, uint256 amount);

    /// @notice Emitted when an account is paid: what the citizen was owed if an id is named, and what it was owed itself
    ///         otherwise.
    event Claimed(address indexed asset, address indexed account, uint256 indexed citizenId, uint256 amount);

    /* ERRORS */

    /// @notice Nothing is owed to this creditor (the citizen, or the account if the id is 0): check asset and creditor, or wait
    ///         until the debt is credited.
    error Payouts_NothingOwed(address asset, address account, uint256 citizenId);

    /// @notice The account did not take the native coin, which stays owed: make the account accept it, then claim again.
    error Payouts_PaymentRefused(address account, uint256 amount);

    /* CLAIMING */

    /// @notice Pays an account what it is owed of an asset.
    /// @dev Emits {Claimed}.
    /// @param asset The token, or the zero address for native coin.
    /// @param account The creditor, who is paid.
    /// @return amount How much was paid, in base units.
    /// @custom:access anyone: only to the account that is owed
    /// @custom:reverts Payouts_NothingOwed if the account is owed nothing of the asset.
    /// @custom:reverts Payouts_PaymentRefused if the account does not take native coin.
    function claim(address asset, address account) external returns (uint256 amount);

    /// @notice Pays what a citizen is owed of an asset, at the present account of whoever holds the citizenship, or held it last.
    /// @dev Emits {Claimed}.
    /// @param asset The token, or the zero address for native coin.
    /// @param citizenId The creditor.
    /// @return amount How much was paid, in base units.
    /// @custom:access anyone: only to the present account of whoever holds the citizenship, or held it last
    /// @custom:reverts Payouts_NothingOwed if the citizen is owed nothing of the asset.
    /// @custom:reverts Payouts_PaymentRefused if the account does not take native coin.
    function claimForCitizen(address asset, uint256 citizenId) external returns (uint256 amount);

    /* READING */

    /// @notice What an account is owed of an asset, in base units.
    function owedTo(address asset, address account) external view returns (uint256 amount);

    /// @notice What a citizen is owed of an asset, in base units.
    function owedToCitizen(address asset, uint256 citizenId) external view returns (uint256 amount);
}
