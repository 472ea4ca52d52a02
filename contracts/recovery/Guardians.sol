// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ICitizenship} from "../citizenship/ICitizenship.sol";
import {Provisions} from "../kernel/Provisions.sol";
import {GuardianSet, IRecovery} from "./IRecovery.sol";

/// @title  Guardians
/// @notice Whom citizens chose to announce their recovery.
/// @dev Guardians belong to the citizenship's id, and so do guardians who are citizens: neither changes with a key.
///
///      INVARIANTS   RECOVERY-2 [delay]: between the choice of guardians and their first confirmation lies the delay, in which the
///                   ones before announce as they could.
abstract contract Guardians is IRecovery, Provisions {
    uint256 internal constant WAIT = 0;
    uint256 internal constant WAIT_WITHOUT_GUARDIANS = 1;
    uint256 internal constant GUARDIAN_DELAY = 2;
    uint256 internal constant PAUSE = 3;
    uint256 internal constant MONTHLY_SHARE = 4;
    uint256 internal constant LEAST_GUARDIANS = 5;

    /// @dev With the citizen as many as a case has parties.
    uint256 private constant MAX_GUARDIANS = 7;

    ICitizenship internal immutable CITIZENSHIP;

    /// @dev The two sets chosen last, in turn: the later one is that with the later moment.
    /// @param heads Of each set | from, in seconds (32) | number (8) | threshold (8) | accounts (8) | citizens (8) |.
    /// @param citizens Of each set the ids, 32 bits each, the first one lowest.
    /// @param accounts Of each set the accounts.
    struct Choices {
        uint64[2] heads;
        uint256[2] citizens;
        address[MAX_GUARDIANS][2] accounts;
    }

    /// @dev A set that was chosen. Sets that were in force one after another have numbers one after another, from 1 to 255: a number
    /// comes back after 255 delays.
    struct Head {
        uint256 index;
        uint256 from;
        uint256 number;
        uint256 threshold;
        uint256 accounts;
        uint256 citizens;
    }

    // [delay]
    mapping(uint256 citizenId => Choices) private _choices;

    constructor(ICitizenship citizenship) {
        CITIZENSHIP = citizenship;
    }

    /// @inheritdoc IRecovery
    function chooseGuardians(uint256 threshold, address[] calldata accounts, uint256[] calldata citizenIds) external {
        uint256 citizenId = _requireCitizen(msg.sender);
        _requireThreshold(threshold, accounts.length + citizenIds.length);
        _requireAccounts(accounts);
        _requireCitizens(citizenId, accounts.length, citizenIds);

        uint256 from = block.timestamp + _loadProvision(GUARDIAN_DELAY).current();
        Head memory latest = _chosenBy(citizenId);
        // One that is not in force yet is replaced. The one in force stays.
        if (block.timestamp >= latest.from) {
            uint256 other = latest.index ^ 1;
            _requireReplaceable(citizenId, _headAt(citizenId, other).number);
            (latest.index, latest.number) = (other, latest.number % 255 + 1);
        }
        (latest.from, latest.threshold) = (from, threshold);
        (latest.accounts, latest.citizens) = (accounts.length, citizenIds.length);
        _store(citizenId, latest, accounts, citizenIds);
        emit GuardiansChosen(citizenId, threshold, accounts, citizenIds, from);
    }

    /* READING */

    /// @inheritdoc IRecovery
    function guardiansOf(uint256 citizenId) external view returns (GuardianSet memory) {
        return _setOf(citizenId, _guardiansOf(citizenId));
    }

    /// @inheritdoc IRecovery
    function chosenGuardiansOf(uint256 citizenId) external view returns (GuardianSet memory) {
        return _setOf(citizenId, _chosenBy(citizenId));
    }

    /* FOR THE REST */

    /// @dev The set that is in force.
    function _guardiansOf(uint256 citizenId) internal view returns (Head memory) {
        Head memory latest = _chosenBy(citizenId);
        return block.timestamp < latest.from ? _headAt(citizenId, latest.index ^ 1) : latest;
    }

    /// @dev The set that was chosen last.
    function _chosenBy(uint256 citizenId) internal view returns (Head memory) {
        uint64[2] storage heads = _choices[citizenId].heads;
        return _headAt(citizenId, heads[1] > heads[0] ? 1 : 0);
    }

    /// @dev The guardians of a set who are citizens.
    function _citizensOf(uint256 citizenId, Head memory head) internal view returns (uint256[] memory citizenIds) {
        uint256 packed = _choices[citizenId].citizens[head.index];
        citizenIds = new uint256[](head.citizens);
        for (uint256 i = 0; i < citizenIds.length; ++i) {
            citizenIds[i] = uint32(packed >> (32 * i));
        }
    }

    /// @dev The citizen, and whoever among the guardians of a set is a citizen now, each once; zeros last. The set is one of the two
    /// chosen last.
    function _partiesOf(uint256 citizenId, uint256 number) internal view returns (uint256[] memory parties) {
        Head memory head = _headAt(citizenId, _headAt(citizenId, 0).number == number ? 0 : 1);
        uint256[] memory named = _citizensOf(citizenId, head);
        parties = new uint256[](1 + named.length + head.accounts);
        parties[0] = citizenId;
        uint256 count = 1;
        for (uint256 i = 0; i < named.length; ++i) {
            parties[count++] = named[i];
        }
        // Who was no citizen when chosen may be one now.
        for (uint256 seat = 0; seat < head.accounts; ++seat) {
            uint256 guardianId = CITIZENSHIP.citizenOf(_choices[citizenId].accounts[head.index][seat]);
            if (guardianId != 0 && !_isAmong(parties, guardianId)) parties[count++] = guardianId;
        }
    }

    /// @dev Requires that nobody needs to know a set any more.
    function _requireReplaceable(uint256 citizenId, uint256 number) internal view virtual;

    /// @dev Requires that an account speaks for a seat: the guardian's own, or that which holds the guardian's citizenship.
    function _requireGuardian(uint256 citizenId, Head memory head, uint256 seat, address account) internal view {
        uint256 seats = head.accounts + head.citizens;
        require(seat < seats, Recovery_NoSuchSeat(citizenId, seat, seats));
        Choices storage choices = _choices[citizenId];
        bool isGuardian = seat < head.accounts
            ? choices.accounts[head.index][seat] == account
            : uint32(choices.citizens[head.index] >> (32 * (seat - head.accounts))) == CITIZENSHIP.citizenOf(account);
        require(isGuardian, Recovery_NotTheGuardian(citizenId, seat, account));
    }

    function _requireCitizen(address account) internal view returns (uint256 citizenId) {
        citizenId = CITIZENSHIP.citizenOf(account);
        require(citizenId != 0, Recovery_NotCitizen(account));
    }

    /// @dev Whether somebody holds the citizenship now.
    function _isHeld(uint256 citizenId) internal view returns (bool) {
        return citizenId != 0 && CITIZENSHIP.citizenOf(CITIZENSHIP.holderOf(citizenId)) == citizenId;
    }

    /* INTERNAL */

    function _isAmong(uint256[] memory citizenIds, uint256 citizenId) private pure returns (bool) {
        for (uint256 i = 0; i < citizenIds.length; ++i) {
            if (citizenIds[i] == citizenId) return true;
        }
        return false;
    }

    function _headAt(uint256 citizenId, uint256 index) private view returns (Head memory) {
        uint256 head = _choices[citizenId].heads[index];
        return Head(index, head >> 32, uint8(head >> 24), uint8(head >> 16), uint8(head >> 8), uint8(head));
    }

    function _setOf(uint256 citizenId, Head memory head) private view returns (GuardianSet memory) {
        address[] memory accounts = new address[](head.accounts);
        for (uint256 seat = 0; seat < accounts.length; ++seat) {
            accounts[seat] = _choices[citizenId].accounts[head.index][seat];
        }
        return GuardianSet(uint40(head.from), uint8(head.threshold), accounts, _citizensOf(citizenId, head));
    }

    function _store(uint256 citizenId, Head memory head, address[] calldata accounts, uint256[] calldata citizenIds)
        private
    {
        Choices storage choices = _choices[citizenId];
        uint256 packed = 0;
        for (uint256 i = 0; i < citizenIds.length; ++i) {
            packed |= citizenIds[i] << (32 * i);
        }
        for (uint256 seat = 0; seat < accounts.length; ++seat) {
            choices.accounts[head.index][seat] = accounts[seat];
        }
        choices.citizens[head.index] = packed;
        uint256 low = (head.number << 24) | (head.threshold << 16) | (head.accounts << 8) | head.citizens;
        choices.heads[head.index] = uint64((head.from << 32) | low);
    }

    function _requireThreshold(uint256 threshold, uint256 count) private view {
        uint256 least = _loadProvision(LEAST_GUARDIANS).current();
        bool isNone = threshold == 0 && count == 0;
        bool isSound = count <= MAX_GUARDIANS && threshold <= count && 2 * threshold > count && threshold >= least;
        require(isNone || isSound, Recovery_ThresholdOutOfBounds(threshold, count, least));
    }

    function _requireAccounts(address[] calldata accounts) private view {
        address previous = address(0);
        for (uint256 seat = 0; seat < accounts.length; ++seat) {
            address account = accounts[seat];
            require(account > previous, Recovery_NotAscending(seat));
            uint256 guardianId = CITIZENSHIP.citizenOf(account);
            require(guardianId == 0, Recovery_NameByCitizenId(account, guardianId));
            previous = account;
        }
    }

    function _requireCitizens(uint256 citizenId, uint256 firstSeat, uint256[] calldata citizenIds) private view {
        uint256 previous = 0;
        for (uint256 i = 0; i < citizenIds.length; ++i) {
            uint256 guardianId = citizenIds[i];
            require(guardianId > previous, Recovery_NotAscending(firstSeat + i));
            require(guardianId != citizenId && _isHeld(guardianId), Recovery_NotAGuardian(guardianId));
            previous = guardianId;
        }
    }
}
