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

    /// Granted and answered, and against nobody else, unless changed afterwards.
    function setGranted(uint256 caseId, uint256 citizenId, Ground ground, address challenger, uint256 challengerId)
        external
    {
        Challenge storage c = _challenges[caseId];
        (c.citizenId, c.ground, c.challenger, c.challengerId) = (citizenId, ground, challenger, challengerId);
        (c.outcome, c.isAnswered) = (Outcome.Granted, true);
    }

    function setOutcome(uint256 caseId, Outcome outcome) external {
        _challenges[caseId].outcome = outcome;
    }

    function setFinality(uint256 caseId, bool isNewcomer, bool isAnswered, uint256 reopenedAs, uint256 lapsesAt)
        external
    {
        Challenge storage c = _challenges[caseId];
        (c.isNewcomer, c.isAnswered, c.reopenedAs, c.lapsesAt) = (isNewcomer, isAnswered, reopenedAs, lapsesAt);
    }

    function addSanction(uint256 caseId, SanctionKind kind) external {
        _challenges[caseId].sanctions.push(Sanction(kind, 0, 0, 0, 0));
    }

    function challengeOf(uint256 caseId) external view returns (Challenge memory) {
        return _challenges[caseId];
    }

    function challengeable(uint256 citizenId, Ground ground, uint256)
        external
        view
        returns (bool isChallengeable, uint256 pendingId, uint256 coolOffEndsAt)
    {
        return (false, _pending[citizenId][ground], 0);
    }
}
