// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {ICitizenship} from "../../contracts/citizenship/ICitizenship.sol";
import {ICourt} from "../../contracts/court/ICourt.sol";
import {ProvisionTerms} from "../../contracts/kernel/IProvisions.sol";
import {Recovery} from "../../contracts/recovery/Recovery.sol";
import {ForgeTest} from "./support/ForgeTest.sol";

uint256 constant CITIZENS = 4;
uint256 constant ACCOUNTS = 9;

/// Citizenships that move by recovery or by their own key, and are held by their last holder once they end.
contract RecoveryCitizens {
    mapping(address account => uint256) public citizenOf;
    mapping(uint256 citizenId => address) public holderOf;
    address public recovery;

    function appoint(address newRecovery) external {
        recovery = newRecovery;
    }

    function admit(address account, uint256 citizenId) public {
        citizenOf[account] = citizenId;
        holderOf[citizenId] = account;
    }

    function move(uint256 citizenId, address newHolder, uint40, bytes calldata) external {
        require(msg.sender == recovery && citizenOf[holderOf[citizenId]] == citizenId, "not allowed");
        rotate(citizenId, newHolder);
    }

    function rotate(uint256 citizenId, address newHolder) public {
        require(citizenOf[newHolder] == 0, "taken");
        delete citizenOf[holderOf[citizenId]];
        admit(newHolder, citizenId);
    }

    function end(uint256 citizenId) external {
        delete citizenOf[holderOf[citizenId]];
    }

    /// What ends here is given back.
    function formerCitizenOf(address) external pure returns (uint256) {
        return 0;
    }

    function citizenCount() external pure returns (uint256) {
        return CITIZENS;
    }
}

/// A court that takes cases, and rules when it is told.
contract RecoveryCourt {
    uint256 public caseCount;

    function createDispute(uint256, bytes calldata) external payable returns (uint256) {
        return ++caseCount;
    }

    function arbitrationCost(bytes calldata) external pure returns (uint256) {
        return 0;
    }

    function deliver(Recovery recovery, uint256 caseId, uint256 ruling) external {
        recovery.rule(caseId, ruling);
    }
}

/// What the model knows of a citizen's guardians since a moment.
struct Choice {
    uint256 from;
    uint256 threshold;
    uint256 accounts;
    uint256[] citizenIds;
}

/// What the model knows of a citizen's recovery.
struct Progress {
    address newHolder;
    uint256 readyAt;
    uint256 pausedUntil;
    uint256 caseId;
    uint256 set;
    bool byGovernment;
    bool mayComplete;
}

