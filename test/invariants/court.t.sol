// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {Court} from "../../contracts/court/Court.sol";
import {Phase} from "../../contracts/court/CaseTypes.sol";
import {CaseReader, CaseView, Round} from "./support/CaseReader.sol";
import {JuryRoll} from "../../contracts/jury-roll/JuryRoll.sol";
import {IJuryRoll} from "../../contracts/jury-roll/IJuryRoll.sol";
import {ICitizenship} from "../../contracts/citizenship/ICitizenship.sol";
import {CivicCoin} from "../../contracts/coin/CivicCoin.sol";
import {Allocation, CoinTerms, Exemption} from "../../contracts/coin/ICivicCoin.sol";
import {IArbitrable} from "../../contracts/standards/IArbitrable.sol";
import {ProvisionTerms} from "../../contracts/kernel/IProvisions.sol";
import {CitizenshipStub} from "../mocks/CitizenshipStub.sol";
import {RandomnessStub} from "../mocks/RandomnessStub.sol";
import {ForgeTest} from "./support/ForgeTest.sol";

uint256 constant START = 1_800_000_000;
uint256 constant CITIZENS = 18;
uint256 constant CONTRIBUTORS = 3;
uint256 constant MAX_CASES = 4;
bytes32 constant SALT = "salt";

