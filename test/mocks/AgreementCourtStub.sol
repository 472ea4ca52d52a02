// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Phase} from "../../contracts/court/CaseTypes.sol";
import {IArbitrable} from "../../contracts/standards/IArbitrable.sol";

/// @dev What agreements ask of the court, which rules as it is told.
contract AgreementCourtStub {
    uint256 public constant COST = 7 gwei;
    uint256 public constant EVIDENCE_PERIOD = 3 days;
    uint256 public constant OTHER_PERIOD = 1 days;

    /// @dev A round has three steps: until votes are opened, until they are counted, and until the end of the time for appeals.
    struct Record {
        address arbitrable;
        uint256 choices;
        uint256 endsAt;
        bool isSolved;
        uint256 ruling;
        uint256 steps;
    }

    uint256 public caseCount;
    mapping(uint256 caseId => Record) public records;

    function createDispute(uint256 choices, bytes calldata) external payable returns (uint256 caseId) {
        require(msg.value == COST, "not the cost");
        caseId = ++caseCount;
        records[caseId] = Record(msg.sender, choices, block.timestamp + EVIDENCE_PERIOD, false, 0, 0);
    }

    /// @dev To the next step.
    function advance(uint256 caseId) external {
        Record storage r = records[caseId];
        ++r.steps;
        r.endsAt = block.timestamp + OTHER_PERIOD;
    }

    function solve(uint256 caseId, uint256 ruling) external {
        Record storage r = records[caseId];
        (r.isSolved, r.ruling) = (true, ruling % (r.choices + 1));
    }

    function deliver(uint256 caseId) external {
        Record storage r = records[caseId];
        require(r.isSolved, "not solved");
        IArbitrable(r.arbitrable).rule(caseId, r.ruling);
    }

    function hearing(uint256 caseId) external view returns (Phase phase, uint256 endsAt, uint256 round, bool isOver) {
        Record storage r = records[caseId];
        uint256 step = r.steps % 3;
        phase = step == 0 ? Phase.Evidence : step == 1 ? Phase.Reveal : Phase.Appeal;
        if (r.isSolved) phase = Phase.Final;
        return (phase, r.endsAt, r.steps / 3, block.timestamp >= r.endsAt);
    }

    /// @dev Of every other case.
    function wonByAppeal(uint256 caseId) external pure returns (bool) {
        return caseId % 2 == 0;
    }

    function arbitrationCost(bytes calldata) external pure returns (uint256) {
        return COST;
    }
}
