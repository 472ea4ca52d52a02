// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {DrandQuicknet} from "../../contracts/randomness/DrandQuicknet.sol";
import {RandomnessRequest} from "../../contracts/randomness/IBlockRandomness.sol";
import {BeaconHarness} from "../mocks/BeaconHarness.sol";
import {ForgeTest, Vm} from "./support/ForgeTest.sol";

/// Everything that anyone can do to a source of randomness, in any order and at any time, legal or not.
contract Keepers {
    Vm private constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    BeaconHarness public immutable SOURCE;

    mapping(uint256 requestId => bytes32) public seedSeen;

    /// The request that an act harmed: its seed changed, or what it waited for was swapped while it could still be had.
    uint256 public wronged;

    constructor(BeaconHarness source) {
        SOURCE = source;
    }

    /// Looks at every seed before and after an act.
    modifier watched() {
        _look();
        _;
        _look();
    }

    function request(uint256 seconds_) external watched {
        _wait(1, seconds_);
        SOURCE.request();
    }

    function pin(uint256 choice, uint256 blocks) external watched {
        uint256 requestId = _choose(choice, blocks);
        if (requestId == 0) return;
        try SOURCE.pin(requestId) {} catch {}
    }

    function submit(uint256 choice, uint256 blocks, bool honest) external watched {
        uint256 requestId = _choose(choice, blocks);
        if (requestId == 0) return;
        uint256 round = SOURCE.requestOf(requestId).round + (honest ? 0 : 1);
        try SOURCE.submit(requestId, abi.encode(round, round, round)) {} catch {}
    }

    function renew(uint256 choice, uint256 blocks) external watched {
        uint256 requestId = _choose(choice, blocks);
        if (requestId == 0) return;
        RandomnessRequest memory before = SOURCE.requestOf(requestId);
        bool readable = before.blockHash != 0 || blockhash(before.blockNumber) != 0;
        bool built = block.number > before.blockNumber;
        uint256 price = SOURCE.renewalPrice(requestId);
        vm.deal(address(this), price);
        try SOURCE.renew{value: price}(requestId) {
            if (readable || !built) wronged = requestId;
        } catch {
            if (!readable && built) wronged = requestId;
        }
    }

    function fallBack(uint256 choice, uint256 days_) external watched {
        uint256 requestId = _choose(choice, 1);
        if (requestId == 0) return;
        vm.warp(block.timestamp + (days_ % 9) * 1 days);
        RandomnessRequest memory before = SOURCE.requestOf(requestId);
        bool silent = before.round != 0 && SOURCE.randomnessOf(before.round) == 0
            && block.timestamp >= DrandQuicknet.timeOf(before.round) + 7 days;
        try SOURCE.fallBack(requestId) {
            if (!silent) wronged = requestId;
        } catch {
            if (silent) wronged = requestId;
        }
    }

    function _choose(uint256 choice, uint256 blocks) private returns (uint256) {
        // Around the edges: the block itself, and where it is forgotten.
        _wait(blocks % 3 == 0 ? 250 + blocks % 13 : blocks % 7, 12);
        uint256 count = SOURCE.lastRequestId();
        return count == 0 ? 0 : 1 + choice % count;
    }

    function _wait(uint256 blocks, uint256 seconds_) private {
        vm.roll(block.number + blocks);
        vm.warp(block.timestamp + seconds_ % 100);
    }

    function _look() private {
        for (uint256 id = 1; id <= SOURCE.lastRequestId(); ++id) {
            bytes32 seed = SOURCE.seedOf(id);
            if (seedSeen[id] != 0 && seed != seedSeen[id]) wronged = id;
            seedSeen[id] = seed;
        }
    }
}

contract RandomnessTest is ForgeTest {
    BeaconHarness private _source;
    Keepers private _keepers;

    function setUp() external {
        vm.warp(1_800_000_000);
        vm.roll(1000);
        _source = new BeaconHarness(4, 900);
        _keepers = new Keepers(_source);
        targetContract(address(_keepers));
    }

    /// RAND-1: what a seed is made of changes only while it cannot be known any more.
    /// forge-config: default.invariant.depth = 128
    function invariant_RAND_1_aKnownSeedNeverChangesAndWhatIsFixedGivesWayOnlyWhenItIsLost() external view {
        vm.assertEq(_keepers.wronged(), 0, "RAND-1: a known seed never changes");
    }

    /// RAND-2: no two requests share a seed.
    /// forge-config: default.invariant.depth = 128
    function invariant_RAND_2_noTwoRequestsShareASeed() external view {
        uint256 count = _source.lastRequestId();
        for (uint256 i = 1; i <= count; ++i) {
            bytes32 seed = _source.seedOf(i);
            for (uint256 j = i + 1; j <= count && seed != 0; ++j) {
                vm.assertTrue(seed != _source.seedOf(j), "RAND-2: no two requests share a seed");
            }
        }
    }

    function testFuzz_roundAtOrAfter_isTheFirst(uint256 moment) external pure {
        uint256 genesis = DrandQuicknet.timeOf(1);
        moment = bound(moment, 0, type(uint64).max);
        uint256 round = DrandQuicknet.roundAtOrAfter(moment);
        vm.assertTrue(DrandQuicknet.timeOf(round) >= moment);
        vm.assertTrue(moment <= genesis ? round == 1 : DrandQuicknet.timeOf(round) - 3 < moment);
    }

    function testFuzz_request_fixesARoundBeyondTheMargin(uint256 margin, uint256 moment) external {
        margin = bound(margin, 900, 1 days);
        vm.warp(bound(moment, DrandQuicknet.timeOf(1), 10_000_000_000));
        BeaconHarness source = new BeaconHarness(2, margin);
        uint256 round = source.requestOf(source.request()).round;
        vm.assertTrue(DrandQuicknet.timeOf(round) >= block.timestamp + margin);
        vm.assertTrue(DrandQuicknet.timeOf(round) < block.timestamp + margin + 3);
    }
}
