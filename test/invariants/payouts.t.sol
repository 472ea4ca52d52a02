// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {CitizenshipStub} from "../mocks/CitizenshipStub.sol";
import {PayoutsHarness} from "../mocks/PayoutsHarness.sol";
import {PlainToken} from "../mocks/PlainToken.sol";
import {ForgeTest} from "./support/ForgeTest.sol";

uint256 constant PEOPLE = 5;
uint256 constant CITIZENS = 3;
uint256 constant ASSETS = 3;

/// An institution that owes, creditors who claim, and citizens who move, beside a record of what was credited and claimed.
contract PayoutsHandler is ForgeTest {
    CitizenshipStub public immutable CITIZENSHIP = new CitizenshipStub();
    PayoutsHarness public immutable PAYOUTS;
    address[] private _assets;

    mapping(address asset => uint256) public credited;
    mapping(address asset => uint256) public claimed;
    uint256 private _accounts;

    constructor() {
        vm.deal(address(this), 1e30);
        PAYOUTS = new PayoutsHarness{value: 1e30}(CITIZENSHIP);
        _assets.push(address(0));
        while (_assets.length < ASSETS) {
            PlainToken token = new PlainToken();
            token.mint(address(PAYOUTS), 1e30);
            _assets.push(address(token));
        }
        for (uint256 i = 0; i < CITIZENS; ++i) {
            CITIZENSHIP.admit(_person(_accounts++));
        }
    }

    /* ACTS */

    function credit(uint256 which, uint256 who, bool toCitizen, bool announced, uint256 amount) external {
        address asset = assetAt(which);
        (address account, uint256 citizenId) = (_person(who % PEOPLE), toCitizen ? 1 + who % CITIZENS : 0);
        amount %= 1e18;
        if (announced) PAYOUTS.credit(asset, account, citizenId, amount);
        else PAYOUTS.owe(asset, account, citizenId, amount);
        credited[asset] += amount;
    }

    function claim(uint256 which, uint256 who) external {
        address asset = assetAt(which);
        address account = _person(who % PEOPLE);
        if (PAYOUTS.owedTo(asset, account) == 0) return;
        claimed[asset] += _paid(asset, account, PAYOUTS.claim(asset, account));
    }

    function claimForCitizen(uint256 which, uint256 who) external {
        address asset = assetAt(which);
        uint256 citizenId = 1 + who % CITIZENS;
        if (PAYOUTS.owedToCitizen(asset, citizenId) == 0) return;
        claimed[asset] += PAYOUTS.claimForCitizen(asset, citizenId);
    }

    /// Numbers that are nobody's, of which some have the bits of somebody's.
    function claimForNobody(uint256 which, uint256 citizenId) external {
        if (citizenId != 0 && citizenId <= CITIZENS) return;
        // Nothing is owed: refused, and nothing changes.
        try PAYOUTS.claimForCitizen(assetAt(which), citizenId) returns (uint256 amount) {
            claimed[assetAt(which)] += amount + 1;
        } catch {}
    }

    function move(uint256 who) external {
        CITIZENSHIP.move(1 + who % CITIZENS, _person(PEOPLE + _accounts++));
    }

    function end(uint256 who) external {
        CITIZENSHIP.end(1 + who % CITIZENS);
    }

    /* FOR THE INVARIANT */

    function assetAt(uint256 which) public view returns (address) {
        return _assets[which % ASSETS];
    }

    function owedOf(address asset) external view returns (uint256 owed) {
        for (uint256 i = 0; i < PEOPLE; ++i) {
            owed += PAYOUTS.owedTo(asset, _person(i));
        }
        for (uint256 citizenId = 1; citizenId <= CITIZENS; ++citizenId) {
            owed += PAYOUTS.owedToCitizen(asset, citizenId);
        }
    }

    function balanceOf(address asset) external view returns (uint256) {
        return asset == address(0) ? address(PAYOUTS).balance : IERC20(asset).balanceOf(address(PAYOUTS));
    }

    function _paid(address asset, address account, uint256 amount) private view returns (uint256) {
        vm.assertEq(PAYOUTS.owedTo(asset, account), 0, "PAY-1: what is claimed is owed no more");
        return amount;
    }

    function _person(uint256 index) private pure returns (address) {
        return vm.addr(1000 + index);
    }
}

contract PayoutsInvariants is ForgeTest {
    string private constant PAY_1 = "PAY-1: for each asset, credited = owed + claimed";

    PayoutsHandler private _handler;

    function setUp() public {
        _handler = new PayoutsHandler();
        targetContract(address(_handler));
    }

    /// PAY-1: for each asset, credited = owed + claimed.
    function invariant_PAY_1_owedIsCreditedLessClaimed() public view {
        for (uint256 i = 0; i < ASSETS; ++i) {
            address asset = _handler.assetAt(i);
            vm.assertEq(_handler.credited(asset), _handler.owedOf(asset) + _handler.claimed(asset), PAY_1);
            vm.assertEq(_handler.balanceOf(asset), 1e30 - _handler.claimed(asset), PAY_1);
        }
    }
}
