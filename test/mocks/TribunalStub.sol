// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Sanction, SanctionKind} from "../../contracts/tribunal/IEnforcement.sol";
import {Challenge, Ground, Outcome} from "../../contracts/tribunal/ITribunal.sol";

/// A tribunal that says of challenges what it is told.
contract TribunalStub {
    mapping(uint256 caseId => Challenge) private _challenges;
    mapping(uint256 citizenId => mapping(Ground => uint256)) private _pending;

    function setPending(uint256 citizenId, Ground ground, uint256 caseId) external {
        _pending[citizenId][ground] = caseId;
    }

    /// Granted for good and carried out, against nobody else and citing the citizen before, unless changed afterwards.
    function setGranted(uint256 caseId, uint256 citizenId, Ground ground, address challenger, uint256 challengerId)
        external
    {
        Challenge storage c = _challenges[caseId];
        (c.citizenId, c.ground, c.challenger, c.challengerId) = (citizenId, ground, challenger, challengerId);
        (c.outcome, c.citedId, c.reopenableUntil) = (Outcome.Granted, citizenId - 1, 0);
        delete c.sanctions;
        delete c.isEnforced;
        if (ground != Ground.Offence) addSanction(caseId, SanctionKind.Revoke);
    }

    function setCited(uint256 caseId, uint256 citedId) external {
        _challenges[caseId].citedId = citedId;
    }

    function setEnforced(uint256 caseId, bool isEnforced) external {
        _challenges[caseId].isEnforced[0] = isEnforced;
    }

    function setOutcome(uint256 caseId, Outcome outcome) external {
        _challenges[caseId].outcome = outcome;
    }

    function setReopenableUntil(uint256 caseId, uint256 until) external {
        _challenges[caseId].reopenableUntil = until;
    }

    function addSanction(uint256 caseId, SanctionKind kind) public {
        _challenges[caseId].sanctions.push(Sanction(kind, 0, 0, 0, 0));
        _challenges[caseId].isEnforced.push(true);
    }

    function challengeOf(uint256 caseId) external view returns (Challenge memory) {
        return _challenges[caseId];
    }

    function endedBy(uint256) external pure returns (uint256) {
        return 0;
    }

    function challengeable(uint256 citizenId, Ground ground, uint256)
        external
        view
        returns (bool isChallengeable, uint256 pendingId, uint256 coolOffEndsAt)
    {
        return (false, _pending[citizenId][ground], 0);
    }
}
