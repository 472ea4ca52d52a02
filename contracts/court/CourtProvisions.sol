// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ProvisionTerms, Unit} from "../kernel/IProvisions.sol";
import {Provisions} from "../kernel/Provisions.sol";
import {Lane} from "./CaseTypes.sol";
import {ICourt} from "./ICourt.sol";

/// @title  CourtProvisions
/// @notice The numbers that the court goes by.
abstract contract CourtProvisions is Provisions, ICourt {
    uint256 internal constant EVIDENCE_PERIOD = 0;
    uint256 internal constant COMMIT_PERIOD = 1;
    uint256 internal constant REVEAL_PERIOD = 2;
    uint256 internal constant APPEAL_PERIOD = 3;
    uint256 internal constant SEAT_FEE = 4;
    uint256 internal constant PANEL_QUORUM = 10;
    uint256 internal constant PLENARY_PERIOD = 11;
    uint256 internal constant PLENARY_QUORUM = 12;

    /// @dev How many provisions a lane has. Those of the fast lane follow those of the general lane.
    uint256 private constant LANE_PROVISIONS = 5;
    uint256 private constant MAX_PERIOD = 365 days;

    constructor(ProvisionTerms[] memory terms) {
        for (uint256 i = 0; i < terms.length; ++i) {
            (bytes32 key, Unit unit) = _provisionAt(i);
            (uint256 min, uint256 max, uint256 limit) = (terms[i].min, terms[i].max, _limitOf(unit));
            require(min != 0 && max <= limit, Court_BoundsUnsound(key, min, max, limit));
        }
    }

    function _current(uint256 index) internal view returns (uint256) {
        return _loadProvision(index).current();
    }

    function _ofLane(Lane lane, uint256 index) internal view returns (uint256) {
        return _current(lane == Lane.Fast ? index + LANE_PROVISIONS : index);
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
        if (index == PANEL_QUORUM || index == PLENARY_QUORUM) return (key, Unit.BasisPoints);
        unit = index % LANE_PROVISIONS == SEAT_FEE ? Unit.Gwei : Unit.Seconds;
    }

    /// @dev The most that a provision's bounds may allow: a year, the whole, or any fee that can be counted.
    function _limitOf(Unit unit) private pure returns (uint256) {
        if (unit == Unit.Seconds) return MAX_PERIOD;
        return unit == Unit.BasisPoints ? 100_00 : type(uint48).max;
    }
}
