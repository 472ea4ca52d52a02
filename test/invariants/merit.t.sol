// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {ICitizenship} from "../../contracts/citizenship/ICitizenship.sol";
import {ProvisionTerms} from "../../contracts/kernel/IProvisions.sol";
import {CastBallot, MeritRecord} from "../../contracts/merit/IMerit.sol";
import {Merit} from "../../contracts/merit/Merit.sol";
import {INation} from "../../contracts/nation/INation.sol";
import {ForgeTest} from "./support/ForgeTest.sol";

uint256 constant PEOPLE = 4;
uint256 constant PERIOD = 30 days;

/// Directory, governor and citizenship of a nation with citizens 1 to 4, who cast ballots in every vote.
contract MeritNation {
    mapping(uint256 proposalId => uint256) public proposalDeadline;

    function institution(bytes32) external view returns (address) {
        return address(this);
    }

    function setDeadline(uint256 proposalId, uint256 deadline) external {
        proposalDeadline[proposalId] = deadline;
    }

    function hasCitizenVoted(uint256 proposalId, uint256) external view returns (bool) {
        return proposalDeadline[proposalId] != 0;
    }

    function lastCitizenId() external pure returns (uint256) {
        return PEOPLE;
    }

    function holderOf(uint256) external pure returns (address) {
        return address(0);
    }

    function formerCitizenOf(address) external pure returns (uint256) {
        return 0;
    }
}

/// Points of any dates, recorded in any order, while the half-life is set and tried. A model keeps each point by itself, and halves it
/// stepwise: whole half-lives by halving, and what is left of one by its binary digits, each with the root of one half that it stands for.
contract MeritHandler is ForgeTest {
    struct Point {
        uint256 points;
        uint256 earnedAt;
        uint256 recordedAt;
    }

    struct Setting {
        uint256 since;
        uint256 standing;
        uint256 tried;
        uint256 triedUntil;
    }

    struct Look {
        uint256 citizenId;
        uint256 moment;
        uint256 sum;
    }

    MeritNation public immutable NATION = new MeritNation();
    Merit public immutable MERIT;

    mapping(uint256 citizenId => Point[]) private _points;
    mapping(uint256 citizenId => mapping(uint256 period => bool)) private _has;
    Setting[] private _settings;
    Look[] public looks;
    mapping(bytes32 act => uint256) public calls;
    uint256 private _now = 1_800_000_000;
    uint256 private _proposals;
    uint256 private _references;
    uint256[64] private _roots;

    constructor() {
        vm.warp(_now);
        ProvisionTerms[] memory terms = new ProvisionTerms[](2);
        terms[0] = ProvisionTerms(365, 30, 3650);
        terms[1] = ProvisionTerms(100, 1, 1000);
        address authority = address(new AccessManager(address(this)));
        MERIT = new Merit(authority, INation(address(NATION)), ICitizenship(address(NATION)), terms);
        _settings.push(Setting(0, 365, 0, 0));
        // The square roots of one half, in 2^-128, each of the one before.
        uint256 root = 1 << 127;
        for (uint256 i = 0; i < _roots.length; ++i) {
            root = _squareRoot(root << 128);
            _roots[i] = root;
        }
    }

    function pass(uint256 pause) public {
        _now += bound(pause, 1, 200 days);
        vm.warp(_now);
    }

    function award(uint256 who, uint256 points) external {
        uint256 citizenId = 1 + who % PEOPLE;
        points = bound(points, 1, 100);
        uint256 before = MERIT.meritOf(citizenId);
        MERIT.award(citizenId, "bounty", bytes32(++_references), points);
        vm.assertTrue(MERIT.meritOf(citizenId) >= before + points * 1e18 - 2, "MERIT-3: all of an award counts");
        vm.assertTrue(MERIT.meritOf(citizenId) <= before + points * 1e18 + 2, "MERIT-3: no more than an award counts");
        _points[citizenId].push(Point(points, _now, _now));
        ++calls["award"];
    }

    function ballot(uint256 who, uint256 age) external {
        uint256 citizenId = 1 + who % PEOPLE;
        uint256 closedAt = _now - bound(age, 1, 900 days);
        NATION.setDeadline(++_proposals, closedAt);
        CastBallot[] memory one = new CastBallot[](1);
        one[0] = CastBallot(citizenId, _proposals);
        bool isNew = !_has[citizenId][closedAt / PERIOD];
        vm.assertEq(MERIT.recordBallots(one), isNew ? 1 : 0, "MERIT-2: one ballot in a period counts");
        ++calls[isNew ? bytes32("ballot") : bytes32("again")];
        if (!isNew) return;
        _has[citizenId][closedAt / PERIOD] = true;
        _points[citizenId].push(Point(1, closedAt / PERIOD * PERIOD, _now));
    }

    function set(uint256 halfLife) external {
        halfLife = bound(halfLife, 30, 3650);
        MERIT.setProvision("halfLife", halfLife);
        _settings.push(Setting(_now, halfLife, 0, 0));
        ++calls["set"];
    }

    function tryOut(uint256 halfLife, uint256 period) external {
        (halfLife, period) = (bound(halfLife, 30, 3650), bound(period, 1, 365 days));
        MERIT.tryProvision("halfLife", halfLife, period);
        _settings.push(Setting(_now, _settings[_settings.length - 1].standing, halfLife, _now + period));
        ++calls["try"];
    }

    /// Notes a sum, which is looked up again when it is past. Meanwhile time passes, and the sum is less.
    function look(uint256 who, uint256 pause) external {
        uint256 citizenId = 1 + who % PEOPLE;
        uint256 sum = MERIT.meritOf(citizenId);
        looks.push(Look(citizenId, _now, sum));
        pass(pause);
        vm.assertTrue(MERIT.meritOf(citizenId) <= sum, "MERIT-3: a sum never grows by itself");
        ++calls["look"];
    }

    function lookCount() external view returns (uint256) {
        return looks.length;
    }

    /// What the model says is left of a citizen's points, and how many there are.
    function left(uint256 citizenId) external view returns (uint256 sum, uint256 count) {
        Point[] storage points = _points[citizenId];
        for (uint256 i = 0; i < points.length; ++i) {
            sum += points[i].points * _leftOfOne(points[i].earnedAt);
        }
        return (sum, points.length);
    }

    /// What is left of one point, in 1e-18: over all settings since its date.
    function _leftOfOne(uint256 earnedAt) private view returns (uint256 share) {
        share = 1e18;
        for (uint256 i = 0; i < _settings.length; ++i) {
            Setting memory setting = _settings[i];
            uint256 until = i + 1 == _settings.length ? _now : _settings[i + 1].since;
            if (until <= earnedAt) continue;
            uint256 from = setting.since > earnedAt ? setting.since : earnedAt;
            uint256 turn = setting.triedUntil < from ? from : setting.triedUntil > until ? until : setting.triedUntil;
            if (turn > from) share = _decayed(share, turn - from, setting.tried * 1 days);
            share = _decayed(share, until - turn, setting.standing * 1 days);
        }
    }

    function _decayed(uint256 share, uint256 time, uint256 halfLife) private view returns (uint256) {
        share >>= time / halfLife;
        uint256 rest = time % halfLife;
        for (uint256 i = 0; i < _roots.length; ++i) {
            rest *= 2;
            if (rest < halfLife) continue;
            rest -= halfLife;
            share = share * _roots[i] >> 128;
        }
        return share;
    }

    function _squareRoot(uint256 x) private pure returns (uint256 y) {
        y = 1 << 128;
        for (uint256 i = 0; i < 140; ++i) {
            y = (y + x / y) / 2;
        }
    }
}

