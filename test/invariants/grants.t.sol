// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ICitizenship} from "../../contracts/citizenship/ICitizenship.sol";
import {Exemption, ICivicCoin} from "../../contracts/coin/ICivicCoin.sol";
import {Grants} from "../../contracts/grants/Grants.sol";
import {Gift, ProjectView, RoundOutcome, RoundView} from "../../contracts/grants/IGrants.sol";
import {ProvisionTerms} from "../../contracts/kernel/IProvisions.sol";
import {ITreasury} from "../../contracts/treasury/ITreasury.sol";

import {ForgeTest} from "./support/ForgeTest.sol";

uint256 constant PEOPLE = 14;
uint256 constant STEP = 1e12;
uint256 constant TAX = 5_00;

/// The civic coin, as far as the grants know it: their payments are exempt.
contract GrantsCoin is ERC20("Coin", "C") {
    uint256 public constant taxRate = TAX;

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function exemptionOf(address) external pure returns (Exemption) {
        return Exemption.Both;
    }

    function transferAndCall(Grants to, uint256 amount, bytes calldata data) external {
        _transfer(msg.sender, address(to), amount);
        to.onTransferReceived(msg.sender, msg.sender, amount, data);
    }
}

/// Citizens 1 to 14, who move and leave.
contract GrantsNation {
    mapping(address account => uint256) public citizenOf;
    mapping(uint256 citizenId => address) public holderOf;

    function settleAt(uint256 citizenId, address account) external {
        delete citizenOf[holderOf[citizenId]];
        holderOf[citizenId] = account;
        citizenOf[account] = citizenId;
    }

    function depart(uint256 citizenId) external {
        delete citizenOf[holderOf[citizenId]];
    }

    function mayVote(uint256 citizenId) external view returns (bool) {
        return citizenOf[holderOf[citizenId]] == citizenId;
    }

    function quorumBase(uint256) external pure returns (uint256) {
        return PEOPLE;
    }
}

