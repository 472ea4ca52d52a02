// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {ICitizenship} from "../../contracts/citizenship/ICitizenship.sol";
import {CivicCoin} from "../../contracts/coin/CivicCoin.sol";
import {Allocation, CoinTerms, Exemption} from "../../contracts/coin/ICivicCoin.sol";
import {StakePosition} from "../../contracts/stake/IStake.sol";
import {Stake} from "../../contracts/stake/Stake.sol";
import {ProvisionTerms} from "../../contracts/kernel/IProvisions.sol";
import {CitizenshipStub} from "../mocks/CitizenshipStub.sol";
import {CheckpointsHarness} from "../mocks/CheckpointsHarness.sol";
import {ForgeTest} from "./support/ForgeTest.sol";

uint256 constant START = 1_800_000_000;
uint256 constant SUPPLY = 1_000_000_000e18;
uint256 constant CITIZENS = 12;

/// Every act on stakes, and a model of them: the stake of each citizen at each moment.
contract StakeHandler is ForgeTest {
    /// The model's state from `since` until the next moment.
    struct Moment {
        uint256 since;
        uint256[CITIZENS + 1] staked;
        uint256[CITIZENS + 1] delegateId;
    }

    CivicCoin public immutable COIN;
    Stake public immutable STAKE;
    CitizenshipStub public immutable CITIZENSHIP = new CitizenshipStub();
    address public immutable TREASURY = makeAddr("treasury");

    uint256 public time = START;
    uint256 private _cooldown = 7 days;
    uint256 private _keys;

    // the model
    uint256[CITIZENS + 1] public staked;
    uint256[CITIZENS + 1] public leaving;
    uint256[CITIZENS + 1] public leavesAt;
    uint256[CITIZENS + 1] public delegateId;
    bool[CITIZENS + 1] public ended;
    Moment[] private _moments;

    // ghost sums, by citizen
    uint256[CITIZENS + 1] public putIn;
    uint256[CITIZENS + 1] public takenOut;
    uint256[CITIZENS + 1] public slashed;

    constructor() {
        ProvisionTerms[] memory rates = new ProvisionTerms[](2);
        rates[0] = ProvisionTerms(2_00, 0, 20_00);
        ProvisionTerms[] memory cooldown = new ProvisionTerms[](1);
        cooldown[0] = ProvisionTerms(uint64(_cooldown), 1, 90 days);
        Allocation[] memory genesis = new Allocation[](1);
        genesis[0] = Allocation(address(this), SUPPLY);

        address authority = address(new AccessManager(address(this)));
        CoinTerms memory terms = CoinTerms("Aurora", "AUR", TREASURY, SUPPLY, genesis, new address[](0));
        COIN = new CivicCoin(authority, terms, rates);
        STAKE = new Stake(authority, COIN, ICitizenship(address(CITIZENSHIP)), TREASURY, cooldown);
        COIN.setExemption(address(this), Exemption.Sending);
        COIN.setExemption(address(STAKE), Exemption.Both);
        for (uint256 i = 0; i < 5; ++i) {
            _admit();
        }
    }

    modifier timed() {
        vm.warp(time);
        _;
    }

    function stake(uint256 seed, uint256 amount) external timed {
        uint256 citizenId = _held(seed);
        address holder = CITIZENSHIP.holderOf(citizenId);
        amount = _amount(amount);
        COIN.transfer(holder, amount);
        vm.startPrank(holder);
        COIN.approve(address(STAKE), amount);
        STAKE.stake(amount);
        vm.stopPrank();
        staked[citizenId] += amount;
        putIn[citizenId] += amount;
    }

    function sendToStake(uint256 seed, uint256 amount) external timed {
        uint256 citizenId = _held(seed);
        address holder = CITIZENSHIP.holderOf(citizenId);
        amount = _amount(amount);
        COIN.transfer(holder, amount);
        vm.prank(holder);
        COIN.transferAndCall(address(STAKE), amount);
        staked[citizenId] += amount;
        putIn[citizenId] += amount;
    }

    function unstake(uint256 seed, uint256 amount) external timed {
        uint256 citizenId = _held(seed);
        if (staked[citizenId] == 0) return;
        amount = bound(amount, 1, staked[citizenId]);
        vm.prank(CITIZENSHIP.holderOf(citizenId));
        STAKE.unstake(amount);
        _leave(citizenId, amount);
    }

    function unstakeEnded(uint256 seed) external timed {
        uint256 citizenId = _anyone(seed);
        if (!ended[citizenId] || staked[citizenId] == 0) return;
        if (leaving[citizenId] != 0 && leavesAt[citizenId] > time) return;
        // What has left its cooldown is paid out first.
        address holder = CITIZENSHIP.holderOf(citizenId);
        uint256 before = COIN.balanceOf(holder);
        STAKE.unstakeEnded(citizenId);
        takenOut[citizenId] += COIN.balanceOf(holder) - before;
        leaving[citizenId] = 0;
        _leave(citizenId, staked[citizenId]);
    }

    function withdraw(uint256 seed) external timed {
        uint256 citizenId = _anyone(seed);
        if (leaving[citizenId] == 0 || leavesAt[citizenId] > time) return;
        address holder = CITIZENSHIP.holderOf(citizenId);
        uint256 before = COIN.balanceOf(holder);
        STAKE.withdraw(citizenId);
        takenOut[citizenId] += COIN.balanceOf(holder) - before;
        leaving[citizenId] = 0;
    }

    function slash(uint256 seed, uint256 amount) external timed {
        uint256 citizenId = _anyone(seed);
        amount = bound(amount, 0, (staked[citizenId] + leaving[citizenId]) * 5 / 4);
        uint256 before = COIN.balanceOf(TREASURY);
        STAKE.slash(citizenId, amount, "grounds");
        slashed[citizenId] += COIN.balanceOf(TREASURY) - before;
        uint256 fromStaked = amount < staked[citizenId] ? amount : staked[citizenId];
        uint256 rest = amount - fromStaked;
        staked[citizenId] -= fromStaked;
        leaving[citizenId] -= rest < leaving[citizenId] ? rest : leaving[citizenId];
    }

    function delegate(uint256 seed, uint256 toSeed) external timed {
        (uint256 citizenId, uint256 to) = (_held(seed), _held(toSeed));
        address delegatee = CITIZENSHIP.holderOf(to);
        vm.prank(CITIZENSHIP.holderOf(citizenId));
        STAKE.delegate(delegatee);
        delegateId[citizenId] = to;
    }

    function moveToNewKey(uint256 seed) external timed {
        CITIZENSHIP.move(_held(seed), _newKey());
    }

    /// Ends one citizenship and begins another, up to the greatest number.
    function end(uint256 seed) external timed {
        uint256 citizenId = _held(seed);
        if (CITIZENSHIP.lastCitizenId() == CITIZENS) return;
        CITIZENSHIP.end(citizenId);
        ended[citizenId] = true;
        _admit();
    }

    function setCooldown(uint256 period) external timed {
        _cooldown = bound(period, 1, 90 days);
        STAKE.setProvision("cooldown", _cooldown);
    }

    function pass(uint256 period) external timed {
        _moments.push(Moment(time, staked, delegateId));
        time += period % 3 == 0 ? 1 : bound(period, 1, 20 days);
    }

    function momentCount() external view returns (uint256) {
        return _moments.length;
    }

    /// The model of a citizen at the moment of an index, and the end of that moment.
    function recall(uint256 index, uint256 citizenId)
        external
        view
        returns (uint256 since, uint256 until, uint256 stakeThen, uint256 delegateThen, uint256 votesThen)
    {
        Moment storage moment = _moments[index];
        since = moment.since;
        until = index + 1 < _moments.length ? _moments[index + 1].since : time;
        stakeThen = moment.staked[citizenId];
        delegateThen = moment.delegateId[citizenId] == 0 ? citizenId : moment.delegateId[citizenId];
        votesThen = _votes(moment.staked, moment.delegateId, citizenId);
    }

    function votes(uint256 citizenId) external view returns (uint256) {
        return _votes(staked, delegateId, citizenId);
    }

    function _votes(uint256[CITIZENS + 1] storage stakes, uint256[CITIZENS + 1] storage delegates, uint256 citizenId)
        private
        view
        returns (uint256 sum)
    {
        for (uint256 id = 1; id <= CITIZENS; ++id) {
            if ((delegates[id] == 0 ? id : delegates[id]) == citizenId) sum += stakes[id];
        }
    }

    function _leave(uint256 citizenId, uint256 amount) private {
        staked[citizenId] -= amount;
        leaving[citizenId] += amount;
        leavesAt[citizenId] = time + _cooldown;
    }

    function _admit() private {
        uint256 citizenId = CITIZENSHIP.admit(_newKey());
        delegateId[citizenId] = citizenId;
    }

    function _newKey() private returns (address) {
        return vm.addr(++_keys);
    }

    function _amount(uint256 amount) private view returns (uint256) {
        return bound(amount, 1, COIN.balanceOf(address(this)) / 50);
    }

    function _anyone(uint256 seed) private view returns (uint256) {
        return seed % CITIZENSHIP.lastCitizenId() + 1;
    }

    function _held(uint256 seed) private view returns (uint256 citizenId) {
        citizenId = _anyone(seed);
        while (ended[citizenId]) citizenId = citizenId % CITIZENSHIP.lastCitizenId() + 1;
    }
}

