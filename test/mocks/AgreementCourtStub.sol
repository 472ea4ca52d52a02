// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {CaseView} from "../../contracts/court/ICourt.sol";
import {IArbitrable} from "../../contracts/standards/IArbitrable.sol";
import {IArbitrator} from "../../contracts/standards/IArbitrator.sol";

/// @dev What agreements ask of the court, which rules as it is told.
contract AgreementCourtStub {
    uint256 public constant COST = 7;
    uint256 public constant EVIDENCE_PERIOD = 3 days;

    struct Record {
        address arbitrable;
        uint256 choices;
        uint256 endsAt;
        bool isSolved;
        uint256 ruling;
    }

    uint256 public caseCount;
    mapping(uint256 caseId => Record) public records;

    function createDispute(uint256 choices, bytes calldata) external payable returns (uint256 caseId) {
        require(msg.value == COST, "not the cost");
        caseId = ++caseCount;
        records[caseId] = Record(msg.sender, choices, block.timestamp + EVIDENCE_PERIOD, false, 0);
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

    function caseView(uint256 caseId) external view returns (CaseView memory d) {
        d.endsAt = records[caseId].endsAt;
    }

    function disputeStatus(uint256 caseId) external view returns (IArbitrator.DisputeStatus) {
        return records[caseId].isSolved ? IArbitrator.DisputeStatus.Solved : IArbitrator.DisputeStatus.Waiting;
    }

    function arbitrationCost(bytes calldata) external pure returns (uint256) {
        return COST;
    }
}
