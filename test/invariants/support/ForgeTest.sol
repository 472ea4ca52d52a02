// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {LibString} from "solady/src/utils/LibString.sol";

/// An event, as it was recorded.
struct Log {
    bytes32[] topics;
    bytes data;
    address emitter;
}

/// The cheatcodes these tests use, at the address forge serves them from.
interface Vm {
    function addr(uint256 privateKey) external pure returns (address);
    function assertEq(uint256 left, uint256 right) external pure;
    function assertEq(uint256 left, uint256 right, string calldata message) external pure;
    function assertEq(address left, address right) external pure;
    function assertEq(bytes32 left, bytes32 right) external pure;
    function assertEq(bytes32 left, bytes32 right, string calldata message) external pure;
    function assertLe(uint256 left, uint256 right) external pure;
    function assertLe(uint256 left, uint256 right, string calldata message) external pure;
    function assertTrue(bool condition) external pure;
    function assertTrue(bool condition, string calldata message) external pure;
    function assume(bool condition) external pure;
    function deal(address account, uint256 newBalance) external;
    function etch(address account, bytes calldata newCode) external;
    function expectRevert() external;
    function expectRevert(bytes4 selector) external;
    function expectRevert(bytes calldata data) external;
    function fee(uint256 newBaseFee) external;
    function getRecordedLogs() external returns (Log[] memory logs);
    function label(address account, string calldata name) external;
    function prank(address sender) external;
    function recordLogs() external;
    function roll(uint256 blockNumber) external;
    function sign(uint256 privateKey, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);
    function startPrank(address sender) external;
    function stopPrank() external;
    function warp(uint256 timestamp) external;
}

struct FuzzSelector {
    address addr;
    bytes4[] selectors;
}

abstract contract ForgeTest {
    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    // solhint-disable-next-line var-name-mixedcase
    bool public IS_TEST = true;

    address[] private _targets;
    FuzzSelector[] private _selectors;

    function targetContract(address target) internal {
        _targets.push(target);
    }

    function targetSelector(address target, bytes4[] memory selectors) internal {
        _selectors.push(FuzzSelector(target, selectors));
    }

    function targetContracts() public view returns (address[] memory) {
        return _targets;
    }

    function targetSelectors() public view returns (FuzzSelector[] memory) {
        return _selectors;
    }

    function bound(uint256 x, uint256 min, uint256 max) internal pure returns (uint256) {
        if (x >= min && x <= max) return x;
        unchecked {
            uint256 size = max - min + 1;
            return size == 0 ? x : min + (x % size);
        }
    }

    function makeAddr(string memory name) internal returns (address account) {
        account = vm.addr(uint256(keccak256(bytes(name))));
        vm.label(account, name);
    }

    /// Calls as somebody. It must pass exactly if it may, which the message tells with the selector and the answer.
    function _callTo(address target, address caller, bytes memory data, bool may) internal returns (bytes memory) {
        vm.prank(caller);
        (bool success, bytes memory answer) = target.call(data);
        string memory call = LibString.toHexString(uint32(bytes4(data)), 4);
        string memory detail = LibString.toHexString(answer);
        vm.assertTrue(
            success == may, string.concat(call, may ? " should have passed: " : " should have failed: ", detail)
        );
        return answer;
    }
}
