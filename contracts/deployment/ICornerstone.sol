// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title  Cornerstone
/// @notice Creates the institutions of a nation in a fixed order, at addresses that are known before any of them exists.
interface ICornerstone {
    /* EVENTS */

    /// @notice Emitted when an institution has been created.
    event StoneLaid(uint256 indexed index, address indexed account);

    /* ERRORS */

    /// @notice Only the account that created the cornerstone lays stones: send the step from the founder's account.
    error Cornerstone_NotFounder(address caller, address founder);

    /// @notice Stones are laid in order, each once: this step was done already or is not due yet, so go on with the next.
    error Cornerstone_WrongIndex(uint256 index, uint256 next);

    /// @notice The cornerstone carries no more stones: choose an index below the count it carries.
    error Cornerstone_BeyondLast(uint256 index, uint256 count);

    /// @notice The creation code left no contract behind: give the institution's full creation code, and gas enough.
    error Cornerstone_NothingBuilt(uint256 index);

    /* READING */

    /// @notice The account that created the cornerstone.
    function FOUNDER() external view returns (address); // solhint-disable-line func-name-mixedcase

    /// @notice How many stones have been laid; also the index of the next one.
    function laid() external view returns (uint256);

    /// @notice The address at which a stone lies or will lie.
    /// @param index The stone's place in the order, from 0.
    /// @custom:reverts Cornerstone_BeyondLast if the cornerstone does not carry so many stones.
    function addressOf(uint256 index) external view returns (address);

    /* FOUNDING */

    /// @notice Creates the next institution. Whatever its constructor reverts with is passed on unchanged.
    /// @dev Emits {StoneLaid}.
    /// @param index The stone's place in the order, from 0: a step that was done already is refused, not done twice.
    /// @param creationCode The institution's creation code with its constructor's arguments.
    /// @return account The institution's address, the same that {addressOf} foretold.
    /// @custom:access founder
    /// @custom:reverts Cornerstone_NotFounder if the caller is not the founder.
    /// @custom:reverts Cornerstone_WrongIndex if it is not this stone's turn.
    /// @custom:reverts Cornerstone_BeyondLast if the cornerstone does not carry so many stones.
    /// @custom:reverts Cornerstone_NothingBuilt if the creation code leaves no contract behind and does not say why.
    function lay(uint256 index, bytes calldata creationCode) external returns (address account);
}
