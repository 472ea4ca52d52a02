// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @notice Which transfers of an account are untaxed.
enum Exemption {
    None,
    /// Transfers that it sends.
    Sending,
    /// Transfers that it receives.
    Receiving,
    Both
}

/// @notice Coin that exists from the start.
/// @param holder The account that gets it.
/// @param amount In base units.
struct Allocation {
    address holder;
    uint256 amount;
}

/// @notice How the coin starts.
/// @param name The coin's name, which is also the name of its EIP-712 domain.
/// @param symbol The coin's symbol.
/// @param treasury The account that gets the tax. It never changes.
/// @param maxSupply The most that can ever exist, in base units, at most 2^96 - 1.
/// @param genesis The coin that exists from the start.
/// @param exempt Accounts whose transfers are untaxed in both directions for good: the institutions that hold coin for citizens.
struct CoinTerms {
    string name;
    string symbol;
    address treasury;
    uint256 maxSupply;
    Allocation[] genesis;
    address[] exempt;
}

/// @title  Civic coin
/// @notice The nation's coin. A share of every transfer is tax and goes to the treasury. The rate is the provision `taxRate`,
///         which no government can raise above {MAX_TAX_RATE}. Amounts sent and approved are gross: they include the tax.
///         With {transferNet} exactly the named amount arrives.
///
/// The contract also implements ERC-20 with metadata, ERC-2612, ERC-3009, ERC-1363, ERC-5267 and ERC-165. ERC-1363 receivers
/// are told the net amount. ERC-3009 accepts any unused nonce; consecutive nonces are cheapest.
interface ICivicCoin is IERC20 {
    /* EVENTS */

    /// @notice Emitted when an account's exemption from tax changes.
    event ExemptionSet(address indexed account, Exemption oldExemption, Exemption newExemption);

    /// @notice Emitted when an account's exemption in both directions becomes fixed.
    event ExemptionFixed(address indexed account);

    /* ERRORS */

    /// @notice The coin needs a treasury that gets the tax: name one.
    error CivicCoin_NoTreasury(address treasury);

    /// @notice The tax rate's bound is above the limit of every nation: lower it to the limit or below.
    error CivicCoin_TaxRateTooHigh(uint256 maxRate, uint256 limit);

    /// @notice The maximum supply exceeds what the coin can count: lower it to the limit or below.
    error CivicCoin_MaxSupplyTooHigh(uint256 maxSupply, uint256 limit);

    /// @notice The supply would exceed its maximum: choose a smaller amount.
    error CivicCoin_MaxSupplyExceeded(uint256 supply, uint256 maxSupply);

    /// @notice The amount exceeds what can be minted within 365 days: mint what is available, or wait.
    error CivicCoin_YearlyMintExceeded(uint256 amount, uint256 available);

    /// @notice This exemption never changes, as those of the treasury, of the institutions that hold coin for citizens, and of
    ///         the zero address: name another account.
    error CivicCoin_ExemptionFixed(address account);

    /* READING */

    /// @notice The highest rate of tax that a nation can choose, in basis points.
    // solhint-disable-next-line func-name-mixedcase
    function MAX_TAX_RATE() external view returns (uint256);

    /// @notice The most coin that can ever exist, in base units.
    // solhint-disable-next-line func-name-mixedcase
    function MAX_SUPPLY() external view returns (uint256);

    /// @notice The account that gets the tax. Transfers of the treasury are untaxed.
    // solhint-disable-next-line func-name-mixedcase
    function TREASURY() external view returns (address);

    /// @notice The rate of tax now, in basis points.
    function taxRate() external view returns (uint256);

    /// @notice Which transfers of an account are untaxed.
    function exemptionOf(address account) external view returns (Exemption);

    /// @notice The tax on a transfer made now, rounded down.
    /// @param from The sender.
    /// @param to The receiver.
    /// @param amount The gross amount, in base units.
    /// @return tax What would go to the treasury, in base units.
    function taxOn(address from, address to, uint256 amount) external view returns (uint256 tax);

    /// @notice The smallest gross amount of which a net amount arrives now.
    /// @param from The sender.
    /// @param to The receiver.
    /// @param net The net amount, in base units.
    /// @return gross The gross amount, in base units.
    /// @custom:reverts CivicCoin_MaxSupplyExceeded if `net` exceeds the maximum supply.
    function grossFor(address from, address to, uint256 net) external view returns (uint256 gross);

    /// @notice How much the government can mint now, in base units.
    /// @dev Within any 365 days this is the share `yearlyMint` of the supply at their beginning. So minting never raises its
    ///      own limit.
    function mintable() external view returns (uint256);

    /// @notice The supply at a moment up to now, in seconds since 1970; at an earlier moment than the coin's creation, the supply
    ///         with which it began.
    function supplyAt(uint256 timepoint) external view returns (uint256);

    /// @notice Whether no decision can change an account's exemption.
    function isExemptionFixed(address account) external view returns (bool);

    /* PAYING */

    /// @notice Transfers so that exactly `net` arrives. The sender pays the tax on top.
    /// @dev Emits Transfer for the net amount, and for the tax if there is any.
    /// @param to The receiver.
    /// @param net The net amount, in base units.
    /// @return gross The gross amount, in base units.
    /// @custom:access anyone
    /// @custom:reverts CivicCoin_MaxSupplyExceeded if `net` exceeds the maximum supply.
    /// @custom:reverts ERC20InsufficientBalance if the sender has less than the gross amount.
    function transferNet(address to, uint256 net) external returns (uint256 gross);

    /// @notice Transfers from another account's allowance so that exactly `net` arrives. That account pays the tax on top.
    /// @dev Emits Transfer for the net amount, and for the tax if there is any. The allowance is spent by the gross amount.
    /// @param from The payer.
    /// @param to The receiver.
    /// @param net The net amount, in base units.
    /// @return gross The gross amount, in base units.
    /// @custom:access anyone: as far as the holder allowed it
    /// @custom:reverts CivicCoin_MaxSupplyExceeded if `net` exceeds the maximum supply.
    /// @custom:reverts ERC20InsufficientAllowance if the allowance is less than the gross amount.
    /// @custom:reverts ERC20InsufficientBalance if the payer has less than the gross amount.
    function transferNetFrom(address from, address to, uint256 net) external returns (uint256 gross);

    /* GOVERNING */

    /// @notice Sets which transfers of an account are untaxed.
    /// @dev Emits {ExemptionSet}.
    /// @param account The account.
    /// @param newExemption Which of its transfers are untaxed.
    /// @custom:access government
    /// @custom:reverts CivicCoin_ExemptionFixed if the account is the treasury or the zero address, or its exemption is fixed.
    function setExemption(address account, Exemption newExemption) external;

    /// @notice Exempts an institution that holds coin for citizens, in both directions and for good. No later decision can tax
    ///         what it returns.
    /// @dev Emits {ExemptionSet} and {ExemptionFixed}.
    /// @param account The institution.
    /// @custom:access government constitutional
    /// @custom:reverts CivicCoin_ExemptionFixed if the account is the treasury or the zero address, or its exemption is fixed.
    function fixExemption(address account) external;

    /// @notice Creates coin, within the maximum supply and the yearly bound.
    /// @dev Emits Transfer from the zero address. Minted coin is untaxed.
    /// @param to The receiver.
    /// @param amount How much, in base units.
    /// @custom:access government
    /// @custom:reverts CivicCoin_MaxSupplyExceeded if the supply would exceed its maximum.
    /// @custom:reverts CivicCoin_YearlyMintExceeded if the amount exceeds {mintable} by the yearly bound.
    function mint(address to, uint256 amount) external;
}