/// Rounds, projects, gifts, acceptances and claims in any order; a model of what was given, by whom and to what.
contract GrantsHandler is ForgeTest {
    GrantsCoin public immutable COIN = new GrantsCoin();
    GrantsNation public immutable NATION = new GrantsNation();
    Grants public immutable GRANTS;
    address public constant TREASURY = address(0x7EA);

    /// What each citizen gave each project, in base units.
    mapping(uint256 projectId => mapping(uint256 citizenId => uint256)) public gave;
    mapping(uint256 projectId => mapping(uint256 citizenId => bool)) public accepted;
    mapping(uint256 projectId => uint256) public matched;
    mapping(bytes32 act => uint256) public calls;
    uint256 public cameIn;
    uint256 public claimed;
    uint256 private _now = 1_800_000_000;
    uint256 private _keys = PEOPLE;

    constructor() {
        ProvisionTerms[] memory terms = new ProvisionTerms[](6);
        terms[0] = ProvisionTerms(7, 7, 90);
        terms[1] = ProvisionTerms(0, 0, 500_000);
        terms[2] = ProvisionTerms(1, 1, 1_000_000);
        terms[3] = ProvisionTerms(40_00, 0, 100_00);
        terms[4] = ProvisionTerms(25_00, 5_00, 50_00);
        terms[5] = ProvisionTerms(30, 30, 365);
        vm.warp(_now);
        GRANTS = new Grants(
            address(new AccessManager(address(this))),
            ICivicCoin(address(COIN)),
            ICitizenship(address(NATION)),
            ITreasury(TREASURY),
            terms
        );
        for (uint256 i = 1; i <= PEOPLE; ++i) {
            NATION.settleAt(i, vm.addr(i));
        }
    }

    function pass(uint256 pause) public {
        _now += bound(pause, 1, 2 days);
        vm.warp(_now);
    }

    function sponsor(uint256 amount) public {
        amount = bound(amount, 1, 1e24);
        COIN.mint(address(this), amount);
        COIN.transferAndCall(GRANTS, amount, "");
        cameIn += amount;
        ++calls["sponsor"];
    }

    function open() public {
        try GRANTS.openRound() {
            ++calls["open"];
        } catch {}
    }

    function register(uint256 who, uint256 recipient) public {
        vm.prank(NATION.holderOf(_citizen(who)));
        try GRANTS.register(vm.addr(1 + recipient % (2 * PEOPLE)), "Project", "") {
            ++calls["register"];
        } catch {}
    }

    function give(uint256 who, uint256 project, uint256 amount) public {
        uint256 count = GRANTS.projectCount();
        if (count == 0) return;
        uint256 citizenId = _citizen(who);
        // The newest projects, and sometimes one whose round is over.
        uint256 projectId = count - project % (count < 12 ? count : 12);
        uint256 counted = GRANTS.roundOf(GRANTS.projectOf(projectId).roundId).counted;
        // Half of all gifts are small, so that many fit.
        amount = bound(amount, 1, counted / STEP) / (amount % 2 == 0 ? 1 : 9) * STEP;
        address holder = NATION.holderOf(citizenId);
        COIN.mint(holder, amount);
        vm.prank(holder);
        try COIN.transferAndCall(GRANTS, amount, abi.encode(projectId)) {
            gave[projectId][citizenId] += amount;
            cameIn += amount;
            ++calls["give"];
        } catch {}
    }

    function move(uint256 who, uint256 dice) public {
        if (dice % 7 == 0) NATION.depart(_citizen(who));
        else NATION.settleAt(_citizen(who), vm.addr(++_keys));
    }

    function close(uint256 pause) public {
        pass(pause);
        try GRANTS.closeRound() returns (uint256 roundId) {
            bool isMatched = GRANTS.roundOf(roundId).outcome == RoundOutcome.Matched;
            vm.assertTrue(!isMatched || GRANTS.roundOf(roundId).donors >= 10, "ten give, or nothing is matched");
            ++calls[isMatched ? bytes32("matched") : bytes32("unmatched")];
        } catch {}
    }

    function accept(uint256 who, uint256 project) public {
        uint256 count = GRANTS.projectCount();
        if (count == 0) return;
        uint256 citizenId = _citizen(who);
        uint256 projectId = 1 + project % count;
        vm.prank(NATION.holderOf(citizenId));
        try GRANTS.accept(projectId) {
            vm.assertTrue(gave[projectId][citizenId] != 0, "only donors accept");
            vm.assertTrue(!accepted[projectId][citizenId], "a donor accepts once");
            accepted[projectId][citizenId] = true;
            ++calls["accept"];
        } catch {}
    }

    function settle(uint256 project) public {
        uint256 count = GRANTS.projectCount();
        if (count == 0) return;
        uint256 projectId = 1 + project % count;
        try GRANTS.settle(projectId) returns (uint256, uint256 matching) {
            matched[projectId] += matching;
            ++calls["settle"];
        } catch {}
    }

    function claim(uint256 who) public {
        address account = vm.addr(1 + who % (2 * PEOPLE));
        try GRANTS.claim(address(COIN), account) returns (uint256 amount) {
            claimed += amount;
            ++calls["claim"];
        } catch {}
        try GRANTS.claimForCitizen(address(COIN), _citizen(who)) returns (uint256 amount) {
            claimed += amount;
            ++calls["claim"];
        } catch {}
    }

    function returnRest(uint256 round) public {
        uint256 count = GRANTS.roundCount();
        if (count == 0) return;
        try GRANTS.returnRest(1 + round % count) {
            ++calls["return"];
        } catch {}
    }

    function owed() external view returns (uint256 sum) {
        for (uint256 i = 1; i <= 2 * PEOPLE; ++i) {
            sum += GRANTS.owedTo(address(COIN), vm.addr(i));
        }
        for (uint256 i = 1; i <= PEOPLE; ++i) {
            sum += GRANTS.owedToCitizen(address(COIN), i);
        }
    }

    function _citizen(uint256 who) private pure returns (uint256) {
        return 1 + who % PEOPLE;
    }
}

