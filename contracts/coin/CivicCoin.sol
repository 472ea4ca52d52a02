// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC3009, IERC3009Cancel} from "@openzeppelin/contracts/interfaces/draft-IERC3009.sol";
import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC1363} from "@openzeppelin/contracts/token/ERC20/extensions/ERC1363.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {ERC1363Utils} from "@openzeppelin/contracts/token/ERC20/utils/ERC1363Utils.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {RateLimiter} from "@openzeppelin/contracts/utils/RateLimiter.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {BASIS_POINTS} from "../kernel/BasisPoints.sol";
import {Provision} from "../kernel/Provision.sol";
import {Guard, IProvisions, ProvisionTerms, Unit} from "../kernel/IProvisions.sol";
import {Provisions} from "../kernel/Provisions.sol";
import {HolderWord, UNTAXED, isTaxed} from "./HolderWord.sol";
import {CoinTerms, Exemption, ICivicCoin} from "./ICivicCoin.sol";
import {TransferAuthorization} from "./TransferAuthorization.sol";
import {TreasuryWord} from "./TreasuryWord.sol";

/// @title  Civic coin
/// @notice OpenZeppelin's ERC-20 with a tax. Functions, errors and allowances are inherited; balances are stored here.
/// @dev AUTHORITY    The government mints, sets exemptions, the rate and the yearly bound. Nobody takes coin from an
///                   account, freezes one, or burns. Nobody, the government included, ends an exemption that is fixed.
///
///      ASSUMPTIONS  The treasury never changes: another treasury needs another coin. It may be deployed after the coin.
///
///      INVARIANTS   COIN-1: the sum of balances is the supply.
///                   COIN-2: a taxed transfer is taxed once, and never more than the rate.
///                   COIN-3: untaxed are only exempt accounts, the treasury, and transfers of an account to itself.
///                   COIN-4: the supply is at most its maximum.
///                   COIN-6: a fixed exemption stays, in both directions.
///
///      LIMITS       A transfer makes no external call, no loop and no look-up of an authority. The coin has no votes: the
///                   stake has them. Tax is rounded down, so that the smallest amounts owe none. A coin without genesis
///                   can never be minted, because the yearly bound is a share of the supply.
contract CivicCoin is ERC20Permit, ERC1363, TransferAuthorization, Provisions, ICivicCoin {
    using Checkpoints for Checkpoints.Trace208;
    using RateLimiter for RateLimiter.SlidingWindow;

    /// @dev A struct, so that a transfer computes each side's storage slot once.
    struct Holder {
        HolderWord word;
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

    // COIN-1: the holders' balances and the treasury's add up to the supply.
    mapping(address account => Holder) private _holders;
    TreasuryWord private _treasury;
    uint256 private _supply;

    /// @dev Counts what was minted. The limit moves with the supply, so it is computed when it is needed.
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
            _fixExemption(terms.exempt[i]);
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
        return account == TREASURY ? _treasury.balance() : _holders[account].word.balance();
    }

    /// @inheritdoc ICivicCoin
    function taxRate() public view returns (uint256) {
        return _treasury.taxRate().current();
    }

    /// @inheritdoc ICivicCoin
    function exemptionOf(address account) external view returns (Exemption) {
        return account == TREASURY ? Exemption.Both : _holders[account].word.exemption();
    }

    /// @inheritdoc ICivicCoin
    function isExemptionFixed(address account) external view returns (bool) {
        return account == TREASURY || account == address(0) || _holders[account].word.isFixed();
    }

    /// @inheritdoc ICivicCoin
    function taxOn(address from, address to, uint256 amount) public view returns (uint256 tax) {
        return _isUntaxed(from, to) ? 0 : Math.mulDiv(amount, taxRate(), BASIS_POINTS);
    }

    /// @inheritdoc ICivicCoin
    function grossFor(address from, address to, uint256 net) public view returns (uint256 gross) {
        require(net <= MAX_SUPPLY, CivicCoin_MaxSupplyExceeded(net, MAX_SUPPLY));
        if (net == 0 || _isUntaxed(from, to)) return net;

        // What arrives is gross * (1 - rate), rounded up. It reaches `net` one unit above the gross of `net - 1` exactly.
        return (net - 1) * BASIS_POINTS / (BASIS_POINTS - taxRate()) + 1;
    }

    /// @inheritdoc ICivicCoin
    function mintable() external view returns (uint256) {
        return Math.min(_mintableThisYear(), MAX_SUPPLY - _supply);
    }

    /// @inheritdoc ICivicCoin
    /// @dev Coin is never burned, and all that was minted is counted with its moment.
    function supplyAt(uint256 timepoint) external view returns (uint256) {
        Checkpoints.Trace208 storage minted = _minted._items[MINTED];
        uint256 key = Math.min(timepoint, type(uint48).max);
        return _supply - (minted.latest() - minted.upperLookupRecent(uint48(key)));
    }

    /// @notice The version of the EIP-712 domain in which signatures for the coin count: clients of permits and of signed transfers
    ///         ask for it.
    function version() external view returns (string memory) {
        return _EIP712Version();
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
    /// @dev The receiver is told the net amount: a receiver that books the gross amount would credit the tax, too.
    function transferAndCall(address to, uint256 value, bytes memory data) public override(ERC1363) returns (bool) {
        uint256 net = value - taxOn(_msgSender(), to, value);
        _transfer(_msgSender(), to, value);
        ERC1363Utils.checkOnERC1363TransferReceived(_msgSender(), _msgSender(), to, net, data);
        return true;
    }

    /// @inheritdoc ERC1363
    /// @dev The receiver is told the net amount. The allowance is spent by the gross amount.
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
        return interfaceId == type(ICivicCoin).interfaceId || interfaceId == type(IProvisions).interfaceId
            || interfaceId == type(IERC20).interfaceId || interfaceId == type(IERC20Metadata).interfaceId
            || interfaceId == type(IERC20Permit).interfaceId || interfaceId == type(IERC3009).interfaceId
            || interfaceId == type(IERC3009Cancel).interfaceId || interfaceId == type(IERC5267).interfaceId
            || super.supportsInterface(interfaceId);
    }

    /* GOVERNING */

    /// @inheritdoc ICivicCoin
    function setExemption(address account, Exemption newExemption) external restricted {
        Holder storage holder = _exemptible(account);
        emit ExemptionSet(account, holder.word.exemption(), newExemption);
        holder.word = holder.word.withExemption(newExemption);
    }

    /// @inheritdoc ICivicCoin
    function fixExemption(address account) external restricted {
        _fixExemption(account);
    }

    /// @inheritdoc ICivicCoin
    function mint(address to, uint256 amount) external restricted {
        uint256 available = _mintableThisYear();
        require(amount <= available, CivicCoin_YearlyMintExceeded(amount, available));

        _minted.consume(MINTED, amount);
        _create(to, amount);
    }

    /* INTERNAL */

    /// @dev The one place where coin moves. An untaxed transfer between holders never accesses the treasury's word.
    function _update(address from, address to, uint256 value) internal override {
        HolderWord sender = UNTAXED;
        if (from == address(0)) {
            _supply += value;
        } else if (from == TREASURY) {
            TreasuryWord treasury = _treasury;
            if (value > treasury.balance()) revert ERC20InsufficientBalance(from, treasury.balance(), value);
            _treasury = treasury.minus(value);
        } else {
            Holder storage holder = _holders[from];
            sender = holder.word;
            // Not `require`, which evaluates the error's arguments in every transfer.
            if (value > sender.balance()) revert ERC20InsufficientBalance(from, sender.balance(), value);
            holder.word = sender.minus(value);
        }

        uint256 tax = 0;
        uint256 net = value;
        if (to == TREASURY) {
            _treasury = _treasury.plus(value);
        } else {
            Holder storage holder = _holders[to];
            HolderWord receiver = holder.word;
            if (isTaxed(sender, receiver) && from != to) (tax, net) = _takeTax(value);
            holder.word = receiver.plus(net);
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
    /// @dev The bound of minting is a cap. The tax is a policy, which the class of its function governs.
    function _guardOf(uint256 index) internal pure override returns (Guard) {
        return index == YEARLY_MINT ? Guard.Ceiling : Guard.None;
    }

    /// @inheritdoc Provisions
    function _loadProvision(uint256 index) internal view override returns (Provision) {
        return index == TAX_RATE ? _treasury.taxRate() : super._loadProvision(index);
    }

    /// @inheritdoc Provisions
    function _storeProvision(uint256 index, Provision newProvision) internal override {
        if (index == TAX_RATE) _treasury = _treasury.withTaxRate(newProvision);
        else super._storeProvision(index, newProvision);
    }

    function _takeTax(uint256 value) private returns (uint256 tax, uint256 net) {
        TreasuryWord treasury = _treasury;
        unchecked {
            // A value is at most the supply, which has 96 bits. A rate is at most MAX_TAX_RATE, less than the whole.
            tax = value * treasury.currentTaxRate() / BASIS_POINTS;
            net = value - tax;
        }
        if (tax != 0) _treasury = treasury.plus(tax);
    }

    function _isUntaxed(address from, address to) private view returns (bool) {
        return from == to || from == TREASURY || to == TREASURY || !isTaxed(_holders[from].word, _holders[to].word);
    }

    function _create(address to, uint256 amount) private {
        uint256 newSupply = Math.saturatingAdd(_supply, amount);
        require(newSupply <= MAX_SUPPLY, CivicCoin_MaxSupplyExceeded(newSupply, MAX_SUPPLY));
        _mint(to, amount);
    }

    /// @dev Coin is never burned: the supply minus what the window minted is the supply at its beginning.
    function _mintableThisYear() private view returns (uint256) {
        uint256 minted = _minted.used(MINTED);
        uint256 limit = (_supply - minted) * _loadProvision(YEARLY_MINT).current() / BASIS_POINTS;
        return Math.saturatingSub(limit, minted);
    }

    function _fixExemption(address account) private {
        Holder storage holder = _exemptible(account);
        emit ExemptionSet(account, holder.word.exemption(), Exemption.Both);
        emit ExemptionFixed(account);
        holder.word = holder.word.withFixedExemption();
    }

    /// @dev The record of an account whose exemption can change.
    function _exemptible(address account) private view returns (Holder storage holder) {
        holder = _holders[account];
        require(
            account != TREASURY && account != address(0) && !holder.word.isFixed(), CivicCoin_ExemptionFixed(account)
        );
    }
}
