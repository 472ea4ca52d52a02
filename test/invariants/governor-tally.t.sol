// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {
    MAX_LATE_EXTENSION,
    MAX_STAKE_UNITS,
    Tally,
    Tally_Overflow,
    openTally
} from "../../contracts/governor/Tally.sol";
import {ForgeTest} from "./support/ForgeTest.sol";

contract TallyFuzz is ForgeTest {
    string private constant GOV_6 =
        "GOV-6: each counter of a tally holds what was counted in it, and none carries into another";

    /// GOV-6: each counter of a tally holds what was counted in it, and none carries into another.
    function testFuzz_GOV_6_everyCounterHoldsItsOwn(
        uint40 end,
        uint256 extension,
        uint24[3] memory heads,
        uint256[3] memory stake,
        uint256 order
    ) public pure {
        Tally tally = openTally(end, extension = bound(extension, 0, MAX_LATE_EXTENSION));
        for (uint256 i = 0; i < 3; ++i) {
            uint256 support = (order % 3 + i) % 3;
            stake[support] = bound(stake[support], 0, MAX_STAKE_UNITS);
            // In two ballots, so that what is counted meets what was there.
            tally = tally.counted(support, heads[support] / 3, stake[support] / 3);
            tally = tally.counted(support, heads[support] - heads[support] / 3, stake[support] - stake[support] / 3);
        }

        for (uint256 support = 0; support < 3; ++support) {
            vm.assertEq(tally.headsOf(support), heads[support], GOV_6);
            vm.assertEq(tally.stakeOf(support), stake[support], GOV_6);
        }
        vm.assertEq(tally.deadline(), end, GOV_6);
        vm.assertEq(tally.lateExtension(), _wholeMinutes(extension), GOV_6);
    }

    /// GOV-6 at its edges: a full counter takes not one vote more, whatever the others hold.
    function testFuzz_GOV_6_aFullCounterTakesNoMore(uint8 support, uint24 heads, uint256 moreHeads, uint256 moreStake)
        public
    {
        support = uint8(bound(support, 0, 2));
        Tally full = openTally(type(uint40).max, MAX_LATE_EXTENSION);
        for (uint256 i = 0; i < 3; ++i) {
            full = full.counted(i, i == support ? heads : type(uint24).max, MAX_STAKE_UNITS);
        }

        moreHeads = bound(moreHeads, type(uint24).max - heads + uint256(1), type(uint128).max);
        vm.expectRevert(abi.encodeWithSelector(Tally_Overflow.selector, heads + moreHeads, type(uint24).max));
        this.count(full, support, moreHeads, 0);

        moreStake = bound(moreStake, 1, type(uint128).max);
        vm.expectRevert(abi.encodeWithSelector(Tally_Overflow.selector, MAX_STAKE_UNITS + moreStake, MAX_STAKE_UNITS));
        this.count(full, support, 0, moreStake);
    }

    /// GOV-6 for the end of a vote: to move it moves nothing else.
    function testFuzz_GOV_6_anotherEndMovesNothingElse(uint256 word, uint40 end) public pure {
        Tally tally = Tally.wrap(word);
        Tally moved = tally.until(end);
        vm.assertEq(moved.deadline(), end, GOV_6);
        vm.assertEq(moved.lateExtension(), tally.lateExtension(), GOV_6);
        for (uint256 support = 0; support < 3; ++support) {
            vm.assertEq(moved.headsOf(support), tally.headsOf(support), GOV_6);
            vm.assertEq(moved.stakeOf(support), tally.stakeOf(support), GOV_6);
        }
    }

    /// An end that 40 bits do not hold is refused, not cut.
    function testFuzz_anEndIsNeverCut(uint256 word, uint256 end) public {
        end = bound(end, uint256(type(uint40).max) + 1, type(uint256).max);
        vm.expectRevert();
        this.prolong(Tally.wrap(word), end);
    }

    /// An extension is kept in whole minutes, and never shortened.
    function testFuzz_anExtensionIsNeverShortened(uint256 extension) public pure {
        extension = bound(extension, 0, MAX_LATE_EXTENSION);
        uint256 kept = openTally(0, extension).lateExtension();
        vm.assertEq(kept, _wholeMinutes(extension));
        vm.assertLe(extension, kept);
    }

    function count(Tally tally, uint256 support, uint256 heads, uint256 stakeUnits) external pure returns (Tally) {
        return tally.counted(support, heads, stakeUnits);
    }

    function prolong(Tally tally, uint256 end) external pure returns (Tally) {
        return tally.until(end);
    }

    function _wholeMinutes(uint256 period) private pure returns (uint256) {
        uint256 over = period % 60;
        return over == 0 ? period : period + 60 - over;
    }
}
