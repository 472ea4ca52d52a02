// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {CivicCoin} from "../../contracts/coin/CivicCoin.sol";
import {Allocation, CoinTerms, Exemption} from "../../contracts/coin/ICivicCoin.sol";
import {ProvisionTerms} from "../../contracts/kernel/IProvisions.sol";
import {PaymentReceiver} from "../mocks/PaymentReceiver.sol";
import {ForgeTest} from "./support/ForgeTest.sol";

uint256 constant START = 1_800_000_000;
uint256 constant MAX_SUPPLY = 20_000_000e18;
uint256 constant PEOPLE = 4;
bytes32 constant TAX_RATE = "taxRate";
bytes32 constant YEARLY_MINT = "yearlyMint";

function aCoin(address government, address treasury, Allocation[] memory genesis) returns (CivicCoin) {
    ProvisionTerms[] memory provisions = new ProvisionTerms[](2);
    provisions[0] = ProvisionTerms(2_00, 0, 20_00);
    provisions[1] = ProvisionTerms(5_00, 0, 50_00);
    CoinTerms memory terms = CoinTerms("Aurora", "AUR", treasury, MAX_SUPPLY, genesis, new address[](0));
    return new CivicCoin(address(new AccessManager(government)), terms, provisions);
}

/// Every act of holders and government on the coin, and a model of it: one balance for each account.
contract CoinHandler is ForgeTest {
    CivicCoin public immutable COIN;
    address public immutable TREASURY = makeAddr("treasury");
    PaymentReceiver public immutable RECEIVER;

    address[] public holders;
    uint256[] private _keys;
    uint256 public time = START;

    // the model
    mapping(address holder => uint256) public ledger;
    mapping(address holder => Exemption) public classOf;
    mapping(address holder => bool) public isFixed;
    uint256 public ledgerSupply;
    uint256 private _standingRate = 2_00;
    uint256 private _triedRate;
    uint256 private _triedUntil;

    // ghost sums
    uint256 public taxed;
    uint256 public taxDue;
    uint256 public untaxedTransfers;
    bool public mintedTooMuch;
    bool public fixedChanged;
    uint256[] private _mintTimes;
    uint256[] private _mintAmounts;
    uint256 public booked;
    mapping(string action => uint256) public calls;

    constructor() {
        Allocation[] memory genesis = new Allocation[](PEOPLE + 1);
        for (uint256 i = 0; i < PEOPLE; ++i) {
            _keys.push(uint256(keccak256(abi.encode("person", i))));
            holders.push(vm.addr(_keys[i]));
            genesis[i] = Allocation(holders[i], 1_000_000e18 + i);
        }
        genesis[PEOPLE] = Allocation(TREASURY, 2_000_000e18);
        COIN = aCoin(address(this), TREASURY, genesis);
        RECEIVER = new PaymentReceiver(IERC20(address(COIN)));
        holders.push(TREASURY);
        holders.push(address(RECEIVER));
        for (uint256 i = 0; i <= PEOPLE; ++i) {
            ledger[genesis[i].holder] = genesis[i].amount;
            ledgerSupply += genesis[i].amount;
        }
    }

    modifier counted(string memory action) {
        vm.warp(time);
        ++calls[action];
        _;
    }

    function transfer(uint256 fromSeed, uint256 toSeed, uint256 amount) external counted("transfer") {
        (address from, address to) = (_anyone(fromSeed), _anyone(toSeed));
        amount = _within(amount, COIN.balanceOf(from));
        vm.prank(from);
        COIN.transfer(to, amount);
        _move(from, to, amount);
    }

    function transferFrom(uint256 fromSeed, uint256 bySeed, uint256 toSeed, uint256 amount)
        external
        counted("transferFrom")
    {
        (address from, address by, address to) = (_anyone(fromSeed), _anyone(bySeed), _anyone(toSeed));
        amount = _within(amount, COIN.balanceOf(from));
        vm.prank(from);
        COIN.approve(by, amount);
        vm.prank(by);
        COIN.transferFrom(from, to, amount);
        vm.assertEq(COIN.allowance(from, by), 0, "an allowance is spent by the gross amount");
        _move(from, to, amount);
    }

    function transferNet(uint256 fromSeed, uint256 toSeed, uint256 net) external counted("transferNet") {
        (address from, address to) = (_anyone(fromSeed), _anyone(toSeed));
        net = _within(net, COIN.balanceOf(from) * 4 / 5);
        uint256 before = COIN.balanceOf(to);
        vm.prank(from);
        uint256 gross = COIN.transferNet(to, net);
        if (from != to) vm.assertEq(COIN.balanceOf(to), before + net, "exactly the net amount arrives");
        _move(from, to, gross);
    }

    function transferAndCall(uint256 fromSeed, uint256 amount) external counted("transferAndCall") {
        address from = _person(fromSeed);
        amount = _within(amount, COIN.balanceOf(from));
        uint256 before = COIN.balanceOf(address(RECEIVER));
        vm.prank(from);
        COIN.transferAndCall(address(RECEIVER), amount);
        booked += COIN.balanceOf(address(RECEIVER)) - before;
        _move(from, address(RECEIVER), amount);
    }

    function permit(uint256 fromSeed, uint256 toSeed, uint256 amount) external counted("permit") {
        (address from, address to) = (_person(fromSeed), _anyone(toSeed));
        amount = _within(amount, COIN.balanceOf(from));
        bytes32 structHash = keccak256(
            abi.encode(
                keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"),
                from,
                address(this),
                amount,
                COIN.nonces(from),
                time
            )
        );
        (uint8 v, bytes32 r, bytes32 s) = _sign(fromSeed, structHash);
        COIN.permit(from, address(this), amount, time, v, r, s);
        COIN.transferFrom(from, to, amount);
        _move(from, to, amount);
    }

    function authorized(uint256 fromSeed, uint256 toSeed, uint256 amount, uint248 word) external counted("authorized") {
        (address from, address to) = (_person(fromSeed), _anyone(toSeed));
        amount = _within(amount, COIN.balanceOf(from));
        bytes32 nonce = bytes32(uint256(word) << 8 | calls["authorized"] % 256);
        if (COIN.authorizationState(from, nonce)) return;
        bytes32 structHash = keccak256(
            abi.encode(
                keccak256(
                    "TransferWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
                ),
                from,
                to,
                amount,
                0,
                time + 1,
                nonce
            )
        );
        (uint8 v, bytes32 r, bytes32 s) = _sign(fromSeed, structHash);
        COIN.transferWithAuthorization(from, to, amount, 0, time + 1, nonce, v, r, s);
        _move(from, to, amount);
    }

    function exempt(uint256 seed, uint8 class) external counted("exempt") {
        address account = _anyone(seed);
        if (account == TREASURY) return;
        if (isFixed[account]) {
            try COIN.setExemption(account, Exemption(class % 4)) {
                fixedChanged = true;
            } catch {}
            return;
        }
        classOf[account] = Exemption(class % 4);
        COIN.setExemption(account, Exemption(class % 4));
    }

    /// Only of two people, so that taxed transfers stay common.
    function fix(uint256 seed) external counted("fix") {
        address account = holders[seed % 2];
        if (isFixed[account]) return;
        (classOf[account], isFixed[account]) = (Exemption.Both, true);
        COIN.fixExemption(account);
    }

    function setRate(uint256 rate) external counted("setRate") {
        rate = bound(rate, 0, 20_00);
        (_standingRate, _triedUntil) = (rate, 0);
        COIN.setProvision(TAX_RATE, rate);
    }

    function tryRate(uint256 rate, uint256 period) external counted("tryRate") {
        rate = bound(rate, 0, 20_00);
        period = bound(period, 1, 60 days);
        (_triedRate, _triedUntil) = (rate, time + period);
        COIN.tryProvision(TAX_RATE, rate, period);
    }

    function mint(uint256 toSeed, uint256 amount) external counted("mint") {
        address to = _anyone(toSeed);
        amount = _within(amount, COIN.mintable());
        COIN.mint(to, amount);
        ledger[to] += amount;
        ledgerSupply += amount;
        _mintTimes.push(time);
        _mintAmounts.push(amount);

        uint256 thisYear = 0;
        for (uint256 i = 0; i < _mintTimes.length; ++i) {
            if (_mintTimes[i] + 365 days > time) thisYear += _mintAmounts[i];
        }
        if (thisYear * 100 > (ledgerSupply - thisYear) * 5) mintedTooMuch = true;
    }

    function pass(uint256 period) external counted("pass") {
        time += bound(period, 1, 90 days);
    }

    function holderCount() external view returns (uint256) {
        return holders.length;
    }

    function rateNow() public view returns (uint256) {
        return time < _triedUntil ? _triedRate : _standingRate;
    }

    function _move(address from, address to, uint256 amount) private {
        bool sends = classOf[from] == Exemption.Sending || classOf[from] == Exemption.Both;
        bool receives = classOf[to] == Exemption.Receiving || classOf[to] == Exemption.Both;
        uint256 tax = 0;
        if (!(sends || receives || from == to || from == TREASURY || to == TREASURY)) {
            tax = amount * rateNow() / 100_00;
            taxDue += amount * rateNow();
        }
        uint256 treasuryBefore = ledger[TREASURY];
        ledger[from] -= amount;
        ledger[to] += amount - tax;
        ledger[TREASURY] += tax;
        taxed += tax;
        bool mustBeTaxed = classOf[from] == Exemption.None && classOf[to] == Exemption.None && from != to
            && from != TREASURY && to != TREASURY;
        if (mustBeTaxed && COIN.balanceOf(TREASURY) - treasuryBefore != amount * rateNow() / 100_00) {
            ++untaxedTransfers;
        }
    }

    /// Mostly usual amounts, and sometimes very small ones, whose rounding shows.
    function _within(uint256 amount, uint256 max) private pure returns (uint256) {
        return amount % 4 == 0 ? bound(amount, 0, max < 20_000 ? max : 20_000) : bound(amount, 0, max);
    }

    function _anyone(uint256 seed) private view returns (address) {
        return holders[seed % holders.length];
    }

    function _person(uint256 seed) private view returns (address) {
        return holders[seed % PEOPLE];
    }

    function _sign(uint256 seed, bytes32 structHash) private view returns (uint8 v, bytes32 r, bytes32 s) {
        return vm.sign(_keys[seed % PEOPLE], MessageHashUtils.toTypedDataHash(COIN.DOMAIN_SEPARATOR(), structHash));
    }
}

