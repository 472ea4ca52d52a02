// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Agreements} from "../../contracts/agreements/Agreements.sol";
import {
    AgreementPhase,
    AgreementRecord,
    AgreementTerms,
    Settlement
} from "../../contracts/agreements/AgreementTypes.sol";
import {ICourt, Track} from "../../contracts/court/ICourt.sol";
import {ICitizenship} from "../../contracts/citizenship/ICitizenship.sol";
import {CivicCoin} from "../../contracts/coin/CivicCoin.sol";
import {Allocation, CoinTerms, Exemption, ICivicCoin} from "../../contracts/coin/ICivicCoin.sol";
import {ProvisionTerms} from "../../contracts/kernel/IProvisions.sol";
import {AgreementCourtStub} from "../mocks/AgreementCourtStub.sol";
import {CitizenshipStub} from "../mocks/CitizenshipStub.sol";
import {TollToken} from "../mocks/TollToken.sol";
import {separatorOf} from "./support/Eip712.sol";
import {ForgeTest} from "./support/ForgeTest.sol";

uint256 constant START = 1_800_000_000;
uint256 constant PEOPLE = 7;
uint256 constant CITIZENS = 4;
uint256 constant MAX_AGREEMENTS = 10;
uint256 constant MAX_OFFERS = 40;
uint256 constant MOST_LOCKED = 1_000_000;
bytes32 constant SETTLEMENT_TYPEHASH = keccak256(
    "Settlement(uint256 agreementId,address account,address asset,address[] parties,uint256[] division,uint256 validFrom,uint256 validUntil,uint256 nonce)"
);
bytes32 constant SIGNATURE_TYPEHASH = keccak256(
    "AgreementSignature(address account,Agreement agreement)Agreement(uint256 agreementId,address[] parties,address asset,uint256[] locks,uint256[] payouts,uint256[] feeLocks,uint256 signBy,uint256 until,uint256 objectionPeriod,uint8 track,string text)"
);

