// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {Citizenship} from "../../contracts/citizenship/Citizenship.sol";
import {FoundingTerms, ICitizenship, Standing} from "../../contracts/citizenship/ICitizenship.sol";
import {IPassport} from "../../contracts/passport/IPassport.sol";
import {ExpiryIndex, FirstExpiries} from "../../contracts/libraries/ExpiryIndex.sol";
import {ProvisionTerms} from "../../contracts/kernel/IProvisions.sol";
import {separatorOf} from "./support/Eip712.sol";
import {ForgeTest, Vm} from "./support/ForgeTest.sol";

/// The model of a citizen.
struct Ghost {
    uint256 until;
    uint256 delegateId;
    bool suspended;
    bool gone;
    bool asleep;
    bool revoked;
    bool marked;
    bool returned; // Came back after the grace, and was not woken since.
    uint256 goneAt;
}

/// A past answer that must stay the same.
struct Memory {
    uint256 citizenId;
    uint256 moment;
    uint256 votes;
    uint256 delegateId;
    uint256 total;
}

/// Every act on the citizens of a small nation of twenty-two accounts.
contract Life {
    Vm private constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
    uint256 public constant KEYS = 22;
    uint40 private constant ENDLESS = type(uint40).max;
    bytes32 private constant ACCEPTANCE =
        keccak256("Acceptance(uint256 citizenId,address newHolder,uint256 nonce,uint256 deadline)");

    Citizenship public immutable CITIZENSHIP;
    bytes32 private immutable _separator;

    Ghost[] public ghosts; // ghosts[i] is citizen i + 1.
    Memory[] public memories;
    mapping(bytes32 act => uint256) public calls;
    uint256 public openGraceUntil; // Until when whoever lapsed may come back however late.
    // By citizen, by account and by person, who is named by the first citizenship.
    mapping(uint256 citizenId => uint256) public personOf;
    mapping(address account => uint256) public personAt;
    mapping(uint256 person => address) public placeOf;
    uint256[3] public known = [uint256(1), 2, 3]; // Of those who renewed or were named, those whose terms end last.

    constructor(Citizenship citizenship) {
        CITIZENSHIP = citizenship;
        _separator = separatorOf("Citizenship", address(citizenship));
    }

    function ghostCount() external view returns (uint256) {
        return ghosts.length;
    }

    function memoryCount() external view returns (uint256) {
        return memories.length;
    }

    function keyOf(uint256 seed) public pure returns (uint256) {
        return 1 + seed % KEYS;
    }

    function accountOf(uint256 seed) public pure returns (address) {
        return vm.addr(keyOf(seed));
    }

    /* WHAT CAN HAPPEN */

    function admit(uint256 seed) external {
        address account = accountOf(seed);
        if (CITIZENSHIP.citizenOf(account) != 0 || ghosts.length == 40) return;
        vm.prank(account);
        CITIZENSHIP.requestAdmission(0);
        // Few have no end: as long as three of them stay, nobody comes back late.
        uint256 term = seed % 17 == 0 ? 0 : 1 + seed % 6;
        CITIZENSHIP.setProvision("term", term);
        uint256 citizenId = CITIZENSHIP.admit(account);
        if (personAt[account] == 0) (personAt[account], placeOf[citizenId]) = (citizenId, account);
        personOf[citizenId] = personAt[account];
        uint256 until = term == 0 ? ENDLESS : (block.timestamp + 1 days - 1) / 1 days * 1 days + term * 1 days;
        ghosts.push(Ghost(until, citizenId, false, false, false, false, false, false, 0));
        _called("admit");
    }

    function delegate(uint256 seed, uint256 toSeed) public {
        address account = accountOf(seed);
        address to = accountOf(toSeed);
        uint256 citizenId = CITIZENSHIP.citizenOf(account);
        uint256 toId = CITIZENSHIP.citizenOf(to);
        if (citizenId == 0 || (toId != citizenId && !CITIZENSHIP.isActive(toId))) return;
        if (isAsleep(citizenId) && toId != citizenId) return;
        vm.prank(account);
        CITIZENSHIP.delegate(to);
        ghosts[citizenId - 1].delegateId = toId;
        _called(citizenId == toId ? bytes32("take back") : bytes32("delegate"));
    }

    /// All delegate to one citizen: more than fit beside the delegate's count.
    function rally(uint256 toSeed) external {
        for (uint256 seed = 0; seed < KEYS; ++seed) {
            delegate(seed, toSeed);
        }
        _called("rally");
    }

    function suspend(uint256 seed, uint256 length) external {
        uint256 citizenId = CITIZENSHIP.citizenOf(accountOf(seed));
        if (citizenId == 0 || ghosts[citizenId - 1].suspended) return;
        CITIZENSHIP.suspend(citizenId, uint40(block.timestamp + 1 + length % 5 days), 0);
        ghosts[citizenId - 1].suspended = true;
        _called("suspend");
    }

    function reinstate(uint256 seed) external {
        uint256 citizenId = CITIZENSHIP.citizenOf(accountOf(seed));
        if (citizenId == 0 || !ghosts[citizenId - 1].suspended) return;
        CITIZENSHIP.reinstate(citizenId);
        ghosts[citizenId - 1].suspended = false;
        _called("reinstate");
    }

    function renew(uint256 seed, uint256 length) external {
        uint256 citizenId = CITIZENSHIP.citizenOf(accountOf(seed));
        if (citizenId == 0) return;
        Ghost storage ghost = ghosts[citizenId - 1];
        if (ghost.until == ENDLESS) return;
        bool lapsed = ghost.until <= block.timestamp;
        // Nobody renews beyond the present term.
        CITIZENSHIP.setProvision("term", 0);
        if (ghost.until + 90 days <= block.timestamp) {
            _renewLate(citizenId, length);
            return;
        }
        if (lapsed && !knowsThree()) openGraceUntil = block.timestamp + 90 days;
        uint256 base = lapsed ? block.timestamp : ghost.until;
        uint256 until = (base / 1 days + 1 + length % 4) * 1 days;
        if (length % 29 == 0) until = ENDLESS;
        CITIZENSHIP.renew(citizenId, uint40(until));
        ghost.until = until;
        ghost.marked = false;
        if (mayVote(citizenId)) _note(citizenId);
        _called(lapsed ? bytes32("revive") : bytes32("prolong"));
    }

    /// After the grace nobody is renewed by an officer, and by the own act only while fewer than three are known.
    function _renewLate(uint256 citizenId, uint256 length) private {
        Ghost storage ghost = ghosts[citizenId - 1];
        address account = CITIZENSHIP.holderOf(citizenId);
        bytes memory refusal =
            abi.encodeWithSelector(ICitizenship.Citizenship_NotRenewable.selector, citizenId, ghost.until);
        vm.expectRevert(refusal);
        CITIZENSHIP.renew(citizenId, ENDLESS);
        if (!knowsThree()) openGraceUntil = block.timestamp + 90 days;
        uint256 term = length % 29 == 0 ? 0 : 1 + length % 4;
        CITIZENSHIP.setProvision("term", term);
        if (block.timestamp >= openGraceUntil) {
            vm.expectRevert(refusal);
            vm.prank(account);
            CITIZENSHIP.renewOwn();
            _called("too late");
            return;
        }
        vm.prank(account);
        CITIZENSHIP.renewOwn();
        ghost.until = term == 0 ? ENDLESS : ((block.timestamp + 1 days - 1) / 1 days + term) * 1 days;
        (ghost.marked, ghost.returned) = (false, true);
        _called("come back");
    }

    function markLapsed() external {
        uint256[] memory all = new uint256[](ghosts.length);
        for (uint256 i = 0; i < all.length; ++i) {
            all[i] = i + 1;
        }
        uint256 expected;
        for (uint256 i = 0; i < all.length; ++i) {
            Ghost storage ghost = ghosts[i];
            if (mayVote(i + 1)) _note(i + 1);
            if (ghost.gone || ghost.asleep || ghost.marked || block.timestamp < ghost.until) continue;
            if (!knowsThree() || block.timestamp < openGraceUntil) continue;
            ghost.marked = true;
            ++expected;
        }
        vm.assertEq(CITIZENSHIP.markLapsed(all), expected, "nobody is marked who may come back");
        if (expected != 0) _called("mark");
    }

    function move(uint256 seed, uint256 toSeed) external {
        uint256 citizenId = CITIZENSHIP.citizenOf(accountOf(seed));
        address to = accountOf(toSeed);
        if (citizenId == 0 || CITIZENSHIP.citizenOf(to) != 0) return;
        bytes memory signature = _acceptance(citizenId, to, toSeed);
        bool isUsed = _expectNoMoveToUsed(to);
        CITIZENSHIP.move(citizenId, to, ENDLESS, signature);
        if (isUsed) return;
        _follow(accountOf(seed), to);
        ghosts[citizenId - 1].asleep = true;
        _called("move");
    }

    function rotate(uint256 seed, uint256 toSeed) external {
        address account = accountOf(seed);
        uint256 citizenId = CITIZENSHIP.citizenOf(account);
        address to = accountOf(toSeed);
        if (citizenId == 0 || CITIZENSHIP.citizenOf(to) != 0) return;
        bytes memory signature = _acceptance(citizenId, to, toSeed);
        bool isUsed = _expectNoMoveToUsed(to);
        vm.prank(account);
        CITIZENSHIP.move(citizenId, to, ENDLESS, signature);
        if (isUsed) return;
        _follow(account, to);
        _called("rotate");
    }

    /// A person stays where a citizenship ended, until the next one moves.
    function _expectNoMoveToUsed(address to) private returns (bool isUsed) {
        isUsed = personAt[to] != 0;
        if (!isUsed) return false;
        vm.expectRevert(
            abi.encodeWithSelector(ICitizenship.Citizenship_AccountUsed.selector, to, CITIZENSHIP.formerCitizenOf(to))
        );
        _called("refuse");
    }

    function _follow(address from, address to) private {
        uint256 person = personAt[from];
        (personAt[from], personAt[to], placeOf[person]) = (0, person, to);
    }

    function wake(uint256 seed) external {
        if (ghosts.length == 0) return;
        uint256 citizenId = 1 + seed % ghosts.length;
        if (block.timestamp < CITIZENSHIP.citizen(citizenId).wakesAt) return;
        CITIZENSHIP.wake(citizenId);
        if (!isAsleep(citizenId)) return;
        (ghosts[citizenId - 1].asleep, ghosts[citizenId - 1].returned) = (false, false);
        if (mayVote(citizenId)) _note(citizenId);
        _called("wake");
    }

    function restore(uint256 seed) external {
        if (ghosts.length == 0) return;
        uint256 citizenId = 1 + seed % ghosts.length;
        Ghost storage ghost = ghosts[citizenId - 1];
        if (!ghost.revoked || CITIZENSHIP.citizenOf(CITIZENSHIP.holderOf(citizenId)) != 0) return;
        CITIZENSHIP.restore(citizenId, 0);
        ghost.until = CITIZENSHIP.citizen(citizenId).until;
        ghost.suspended = CITIZENSHIP.citizen(citizenId).standing == Standing.Suspended;
        (ghost.gone, ghost.revoked, ghost.marked) = (false, false, false);
        _called("restore");
    }

    function _acceptance(uint256 citizenId, address to, uint256 toSeed) private view returns (bytes memory) {
        bytes32 structHash = keccak256(abi.encode(ACCEPTANCE, citizenId, to, CITIZENSHIP.admissionNonce(to), ENDLESS));
        (uint8 v, bytes32 r, bytes32 s) =
            vm.sign(keyOf(toSeed), keccak256(abi.encodePacked("\x19\x01", _separator, structHash)));
        return abi.encodePacked(r, s, v);
    }

    function isAsleep(uint256 citizenId) public view returns (bool) {
        return ghosts[citizenId - 1].asleep || ghosts[citizenId - 1].returned;
    }

    function mayVote(uint256 citizenId) public view returns (bool) {
        if (citizenId > ghosts.length) return false;
        Ghost storage ghost = ghosts[citizenId - 1];
        return !ghost.gone && !isAsleep(citizenId) && block.timestamp < ghost.until;
    }

    function knowsThree() public view returns (bool) {
        return _isKnownWell(known[0]) && _isKnownWell(known[1]) && _isKnownWell(known[2]);
    }

    /// Whoever leaves is known for 90 days more.
    function _isKnownWell(uint256 citizenId) private view returns (bool) {
        if (citizenId > ghosts.length) return false;
        Ghost storage ghost = ghosts[citizenId - 1];
        return block.timestamp < ghost.until && (!ghost.gone || block.timestamp < ghost.goneAt + 90 days);
    }

    function _note(uint256 citizenId) private {
        uint256 least = ghosts[citizenId - 1].until;
        uint256 free = 3;
        for (uint256 i = 0; i < 3; ++i) {
            if (known[i] == citizenId) return;
            uint256 until = mayVote(known[i]) ? ghosts[known[i] - 1].until : 0;
            if (until < least) (least, free) = (until, i);
        }
        if (free < 3) known[free] = citizenId;
    }

    function depart(uint256 seed) external {
        uint256 citizenId = CITIZENSHIP.citizenOf(accountOf(seed));
        if (citizenId == 0 || seed % 3 != 0) return;
        if (seed % 2 == 0) {
            CITIZENSHIP.revoke(citizenId, 0);
            ghosts[citizenId - 1].revoked = true;
            _called("revoke");
        } else {
            vm.prank(accountOf(seed));
            CITIZENSHIP.renounce();
            _called("renounce");
        }
        (ghosts[citizenId - 1].gone, ghosts[citizenId - 1].goneAt) = (true, block.timestamp);
    }

    function sleep(uint256 length) external {
        // Seldom so long that whoever lapsed is too late to renew.
        vm.warp(block.timestamp + 1 + length % 2 days + (length % 16 == 0 ? 91 days : 0));
        _called("wait");
    }

    function remember(uint256 seed, uint256 age) external {
        if (ghosts.length == 0 || memories.length == 60) return;
        uint256 citizenId = 1 + seed % ghosts.length;
        uint256 moment = block.timestamp - 1 - age % 3 days;
        memories.push(
            Memory({
                citizenId: citizenId,
                moment: moment,
                votes: CITIZENSHIP.pastVotesOf(citizenId, moment),
                delegateId: CITIZENSHIP.pastDelegateOf(citizenId, moment),
                total: CITIZENSHIP.getPastTotalSupply(moment)
            })
        );
        _called("remember");
    }

    function _called(bytes32 act) private {
        ++calls[act];
    }
}