contract CivicCoinInvariants is ForgeTest {
    CoinHandler private _handler;
    CivicCoin private _coin;

    function setUp() public {
        vm.warp(START);
        _handler = new CoinHandler();
        _coin = _handler.COIN();
        targetContract(address(_handler));
        bytes4[] memory acts = new bytes4[](12);
        acts[0] = CoinHandler.transfer.selector;
        acts[1] = CoinHandler.transferFrom.selector;
        acts[2] = CoinHandler.transferNet.selector;
        acts[3] = CoinHandler.transferAndCall.selector;
        acts[4] = CoinHandler.permit.selector;
        acts[5] = CoinHandler.authorized.selector;
        acts[6] = CoinHandler.exempt.selector;
        acts[7] = CoinHandler.setRate.selector;
        acts[8] = CoinHandler.tryRate.selector;
        acts[9] = CoinHandler.mint.selector;
        acts[10] = CoinHandler.pass.selector;
        acts[11] = CoinHandler.fix.selector;
        targetSelector(address(_handler), acts);
    }

    function invariant_COIN_1_theSumOfBalancesIsTheSupply() public view {
        uint256 sum = 0;
        for (uint256 i = 0; i < _handler.holderCount(); ++i) {
            address holder = _handler.holders(i);
            sum += _coin.balanceOf(holder);
            vm.assertEq(_coin.balanceOf(holder), _handler.ledger(holder), "COIN-1: each balance is the model's");
        }
        vm.assertEq(sum, _coin.totalSupply(), "COIN-1: the sum of balances is the supply");
        vm.assertEq(_coin.totalSupply(), _handler.ledgerSupply(), "COIN-1: the supply is the model's");
    }

    function invariant_COIN_2_aTransferIsTaxedOnceAndNeverAboveTheRate() public view {
        vm.assertTrue(
            _handler.taxed() * 100_00 <= _handler.taxDue(),
            "COIN-2: a taxed transfer is taxed once, and never more than the rate"
        );
        vm.assertEq(_coin.balanceOf(_handler.TREASURY()), _handler.ledger(_handler.TREASURY()), "COIN-2: tax arrives");
    }

    function invariant_COIN_3_taxedTransfersPayTheTax() public view {
        vm.assertEq(_handler.untaxedTransfers(), 0, "COIN-3: only exempt accounts transfer untaxed");
    }

    function invariant_COIN_6_fixedExemptionsStay() public view {
        vm.assertTrue(!_handler.fixedChanged(), "COIN-6: a fixed exemption stays, in both directions");
        for (uint256 i = 0; i < _handler.holderCount(); ++i) {
            address holder = _handler.holders(i);
            if (!_handler.isFixed(holder)) continue;
            vm.assertTrue(_coin.exemptionOf(holder) == Exemption.Both, "COIN-6: both ways");
            vm.assertTrue(_coin.isExemptionFixed(holder), "COIN-6: for good");
        }
    }

    function invariant_COIN_4_theSupplyStaysWithinItsBounds() public view {
        vm.assertTrue(_coin.totalSupply() <= MAX_SUPPLY, "COIN-4: the supply is at most its maximum");
        vm.assertTrue(!_handler.mintedTooMuch(), "COIN-4: within any 365 days at most the yearly share is minted");
    }

    /// The amounts in a receiver's callbacks add up to its balance, so it never books more than it has.
    function invariant_receiversAreToldWhatArrived() public view {
        uint256 told = 0;
        for (uint256 i = 0; i < PEOPLE; ++i) {
            told += _handler.RECEIVER().booked(_handler.holders(i));
        }
        vm.assertEq(told, _handler.booked());
    }
}

