// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {ICitizenship} from "../../contracts/citizenship/ICitizenship.sol";
import {ProvisionTerms} from "../../contracts/kernel/IProvisions.sol";
import {Petition, PetitionOutcome} from "../../contracts/petitions/IPetitions.sol";
import {Petitions} from "../../contracts/petitions/Petitions.sol";
import {NationTimelock} from "../../contracts/timelock/NationTimelock.sol";
import {TimelockTerms} from "../../contracts/timelock/INationTimelock.sol";
import {separatorOf} from "./support/Eip712.sol";
import {ForgeTest} from "./support/ForgeTest.sol";

uint256 constant PEOPLE = 8;
uint256 constant OPERATIONS = 3;

/// The register: whose vote wakes when. Everybody's keys are known.
contract PetitionsCitizens {
    mapping(uint256 citizenId => uint256) public wakesAt;
    mapping(uint256 citizenId => address) public holderOf;
    mapping(address account => uint256) public citizenOf;

    function set(uint256 citizenId, address holder, uint256 moment) external {
        citizenOf[holderOf[citizenId]] = 0;
        (holderOf[citizenId], citizenOf[holder], wakesAt[citizenId]) = (holder, citizenId, moment);
    }

    function couldVote(uint256 citizenId, uint256 moment) public view returns (bool) {
        return holderOf[citizenId] != address(0) && wakesAt[citizenId] <= moment;
    }

    function voterOf(address account, uint256 moment) external view returns (uint256 citizenId, uint256 votes) {
        citizenId = citizenOf[account];
        return couldVote(citizenId, moment) ? (citizenId, uint256(1)) : (uint256(0), uint256(0));
    }

    function electorsOf(uint256[] calldata citizenIds, uint256 moment)
        external
        view
        returns (address[] memory holders, uint256[] memory votes)
    {
        (holders, votes) = (new address[](citizenIds.length), new uint256[](citizenIds.length));
        for (uint256 i = 0; i < citizenIds.length; ++i) {
            if (couldVote(citizenIds[i], moment)) (holders[i], votes[i]) = (holderOf[citizenIds[i]], 1);
        }
    }

    function quorumBase(uint256) external pure returns (uint256) {
        return PEOPLE;
    }
}