contract CitizenshipInvariants is ForgeTest {
    Citizenship private _citizenship;
    Life private _life;

    function setUp() public {
        vm.warp(1_800_000_123);
        AccessManager manager = new AccessManager(address(this));
        ProvisionTerms[] memory terms = new ProvisionTerms[](4);
        terms[0] = ProvisionTerms(0, 0, 10_000);
        terms[1] = ProvisionTerms(0, 0, 10_000);
        terms[2] = ProvisionTerms(1_000, 1, 1_000);
        terms[3] = ProvisionTerms(0, 0, 90);
        _citizenship = new Citizenship(
            address(manager), IPassport(address(0)), payable(address(0)), "Citizenship", "C", FoundingTerms(0, 0), terms
        );
        _life = new Life(_citizenship);
        manager.grantRole(0, address(_life), 0);

        bytes4[] memory acts = new bytes4[](17);
        acts[0] = Life.admit.selector;
        acts[1] = Life.delegate.selector;
        acts[2] = Life.suspend.selector;
        acts[3] = Life.reinstate.selector;
        acts[4] = Life.renew.selector;
        acts[5] = Life.markLapsed.selector;
        acts[6] = Life.move.selector;
        acts[7] = Life.depart.selector;
        acts[8] = Life.sleep.selector;
        acts[9] = Life.remember.selector;
        // Acts that write checkpoints happen more often.
        acts[10] = Life.admit.selector;
        acts[11] = Life.delegate.selector;
        acts[12] = Life.delegate.selector;
        acts[13] = Life.rally.selector;
        acts[14] = Life.wake.selector;
        acts[15] = Life.restore.selector;
        acts[16] = Life.rotate.selector;
        targetContract(address(_life));
        targetSelector(address(_life), acts);
    }

    function invariant_SOUL_1_anAddressHoldsAtMostOne() public view {
        uint256 held;
        for (uint256 i = 0; i < _life.KEYS(); ++i) {
            address account = _life.accountOf(i);
            uint256 citizenId = _citizenship.citizenOf(account);
            vm.assertEq(_citizenship.balanceOf(account), citizenId == 0 ? 0 : 1, "SOUL-1: an address holds at most one");
            if (citizenId == 0) continue;
            vm.assertTrue(_citizenship.ownerOf(citizenId) == account, "SOUL-6: account and record name each other");
            ++held;
        }
        uint256 given = _life.ghostCount();
        vm.assertEq(_citizenship.lastCitizenId(), given, "SOUL-1: an address holds at most one");
        uint256 last;
        for (uint256 i = 0; i < given; ++i) {
            uint256 since = _citizenship.citizen(i + 1).since;
            vm.assertTrue(last <= since, "SOUL-7: `since` never decreases as ids increase");
            last = since;
            (,,, bool gone,,,,,) = _life.ghosts(i);
            if (gone) ++held;
        }
        vm.assertEq(held, given, "SOUL-1: an address holds at most one");
    }

    function invariant_SOUL_2_votesAreThoseOfWhoMayVote() public view {
        uint256 given = _life.ghostCount();
        bool[] memory mayVote = new bool[](given);
        uint256[] memory expected = new uint256[](given);
        uint256 count;
        for (uint256 i = 0; i < given; ++i) {
            (,, bool suspended,,,,,,) = _life.ghosts(i);
            // A suspension takes offices, and never the vote.
            mayVote[i] = _life.mayVote(i + 1);
            vm.assertEq(
                _citizenship.isActive(i + 1) ? 1 : 0,
                mayVote[i] && !suspended ? 1 : 0,
                "SOUL-2: the active citizens are the model's"
            );
            if (mayVote[i]) ++count;
        }
        for (uint256 i = 0; i < given; ++i) {
            (, uint256 delegateId,,,,,,,) = _life.ghosts(i);
            if (mayVote[i]) ++expected[mayVote[delegateId - 1] ? delegateId - 1 : i];
        }
        uint256 sum;
        for (uint256 i = 0; i < given; ++i) {
            uint256 votes = _citizenship.votesOf(i + 1);
            vm.assertEq(votes, expected[i], "SOUL-2: the votes are the citizen's own and those of delegators");
            sum += votes;
        }
        vm.assertEq(sum, count, "SOUL-2: the sum of current votes equals those who may vote");
        vm.assertTrue(count <= _citizenship.citizenCount(), "SOUL-5: the total is never below those who may vote");
    }

    function invariant_SOUL_10_recordsFollowThePerson() public view {
        uint256 given = _life.ghostCount();
        for (uint256 citizenId = 1; citizenId <= given; ++citizenId) {
            address place = _life.placeOf(_life.personOf(citizenId));
            vm.assertTrue(
                _citizenship.holderOf(citizenId) == place, "SOUL-10: all records of a person name one account"
            );
            vm.assertTrue(
                _citizenship.citizen(citizenId).holder == place, "SOUL-10: all records of a person name one account"
            );
        }
    }

    function invariant_SOUL_3_thePastNeverChanges() public view {
        uint256 count = _life.memoryCount();
        for (uint256 i = 0; i < count; ++i) {
            (uint256 citizenId, uint256 moment, uint256 votes, uint256 delegateId, uint256 total) = _life.memories(i);
            vm.assertEq(_citizenship.pastVotesOf(citizenId, moment), votes, "SOUL-3: past answers never change");
            vm.assertEq(_citizenship.pastDelegateOf(citizenId, moment), delegateId, "SOUL-3: past answers never change");
            vm.assertEq(_citizenship.getPastTotalSupply(moment), total, "SOUL-3: past answers never change");
        }
    }

    /// The call summary: every act happens often.
    function test_TheLifeReachesEveryAct() public {
        uint256 dice = 7;
        for (uint256 step = 0; step < 3000; ++step) {
            dice = uint256(keccak256(abi.encode(dice)));
            uint256 a = dice >> 8;
            uint256 b = dice >> 128;
            uint256 act = dice % 18;
            if (act < 2) _life.admit(a);
            else if (act < 5) _life.delegate(a, b);
            else if (act == 5) _life.suspend(a, b);
            else if (act == 6) _life.reinstate(a);
            else if (act < 9) _life.renew(a, b);
            else if (act == 9) _life.markLapsed();
            else if (act == 10) _life.move(a, b);
            else if (act == 11) _life.depart(a);
            else if (act == 12) _life.sleep(a);
            else if (act == 13) _life.rally(a);
            else if (act == 14) _life.wake(a);
            else if (act == 15) _life.restore(a);
            else if (act == 16) _life.rotate(a, b);
            else _life.remember(a, b);
            if (step % 25 == 0) {
                invariant_SOUL_1_anAddressHoldsAtMostOne();
                invariant_SOUL_2_votesAreThoseOfWhoMayVote();
                invariant_SOUL_3_thePastNeverChanges();
                invariant_SOUL_10_recordsFollowThePerson();
            }
        }
        bytes32[20] memory acts = [
            bytes32("admit"),
            "delegate",
            "take back",
            "rally",
            "suspend",
            "reinstate",
            "revive",
            "come back",
            "prolong",
            "too late",
            "mark",
            "move",
            "rotate",
            "refuse",
            "revoke",
            "renounce",
            "wait",
            "wake",
            "restore",
            "remember"
        ];
        for (uint256 i = 0; i < acts.length; ++i) {
            // What takes years of a nation, or one of which few are left, happens less often.
            bool isRare = acts[i] == "mark" || acts[i] == "too late" || acts[i] == "come back";
            vm.assertTrue(_life.calls(acts[i]) >= (isRare ? 1 : 5), string(abi.encodePacked(acts[i])));
        }
    }
}

contract ExpiryIndexFuzz is ForgeTest {
    using ExpiryIndex for ExpiryIndex.Counters;

    FirstExpiries private _first;
    ExpiryIndex.Counters private _others;

    function testFuzz_CountsWhatFallsThrough(uint16[24] memory added, uint8 removed, uint16 asked) public {
        uint256 expected;
        removed = uint8(bound(removed, 0, added.length));
        for (uint256 i = 0; i < added.length; ++i) {
            _first = _others.add(_first, added[i]);
        }
        for (uint256 i = 0; i < added.length; ++i) {
            if (i < removed) _first = _others.remove(_first, added[i]);
            else if (added[i] <= asked) ++expected;
        }
        vm.assertEq(
            _others.countThrough(_first, asked), expected, "an expiry index counts what falls on a day or before it"
        );
    }
}
