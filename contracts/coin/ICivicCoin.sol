// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @notice Which transfers of an account bear no tax.
enum Exemption {
    None,
    /// Those that it sends.
    Sending,
    /// Those that it receives.
    Receiving,
    Both
}

/// @notice What an account is given when the coin is created.
/// @param holder Who gets it.
/// @param amount In base units.
struct Allocation {
    address holder;
    uint256 amount;
}

/// @notice How the coin starts.
/// @param name The coin's name, also the one that its signatures name.
/// @param symbol The coin's symbol.
/// @param treasury Who gets the tax, for ever.
/// @param maxSupply The most that can ever exist, in base units, at most 2^96 - 1.
/// @param genesis What exists from the start.
/// @param exempt Accounts whose transfers bear no tax in either direction: the institutions that hold coin for citizens.
struct CoinTerms {
    string name;
    string symbol;
    address treasury;
    uint256 maxSupply;
    Allocation[] genesis;
    address[] exempt;
}

/// @title  Civic coin
/// @notice The nation's coin. A share of every transfer is tax and goes to the treasury: the rate is the provision
///         `taxRate`, and no government can raise it above {MAX_TAX_RATE}. An amount sent or approved is always gross, tax
///         included; {transferNet} is for a payer who wants a sum to arrive whole.
///
/// Beside this interface the contract speaks ERC-20 with metadata, ERC-2612, ERC-3009, ERC-1363, ERC-5267 and ERC-165. ERC-1363's
/// receivers are told what arrived, not what was sent. ERC-3009 takes any nonce once, as that standard says; consecutive ones
/// are cheapest.
interface ICivicCoin is IERC20 {
    /* EVENTS */

    /// @notice Emitted when an account's exemption from tax is set.
    event ExemptionSet(address indexed account, Exemption oldExemption, Exemption newExemption);

    /* ERRORS */

    /// @notice The coin needs a treasury to pay the tax to: name one.
    error CivicCoin_NoTreasury(address treasury);

    /// @notice The bound of the tax rate lies above what any nation may take: lower it to the limit or below.
    error CivicCoin_TaxRateTooHigh(uint256 maxRate, uint256 limit);

    /// @notice The maximum supply is more than the coin can count: lower it to the limit or below.
    error CivicCoin_MaxSupplyTooHigh(uint256 maxSupply, uint256 limit);

    /// @notice More coin than can ever exist: choose an amount with which the supply stays within its maximum.
    error CivicCoin_MaxSupplyExceeded(uint256 supply, uint256 maxSupply);

    /// @notice More than may be minted within any 365 days: mint what is available, or wait.
    error CivicCoin_YearlyMintExceeded(uint256 amount, uint256 available);

    /// @notice Nobody transacts as the zero address, and the treasury is exempt for ever: name another account.
    error CivicCoin_ExemptionFixed(address account);

    /* READING */

    /// @notice The highest rate of tax that any nation's terms allow, in basis points.
    // solhint-disable-next-line func-name-mixedcase
    function MAX_TAX_RATE() external view returns (uint256);

    /// @notice The most coin that can ever exist, in base units.
    // solhint-disable-next-line func-name-mixedcase
    function MAX_SUPPLY() external view returns (uint256);

    /// @notice Who gets the tax. Its own transfers bear none.
    // solhint-disable-next-line func-name-mixedcase
    function TREASURY() external view returns (address);

    /// @notice The rate of tax now, in basis points.
    function taxRate() external view returns (uint256);

    /// @notice Which transfers of an account bear no tax.
    function exemptionOf(address account) external view returns (Exemption);

    /// @notice The tax on a transfer if it were made now, rounded down.
    /// @param from Who would send it.
    /// @param to Who would receive it.
    /// @param amount What would be sent, tax included, in base units.
    /// @return tax What would go to the treasury, in base units.
    function taxOn(address from, address to, uint256 amount) external view returns (uint256 tax);

    /// @notice The least that must be sent now so that a sum arrives whole.
    /// @param from Who would send it.
    /// @param to Who would receive it.
    /// @param net What is to arrive, in base units.
    /// @return gross What must be sent, tax included, in base units.
    /// @custom:reverts CivicCoin_MaxSupplyExceeded if that much coin can never exist.
    function grossFor(address from, address to, uint256 net) external view returns (uint256 gross);

    /// @notice How much the government could mint now, in base units.
    /// @dev Within any 365 days at most the share `yearlyMint` of the supply at their beginning, so that minting never
    ///      raises its own limit.
    function mintable() external view returns (uint256);

    /* PAYING */

    /// @notice Sends so much that exactly `net` arrives; the payer bears the tax on top.
    /// @dev Emits Transfer for what arrives, and for the tax if there is any.
    /// @param to Who receives it.
    /// @param net What is to arrive, in base units.
    /// @return gross What left the sender, in base units.
    /// @custom:access anyone
    /// @custom:reverts CivicCoin_MaxSupplyExceeded if that much coin can never exist.
    /// @custom:reverts ERC20InsufficientBalance if the sender has less than the gross amount.
    function transferNet(address to, uint256 net) external returns (uint256 gross);

    /// @notice Sends so much from another account that exactly `net` arrives, out of the allowance it gave the caller.
    /// @dev Emits Transfer for what arrives, and for the tax if there is any. The allowance is spent by the gross amount.
    /// @param from Who pays.
    /// @param to Who receives it.
    /// @param net What is to arrive, in base units.
    /// @return gross What left the payer, in base units.
    /// @custom:access anyone
    /// @custom:reverts CivicCoin_MaxSupplyExceeded if that much coin can never exist.
    /// @custom:reverts ERC20InsufficientAllowance if the allowance is less than the gross amount.
    /// @custom:reverts ERC20InsufficientBalance if the payer has less than the gross amount.
    function transferNetFrom(address from, address to, uint256 net) external returns (uint256 gross);

    /* GOVERNING */

    /// @notice Sets which transfers of an account bear no tax.
    /// @dev Emits {ExemptionSet}.
    /// @param account Whose transfers.
    /// @param newExemption Which of them.
    /// @custom:access government
    /// @custom:reverts CivicCoin_ExemptionFixed if the account is the treasury or the zero address.
    function setExemption(address account, Exemption newExemption) external;

    /// @notice Creates coin, within the maximum supply and within the yearly bound.
    /// @dev Emits Transfer from the zero address. No tax is taken.
    /// @param to Who gets it.
    /// @param amount How much, in base units.
    /// @custom:access government
    /// @custom:reverts CivicCoin_MaxSupplyExceeded if the supply would pass its maximum.
    /// @custom:reverts CivicCoin_YearlyMintExceeded if more than the yearly bound would have been minted in 365 days.
    function mint(address to, uint256 amount) external;
}
