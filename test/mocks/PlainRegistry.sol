// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IConveyable} from "../../contracts/tribunal/IConveyable.sol";
import {IVoidable} from "../../contracts/tribunal/IVoidable.sol";

/// @dev Permits or land, kept by one who does with a ruling what a test tells it to.
contract PlainRegistry is IVoidable, IConveyable {
    enum Manner {
        Obey,
        Revert,
        BurnGas,
        RevertWithMuch,
        ComeBackIn
    }

    /// @notice This is not that citizen's.
    error PlainRegistry_NotTheirs(uint256 id, uint256 citizenId);

    address private immutable JUSTICE;
    Manner public manner;
    bytes private _attempt;
    bool public didComeBackIn;
    uint256 public acts;
    bytes32 public lastGrounds;
    mapping(uint256 id => uint256 citizenId) public ownerOf;

    constructor(address justice) {
        JUSTICE = justice;
    }

    function register(uint256 id, uint256 citizenId) external {
        ownerOf[id] = citizenId;
    }

    function setManner(Manner newManner, bytes calldata attempt) external {
        manner = newManner;
        _attempt = attempt;
    }

    function voidPermit(uint256 permitId, uint256 citizenId, bytes32 grounds) external {
        _take(permitId, citizenId, grounds);
        delete ownerOf[permitId];
    }

    function conveyDeed(uint256 deedId, uint256 citizenId, uint256 recipientId, bytes32 grounds) external {
        _take(deedId, citizenId, grounds);
        ownerOf[deedId] = recipientId;
    }

    function _take(uint256 id, uint256 citizenId, bytes32 grounds) private {
        require(msg.sender == JUSTICE, "only justice");
        if (manner == Manner.Revert) revert("not today");
        if (manner == Manner.BurnGas) while (true) {}
        if (manner == Manner.RevertWithMuch) {
            assembly ("memory-safe") {
                revert(0, 100000)
            }
        }
        if (manner == Manner.ComeBackIn) (didComeBackIn,) = JUSTICE.call(_attempt);
        require(ownerOf[id] == citizenId, PlainRegistry_NotTheirs(id, citizenId));
        lastGrounds = grounds;
        ++acts;
    }
}
