// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {BASIS_POINTS} from "../kernel/BasisPoints.sol";
import {CheckpointHistory, PackedCheckpoints} from "../libraries/PackedCheckpoints.sol";
import {AdmissionsWord, HAS_DECIDED, HAS_MOVED} from "./AdmissionsWord.sol";
import {Opening} from "./Opening.sol";

/// @title  AdmissionsBrake
/// @notice How many citizenships change hands by others' acts: in any 30 days no more than a share of the citizens, one at
///         least, whether the registrar admits, an applicant redeems a voucher or takes an invitation up, or a citizenship is
///         moved. Founding citizens do not count.
/// @dev The order of ids is the order of admission, so one look at an earlier citizen tells whether a window of 30 days holds
///      another one. Nothing is counted, and no window has an edge at which two quotas meet.
///
///      INVARIANTS   SOUL-9 [brake]: in any 30 days there are at most max(1, share of the citizens who were there before them)
///                   admissions and moves by others, and as many more as the government allowed for that month.
///
///      LIMITS       A nation that names no founding citizens, which no charter can, has no brake and no waiting period.
///                   A citizen who leaves asleep counts as one of the citizens until the day of waking.
///                   So does a citizen whose term is over, until anyone marks it: where many lapsed and nobody marks them, the
///                   share is that of a larger nation.
abstract contract AdmissionsBrake is Opening {
    using PackedCheckpoints for CheckpointHistory;

    /// @dev The window that slides, in seconds.
    uint256 internal constant BRAKE_WINDOW = 30 days;

    /// @param extra How many more the government allows.
    /// @param extraUntil Until when.
    /// @param haltedUntil Until when nobody is admitted.
    struct Decided {
        uint32 extra;
        uint40 extraUntil;
        uint40 haltedUntil;
    }

    Decided internal _decided;

    /// @dev The number of citizenships ever moved by others, under this contract's own address.
    mapping(address self => CheckpointHistory) private _moves;

    /// @dev Requires that the window holds one more. `admissions` tells of all who were admitted before.
    function _requireRoom(AdmissionsWord admissions) internal view {
        if (FOUNDERS() == 0) return;
        (uint256 extra, uint256 moved) = (0, 0);
        if (admissions.has(HAS_DECIDED)) extra = _extra();
        if (admissions.has(HAS_MOVED)) {
            CheckpointHistory storage moves = _moves[address(this)];
            moved = moves.latest.value() - moves.valueAt(block.timestamp - BRAKE_WINDOW);
        }

        unchecked { // Counts of people, shares and moments are far from overflowing. No count exceeds what it is taken from.
            // With `n` admissions in the window one more is allowed if n + moved + 1 <= extra + max(1, share * (citizens - n)).
            uint256 share = admissions.currentMonthlyAdmissions();
            uint256 last = admissions.lastCitizenId();
            uint256 citizens = _citizensNow(last);
            uint256 weighed = share * citizens + extra * BASIS_POINTS;
            uint256 needed = (moved + 1) * BASIS_POINTS;
            uint256 limit = extra + 1 > moved ? extra + 1 - moved : 0;
            if (weighed >= needed) {
                uint256 byShare = (weighed - needed) / (BASIS_POINTS + share) + 1;
                if (byShare > limit) limit = byShare;
            }
            require(limit != 0, Citizenship_BrakeReached(moved, block.timestamp + BRAKE_WINDOW));
            if (last < FOUNDERS() + limit) return;
            uint256 retryAt = _citizens[last + 1 - limit].since() + BRAKE_WINDOW;
            require(block.timestamp >= retryAt, Citizenship_BrakeReached(limit + moved, retryAt));
        }
    }

    /// @dev A halt stops admissions alone. Else the government could outlast every recovery by one halt after the other.
    function _requireNoHalt(AdmissionsWord admissions) internal view {
        if (!admissions.has(HAS_DECIDED)) return;
        uint256 until = _decided.haltedUntil;
        require(block.timestamp >= until, Citizenship_AdmissionsHalted(until));
    }

    /// @dev How many more than the brake lets in the government allows now.
    function _extra() private view returns (uint256) {
        return block.timestamp < _decided.extraUntil ? _decided.extra : 0;
    }

    /// @dev How many invitations one registrar can have open: as many as the brake lets in while they last.
    function _invitationLimit() internal view returns (uint256) {
        uint256 perWindow = _admissions.currentMonthlyAdmissions() * _citizensNow(lastCitizenId()) / BASIS_POINTS;
        return 3 * (perWindow == 0 ? 1 : perWindow) + _extra();
    }

    /// @dev All who hold a citizenship, and who have not been marked as lapsed.
    function _citizensNow(uint256 last) private view returns (uint256) {
        unchecked { // Nobody is left out who did not come in.
            return _admittedUpTo(last) - _leftOutAt(block.timestamp);
        }
    }

    /// @dev Counts a citizenship that others move.
    function _countMove() internal {
        AdmissionsWord admissions = _admissions;
        _requireRoom(admissions);
        _admissions = admissions.withFlag(HAS_MOVED);
        CheckpointHistory storage moves = _moves[address(this)];
        moves.record(moves.latest.value() + 1);
    }
}
