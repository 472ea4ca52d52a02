// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {TextWidth} from "../../contracts/passport/TextWidth.sol";

contract TextWidthHarness {
    function measure(string calldata text) external pure returns (uint256) {
        return TextWidth.measure(text);
    }

    function middleSpace(string calldata text) external pure returns (uint256) {
        return TextWidth.middleSpace(text);
    }
}
