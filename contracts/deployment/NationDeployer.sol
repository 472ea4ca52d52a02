// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {INationDeployer} from "./INationDeployer.sol";

/// @title  Nation deployer
/// @notice Deploys the institutions of a nation in a fixed order, at addresses that are known beforehand.
/// @dev AUTHORITY    The founder deploys. No institution gives the deployer a power, so founding has none to take back.
///
///      INVARIANTS   DEPLOY-1 [order]: contract k has the nonce k + 1, so its address is {addressOf} k.
///
///      LIMITS       127 contracts: greater nonces have a longer encoding. Contracts are deployed without money.
contract NationDeployer is INationDeployer {
    /// @dev RLP encodes nonces from 1 to 0x7f as a single byte.
    uint256 private constant MAX_CONTRACTS = 0x7f;

    /// @inheritdoc INationDeployer
    address public immutable override FOUNDER;

    // [order]: the contract's nonce is always one more.
    /// @inheritdoc INationDeployer
    uint256 public override deployedCount;

    constructor() {
        FOUNDER = msg.sender;
    }

    /// @inheritdoc INationDeployer
    function addressOf(uint256 index) public view returns (address) {
        require(index < MAX_CONTRACTS, NationDeployer_BeyondLast(index, MAX_CONTRACTS));
        bytes32 hash = keccak256(abi.encodePacked(bytes2(0xd694), address(this), uint8(index + 1)));
        return address(uint160(uint256(hash)));
    }

    /// @inheritdoc INationDeployer
    function deploy(uint256 index, bytes calldata creationCode) external returns (address account) {
        require(msg.sender == FOUNDER, NationDeployer_NotFounder(msg.sender, FOUNDER));
        if (index != deployedCount) revert NationDeployer_WrongIndex(index, deployedCount);
        require(index < MAX_CONTRACTS, NationDeployer_BeyondLast(index, MAX_CONTRACTS));

        deployedCount = index + 1;

        bytes memory code = creationCode;
        assembly ("memory-safe") {
            account := create(0, add(code, 0x20), mload(code))
            // A constructor's reason is passed on. The check below covers a failure without a reason.
            if and(iszero(account), gt(returndatasize(), 0)) {
                let reason := mload(0x40)
                returndatacopy(reason, 0, returndatasize())
                revert(reason, returndatasize())
            }
        }
        require(account.code.length != 0, NationDeployer_NothingDeployed(index));

        emit Deployed(index, account);
    }
}
