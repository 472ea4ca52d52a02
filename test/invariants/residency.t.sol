// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {ICitizenship} from "../../contracts/citizenship/ICitizenship.sol";
import {ProvisionTerms} from "../../contracts/kernel/IProvisions.sol";
import {ResidencyView} from "../../contracts/residency/IResidency.sol";
import {Residency} from "../../contracts/residency/Residency.sol";
import {ForgeTest} from "./support/ForgeTest.sol";

uint256 constant PEOPLE = 6;

/// The citizenship of a nation that people join and leave.
contract ResidencyCitizens {
    mapping(address account => uint256) public citizenOf;
    mapping(uint256 citizenId => address) public holderOf;

    function set(address account, uint256 citizenId) external {
        citizenOf[account] = citizenId;
        if (citizenId != 0) holderOf[citizenId] = account;
    }
}

/// People who subscribe, cancel, move, become citizens and leave, a government that changes price and term and revokes.
contract ResidencyHandler is ForgeTest {
    Residency public immutable INSTITUTION;
    ResidencyCitizens private immutable CITIZENS;
    address public constant TREASURY = address(0x7EA5);

    mapping(bytes32 act => uint256) public calls;
    uint256 private _now = 1_800_000_000;
    uint256 public citizenCount;

    constructor() {
        vm.warp(_now);
        CITIZENS = new ResidencyCitizens();
        ProvisionTerms[] memory terms = new ProvisionTerms[](2);
        terms[0] = ProvisionTerms(1, 0, 1000);
        terms[1] = ProvisionTerms(30, 1, 366);
        address authority = address(new AccessManager(address(this)));
        INSTITUTION = new Residency(authority, ICitizenship(address(CITIZENS)), TREASURY, terms);
        for (uint256 i = 0; i < PEOPLE; ++i) {
            vm.deal(person(i), 1_000_000 gwei);
        }
    }

    function subscribe(uint256 who, uint256 terms, uint256 pause) external {
        _pass(pause);
        address account = person(who);
        terms = bound(terms, 1, 20);
        (uint256 cost,) = INSTITUTION.costOf(account, terms);
        if (cost > account.balance) return;
        vm.prank(account);
        try INSTITUTION.subscribe{value: cost}(terms, type(uint256).max, 0) {
            ++calls["subscribe"];
        } catch {}
    }

    function cancel(uint256 who, uint256 pause) external {
        _pass(pause);
        vm.prank(person(who));
        try INSTITUTION.cancel() {
            ++calls["cancel"];
        } catch {}
    }

    function settle(uint256 id, uint256 pause) external {
        _pass(pause);
        uint256[] memory ids = new uint256[](1);
        ids[0] = id % (INSTITUTION.residentCount() + 1);
        try INSTITUTION.settle(ids) {
            ++calls["settle"];
        } catch {}
    }

    function revoke(uint256 id, uint40 until) external {
        try INSTITUTION.revokeResidency(id % (INSTITUTION.residentCount() + 1), until % 4 == 0 ? until : 0, "") {
            ++calls["revoke"];
        } catch {}
    }

    function naturalise(uint256 who) external {
        CITIZENS.set(person(who), ++citizenCount);
        uint256 id = INSTITUTION.permitOf(person(who));
        try INSTITUTION.upgrade(id) {
            ++calls["upgrade"];
        } catch {}
    }

    function depart(uint256 who) external {
        CITIZENS.set(person(who), 0);
    }

    function govern(uint256 fee, uint256 term) external {
        INSTITUTION.setProvision("fee", bound(fee, 0, 1000));
        INSTITUTION.setProvision("term", bound(term, 1, 366));
    }

    function claim(uint256 who) external {
        try INSTITUTION.claim(address(0), who % 3 == 0 ? TREASURY : person(who)) {
            ++calls["claim"];
        } catch {}
    }

    function claimForCitizen(uint256 who) external {
        try INSTITUTION.claimForCitizen(address(0), who % (citizenCount + 1)) {
            ++calls["claimForCitizen"];
        } catch {}
    }

    function person(uint256 who) public pure returns (address) {
        return vm.addr(who % PEOPLE + 1);
    }

    function _pass(uint256 pause) private {
        _now += bound(pause, 0, 60 days);
        vm.warp(_now);
    }
}

contract ResidencyInvariantTest is ForgeTest {
    ResidencyHandler private _handler;

    function setUp() external {
        _handler = new ResidencyHandler();
        targetContract(address(_handler));
    }

    /// RESIDENCY-2: an account has one residency at most, and a residency one account.
    function invariant_RESIDENCY_2_oneEach() external view {
        Residency institution = _handler.INSTITUTION();
        for (uint256 i = 0; i < PEOPLE; ++i) {
            address account = _handler.person(i);
            uint256 id = institution.permitOf(account);
            if (id != 0) vm.assertEq(uint160(institution.permitHolder(id)), uint160(account), "RESIDENCY-2");
        }
    }

    /// RESIDENCY-1: once all is settled, the native coin held is what is owed and what is paid ahead, to the wei.
    function invariant_RESIDENCY_1_moneyIsOwedOrPaidAhead() external {
        Residency institution = _handler.INSTITUTION();
        uint256 count = institution.residentCount();
        uint256[] memory all = new uint256[](count);
        for (uint256 i = 0; i < count; ++i) {
            all[i] = i + 1;
        }
        institution.settle(all);
        uint256 sum = institution.owedTo(address(0), _handler.TREASURY());
        for (uint256 i = 0; i < PEOPLE; ++i) {
            sum += institution.owedTo(address(0), _handler.person(i));
        }
        for (uint256 id = 1; id <= _handler.citizenCount(); ++id) {
            sum += institution.owedToCitizen(address(0), id);
        }
        for (uint256 id = 1; id <= count; ++id) {
            ResidencyView memory resident = institution.residencyAt(id);
            sum += resident.ahead * resident.price;
        }
        vm.assertEq(sum, address(institution).balance, "RESIDENCY-1: to the wei");
    }

    /// Every act happens.
    function test_TheLifeReachesEveryAct() external {
        uint256 dice = 3;
        for (uint256 step = 0; step < 1500; ++step) {
            dice = uint256(keccak256(abi.encode(dice)));
            (uint256 a, uint256 b) = (dice >> 8, dice >> 128);
            uint256 act = dice % 13;
            if (act < 4) _handler.subscribe(a, b, dice % 5 days);
            else if (act < 6) _handler.cancel(a, dice % 5 days);
            else if (act == 6) _handler.settle(a, b);
            else if (act == 7) _handler.revoke(a, 0);
            else if (act == 8) _handler.naturalise(a);
            else if (act == 9) _handler.depart(a);
            else if (act == 10) _handler.govern(a, b);
            else if (act == 11) _handler.claim(a);
            else _handler.claimForCitizen(a);
        }
        bytes32[7] memory acts =
            [bytes32("subscribe"), "cancel", "settle", "revoke", "upgrade", "claim", "claimForCitizen"];
        for (uint256 i = 0; i < acts.length; ++i) {
            vm.assertTrue(_handler.calls(acts[i]) >= 5, string(abi.encodePacked(acts[i])));
        }
    }
}