/// Everybody's acts, and a model of who may move what and when that reads nothing of the contract.
contract RecoveryHandler is ForgeTest {
    uint256 public constant WAIT = 14 days;
    uint256 public constant LONG_WAIT = 30 days;
    uint256 public constant DELAY = 14 days;
    uint256 public constant PAUSE = 90 days;

    RecoveryCitizens public immutable CITIZENSHIP = new RecoveryCitizens();
    RecoveryCourt public immutable COURT = new RecoveryCourt();
    Recovery public immutable INSTITUTION;

    mapping(uint256 citizenId => Choice[]) private _choices;
    mapping(uint256 citizenId => Progress) private _progress;
    mapping(bytes32 confirmation => uint256) private _confirmedAt;
    mapping(uint256 citizenId => uint256) private _announcements;
    mapping(uint256 caseId => uint256) private _caseOf;
    mapping(uint256 citizenId => address) public holders;
    mapping(bytes32 act => uint256) public calls;
    uint256[] private _decreedAt;
    uint256 private _now = 1_800_000_000;

    constructor() {
        vm.warp(_now);
        for (uint256 id = 1; id <= CITIZENS; ++id) {
            CITIZENSHIP.admit(account(id - 1), id);
            holders[id] = account(id - 1);
        }
        ProvisionTerms[] memory terms = new ProvisionTerms[](6);
        terms[0] = ProvisionTerms(uint64(WAIT), 0, 365 days);
        terms[1] = ProvisionTerms(uint64(LONG_WAIT), 0, 365 days);
        terms[2] = ProvisionTerms(uint64(DELAY), 0, 365 days);
        terms[3] = ProvisionTerms(uint64(PAUSE), 0, 365 days);
        terms[4] = ProvisionTerms(2_00, 0, 4_00);
        terms[5] = ProvisionTerms(2, 2, 5);
        address authority = address(new AccessManager(address(this)));
        INSTITUTION = new Recovery(authority, ICitizenship(address(CITIZENSHIP)), ICourt(address(COURT)), terms);
        CITIZENSHIP.appoint(address(INSTITUTION));
    }

    /* ACTS */

    function choose(uint256 citizenId, uint256 kind) external {
        citizenId = _citizen(citizenId);
        uint256 accounts = kind % 4;
        uint256[] memory ids = new uint256[](kind % 3);
        for (uint256 i = 0; i < ids.length; ++i) {
            ids[i] = i + (citizenId <= i + 1 ? 2 : 1);
        }
        uint256 threshold = accounts + ids.length == 0 ? 0 : (accounts + ids.length) / 2 + 1;
        vm.prank(holders[citizenId]);
        try INSTITUTION.chooseGuardians(threshold, _guardianAccounts(accounts), ids) {
            Choice[] storage list = _choices[citizenId];
            if (list.length != 0 && list[list.length - 1].from > _now) list.pop();
            list.push(Choice(_now + DELAY, threshold, accounts, ids));
            ++calls["choose"];
        } catch {}
    }

    function confirm(uint256 citizenId, uint256 who, uint256 seat, uint256 target) public {
        citizenId = _citizen(citizenId);
        seat = seat % 4;
        address newHolder = account(target % ACCOUNTS);
        address caller = who % 3 == 0 ? account(who % ACCOUNTS) : guardianAt(citizenId, seat);
        vm.prank(caller);
        try INSTITUTION.confirm(citizenId, newHolder, seat) returns (bool isAnnounced) {
            vm.assertTrue(caller == guardianAt(citizenId, seat), "only the guardian of a seat confirms");
            _confirmedAt[_key(citizenId, newHolder, seat)] = _now;
            ++calls["confirm"];
            if (isAnnounced) _announce(citizenId, newHolder, false);
        } catch {}
    }

    function decree(uint256 citizenId, uint256 target) external {
        citizenId = _citizen(citizenId);
        try INSTITUTION.decree(citizenId, account(target % ACCOUNTS)) {
            Choice[] storage list = _choices[citizenId];
            vm.assertTrue(list.length == 0 || list[list.length - 1].threshold == 0, "who has guardians is spared");
            _announce(citizenId, account(target % ACCOUNTS), true);
            ++calls["decree"];
        } catch {}
    }

    function stop(uint256 citizenId) external {
        citizenId = _citizen(citizenId);
        vm.prank(holders[citizenId]);
        try INSTITUTION.stop() {
            Progress storage p = _progress[citizenId];
            vm.assertTrue(p.mayComplete && p.caseId == 0, "only what is announced is stopped");
            (p.mayComplete, p.pausedUntil) = (false, _now + PAUSE);
            ++calls["stop"];
        } catch {}
    }

    function contest(uint256 citizenId) external {
        citizenId = _citizen(citizenId);
        try INSTITUTION.contest(citizenId) returns (uint256 caseId) {
            vm.assertTrue(!_progress[citizenId].byGovernment, "the present key's word on a decree is the last");
            _caseOf[caseId] = citizenId;
            _progress[citizenId].caseId = caseId;
            ++calls["contest"];
        } catch {}
    }

    function rule(uint256 caseId, uint256 ruling) external {
        caseId = bound(caseId, 0, COURT.caseCount());
        try COURT.deliver(INSTITUTION, caseId, ruling % 3) {
            Progress storage p = _progress[_caseOf[caseId]];
            vm.assertTrue(p.caseId == caseId && caseId != 0, "one ruling on a case");
            p.mayComplete = ruling % 3 == 2;
            p.readyAt = _now;
            if (!p.mayComplete) (p.pausedUntil, p.caseId) = (_now + PAUSE, 0);
            ++calls[p.mayComplete ? bytes32("grant") : bytes32("refuse")];
        } catch {}
    }

    function complete(uint256 citizenId) public {
        citizenId = _citizen(citizenId);
        try INSTITUTION.complete(citizenId, type(uint40).max, "") {
            Progress storage p = _progress[citizenId];
            // RECOVERY-1, RECOVERY-3.
            vm.assertTrue(p.mayComplete && _now >= p.readyAt, "no move before the wait, or against the last word");
            if (p.byGovernment) {
                // RECOVERY-5: of four citizens one in 30 days.
                uint256 moved = _decreedAt.length;
                vm.assertTrue(moved == 0 || _now >= _decreedAt[moved - 1] + 30 days, "the brake");
                _decreedAt.push(_now);
            }
            holders[citizenId] = p.newHolder;
            (p.mayComplete, p.pausedUntil, p.caseId) = (false, _now + PAUSE, 0);
            ++calls[p.byGovernment ? bytes32("completeDecreed") : bytes32("complete")];
        } catch {}
    }

    function rotate(uint256 citizenId, uint256 target) external {
        citizenId = _citizen(citizenId);
        try CITIZENSHIP.rotate(citizenId, account(target % ACCOUNTS)) {
            holders[citizenId] = account(target % ACCOUNTS);
        } catch {}
    }

    /// The citizenship ends, and comes back to the account that held it.
    function interrupt(uint256 citizenId, uint256 pause) external {
        citizenId = _citizen(citizenId);
        CITIZENSHIP.end(citizenId);
        wait(pause);
        CITIZENSHIP.admit(holders[citizenId], citizenId);
    }

    function wait(uint256 pause) public {
        _now += bound(pause, 0, 40 days);
        vm.warp(_now);
    }

    /// All guardians confirm, and after the wait somebody completes.
    function recoverWhole(uint256 citizenId, uint256 target, uint256 pause) external {
        for (uint256 seat = 0; seat < 4; ++seat) {
            confirm(citizenId, 1, seat, target);
        }
        wait(pause);
        complete(citizenId);
    }

    /* THE MODEL */

    function account(uint256 who) public pure returns (address) {
        return vm.addr(who + 1);
    }

    /// Who speaks for a seat of the set that was chosen long enough ago.
    function guardianAt(uint256 citizenId, uint256 seat) public view returns (address) {
        (uint256 index, bool isIn) = _inForce(citizenId);
        if (!isIn) return address(1);
        Choice storage choice = _choices[citizenId][index];
        if (seat < choice.accounts) return _guardianAccounts(choice.accounts)[seat];
        if (seat - choice.accounts >= choice.citizenIds.length) return address(1);
        return holders[choice.citizenIds[seat - choice.accounts]];
    }

    function _announce(uint256 citizenId, address newHolder, bool byGovernment) private {
        Progress storage p = _progress[citizenId];
        // RECOVERY-4.
        vm.assertTrue(_now >= p.pausedUntil, "none is announced before the pause is over");
        if (!byGovernment) {
            // RECOVERY-2: the set that is in force was chosen a delay ago.
            (uint256 index, bool isIn) = _inForce(citizenId);
            uint256 count = 0;
            for (uint256 seat = 0; seat < 7; ++seat) {
                uint256 since = _confirmedAt[_key(citizenId, newHolder, seat)];
                if (since != 0 && _now < since + 30 days) ++count;
            }
            vm.assertTrue(isIn && count >= _choices[citizenId][index].threshold, "enough guardians confirmed");
            ++calls["announce"];
        }
        (uint256 inForce,) = _inForce(citizenId);
        vm.assertTrue(
            CITIZENSHIP.citizenOf(newHolder) == 0, "none is announced for an account that holds a citizenship"
        );
        // What nobody can complete, since the account was used meanwhile, is in nobody's way.
        bool mayMove = p.mayComplete && CITIZENSHIP.citizenOf(p.newHolder) == 0 && _now < p.readyAt + 90 days;
        bool isOwn = p.caseId == 0 && (p.byGovernment || (!byGovernment && p.set == inForce));
        vm.assertTrue(
            !mayMove || isOwn, "others do not put aside what guardians announced, nor anybody what the court granted"
        );
        ++_announcements[citizenId];
        p.set = inForce;
        p.newHolder = newHolder;
        p.readyAt = _now + (byGovernment ? LONG_WAIT : WAIT);
        (p.byGovernment, p.mayComplete, p.caseId) = (byGovernment, true, 0);
    }

    function _inForce(uint256 citizenId) private view returns (uint256 index, bool isIn) {
        Choice[] storage list = _choices[citizenId];
        for (uint256 i = list.length; i != 0; --i) {
            if (list[i - 1].from <= _now) return (i - 1, true);
        }
    }

    function _key(uint256 citizenId, address newHolder, uint256 seat) private view returns (bytes32) {
        (uint256 index,) = _inForce(citizenId);
        return keccak256(abi.encode(citizenId, newHolder, _announcements[citizenId], index, seat));
    }

    /// Accounts that never hold a citizenship, in ascending order.
    function _guardianAccounts(uint256 count) private pure returns (address[] memory accounts) {
        accounts = new address[](count);
        for (uint256 i = 0; i < count; ++i) {
            accounts[i] = address(uint160(0x1000 + i));
        }
    }

    function _citizen(uint256 raw) private pure returns (uint256) {
        return bound(raw, 1, CITIZENS);
    }
}

