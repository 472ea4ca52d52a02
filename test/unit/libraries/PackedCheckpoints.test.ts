import { loadFixture, type SnapshotRestorer, takeSnapshot, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";

const aHarness = () => ethers.deployContract("CheckpointsHarness");

/** A number that took several values, ten seconds apart: what it was, and from when. */
async function aNumberWithChanges(changes: number) {
  const harness = await aHarness();
  const start = (await time.latest()) + 10;
  const values: { value: bigint; since: number }[] = [];
  for (let i = 0; i < changes; i++) {
    const since = start + i * 10;
    const value = BigInt((i * 37) % 11) * 10n + 1n;
    await time.setNextBlockTimestamp(since);
    await harness.record(value);
    values.push({ value, since });
  }
  return { harness, start, values };
}

const nothing = () => aNumberWithChanges(0);
const one = () => aNumberWithChanges(1);
const two = () => aNumberWithChanges(2);
const three = () => aNumberWithChanges(3);
const nine = () => aNumberWithChanges(9);

describe("PackedCheckpoints", () => {
  describe("record()", () => {
    it("leaves its neighbours in the slot as they were", async () => {
      const { harness } = await loadFixture(nine);
      expect(await harness.neighbour()).to.equal(2n ** 96n - 1n);
    });

    it("keeps no past of the first value", async () => {
      const { harness } = await loadFixture(one);
      expect(await harness.earlierCount()).to.equal(0);
    });

    it("keeps a value that gives way at a later second", async () => {
      const { harness } = await loadFixture(three);
      expect(await harness.earlierCount()).to.equal(2);
    });

    it("keeps nothing of a value that is set again", async () => {
      const { harness, values } = await loadFixture(three);
      await harness.record(values[2].value);
      expect(await harness.earlierCount()).to.equal(2);
      expect(await harness.valueAt(values[2].since)).to.equal(values[2].value);
    });

    it("counts the last value recorded within a second", async () => {
      const { harness } = await loadFixture(one);
      await harness.recordTwice(5, 7);
      const at = await time.latest();
      await time.increase(1);
      expect([await harness.valueAt(at), await harness.earlierCount()]).to.deep.equal([7n, 1n]);
    });

    it("accepts 96 bits", async () => {
      const { harness } = await loadFixture(nothing);
      await harness.record(2n ** 96n - 1n);
      expect(await harness.value()).to.equal(2n ** 96n - 1n);
    });

    it("reverts for more", async () => {
      const { harness } = await loadFixture(nothing);
      await expect(harness.record(2n ** 96n))
        .to.be.revertedWithCustomError(harness, "SafeCastOverflowedUintDowncast")
        .withArgs(96, 2n ** 96n);
    });

    context("given time runs out of 32 bits", () => {
      let before: SnapshotRestorer;
      beforeEach(async () => {
        before = await takeSnapshot();
      });
      // Nothing else should live in that time.
      afterEach(() => before.restore());

      it("accepts the last second", async () => {
        const harness = await aHarness();
        await time.setNextBlockTimestamp(2 ** 32 - 1);
        await harness.record(9);
        expect(await harness.value()).to.equal(9);
      });

      it("reverts after it", async () => {
        const harness = await aHarness();
        await time.setNextBlockTimestamp(2 ** 32);
        await expect(harness.record(9))
          .to.be.revertedWithCustomError(harness, "SafeCastOverflowedUintDowncast")
          .withArgs(32, 2 ** 32);
      });
    });
  });

  describe("valueAt()", () => {
    it("is nothing of a number that was never recorded", async () => {
      const { harness, start } = await loadFixture(nothing);
      expect(await harness.valueAt(start)).to.equal(0);
    });

    for (const [name, world] of Object.entries({ one, two, three, nine })) {
      it(`is right at, before and after each of ${name} change(s)`, async () => {
        const { harness, start, values } = await loadFixture(world);
        const expected = (at: number) => values.filter(({ since }) => since <= at).at(-1)?.value ?? 0n;
        for (let at = start - 2; at <= start + values.length * 10; at++) {
          expect(await harness.valueAt(at), `at start + ${at - start}`).to.equal(expected(at));
        }
      });
    }
  });
});