contract StakeInvariants is ForgeTest {
    StakeHandler private _handler;
    Stake private _stake;

    function setUp() public {
        vm.warp(START);
        _handler = new StakeHandler();
        _stake = _handler.STAKE();
        targetContract(address(_handler));
        bytes4[] memory acts = new bytes4[](11);
        acts[0] = StakeHandler.stake.selector;
        acts[1] = StakeHandler.sendToStake.selector;
        acts[2] = StakeHandler.unstake.selector;
        acts[3] = StakeHandler.unstakeEnded.selector;
        acts[4] = StakeHandler.withdraw.selector;
        acts[5] = StakeHandler.slash.selector;
        acts[6] = StakeHandler.delegate.selector;
        acts[7] = StakeHandler.moveToNewKey.selector;
        acts[8] = StakeHandler.end.selector;
        acts[9] = StakeHandler.setCooldown.selector;
        acts[10] = StakeHandler.pass.selector;
        targetSelector(address(_handler), acts);
    }

    function invariant_STAKE_1_theCoinHeldIsWhatIsStakedAndLeaving() public view {
        uint256 sum = 0;
        for (uint256 id = 1; id <= CITIZENS; ++id) {
            StakePosition memory position = _stake.positionOf(id);
            vm.assertEq(position.staked, _handler.staked(id), "STAKE-1: each stake is the model's");
            vm.assertEq(position.leaving, _handler.leaving(id), "STAKE-1: the coin in its cooldown is the model's");
            sum += position.staked + position.leaving;
        }
        vm.assertEq(
            _handler.COIN().balanceOf(address(_stake)), sum, "STAKE-1: the coin held is the sum of stakes and cooldowns"
        );
    }

    function invariant_STAKE_2_theSumOfVotesIsTheTotalStaked() public view {
        uint256 sum = 0;
        uint256 staked = 0;
        for (uint256 id = 1; id <= CITIZENS; ++id) {
            vm.assertEq(_stake.votesOf(id), _handler.votes(id), "STAKE-2: votes are the model's");
            sum += _stake.votesOf(id);
            staked += _stake.positionOf(id).staked;
        }
        vm.assertEq(sum, _stake.totalStaked(), "STAKE-2: the sum of votes is the total staked");
        vm.assertEq(staked, _stake.totalStaked(), "STAKE-2: the total is the sum of stakes");
    }

    /// Checked for the last moment after each act, and for every moment at the end ({afterInvariant}).
    function invariant_STAKE_3_answersAboutThePastNeverChange() public {
        uint256 count = _handler.momentCount();
        if (count != 0) _assertMoment(count - 1);
    }

    function afterInvariant() public {
        for (uint256 index = 0; index < _handler.momentCount(); ++index) {
            _assertMoment(index);
        }
    }

    function invariant_STAKE_4_whatWasPutInComesOutOrWasSlashed() public view {
        for (uint256 id = 1; id <= CITIZENS; ++id) {
            StakePosition memory position = _stake.positionOf(id);
            vm.assertEq(
                _handler.putIn(id),
                position.staked + position.leaving + _handler.takenOut(id) + _handler.slashed(id),
                "STAKE-4: staked coin is withdrawn or was slashed"
            );
        }
    }

    /// STAKE-3, at both ends of a moment.
    function _assertMoment(uint256 index) private {
        vm.warp(_handler.time());
        uint256 total = 0;
        uint256 since;
        uint256 until;
        for (uint256 id = 1; id <= CITIZENS; ++id) {
            uint256 staked;
            uint256 delegateId;
            uint256 votes;
            (since, until, staked, delegateId, votes) = _handler.recall(index, id);
            total += staked;
            _assertPast(id, since, staked, delegateId, votes);
            _assertPast(id, until - 1, staked, delegateId, votes);
        }
        vm.assertEq(_stake.getPastTotalSupply(since), total, "STAKE-3: answers about the past never change");
        vm.assertEq(_stake.getPastTotalSupply(until - 1), total, "STAKE-3: answers about the past never change");
    }

    function _assertPast(uint256 id, uint256 timepoint, uint256 staked, uint256 delegateId, uint256 votes)
        private
        view
    {
        vm.assertEq(_stake.pastStakeOf(id, timepoint), staked, "STAKE-3: past stakes never change");
        vm.assertEq(_stake.pastDelegateOf(id, timepoint), delegateId, "STAKE-3: past delegates never change");
        vm.assertEq(_stake.pastVotesOf(id, timepoint), votes, "STAKE-3: past votes never change");
    }
}

