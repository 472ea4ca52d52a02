// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {SanctionKind} from "../../contracts/tribunal/IEnforcement.sol";
import {Challenge, Outcome} from "../../contracts/tribunal/ITribunal.sol";
import {Tribunal} from "../../contracts/tribunal/Tribunal.sol";
import {Citizenship} from "../../contracts/citizenship/Citizenship.sol";
import {Standing} from "../../contracts/citizenship/ICitizenship.sol";
import {PlainRegistry} from "../mocks/PlainRegistry.sol";
import {ForgeTest} from "./support/ForgeTest.sol";
import {CITIZENS, TribunalHandler} from "./support/TribunalHandler.sol";

contract TribunalInvariants is ForgeTest {
    string private constant TRIB_1 =
        "TRIB-1: the native coin held is the bonds of pending challenges, what is owed and the fund";
    string private constant TRIB_2 = "TRIB-2: a sanction is carried out at most once, within a year of the ruling";
    string private constant TRIB_3 = "TRIB-3: nobody is sanctioned but by a challenge that the court granted";
    string private constant TRIB_5 =
        "TRIB-5: what was imposed on a person is what was collected, what is unpaid and what was remitted";
    string private constant TRIB_9 =
        "TRIB-9: all that a person held has one penal record: what is taken back is taken back wherever the person is, and nothing is served twice";

    string private constant JUST_8 =
        "JUST-8: in any 30 days rulings end at most max(1, share of the citizens) established citizenships, and as many of newcomers";

    TribunalHandler private _handler;
    Tribunal private _tribunal;
    Citizenship private _citizenship;

    function setUp() public {
        _handler = new TribunalHandler();
        _tribunal = _handler.TRIBUNAL();
        _citizenship = _handler.CITIZENSHIP();
        bytes4[] memory selectors = new bytes4[](18);
        selectors[0] = TribunalHandler.challenge.selector;
        selectors[1] = TribunalHandler.judge.selector;
        selectors[2] = TribunalHandler.enforce.selector;
        selectors[3] = TribunalHandler.collect.selector;
        selectors[4] = TribunalHandler.stake.selector;
        selectors[5] = TribunalHandler.unstake.selector;
        selectors[6] = TribunalHandler.renounce.selector;
        selectors[7] = TribunalHandler.reinstate.selector;
        selectors[8] = TribunalHandler.govern.selector;
        selectors[9] = TribunalHandler.claim.selector;
        // Twice as often, so that sanctions are met often.
        selectors[10] = TribunalHandler.judge.selector;
        selectors[11] = TribunalHandler.enforce.selector;
        selectors[12] = TribunalHandler.reopen.selector;
        selectors[13] = TribunalHandler.refund.selector;
        selectors[14] = TribunalHandler.answer.selector;
        selectors[15] = TribunalHandler.comeBack.selector;
        selectors[16] = TribunalHandler.comeBack.selector;
        selectors[17] = TribunalHandler.recognise.selector;
        targetContract(address(_handler));
        targetSelector(address(_handler), selectors);
    }

    /// TRIB-1: the native coin held is the bonds of pending challenges, what is owed and the fund.
    /// forge-config: default.invariant.runs = 32
    function invariant_TRIB_1_bondsAreConserved() public view {
        uint256 due = _handler.owed() + _tribunal.fund();
        for (uint256 caseId = 1; caseId <= _handler.COURT().caseCount(); ++caseId) {
            if (!_handler.isChallenge(caseId)) continue;
            Challenge memory c = _tribunal.challengeOf(caseId);
            if (c.outcome == Outcome.Pending) due += c.bond;
        }
        vm.assertEq(address(_tribunal).balance, due, TRIB_1);
        vm.assertEq(address(_tribunal).balance, _handler.bondsIn() - _handler.bondsOut(), TRIB_1);
    }

    /// TRIB-2: a sanction is carried out at most once, within a year of the ruling. TRIB-5: what was imposed is what was collected, what is unpaid and what was remitted.
    /// forge-config: default.invariant.runs = 32
    function invariant_TRIB_2_sanctionsOnce() public view {
        for (uint256 id = 1; id <= CITIZENS; ++id) {
            uint256 taken = _handler.collectedFrom(id);
            vm.assertEq(taken + _tribunal.unpaidFineOf(id) + _handler.remittedTo(id), _handler.finedOf(id), TRIB_5);
        }
        uint256 ordered = 0;
        for (uint256 caseId = 1; caseId <= _handler.COURT().caseCount(); ++caseId) {
            if (!_handler.isChallenge(caseId)) continue;
            Challenge memory c = _tribunal.challengeOf(caseId);
            for (uint256 i = 0; i < c.sanctions.length; ++i) {
                vm.assertEq(_handler.timesEnforced(caseId, i), c.isEnforced[i] ? 1 : 0, TRIB_2);
                if (c.isEnforced[i] && c.sanctions[i].kind == SanctionKind.Order) ++ordered;
            }
        }
        PlainRegistry permits = _handler.PERMITS_OFFICE();
        vm.assertEq(permits.acts() + permits.mootActs(), ordered, TRIB_2);
    }

    /// TRIB-3: nobody is sanctioned but by a challenge that the court granted.
    /// forge-config: default.invariant.runs = 32
    function invariant_TRIB_3_noSanctionWithoutRuling() public view {
        for (uint256 id = 1; id <= _citizenship.lastCitizenId(); ++id) {
            uint256 person = _handler.personOf(id);
            Standing standing = _citizenship.citizen(id).standing;
            if (standing == Standing.Revoked) {
                vm.assertTrue(_handler.wasSanctioned(person, SanctionKind.Revoke), TRIB_3);
            }
            if (standing == Standing.Suspended) {
                vm.assertTrue(_handler.wasSanctioned(person, SanctionKind.Suspend), TRIB_3);
            }
            if (_handler.collectedFrom(id) != 0) vm.assertTrue(_handler.wasSanctioned(id, SanctionKind.Fine), TRIB_3);
        }
        for (uint256 caseId = 1; caseId <= _handler.COURT().caseCount(); ++caseId) {
            if (!_handler.isChallenge(caseId)) continue;
            Challenge memory c = _tribunal.challengeOf(caseId);
            if (c.outcome == Outcome.Granted || c.reopenedAs != 0) continue;
            for (uint256 i = 0; i < c.sanctions.length; ++i) {
                vm.assertTrue(!c.isEnforced[i], TRIB_3);
            }
        }
    }

    /// TRIB-9: all that a person held has one penal record: what is taken back is taken back wherever the person is, and nothing is served twice.
    /// forge-config: default.invariant.runs = 32
    function invariant_TRIB_9_onePersonOneRecord() public view {
        for (uint256 id = 1; id <= _citizenship.lastCitizenId(); ++id) {
            uint256 person = _handler.personOf(id);
            vm.assertEq(_tribunal.unpaidFineOf(id), _tribunal.unpaidFineOf(person), TRIB_9);
            vm.assertEq(_tribunal.offencesOf(id), _handler.offencesOf(person), TRIB_9);
            // Suspensions end at midnight.
            vm.assertLe(_citizenship.citizen(id).suspendedUntil, _handler.servesUntil(person) + 1 days, TRIB_9);
        }
    }

    /// JUST-8: in any 30 days rulings end at most max(1, share of the citizens) established citizenships, and as many of newcomers.
    /// forge-config: default.invariant.runs = 32
    function invariant_JUST_8_endingsStayWithinTheBrake() public view {
        vm.assertTrue(!_handler.isBrakeBroken(), JUST_8);
    }

    /// TRIB-1: once every challenge is ruled and everything claimed, the fund is left.
    function afterInvariant() public {
        _handler.finish();
        vm.assertEq(address(_tribunal).balance, _tribunal.fund(), TRIB_1);
    }
}