contract CivicCoinFuzz is ForgeTest {
    CivicCoin private _coin;
    address private _treasury = makeAddr("treasury");
    address private _ana = makeAddr("ana");
    address private _ben = makeAddr("ben");

    function setUp() public {
        vm.warp(START);
        Allocation[] memory genesis = new Allocation[](1);
        genesis[0] = Allocation(_ana, MAX_SUPPLY);
        _coin = aCoin(address(this), _treasury, genesis);
    }

    function testFuzz_COIN_2_taxIsRoundedDown(uint256 amount, uint256 rate) public {
        rate = bound(rate, 0, 20_00);
        amount = bound(amount, 0, MAX_SUPPLY);
        _coin.setProvision(TAX_RATE, rate);
        vm.prank(_ana);
        _coin.transfer(_ben, amount);
        uint256 tax = _coin.balanceOf(_treasury);
        vm.assertTrue(tax * 100_00 <= amount * rate, "COIN-2: never more than the rate");
        vm.assertTrue((tax + 1) * 100_00 > amount * rate, "COIN-2: less than one unit below it");
        vm.assertEq(_coin.balanceOf(_ben), amount - tax, "COIN-2: the rest arrives");
    }

    /// The formula gives the least gross amount: of one unit less, less than the net amount arrives.
    function testFuzz_grossIsTheLeastThatLetsTheNetArrive(uint256 net, uint256 rate) public {
        rate = bound(rate, 0, 20_00);
        net = net % 3 == 0 ? bound(net, 1, 30_000) : bound(net, 1, MAX_SUPPLY);
        _coin.setProvision(TAX_RATE, rate);
        uint256 gross = _coin.grossFor(_ana, _ben, net);
        vm.assertEq(gross - _coin.taxOn(_ana, _ben, gross), net, "exactly the net amount arrives");
        vm.assertEq(gross - 1 - _coin.taxOn(_ana, _ben, gross - 1), net - 1, "of one unit less, one unit less arrives");
    }

    /// Splitting a transfer saves less than one unit for each further part, far below its gas.
    function testFuzz_COIN_2_splittingSavesLessThanAUnitAPart(uint256 amount, uint8 parts, uint256 rate) public {
        rate = bound(rate, 0, 20_00);
        uint256 count = bound(parts, 1, 20);
        amount = amount % 2 == 0 ? bound(amount, count, 200_000) : bound(amount, count, MAX_SUPPLY);
        _coin.setProvision(TAX_RATE, rate);
        uint256 whole = _coin.taxOn(_ana, _ben, amount);
        vm.startPrank(_ana);
        for (uint256 i = 0; i < count; ++i) {
            _coin.transfer(_ben, i == 0 ? amount - (count - 1) * (amount / count) : amount / count);
        }
        vm.stopPrank();
        uint256 split = _coin.balanceOf(_treasury);
        vm.assertTrue(split <= whole, "COIN-2: parts are never taxed above the whole");
        vm.assertTrue(split + count > whole, "COIN-2: a split saves less than one unit a part");
    }

    function testFuzz_COIN_3_strangersExemptNobody(address stranger, address account, uint8 class) public {
        vm.assume(stranger != address(this));
        vm.prank(stranger);
        vm.expectRevert();
        _coin.setExemption(account, Exemption(class % 4));
    }

    function testFuzz_COIN_3_relayingDoesNotHelp(address relay, uint256 amount) public {
        vm.assume(relay != address(0) && relay != _ana && relay != _ben && relay != _treasury);
        amount = bound(amount, 100, MAX_SUPPLY);
        vm.prank(_ana);
        _coin.transfer(relay, amount);
        uint256 arrived = _coin.balanceOf(relay);
        vm.prank(relay);
        _coin.transfer(_ben, arrived);
        vm.assertTrue(
            _coin.balanceOf(_treasury) >= amount * 2_00 / 100_00, "COIN-3: only exempt accounts transfer untaxed"
        );
    }

    function testFuzz_COIN_4_strangersMintNothing(address stranger, uint256 amount) public {
        vm.assume(stranger != address(this));
        vm.prank(stranger);
        vm.expectRevert();
        _coin.mint(stranger, amount);
    }
}
