// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ProposalClass} from "../../contracts/governor/INationGovernor.sol";
import {Rules, toPin, toRules} from "../../contracts/governor/Rules.sol";
import {ForgeTest} from "./support/ForgeTest.sol";

contract RulesFuzz is ForgeTest {
    string private constant GOV_7 = "GOV-7: rules come back as they were fixed";

    /// GOV-7: rules come back as they were fixed.
    function testFuzz_GOV_7_rulesComeBackAsTheyWereFixed(uint256[4] memory shares, bool constitutional, bytes32 digest)
        public
        pure
    {
        for (uint256 i = 0; i < 4; ++i) {
            shares[i] = bound(shares[i], 0, 100_00);
        }
        ProposalClass class = constitutional ? ProposalClass.Constitutional : ProposalClass.Ordinary;
        Rules rules = toRules(shares, class, toPin(digest));

        vm.assertEq(rules.citizenQuorum(), shares[0], GOV_7);
        vm.assertEq(rules.citizenMajority(), shares[1], GOV_7);
        vm.assertEq(rules.stakeQuorum(), shares[2], GOV_7);
        vm.assertEq(rules.stakeMajority(), shares[3], GOV_7);
        vm.assertEq(uint256(rules.class()), uint256(class), GOV_7);
        vm.assertEq(rules.codePin(), toPin(digest), GOV_7);
    }

    /// Two digests share a pin only if they share their first 199 bits.
    function testFuzz_aPinTellsDigestsApart(bytes32 digest, uint8 bit) public pure {
        bytes32 other = digest ^ bytes32(uint256(1) << bit);
        vm.assertTrue((toPin(digest) == toPin(other)) == (bit < 256 - 199));
    }
}