/// Citizens who sign by transactions and batches, take back, vote, move and come; operations that are scheduled, held and executed; and
/// a model of who signed and voted.
contract PetitionsHandler is ForgeTest {
    bytes32 private constant SIGNATURE = keccak256("PetitionSignature(uint256 proposalId,uint256 until)");

    NationTimelock public immutable TIMELOCK;
    Petitions public immutable PETITIONS;
    PetitionsCitizens public immutable CITIZENS;

    uint256 private _now = 1_800_000_000;
    uint256[] public proposals;
    mapping(uint256 proposalId => mapping(uint256 citizenId => bool)) public signed;
    mapping(uint256 proposalId => mapping(uint256 citizenId => uint256)) public voted;
    mapping(uint256 operation => uint256) public scheduledFor;
    mapping(bytes32 id => bool) public struck;
    mapping(bytes32 act => uint256) public calls;
    mapping(uint256 citizenId => uint256) private _keys;

    constructor() {
        vm.warp(_now);
        AccessManager authority = new AccessManager(address(this));
        CITIZENS = new PetitionsCitizens();
        ProvisionTerms[] memory waits = new ProvisionTerms[](2);
        waits[0] = ProvisionTerms(2 days, 1 days, 30 days);
        waits[1] = ProvisionTerms(2 days, 1 days, 30 days);
        TIMELOCK =
            new NationTimelock(TimelockTerms(address(authority), address(this), address(this), address(this)), waits);
        ProvisionTerms[] memory terms = new ProvisionTerms[](2);
        terms[0] = ProvisionTerms(400, 200, 1000);
        terms[1] = ProvisionTerms(3, 3, 14);
        PETITIONS = new Petitions(
            address(authority),
            ICitizenship(address(CITIZENS)),
            address(this),
            TimelockController(payable(TIMELOCK)),
            terms
        );
        bytes4[] memory acts = new bytes4[](3);
        (acts[0], acts[1], acts[2]) =
        (NationTimelock.hold.selector, NationTimelock.release.selector, NationTimelock.strike.selector);
        authority.setTargetFunctionRole(address(TIMELOCK), acts, 6);
        authority.grantRole(6, address(PETITIONS), 0);
        for (uint256 id = 1; id <= PEOPLE; ++id) {
            _keys[id] = id;
            CITIZENS.set(id, vm.addr(id), 0);
        }
    }

    function schedule(uint256 which) external {
        which %= OPERATIONS;
        (address[] memory targets, uint256[] memory values, bytes[] memory datas) = _calls(which);
        bytes32 id = idOf(which);
        if (TIMELOCK.isOperation(id)) return;
        try TIMELOCK.scheduleBatch(targets, values, datas, 0, _salt(which), 2 days) {
            scheduledFor[which] = block.timestamp + 2 days;
            ++calls["schedule"];
        } catch {}
    }

    function open(uint256 who, uint256 which) external {
        which %= OPERATIONS;
        uint256 citizenId = 1 + who % PEOPLE;
        (address[] memory targets, uint256[] memory values, bytes[] memory datas) = _calls(which);
        vm.prank(CITIZENS.holderOf(citizenId));
        try PETITIONS.open(targets, values, datas, bytes32(which)) returns (uint256 proposalId) {
            proposals.push(proposalId);
            signed[proposalId][citizenId] = true;
            ++calls["open"];
        } catch {}
    }

    function sign(uint256 who, uint256 which) external {
        uint256 proposalId = _some(which);
        uint256 citizenId = 1 + who % PEOPLE;
        vm.prank(CITIZENS.holderOf(citizenId));
        try PETITIONS.sign(proposalId) {
            vm.assertTrue(!signed[proposalId][citizenId], "PET-1: a citizen signs once");
            signed[proposalId][citizenId] = true;
            ++calls["sign"];
        } catch {}
    }

    function bring(uint256 who, uint256 which) external {
        uint256 proposalId = _some(which);
        if (proposalId == 0) return;
        bytes memory batch;
        uint256 expected;
        uint256 until = PETITIONS.petitionOf(proposalId).until;
        for (uint256 i = 0; i < 3; ++i) {
            uint256 citizenId = 1 + (who >> (8 * i)) % PEOPLE;
            bytes32 structHash = keccak256(abi.encode(SIGNATURE, proposalId, until));
            bytes32 digest =
                keccak256(abi.encodePacked("\x19\x01", separatorOf("Petitions", address(PETITIONS)), structHash));
            (uint8 v, bytes32 r, bytes32 s) = vm.sign(_keys[citizenId], digest);
            bytes32 vs = bytes32(uint256(s) | (uint256(v - 27) << 255));
            batch = abi.encodePacked(batch, uint24(citizenId), r, vs);
            bool counts = !signed[proposalId][citizenId] && !PETITIONS.hasWithdrawn(proposalId, citizenId)
                && CITIZENS.couldVote(citizenId, block.timestamp - 1);
            if (counts && !_isAmong(batch, i, citizenId)) ++expected;
        }
        try PETITIONS.bring(proposalId, batch) returns (uint256 brought) {
            vm.assertEq(brought, expected, "PET-1: what counts is what was not counted");
            for (uint256 i = 0; i < 3; ++i) {
                uint256 citizenId = 1 + (who >> (8 * i)) % PEOPLE;
                if (PETITIONS.hasSigned(proposalId, citizenId)) signed[proposalId][citizenId] = true;
            }
            ++calls["bring"];
        } catch {}
    }

    function withdraw(uint256 who, uint256 which) external {
        uint256 proposalId = _some(which);
        uint256 citizenId = 1 + who % PEOPLE;
        vm.prank(CITIZENS.holderOf(citizenId));
        try PETITIONS.withdraw(proposalId) {
            signed[proposalId][citizenId] = false;
            ++calls["withdraw"];
        } catch {}
    }

    function vote(uint256 who, uint256 which) external {
        uint256 proposalId = _some(which);
        uint256 citizenId = 1 + who % PEOPLE;
        bool inFavour = who & (1 << 77) != 0;
        vm.prank(CITIZENS.holderOf(citizenId));
        try PETITIONS.vote(proposalId, inFavour) {
            vm.assertEq(voted[proposalId][citizenId], 0, "PET-3: a citizen votes once");
            bool could = CITIZENS.couldVote(citizenId, PETITIONS.petitionOf(proposalId).votesFrom);
            vm.assertTrue(could, "PET-3: and could when the petition reached its heads");
            voted[proposalId][citizenId] = inFavour ? 1 : 2;
            ++calls["vote"];
        } catch {}
    }

    function settle(uint256 which) external {
        uint256 proposalId = _some(which);
        try PETITIONS.settle(proposalId) {
            Petition memory petition = PETITIONS.petitionOf(proposalId);
            if (petition.outcome == PetitionOutcome.Refused) struck[petition.operation] = true;
            ++calls["settle"];
        } catch {}
    }

    function execute(uint256 which) external {
        which %= OPERATIONS;
        (address[] memory targets, uint256[] memory values, bytes[] memory datas) = _calls(which);
        bytes32 id = idOf(which);
        uint256 heldUntil = TIMELOCK.heldUntil(id);
        try TIMELOCK.executeBatch(targets, values, datas, 0, _salt(which)) {
            vm.assertTrue(!struck[id], "TIME-3: what was struck is never done");
            vm.assertTrue(block.timestamp >= heldUntil, "TIME-2: nothing is done while it is held");
            vm.assertTrue(block.timestamp >= scheduledFor[which], "TIME-1: nothing is done sooner");
            ++calls["execute"];
        } catch {}
    }

    /// The same person gets another key, or a newcomer's vote wakes later.
    function move(uint256 who, uint256 pause) external {
        uint256 citizenId = 1 + who % PEOPLE;
        uint256 key = 1000 + uint256(keccak256(abi.encode(who))) % 1_000_000;
        if (CITIZENS.citizenOf(vm.addr(key)) != 0) return;
        _keys[citizenId] = key;
        CITIZENS.set(citizenId, vm.addr(key), pause % 3 == 0 ? block.timestamp + pause % 2 days : 0);
        ++calls["move"];
    }

    function wait(uint256 pause) external {
        _now += 1 + bound(pause, 0, 2 days);
        vm.warp(_now);
    }

    function proposalCount() external view returns (uint256) {
        return proposals.length;
    }

    function idOf(uint256 which) public view returns (bytes32) {
        (address[] memory targets, uint256[] memory values, bytes[] memory datas) = _calls(which);
        return TIMELOCK.hashOperationBatch(targets, values, datas, 0, _salt(which));
    }

    function _isAmong(bytes memory batch, uint256 count, uint256 citizenId) private pure returns (bool) {
        for (uint256 i = 0; i < count; ++i) {
            uint256 start = 67 * i;
            uint256 id =
                uint256(uint8(batch[start])) << 16 | uint256(uint8(batch[start + 1])) << 8 | uint8(batch[start + 2]);
            if (id == citizenId) return true;
        }
        return false;
    }

    function _some(uint256 which) private view returns (uint256) {
        return proposals.length == 0 ? 0 : proposals[which % proposals.length];
    }

    function _salt(uint256 which) private view returns (bytes32) {
        return bytes20(address(this)) ^ bytes32(which);
    }

    function _calls(uint256 which)
        private
        pure
        returns (address[] memory targets, uint256[] memory values, bytes[] memory datas)
    {
        (targets, values, datas) = (new address[](1), new uint256[](1), new bytes[](1));
        (targets[0], datas[0]) = (address(0xBEEF), abi.encode(which));
    }
}

