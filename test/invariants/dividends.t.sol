// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ICitizenship} from "../../contracts/citizenship/ICitizenship.sol";
import {Dividends} from "../../contracts/dividends/Dividends.sol";
import {Epoch, Participation} from "../../contracts/dividends/IDividends.sol";
import {INationGovernor} from "../../contracts/governor/INationGovernor.sol";
import {ProvisionTerms} from "../../contracts/kernel/IProvisions.sol";
import {IStake} from "../../contracts/stake/IStake.sol";
import {ITreasury} from "../../contracts/treasury/ITreasury.sol";

import {ForgeTest} from "./support/ForgeTest.sol";

uint256 constant PEOPLE = 6;

contract DividendsCoin is ERC20("Coin", "C") {
    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }
}

/// The nation around the dividends: citizens 1 to 6, whose stake and ballots the handler sets, moment by moment.
contract DividendsNation {
    struct Point {
        uint256 moment;
        uint256 stake;
    }

    mapping(uint256 citizenId => Point[]) private _stakes;
    Point[] private _totals;
    mapping(uint256 citizenId => uint256) public goneAt;
    mapping(uint256 proposalId => uint256) public proposalDeadline;
    mapping(uint256 proposalId => mapping(uint256 citizenId => bool)) public hasCitizenVoted;

    function setStake(uint256 citizenId, uint256 amount) external {
        uint256 before = _at(_stakes[citizenId], block.timestamp);
        _stakes[citizenId].push(Point(block.timestamp, amount));
        _totals.push(Point(block.timestamp, _at(_totals, block.timestamp) + amount - before));
    }

    function depart(uint256 citizenId) external {
        if (goneAt[citizenId] == 0) goneAt[citizenId] = block.timestamp;
    }

    function vote(uint256 proposalId, uint256 deadline, uint256 voters) external {
        proposalDeadline[proposalId] = deadline;
        for (uint256 i = 1; i <= PEOPLE; ++i) {
            hasCitizenVoted[proposalId][i] = voters >> i & 1 == 1;
        }
    }

    function pastStakeOf(uint256 citizenId, uint256 moment) external view returns (uint256) {
        return _at(_stakes[citizenId], moment);
    }

    function holderOf(uint256 citizenId) public pure returns (address) {
        return address(uint160(0x1000 + citizenId));
    }

    function citizenOf(address account) external view returns (uint256) {
        uint256 citizenId = uint160(account) - 0x1000;
        return goneAt[citizenId] == 0 ? citizenId : 0;
    }

    function couldVote(uint256 citizenId, uint256 moment) public view returns (bool) {
        return citizenId != 0 && citizenId <= PEOPLE && (goneAt[citizenId] == 0 || goneAt[citizenId] > moment);
    }

    function totalStakeAt(uint256 moment) external view returns (uint256) {
        return _at(_totals, moment);
    }

    /// Of the citizenship.
    function getPastTotalSupply(uint256 moment) external view returns (uint256 count) {
        for (uint256 i = 1; i <= PEOPLE; ++i) {
            if (couldVote(i, moment)) ++count;
        }
    }

    function _at(Point[] storage points, uint256 moment) private view returns (uint256) {
        for (uint256 i = points.length; i > 0; --i) {
            if (points[i - 1].moment <= moment) return points[i - 1].stake;
        }
        return 0;
    }
}

/// The stake house, whose total is its own.
contract DividendsStake {
    DividendsNation private immutable _NATION;

    constructor(DividendsNation nation) {
        _NATION = nation;
    }

    function getPastTotalSupply(uint256 moment) external view returns (uint256) {
        return _NATION.totalStakeAt(moment);
    }

    /// As the stake house reckons: a floor, above what hardly anybody stakes.
    function objectionBase(uint256 moment) external view returns (uint256) {
        uint256 total = _NATION.totalStakeAt(moment);
        return total < 1000 ? 1000 : total;
    }

    function pastStakeOf(uint256 citizenId, uint256 moment) external view returns (uint256) {
        return _NATION.pastStakeOf(citizenId, moment);
    }
}