/// Quadratic funding by its definition: nothing is summed up as gifts come in, and roots are found by halving.
library GrantsModel {
    function root(uint256 square) internal pure returns (uint256 low) {
        uint256 high = 1e30;
        while (high - low > 1) {
            uint256 middle = (low + high) / 2;
            if (middle * middle <= square) low = middle;
            else high = middle;
        }
    }

    function weightOf(GrantsHandler handler, uint256 projectId) internal view returns (uint256) {
        uint256 roots = 0;
        uint256 given = 0;
        for (uint256 i = 1; i <= PEOPLE; ++i) {
            uint256 gift = handler.gave(projectId, i);
            roots += root(gift);
            given += gift;
        }
        return roots * roots > given ? roots * roots - given : 0;
    }

    /// @return parts What the project has of heads, in parts of 840.
    /// @return donors How many citizens gave to any project of the round.
    function headsOf(GrantsHandler handler, RoundView memory round, uint256 projectId)
        internal
        view
        returns (uint256 parts, uint256 donors)
    {
        for (uint256 i = 1; i <= PEOPLE; ++i) {
            uint256 givenTo = 0;
            for (uint256 j = 0; j < round.projects; ++j) {
                if (handler.gave(round.firstProjectId + j, i) != 0) ++givenTo;
            }
            if (givenTo != 0) ++donors;
            if (handler.gave(projectId, i) != 0) parts += 840 / givenTo;
        }
    }
}

