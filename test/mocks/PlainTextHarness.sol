// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {PlainText} from "../../contracts/libraries/PlainText.sol";

/// Opens the library to tests.
contract PlainTextHarness {
    function firstFault(bytes calldata text, bool allowsLines) external pure returns (uint256) {
        return PlainText.firstFault(string(text), allowsLines);
    }

    /// Many texts at once. Before each, memory past the text is filled, so that a reader of it would be seen.
    function firstFaults(bytes[] calldata texts, bool allowsLines) external pure returns (uint256[] memory positions) {
        positions = new uint256[](texts.length);
        for (uint256 i = 0; i < texts.length; ++i) {
            bytes memory text = texts[i];
            bytes32 neighbour = ~bytes32(0);
            assembly ("memory-safe") {
                mstore(mload(0x40), neighbour)
            }
            positions[i] = PlainText.firstFault(string(text), allowsLines);
        }
    }
}
