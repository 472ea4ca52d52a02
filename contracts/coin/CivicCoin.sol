// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC1363} from "@openzeppelin/contracts/token/ERC20/extensions/ERC1363.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {ERC1363Utils} from "@openzeppelin/contracts/token/ERC20/utils/ERC1363Utils.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {RateLimiter} from "@openzeppelin/contracts/utils/RateLimiter.sol";
import {BASIS_POINTS} from "../kernel/BasisPoints.sol";
import {Provision} from "../kernel/Provision.sol";
import {ProvisionTerms, Unit} from "../kernel/IProvisions.sol";
import {Provisions} from "../kernel/Provisions.sol";
import {Account, UNTAXED, isTaxed} from "./Account.sol";
import {CoinTerms, Exemption, ICivicCoin} from "./ICivicCoin.sol";
import {Till} from "./Till.sol";
import {TransferAuthorization} from "./TransferAuthorization.sol";

/// @title  Civic coin
/// @notice OpenZeppelin's ERC-20 with a tax: its functions, errors and allowances are the face, the storage of balances is
///         our own.
/// @dev AUTHORITY    The government mints, exempts, and sets the rate and the yearly bound. Nobody takes coin from an
///                   account, freezes one, or burns.
///
///      ASSUMPTIONS  The treasury does not change: a new one would be a new coin. It may be code that does not exist yet.
///
///      INVARIANTS   COIN-1: the sum of balances is the supply.
///                   COIN-2: a taxed transfer is taxed once, and never more than the rate.
///                   COIN-3: nobody but an exempt account, the treasury and a sender to itself transfers without tax.
///                   COIN-4: the supply is at most its maximum.
///
///      LIMITS       No external call, no loop, no authority's lookup on the path of a transfer, and no votes: a stake has
///                   them. Tax is rounded down, so that amounts too small to owe a unit owe nothing. A coin without genesis
///                   has no supply of which a share could be minted, and stays without.
contract CivicCoin is ERC20Permit, ERC1363, TransferAuthorization, Provisions, ICivicCoin {
    using RateLimiter for RateLimiter.SlidingWindow;

    /// @dev A struct so that a transfer finds each side's place in storage once.
    struct Holder {
        Account account;
    }

    uint256 private constant TAX_RATE = 0;
    uint256 private constant YEARLY_MINT = 1;
    bytes32 private constant MINTED = "minted";

    /// @inheritdoc ICivicCoin
    uint256 public constant MAX_TAX_RATE = 20_00;

    /// @inheritdoc ICivicCoin
    uint256 public immutable MAX_SUPPLY;

    /// @inheritdoc ICivicCoin
    address public immutable TREASURY;

    // COIN-1: the sum of the accounts' balances and the treasury's is the supply.
    mapping(address account => Holder) private _holders;
    Till private _till;
    uint256 private _supply;

    /// @dev Counts only; the limit moves with the supply and is reckoned when it is needed.
    RateLimiter.SlidingWindow private _minted;

    constructor(address initialAuthority, CoinTerms memory terms, ProvisionTerms[] memory provisionTerms)
        AccessManaged(initialAuthority)
        ERC20(terms.name, terms.symbol)
        ERC20Permit(terms.name)
        Provisions(provisionTerms)
    {
        uint256 maxRate = provisionTerms[TAX_RATE].max;
        require(maxRate <= MAX_TAX_RATE, CivicCoin_TaxRateTooHigh(maxRate, MAX_TAX_RATE));
        require(terms.treasury != address(0), CivicCoin_NoTreasury(terms.treasury));
        require(terms.maxSupply <= type(uint96).max, CivicCoin_MaxSupplyTooHigh(terms.maxSupply, type(uint96).max));

        TREASURY = terms.treasury;
        MAX_SUPPLY = terms.maxSupply;
        _minted.updateSettings(365 days, type(uint208).max);

        for (uint256 i = 0; i < terms.exempt.length; ++i) {
            _setExemption(terms.exempt[i], Exemption.Both);
        }
        for (uint256 i = 0; i < terms.genesis.length; ++i) {
            _create(terms.genesis[i].holder, terms.genesis[i].amount);
        }
    }

    /* READING */

    /// @inheritdoc IERC20
    function totalSupply() public view override(ERC20, IERC20) returns (uint256) {
        return _supply;
    }

    /// @inheritdoc IERC20
    function balanceOf(address account) public view override(ERC20, IERC20) returns (uint256) {
        return account == TREASURY ? _till.balance() : _holders[account].account.balance();
    }

    /// @inheritdoc ICivicCoin
    function taxRate() public view returns (uint256) {
        return _till.taxRate().current();
    }

    /// @inheritdoc ICivicCoin
    function exemptionOf(address account) external view returns (Exemption) {
        return account == TREASURY ? Exemption.Both : _holders[account].account.exemption();
    }

    /// @inheritdoc ICivicCoin
    function taxOn(address from, address to, uint256 amount) public view returns (uint256 tax) {
        return _isUntaxed(from, to) ? 0 : Math.mulDiv(amount, taxRate(), BASIS_POINTS);
    }

    /// @inheritdoc ICivicCoin
    function grossFor(address from, address to, uint256 net) public view returns (uint256 gross) {
        require(net <= MAX_SUPPLY, CivicCoin_MaxSupplyExceeded(net, MAX_SUPPLY));
        if (net == 0 || _isUntaxed(from, to)) return net;

        // Of a gross amount g arrives the quotient g * (1 - rate) rounded up, which first reaches `net` one unit after it
        // would have been `net - 1` exactly.
        return (net - 1) * BASIS_POINTS / (BASIS_POINTS - taxRate()) + 1;
    }

    /// @inheritdoc ICivicCoin
    function mintable() external view returns (uint256) {
        return Math.min(_mintableThisYear(), MAX_SUPPLY - _supply);
    }

    /* PAYING */

    /// @inheritdoc ICivicCoin
    function transferNet(address to, uint256 net) external returns (uint256 gross) {
        gross = grossFor(_msgSender(), to, net);
        _transfer(_msgSender(), to, gross);
    }

    /// @inheritdoc ICivicCoin
    function transferNetFrom(address from, address to, uint256 net) external returns (uint256 gross) {
        gross = grossFor(from, to, net);
        _spendAllowance(from, _msgSender(), gross);
        _transfer(from, to, gross);
    }

    /// @inheritdoc ERC1363
    /// @dev The receiver is told what arrived: booking what was sent would credit it with the tax as well.
    function transferAndCall(address to, uint256 value, bytes memory data) public override(ERC1363) returns (bool) {
        uint256 net = value - taxOn(_msgSender(), to, value);
        _transfer(_msgSender(), to, value);
        ERC1363Utils.checkOnERC1363TransferReceived(_msgSender(), _msgSender(), to, net, data);
        return true;
    }

    /// @inheritdoc ERC1363
    /// @dev The receiver is told what arrived, the allowance is spent by what was sent.
    function transferFromAndCall(address from, address to, uint256 value, bytes memory data)
        public
        override(ERC1363)
        returns (bool)
    {
        uint256 net = value - taxOn(from, to, value);
        transferFrom(from, to, value);
        ERC1363Utils.checkOnERC1363TransferReceived(_msgSender(), from, to, net, data);
        return true;
    }

    /// @inheritdoc ERC1363
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return interfaceId == type(ICivicCoin).interfaceId || interfaceId == type(IERC20).interfaceId
            || interfaceId == type(IERC20Metadata).interfaceId || interfaceId == type(IERC20Permit).interfaceId
            || super.supportsInterface(interfaceId);
    }

    /* GOVERNING */

    /// @inheritdoc ICivicCoin
    function setExemption(address account, Exemption newExemption) external restricted {
        _setExemption(account, newExemption);
    }

    /// @inheritdoc ICivicCoin
    function mint(address to, uint256 amount) external restricted {
        uint256 available = _mintableThisYear();
        require(amount <= available, CivicCoin_YearlyMintExceeded(amount, available));

        _minted.consume(MINTED, amount);
        _create(to, amount);
    }

    /* INTERNAL */

    /// @dev The one place where coin moves. What is needed of an account is in one word, what is needed to tax is in another
    /// that an untaxed transfer never touches.
    function _update(address from, address to, uint256 value) internal override {
        Account sender = UNTAXED;
        if (from == address(0)) {
            _supply += value;
        } else if (from == TREASURY) {
            Till till = _till;
            if (value > till.balance()) revert ERC20InsufficientBalance(from, till.balance(), value);
            _till = till.minus(value);
        } else {
            Holder storage holder = _holders[from];
            sender = holder.account;
            // Not `require`, which would reckon the error's words in every transfer.
            if (value > sender.balance()) revert ERC20InsufficientBalance(from, sender.balance(), value);
            holder.account = sender.minus(value);
        }

        uint256 tax = 0;
        uint256 net = value;
        if (to == TREASURY) {
            _till = _till.plus(value);
        } else {
            Holder storage holder = _holders[to];
            Account receiver = holder.account;
            if (isTaxed(sender, receiver) && from != to) (tax, net) = _takeTax(value);
            holder.account = receiver.plus(net);
        }

        emit Transfer(from, to, net);
        if (tax != 0) emit Transfer(from, TREASURY, tax);
    }

    /// @inheritdoc Provisions
    function _provisionCount() internal pure override returns (uint256) {
        return 2;
    }

    /// @inheritdoc Provisions
    function _provisionAt(uint256 index) internal pure override returns (bytes32 key, Unit unit) {
        return (index == TAX_RATE ? bytes32("taxRate") : bytes32("yearlyMint"), Unit.BasisPoints);
    }

    /// @inheritdoc Provisions
    function _loadProvision(uint256 index) internal view override returns (Provision) {
        return index == TAX_RATE ? _till.taxRate() : super._loadProvision(index);
    }

    /// @inheritdoc Provisions
    function _storeProvision(uint256 index, Provision newProvision) internal override {
        if (index == TAX_RATE) _till = _till.withTaxRate(newProvision);
        else super._storeProvision(index, newProvision);
    }

    function _takeTax(uint256 value) private returns (uint256 tax, uint256 net) {
        Till till = _till;
        unchecked {
            // A value is at most the supply, of 96 bits; a rate at most MAX_TAX_RATE, less than the whole.
            tax = value * till.currentTaxRate() / BASIS_POINTS;
            net = value - tax;
        }
        if (tax != 0) _till = till.plus(tax);
    }

    function _isUntaxed(address from, address to) private view returns (bool) {
        return
            from == to || from == TREASURY || to == TREASURY || !isTaxed(_holders[from].account, _holders[to].account);
    }

    function _create(address to, uint256 amount) private {
        uint256 newSupply = Math.saturatingAdd(_supply, amount);
        require(newSupply <= MAX_SUPPLY, CivicCoin_MaxSupplyExceeded(newSupply, MAX_SUPPLY));
        _mint(to, amount);
    }

    /// @dev Coin is never burned, so that the supply at the beginning of the window is what exists but was not minted in it.
    function _mintableThisYear() private view returns (uint256) {
        uint256 minted = _minted.used(MINTED);
        uint256 limit = (_supply - minted) * _loadProvision(YEARLY_MINT).current() / BASIS_POINTS;
        return Math.saturatingSub(limit, minted);
    }

    function _setExemption(address account, Exemption newExemption) private {
        require(account != TREASURY && account != address(0), CivicCoin_ExemptionFixed(account));

        Holder storage holder = _holders[account];
        emit ExemptionSet(account, holder.account.exemption(), newExemption);
        holder.account = holder.account.withExemption(newExemption);
    }
}
