// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {StandingProvisions} from "../../contracts/governor/StandingProvisions.sol";
import {ForgeTest} from "./support/ForgeTest.sol";

contract StandingProvisionsFuzz is ForgeTest {
    uint8[10] private _bits = [25, 25, 25, 25, 44, 14, 14, 14, 14, 14];

    /// Each provision keeps its own value and mark, whatever is written to the others.
    function testFuzz_valuesKeepApart(uint256[10] memory values, uint16 onTrial, uint8 again, uint256 newValue)
        public
        view
    {
        StandingProvisions standing = StandingProvisions.wrap(0);
        for (uint256 i = 0; i < 10; ++i) {
            values[i] &= (1 << _bits[i]) - 1;
            standing = standing.withValue(i, values[i]);
            if ((onTrial >> i) & 1 != 0) standing = standing.withTrial(i);
        }
        uint256 changed = again % 10;
        values[changed] = newValue & ((1 << _bits[changed]) - 1);
        standing = standing.withValue(changed, values[changed]);

        for (uint256 i = 0; i < 10; ++i) {
            vm.assertEq(standing.valueOf(i), values[i]);
            vm.assertTrue(standing.isOnTrial(i) == (i != changed && (onTrial >> i) & 1 != 0));
        }
    }
}
