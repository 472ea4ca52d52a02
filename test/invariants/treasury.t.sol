// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {ICitizenship} from "../../contracts/citizenship/ICitizenship.sol";
import {BudgetTerms, Outflow} from "../../contracts/treasury/ITreasury.sol";
import {Treasury} from "../../contracts/treasury/Treasury.sol";
import {ProvisionTerms} from "../../contracts/kernel/IProvisions.sol";
import {PlainToken} from "../mocks/PlainToken.sol";
import {CitizenshipStub} from "../mocks/CitizenshipStub.sol";
import {ForgeTest} from "./support/ForgeTest.sol";

uint256 constant START = 1_800_000_000;
uint256 constant HELD = 1_000_000e18;

/// Every act that moves money, and a model: the list of all movements.
contract TreasuryHandler is ForgeTest {
    struct Movement {
        uint256 moment;
        uint256 amount;
    }

    Treasury public immutable TREASURY;
    PlainToken public immutable TOKEN = new PlainToken();
    address public immutable RECEIVER = makeAddr("receiver");

    uint256 public time = START;
    uint256 public share = 20_00;

    // the model, by asset: native coin is the zero address
    mapping(address asset => Movement[]) private _outflows;
    mapping(address asset => uint256) public paidIn;
    mapping(address asset => uint256) public paidOut;

    // the sum spent, by budget and number of its period
    mapping(uint256 budgetId => uint256) public openedAt;
    mapping(uint256 budgetId => mapping(uint256 period => uint256)) public spentIn;
    BudgetTerms[] private _budgets;

    // how often payments succeeded and failed
    uint256 public sent;
    uint256 public refused;

    constructor() {
        ProvisionTerms[] memory terms = new ProvisionTerms[](1);
        terms[0] = ProvisionTerms(uint64(share), 0, 100_00);
        address citizenship = address(new CitizenshipStub());
        TREASURY = new Treasury(address(new AccessManager(address(this))), ICitizenship(citizenship), terms);
        TOKEN.mint(address(TREASURY), HELD);
        vm.deal(address(TREASURY), HELD);
        paidIn[address(TOKEN)] = HELD;
        paidIn[address(0)] = HELD;
        vm.warp(START);
        vm.etch(makeAddr("spender"), hex"00");
        for (uint256 i = 0; i < 3; ++i) {
            openBudget(i, HELD / 20, i * 3 days);
        }
    }

    modifier timed() {
        vm.warp(time);
        _;
    }

    function openBudget(uint256 seed, uint256 ceiling, uint256 period) public timed {
        if (_budgets.length == 8) return;
        BudgetTerms memory terms = BudgetTerms({
            purpose: "Roads",
            spender: makeAddr("spender"),
            asset: _asset(seed),
            ceiling: uint128(bound(ceiling, 1, HELD / 4)),
            period: uint40(bound(period, 1, 20 days)),
            until: type(uint40).max
        });
        _budgets.push(terms);
        openedAt[TREASURY.openBudget(terms)] = time;
    }

    function pay(uint256 seed, uint256 amount) external timed {
        address asset = _asset(seed);
        amount = bound(amount, 0, held(asset) / 3);
        uint256 allowed = available(asset);
        try TREASURY.pay(asset, RECEIVER, amount, "Bread") {
            vm.assertLe(amount, allowed);
            _left(asset, amount);
        } catch {
            ++refused;
            vm.assertTrue(amount > allowed);
        }
    }

    function spend(uint256 seed, uint256 amount) external timed {
        uint256 budgetId = 1 + seed % _budgets.length;
        BudgetTerms memory terms = _budgets[budgetId - 1];
        uint256 period = (time - openedAt[budgetId]) / terms.period;
        amount = bound(amount, 0, terms.ceiling);
        uint256 allowed = available(terms.asset);
        uint256 unspent = terms.ceiling - spentIn[budgetId][period];
        vm.prank(terms.spender);
        try TREASURY.spend(budgetId, RECEIVER, amount, "Stones") {
            vm.assertLe(amount, unspent);
            vm.assertLe(amount, allowed);
            spentIn[budgetId][period] += amount;
            _left(terms.asset, amount);
        } catch {
            ++refused;
            vm.assertTrue(amount > allowed || amount > unspent);
        }
    }

    function payIn(uint256 seed, uint256 amount) external timed {
        address asset = _asset(seed);
        amount = bound(amount, 1, HELD / 100);
        if (asset == address(0)) {
            vm.deal(address(this), amount);
            (bool success,) = address(TREASURY).call{value: amount}("");
            vm.assertTrue(success);
        } else {
            TOKEN.mint(address(TREASURY), amount);
        }
        paidIn[asset] += amount;
    }

    function setOutflow(uint256 newShare) external timed {
        share = bound(newShare, 0, 40_00);
        TREASURY.setProvision("outflow", share);
    }

    function pass(uint256 period) external timed {
        time += bound(period, 1, 12 days);
    }

    /// The model's balance.
    function held(address asset) public view returns (uint256) {
        return paidIn[asset] - paidOut[asset];
    }

    /// The sum in the model that left within the last 30 days.
    function left(address asset) public view returns (uint256 sum) {
        Movement[] storage outflows = _outflows[asset];
        for (uint256 i = outflows.length; i > 0 && outflows[i - 1].moment + 30 days > time; --i) {
            sum += outflows[i - 1].amount;
        }
    }

    /// What can leave now: the share of the balance and of what left, less what left.
    function available(address asset) public view returns (uint256) {
        uint256 limit = (held(asset) + left(asset)) * share / 100_00;
        return limit > left(asset) ? limit - left(asset) : 0;
    }

    function budgetCount() external view returns (uint256) {
        return _budgets.length;
    }

    function termsOf(uint256 budgetId) external view returns (BudgetTerms memory) {
        return _budgets[budgetId - 1];
    }

    function _left(address asset, uint256 amount) private {
        ++sent;
        paidOut[asset] += amount;
        _outflows[asset].push(Movement(time, amount));
    }

    function _asset(uint256 seed) private view returns (address) {
        return seed % 2 == 0 ? address(0) : address(TOKEN);
    }
}