contract GrantsInvariantTest is ForgeTest {
    GrantsHandler private _handler;

    function setUp() external {
        _handler = new GrantsHandler();
        targetContract(address(_handler));
    }

    function invariant_GRANT_1_whatCameInIsHereOrWentOut() external view {
        Grants grants = _handler.GRANTS();
        uint256 held = grants.collected() + _handler.owed();
        for (uint256 roundId = 1; roundId <= grants.roundCount(); ++roundId) {
            RoundView memory round = grants.roundOf(roundId);
            held += round.left;
            vm.assertTrue(round.left <= round.pot, "GRANT-1: a round has no more left than its pot");
        }
        for (uint256 projectId = 1; projectId <= grants.projectCount(); ++projectId) {
            ProjectView memory project = grants.projectOf(projectId);
            if (!project.isSettled) held += project.given;
        }
        uint256 balance = _handler.COIN().balanceOf(address(grants));
        vm.assertEq(held, balance, "GRANT-1: the coin here is what is collected, left, given and owed");
        uint256 returned = _handler.COIN().balanceOf(_handler.TREASURY());
        vm.assertEq(balance + returned + _handler.claimed(), _handler.cameIn(), "GRANT-1: no coin is lost or made");
    }

    function invariant_GRANT_2_matchingIsThatOfTheModel() external view {
        Grants grants = _handler.GRANTS();
        for (uint256 roundId = 1; roundId <= grants.roundCount(); ++roundId) {
            RoundView memory round = grants.roundOf(roundId);
            uint256 total = 0;
            for (uint256 i = 0; i < round.projects; ++i) {
                total += GrantsModel.weightOf(_handler, round.firstProjectId + i);
            }
            vm.assertEq(round.weight, total, "the running sum of weights is the sum of weights");
            uint256 matching = 0;
            for (uint256 i = 0; i < round.projects; ++i) {
                matching += _checkProject(round, round.firstProjectId + i, total);
            }
            vm.assertTrue(matching <= round.pot, "GRANT-2: all together get no more than the pot");
        }
    }

    function invariant_GRANT_3_headsAreThoseOfTheDonors() external view {
        Grants grants = _handler.GRANTS();
        for (uint256 roundId = 1; roundId <= grants.roundCount(); ++roundId) {
            RoundView memory round = grants.roundOf(roundId);
            uint256 parts = 0;
            for (uint256 i = 0; i < round.projects; ++i) {
                parts += grants.projectOf(round.firstProjectId + i).heads;
            }
            vm.assertEq(parts, 840 * round.donors, "GRANT-3: projects share the heads of the donors");
            for (uint256 citizenId = 1; citizenId <= PEOPLE; ++citizenId) {
                Gift[] memory gifts = grants.giftsOf(roundId, citizenId);
                uint256 given = 0;
                for (uint256 i = 0; i < gifts.length; ++i) {
                    given += gifts[i].amount;
                    vm.assertEq(gifts[i].amount, _handler.gave(gifts[i].projectId, citizenId), "gifts are kept");
                    vm.assertTrue(
                        gifts[i].isAccepted == _handler.accepted(gifts[i].projectId, citizenId), "acceptances are kept"
                    );
                }
                vm.assertTrue(given <= round.counted, "GRANT-3: a citizen gives no more than counts");
            }
        }
    }

    /// The call summary: every act happens, and the model holds all along.
    function test_EveryActHappens() external {
        uint256 dice = 11;
        for (uint256 step = 0; step < 6000; ++step) {
            dice = uint256(keccak256(abi.encode(dice)));
            _act(dice % 24, dice >> 8, dice >> 96, dice >> 160);
        }
        bytes32[10] memory acts = [
            bytes32("sponsor"),
            "open",
            "register",
            "give",
            "matched",
            "unmatched",
            "accept",
            "settle",
            "claim",
            "return"
        ];
        for (uint256 i = 0; i < acts.length; ++i) {
            vm.assertTrue(_handler.calls(acts[i]) >= 5, string(abi.encodePacked(acts[i])));
        }
        this.invariant_GRANT_1_whatCameInIsHereOrWentOut();
        this.invariant_GRANT_2_matchingIsThatOfTheModel();
        this.invariant_GRANT_3_headsAreThoseOfTheDonors();
    }

    /// Rounds of gifts alone, so that all of a round is given in one run.
    function testFuzz_GRANT_2_aRoundIsDividedAsTheModelSays(uint256 dice) external {
        _handler.sponsor(dice);
        _handler.sponsor(1e24);
        _handler.open();
        for (uint256 i = 0; i < 9; ++i) {
            _handler.register(i, dice >> i);
        }
        for (uint256 i = 0; i < 40; ++i) {
            dice = uint256(keccak256(abi.encode(dice)));
            _handler.give(dice, dice >> 8, dice >> 96);
        }
        this.invariant_GRANT_2_matchingIsThatOfTheModel();
        this.invariant_GRANT_3_headsAreThoseOfTheDonors();
    }

    function _act(uint256 act, uint256 a, uint256 b, uint256 c) private {
        if (act == 0) _handler.sponsor(a);
        else if (act == 1) _handler.open();
        else if (act < 5) _handler.register(a, b);
        else if (act < 15) _handler.give(a, b, c);
        else if (act == 15) _handler.move(a, b);
        else if (act < 18) _handler.close(a);
        else if (act < 20) _handler.accept(a, b);
        else if (act < 22) _handler.settle(a);
        else if (act == 22) _handler.claim(a);
        else _handler.returnRest(a);
    }

    function _checkProject(RoundView memory round, uint256 projectId, uint256 total)
        private
        view
        returns (uint256 matching)
    {
        ProjectView memory project = _handler.GRANTS().projectOf(projectId);
        (uint256 parts, uint256 donors) = GrantsModel.headsOf(_handler, round, projectId);
        vm.assertEq(project.heads, parts, "the running share of heads is that of the gifts");
        vm.assertEq(round.donors, donors, "donors are those who gave");
        uint256 weight = GrantsModel.weightOf(_handler, projectId);
        if (weight != 0 && round.outcome != RoundOutcome.Unmatched) {
            uint256 byWeight = round.pot * weight / total;
            uint256 atMost = round.pot * parts / (840 * donors);
            matching = byWeight < atMost ? byWeight : atMost;
        }
        vm.assertEq(project.matching, matching, "GRANT-2: a project gets what the model says");
        vm.assertEq(project.matched, _handler.matched(projectId), "what was owed of the pot is kept");
        vm.assertTrue(project.matched <= project.matching, "GRANT-2: a project was owed no more than it gets");
    }
}
