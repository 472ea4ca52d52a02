// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Court} from "../../../contracts/court/Court.sol";
import {Phase} from "../../../contracts/court/CaseTypes.sol";
import {CaseReader, CaseView, Round} from "./CaseReader.sol";
import {FoundingTerms} from "../../../contracts/citizenship/ICitizenship.sol";
import {ICourt} from "../../../contracts/court/ICourt.sol";
import {Sanction, SanctionKind} from "../../../contracts/tribunal/IEnforcement.sol";
import {IJuryRoll} from "../../../contracts/jury-roll/IJuryRoll.sol";
import {Challenge, Ground, Outcome, TribunalParts} from "../../../contracts/tribunal/ITribunal.sol";
import {JuryRoll} from "../../../contracts/jury-roll/JuryRoll.sol";
import {IRandomness} from "../../../contracts/randomness/IRandomness.sol";
import {Tribunal} from "../../../contracts/tribunal/Tribunal.sol";
import {Citizenship} from "../../../contracts/citizenship/Citizenship.sol";
import {CitizenRecord, ICitizenship, Standing} from "../../../contracts/citizenship/ICitizenship.sol";
import {IPassport} from "../../../contracts/passport/IPassport.sol";
import {CivicCoin} from "../../../contracts/coin/CivicCoin.sol";
import {Allocation, CoinTerms, ICivicCoin} from "../../../contracts/coin/ICivicCoin.sol";
import {Constitution} from "../../../contracts/constitution/Constitution.sol";
import {ArticleText} from "../../../contracts/constitution/IConstitution.sol";
import {INation} from "../../../contracts/nation/INation.sol";
import {IStake} from "../../../contracts/stake/IStake.sol";
import {Stake} from "../../../contracts/stake/Stake.sol";
import {ProvisionTerms} from "../../../contracts/kernel/IProvisions.sol";
import {PassportStub} from "../../mocks/PassportStub.sol";
import {PlainRegistry} from "../../mocks/PlainRegistry.sol";
import {RandomnessStub} from "../../mocks/RandomnessStub.sol";
import {ForgeTest} from "./ForgeTest.sol";

uint256 constant START = 1_800_000_000;
uint256 constant CITIZENS = 9;
uint256 constant JURORS = 6;
/// @dev So many of the citizens came last, and their votes sleep at first.
uint256 constant NEWCOMERS = 2;
uint256 constant MAX_CASES = 6;
uint64 constant ENDINGS = 25_00;
bytes32 constant SALT = "salt";