contract RecoveryInvariantTest is ForgeTest {
    RecoveryHandler private _handler;

    function setUp() external {
        _handler = new RecoveryHandler();
        targetContract(address(_handler));
    }

    /// RECOVERY-1, RECOVERY-3: a citizenship is where its own key, or a recovery that was due, has moved it.
    function invariant_citizenshipsAreWhereTheyWereMoved() external view {
        for (uint256 id = 1; id <= CITIZENS; ++id) {
            vm.assertEq(_handler.CITIZENSHIP().holderOf(id), _handler.holders(id));
        }
    }

    /// The contract holds no money.
    function invariant_holdsNothing() external view {
        vm.assertEq(address(_handler.INSTITUTION()).balance, 0);
    }

    /// A long life reaches every act.
    function test_reachesEveryAct() external {
        uint256 seed = 1;
        for (uint256 step = 0; step < 10_000; ++step) {
            seed = uint256(keccak256(abi.encode(seed)));
            (uint256 act, uint256 a, uint256 b) = (seed % 16, (seed >> 32) % 4 + 1, seed >> 64);
            if (act == 0) _handler.choose(a, b % 12);
            else if (act < 4) _handler.confirm(a, b >> 8, b, b >> 16);
            else if (act == 4) _handler.decree(a, b);
            else if (act == 5) _handler.stop(a);
            else if (act < 8) _handler.contest(a);
            else if (act < 10) _handler.rule(b % (_handler.COURT().caseCount() + 1), b >> 8);
            else if (act < 12) _handler.complete(a);
            else if (act == 12) _handler.rotate(a, b);
            else if (act == 13) _handler.interrupt(a, b % 3 days);
            else if (act == 14) _handler.wait(b % 20 days);
            else _handler.recoverWhole(a, b, b % 40 days);
        }
        bytes32[10] memory acts = [
            bytes32("choose"),
            "confirm",
            "announce",
            "decree",
            "stop",
            "contest",
            "grant",
            "refuse",
            "complete",
            "completeDecreed"
        ];
        for (uint256 i = 0; i < acts.length; ++i) {
            vm.assertTrue(_handler.calls(acts[i]) >= 3, string(abi.encodePacked(acts[i])));
        }
    }
}
