// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ProvisionTerms, Unit} from "../kernel/IProvisions.sol";
import {Provisions} from "../kernel/Provisions.sol";
import {Track} from "./CaseTypes.sol";
import {ICourt} from "./ICourt.sol";

/// @title  CourtProvisions
/// @notice The governed numbers of the court, by their index.
abstract contract CourtProvisions is Provisions, ICourt {
    uint256 internal constant EVIDENCE_PERIOD = 0;
    uint256 internal constant COMMIT_PERIOD = 1;
    uint256 internal constant REVEAL_PERIOD = 2;
    uint256 internal constant APPEAL_PERIOD = 3;
    uint256 internal constant SEAT_FEE = 4;
    uint256 internal constant PANEL_QUORUM = 10;
    uint256 internal constant PLENARY_PERIOD = 11;
    uint256 internal constant PLENARY_QUORUM = 12;

    /// @dev How many provisions a track has. Those of the fast track follow those of the general track.
    uint256 private constant TRACK_PROVISIONS = 5;
    uint256 private constant MAX_PERIOD = 365 days;

    /// @dev Over a thousand coins, in gwei.
    uint256 private constant MAX_SEAT_FEE = 2 ** 40;

    /// @dev [JUST-7].
    uint256 private constant LEAST_PANEL_QUORUM = 50_00;

    constructor(ProvisionTerms[] memory terms) {
        for (uint256 i = 0; i < terms.length; ++i) {
            (bytes32 key, Unit unit) = _provisionAt(i);
            (uint256 min, uint256 max, uint256 limit) = (terms[i].min, terms[i].max, _limitOf(unit));
            uint256 least = i == PANEL_QUORUM ? LEAST_PANEL_QUORUM : 1;
            require(min >= least && max <= limit, Court_BoundsUnsound(key, min, max, limit));
        }
    }

    function _current(uint256 index) internal view returns (uint256) {
        return _loadProvision(index).current();
    }

    function _ofTrack(Track track, uint256 index) internal view returns (uint256) {
        return _current(track == Track.Fast ? index + TRACK_PROVISIONS : index);
    }

    /// @inheritdoc Provisions
    function _provisionCount() internal pure override returns (uint256) {
        return 13;
    }

    /// @inheritdoc Provisions
    function _provisionAt(uint256 index) internal pure override returns (bytes32 key, Unit unit) {
        bytes32[13] memory keys = [
            bytes32("evidencePeriod"),
            "commitPeriod",
            "revealPeriod",
            "appealPeriod",
            "seatFee",
            "fastEvidencePeriod",
            "fastCommitPeriod",
            "fastRevealPeriod",
            "fastAppealPeriod",
            "fastSeatFee",
            "panelQuorum",
            "plenaryPeriod",
            "plenaryQuorum"
        ];
        key = keys[index];
        if (index == PANEL_QUORUM) return (key, Unit.BasisPoints);
        if (index == PLENARY_QUORUM) return (key, Unit.CitizenShare);
        unit = index % TRACK_PROVISIONS == SEAT_FEE ? Unit.Gwei : Unit.Seconds;
    }

    /// @dev The highest value that a provision's bounds may allow: a year, the whole, or the largest fee of which a round fits its type.
    function _limitOf(Unit unit) private pure returns (uint256) {
        if (unit == Unit.Seconds) return MAX_PERIOD;
        return unit == Unit.Gwei ? MAX_SEAT_FEE : 100_00;
    }
}