/// Everything that can happen to challenges, by people who do what they may, beside a record of what was paid and taken. It is
/// the nation's government and its directory, too.
contract TribunalHandler is ForgeTest {
    Constitution public immutable CONSTITUTION;
    RandomnessStub public immutable RANDOMNESS;
    PlainRegistry public immutable PERMITS_OFFICE;
    Citizenship public immutable CITIZENSHIP;
    CivicCoin public immutable COIN;
    Stake public immutable STAKE;
    JuryRoll public immutable ROLL;
    Court public immutable COURT;
    Tribunal public immutable TRIBUNAL;
    address payable public immutable TREASURY = payable(makeAddr("treasury"));

    uint256 public time = START;
    uint256 public bondsIn;
    uint256 public bondsOut;
    /// Of a person, who is named by the first citizenship.
    mapping(uint256 person => uint256) public collectedFrom;
    /// What the plenary took back of fines.
    mapping(uint256 person => uint256) public remittedTo;
    /// Until when a person would serve all suspensions, one after the other.
    mapping(uint256 person => uint256) public servesUntil;
    /// Whose the citizenships are that were given to people who came back.
    mapping(uint256 citizenId => uint256) private _returned;
    mapping(uint256 caseId => mapping(uint256 index => uint256)) public timesEnforced;
    bool private _hasPermits;
    /// When rulings ended citizenships, newcomers' and others', and whether they ended too many in 30 days.
    mapping(bool ofNewcomers => uint256[]) private _endings;
    bool public isBrakeBroken;
    /// Whether a case is a challenge, rather than one that was reopened.
    mapping(uint256 caseId => bool) public isChallenge;

    constructor() {
        address authority = _creation(1);
        CONSTITUTION = new Constitution(address(this), ICitizenship(_creation(5)));
        IPassport passport = IPassport(address(new PassportStub()));
        RANDOMNESS = new RandomnessStub();
        PERMITS_OFFICE = new PlainRegistry(_creation(10));
        CITIZENSHIP =
            new Citizenship(authority, passport, TREASURY, "Citizenship", "CIT", FoundingTerms(0, 0), _registerTerms());
        address[] memory exempt = new address[](2);
        (exempt[0], exempt[1]) = (_creation(7), _creation(8));
        Allocation[] memory genesis = new Allocation[](CITIZENS);
        for (uint256 id = 1; id <= CITIZENS; ++id) {
            genesis[id - 1] = Allocation(_citizen(id), 1_000_000e18);
        }
        COIN =
            new CivicCoin(authority, CoinTerms("Aurora", "AUR", TREASURY, 1e27, genesis, exempt), _terms(2, 0, 10_00));
        STAKE = new Stake(authority, COIN, CITIZENSHIP, TREASURY, _terms(1, 3 days, 30 days));
        ROLL = new JuryRoll(authority, COIN, CITIZENSHIP, _creation(9), TREASURY, _rollTerms());
        COURT = new Court(authority, CITIZENSHIP, IJuryRoll(address(ROLL)), RANDOMNESS, TREASURY, _courtTerms());
        TRIBUNAL = new Tribunal(
            TribunalParts(authority, INation(address(this)), CITIZENSHIP, STAKE, IJuryRoll(address(ROLL)), COURT),
            _tribunalTerms()
        );
        vm.assertEq(address(TRIBUNAL), _creation(10));
        _empower();

        vm.warp(time);
        for (uint256 id = 1; id <= CITIZENS; ++id) {
            if (id == CITIZENS - NEWCOMERS + 1) CITIZENSHIP.setProvision("waitingPeriod", 30);
            _settleIn(id);
        }
        for (uint256 id = 1; id <= CITIZENS; ++id) {
            PERMITS_OFFICE.register(id, id);
        }
        vm.deal(address(this), 1e30);
    }

    /// The directory.
    function institution(bytes32 name) external view returns (address) {
        if (name == "treasury") return TREASURY;
        return _hasPermits && name == "permits" ? address(PERMITS_OFFICE) : address(0);
    }

    modifier timed() {
        vm.warp(++time);
        _;
    }

    /* ACTS */

    function challenge(uint256 who, uint256 by, uint256 what, uint256 amount) external timed {
        if (COURT.caseCount() == MAX_CASES) return;
        uint256 citizenId = 1 + who % CITIZENSHIP.lastCitizenId();
        Ground ground = what % 3 == 0 ? Ground(what % 4 % 3) : Ground.Offence;
        uint256 cited = ground == Ground.Offence ? 1 : ground == Ground.DuplicatePerson ? 1 + by % CITIZENS : 0;
        Sanction[] memory sanctions = ground == Ground.Offence ? _sanctions(citizenId, what, amount) : new Sanction[](0);
        address challenger = _citizen(by % (CITIZENS + 1));
        (uint256 fees, uint256 bond) = TRIBUNAL.challengeCost(challenger, citizenId, _isEnding(sanctions));
        uint256 base = fees >> TRIBUNAL.openChallengesOf(challenger);
        vm.deal(challenger, fees + bond);
        vm.prank(challenger);
        // Not allowed now: refused, and nothing changes.
        try TRIBUNAL.challenge{value: fees + bond}(citizenId, ground, cited, sanctions, "") {
            // What is above the base price stays in the fund.
            bondsIn += bond + fees - base;
            isChallenge[COURT.caseCount()] = true;
        } catch {}
    }

    function reopen(uint256 which, uint256 by) external timed {
        (bool exists, uint256 caseId) = _case(which);
        if (!exists || !isChallenge[caseId] || COURT.caseCount() == MAX_CASES) return;
        uint256 fees = TRIBUNAL.reopeningCost();
        address account = _citizen(by % (CITIZENS + 1));
        Challenge memory c = TRIBUNAL.challengeOf(caseId);
        bool wasIn = _isIn(personOf(c.citizenId));
        vm.deal(account, fees);
        vm.prank(account);
        // Answered, not granted, or reopened before: refused, and nothing changes.
        try TRIBUNAL.reopen{value: fees}(caseId, "") {
            if (wasIn || !_isIn(personOf(c.citizenId))) return;
            for (uint256 i = 0; i < c.sanctions.length; ++i) {
                if (c.sanctions[i].kind == SanctionKind.Revoke) timesEnforced[caseId][i] = 0;
            }
        } catch {}
    }

    /// Whoever paid gets back what the court did not use.
    function refund(uint256 which) external timed {
        (bool exists, uint256 caseId) = _case(which);
        if (exists) _refund(caseId);
    }

    function answer(uint256 which) external timed {
        (bool exists, uint256 caseId) = _case(which);
        if (!exists || !isChallenge[caseId]) return;
        vm.prank(_citizen(personOf(TRIBUNAL.challengeOf(caseId).citizenId)));
        // Too late: refused, and nothing changes.
        try TRIBUNAL.answer(caseId, "") {} catch {}
    }

    /// From wherever the case stands to its ruling's delivery.
    function judge(uint256 which, uint256 ruling, bytes32 seed) external timed {
        (bool exists, uint256 caseId) = _case(which);
        if (exists) _judge(caseId, ruling % 3 == 0 ? ruling / 3 : 2, seed);
    }

    function enforce(uint256 which) external timed {
        (bool exists, uint256 caseId) = _case(which);
        if (exists) _enforce(caseId);
    }

    function collect(uint256 who) external timed {
        uint256 citizenId = 1 + who % CITIZENSHIP.lastCitizenId();
        // Nothing there: refused, and nothing changes.
        try TRIBUNAL.collectFine(citizenId) returns (uint256 collected) {
            collectedFrom[personOf(citizenId)] += collected;
        } catch {}
    }

    function stake(uint256 who, uint256 amount) external timed {
        uint256 person = 1 + who % CITIZENS;
        if (!_isIn(person)) return;
        vm.prank(_citizen(person));
        STAKE.stake(1 + amount % 1000e18);
    }

    function unstake(uint256 who) external timed {
        uint256 person = 1 + who % CITIZENS;
        uint256 citizenId = CITIZENSHIP.citizenOf(_citizen(person));
        uint256 staked = STAKE.positionOf(citizenId).staked;
        if (staked == 0) return;
        vm.prank(_citizen(person));
        STAKE.unstake(staked);
        time += 4 days;
        vm.warp(time);
        if (who % 2 == 0) STAKE.withdraw(citizenId);
    }

    function renounce(uint256 who) external timed {
        uint256 person = 1 + who % CITIZENS;
        if (who % 5 != 0 || !_isIn(person)) return;
        vm.prank(_citizen(person));
        CITIZENSHIP.renounce();
    }

    /// Whoever left or was removed is admitted once more.
    function comeBack(uint256 who) external timed {
        uint256 person = 1 + who % CITIZENS;
        if (_isIn(person)) return;
        vm.prank(_citizen(person));
        CITIZENSHIP.requestAdmission(0);
        CITIZENSHIP.admit(_citizen(person));
        _returned[CITIZENSHIP.lastCitizenId()] = person;
    }

    function recognise(uint256 which) external timed {
        // Nobody came back, or nothing is left to serve: refused, and nothing changes.
        try TRIBUNAL.recognise(1 + which % CITIZENSHIP.lastCitizenId()) {} catch {}
    }

    function reinstate(uint256 who) external timed {
        uint256 citizenId = 1 + who % CITIZENSHIP.lastCitizenId();
        CitizenRecord memory record = CITIZENSHIP.citizen(citizenId);
        if (record.standing != Standing.Suspended) return;
        if (time < record.suspendedUntil) time = record.suspendedUntil;
        vm.warp(time);
        CITIZENSHIP.reinstate(citizenId);
    }

    function govern(uint256 bond, uint256 coolOff, bool hasPermits) external timed {
        TRIBUNAL.setProvision("challengeBond", 1 + bond % 1e9);
        TRIBUNAL.setProvision("coolOff", coolOff % 30 days);
        _hasPermits = hasPermits;
    }

    function claim(uint256 who) external timed {
        _claim(who % (CITIZENSHIP.lastCitizenId() + 1));
    }

    /* THE END */

    /// Has every challenge ruled and enforced, and everything claimed.
    function finish() external {
        _hasPermits = true;
        for (uint256 caseId = 1; caseId <= COURT.caseCount(); ++caseId) {
            _judge(caseId, 2, keccak256(abi.encode(caseId)));
            _enforce(caseId);
        }
        for (uint256 caseId = 1; caseId <= COURT.caseCount(); ++caseId) {
            _refund(caseId);
        }
        for (uint256 id = 0; id <= CITIZENSHIP.lastCitizenId(); ++id) {
            _claim(id);
        }
        if (TRIBUNAL.owedTo(address(0), TREASURY) != 0) bondsOut += TRIBUNAL.claim(address(0), TREASURY);
    }

    /* READING */

    /// The first citizenship of whoever holds this one, or held it.
    function personOf(uint256 citizenId) public view returns (uint256) {
        return citizenId <= CITIZENS ? citizenId : _returned[citizenId];
    }

    /// How many challenges of a person are founded: what is reopened was.
    function offencesOf(uint256 person) external view returns (uint256 offences) {
        for (uint256 caseId = 1; caseId <= COURT.caseCount(); ++caseId) {
            if (!isChallenge[caseId]) continue;
            Challenge memory c = TRIBUNAL.challengeOf(caseId);
            if (personOf(c.citizenId) != person) continue;
            bool isFounded = c.outcome == Outcome.Granted || c.outcome == Outcome.Reprimanded;
            if (isFounded || c.outcome == Outcome.Reopened) ++offences;
        }
    }

    /// Whether a ruling asked for a sanction of a person, and it was carried out.
    function wasSanctioned(uint256 person, SanctionKind kind) external view returns (bool) {
        for (uint256 caseId = 1; caseId <= COURT.caseCount(); ++caseId) {
            if (!isChallenge[caseId]) continue;
            Challenge memory c = TRIBUNAL.challengeOf(caseId);
            if (personOf(c.citizenId) != person || c.outcome != Outcome.Granted) continue;
            for (uint256 i = 0; i < c.sanctions.length; ++i) {
                if (c.sanctions[i].kind == kind && c.isEnforced[i]) return true;
            }
        }
        return false;
    }

    /// What is owed to people, as citizens and as accounts.
    function owed() external view returns (uint256 due) {
        due = TRIBUNAL.owedTo(address(0), TREASURY);
        for (uint256 id = 0; id <= CITIZENSHIP.lastCitizenId(); ++id) {
            due += TRIBUNAL.owedToCitizen(address(0), id);
            if (id <= CITIZENS) due += TRIBUNAL.owedTo(address(0), _citizen(id));
        }
    }

    /// What rulings that were enforced fined a person.
    function finedOf(uint256 person) external view returns (uint256 fined) {
        for (uint256 caseId = 1; caseId <= COURT.caseCount(); ++caseId) {
            if (!isChallenge[caseId]) continue;
            Challenge memory c = TRIBUNAL.challengeOf(caseId);
            if (personOf(c.citizenId) != person) continue;
            for (uint256 i = 0; i < c.sanctions.length; ++i) {
                if (c.sanctions[i].kind == SanctionKind.Fine && c.isEnforced[i]) fined += c.sanctions[i].value;
            }
        }
    }

    /* INTERNAL */

    function _isEnding(Sanction[] memory sanctions) private pure returns (bool) {
        for (uint256 i = 0; i < sanctions.length; ++i) {
            if (sanctions[i].kind == SanctionKind.Revoke) return true;
        }
        return sanctions.length == 0;
    }

    function _sanctions(uint256 citizenId, uint256 what, uint256 amount)
        private
        view
        returns (Sanction[] memory sanctions)
    {
        sanctions = new Sanction[](1 + what % 4);
        for (uint256 i = 0; i < sanctions.length; ++i) {
            SanctionKind kind = SanctionKind((what / 7 + i) % 4);
            // Permits are of those who came first.
            if (citizenId > CITIZENS && kind == SanctionKind.Order) kind = SanctionKind.Fine;
            sanctions[i].kind = kind;
            if (kind == SanctionKind.Fine) sanctions[i].value = 1 + amount % 500e18;
            if (kind == SanctionKind.Suspend) sanctions[i].value = 1 + amount % 30 days;
            if (kind != SanctionKind.Order) continue;
            sanctions[i].institution = "permits";
            sanctions[i].order = PERMITS_OFFICE.VOID();
            sanctions[i].value = citizenId;
        }
    }

    function _refund(uint256 caseId) private {
        uint256 before = address(TRIBUNAL).balance;
        // Not final, or nothing there: refused, and nothing changes.
        try TRIBUNAL.refund(caseId) {
            bondsIn += address(TRIBUNAL).balance - before;
        } catch {}
    }

    function _enforce(uint256 caseId) private {
        if (!isChallenge[caseId]) return;
        Challenge memory c = TRIBUNAL.challengeOf(caseId);
        uint256 person = personOf(c.citizenId);
        uint256 before = _withinReach(person);
        uint256 citizens = CITIZENSHIP.citizenCount();
        bool wasIn = _isIn(person);
        // Not granted, or all was carried out: refused, and nothing changes.
        try TRIBUNAL.enforce(caseId) {} catch {}
        collectedFrom[person] += before - _withinReach(person);
        // What ends again counts again.
        if (wasIn && !_isIn(person)) _countEnding(_endings[c.isNewcomer], citizens);
        bool[] memory isEnforced = TRIBUNAL.challengeOf(caseId).isEnforced;
        for (uint256 i = 0; i < isEnforced.length; ++i) {
            if (!isEnforced[i] || c.isEnforced[i]) continue;
            ++timesEnforced[caseId][i];
            if (c.sanctions[i].kind != SanctionKind.Suspend) continue;
            uint256 from = servesUntil[person] < time ? time : servesUntil[person];
            servesUntil[person] = from + c.sanctions[i].value;
        }
    }

    /// One look at each ending, against what the brake allows.
    function _countEnding(uint256[] storage endings, uint256 citizens) private {
        endings.push(time);
        uint256 allowed = citizens * ENDINGS / 100_00;
        uint256 count = 0;
        for (uint256 i = 0; i < endings.length; ++i) {
            if (endings[i] + 30 days > time) ++count;
        }
        isBrakeBroken = isBrakeBroken || count > (allowed == 0 ? 1 : allowed);
    }

    function _judge(uint256 caseId, uint256 ruling, bytes32 seed) private {
        for (uint256 steps = 0; COURT.phaseOf(caseId) < Phase.Final; ++steps) {
            vm.assertLe(steps, 40, "JUST-4: every case can reach an end by someone's act from any state");
            if (COURT.phaseOf(caseId) == Phase.Draw) _draw(caseId, keccak256(abi.encode(seed, steps)));
            else if (COURT.phaseOf(caseId) == Phase.Commit) _vote(caseId, ruling);
            else _pass(caseId);
        }
        if (COURT.phaseOf(caseId) != Phase.Final) return;
        uint256[] memory unpaid = _unpaid();
        COURT.execute(caseId);
        for (uint256 id = 1; id <= CITIZENS; ++id) {
            remittedTo[id] += unpaid[id] - TRIBUNAL.unpaidFineOf(id);
        }
        uint256 rounds = CaseReader.read(COURT, caseId).rounds.length;
        for (uint256 round = 0; round < rounds; ++round) {
            COURT.settle(caseId, round);
        }
    }

    function _unpaid() private view returns (uint256[] memory unpaid) {
        unpaid = new uint256[](CITIZENS + 1);
        for (uint256 id = 1; id <= CITIZENS; ++id) {
            unpaid[id] = TRIBUNAL.unpaidFineOf(id);
        }
    }

    function _draw(uint256 caseId, bytes32 seed) private {
        CaseView memory d = CaseReader.read(COURT, caseId);
        uint256 requestId = d.rounds[d.rounds.length - 1].requestId;
        if (RANDOMNESS.seedOf(requestId) == 0) RANDOMNESS.setSeed(requestId, seed);
        COURT.draw(caseId, 10_000);
    }

    function _vote(uint256 caseId, uint256 ruling) private {
        CaseView memory d = CaseReader.read(COURT, caseId);
        uint256 round = d.rounds.length - 1;
        Round memory r = d.rounds[round];
        ruling %= d.choices + 1;
        for (uint256 seat = 0; seat < r.panel.length; ++seat) {
            uint256 id = r.panel[seat].citizenId;
            if (!_isHeld(id)) continue;
            bytes32 sealed_ = COURT.commitmentOf(caseId, round, id, ruling, SALT);
            vm.prank(_citizen(id));
            COURT.commit(caseId, round, seat, sealed_);
        }
        time = r.commitEndsAt;
        vm.warp(time);
        for (uint256 seat = 0; seat < r.panel.length; ++seat) {
            if (!_isHeld(r.panel[seat].citizenId)) continue;
            vm.prank(_citizen(r.panel[seat].citizenId));
            COURT.reveal(caseId, round, seat, ruling, SALT, "");
        }
    }

    function _pass(uint256 caseId) private {
        uint256 endsAt = CaseReader.read(COURT, caseId).endsAt;
        if (time < endsAt) time = endsAt;
        vm.warp(time);
        COURT.advance(caseId);
    }

    /// Whoever renounced challenges as an account, as strangers do.
    function _claim(uint256 citizenId) private {
        address account = _citizen(personOf(citizenId));
        if (TRIBUNAL.owedTo(address(0), account) != 0) bondsOut += TRIBUNAL.claim(address(0), account);
        if (TRIBUNAL.owedToCitizen(address(0), citizenId) == 0) return;
        bondsOut += TRIBUNAL.claimForCitizen(address(0), citizenId);
    }

    function _case(uint256 which) private view returns (bool exists, uint256 caseId) {
        uint256 count = COURT.caseCount();
        return count == 0 ? (false, 0) : (true, 1 + which % count);
    }

    function _isHeld(uint256 citizenId) private view returns (bool) {
        return CITIZENSHIP.citizenOf(_citizen(personOf(citizenId))) == citizenId;
    }

    /// Whether a person holds a citizenship.
    function _isIn(uint256 person) private view returns (bool) {
        return CITIZENSHIP.citizenOf(_citizen(person)) != 0;
    }

    /// What a fine can be taken from, of all that a person held.
    function _withinReach(uint256 person) private view returns (uint256 reach) {
        for (uint256 id = 1; id <= CITIZENSHIP.lastCitizenId(); ++id) {
            if (personOf(id) != person) continue;
            reach += STAKE.positionOf(id).staked + STAKE.positionOf(id).leaving + ROLL.jurorOf(id).bond;
        }
    }

    /// A stranger, if 0.
    function _citizen(uint256 id) private pure returns (address) {
        return vm.addr(1000 + id);
    }

    /* FOUNDING */

    function _empower() private {
        CONSTITUTION.grantRole(2, address(TRIBUNAL), 0);
        CONSTITUTION.grantRole(5, address(TRIBUNAL), 0);
        bytes4[] memory selectors = new bytes4[](6);
        selectors[0] = ICitizenship.suspend.selector;
        selectors[1] = ICitizenship.reinstate.selector;
        selectors[2] = ICitizenship.revoke.selector;
        selectors[3] = IStake.slash.selector;
        selectors[4] = ICitizenship.restore.selector;
        selectors[5] = ICitizenship.keepAsleep.selector;
        CONSTITUTION.setTargetFunctionRole(address(CITIZENSHIP), selectors, 2);
        CONSTITUTION.setTargetFunctionRole(address(STAKE), selectors, 2);
        CONSTITUTION.setTargetFunctionRole(address(ROLL), selectors, 2);
        ArticleText[] memory texts = new ArticleText[](1);
        texts[0] = ArticleText("Peace", "Nobody harms another.");
        CONSTITUTION.enact(texts);
    }

    function _settleIn(uint256 id) private {
        vm.startPrank(_citizen(id));
        CITIZENSHIP.requestAdmission(0);
        COIN.approve(address(ROLL), type(uint256).max);
        COIN.approve(address(STAKE), type(uint256).max);
        vm.stopPrank();
        CITIZENSHIP.admit(_citizen(id));
        if (id > JURORS) return;
        vm.prank(_citizen(id));
        ROLL.enrol();
    }

    /// Where this contract's n-th creation will be.
    function _creation(uint256 n) private view returns (address) {
        return address(uint160(uint256(keccak256(abi.encodePacked(hex"d694", address(this), uint8(n))))));
    }

    function _terms(uint256 count, uint64 value, uint64 max) private pure returns (ProvisionTerms[] memory terms) {
        terms = new ProvisionTerms[](count);
        for (uint256 i = 0; i < count; ++i) {
            terms[i] = ProvisionTerms(value, 0, max);
        }
    }

    /// No term ends, nobody pays or waits, and the brake lets as many in as there may be.
    function _registerTerms() private pure returns (ProvisionTerms[] memory terms) {
        terms = _terms(4, 0, 1000);
        terms[2].value = 1000;
        terms[3].max = 90;
    }

    function _rollTerms() private pure returns (ProvisionTerms[] memory terms) {
        terms = _terms(4, 0, 365);
        terms[0].value = 100;
    }

    function _tribunalTerms() private pure returns (ProvisionTerms[] memory terms) {
        terms = _terms(5, 30 days, 30 days);
        terms[0] = ProvisionTerms(1e6, 1, 1e9);
        terms[2] = ProvisionTerms(500, 0, 500);
        terms[4] = ProvisionTerms(ENDINGS, 0, 100_00);
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