contract MeritInvariantTest is ForgeTest {
    MeritHandler private _handler;

    function setUp() external {
        _handler = new MeritHandler();
        targetContract(address(_handler));
    }

    function invariant_MERIT_1_everyPointHasACause() external view {
        for (uint256 citizenId = 1; citizenId <= PEOPLE; ++citizenId) {
            (, uint256 count) = _handler.left(citizenId);
            MeritRecord memory record = _handler.MERIT().recordOf(citizenId);
            vm.assertTrue(record.sum == 0 || record.ballots + record.awarded != 0, "MERIT-1: every point has a cause");
            vm.assertTrue(record.ballots + record.awarded >= count, "MERIT-1: every point is told by its cause");
            vm.assertEq(record.duties + record.attestations + record.offences, 0, "MERIT-1: nothing has no cause");
        }
    }

    function invariant_MERIT_3_aSumIsWhatIsLeftOfItsPoints() external view {
        for (uint256 citizenId = 1; citizenId <= PEOPLE; ++citizenId) {
            (uint256 model, uint256 count) = _handler.left(citizenId);
            uint256 sum = _handler.MERIT().meritOf(citizenId);
            uint256 gap = sum > model ? sum - model : model - sum;
            vm.assertLe(gap, model / 1e12 + 1e4 * (count + 1), "MERIT-3: a sum is what is left of its points");
        }
    }

    function invariant_MERIT_4_aPastSumNeverChanges() external {
        _handler.pass(1);
        uint256 count = _handler.lookCount();
        for (uint256 i = 0; i < count; ++i) {
            (uint256 citizenId, uint256 moment, uint256 sum) = _handler.looks(i);
            uint256 found = _handler.MERIT().pastMeritOf(citizenId, moment);
            vm.assertEq(found, sum, "MERIT-4: a past sum never changes");
        }
    }

    /// The call summary: every act happens.
    function test_EveryActHappens() external {
        uint256 dice = 7;
        for (uint256 step = 0; step < 400; ++step) {
            dice = uint256(keccak256(abi.encode(dice)));
            uint256 a = dice >> 8;
            uint256 b = dice >> 128;
            uint256 act = dice % 10;
            if (act < 2) _handler.award(a, b);
            else if (act < 6) _handler.ballot(a, b);
            else if (act == 6) _handler.set(a);
            else if (act == 7) _handler.tryOut(a, b);
            else if (act == 8) _handler.look(a, b);
            else _handler.pass(a);
        }
        bytes32[6] memory acts = [bytes32("award"), "ballot", "again", "set", "try", "look"];
        for (uint256 i = 0; i < acts.length; ++i) {
            vm.assertTrue(_handler.calls(acts[i]) >= 5, string(abi.encodePacked(acts[i])));
        }
    }
}
