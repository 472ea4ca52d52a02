// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ISanctionable} from "../../contracts/kernel/ISanctionable.sol";

/// @dev Permits or land, kept by one who does with a ruling what a test tells it to. Its orders are 0, to void a record, and 1, to
/// convey it.
contract PlainRegistry is ISanctionable {
    enum Manner {
        Obey,
        Revert,
        BurnGas,
        RevertWithMuch,
        ComeBackIn
    }

    /// @notice This is not that citizen's.
    error PlainRegistry_NotTheirs(uint256 id, uint256 citizenId);

    /// @notice There is no such order.
    error PlainRegistry_UnknownOrder(uint8 order);

    uint8 public constant VOID = 0;
    uint8 public constant CONVEY = 1;

    address private immutable JUSTICE;
    Manner public manner;
    bytes private _attempt;
    bool public didComeBackIn;
    uint256 public acts;
    uint256 public mootActs;
    bytes32 public lastRulingId;
    mapping(uint256 id => uint256 citizenId) public ownerOf;
    mapping(uint256 id => bool) public isVoid;

    /// @notice What nobody has registered is the citizen's whom anybody names.
    bool public isOpen;

    constructor(address justice) {
        JUSTICE = justice;
    }

    function register(uint256 id, uint256 citizenId) external {
        ownerOf[id] = citizenId;
    }

    function open() external {
        isOpen = true;
    }

    function setManner(Manner newManner, bytes calldata attempt) external {
        manner = newManner;
        _attempt = attempt;
    }

    function carryOut(uint8 order, uint256 citizenId, uint256 id, uint256 recipientId, bytes32 rulingId)
        external
        returns (bool isMoot)
    {
        require(msg.sender == JUSTICE, "only justice");
        if (manner == Manner.Revert) revert("not today");
        if (manner == Manner.BurnGas) while (true) {}
        if (manner == Manner.RevertWithMuch) {
            assembly ("memory-safe") {
                revert(0, 100000)
            }
        }
        if (manner == Manner.ComeBackIn) (didComeBackIn,) = JUSTICE.call(_attempt);
        if (isVoid[id]) {
            ++mootActs;
            return true;
        }
        require(order <= CONVEY, PlainRegistry_UnknownOrder(order));
        require(_isTheirs(id, citizenId), PlainRegistry_NotTheirs(id, citizenId));
        ownerOf[id] = order == VOID ? 0 : recipientId;
        isVoid[id] = order == VOID;
        lastRulingId = rulingId;
        ++acts;
    }

    function canCarryOut(uint8 order, uint256 citizenId, uint256 id, uint256) external view returns (bool) {
        return order <= CONVEY && !isVoid[id] && _isTheirs(id, citizenId);
    }

    function _isTheirs(uint256 id, uint256 citizenId) private view returns (bool) {
        uint256 owner = ownerOf[id];
        return owner == citizenId || (isOpen && owner == 0);
    }
}
