// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {
    MAX_HEADS,
    MAX_LATE_EXTENSION,
    MAX_STAKE_UNITS,
    PERIOD_BITS,
    Tally,
    Tally_Overflow,
    openTally
} from "../../contracts/governor/Tally.sol";
import {ForgeTest} from "./support/ForgeTest.sol";

contract TallyFuzz is ForgeTest {
    /// The longest period that the governor can be founded with.
    uint256 private constant MAX_PERIOD = 90 days;

    string private constant GOV_6 =
        "GOV-6: each counter of a tally holds what was counted in it, and none carries into another";

    /// GOV-6: each counter of a tally holds what was counted in it, and none carries into another.
    function testFuzz_GOV_6_everyCounterHoldsItsOwn(
        uint32 start,
        uint256 period,
        uint256 extension,
        uint256[3] memory heads,
        uint256[3] memory stake,
        uint256 order
    ) public pure {
        (period, extension) = (bound(period, 0, MAX_PERIOD), bound(extension, 0, MAX_LATE_EXTENSION));
        Tally tally = openTally(start, period, extension);
        for (uint256 i = 0; i < 3; ++i) {
            uint256 support = (order % 3 + i) % 3;
            heads[support] = bound(heads[support], 0, MAX_HEADS);
            stake[support] = bound(stake[support], 0, MAX_STAKE_UNITS);
            // In two ballots, so that what is counted meets what was there.
            tally = tally.counted(support, heads[support] / 3, stake[support] / 3);
            tally = tally.counted(support, heads[support] - heads[support] / 3, stake[support] - stake[support] / 3);
        }

        tally = tally.withObjectors(order % 7);
        for (uint256 support = 0; support < 3; ++support) {
            vm.assertEq(tally.headsOf(support), heads[support], GOV_6);
            // Stake that abstains is not counted.
            if (support < 2) vm.assertEq(tally.stakeOf(support), stake[support], GOV_6);
        }
        vm.assertEq(tally.objectors(), order % 7 < 3 ? order % 7 : 3, GOV_6);
        vm.assertEq(tally.snapshot(), start, GOV_6);
        vm.assertEq(tally.deadline(), start + period, GOV_6);
        vm.assertEq(tally.lateExtension(), _wholeMinutes(extension), GOV_6);
    }

    /// GOV-6 at its edges: a full counter takes not one vote more, whatever the others hold.
    function testFuzz_GOV_6_aFullCounterTakesNoMore(uint8 support, uint256 heads, uint256 moreHeads, uint256 moreStake)
        public
    {
        support = uint8(bound(support, 0, 2));
        heads = bound(heads, 0, MAX_HEADS);
        Tally full = openTally(type(uint32).max, MAX_PERIOD, MAX_LATE_EXTENSION);
        for (uint256 i = 0; i < 3; ++i) {
            full = full.counted(i, i == support ? heads : MAX_HEADS, MAX_STAKE_UNITS);
        }

        moreHeads = bound(moreHeads, MAX_HEADS - heads + 1, type(uint128).max);
        vm.expectRevert(abi.encodeWithSelector(Tally_Overflow.selector, heads + moreHeads, MAX_HEADS));
        this.count(full, support, moreHeads, 0);

        if (support == 2) return;
        moreStake = bound(moreStake, 1, type(uint128).max);
        vm.expectRevert(abi.encodeWithSelector(Tally_Overflow.selector, MAX_STAKE_UNITS + moreStake, MAX_STAKE_UNITS));
        this.count(full, support, 0, moreStake);
    }

    /// GOV-6 for the end of a vote: to move it moves nothing else.
    function testFuzz_GOV_6_anotherEndMovesNothingElse(uint256 word, uint256 period) public pure {
        Tally tally = Tally.wrap(word);
        uint256 end = tally.snapshot() + bound(period, 0, (1 << PERIOD_BITS) - 1);
        Tally moved = tally.prolonged(end);
        vm.assertEq(moved.deadline(), end, GOV_6);
        vm.assertEq(moved.objectors(), tally.objectors(), GOV_6);
        vm.assertEq(moved.snapshot(), tally.snapshot(), GOV_6);
        vm.assertEq(moved.lateExtension(), tally.lateExtension(), GOV_6);
        for (uint256 support = 0; support < 3; ++support) {
            vm.assertEq(moved.headsOf(support), tally.headsOf(support), GOV_6);
            if (support < 2) vm.assertEq(moved.stakeOf(support), tally.stakeOf(support), GOV_6);
        }
    }

    /// The longest vote that a governor opens fits, prolonged as late as it can be.
    function testFuzz_theLongestVoteFits(uint32 start) public pure {
        Tally tally = openTally(start, MAX_PERIOD, MAX_LATE_EXTENSION);
        uint256 end = uint256(start) + MAX_PERIOD + 5 * MAX_LATE_EXTENSION;
        vm.assertEq(tally.prolonged(end).deadline(), end);
    }

    /// A beginning that 32 bits do not hold is refused, not cut.
    function testFuzz_aBeginningIsNeverCut(uint256 start) public {
        start = bound(start, uint256(type(uint32).max) + 1, type(uint256).max);
        vm.expectRevert(abi.encodeWithSelector(SafeCast.SafeCastOverflowedUintDowncast.selector, 32, start));
        this.open(start);
    }

    /// An extension is kept in whole minutes, and never shortened.
    function testFuzz_anExtensionIsNeverShortened(uint256 extension) public pure {
        extension = bound(extension, 0, MAX_LATE_EXTENSION);
        uint256 kept = openTally(0, 0, extension).lateExtension();
        vm.assertEq(kept, _wholeMinutes(extension));
        vm.assertLe(extension, kept);
    }

    function count(Tally tally, uint256 support, uint256 heads, uint256 stakeUnits) external pure returns (Tally) {
        return tally.counted(support, heads, stakeUnits);
    }

    function open(uint256 start) external pure returns (Tally) {
        return openTally(start, 0, 0);
    }

    function _wholeMinutes(uint256 period) private pure returns (uint256) {
        uint256 over = period % 60;
        return over == 0 ? period : period + 60 - over;
    }
}
