// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IArbitrable} from "../../contracts/standards/IArbitrable.sol";
import {IArbitrator} from "../../contracts/standards/IArbitrator.sol";

/// @dev A prize that many claim, as a third party writes it who knows of its arbitrator nothing but ERC-792: the claimants share
/// the cost of the dispute and of appeals, and the ruling names the winner.
contract MultiPartyArbitrable is IArbitrable {
    IArbitrator private immutable ARBITRATOR;
    address payable[] public claimants;
    uint256 public disputeId;
    uint256 private _pot;
    mapping(address claimant => uint256) public winnings;

    constructor(IArbitrator arbitrator) payable {
        ARBITRATOR = arbitrator;
    }

    function claimPrize() external payable {
        require(disputeId == 0, "too late");
        claimants.push(payable(msg.sender));
        _pot += msg.value;
    }

    function dispute() external {
        uint256 cost = ARBITRATOR.arbitrationCost("");
        _pot -= cost;
        disputeId = ARBITRATOR.createDispute{value: cost}(claimants.length, "");
    }

    function appeal() external payable {
        (, uint256 end) = ARBITRATOR.appealPeriod(disputeId);
        require(block.timestamp < end, "no appeal is possible");
        ARBITRATOR.appeal{value: msg.value}(disputeId, "");
    }

    function rule(uint256 id, uint256 ruling) external {
        require(msg.sender == address(ARBITRATOR) && id == disputeId, "not a ruling");
        require(ARBITRATOR.disputeStatus(id) == IArbitrator.DisputeStatus.Solved, "not the last word");
        require(ARBITRATOR.currentRuling(id) == ruling, "another ruling");
        uint256 prize = address(this).balance;
        if (ruling == 0) {
            for (uint256 i = 0; i < claimants.length; ++i) {
                winnings[claimants[i]] += prize / claimants.length;
            }
        } else {
            winnings[claimants[ruling - 1]] += prize;
        }
        emit Ruling(ARBITRATOR, id, ruling);
    }
}