/// Votes, stakes, gifts, epochs and claims in any order; a model of what each epoch had and gave.
contract DividendsHandler is ForgeTest {
    DividendsCoin public immutable COIN = new DividendsCoin();
    DividendsNation public immutable NATION = new DividendsNation();
    Dividends public immutable DIVIDENDS;
    address public constant TREASURY = address(0x7EA);

    mapping(uint256 epochId => uint256) public pots;
    mapping(uint256 epochId => uint256) public given;
    mapping(uint256 epochId => mapping(uint256 citizenId => uint256)) public received;
    mapping(bytes32 act => uint256) public calls;
    uint256 private _now = 1_800_000_000;
    uint256 private _proposals;

    constructor() {
        ProvisionTerms[] memory terms = new ProvisionTerms[](3);
        terms[0] = ProvisionTerms(7, 7, 365);
        terms[1] = ProvisionTerms(25_00, 0, 50_00);
        terms[2] = ProvisionTerms(30, 30, 365);
        vm.warp(_now);
        DIVIDENDS = new Dividends(
            address(new AccessManager(address(this))),
            COIN,
            ICitizenship(address(NATION)),
            IStake(address(new DividendsStake(NATION))),
            ITreasury(TREASURY),
            INationGovernor(address(NATION)),
            terms
        );
    }

    function pass(uint256 pause) public {
        _now += bound(pause, 1, 4 days);
        vm.warp(_now);
    }

    function give(uint256 amount) external {
        COIN.mint(address(DIVIDENDS), bound(amount, 0, 1e24));
        ++calls["give"];
    }

    function setStake(uint256 who, uint256 amount) external {
        NATION.setStake(1 + who % PEOPLE, bound(amount, 0, 1e24));
        ++calls["stake"];
    }

    function vote(uint256 voters) external {
        NATION.vote(++_proposals, _now, voters);
        ++calls["vote"];
        pass(1);
    }

    function depart(uint256 who) external {
        if (who % 5 == 0) NATION.depart(1 + who % PEOPLE);
    }

    function close(uint256 pause) external {
        pass(pause);
        uint256 before = DIVIDENDS.reserved();
        try DIVIDENDS.closeEpoch() returns (uint256 epochId) {
            pots[epochId] = DIVIDENDS.reserved() - before;
            ++calls["close"];
        } catch {}
    }

    function claim(uint256 epochSeed, uint256 who, uint256 proposal) external {
        uint256 count = DIVIDENDS.epochCount();
        if (count == 0 || _proposals == 0) return;
        uint256 epochId = 1 + epochSeed % count;
        Participation[] memory one = new Participation[](1);
        one[0] = Participation(1 + who % PEOPLE, 1 + proposal % _proposals);
        address holder = NATION.holderOf(one[0].citizenId);
        uint256 had = COIN.balanceOf(holder);
        try DIVIDENDS.claim(epochId, one) returns (uint256 paid) {
            vm.assertEq(COIN.balanceOf(holder) - had, paid, "what is paid arrives");
            if (paid != 0) {
                vm.assertEq(received[epochId][one[0].citizenId], 0, "DIV-2: a citizen is paid once an epoch");
            }
            received[epochId][one[0].citizenId] += paid;
            given[epochId] += paid;
            if (paid != 0) ++calls["claim"];
        } catch {}
    }

    function returnRest(uint256 epochSeed) external {
        uint256 count = DIVIDENDS.epochCount();
        if (count == 0) return;
        uint256 epochId = 1 + epochSeed % count;
        try DIVIDENDS.returnRest(epochId) returns (uint256 amount) {
            given[epochId] += amount;
            ++calls["return"];
        } catch {}
    }
}

contract DividendsInvariantTest is ForgeTest {
    DividendsHandler private _handler;

    function setUp() external {
        _handler = new DividendsHandler();
        targetContract(address(_handler));
    }

    function invariant_DIV_1_noEpochGivesMoreThanItHad() external view {
        uint256 count = _handler.DIVIDENDS().epochCount();
        for (uint256 epochId = 1; epochId <= count; ++epochId) {
            uint256 left = _handler.DIVIDENDS().epochOf(epochId).left;
            vm.assertEq(
                _handler.given(epochId) + left, _handler.pots(epochId), "DIV-1: pots are what was given and is left"
            );
        }
    }

    function invariant_DIV_2_eachIsPaidTheSameInWhateverOrder() external view {
        uint256 count = _handler.DIVIDENDS().epochCount();
        for (uint256 epochId = 1; epochId <= count; ++epochId) {
            for (uint256 citizenId = 1; citizenId <= PEOPLE; ++citizenId) {
                uint256 paid = _handler.received(epochId, citizenId);
                if (paid == 0) continue;
                (uint256 byHead, uint256 byStake) = _handler.DIVIDENDS().shareOf(epochId, citizenId);
                vm.assertEq(paid, byHead + byStake, "DIV-2: each is paid the own share");
            }
        }
    }

    function invariant_DIV_3_whatIsReservedIsHere() external view {
        uint256 held = _handler.COIN().balanceOf(address(_handler.DIVIDENDS()));
        vm.assertTrue(held >= _handler.DIVIDENDS().reserved(), "DIV-3: the coin here is at least what is reserved");
    }

    /// The call summary: every act happens.
    function test_EveryActHappens() external {
        uint256 dice = 3;
        for (uint256 step = 0; step < 1500; ++step) {
            dice = uint256(keccak256(abi.encode(dice)));
            uint256 a = dice >> 8;
            uint256 b = dice >> 128;
            uint256 act = dice % 10;
            if (act == 0) _handler.give(a);
            else if (act < 3) _handler.setStake(a, b);
            else if (act < 5) _handler.vote(a);
            else if (act == 5) _handler.close(a);
            else if (act < 9) _handler.claim(a, b, dice >> 64);
            else _handler.returnRest(a);
        }
        bytes32[6] memory acts = [bytes32("give"), "stake", "vote", "close", "claim", "return"];
        for (uint256 i = 0; i < acts.length; ++i) {
            vm.assertTrue(_handler.calls(acts[i]) >= 5, string(abi.encodePacked(acts[i])));
        }
    }
}