/// Everything that can happen to agreements, by people who do what they may, beside a record of what came in and went out.
contract AgreementsHandler is ForgeTest {
    Agreements public immutable AGREEMENTS;
    CivicCoin public immutable COIN;
    TollToken public immutable TOLL = new TollToken();
    AgreementCourtStub public immutable COURT = new AgreementCourtStub();
    CitizenshipStub public immutable CITIZENSHIP = new CitizenshipStub();
    address public immutable TREASURY = makeAddr("treasury");

    uint256 public time = START;
    mapping(address asset => uint256) public cameIn;
    mapping(address asset => uint256) public wentOut;
    mapping(uint256 agreementId => uint256) public divisions;
    AgreementTerms[] private _terms;
    mapping(uint256 agreementId => mapping(uint256 party => uint256[])) private _demands;
    address[] public people;
    mapping(address account => uint256) private _keys;

    /// An offer that all parties gave: some by transaction, the others by signatures that nobody has handed in.
    struct Offer {
        uint256 id;
        uint256 era;
        Settlement settlement;
        address[] accounts;
        bytes[] signatures;
    }

    Offer[] private _offers;
    /// How often somebody withdrew, or the court opened or counted votes.
    mapping(uint256 agreementId => uint256) private _eras;
    /// Whether an offer bound that had ended, or one that stands did not.
    bool public hasBoundLate;
    bool public hasFailedEarly;
    /// How many cases each person has open, who brought each, and what fee locks paid for it.
    mapping(uint256 person => uint256) private _openCases;
    mapping(uint256 caseId => uint256 person) private _bringers;
    mapping(uint256 agreementId => uint256) private _feesUsed;
    /// Whether a dispute had another price, or fee locks were handed out otherwise than they may be.
    bool public hasMispriced;
    bool public hasMisshared;
    uint256 public repeated;
    uint256 public compensated;
    /// Whether a demand changed against another party, or without its party.
    bool public hasRisen;

    // how often the interesting acts succeeded
    uint256 public taken;
    uint256 public refused;
    uint256 public conceded;
    mapping(AgreementPhase outcome => uint256) public ended;

    constructor() {
        ProvisionTerms[] memory rates = new ProvisionTerms[](2);
        rates[0] = ProvisionTerms(2_00, 0, 20_00);
        Allocation[] memory genesis = new Allocation[](1);
        genesis[0] = Allocation(address(this), 1e27);
        address authority = address(new AccessManager(address(this)));
        CoinTerms memory terms = CoinTerms("Aurora", "AUR", TREASURY, 1e27, genesis, new address[](0));
        COIN = new CivicCoin(authority, terms, rates);
        AGREEMENTS = new Agreements(
            ICitizenship(address(CITIZENSHIP)), ICourt(address(COURT)), ICivicCoin(address(COIN)), TREASURY
        );
        COIN.setExemption(address(AGREEMENTS), Exemption.Both);
        COIN.setExemption(address(this), Exemption.Both);
        vm.warp(time);
        for (uint256 i = 0; i < PEOPLE; ++i) {
            people.push(_newAccount());
            if (i < CITIZENS) CITIZENSHIP.admit(people[i]);
        }
    }

    modifier timed() {
        vm.warp(++time);
        _;
    }

    /* ACTS */

    function open(uint256 parties, uint256 asset, uint256 amounts, uint256 payouts) external timed {
        if (_terms.length == MAX_AGREEMENTS) return;
        AgreementTerms memory terms;
        terms.parties = new address[](2 + parties % 4);
        for (uint256 i = 0; i < terms.parties.length; ++i) {
            terms.parties[i] = people[(parties / 4 + i) % PEOPLE];
        }
        terms.asset = assetAt(asset);
        terms.locks = new uint256[](terms.parties.length);
        for (uint256 i = 0; i < terms.locks.length; ++i) {
            terms.locks[i] = uint64(amounts >> (64 * i)) % MOST_LOCKED;
        }
        terms.payouts = _divide(terms.locks, payouts);
        terms.feeLocks = new uint256[](terms.parties.length);
        for (uint256 i = 0; i < terms.feeLocks.length; ++i) {
            // Some lock nothing, others less than a fee, or more.
            uint256 share = uint64(payouts >> (64 * i)) % 4;
            terms.feeLocks[i] = share * (COURT.COST() / 2 + i);
        }
        terms.textHash = keccak256("text");
        terms.signBy = uint40(time + 2 days);
        terms.until = uint40(time + 8 days);
        terms.objectionPeriod = 1 days;
        terms.track = Track.Fast;
        AGREEMENTS.open(terms, "text");
        _terms.push(terms);
    }

    /// All who have not signed, so that agreements become binding often; or one.
    function sign(uint256 which, uint256 party, bool all, bool bySignature) external timed {
        (bool exists, uint256 id, AgreementTerms memory terms) = _in(which, AgreementPhase.Open);
        if (!exists || time >= terms.signBy) return;
        for (uint256 i = 0; i < terms.parties.length; ++i) {
            if (!all && i != party % terms.parties.length) continue;
            if (!AGREEMENTS.agreement(id).parties[i].hasSigned) _sign(id, terms, i, bySignature);
        }
    }

    function decline(uint256 which, uint256 party) external timed {
        (bool exists, uint256 id, AgreementTerms memory terms) = _in(which, AgreementPhase.Open);
        // Rarely, so that others get to be binding.
        if (!exists || which % 4 != 0) return;
        vm.prank(_account(id, terms, party % terms.parties.length));
        AGREEMENTS.decline(id, terms, party % terms.parties.length);
        _ended(id);
    }

    function declarePerformed(uint256 which, uint256 party) external timed {
        (bool exists, uint256 id, AgreementTerms memory terms) = _in(which, AgreementPhase.Binding);
        if (!exists) return;
        party %= terms.parties.length;
        AgreementRecord memory record = AGREEMENTS.agreement(id);
        if (record.parties[party].hasDeclared || (record.declaredAt == 0 && time >= terms.until)) return;
        vm.prank(_account(id, terms, party));
        AGREEMENTS.declarePerformed(id, terms, party, "done");
        ++_eras[id];
    }

    /// From the first declaration to the payouts, so that these are met often: by all, or by one whom nobody disputes.
    function perform(uint256 which, uint256 party, bool all) external timed {
        (bool exists, uint256 id, AgreementTerms memory terms) = _in(which, AgreementPhase.Binding);
        if (!exists || AGREEMENTS.agreement(id).declaredAt != 0 || time >= terms.until) return;
        for (uint256 i = 0; i < terms.parties.length; ++i) {
            if (!all && i != party % terms.parties.length) continue;
            vm.prank(_account(id, terms, i));
            AGREEMENTS.declarePerformed(id, terms, i, "done");
        }
        if (!all) vm.warp(time += terms.objectionPeriod);
        AGREEMENTS.complete(id, terms);
        _ended(id);
    }

    function settle(uint256 which, uint256 shares, bool all) external timed {
        (bool exists, uint256 id, AgreementTerms memory terms) = _any(which);
        if (!exists || !_canSettle(id)) return;
        Settlement memory settlement = _settlement(id, _divide(terms.locks, shares));
        for (uint256 i = 0; i < terms.parties.length; ++i) {
            if (!all && i != shares % terms.parties.length) continue;
            if (AGREEMENTS.approvalsOf(id, terms, settlement)[i]) continue;
            vm.prank(_account(id, terms, i));
            if (AGREEMENTS.settle(id, terms, settlement, new bytes[](terms.parties.length))) return _ended(id);
        }
    }

    /// All parties give an offer, of which the first gives a signature. Nobody hands it in yet.
    function offer(uint256 which, uint256 shares, uint256 byTransaction) external timed {
        (bool exists, uint256 id, AgreementTerms memory terms) = _any(which);
        if (!exists || !_canSettle(id) || _offers.length == MAX_OFFERS) return;
        _offer(id, terms, shares, byTransaction);
    }

    /// Anyone hands in an offer, old or new.
    function take(uint256 which) external timed {
        if (_offers.length != 0) _take(_offers[which % _offers.length]);
    }

    /// All parties give an offer, something may end it, and then anyone hands it in.
    function outlive(uint256 which, uint256 shares, uint256 byTransaction, uint256 how) external timed {
        (bool exists, uint256 id, AgreementTerms memory terms) = _in(which, AgreementPhase.Disputed);
        if (!exists || how % 2 == 0) (exists, id, terms) = _in(which, AgreementPhase.Binding);
        if (!exists || !_canSettle(id)) return;
        _offer(id, terms, shares, byTransaction);
        how = how / 2 % 7;
        uint256 party = which % terms.parties.length;
        if (how == 0) _retract(id, terms, party);
        if (how == 1 && AGREEMENTS.agreement(id).phase == AgreementPhase.Disputed) _proceed(id);
        uint256 citizenId = AGREEMENTS.agreement(id).parties[party].citizenId;
        if (how == 2 && citizenId != 0) CITIZENSHIP.move(citizenId, _newAccount());
        if (how == 3) time += 5 days;
        AgreementRecord memory record = AGREEMENTS.agreement(id);
        if (record.phase == AgreementPhase.Binding && how >= 4) {
            bool isOpen = record.declaredAt == 0 && time < terms.until;
            if (how != 4 && isOpen) _declare(id, terms, party);
            if (how == 4 && isOpen) time = terms.until;
            if (how == 5) time += terms.objectionPeriod;
        }
        vm.warp(++time);
        _take(_offers[_offers.length - 1]);
        _offers.pop();
    }

    function retractOffers(uint256 which, uint256 party) external timed {
        (bool exists, uint256 id, AgreementTerms memory terms) = _in(which, AgreementPhase.Binding);
        if (!exists || which % 3 == 0) (exists, id, terms) = _in(which, AgreementPhase.Disputed);
        if (exists) _retract(id, terms, party % terms.parties.length);
    }

    /// The court opens votes, counts them, or hears an appeal.
    function proceed(uint256 which) external timed {
        (bool exists, uint256 id,) = _in(which, AgreementPhase.Disputed);
        if (exists) _proceed(id);
    }

    /// A party moves its demand: towards the others', or as it likes.
    function concede(uint256 which, uint256 party, uint256 shares, bool fairly) external timed {
        (bool exists, uint256 id, AgreementTerms memory terms) = _in(which, AgreementPhase.Disputed);
        if (!exists) return;
        party %= terms.parties.length;
        uint256[] memory demand = _demands[id][party];
        if (demand.length == 0) return;
        uint256[] memory newDemand = _divide(terms.locks, shares);
        if (fairly) {
            newDemand = _demands[id][party];
            uint256 given = shares % (demand[party] + 1);
            newDemand[party] -= given;
            newDemand[(party + 1) % demand.length] += given;
        }
        vm.prank(_account(id, terms, party));
        try AGREEMENTS.concede(id, terms, party, demand, newDemand) {
            for (uint256 i = 0; i < demand.length; ++i) {
                hasRisen = hasRisen || (i == party ? newDemand[i] >= demand[i] : newDemand[i] < demand[i]);
            }
            _demands[id][party] = newDemand;
            ++conceded;
            if (AGREEMENTS.agreement(id).phase == AgreementPhase.Settled) _ended(id);
        } catch {}
    }

    function dispute(uint256 which, uint256 party, uint256 shares) external timed {
        (bool exists, uint256 id, AgreementTerms memory terms) = _in(which, AgreementPhase.Binding);
        if (exists) _dispute(id, terms, party % terms.parties.length, _divide(terms.locks, shares));
    }

    function answer(uint256 which, uint256 party, uint256 shares) external timed {
        (bool exists, uint256 id, AgreementTerms memory terms) = _in(which, AgreementPhase.Disputed);
        if (!exists) return;
        party %= terms.parties.length;
        AgreementRecord memory record = AGREEMENTS.agreement(id);
        if (time >= record.answersUntil || record.parties[party].demandHash != 0) return;
        _demands[id][party] = _divide(terms.locks, shares);
        vm.prank(_account(id, terms, party));
        AGREEMENTS.answer(id, terms, party, _demands[id][party], "why not");
        if (AGREEMENTS.agreement(id).phase == AgreementPhase.Settled) _ended(id);
    }

    function rule(uint256 which, uint256 ruling, bool delivered) external timed {
        (bool exists, uint256 id,) = _in(which, AgreementPhase.Disputed);
        if (!exists) return;
        uint256 caseId = AGREEMENTS.agreement(id).caseId;
        (,,, bool isSolved,,) = COURT.records(caseId);
        if (!isSolved) COURT.solve(caseId, ruling);
        if (delivered) _deliver(caseId);
    }

    /// Whatever time or a ruling allows.
    function carryOut(uint256 which) external timed {
        (bool exists, uint256 id, AgreementTerms memory terms) = _any(which);
        if (exists) _carryOut(id, terms);
    }

    function claim(uint256 asset, uint256 person) external timed {
        _claim(assetAt(asset), person % (people.length + CITIZENS + 1));
    }

    function move(uint256 citizen) external timed {
        address account = _newAccount();
        CITIZENSHIP.move(1 + citizen % CITIZENS, account);
    }

    function setTax(uint256 rate, bool exempt) external timed {
        COIN.setProvision("taxRate", rate % 20_01);
        COIN.setExemption(address(AGREEMENTS), exempt ? Exemption.Both : Exemption.None);
    }

    function setToll(uint256 toll) external timed {
        TOLL.setToll(toll % 3);
    }

    function pass(uint256 period) external timed {
        time += period % 2 days;
    }

    /* THE END */

    /// Brings every agreement to an end, and pays all that is owed.
    function finish() external {
        for (uint256 id = 1; id <= _terms.length; ++id) {
            AgreementTerms memory terms = _terms[id - 1];
            time += 30 days;
            vm.warp(time);
            if (AGREEMENTS.agreement(id).phase == AgreementPhase.Disputed) {
                uint256 caseId = AGREEMENTS.agreement(id).caseId;
                COURT.solve(caseId, id);
                _deliver(caseId);
            }
            _carryOut(id, terms);
        }
        for (uint256 asset = 0; asset < 3; ++asset) {
            for (uint256 person = 0; person < people.length + CITIZENS + 1; ++person) {
                _claim(assetAt(asset), person);
            }
        }
    }

    /* FOR THE INVARIANTS */

    function assetAt(uint256 which) public view returns (address) {
        if (which % 3 == 0) return address(0);
        return which % 3 == 1 ? address(COIN) : address(TOLL);
    }

    function balanceOf(address asset) public view returns (uint256) {
        return asset == address(0) ? address(AGREEMENTS).balance : IERC20(asset).balanceOf(address(AGREEMENTS));
    }

    /// What agreements that have not ended hold.
    function heldOf(address asset) external view returns (uint256 held) {
        for (uint256 id = 1; id <= _terms.length; ++id) {
            AgreementRecord memory record = AGREEMENTS.agreement(id);
            if (record.phase > AgreementPhase.Ruled) continue;
            for (uint256 i = 0; i < record.parties.length; ++i) {
                if (!record.parties[i].hasSigned) continue;
                if (_terms[id - 1].asset == asset) held += _terms[id - 1].locks[i];
                if (asset == address(0)) held += _terms[id - 1].feeLocks[i];
            }
            if (asset == address(0)) held -= _feesUsed[id];
        }
    }

    function owedOf(address asset) external view returns (uint256 owed) {
        owed = AGREEMENTS.owedTo(asset, TREASURY);
        for (uint256 i = 0; i < people.length; ++i) {
            owed += AGREEMENTS.owedTo(asset, people[i]);
        }
        for (uint256 citizenId = 1; citizenId <= CITIZENS; ++citizenId) {
            owed += AGREEMENTS.owedToCitizen(asset, citizenId);
        }
    }

    /* INTERNAL */

    function _sign(uint256 id, AgreementTerms memory terms, uint256 party, bool bySignature) private {
        address account = _account(id, terms, party);
        uint256 value = terms.feeLocks[party] + (terms.asset == address(0) ? terms.locks[party] : 0);
        bytes memory signature = bySignature ? _signature(id, terms, account) : bytes("");
        address sender = bySignature ? address(this) : account;
        vm.deal(sender, sender.balance + value);
        vm.prank(sender);
        try AGREEMENTS.sign{value: value}(id, terms, party, signature) {
            cameIn[terms.asset] += terms.locks[party];
            cameIn[address(0)] += terms.feeLocks[party];
        } catch {
            // What a token keeps back is the only thing that keeps a party from signing.
            vm.assertTrue(terms.asset == address(TOLL), "a party could not sign");
        }
    }

    function _dispute(uint256 id, AgreementTerms memory terms, uint256 party, uint256[] memory demand) private {
        AgreementRecord memory record = AGREEMENTS.agreement(id);
        bool isUndisputed = true;
        for (uint256 i = 0; i < record.parties.length; ++i) {
            isUndisputed = isUndisputed && record.parties[i].hasDeclared;
        }
        uint256 endsAt = record.declaredAt == 0 ? terms.until : record.declaredAt + terms.objectionPeriod;
        if (isUndisputed || time >= endsAt) return;
        _demands[id][party] = demand;
        address account = _account(id, terms, party);
        uint256 due = _price(id, terms, party, account);
        vm.deal(account, account.balance + due);
        vm.prank(account);
        uint256 caseId = AGREEMENTS.dispute{value: due}(id, terms, party, demand, "why");
        _bringers[caseId] = _personAt(account);
        cameIn[address(0)] += due;
        wentOut[address(0)] += COURT.COST();
    }

    /// AGR-10: the price is that of the person's next open case.
    function _price(uint256 id, AgreementTerms memory terms, uint256 party, address account)
        private
        returns (uint256 due)
    {
        uint256 cost = COURT.COST();
        uint256 used = _sumOf(terms.feeLocks);
        if (used > cost) used = cost;
        uint256 count = _openCases[_personAt(account)]++;
        due = AGREEMENTS.disputeCost(id, terms, party);
        hasMispriced = hasMispriced || due != cost * 2 ** count - used;
        if (count != 0) ++repeated;
        _feesUsed[id] = used;
    }

    function _personAt(address account) private view returns (uint256) {
        uint256 citizenId = CITIZENSHIP.citizenOf(account);
        return citizenId == 0 ? uint160(account) : citizenId;
    }

    function _deliver(uint256 caseId) private {
        COURT.deliver(caseId);
        --_openCases[_bringers[caseId]];
    }

    function _declare(uint256 id, AgreementTerms memory terms, uint256 party) private {
        vm.prank(_account(id, terms, party));
        AGREEMENTS.declarePerformed(id, terms, party, "done");
        ++_eras[id];
    }

    /// AGR-9: what fee locks have left is handed out, and a winner gets at most its own and one fee.
    function _divideRuled(uint256 id, AgreementTerms memory terms, AgreementRecord memory record) private {
        uint256[] memory before = _owedInWei(terms, record);
        AGREEMENTS.divide(id, terms, record.ruling == 0 ? new uint256[](0) : _demands[id][record.ruling - 1]);
        if (terms.asset == address(0)) return;
        uint256[] memory later = _owedInWei(terms, record);
        uint256 sum = 0;
        for (uint256 i = 0; i < later.length; ++i) {
            uint256 got = later[i] - before[i];
            sum += got;
            bool isWinner = record.ruling == i + 1 && _demands[id][i].length != 0;
            hasMisshared = hasMisshared || got > terms.feeLocks[i] + (isWinner ? COURT.COST() : 0);
            if (got > terms.feeLocks[i]) ++compensated;
        }
        hasMisshared = hasMisshared || sum != _sumOf(terms.feeLocks) - _feesUsed[id];
    }

    function _owedInWei(AgreementTerms memory terms, AgreementRecord memory record)
        private
        view
        returns (uint256[] memory owed)
    {
        owed = new uint256[](terms.parties.length);
        for (uint256 i = 0; i < owed.length; ++i) {
            uint256 citizenId = record.parties[i].citizenId;
            owed[i] = citizenId == 0
                ? AGREEMENTS.owedTo(address(0), terms.parties[i])
                : AGREEMENTS.owedToCitizen(address(0), citizenId);
        }
    }

    function _sumOf(uint256[] memory amounts) private pure returns (uint256 sum) {
        for (uint256 i = 0; i < amounts.length; ++i) {
            sum += amounts[i];
        }
    }

    function _carryOut(uint256 id, AgreementTerms memory terms) private {
        AgreementRecord memory record = AGREEMENTS.agreement(id);
        if (record.phase == AgreementPhase.Ruled) {
            _divideRuled(id, terms, record);
        } else if (record.phase == AgreementPhase.Open && time >= terms.signBy) {
            AGREEMENTS.lapse(id, terms);
        } else if (record.phase == AgreementPhase.Binding && record.declaredAt == 0 && time >= terms.until) {
            AGREEMENTS.lapse(id, terms);
        } else if (
            record.phase == AgreementPhase.Binding && record.declaredAt != 0
                && time >= record.declaredAt + terms.objectionPeriod
        ) {
            AGREEMENTS.complete(id, terms);
        } else {
            return;
        }
        _ended(id);
    }

    function _claim(address asset, uint256 person) private {
        if (person <= people.length) {
            address account = person == people.length ? TREASURY : people[person];
            if (AGREEMENTS.owedTo(asset, account) != 0) wentOut[asset] += AGREEMENTS.claim(asset, account);
            return;
        }
        uint256 citizenId = person - people.length;
        if (AGREEMENTS.owedToCitizen(asset, citizenId) == 0) return;
        wentOut[asset] += AGREEMENTS.claimForCitizen(asset, citizenId);
    }

    function _ended(uint256 id) private {
        ++divisions[id];
        ++ended[AGREEMENTS.agreement(id).phase];
    }

    function _newAccount() private returns (address account) {
        uint256 key = 1000 + ++_keys[address(0)];
        account = vm.addr(key);
        _keys[account] = key;
        COIN.transfer(account, 1e20);
        TOLL.mint(account, 1e20);
        vm.prank(account);
        COIN.approve(address(AGREEMENTS), type(uint256).max);
        vm.prank(account);
        TOLL.approve(address(AGREEMENTS), type(uint256).max);
    }

    function _signature(uint256 id, AgreementTerms memory terms, address account) private view returns (bytes memory) {
        return _signed(account, keccak256(abi.encode(SIGNATURE_TYPEHASH, account, AGREEMENTS.hashOf(id, terms))));
    }

    function _signed(address account, bytes32 structHash) private view returns (bytes memory) {
        bytes32 domain = separatorOf("Agreements", address(AGREEMENTS));
        (uint8 v, bytes32 r, bytes32 s) =
            vm.sign(_keys[account], keccak256(abi.encodePacked(hex"1901", domain, structHash)));
        return abi.encodePacked(r, s, v);
    }

    function _offer(uint256 id, AgreementTerms memory terms, uint256 shares, uint256 byTransaction) private {
        Offer storage given = _offers.push();
        given.id = id;
        given.era = _eras[id];
        given.settlement = _settlement(id, _divide(terms.locks, shares));
        for (uint256 i = 0; i < terms.parties.length; ++i) {
            address account = _account(id, terms, i);
            given.accounts.push(account);
            if (i == 0 || byTransaction >> i & 1 == 0) {
                given.signatures.push(_approval(id, terms, given.settlement, account));
                continue;
            }
            given.signatures.push("");
            if (AGREEMENTS.approvalsOf(id, terms, given.settlement)[i]) continue;
            vm.prank(account);
            AGREEMENTS.settle(id, terms, given.settlement, new bytes[](terms.parties.length));
        }
    }

    /// AGR-4: an offer binds exactly if nothing has ended it.
    function _take(Offer storage given) private {
        AgreementTerms memory terms = _terms[given.id - 1];
        bool stands = _canSettle(given.id) && given.era == _eras[given.id] && time < given.settlement.validUntil;
        for (uint256 i = 0; i < terms.parties.length; ++i) {
            stands = stands && given.accounts[i] == _account(given.id, terms, i);
        }
        try AGREEMENTS.settle(given.id, terms, given.settlement, given.signatures) returns (bool settled) {
            if (!settled) return;
            hasBoundLate = hasBoundLate || !stands;
            ++taken;
            _ended(given.id);
        } catch {
            hasFailedEarly = hasFailedEarly || stands;
            ++refused;
        }
    }

    function _retract(uint256 id, AgreementTerms memory terms, uint256 party) private {
        vm.prank(_account(id, terms, party));
        AGREEMENTS.retractOffers(id, terms, party);
        ++_eras[id];
    }

    /// Votes are not opened before demands have stopped moving.
    function _proceed(uint256 id) private {
        AgreementRecord memory record = AGREEMENTS.agreement(id);
        if (time < record.movesUntil) time = record.movesUntil;
        vm.warp(time);
        COURT.advance(record.caseId);
        (,,,,, uint256 steps) = COURT.records(record.caseId);
        if (steps % 3 != 0) ++_eras[id];
    }

    function _settlement(uint256 id, uint256[] memory division) private view returns (Settlement memory) {
        return Settlement(division, uint40(time), uint40(time + 5 days), uint48(AGREEMENTS.offerNonce(id)));
    }

    function _approval(uint256 id, AgreementTerms memory terms, Settlement memory settlement, address account)
        private
        view
        returns (bytes memory)
    {
        return _signed(
            account,
            keccak256(
                abi.encode(
                    SETTLEMENT_TYPEHASH,
                    id,
                    account,
                    terms.asset,
                    keccak256(abi.encodePacked(terms.parties)),
                    keccak256(abi.encodePacked(settlement.division)),
                    settlement.validFrom,
                    settlement.validUntil,
                    settlement.nonce
                )
            )
        );
    }

    function _any(uint256 which) private view returns (bool exists, uint256 id, AgreementTerms memory terms) {
        if (_terms.length == 0) return (false, 0, terms);
        id = 1 + which % _terms.length;
        return (true, id, _terms[id - 1]);
    }

    /// The next agreement in that phase.
    function _in(uint256 which, AgreementPhase phase)
        private
        view
        returns (bool exists, uint256 id, AgreementTerms memory terms)
    {
        for (uint256 i = 0; i < _terms.length; ++i) {
            id = 1 + (which % _terms.length + i) % _terms.length;
            if (AGREEMENTS.agreement(id).phase == phase) return (true, id, _terms[id - 1]);
        }
    }

    function _canSettle(uint256 id) private view returns (bool) {
        AgreementRecord memory record = AGREEMENTS.agreement(id);
        (,, uint256 endsAt, bool isSolved,, uint256 steps) = COURT.records(record.caseId);
        bool isDue = isSolved || (steps % 3 != 0 && time >= endsAt);
        if (record.phase == AgreementPhase.Binding) return !_isDecided(record, _terms[id - 1]);
        return record.phase == AgreementPhase.Disputed && !isDue;
    }

    /// By all, or by the clock.
    function _isDecided(AgreementRecord memory record, AgreementTerms memory terms) private view returns (bool) {
        if (record.declaredAt == 0) return time >= terms.until;
        bool byAll = true;
        for (uint256 i = 0; i < record.parties.length; ++i) {
            byAll = byAll && record.parties[i].hasDeclared;
        }
        return byAll || time >= record.declaredAt + terms.objectionPeriod;
    }

    function _account(uint256 id, AgreementTerms memory terms, uint256 party) private view returns (address) {
        return AGREEMENTS.accountOf(id, terms, party);
    }

    /// A division of the same sum.
    function _divide(uint256[] memory locks, uint256 shares) private pure returns (uint256[] memory division) {
        division = new uint256[](locks.length);
        uint256 rest = 0;
        for (uint256 i = 0; i < locks.length; ++i) {
            rest += locks[i];
        }
        for (uint256 i = 1; i < locks.length; ++i) {
            division[i] = uint64(shares >> (64 * (i - 1))) % (rest + 1);
            rest -= division[i];
        }
        division[0] = rest;
    }
}