/// Everything that can happen to cases, by people who do what they may, beside a record of what was paid and ruled.
contract CourtHandler is ForgeTest, IArbitrable {
    CivicCoin public immutable COIN;
    JuryRoll public immutable ROLL;
    Court public immutable COURT;
    CitizenshipStub public immutable CITIZENSHIP = new CitizenshipStub();
    RandomnessStub public immutable RANDOMNESS = new RandomnessStub();
    address public immutable TREASURY = makeAddr("treasury");

    uint256 public time = START;
    uint256 public paidIn;
    uint256 public paidOut;
    bool private _refuses;
    mapping(uint256 caseId => uint256) public deliveries;
    mapping(uint256 caseId => bool) public wasDecided;
    mapping(uint256 caseId => uint256) public decidedFor;
    /// Votes that were opened, by case and round: all, and those for the last choice.
    mapping(uint256 caseId => mapping(uint256 round => uint256)) public votesIn;
    mapping(uint256 caseId => mapping(uint256 round => uint256)) public votesForLast;

    constructor() {
        ProvisionTerms[] memory rates = new ProvisionTerms[](2);
        rates[0] = ProvisionTerms(0, 0, 20_00);
        Allocation[] memory genesis = new Allocation[](1);
        genesis[0] = Allocation(address(this), 1e27);
        address authority = address(new AccessManager(address(this)));
        COIN = new CivicCoin(authority, CoinTerms("Aurora", "AUR", TREASURY, 1e27, genesis, new address[](0)), rates);

        ProvisionTerms[] memory roll = new ProvisionTerms[](4);
        roll[0] = ProvisionTerms(100, 1, 1000);
        roll[2] = ProvisionTerms(20_00, 0, 100_00);
        address court = _courtAddress();
        ROLL = new JuryRoll(authority, COIN, ICitizenship(address(CITIZENSHIP)), court, TREASURY, roll);
        COURT = new Court(
            authority,
            ICitizenship(address(CITIZENSHIP)),
            IJuryRoll(address(ROLL)),
            RANDOMNESS,
            payable(TREASURY),
            _courtTerms()
        );
        vm.assertEq(address(COURT), court);
        COIN.setExemption(address(this), Exemption.Both);

        vm.warp(time);
        for (uint256 id = 1; id <= CITIZENS; ++id) {
            address citizen = _citizen(id);
            CITIZENSHIP.admit(citizen);
            COIN.transfer(citizen, 10_000e18);
            vm.prank(citizen);
            COIN.approve(address(ROLL), type(uint256).max);
        }
        for (uint256 id = 1; id <= 16; ++id) {
            vm.prank(_citizen(id));
            ROLL.enrol();
        }
        vm.deal(address(this), 1e30);
    }

    modifier timed() {
        vm.warp(++time);
        _;
        _record();
    }

    function rule(uint256 caseId, uint256 ruling) external {
        require(msg.sender == address(COURT) && !_refuses, "not now");
        ++deliveries[caseId];
        emit Ruling(COURT, caseId, ruling);
    }

    /* ACTS */

    function open(uint256 choices, uint256 track, uint256 party, uint256 tip) external timed {
        if (COURT.caseCount() == MAX_CASES) return;
        // The end of a citizenship lies on a line, and takes 40 % of the citizens and two thirds of the ballots in the plenary.
        bool isEnding = track % 3 == 0;
        uint8 marks = isEnding ? uint8(14 | (track % 256 >> 6 << 4)) : uint8(track % 8 | (track % 64 >> 4 << 4));
        bytes memory extraData =
            isEnding ? abi.encodePacked(marks, uint16(40_00), uint16(66_66)) : abi.encodePacked(marks);
        extraData = abi.encodePacked(extraData, uint32(1 + party % CITIZENS));
        uint256 cost = COURT.arbitrationCost(extraData) + tip % 3;
        COURT.createDispute{value: cost}(isEnding ? 2 + choices % 2 : 1 + choices % 3, extraData);
        paidIn += cost;
    }

    function pass(uint256 which, uint256 extra) external timed {
        (bool exists, uint256 caseId) = _case(which);
        if (!exists) return;
        _pass(caseId, extra % 2 days);
    }

    function draw(uint256 which, uint256 tries, bytes32 seed) external timed {
        (bool exists, uint256 caseId) = _case(which);
        if (!exists || COURT.phaseOf(caseId) != Phase.Draw) return;
        _draw(caseId, 1 + tries % 200, seed);
    }

    function vote(uint256 which, uint256 choices, uint256 absent) external timed {
        (bool exists, uint256 caseId) = _case(which);
        if (exists) _vote(caseId, choices, absent);
    }

    /// From the evidence to the end of the votes, so that rulings and appeals are met often.
    function judge(uint256 which, uint256 choices, uint256 absent, bytes32 seed) external timed {
        (bool exists, uint256 caseId) = _case(which);
        if (!exists) return;
        if (COURT.phaseOf(caseId) == Phase.Evidence) _pass(caseId, 0);
        if (COURT.phaseOf(caseId) == Phase.Draw) _draw(caseId, 10_000, seed);
        Phase phase = COURT.phaseOf(caseId);
        if (phase != Phase.Commit && phase != Phase.Plenary) return;
        _vote(caseId, choices, absent);
        _pass(caseId, 0);
    }

    function fund(uint256 which, uint256 choice, uint256 who, uint256 amount) external timed {
        (bool exists, uint256 caseId) = _case(which);
        if (!exists) return;
        CaseView memory d = CaseReader.read(COURT, caseId);
        if (d.phase != Phase.Appeal || time >= d.endsAt) return;
        amount = amount % 2 == 0 ? 4 * d.appealCost : bound(amount, 1, 3 * d.appealCost);
        address contributor = _contributor(who);
        vm.deal(contributor, amount);
        vm.prank(contributor);
        // Funded already, or too late for that side: refused, and nothing changes.
        try COURT.fundAppeal{value: amount}(caseId, choice % (d.choices + 1)) {
            paidIn += amount;
        } catch {
            vm.deal(contributor, 0);
        }
    }

    function appeal(uint256 which, uint256 tip) external timed {
        (bool exists, uint256 caseId) = _case(which);
        if (!exists) return;
        CaseView memory d = CaseReader.read(COURT, caseId);
        if (d.phase != Phase.Appeal || time >= d.endsAt) return;
        uint256 amount = d.appealCost + tip % 3;
        COURT.appeal{value: amount}(caseId, "");
        paidIn += amount;
    }

    function execute(uint256 which, bool refuses) external timed {
        (bool exists, uint256 caseId) = _case(which);
        if (!exists || COURT.phaseOf(caseId) != Phase.Final) return;
        _refuses = refuses;
        COURT.execute(caseId);
        _refuses = false;
    }

    function settle(uint256 which, uint256 round) external timed {
        (bool exists, uint256 caseId) = _case(which);
        if (!exists || COURT.phaseOf(caseId) < Phase.Final) return;
        CaseView memory d = CaseReader.read(COURT, caseId);
        round %= d.rounds.length;
        if (!d.rounds[round].isSettled) COURT.settle(caseId, round);
        _settleContributions(caseId, round, d.choices);
    }

    function claim(uint256 who) external timed {
        _claim(who % 2 == 0 ? TREASURY : _contributor(who / 2));
        _claimFees(1 + who % CITIZENS);
    }

    function enrol(uint256 who) external timed {
        uint256 id = 1 + who % CITIZENS;
        if (!CITIZENSHIP.isActive(id)) return;
        if (ROLL.jurorOf(id).position != 0) return;
        vm.prank(_citizen(id));
        ROLL.enrol();
    }

    function retire(uint256 who) external timed {
        uint256 id = 1 + who % CITIZENS;
        if (ROLL.jurorOf(id).position == 0) return;
        if (!ROLL.jurorOf(id).hasRetired) {
            vm.prank(_citizen(id));
            ROLL.retire();
        } else if (ROLL.jurorOf(id).duties == 0) {
            vm.prank(_citizen(id));
            // Within 30 days of the retirement: refused, and nothing changes.
            try ROLL.withdraw(id) {} catch {}
        }
    }

    function suspend(uint256 who, bool active) external timed {
        CITIZENSHIP.setActive(1 + who % CITIZENS, active);
    }

    /* THE END */

    /// Moves every case to its end by anyone's acts, settles it, and has everything claimed that is not this contract's.
    function finish() external {
        for (uint256 caseId = 1; caseId <= COURT.caseCount(); ++caseId) {
            uint256 steps = 0;
            while (COURT.phaseOf(caseId) < Phase.Final) {
                vm.assertLe(++steps, 40, "JUST-4: every case can reach an end by someone's act from any state");
                if (COURT.phaseOf(caseId) == Phase.Draw) _draw(caseId, 10_000, keccak256(abi.encode(caseId, steps)));
                else _pass(caseId, 0);
            }
            if (COURT.phaseOf(caseId) == Phase.Final) COURT.execute(caseId);
            _record();
            CaseView memory d = CaseReader.read(COURT, caseId);
            for (uint256 round = 0; round < d.rounds.length; ++round) {
                // Whoever settled a contribution may have settled later rounds.
                if (!CaseReader.read(COURT, caseId).rounds[round].isSettled) COURT.settle(caseId, round);
                _settleContributions(caseId, round, d.choices);
            }
            COURT.takeRefund(caseId);
        }
        _claim(TREASURY);
        for (uint256 i = 0; i < CONTRIBUTORS; ++i) {
            _claim(_contributor(i));
        }
        for (uint256 id = 1; id <= CITIZENS; ++id) {
            _claimFees(id);
        }
    }

    /* INTERNAL */

    function _vote(uint256 caseId, uint256 choices, uint256 absent) private {
        CaseView memory d = CaseReader.read(COURT, caseId);
        uint256 round = d.rounds.length - 1;
        Round memory r = d.rounds[round];
        if (d.phase == Phase.Commit) {
            for (uint256 seat = 0; seat < r.panel.length; ++seat) {
                if (absent >> seat & 3 == 3) continue;
                uint256 id = r.panel[seat].citizenId;
                bytes32 sealed_ = COURT.commitmentOf(caseId, round, id, _voteOf(choices, seat, d), SALT);
                vm.prank(_citizen(id));
                COURT.commit(caseId, round, seat, sealed_);
            }
            time = r.commitEndsAt;
            vm.warp(time);
            for (uint256 seat = 0; seat < r.panel.length; ++seat) {
                if (absent >> seat & 3 == 3 || absent >> seat & 15 == 8) continue;
                vm.prank(_citizen(r.panel[seat].citizenId));
                COURT.reveal(caseId, round, seat, _voteOf(choices, seat, d), SALT, "");
                _count(caseId, round, _voteOf(choices, seat, d), d.choices);
            }
        } else if (d.phase == Phase.Plenary && time < d.endsAt) {
            // From one citizen to most of them.
            absent = uint256(keccak256(abi.encode(choices, absent)));
            for (uint256 i = 0; i < 1 + absent % 16; ++i) {
                uint256 id = 1 + (choices % CITIZENS + i) % CITIZENS;
                uint256 vote_ = _voteOf(absent, i, d);
                vm.prank(_citizen(id));
                // Voted already: refused, and nothing changes.
                try COURT.voteInPlenary(caseId, vote_, "") {
                    _count(caseId, round, vote_, d.choices);
                } catch {}
            }
        }
    }

    function _pass(uint256 caseId, uint256 extra) private {
        CaseView memory d = CaseReader.read(COURT, caseId);
        if (d.endsAt == 0) return;
        uint256 endsAt = d.phase == Phase.Commit ? d.rounds[d.rounds.length - 1].revealEndsAt : d.endsAt;
        if (time < endsAt) time = endsAt;
        time += extra;
        vm.warp(time);
        COURT.advance(caseId);
    }

    function _draw(uint256 caseId, uint256 tries, bytes32 seed) private {
        CaseView memory d = CaseReader.read(COURT, caseId);
        uint256 requestId = d.rounds[d.rounds.length - 1].requestId;
        if (RANDOMNESS.seedOf(requestId) == 0) RANDOMNESS.setSeed(requestId, keccak256(abi.encode(seed, requestId)));
        COURT.draw(caseId, tries);
    }

    function _settleContributions(uint256 caseId, uint256 round, uint256 choices) private {
        for (uint256 choice = 0; choice <= choices; ++choice) {
            for (uint256 i = 0; i < CONTRIBUTORS; ++i) {
                if (COURT.contributionOf(caseId, round, choice, _contributor(i)) == 0) continue;
                // Lost: refused, and nothing changes.
                try COURT.settleContribution(caseId, round, choice, _contributor(i)) {} catch {}
            }
        }
    }

    function _claim(address account) private {
        if (COURT.owedTo(address(0), account) != 0) paidOut += COURT.claim(address(0), account);
    }

    function _claimFees(uint256 citizenId) private {
        if (COURT.owedToCitizen(address(0), citizenId) == 0) return;
        paidOut += COURT.claimForCitizen(address(0), citizenId);
    }

    /// Notes rulings as they become the last word.
    function _record() private {
        for (uint256 caseId = 1; caseId <= COURT.caseCount(); ++caseId) {
            if (wasDecided[caseId] || COURT.phaseOf(caseId) < Phase.Final) continue;
            wasDecided[caseId] = true;
            decidedFor[caseId] = COURT.currentRuling(caseId);
        }
    }

    function _case(uint256 which) private view returns (bool exists, uint256 caseId) {
        uint256 count = COURT.caseCount();
        return count == 0 ? (false, 0) : (true, 1 + which % count);
    }

    function _count(uint256 caseId, uint256 round, uint256 vote_, uint256 last) private {
        ++votesIn[caseId][round];
        if (vote_ == last) ++votesForLast[caseId][round];
    }

    /// Every second time most are for the last choice, so that citizenships end, and others nearly do.
    function _voteOf(uint256 choices, uint256 seat, CaseView memory d) private pure returns (uint256) {
        bool isForLast = choices >> 200 & 1 == 0 && choices >> (100 + 2 * seat) & 3 != 0;
        return isForLast ? d.choices : _choice(choices, seat, d.choices);
    }

    function _choice(uint256 choices, uint256 seat, uint256 count) private pure returns (uint256) {
        return (choices >> (4 * seat)) % 16 % (count + 1);
    }

    function _citizen(uint256 id) private pure returns (address) {
        return vm.addr(1000 + id);
    }

    function _contributor(uint256 which) private pure returns (address) {
        return vm.addr(2000 + which % CONTRIBUTORS);
    }

    /// Where the court will be: this contract's sixth creation, after the stubs, the authority, the coin and the roll.
    function _courtAddress() private view returns (address) {
        return address(uint160(uint256(keccak256(abi.encodePacked(hex"d694", address(this), uint8(6))))));
    }

    function _courtTerms() private pure returns (ProvisionTerms[] memory terms) {
        terms = new ProvisionTerms[](13);
        for (uint256 i = 0; i < 13; ++i) {
            terms[i] = ProvisionTerms(3 days, 1, 30 days);
        }
        terms[4] = ProvisionTerms(7, 1, 1e12);
        terms[9] = ProvisionTerms(3, 1, 1e12);
        terms[10] = ProvisionTerms(50_00, 50_00, 100_00);
        terms[12] = ProvisionTerms(20_00, 1, 100_00);
    }
}

