// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ProvisionTerms, ProvisionView} from "../../contracts/kernel/IProvisions.sol";
import {MAX_PROVISION_VALUE} from "../../contracts/kernel/Provision.sol";
import {ProvisionsHarness} from "../mocks/ProvisionsHarness.sol";
import {ForgeTest} from "./support/ForgeTest.sol";

/// The institution's authority: everyone may call everything.
contract OpenAuthority {
    function canCall(address, address, bytes4) external pure returns (bool immediate, uint32 delay) {
        return (true, 0);
    }
}

/// Governs one institution at random within its bounds, and models the value that applies.
contract ProvisionsHandler is ForgeTest {
    ProvisionsHarness public immutable INSTITUTION;

    bytes32[2] public keys = [bytes32("rate"), bytes32("period")];
    uint256[2] public mins = [uint256(10), 0];
    uint256[2] public maxs = [uint256(500), MAX_PROVISION_VALUE];

    uint256[2] public standing = [uint256(100), 7];
    uint256[2] public trial;
    uint256[2] public trialUntil;

    constructor(ProvisionsHarness institution) {
        INSTITUTION = institution;
    }

    function set(uint256 which, uint256 value) external {
        which = which % 2;
        value = bound(value, mins[which], maxs[which]);
        INSTITUTION.setProvision(keys[which], value);
        (standing[which], trial[which], trialUntil[which]) = (value, 0, 0);
    }

    function tryOut(uint256 which, uint256 value, uint256 period) external {
        which = which % 2;
        value = bound(value, mins[which], maxs[which]);
        period = bound(period, 1, 365 days);
        INSTITUTION.tryProvision(keys[which], value, period);
        (trial[which], trialUntil[which]) = (value, block.timestamp + period);
    }

    function ratify(uint256 which) external {
        which = which % 2;
        if (block.timestamp >= trialUntil[which]) return;
        INSTITUTION.ratifyProvision(keys[which]);
        (standing[which], trial[which], trialUntil[which]) = (trial[which], 0, 0);
    }

    function wait(uint256 period) external {
        vm.warp(block.timestamp + bound(period, 1, 60 days));
    }

    function expected(uint256 which) external view returns (uint256) {
        return block.timestamp < trialUntil[which] ? trial[which] : standing[which];
    }
}

contract ProvisionsInvariants is ForgeTest {
    ProvisionsHarness private _institution;
    ProvisionsHandler private _handler;

    function setUp() public {
        ProvisionTerms[] memory terms = new ProvisionTerms[](2);
        terms[0] = ProvisionTerms(100, 10, 500);
        terms[1] = ProvisionTerms(7, 0, uint64(MAX_PROVISION_VALUE));
        _institution = new ProvisionsHarness(address(new OpenAuthority()), terms);
        _handler = new ProvisionsHandler(_institution);
        vm.warp(1_800_000_000);

        bytes4[] memory selectors = new bytes4[](4);
        selectors[0] = ProvisionsHandler.set.selector;
        selectors[1] = ProvisionsHandler.tryOut.selector;
        selectors[2] = ProvisionsHandler.ratify.selector;
        selectors[3] = ProvisionsHandler.wait.selector;
        targetContract(address(_handler));
        targetSelector(address(_handler), selectors);
    }

    /// PROV-1: the current value, the standing value and the trial are always within the bounds.
    function invariant_PROV_1_bounds() public view {
        ProvisionView[] memory views = _institution.provisions();
        for (uint256 i = 0; i < views.length; ++i) {
            vm.assertTrue(views[i].min <= views[i].current && views[i].current <= views[i].max);
            vm.assertTrue(views[i].min <= views[i].standing && views[i].standing <= views[i].max);
            vm.assertTrue(
                views[i].trialUntil == 0 || (views[i].min <= views[i].trial && views[i].trial <= views[i].max)
            );
        }
    }

    /// PROV-2: a trial applies until its end, then the standing value, whatever the neighbour in the slot does.
    function invariant_PROV_2_current() public view {
        for (uint256 i = 0; i < 2; ++i) {
            vm.assertEq(_institution.current(i), _handler.expected(i), "PROV-2: the current value is the model's");
        }
    }
}

contract ProvisionsFuzz is ForgeTest {
    /// Whatever the terms, an institution is created within them or not at all.
    function testFuzz_termsHoldOrAreRefused(uint64 value, uint64 min, uint64 max) public {
        ProvisionTerms[] memory terms = new ProvisionTerms[](2);
        terms[0] = ProvisionTerms(value, min, max);
        terms[1] = ProvisionTerms(0, 0, 0);
        address authority = address(new OpenAuthority());
        bool sound = min <= value && value <= max && max <= MAX_PROVISION_VALUE;
        if (!sound) vm.expectRevert();
        ProvisionsHarness institution = new ProvisionsHarness(authority, terms);
        if (sound) vm.assertEq(institution.current(0), value);
    }
}
