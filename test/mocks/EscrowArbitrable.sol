// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IArbitrable} from "../../contracts/standards/IArbitrable.sol";
import {IArbitrator} from "../../contracts/standards/IArbitrator.sol";

/// @dev An escrow between two, as a third party writes one who knows of its arbitrator nothing but ERC-792: each deposits the
/// cost of a dispute, and whoever wins gets the own deposit back.
contract EscrowArbitrable is IArbitrable {
    uint256 private constant PAYER_WINS = 1;
    uint256 private constant PAYEE_WINS = 2;

    IArbitrator private immutable ARBITRATOR;
    address payable private immutable PAYER;
    address payable private immutable PAYEE;
    uint256 private immutable AMOUNT;
    uint256 public disputeId;
    uint256 private _payerFee;
    bool public isResolved;

    constructor(IArbitrator arbitrator, address payable payee) payable {
        ARBITRATOR = arbitrator;
        PAYER = payable(msg.sender);
        PAYEE = payee;
        AMOUNT = msg.value;
    }

    function reclaim() external payable {
        require(msg.sender == PAYER, "only the payer reclaims");
        require(msg.value >= ARBITRATOR.arbitrationCost(""), "the cost is not covered");
        _payerFee = msg.value;
    }

    function contest() external payable {
        require(msg.sender == PAYEE && _payerFee != 0 && disputeId == 0, "nothing to contest");
        disputeId = ARBITRATOR.createDispute{value: msg.value}(2, "");
    }

    function rule(uint256 id, uint256 ruling) external {
        require(msg.sender == address(ARBITRATOR) && id == disputeId && !isResolved, "not a ruling");
        isResolved = true;
        emit Ruling(ARBITRATOR, id, ruling);
        if (ruling == PAYER_WINS) {
            _send(PAYER, AMOUNT + _payerFee);
        } else if (ruling == PAYEE_WINS) {
            _send(PAYEE, AMOUNT + _payerFee);
        } else {
            _send(PAYER, (AMOUNT + _payerFee) / 2);
            _send(PAYEE, address(this).balance);
        }
    }

    function _send(address payable to, uint256 amount) private {
        (bool success,) = to.call{value: amount}("");
        require(success, "not taken");
    }
}