contract CourtInvariants is ForgeTest {
    string private constant JUST_1 = "JUST-1: the money of a case is conserved to the wei";
    string private constant JUST_2 =
        "JUST-2: a ruling that was decided is final, and delivered with success at most once";
    string private constant JUST_7 =
        "JUST-7: a panel rules only if all its seats were taken and half of them voted, and nobody sits twice in a case";
    string private constant JUST_13 =
        "JUST-13: a citizenship ends by two panels of which 70 % each agreed, or by a constitutional plenary, and a newcomer's by the median of a panel";
    string private constant JUST_14 = "JUST-14: a contract's k-th open case costs 2^(k-1) times the base price";
    string private constant JUST_3 = "JUST-3: at most one seat per citizen per panel";

    CourtHandler private _handler;
    Court private _court;

    function setUp() public {
        _handler = new CourtHandler();
        _court = _handler.COURT();
        bytes4[] memory selectors = new bytes4[](13);
        selectors[0] = CourtHandler.open.selector;
        selectors[1] = CourtHandler.pass.selector;
        selectors[2] = CourtHandler.draw.selector;
        selectors[3] = CourtHandler.vote.selector;
        selectors[4] = CourtHandler.fund.selector;
        selectors[5] = CourtHandler.appeal.selector;
        selectors[6] = CourtHandler.execute.selector;
        selectors[7] = CourtHandler.settle.selector;
        selectors[8] = CourtHandler.claim.selector;
        selectors[9] = CourtHandler.enrol.selector;
        selectors[10] = CourtHandler.retire.selector;
        selectors[11] = CourtHandler.suspend.selector;
        selectors[12] = CourtHandler.judge.selector;
        targetContract(address(_handler));
        targetSelector(address(_handler), selectors);
    }

    /// JUST-1: the money of a case is conserved to the wei.
    function invariant_JUST_1_moneyIsConserved() public view {
        vm.assertEq(address(_court).balance, _handler.paidIn() - _handler.paidOut(), JUST_1);
    }

    /// JUST-2: a ruling that was decided is final, and delivered with success at most once.
    function invariant_JUST_2_rulingsAreFinal() public view {
        for (uint256 caseId = 1; caseId <= _court.caseCount(); ++caseId) {
            vm.assertLe(_handler.deliveries(caseId), 1, JUST_2);
            if (!_handler.wasDecided(caseId)) continue;
            vm.assertEq(_court.currentRuling(caseId), _handler.decidedFor(caseId), JUST_2);
            vm.assertTrue(_court.phaseOf(caseId) >= Phase.Final, JUST_2);
        }
    }

    /// JUST-3: at most one seat per citizen per panel.
    function invariant_JUST_3_oneSeatEach() public view {
        for (uint256 caseId = 1; caseId <= _court.caseCount(); ++caseId) {
            Round[] memory rounds = CaseReader.read(_court, caseId).rounds;
            Round memory r = rounds[rounds.length - 1];
            for (uint256 i = 0; i < r.panel.length; ++i) {
                for (uint256 j = 0; j < i; ++j) {
                    vm.assertTrue(r.panel[i].citizenId != r.panel[j].citizenId, JUST_3);
                }
            }
        }
    }

    /// JUST-7: a panel rules only if all its seats were taken and half of them voted, and nobody sits twice in a case.
    function invariant_JUST_7_noRulingByFewer() public view {
        for (uint256 caseId = 1; caseId <= _court.caseCount(); ++caseId) {
            Round[] memory rounds = CaseReader.read(_court, caseId).rounds;
            uint256 sat = 0;
            for (uint256 i = 0; i < rounds.length; ++i) {
                Round memory r = rounds[i];
                for (uint256 seat = 0; seat < r.panel.length; ++seat) {
                    vm.assertEq(sat >> r.panel[seat].citizenId & 1, 0, JUST_7);
                    sat |= 1 << r.panel[seat].citizenId;
                }
                if (!r.hasRuling || r.size == 31) continue;
                vm.assertEq(r.panel.length, r.size, JUST_7);
                vm.assertTrue(2 * r.voted >= r.size, JUST_7);
            }
        }
    }

    /// JUST-13: a citizenship ends by two panels of which 70 % each agreed, or by a constitutional plenary, and a newcomer's by the median of a panel.
    function invariant_JUST_13_endings() public view {
        for (uint256 caseId = 1; caseId <= _court.caseCount(); ++caseId) {
            CaseView memory d = CaseReader.read(_court, caseId);
            if (d.kind & 8 == 0) continue;
            uint256 panels = 0;
            bool isPlenary = false;
            for (uint256 i = 0; i < d.rounds.length; ++i) {
                Round memory r = d.rounds[i];
                if (!r.hasRuling || r.ruling != d.choices) continue;
                uint256 guilty = _handler.votesForLast(caseId, i);
                uint256 votes = _handler.votesIn(caseId, i);
                if (r.size == 31) {
                    // 40 % of the citizens, and more than two thirds of the ballots.
                    isPlenary = guilty * 100_00 >= CITIZENS * 40_00 && guilty * 100_00 > votes * 66_66;
                    vm.assertTrue(isPlenary, JUST_13);
                } else {
                    vm.assertTrue(d.kind & 16 != 0 ? 2 * guilty >= votes : 10 * guilty >= 7 * r.size, JUST_13);
                    ++panels;
                }
            }
            if (d.phase < Phase.Final || _court.currentRuling(caseId) != d.choices) continue;
            // Of a newcomer the last panel decides.
            vm.assertTrue(isPlenary || panels == 2 || (d.kind & 16 != 0 && panels == 1), JUST_13);
        }
    }

    /// JUST-14: a contract's k-th open case costs 2^(k-1) times the base price.
    function invariant_JUST_14_openCasesHaveTheirPrice() public {
        uint256 open = 0;
        for (uint256 caseId = 1; caseId <= _court.caseCount(); ++caseId) {
            if (_court.phaseOf(caseId) < Phase.Final) ++open;
        }
        uint256 base = _court.arbitrationCost("");
        vm.prank(address(_handler));
        vm.assertEq(_court.arbitrationCost(""), base << open, JUST_14);
    }

    /// JUST-4: every case can reach an end by someone's act from any state. JUST-1: then all that was paid in is paid out, save
    /// what is owed to the contract that brought the cases, which cannot take it.
    function afterInvariant() public {
        _handler.finish();
        invariant_JUST_13_endings();
        vm.assertEq(address(_court).balance, _court.owedTo(address(0), address(_handler)), JUST_1);
    }
}