/// forge-config: default.invariant.runs = 48
contract TreasuryInvariants is ForgeTest {
    TreasuryHandler private _handler;
    Treasury private _treasury;
    address[2] private _assets;

    function setUp() public {
        _handler = new TreasuryHandler();
        _treasury = _handler.TREASURY();
        _assets = [address(0), address(_handler.TOKEN())];
        bytes4[] memory acts = new bytes4[](6);
        acts[0] = TreasuryHandler.openBudget.selector;
        acts[1] = TreasuryHandler.pay.selector;
        acts[2] = TreasuryHandler.spend.selector;
        acts[3] = TreasuryHandler.payIn.selector;
        acts[4] = TreasuryHandler.setOutflow.selector;
        acts[5] = TreasuryHandler.pass.selector;
        targetContract(address(_handler));
        targetSelector(address(_handler), acts);
    }

    /// TREASURY-1: the balance is what came in, less what was paid and spent.
    function invariant_TREASURY_1() public view {
        vm.assertEq(address(_treasury).balance, _handler.held(address(0)), "TREASURY-1: native coin");
        vm.assertEq(_handler.TOKEN().balanceOf(address(_treasury)), _handler.held(_assets[1]), "TREASURY-1: token");
    }

    /// TREASURY-2: what left within 30 days, and what can leave, are the model's.
    function invariant_TREASURY_2() public {
        vm.warp(_handler.time());
        for (uint256 i = 0; i < _assets.length; ++i) {
            Outflow memory outflow = _treasury.outflowOf(_assets[i]);
            vm.assertEq(outflow.left, _handler.left(_assets[i]), "TREASURY-2: left");
            vm.assertEq(outflow.available, _handler.available(_assets[i]), "TREASURY-2: available");
        }
    }

    /// TREASURY-3: the sum spent from a budget in its present period is counted and at most its ceiling.
    function invariant_TREASURY_3() public {
        vm.warp(_handler.time());
        for (uint256 id = 1; id <= _handler.budgetCount(); ++id) {
            BudgetTerms memory terms = _handler.termsOf(id);
            uint256 period = (_handler.time() - _handler.openedAt(id)) / terms.period;
            uint256 spent = _treasury.budget(id).spent;
            vm.assertEq(spent, _handler.spentIn(id, period), "TREASURY-3: spent");
            vm.assertTrue(spent <= terms.ceiling);
        }
    }

    /// The fuzzer reaches both sides of the cap.
    function test_handlerSendsAndIsRefused() public {
        _handler.pay(0, HELD / 5);
        _handler.pay(0, HELD / 5);
        vm.assertEq(_handler.sent(), 1);
        vm.assertEq(_handler.refused(), 1);
    }
}
