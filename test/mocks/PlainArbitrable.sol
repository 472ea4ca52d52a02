// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ICourt} from "../../contracts/court/ICourt.sol";
import {IArbitrable} from "../../contracts/standards/IArbitrable.sol";
import {IArbitrator} from "../../contracts/standards/IArbitrator.sol";

/// @dev Brings disputes, appeals against rulings, and does with a ruling what a test tells it to.
contract PlainArbitrable is IArbitrable {
    enum Manner {
        Take,
        Revert,
        BurnGas,
        ReturnMuch,
        ExecuteAgain
    }

    IArbitrator private immutable ARBITRATOR;
    Manner public manner;
    uint256 public taken;
    bool public wasReentered;
    mapping(uint256 disputeId => uint256) public rulingOf;

    constructor(IArbitrator arbitrator) {
        ARBITRATOR = arbitrator;
    }

    function setManner(Manner newManner) external {
        manner = newManner;
    }

    function open(uint256 choices, bytes calldata extraData) external payable returns (uint256) {
        return ARBITRATOR.createDispute{value: msg.value}(choices, extraData);
    }

    function appeal(uint256 disputeId) external payable {
        ARBITRATOR.appeal{value: msg.value}(disputeId, "");
    }

    function takeRefund(uint256 disputeId) external returns (uint256) {
        return ICourt(address(ARBITRATOR)).takeRefund(disputeId);
    }

    function rule(uint256 disputeId, uint256 ruling) external {
        require(msg.sender == address(ARBITRATOR), "only the arbitrator rules");
        if (manner == Manner.Revert) revert("not today");
        if (manner == Manner.BurnGas) while (true) {}
        if (manner == Manner.ReturnMuch) {
            assembly ("memory-safe") {
                return(0, 400000)
            }
        }
        if (manner == Manner.ExecuteAgain) {
            (wasReentered,) = address(ARBITRATOR).call(abi.encodeWithSignature("execute(uint256)", disputeId));
        }
        ++taken;
        rulingOf[disputeId] = ruling;
        emit Ruling(ARBITRATOR, disputeId, ruling);
    }
}