contract AgreementsInvariants is ForgeTest {
    string private constant AGR_1 =
        "AGR-1: of each asset, what was locked is what agreements hold, what is owed, and what was claimed";
    string private constant AGR_2 = "AGR-2: the collateral of an agreement is divided once";
    string private constant AGR_3 = "AGR-3: every agreement can reach an end by someone's act from any state";

    string private constant AGR_4 = "AGR-4: no offer binds after it was withdrawn or a ruling was given";
    string private constant AGR_9 =
        "AGR-9: fee locks are handed out to the wei, a winner gets its own and one fee at most";
    string private constant AGR_10 = "AGR-10: a person's k-th open case costs 2^(k-1) times the price";
    string private constant AGR_6 = "AGR-6: a demand changes in the others' favour alone";

    AgreementsHandler private _handler;
    Agreements private _agreements;

    function setUp() public {
        _handler = new AgreementsHandler();
        _agreements = _handler.AGREEMENTS();
        bytes4[] memory selectors = new bytes4[](22);
        selectors[0] = AgreementsHandler.open.selector;
        selectors[1] = AgreementsHandler.sign.selector;
        selectors[2] = AgreementsHandler.decline.selector;
        selectors[3] = AgreementsHandler.declarePerformed.selector;
        selectors[4] = AgreementsHandler.settle.selector;
        selectors[5] = AgreementsHandler.dispute.selector;
        selectors[6] = AgreementsHandler.answer.selector;
        selectors[7] = AgreementsHandler.rule.selector;
        selectors[8] = AgreementsHandler.carryOut.selector;
        selectors[9] = AgreementsHandler.claim.selector;
        selectors[10] = AgreementsHandler.move.selector;
        selectors[11] = AgreementsHandler.setTax.selector;
        selectors[12] = AgreementsHandler.setToll.selector;
        selectors[13] = AgreementsHandler.pass.selector;
        selectors[14] = AgreementsHandler.perform.selector;
        selectors[15] = AgreementsHandler.offer.selector;
        selectors[16] = AgreementsHandler.take.selector;
        selectors[17] = AgreementsHandler.retractOffers.selector;
        selectors[18] = AgreementsHandler.proceed.selector;
        selectors[19] = AgreementsHandler.concede.selector;
        // Twice as often, so that offers of every kind are met often.
        selectors[20] = AgreementsHandler.outlive.selector;
        selectors[21] = AgreementsHandler.outlive.selector;
        targetContract(address(_handler));
        targetSelector(address(_handler), selectors);
    }

    /// AGR-1: of each asset, what was locked is what agreements hold, what is owed, and what was claimed.
    function invariant_AGR_1_collateralIsConserved() public view {
        for (uint256 i = 0; i < 3; ++i) {
            address asset = _handler.assetAt(i);
            uint256 balance = _handler.balanceOf(asset);
            vm.assertEq(balance, _handler.cameIn(asset) - _handler.wentOut(asset), AGR_1);
            vm.assertEq(balance, _handler.heldOf(asset) + _handler.owedOf(asset), AGR_1);
        }
    }

    /// AGR-2: the collateral of an agreement is divided once.
    function invariant_AGR_2_dividedOnce() public view {
        for (uint256 id = 1; id <= _agreements.agreementCount(); ++id) {
            bool hasEnded = _agreements.agreement(id).phase > AgreementPhase.Ruled;
            vm.assertEq(_handler.divisions(id), hasEnded ? 1 : 0, AGR_2);
        }
    }

    /// AGR-4: no offer binds after it was withdrawn or a ruling was given. One that stands binds.
    function invariant_AGR_4_consentEnds() public view {
        vm.assertTrue(!_handler.hasBoundLate(), AGR_4);
        vm.assertTrue(!_handler.hasFailedEarly(), "an offer that stands did not bind");
    }

    /// AGR-9: fee locks are handed out to the wei. The losers together pay the winner one instance's fee at most.
    function invariant_AGR_9_feesAreShared() public view {
        vm.assertTrue(!_handler.hasMisshared(), AGR_9);
    }

    /// AGR-10: a person's k-th open case costs 2^(k-1) times the court's price.
    function invariant_AGR_10_caseHasItsPrice() public view {
        vm.assertTrue(!_handler.hasMispriced(), AGR_10);
    }

    /// AGR-6: a demand changes in the others' favour alone.
    function invariant_AGR_6_demandsMoveTogether() public view {
        vm.assertTrue(!_handler.hasRisen(), AGR_6);
    }

    /// AGR-3: every agreement can reach an end by someone's act from any state. AGR-1: then all that came in went out.
    function afterInvariant() public {
        _handler.finish();
        for (uint256 id = 1; id <= _agreements.agreementCount(); ++id) {
            vm.assertTrue(_agreements.agreement(id).phase > AgreementPhase.Ruled, AGR_3);
        }
        for (uint256 i = 0; i < 3; ++i) {
            vm.assertEq(_handler.balanceOf(_handler.assetAt(i)), 0, AGR_1);
        }
    }
}
