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

    // every value that the caps had, by cap: ordinary, total
    struct Decision {
        uint256 moment;
        uint256 value;
    }

    Decision[][2] private _decisions;

    // the model, by asset: native coin is the zero address
    mapping(address asset => Movement[]) private _ordinary;
    mapping(address asset => Movement[]) private _constitutional;
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
        ProvisionTerms[] memory terms = new ProvisionTerms[](2);
        terms[0] = ProvisionTerms(20_00, 0, 25_00);
        terms[1] = ProvisionTerms(40_00, 0, 50_00);
        _decisions[0].push(Decision(0, 20_00));
        _decisions[1].push(Decision(0, 40_00));
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
            _left(_ordinary[asset], asset, amount);
        } catch {
            ++refused;
            vm.assertTrue(amount > allowed);
        }
    }

    function payConstitutionally(uint256 seed, uint256 amount) external timed {
        address asset = _asset(seed);
        amount = bound(amount, 0, held(asset) * 2 / 3);
        uint256 allowed = totalAvailable(asset);
        try TREASURY.payConstitutionally(asset, RECEIVER, amount, "Harbour") {
            vm.assertLe(amount, allowed);
            _left(_constitutional[asset], asset, amount);
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
            _left(_ordinary[terms.asset], terms.asset, amount);
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

    function setCap(uint256 seed, uint256 newCap) external timed {
        uint256 index = seed % 2;
        newCap = bound(newCap, 0, index == 0 ? 25_00 : 50_00);
        TREASURY.setProvision(index == 0 ? bytes32("outflow") : bytes32("totalOutflow"), newCap);
        _decisions[index].push(Decision(time, newCap));
    }

    function pass(uint256 period) external timed {
        time += bound(period, 1, 12 days);
    }

    /// The model's balance.
    function held(address asset) public view returns (uint256) {
        return paidIn[asset] - paidOut[asset];
    }

    /// The sum in the model that left by ordinary payments within the last 30 days.
    function left(address asset) public view returns (uint256) {
        return _sumOf(_ordinary[asset]);
    }

    /// The sum in the model that left in any way within the last 30 days.
    function totalLeft(address asset) public view returns (uint256) {
        return left(asset) + _sumOf(_constitutional[asset]);
    }

    /// What ordinary payments can take now.
    function available(address asset) public view returns (uint256) {
        uint256 ordinary = _rest(held(asset), left(asset), cap(0));
        uint256 total = totalAvailable(asset);
        return ordinary < total ? ordinary : total;
    }

    /// What constitutional payments can take now.
    function totalAvailable(address asset) public view returns (uint256) {
        return _rest(held(asset), totalLeft(asset), cap(1));
    }

    /// The cap by the contract's rule. A raise counts 30 days after the last raise that was decided while it waited.
    function cap(uint256 index) public view returns (uint256) {
        return TREASURY.provision(index == 0 ? bytes32("outflow") : bytes32("totalOutflow")).current;
    }

    /// The lowest value that was decided within the last 30 days, or applied when they began.
    function lowestCap(uint256 index) public view returns (uint256 lowest) {
        Decision[] storage decisions = _decisions[index];
        lowest = type(uint256).max;
        for (uint256 i = decisions.length; i > 0; --i) {
            if (decisions[i - 1].value < lowest) lowest = decisions[i - 1].value;
            if (decisions[i - 1].moment + 30 days <= time) break;
        }
    }

    /// The value that was decided last.
    function decidedCap(uint256 index) public view returns (uint256) {
        return _decisions[index][_decisions[index].length - 1].value;
    }

    /// Whether nothing was decided on a cap within the last 30 days.
    function isSettled(uint256 index) public view returns (bool) {
        return _decisions[index][_decisions[index].length - 1].moment + 30 days <= time;
    }

    function budgetCount() external view returns (uint256) {
        return _budgets.length;
    }

    function termsOf(uint256 budgetId) external view returns (BudgetTerms memory) {
        return _budgets[budgetId - 1];
    }

    function _left(Movement[] storage movements, address asset, uint256 amount) private {
        ++sent;
        paidOut[asset] += amount;
        movements.push(Movement(time, amount));
    }

    function _sumOf(Movement[] storage movements) private view returns (uint256 sum) {
        for (uint256 i = movements.length; i > 0 && movements[i - 1].moment + 30 days > time; --i) {
            sum += movements[i - 1].amount;
        }
    }

    function _rest(uint256 balance, uint256 gone, uint256 share) private pure returns (uint256) {
        uint256 limit = (balance + gone) * share / 100_00;
        return limit > gone ? limit - gone : 0;
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
        bytes4[] memory acts = new bytes4[](7);
        acts[0] = TreasuryHandler.openBudget.selector;
        acts[1] = TreasuryHandler.pay.selector;
        acts[2] = TreasuryHandler.spend.selector;
        acts[3] = TreasuryHandler.payIn.selector;
        acts[4] = TreasuryHandler.setCap.selector;
        acts[5] = TreasuryHandler.pass.selector;
        acts[6] = TreasuryHandler.payConstitutionally.selector;
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
            outflow = _treasury.totalOutflowOf(_assets[i]);
            vm.assertEq(outflow.left, _handler.totalLeft(_assets[i]), "TREASURY-2: left in all");
            vm.assertEq(outflow.available, _handler.totalAvailable(_assets[i]), "TREASURY-2: available in all");
        }
    }

    /// TREASURY-4: a cap is at most the lowest value of the last 30 days, and the decided one when they passed without a decision.
    function invariant_TREASURY_4() public {
        vm.warp(_handler.time());
        for (uint256 i = 0; i < 2; ++i) {
            uint256 cap = _handler.cap(i);
            vm.assertLe(cap, _handler.lowestCap(i));
            if (_handler.isSettled(i)) vm.assertEq(cap, _handler.decidedCap(i), "TREASURY-4: settled");
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
