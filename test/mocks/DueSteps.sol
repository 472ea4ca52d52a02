// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice An institution with steps that are due once, and that can be as hostile as a step can be.
contract DueSteps {
    error NothingDue(uint256 step);

    mapping(uint256 step => bool) public isDone;

    function take(uint256 step) external {
        require(!isDone[step], NothingDue(step));
        isDone[step] = true;
    }

    /// @dev Uses so much gas, and a little more.
    function burn(uint256 amount) external view {
        uint256 gasBefore = gasleft();
        while (gasBefore - gasleft() < amount) {}
    }

    function burnAll() external pure {
        while (true) {}
    }

    /// @dev Answers with much more than anybody can copy for nothing, as a success or as a failure.
    function shout(bool succeeds) external pure {
        assembly ("memory-safe") {
            if succeeds { return(0, 200000) }
            revert(0, 200000)
        }
    }

    /// @dev Calls another contract, and fails if that does.
    function pass(address account, bytes calldata data) external {
        (bool success, bytes memory answer) = account.call(data);
        require(success, string(answer));
    }
}
