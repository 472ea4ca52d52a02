// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {CitizenRecord, ICitizenship, Standing} from "../citizenship/ICitizenship.sol";
import {Payouts} from "../kernel/Payouts.sol";
import {AdmissionsProvisions} from "./AdmissionsProvisions.sol";
import {Deciders} from "./Deciders.sol";
import {IAdmissions, ValidatorView} from "./IAdmissions.sol";
import {ValidatorWord, toValidatorWord} from "./ValidatorWord.sol";

/// @title  Validators
/// @notice The citizens who may attest to applications, each with a term, a bond, and a bounded number of open attestations.
/// @dev INVARIANTS   VALID-1 [seats]: at most 16 validators are in office, each in one seat, so that all can be counted at once.
///                   VALID-2: a bond leaves only to its citizen, after the liability, or to the treasury for a false admission.
///
///      LIMITS       An attestation counts no more once another validator took the seat of who resigned, or whose term ended: an
///                   emptied seat is taken first. There are 65,535 accreditations in all, and an unfilled term that is extended is no new one. A validator who
///                   lapses, or is suspended, keeps the seat.
abstract contract Validators is AdmissionsProvisions, Payouts {
    /// @dev How many validators can be in office at once: the greatest number that two words hold.
    uint256 internal constant SEATS = 16;
    uint256 private constant WIDTH = 16;
    uint256 private constant MASK = type(uint16).max;

    ICitizenship internal immutable CITIZENSHIP;
    address internal immutable TREASURY;

    mapping(uint256 number => ValidatorWord) internal _validators;
    mapping(uint256 citizenId => uint256) private _numberOf;
    uint16 private _lastNumber;

    // [seats]: 16 numbers, and the days on which their terms end.
    uint256 private _seatNumbers;
    uint256 private _seatEnds;

    constructor(ICitizenship citizenship, address treasury) {
        CITIZENSHIP = citizenship;
        TREASURY = treasury;
    }

    /* ACCREDITING */

    /// @inheritdoc IAdmissions
    function accredit(uint256 citizenId) external restricted returns (uint256 number) {
        require(CITIZENSHIP.isActive(citizenId), Admissions_NotActive(citizenId));
        number = _numberOf[citizenId];
        if (number == 0 || _validators[number].isDisowned()) {
            number = ++_lastNumber;
            _numberOf[citizenId] = number;
            _validators[number] = toValidatorWord(citizenId);
        }
        uint256 lastDay = Math.ceilDiv(block.timestamp + _period(ACCREDITATION_TERM), 1 days);
        _sit(number, lastDay);
        _validators[number] = _validators[number].withUntil(lastDay * 1 days);
        emit ValidatorAccredited(citizenId, number, lastDay * 1 days);
    }

    /// @inheritdoc IAdmissions
    function dismiss(uint256 citizenId) external restricted {
        uint256 number = _numberOf[citizenId];
        // Also one who has resigned, or whose term is over: what they attested would count on.
        require(number != 0 && !_validators[number].isDisowned(), Admissions_NotInOffice(citizenId));
        _validators[number] = _validators[number].disowned();
        _endTerm(number, 0);
        emit ValidatorDismissed(citizenId, number);
    }

    /// @inheritdoc IAdmissions
    function resign() external {
        uint256 citizenId = CITIZENSHIP.citizenOf(msg.sender);
        uint256 number = _requireInOffice(citizenId);
        _endTerm(number, number);
        emit ValidatorResigned(citizenId, number);
    }

    /* BONDS */

    /// @inheritdoc IAdmissions
    function payBond() external payable {
        uint256 citizenId = CITIZENSHIP.citizenOf(msg.sender);
        uint256 number = _requireInOffice(citizenId);
        ValidatorWord word = _validators[number];
        uint256 bond = Math.max(_current(VALIDATOR_BOND), word.bond());
        uint256 missing = (bond - word.bond()) * 1 gwei;
        require(msg.value == missing, Admissions_WrongPayment(msg.value, missing));

        _validators[number] = word.withBond(bond);
        emit ValidatorBondPaid(citizenId, number, missing, bond * 1 gwei);
    }

    /// @inheritdoc IAdmissions
    function returnBond(uint256 number) external {
        ValidatorWord word = _validators[number];
        (uint256 lockedUntil, uint256 open) = (word.until(), word.openAttestations());
        uint256 attestedAt = word.lastAttestedAt();
        if (attestedAt != 0) lockedUntil = Math.max(lockedUntil, attestedAt + _period(LIABILITY));
        require(block.timestamp >= lockedUntil && open == 0, Admissions_BondLocked(number, open, lockedUntil));
        uint256 bond = word.bond() * 1 gwei;
        require(bond != 0, Admissions_NoBond(number));

        uint256 citizenId = word.citizenId();
        _validators[number] = word.withBond(0);
        _credit(address(0), address(0), citizenId, bond);
        emit ValidatorBondReturned(citizenId, number, bond);
    }

    /* READING */

    /// @inheritdoc IAdmissions
    function validatorOf(uint256 citizenId) external view returns (ValidatorView memory) {
        return _viewOf(_numberOf[citizenId]);
    }

    /// @inheritdoc IAdmissions
    function validatorAt(uint256 number) external view returns (ValidatorView memory) {
        return _viewOf(number);
    }

    /// @inheritdoc IAdmissions
    function validators() external view returns (ValidatorView[] memory views) {
        uint256 found;
        views = new ValidatorView[](_countInOffice());
        for (uint256 seat = 0; seat < SEATS; ++seat) {
            if (_isTaken(_seatEnds, seat)) views[found++] = _viewOf(_wordAt(_seatNumbers, seat));
        }
    }

    /* FOR APPLICATIONS */

    /// @dev A validator who may decide now, and the account that holds the citizenship. The bond is in gwei. A vote that others put to
    /// sleep is awake when it can be woken.
    function _requireValidator(uint256 number, uint256 bond)
        internal
        view
        returns (ValidatorWord word, address holder)
    {
        word = _validators[number];
        uint256 citizenId = word.citizenId();
        CitizenRecord memory citizen = CITIZENSHIP.citizen(citizenId);
        require(
            block.timestamp < word.until() && citizen.standing == Standing.Active && block.timestamp >= citizen.wakesAt
                && block.timestamp < citizen.until,
            Admissions_NotValidator(number, citizenId, word.until())
        );
        require(word.bond() >= bond, Admissions_BondMissing(number, word.bond() * 1 gwei, bond * 1 gwei));
        holder = citizen.holder;
    }

    /// @dev The number under which an account that holds an accredited citizenship acts.
    function _numberBy(address account) internal view returns (uint256 number) {
        return _numberOf[CITIZENSHIP.citizenOf(account)];
    }

    /// @dev Takes accreditation and bond of a validator who attested to a false admission.
    function _disown(uint256 number, bytes32 applicationId) internal {
        ValidatorWord word = _validators[number];
        uint256 bond = word.bond() * 1 gwei;
        _validators[number] = word.withBond(0).disowned();
        _endTerm(number, 0);
        _credit(address(0), TREASURY, 0, bond);
        emit ValidatorDisowned(word.citizenId(), number, applicationId, bond);
    }

    /// @dev How many validators are in office, whether their citizenships are active or not.
    function _countInOffice() internal view returns (uint256 inOffice) {
        uint256 today = block.timestamp / 1 days;
        unchecked { // A count of seats.
            for (uint256 ends = _seatEnds; ends != 0; ends >>= WIDTH) {
                if (ends & MASK > today) ++inOffice;
            }
        }
    }

    /// @dev How many of some validators still sit, or sat last in a seat that nobody took since. None who was dismissed or disowned
    /// does.
    function _countSeated(Deciders deciders) internal view returns (uint256 seated) {
        uint256 numbers = _seatNumbers;
        unchecked { // A count of validators.
            for (uint256 rest = Deciders.unwrap(deciders); rest != 0; rest >>= WIDTH) {
                if (_isSeated(numbers, rest & MASK)) ++seated;
            }
        }
    }

    /// @inheritdoc Payouts
    function _holderOf(uint256 citizenId) internal view override returns (address) {
        return CITIZENSHIP.holderOf(citizenId);
    }

    /* INTERNAL */

    function _requireInOffice(uint256 citizenId) private view returns (uint256 number) {
        number = _numberOf[citizenId];
        require(block.timestamp < _validators[number].until(), Admissions_NotInOffice(citizenId));
    }

    /// @dev Seats a validator until a day: in the seat held, or in one that is free.
    function _sit(uint256 number, uint256 lastDay) private {
        (uint256 numbers, uint256 ends) = (_seatNumbers, _seatEnds);
        uint256 place = SEATS;
        for (uint256 seat = 0; seat < SEATS; ++seat) {
            if (_wordAt(numbers, seat) == number) {
                place = seat;
                break;
            }
            // Of those that are free, one that nobody ever took or that was emptied is the best.
            bool isBetter = place == SEATS || (_wordAt(numbers, seat) == 0 && _wordAt(numbers, place) != 0);
            if (isBetter && !_isTaken(ends, seat)) place = seat;
        }
        require(place != SEATS, Admissions_NoSeat(SEATS));

        _seatNumbers = _withWord(numbers, place, number);
        _seatEnds = _withWord(ends, place, lastDay);
    }

    /// @dev Ends a term, and leaves a number in the seat.
    function _endTerm(uint256 number, uint256 left) private {
        ValidatorWord word = _validators[number];
        if (block.timestamp < word.until()) _validators[number] = word.withUntil(block.timestamp);
        uint256 numbers = _seatNumbers;
        for (uint256 seat = 0; seat < SEATS; ++seat) {
            if (_wordAt(numbers, seat) != number) continue;
            _seatNumbers = _withWord(numbers, seat, left);
            _seatEnds = _withWord(_seatEnds, seat, 0);
        }
    }

    function _isSeated(uint256 numbers, uint256 number) private pure returns (bool) {
        for (; numbers != 0; numbers >>= WIDTH) {
            if (numbers & MASK == number) return true;
        }
        return false;
    }

    function _isTaken(uint256 ends, uint256 seat) private view returns (bool) {
        return block.timestamp < _wordAt(ends, seat) * 1 days;
    }

    function _wordAt(uint256 words, uint256 seat) private pure returns (uint256) {
        return (words >> (seat * WIDTH)) & MASK;
    }

    function _withWord(uint256 words, uint256 seat, uint256 word) private pure returns (uint256) {
        return (words & ~(MASK << (seat * WIDTH))) | (word << (seat * WIDTH));
    }

    function _viewOf(uint256 number) private view returns (ValidatorView memory) {
        ValidatorWord word = _validators[number];
        return ValidatorView({
            number: number,
            citizenId: word.citizenId(),
            until: word.until(),
            bond: word.bond() * 1 gwei,
            openAttestations: word.openAttestations(),
            lastAttestedAt: word.lastAttestedAt(),
            isDisowned: word.isDisowned()
        });
    }
}
