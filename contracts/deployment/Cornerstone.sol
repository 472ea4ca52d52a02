// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ICornerstone} from "./ICornerstone.sol";

/// @title  Cornerstone
/// @notice Creates the institutions of a nation in a fixed order, at addresses that are known before any of them exists.
/// @dev AUTHORITY    The founder lays stones. The cornerstone itself is given no power by anyone: all that it can do is
///                   create, so that nothing has to be taken from it after founding.
///
///      INVARIANTS   [order]: the stone with index k was created with the nonce k + 1, so its address is {addressOf} k.
///
///      LIMITS       127 stones: the encoding of greater nonces is not needed. No stone is created with money.
contract Cornerstone is ICornerstone {
    /// @dev Nonces from 1 to 0x7f are encoded (RLP) as a single byte.
    uint256 private constant MAX_STONES = 0x7f;

    /// @inheritdoc ICornerstone
    address public immutable override FOUNDER;

    // [order]: the contract's nonce is always one more.
    /// @inheritdoc ICornerstone
    uint256 public override laid;

    constructor() {
        FOUNDER = msg.sender;
    }

    /// @inheritdoc ICornerstone
    function addressOf(uint256 index) public view returns (address) {
        require(index < MAX_STONES, Cornerstone_BeyondLast(index, MAX_STONES));
        bytes32 hash = keccak256(abi.encodePacked(bytes2(0xd694), address(this), uint8(index + 1)));
        return address(uint160(uint256(hash)));
    }

    /// @inheritdoc ICornerstone
    function lay(uint256 index, bytes calldata creationCode) external returns (address account) {
        require(msg.sender == FOUNDER, Cornerstone_NotFounder(msg.sender, FOUNDER));
        require(index == laid, Cornerstone_WrongIndex(index, laid));
        require(index < MAX_STONES, Cornerstone_BeyondLast(index, MAX_STONES));

        laid = index + 1;

        bytes memory code = creationCode;
        assembly ("memory-safe") {
            account := create(0, add(code, 0x20), mload(code))
            // A constructor's reason is passed on; without one the check below speaks.
            if and(iszero(account), gt(returndatasize(), 0)) {
                let reason := mload(0x40)
                returndatacopy(reason, 0, returndatasize())
                revert(reason, returndatasize())
            }
        }
        require(account.code.length != 0, Cornerstone_NothingBuilt(index));

        emit StoneLaid(index, account);
    }
}