contract PetitionsInvariantTest is ForgeTest {
    PetitionsHandler private _handler;

    function setUp() external {
        _handler = new PetitionsHandler();
        targetContract(address(_handler));
    }

    function invariant_PET_1_signaturesAreThoseOfCitizens() public view {
        for (uint256 i = 0; i < _handler.proposalCount(); ++i) {
            uint256 proposalId = _handler.proposals(i);
            uint256 count;
            for (uint256 id = 1; id <= PEOPLE; ++id) {
                bool isSigned = _handler.signed(proposalId, id);
                vm.assertTrue(
                    _handler.PETITIONS().hasSigned(proposalId, id) == isSigned, "PET-1: the bits are the citizens'"
                );
                if (isSigned) ++count;
            }
            vm.assertEq(_handler.PETITIONS().petitionOf(proposalId).signatures, count, "PET-1: each counts once");
        }
    }

    function invariant_PET_3_ballotsAreThoseOfCitizens() public view {
        for (uint256 i = 0; i < _handler.proposalCount(); ++i) {
            uint256 proposalId = _handler.proposals(i);
            uint256[3] memory count;
            for (uint256 id = 1; id <= PEOPLE; ++id) {
                ++count[_handler.voted(proposalId, id)];
            }
            Petition memory petition = _handler.PETITIONS().petitionOf(proposalId);
            vm.assertEq(petition.forVotes, count[1], "PET-3: ballots for it");
            vm.assertEq(petition.againstVotes, count[2], "PET-3: ballots against it");
        }
    }

    function invariant_PET_2_oneEach() public view {
        for (uint256 i = 0; i < _handler.proposalCount(); ++i) {
            for (uint256 j = 0; j < i; ++j) {
                vm.assertTrue(_handler.proposals(i) != _handler.proposals(j), "PET-2: one petition for an operation");
            }
        }
    }

    /// Every act happens.
    function test_TheLifeReachesEveryAct() external {
        uint256 dice = 11;
        for (uint256 step = 0; step < 4000; ++step) {
            dice = uint256(keccak256(abi.encode(dice)));
            (uint256 a, uint256 b) = (dice >> 8, dice >> 128);
            uint256 act = dice % 12;
            if (act == 0) _handler.schedule(a);
            else if (act == 1) _handler.open(a, b);
            else if (act == 2) _handler.sign(a, b);
            else if (act == 3) _handler.bring(a, b);
            else if (act == 4) _handler.withdraw(a, b);
            else if (act < 8) _handler.vote(a, b);
            else if (act == 8) _handler.settle(a);
            else if (act == 9) _handler.execute(a);
            else if (act == 10) _handler.move(a, b);
            else _handler.wait(b % 12 hours);
            // A new nation now and then: an operation has one life.
            if (step % 200 == 199) {
                invariant_PET_1_signaturesAreThoseOfCitizens();
                invariant_PET_3_ballotsAreThoseOfCitizens();
            }
        }
        bytes32[7] memory acts = [bytes32("schedule"), "open", "sign", "bring", "vote", "settle", "move"];
        for (uint256 i = 0; i < acts.length; ++i) {
            vm.assertTrue(_handler.calls(acts[i]) != 0, string(abi.encodePacked(acts[i])));
        }
    }
}