contract CheckpointsFuzz is ForgeTest {
    /// Whatever a number was recorded as, and when, every moment tells the last value recorded by then.
    function testFuzz_everyMomentTellsTheLastValueRecordedByThen(uint96[12] memory values, uint16[12] memory gaps)
        public
    {
        CheckpointsHarness checkpoints = new CheckpointsHarness();
        uint256 time = START;
        uint256[12] memory times;
        for (uint256 i = 0; i < 12; ++i) {
            // one in four in the same second
            time += gaps[i] % 4 == 0 ? 0 : gaps[i];
            times[i] = time;
            vm.warp(time);
            checkpoints.record(values[i] % 5 == 0 ? 7 : values[i]);
        }
        vm.warp(time + 1);
        for (uint256 i = 0; i < 12; ++i) {
            vm.assertEq(checkpoints.valueAt(times[i]), _plain(values, times, times[i]));
            vm.assertEq(checkpoints.valueAt(times[i] - 1), _plain(values, times, times[i] - 1));
        }
    }

    function _plain(uint96[12] memory values, uint256[12] memory times, uint256 timepoint)
        private
        pure
        returns (uint256 value)
    {
        for (uint256 i = 0; i < 12; ++i) {
            if (times[i] <= timepoint) value = values[i] % 5 == 0 ? 7 : values[i];
        }
    }
}
