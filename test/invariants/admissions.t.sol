// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Admissions} from "../../contracts/admissions/Admissions.sol";
import {Application, ApplicationView, Phase, ValidatorView} from "../../contracts/admissions/IAdmissions.sol";
import {CitizenRecord, ICitizenship, Standing} from "../../contracts/citizenship/ICitizenship.sol";
import {ProvisionTerms} from "../../contracts/kernel/IProvisions.sol";
import {INation} from "../../contracts/nation/INation.sol";
import {Ground, Outcome} from "../../contracts/tribunal/ITribunal.sol";
import {TribunalStub} from "../mocks/TribunalStub.sol";
import {ForgeTest} from "./support/ForgeTest.sol";

uint256 constant VALIDATORS = 6;
uint256 constant STRANGERS = 6;
uint256 constant PERSONS = 3;
uint256 constant NEEDED = 2;

/// A register of citizens, without a brake: whoever asks may be admitted, moved, removed and restored.
contract AdmissionsCitizens {
    mapping(uint256 citizenId => CitizenRecord) private _citizens;
    mapping(address account => uint256) public citizenOf;
    mapping(address account => uint256) public admissionNonce;
    uint256 public lastCitizenId;

    function admit(address account) public returns (uint256 citizenId) {
        require(citizenOf[account] == 0, "citizen already");
        citizenId = ++lastCitizenId;
        uint40 wakesAt = uint40(block.timestamp + 30 days);
        _citizens[citizenId] =
            CitizenRecord(account, uint40(block.timestamp), wakesAt, type(uint40).max, Standing.Active, 0, false);
        _hold(account, citizenId);
    }

    function wake(uint256 citizenId) external {
        _citizens[citizenId].wakesAt = uint40(block.timestamp);
    }

    function end(uint256 citizenId, Standing standing) external {
        _citizens[citizenId].standing = standing;
        _hold(_citizens[citizenId].holder, 0);
    }

    function restore(uint256 citizenId) external returns (bool) {
        CitizenRecord storage record = _citizens[citizenId];
        if (citizenOf[record.holder] != 0) return false;
        record.standing = Standing.Active;
        _hold(record.holder, citizenId);
        return true;
    }

    function move(uint256 citizenId, address account) external {
        if (citizenOf[account] != 0) return;
        _hold(_citizens[citizenId].holder, 0);
        _citizens[citizenId].holder = account;
        _hold(account, citizenId);
    }

    function citizen(uint256 citizenId) external view returns (CitizenRecord memory) {
        return _citizens[citizenId];
    }

    function isActive(uint256 citizenId) external view returns (bool) {
        CitizenRecord storage record = _citizens[citizenId];
        return record.standing == Standing.Active && block.timestamp >= record.wakesAt;
    }

    function holderOf(uint256 citizenId) external view returns (address) {
        return _citizens[citizenId].holder;
    }

    function _hold(address account, uint256 citizenId) private {
        citizenOf[account] = citizenId;
        ++admissionNonce[account];
    }
}

/// Lets one account do everything.
contract AdmissionsAuthority {
    address private immutable GOVERNMENT;

    constructor(address government) {
        GOVERNMENT = government;
    }

    function canCall(address caller, address, bytes4) external view returns (bool immediate, uint32 delay) {
        return (caller == GOVERNMENT, 0);
    }
}

/// A directory with a tribunal alone.
contract AdmissionsNation {
    address private immutable TRIBUNAL;

    constructor(address tribunal) {
        TRIBUNAL = tribunal;
    }

    function institution(bytes32) external view returns (address) {
        return TRIBUNAL;
    }
}

