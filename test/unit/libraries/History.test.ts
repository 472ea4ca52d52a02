import { loadFixture, type SnapshotRestorer, takeSnapshot, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";

const aHistorian = () => ethers.deployContract("Historian");

/** A number that took several values, ten seconds apart: what it was, and from when. */
async function aNumberWithAPast(changes: number) {
  const historian = await aHistorian();
  const start = (await time.latest()) + 10;
  const values: { value: bigint; since: number }[] = [];
  for (let i = 0; i < changes; i++) {
    const since = start + i * 10;
    const value = BigInt((i * 37) % 11) * 10n + 1n;
    await time.setNextBlockTimestamp(since);
    await historian.record(value);
    values.push({ value, since });
  }
  return { historian, start, values };
}

const nothing = () => aNumberWithAPast(0);
const one = () => aNumberWithAPast(1);
const two = () => aNumberWithAPast(2);
const three = () => aNumberWithAPast(3);
const nine = () => aNumberWithAPast(9);

describe("History", () => {
  describe("record()", () => {
    it("leaves its neighbours in the slot as they were", async () => {
      const { historian } = await loadFixture(nine);
      expect(await historian.neighbour()).to.equal(2n ** 96n - 1n);
    });

    it("keeps no past of the first value", async () => {
      const { historian } = await loadFixture(one);
      expect(await historian.pastCount()).to.equal(0);
    });

    it("keeps a value that gives way at a later second", async () => {
      const { historian } = await loadFixture(three);
      expect(await historian.pastCount()).to.equal(2);
    });

    it("keeps nothing of a value that is set again", async () => {
      const { historian, values } = await loadFixture(three);
      await historian.record(values[2].value);
      expect(await historian.pastCount()).to.equal(2);
      expect(await historian.valueAt(values[2].since)).to.equal(values[2].value);
    });

    it("counts the last value recorded within a second", async () => {
      const { historian } = await loadFixture(one);
      await historian.recordTwice(5, 7);
      const at = await time.latest();
      await time.increase(1);
      expect([await historian.valueAt(at), await historian.pastCount()]).to.deep.equal([7n, 1n]);
    });

    it("accepts 96 bits", async () => {
      const { historian } = await loadFixture(nothing);
      await historian.record(2n ** 96n - 1n);
      expect(await historian.value()).to.equal(2n ** 96n - 1n);
    });

    it("reverts for more", async () => {
      const { historian } = await loadFixture(nothing);
      await expect(historian.record(2n ** 96n))
        .to.be.revertedWithCustomError(historian, "SafeCastOverflowedUintDowncast")
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
        const historian = await aHistorian();
        await time.setNextBlockTimestamp(2 ** 32 - 1);
        await historian.record(9);
        expect(await historian.value()).to.equal(9);
      });

      it("reverts after it", async () => {
        const historian = await aHistorian();
        await time.setNextBlockTimestamp(2 ** 32);
        await expect(historian.record(9))
          .to.be.revertedWithCustomError(historian, "SafeCastOverflowedUintDowncast")
          .withArgs(32, 2 ** 32);
      });
    });
  });

  describe("valueAt()", () => {
    it("is nothing of a number that was never recorded", async () => {
      const { historian, start } = await loadFixture(nothing);
      expect(await historian.valueAt(start)).to.equal(0);
    });

    for (const [name, world] of Object.entries({ one, two, three, nine })) {
      it(`is right at, before and after each of ${name} change(s)`, async () => {
        const { historian, start, values } = await loadFixture(world);
        const expected = (at: number) => values.filter(({ since }) => since <= at).at(-1)?.value ?? 0n;
        for (let at = start - 2; at <= start + values.length * 10; at++) {
          expect(await historian.valueAt(at), `at start + ${at - start}`).to.equal(expected(at));
        }
      });
    }
  });
});
