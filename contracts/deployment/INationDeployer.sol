// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title  Nation deployer
/// @notice Deploys the institutions of a nation in a fixed order, at addresses that are known beforehand.
interface INationDeployer {
    /* EVENTS */

    /// @notice Emitted when an institution is deployed.
    event Deployed(uint256 indexed index, address indexed account);

    /* ERRORS */

    /// @notice Only the founder, who created the deployer, can deploy: send the step from the founder's account.
    error NationDeployer_NotFounder(address caller, address founder);

    /// @notice Contracts are deployed in order, each once, and another one is due: deploy the one with the next index.
    error NationDeployer_WrongIndex(uint256 index, uint256 next);

    /// @notice The deployer has no such index: choose one below the count.
    error NationDeployer_BeyondLast(uint256 index, uint256 count);

    /// @notice The creation code left no contract behind: give the institution's full creation code, and enough gas.
    error NationDeployer_NothingDeployed(uint256 index);

    /* READING */

    /// @notice The account that created the deployer.
    function FOUNDER() external view returns (address); // solhint-disable-line func-name-mixedcase

    /// @notice The number of contracts deployed, which is also the index of the next one.
    function deployedCount() external view returns (uint256);

    /// @notice The address of a contract, whether it is deployed already or not.
    /// @param index The contract's place in the order, from 0.
    /// @custom:reverts NationDeployer_BeyondLast if the index is 127 or more.
    function addressOf(uint256 index) external view returns (address);

    /* FOUNDING */

    /// @notice Deploys the next institution. A constructor's revert reason is passed on unchanged.
    /// @dev Emits {Deployed}.
    /// @param index The contract's place in the order, from 0. A step that is sent twice reverts the second time.
    /// @param creationCode The institution's creation code with its constructor's arguments.
    /// @return account The institution's address, as {addressOf} predicts it.
    /// @custom:access founder
    /// @custom:reverts NationDeployer_NotFounder if the caller is not the founder.
    /// @custom:reverts NationDeployer_WrongIndex if the index is not the next one.
    /// @custom:reverts NationDeployer_BeyondLast if the index is 127 or more.
    /// @custom:reverts NationDeployer_NothingDeployed if the creation code leaves no contract and gives no reason.
    function deploy(uint256 index, bytes calldata creationCode) external returns (address account);
}