/// Strangers who apply with the digests of fewer persons, validators who decide, rulings, recoveries, and a government.
contract AdmissionsHandler is ForgeTest {
    Admissions public immutable INSTITUTION;
    AdmissionsCitizens public immutable CITIZENS;
    TribunalStub private immutable TRIBUNAL;

    Application[] private _filed;
    mapping(uint256 citizenId => uint256) private _filedAs;
    /// By application, the numbers under which validators attested.
    mapping(bytes32 applicationId => uint256[]) private _attestedBy;
    /// By citizen, the case that ended the citizenship; the case's number is the citizen's.
    mapping(uint256 citizenId => bool) private _isOverturnable;
    uint256 private _now = 1_800_000_000;
    uint256 public admitted;

    constructor() {
        CITIZENS = new AdmissionsCitizens();
        TRIBUNAL = new TribunalStub();
        ProvisionTerms[] memory terms = new ProvisionTerms[](13);
        uint64[13] memory values = [uint64(2), 20, 30, 5, 2, 4, 3, 50, 100, 60, 75_00, 1, 1];
        for (uint256 i = 0; i < 13; ++i) {
            terms[i] = ProvisionTerms(values[i], i == 4 ? 2 : 0, i == 4 ? 5 : 10_000);
        }
        INSTITUTION = new Admissions(
            address(new AdmissionsAuthority(address(this))),
            ICitizenship(address(CITIZENS)),
            INation(address(new AdmissionsNation(address(TRIBUNAL)))),
            vm.addr(1000),
            terms
        );
        vm.warp(_now);
        for (uint256 i = 0; i < VALIDATORS; ++i) {
            uint256 citizenId = CITIZENS.admit(_validator(i));
            CITIZENS.wake(citizenId);
            INSTITUTION.accredit(citizenId);
            vm.deal(_validator(i), 100 ether);
            _payBond(i);
        }
        for (uint256 i = 0; i < STRANGERS; ++i) {
            vm.deal(_stranger(i), 100 ether);
        }
    }

    function applyWith(uint256 who, uint256 person, uint256 dossier) external {
        _pass(dossier);
        address applicant = _stranger(who);
        uint256 nonce = CITIZENS.admissionNonce(applicant);
        bytes32 uniqueness = _digest(person);
        vm.prank(applicant);
        try INSTITUTION.applyForAdmission{value: 22 gwei}(bytes32(dossier), uniqueness) {
            _filed.push(Application(applicant, applicant, nonce, bytes32(dossier), uniqueness));
        } catch {}
    }

    function attest(uint256 which, uint256 who) external {
        if (_filed.length == 0) return;
        _attest(INSTITUTION.idOf(_at(which)), who);
    }

    /// Most applications are decided in one go, or few would ever be admitted.
    function decide(uint256 which, uint256 first) external {
        if (_filed.length == 0) return;
        bytes32 applicationId = INSTITUTION.idOf(_at(which));
        for (uint256 i = 0; i < NEEDED; ++i) {
            _attest(applicationId, first % VALIDATORS + i);
        }
    }

    function refuse(uint256 which, uint256 who) external {
        if (_filed.length == 0) return;
        vm.prank(_validator(who));
        try INSTITUTION.refuse(_at(which), bytes32(0)) {} catch {}
    }

    function withdraw(uint256 which) external {
        if (_filed.length == 0) return;
        Application memory application = _at(which);
        vm.prank(application.applicant);
        try INSTITUTION.withdraw(application) {} catch {}
    }

    function expire(uint256 which) external {
        if (_filed.length == 0) return;
        try INSTITUTION.expire(_at(which)) {} catch {}
    }

    function admit(uint256 which) external {
        if (_filed.length == 0) return;
        _admit(_at(which), which % _filed.length + 1);
    }

    function settle(uint256 which) external {
        if (_filed.length == 0) return;
        try INSTITUTION.settle(_at(which)) {} catch {}
    }

    /// Of those admitted here, so that something comes of it.
    function end(uint256 which, uint256 how) external {
        (uint256 citizenId, bool isHeld) = _newcomer(which);
        if (!isHeld) return;
        CITIZENS.end(citizenId, how % 3 == 0 ? Standing.Renounced : Standing.Revoked);
        if (how % 3 == 0) return;
        TRIBUNAL.setGranted(citizenId, citizenId, how % 5 == 0 ? Ground.Deceased : Ground.FalseDossier, vm.addr(999), 0);
        _isOverturnable[citizenId] = how % 3 == 1;
        if (how % 3 == 1) TRIBUNAL.setReopenableUntil(citizenId, type(uint40).max);
    }

    /// A ruling that is not final may be overturned, at any time.
    function overturn(uint256 which) external {
        (uint256 citizenId, bool isHeld) = _newcomer(which);
        if (!isHeld) _overturn(citizenId);
    }

    /// Whoever was a citizen comes back at once, moves to another key, and has the ruling overturned.
    function comeBack(uint256 which, uint256 who) external {
        (uint256 citizenId, bool isHeld) = _newcomer(which);
        if (isHeld || _filedAs[citizenId] == 0) return;
        address holder = CITIZENS.citizen(citizenId).holder;
        Application memory application = Application(
            holder,
            holder,
            CITIZENS.admissionNonce(holder),
            keccak256(abi.encode(_filed.length)),
            _filed[_filedAs[citizenId] - 1].uniqueness
        );
        vm.prank(holder);
        try INSTITUTION.applyForAdmission{value: 22 gwei}(application.dossier, application.uniqueness) {
            _filed.push(application);
        } catch {
            return;
        }
        for (uint256 i = 0; i < VALIDATORS; ++i) {
            _attest(INSTITUTION.idOf(application), i);
        }
        _admit(application, _filed.length);
        uint256 newId = CITIZENS.citizenOf(holder);
        if (newId != 0) CITIZENS.move(newId, _stranger(who));
        _overturn(citizenId);
    }

    function recover(uint256 which, uint256 who) external {
        (uint256 citizenId, bool isHeld) = _newcomer(which);
        if (isHeld) CITIZENS.move(citizenId, _stranger(who));
    }

    function proveFalse(uint256 which) external {
        if (_filed.length == 0) return;
        Application memory application = _at(which);
        uint256 citizenId = INSTITUTION.applicationOf(INSTITUTION.idOf(application)).citizenId;
        try INSTITUTION.proveFalse(application, citizenId) {} catch {}
    }

    function letReturn(uint256 person, uint256 how) external {
        bytes32 digest = _digest(person);
        if (how % 2 == 0) {
            try INSTITUTION.freeDigest(digest) {} catch {}
        } else {
            try INSTITUTION.allowReturn(digest, INSTITUTION.digestOf(digest).citizenId) {} catch {}
        }
    }

    function dismiss(uint256 who) external {
        uint256 citizenId = who % VALIDATORS + 1;
        try INSTITUTION.dismiss(citizenId) {} catch {}
    }

    function accredit(uint256 who) external {
        uint256 citizenId = who % VALIDATORS + 1;
        INSTITUTION.accredit(citizenId);
        _payBond(who);
    }

    function returnBond(uint256 number, uint256 pause) external {
        _pass(pause);
        try INSTITUTION.returnBond(number % 40) {} catch {}
    }

    function claim(uint256 who) external {
        try INSTITUTION.claim(address(0), who % 2 == 0 ? _stranger(who) : vm.addr(who % 3 == 0 ? 1000 : 999)) {}
            catch {}
        uint256 citizenId = who % (CITIZENS.lastCitizenId() + 1);
        try INSTITUTION.claimForCitizen(address(0), citizenId) {} catch {}
    }

    /// How many citizenships are held that were admitted under a digest.
    function heldUnder(uint256 person) external view returns (uint256 held) {
        for (uint256 id = VALIDATORS + 1; id <= CITIZENS.lastCitizenId(); ++id) {
            if (_filedAs[id] == 0 || _filed[_filedAs[id] - 1].uniqueness != _digest(person)) continue;
            if (CITIZENS.citizen(id).standing == Standing.Active) ++held;
        }
    }

    /// All that the institution owes, or holds for somebody.
    function liabilities() external view returns (uint256 sum) {
        for (uint256 i = 0; i < _filed.length; ++i) {
            ApplicationView memory found = INSTITUTION.applicationOf(INSTITUTION.idOf(_filed[i]));
            if (found.phase == Phase.Open || found.phase == Phase.Admitted) sum += found.fee + found.bond;
        }
        for (uint256 number = 1; INSTITUTION.validatorAt(number).citizenId != 0; ++number) {
            sum += INSTITUTION.validatorAt(number).bond;
        }
        for (uint256 i = 0; i < STRANGERS; ++i) {
            sum += INSTITUTION.owedTo(address(0), _stranger(i));
        }
        sum += INSTITUTION.owedTo(address(0), vm.addr(999)) + INSTITUTION.owedTo(address(0), vm.addr(1000));
        for (uint256 id = 1; id <= CITIZENS.lastCitizenId(); ++id) {
            sum += INSTITUTION.owedToCitizen(address(0), id);
        }
    }

    /// What the open attestations of all validators should be, and are.
    function openAttestations() external view returns (uint256 expected, uint256 found) {
        for (uint256 i = 0; i < _filed.length; ++i) {
            ApplicationView memory one = INSTITUTION.applicationOf(INSTITUTION.idOf(_filed[i]));
            if (one.phase == Phase.Open || one.phase == Phase.Admitted) expected += one.validatorIds.length;
        }
        for (uint256 number = 1; INSTITUTION.validatorAt(number).citizenId != 0; ++number) {
            found += INSTITUTION.validatorAt(number).openAttestations;
        }
    }

    function _attest(bytes32 applicationId, uint256 who) private {
        vm.prank(_validator(who));
        try INSTITUTION.attest(applicationId) {
            _attestedBy[applicationId].push(INSTITUTION.validatorOf(who % VALIDATORS + 1).number);
        } catch {}
    }

    /// `place` counts applications from 1.
    function _admit(Application memory application, uint256 place) private {
        bytes32 applicationId = INSTITUTION.idOf(application);
        uint256[] storage numbers = _attestedBy[applicationId];
        uint256 counted;
        for (uint256 i = 0; i < numbers.length; ++i) {
            if (!INSTITUTION.validatorAt(numbers[i]).isDisowned) ++counted;
        }
        try INSTITUTION.admit(application, 0, "") returns (uint256 citizenId) {
            ++admitted;
            _filedAs[citizenId] = place;
            // ID-3: nobody is admitted to whom fewer validators attested.
            vm.assertTrue(counted >= NEEDED);
        } catch {}
    }

    function _overturn(uint256 citizenId) private {
        if (!_isOverturnable[citizenId]) return;
        if (CITIZENS.restore(citizenId)) TRIBUNAL.setOutcome(citizenId, Outcome.Reopened);
    }

    function _payBond(uint256 who) private {
        ValidatorView memory found = INSTITUTION.validatorOf(who % VALIDATORS + 1);
        uint256 missing = found.bond < 50 gwei ? 50 gwei - found.bond : 0;
        vm.prank(_validator(who));
        INSTITUTION.payBond{value: missing}();
    }

    function _newcomer(uint256 which) private view returns (uint256 citizenId, bool isHeld) {
        uint256 count = CITIZENS.lastCitizenId() - VALIDATORS;
        if (count == 0) return (0, false);
        citizenId = VALIDATORS + 1 + which % count;
        isHeld = CITIZENS.citizen(citizenId).standing == Standing.Active;
    }

    function _at(uint256 which) private view returns (Application memory) {
        return _filed[which % _filed.length];
    }

    function _pass(uint256 pause) private {
        _now += pause % 5 days;
        vm.warp(_now);
    }

    function _digest(uint256 person) private pure returns (bytes32) {
        return bytes32(person % PERSONS + 1);
    }

    function _validator(uint256 who) private pure returns (address) {
        return vm.addr(who % VALIDATORS + 1);
    }

    function _stranger(uint256 who) private pure returns (address) {
        return vm.addr(who % STRANGERS + 101);
    }
}

contract AdmissionsInvariantTest is ForgeTest {
    AdmissionsHandler private _handler;

    function setUp() external {
        _handler = new AdmissionsHandler();
        targetContract(address(_handler));
    }

    /// ID-1: at most one citizenship is held that was admitted under a uniqueness digest.
    function invariant_oneCitizenshipForADigest() external view {
        for (uint256 person = 0; person < PERSONS; ++person) {
            vm.assertTrue(_handler.heldUnder(person) <= 1);
        }
    }

    /// ID-2: what is held is what is owed: bonds and fees, validators' bonds, and credits.
    function invariant_heldIsOwed() external view {
        vm.assertEq(address(_handler.INSTITUTION()).balance, _handler.liabilities());
    }

    /// VALID-1: at most 16 validators are in office, and the open attestations are those of applications that are not settled.
    function invariant_openAttestations() external view {
        (uint256 expected, uint256 found) = _handler.openAttestations();
        vm.assertEq(expected, found);
        vm.assertTrue(_handler.INSTITUTION().validators().length <= 16);
    }
}
