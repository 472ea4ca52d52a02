// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {ProvisionTerms} from "../../contracts/kernel/IProvisions.sol";
import {INation} from "../../contracts/nation/INation.sol";
import {ITreasury} from "../../contracts/treasury/ITreasury.sol";
import {Act, KeptFunction} from "../../contracts/upkeep/IUpkeep.sol";
import {Upkeep} from "../../contracts/upkeep/Upkeep.sol";
import {ForgeTest} from "./support/ForgeTest.sol";

/// A directory that names one institution, and that institution's steps: each is due until it is taken.
contract UpkeepNation {
    mapping(uint256 step => bool) public isDone;
    uint256 public taken;

    function institution(bytes32) external view returns (address) {
        return address(this);
    }

    function take(uint256 step, uint256 burned) external {
        require(!isDone[step]);
        isDone[step] = true;
        ++taken;
        uint256 gasBefore = gasleft();
        while (gasBefore - gasleft() < burned) {}
    }

    function unlisted() external {
        taken += 1_000_000;
    }
}

/// Keepers who have steps taken, some of which were taken before, and people who pay in.
contract UpkeepHandler is ForgeTest {
    Upkeep public immutable UPKEEP;
    UpkeepNation public immutable NATION = new UpkeepNation();

    uint256 public paidIn;
    uint256 public paidOut;
    uint256 public done;
    uint256 public rewards;

    constructor() {
        KeptFunction[] memory kept = new KeptFunction[](1);
        kept[0] = KeptFunction("steps", UpkeepNation.take.selector);
        ProvisionTerms[] memory terms = new ProvisionTerms[](2);
        terms[0] = ProvisionTerms(10_00, 0, 20_00);
        terms[1] = ProvisionTerms(10_000_000, 1, 1_000_000_000);
        address authority = address(new AccessManager(address(this)));
        UPKEEP = new Upkeep(authority, INation(address(NATION)), ITreasury(address(this)), kept, terms);
    }

    receive() external payable {}

    function payIn(uint256 amount) external {
        amount = bound(amount, 0, 1 ether);
        vm.deal(address(this), address(this).balance + amount);
        (bool success,) = address(UPKEEP).call{value: amount}("");
        vm.assertTrue(success);
        paidIn += amount;
    }

    function setMargin(uint256 margin) external {
        UPKEEP.setProvision("margin", bound(margin, 0, 20_00));
    }

    function perform(uint256 count, uint256 first, uint256 burned, uint256 baseFee) external {
        Act[] memory acts = new Act[](bound(count, 1, 5));
        for (uint256 i = 0; i < acts.length; ++i) {
            bytes memory data = abi.encodeCall(UpkeepNation.take, (bound(first, 0, 200) + i, bound(burned, 0, 300_000)));
            acts[i] = Act("steps", 400_000, data);
        }
        baseFee = bound(baseFee, 0, 1000 gwei);
        vm.fee(baseFee);
        uint256 margin = UPKEEP.provision("margin").current;
        uint256 balance = address(UPKEEP).balance;
        uint256 taken = NATION.taken();

        uint256 gasBefore = gasleft();
        try UPKEEP.perform(acts) returns (uint256 succeeded, uint256 reward) {
            uint256 most = (gasBefore - gasleft() + 29_000) * baseFee * (100_00 + margin) / 100_00;
            vm.assertLe(reward, most, "UPK-1: a reward is at most the gas used with the margin");
            vm.assertLe(reward, balance, "UPK-1: a reward is at most what is here");
            vm.assertEq(succeeded, NATION.taken() - taken, "UPK-4: what failed is not counted");
            done += succeeded;
            paidOut += reward;
            if (reward != 0) ++rewards;
        } catch {
            vm.assertEq(taken, NATION.taken());
        }
    }

    function performUnlisted() external {
        Act[] memory acts = new Act[](1);
        acts[0] = Act("steps", 100_000, abi.encodeCall(UpkeepNation.unlisted, ()));
        try UPKEEP.perform(acts) {
            vm.assertTrue(false, "UPK-2: only listed functions are called");
        } catch {}
    }
}

contract UpkeepInvariantTest is ForgeTest {
    UpkeepHandler private _handler;

    function setUp() external {
        _handler = new UpkeepHandler();
        targetContract(address(_handler));
    }

    /// UPK-1: nothing leaves but as a reward.
    function invariant_coinLeavesAsRewardsAlone() external view {
        vm.assertEq(address(_handler.UPKEEP()).balance, _handler.paidIn() - _handler.paidOut());
    }

    /// UPK-2, UPK-4: what was taken is what was listed, and what was told.
    function invariant_onlyListedStepsWereTaken() external view {
        vm.assertEq(_handler.NATION().taken(), _handler.done());
    }

    /// Proves that keepers are paid where coin is there: a step is taken, and earns.
    function test_keepersEarn() external {
        _handler.payIn(1 ether);
        _handler.perform(3, 0, 100_000, 10 gwei);
        vm.assertEq(_handler.done(), 3);
        vm.assertEq(_handler.rewards(), 1);
    }
}
