// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ERC165} from "@openzeppelin/contracts/utils/introspection/ERC165.sol";
import {ICitizenship} from "../citizenship/ICitizenship.sol";
import {ICourt} from "../court/ICourt.sol";
import {BASIS_POINTS} from "../kernel/BasisPoints.sol";
import {Guard, IProvisions, PowerChange, ProvisionTerms, Unit} from "../kernel/IProvisions.sol";
import {Provisions} from "../kernel/Provisions.sol";
import {Signatures} from "../kernel/Signatures.sol";
import {Guardians} from "./Guardians.sol";
import {IArbitrable} from "../standards/IArbitrable.sol";
import {IRecovery, RecoveryPhase, RecoveryView, SignedConfirmation} from "./IRecovery.sol";
import {RecoveryCases} from "./RecoveryCases.sol";

/// @title  Recovery
/// @notice Moves the citizenship of who lost the key: guardians announce it, it waits, and the present key can stop it.
/// @dev AUTHORITY    Guardians announce, as many together as the citizen said. The government announces for who has none. The
///                   present key stops. The court lets a recovery pass that was stopped. Anyone completes it.
///
///      ASSUMPTIONS  This contract alone holds the role of recovery. The citizenship's brake counts each move, and lets its vote sleep.
///
///      INVARIANTS   RECOVERY-1 [wait]: no citizenship moves before its wait is over, unless the court ruled so after a stop.
///                   RECOVERY-3 [last word]: what the present key stopped moves by a ruling alone.
///                   RECOVERY-4 [pause]: after a stop, a refusal and a move none is announced before the pause is over.
///                   RECOVERY-5 [brake]: in any 30 days no more than max(1, share of the citizens) move without guardians.
///                   ID-5: nothing of a person stays behind a move: whatever is kept by citizen follows.
///
///      LIMITS       Whether guardians are different people is the citizen's to judge. A thief who has the present key and whom
///                   nobody contests keeps the citizenship. Who has it can renounce it at any moment. A guardian whose
///                   citizenship has ended cannot confirm.
contract Recovery is RecoveryCases, EIP712, ERC165 {
    bytes32 private constant CONFIRMATION_TYPEHASH =
        keccak256("Confirmation(uint256 citizenId,address newHolder,uint256 nonce,uint256 deadline)");

    /// @dev How long a recovery can be completed, in seconds: longer than the window of the citizenship's brake.
    uint256 private constant COMPLETION_PERIOD = 90 days;

    /// @dev How long the first confirmation waits for the others, in seconds.
    uint256 private constant CONFIRMATION_PERIOD = 30 days;

    uint256 private constant BRAKE_WINDOW = 30 days;

    /// @param seats Who confirmed, a bit for each seat.
    /// @param since When the first one did.
    struct Confirmations {
        uint8 seats;
        uint40 since;
    }

    /// @dev By citizen, new account, number of announcements and set of guardians.
    mapping(bytes32 key => Confirmations) private _confirmations;

    // [brake]: when citizenships without guardians moved, in order.
    uint40[] private _decreed;

    constructor(address initialAuthority, ICitizenship citizenship, ICourt court, ProvisionTerms[] memory terms)
        AccessManaged(initialAuthority)
        Provisions(terms)
        Guardians(citizenship)
        RecoveryCases(court)
        EIP712("Recovery", "1")
    {}

    /* ANNOUNCING */

    /// @inheritdoc IRecovery
    function confirm(uint256 citizenId, address newHolder, uint256 seat) external returns (bool isAnnounced) {
        Head memory guardians = _guardiansOf(citizenId);
        _requireAnnounceable(citizenId, guardians.number);
        _requireGuardian(citizenId, guardians, seat, msg.sender);
        (bytes32 key, uint256 seats) = _confirmed(citizenId, newHolder, guardians);
        require(seats & (1 << seat) == 0, Recovery_AlreadyConfirmed(citizenId, seat));

        emit RecoveryConfirmed(citizenId, newHolder, _recoveries[citizenId].nonce, seat);
        return _keep(citizenId, newHolder, guardians, key, seats | (1 << seat));
    }

    /// @inheritdoc IRecovery
    function confirmSigned(uint256 citizenId, address newHolder, SignedConfirmation[] calldata confirmations)
        external
        returns (bool isAnnounced)
    {
        Head memory guardians = _guardiansOf(citizenId);
        _requireAnnounceable(citizenId, guardians.number);
        (bytes32 key, uint256 seats) = _confirmed(citizenId, newHolder, guardians);
        for (uint256 i = 0; i < confirmations.length; ++i) {
            uint256 seat = confirmations[i].seat;
            _requireGuardian(citizenId, guardians, seat, confirmations[i].guardian);
            // Who confirms by a transaction meanwhile does not stop the others' signatures.
            if (seats & (1 << seat) != 0) continue;
            _confirmSigned(citizenId, newHolder, confirmations[i]);
            seats |= 1 << seat;
        }
        return _keep(citizenId, newHolder, guardians, key, seats);
    }

    /// @inheritdoc IRecovery
    function decree(uint256 citizenId, address newHolder) external restricted {
        require(_isHeld(citizenId), Recovery_NotHeld(citizenId));
        _requireAnnounceable(citizenId, 0);
        bool hasNone = _guardiansOf(citizenId).threshold == 0 && _chosenBy(citizenId).threshold == 0;
        require(hasNone, Recovery_HasGuardians(citizenId));

        uint256 readyAt = _announce(citizenId, newHolder, 0);
        emit RecoveryDecreed(citizenId, newHolder, readyAt);
    }

    /* COMPLETING */

    /// @inheritdoc IRecovery
    function complete(uint256 citizenId, uint40 deadline, bytes calldata signature) external {
        Recoverable storage r = _recoveries[citizenId];
        RecoveryPhase phase = r.phase;
        bool isUnderWay = phase == RecoveryPhase.Announced || phase == RecoveryPhase.Granted;
        require(isUnderWay, Recovery_WrongPhase(citizenId, phase));
        require(block.timestamp >= r.moment, Recovery_NotReady(citizenId, r.moment));
        _requireBefore(citizenId, _lapsesAt(r));
        bool byGovernment = r.announcers == 0;
        if (byGovernment) _requireRoom();

        address newHolder = r.newHolder;
        r.phase = RecoveryPhase.None;
        r.pausedUntil = _pauseEnd();
        if (byGovernment) _decreed.push(uint40(block.timestamp));
        emit RecoveryCompleted(citizenId, newHolder);
        CITIZENSHIP.move(citizenId, newHolder, deadline, signature);
    }

    /* READING */

    /// @inheritdoc IRecovery
    function recoveryOf(uint256 citizenId) external view returns (RecoveryView memory) {
        Recoverable storage r = _recoveries[citizenId];
        RecoveryPhase phase = r.phase;
        bool isUnderWay = phase == RecoveryPhase.Announced || phase == RecoveryPhase.Granted;
        return RecoveryView({
            phase: phase,
            newHolder: r.newHolder,
            byGovernment: r.nonce != 0 && r.announcers == 0,
            readyAt: isUnderWay ? r.moment : 0,
            lapsesAt: isUnderWay ? _lapsesAt(r) : 0,
            contestableUntil: phase == RecoveryPhase.Stopped ? r.moment : 0,
            pausedUntil: r.pausedUntil,
            caseId: phase >= RecoveryPhase.Contested ? r.caseId : 0,
            nonce: r.nonce
        });
    }

    /// @inheritdoc IRecovery
    function confirmationsOf(uint256 citizenId, address newHolder) external view returns (uint256 seats) {
        (, seats) = _confirmed(citizenId, newHolder, _guardiansOf(citizenId));
    }

    /// @notice Whether the contract implements an interface (ERC-165).
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return interfaceId == type(IRecovery).interfaceId || interfaceId == type(IProvisions).interfaceId
            || interfaceId == type(IArbitrable).interfaceId || interfaceId == type(IERC5267).interfaceId
            || super.supportsInterface(interfaceId);
    }

    /* INTERNAL */

    /// @dev The seats that confirmed so far, while these still count.
    function _confirmed(uint256 citizenId, address newHolder, Head memory guardians)
        private
        view
        returns (bytes32 key, uint256 seats)
    {
        key = keccak256(abi.encode(citizenId, newHolder, _recoveries[citizenId].nonce, guardians.from));
        Confirmations storage given = _confirmations[key];
        if (block.timestamp < given.since + CONFIRMATION_PERIOD) seats = given.seats;
    }

    /// @dev Keeps the confirmations until they are enough, and then announces.
    function _keep(uint256 citizenId, address newHolder, Head memory guardians, bytes32 key, uint256 seats)
        private
        returns (bool isAnnounced)
    {
        if (seats == 0) return false;
        if (_countOf(seats) >= guardians.threshold) {
            uint256 readyAt = _announce(citizenId, newHolder, guardians.number);
            emit RecoveryAnnounced(citizenId, newHolder, readyAt);
            return true;
        }
        Confirmations storage given = _confirmations[key];
        if (block.timestamp >= given.since + CONFIRMATION_PERIOD) given.since = uint40(block.timestamp);
        given.seats = uint8(seats);
    }

    /// @dev One that was announced before is replaced.
    /// @param announcers The number of the set of guardians; 0 for the government.
    function _announce(uint256 citizenId, address newHolder, uint256 announcers) private returns (uint256 readyAt) {
        require(_isUnused(newHolder), Recovery_AccountUsed(newHolder));
        readyAt = block.timestamp + _loadProvision(announcers == 0 ? WAIT_WITHOUT_GUARDIANS : WAIT).current();
        Recoverable storage r = _recoveries[citizenId];
        (r.newHolder, r.moment, r.phase) = (newHolder, uint32(readyAt), RecoveryPhase.Announced);
        r.announcers = uint8(announcers);
        unchecked {
            ++r.nonce; // Who announces so often that it begins anew needs no old signature.
        }
    }

    /// @dev A thief who has the key and appoints guardians does not put aside by them what the ones before announced.
    function _requireAnnounceable(uint256 citizenId, uint256 announcers) private view {
        Recoverable storage r = _recoveries[citizenId];
        RecoveryPhase phase = r.phase;
        require(phase != RecoveryPhase.Contested, Recovery_WrongPhase(citizenId, phase));
        require(block.timestamp >= r.pausedUntil, Recovery_Paused(citizenId, r.pausedUntil));
        // Nor is one in the way that cannot be completed, since the new account was used meanwhile.
        if (block.timestamp >= _lapsesAt(r) || !_isUnused(r.newHolder)) return;
        require(phase != RecoveryPhase.Granted, Recovery_WrongPhase(citizenId, phase));
        bool isOwn = r.announcers == 0 || r.announcers == announcers;
        require(phase != RecoveryPhase.Announced || isOwn, Recovery_OtherGuardians(citizenId));
    }

    /// @dev Whether a citizenship can move to an account.
    function _isUnused(address account) private view returns (bool) {
        return CITIZENSHIP.citizenOf(account) == 0 && CITIZENSHIP.formerCitizenOf(account) == 0;
    }

    function _confirmSigned(uint256 citizenId, address newHolder, SignedConfirmation calldata confirmation) private {
        (address guardian, uint256 deadline) = (confirmation.guardian, confirmation.deadline);
        require(block.timestamp <= deadline, Recovery_SignatureExpired(deadline));
        uint256 nonce = _recoveries[citizenId].nonce;
        bytes32 structHash = keccak256(abi.encode(CONFIRMATION_TYPEHASH, citizenId, newHolder, nonce, deadline));
        require(
            Signatures.isSignedBy(guardian, _hashTypedDataV4(structHash), confirmation.signature),
            Recovery_SignatureInvalid(guardian)
        );
        emit RecoveryConfirmed(citizenId, newHolder, nonce, confirmation.seat);
    }

    function _requireRoom() private view {
        uint256 share = _loadProvision(MONTHLY_SHARE).current();
        uint256 limit = Math.max(1, share * CITIZENSHIP.citizenCount() / BASIS_POINTS);
        uint256 moved = _decreed.length;
        if (moved < limit) return;
        uint256 retryAt = _decreed[moved - limit] + BRAKE_WINDOW;
        require(block.timestamp >= retryAt, Recovery_BrakeReached(limit, retryAt));
    }

    function _countOf(uint256 seats) private pure returns (uint256 count) {
        for (; seats != 0; seats &= seats - 1) {
            ++count;
        }
    }

    /// @inheritdoc RecoveryCases
    function _lapsesAt(Recoverable storage r) internal view override returns (uint256) {
        return r.moment + COMPLETION_PERIOD;
    }

    /// @inheritdoc Provisions
    function _provisionCount() internal pure override returns (uint256) {
        return 6;
    }

    /// @inheritdoc Provisions
    function _provisionAt(uint256 index) internal pure override returns (bytes32 key, Unit unit) {
        bytes32[6] memory keys =
            [bytes32("wait"), "waitWithoutGuardians", "guardianDelay", "pause", "monthlyShare", "leastGuardians"];
        key = keys[index];
        if (index == MONTHLY_SHARE) return (key, Unit.CitizenShare);
        unit = index == LEAST_GUARDIANS ? Unit.Heads : Unit.Seconds;
    }

    /// @inheritdoc Provisions
    function _guardOf(uint256 index) internal pure override returns (Guard) {
        if (index == PAUSE) return Guard.None;
        return index == MONTHLY_SHARE ? Guard.Ceiling : Guard.Floor;
    }

    /// @inheritdoc Provisions
    /// @dev A pause protects from one recovery after the other, and keeps the one away that is needed.
    function _changeWithoutGuard(uint256) internal pure override returns (PowerChange) {
        return PowerChange.More;
    }
}
