// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ProposalClass, ProposalRound} from "../../contracts/governor/INationGovernor.sol";
import {Rules, Terms, toPin, toRules} from "../../contracts/governor/Rules.sol";
import {ForgeTest} from "./support/ForgeTest.sol";

contract RulesFuzz is ForgeTest {
    string private constant GOV_7 = "GOV-7: rules come back as they were fixed";

    /// GOV-7: rules come back as they were fixed.
    function testFuzz_GOV_7_rulesComeBackAsTheyWereFixed(
        uint256[3] memory shares,
        bool constitutional,
        uint8 round,
        uint32 proposer,
        bytes32 digest
    ) public pure {
        for (uint256 i = 0; i < 3; ++i) {
            shares[i] = bound(shares[i], 0, 100_00);
        }
        Terms memory terms = Terms({
            citizenQuorum: shares[0],
            citizenMajority: shares[1],
            stakeObjection: shares[2],
            class: constitutional ? ProposalClass.Constitutional : ProposalClass.Ordinary,
            round: ProposalRound(round % 3),
            proposerId: proposer,
            codePin: toPin(digest)
        });
        Rules rules = toRules(terms);
        _compare(rules, terms);
        vm.assertTrue(!rules.isProposedAgain(), GOV_7);
        _compare(rules.withSuccessor(), terms);
        vm.assertTrue(rules.withSuccessor().isProposedAgain(), GOV_7);
    }

    /// Two digests share a pin only if they share their first 178 bits.
    function testFuzz_aPinTellsDigestsApart(bytes32 digest, uint8 bit) public pure {
        bytes32 other = digest ^ bytes32(uint256(1) << bit);
        vm.assertTrue((toPin(digest) == toPin(other)) == (bit < 256 - 178));
    }

    function _compare(Rules rules, Terms memory terms) private pure {
        vm.assertEq(rules.citizenQuorum(), terms.citizenQuorum, GOV_7);
        vm.assertEq(rules.citizenMajority(), terms.citizenMajority, GOV_7);
        vm.assertEq(rules.stakeObjection(), terms.stakeObjection, GOV_7);
        vm.assertEq(uint256(rules.class()), uint256(terms.class), GOV_7);
        vm.assertEq(uint256(rules.round()), uint256(terms.round), GOV_7);
        vm.assertEq(rules.proposerId(), terms.proposerId, GOV_7);
        vm.assertEq(rules.codePin(), terms.codePin, GOV_7);
    }
}
