import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";

describe("ExpiryIndex", () => {
  const anIndex = () => ethers.deployContract("ExpiryIndexHarness");

  /** Five entries on the last day take the places of the first ones, so that counters keep all others. */
  async function aFullerIndex() {
    const index = await anIndex();
    for (let i = 0; i < 5; i++) await index.add(65_535);
    return index;
  }

  describe("countThrough()", () => {
    it("is 0 of an empty index", async () => {
      const index = await loadFixture(anIndex);
      expect(await index.countThrough(65_535)).to.equal(0n);
    });

    for (const [where, world, others] of [
      ["among the first five", anIndex, 0n],
      ["after the first five", aFullerIndex, 5n],
    ] as const) {
      for (const day of [0, 1, 15, 16, 63, 64, 1_023, 1_024, 20_779, 65_534]) {
        context(`given an entry on day ${day}, ${where}`, () => {
          it("counts it from that day on", async () => {
            const index = await loadFixture(world);
            await index.add(day);
            expect(await index.countThrough(day)).to.equal(1n);
            expect(await index.countThrough(65_535)).to.equal(1n + others);
          });

          if (day > 0) {
            it("does not count it before", async () => {
              const index = await loadFixture(world);
              await index.add(day);
              expect(await index.countThrough(day - 1)).to.equal(0n);
              expect(await index.countThrough(0)).to.equal(0n);
            });
          }

          it("forgets it once removed", async () => {
            const index = await loadFixture(world);
            await index.add(day);
            await index.add(day);
            await index.remove(day);
            expect(await index.countThrough(65_535)).to.equal(1n + others);
          });
        });
      }
    }

    it("counts the last day in both places", async () => {
      const index = await loadFixture(aFullerIndex);
      await index.add(65_535);
      expect(await index.countThrough(65_534)).to.equal(0n);
      expect(await index.countThrough(65_535)).to.equal(6n);
    });

    it("keeps what is counted when a place among the first becomes free", async () => {
      const index = await loadFixture(aFullerIndex);
      await index.add(7);
      await index.remove(65_535);
      expect(await index.countThrough(65_534)).to.equal(1n);
      expect(await index.countThrough(65_535)).to.equal(5n);
    });

    // Checks EXPIRY-1.
    it("agrees with a list, after random additions and removals", async () => {
      const index = await loadFixture(anIndex);
      const days: number[] = [];
      let state = 7;
      const roll = (sides: number) => (state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff) % sides;
      for (let i = 0; i < 300; i++) {
        if (days.length > 5 && roll(4) === 0) {
          const [day] = days.splice(roll(days.length), 1);
          await index.remove(day);
        } else {
          const day = roll(2) === 0 ? roll(65_536) : 20_000 + roll(50);
          days.push(day);
          await index.add(day);
        }
        const asked = roll(2) === 0 ? roll(65_536) : 20_000 + roll(50);
        expect(await index.countThrough(asked)).to.equal(BigInt(days.filter((day) => day <= asked).length));
      }
    });

    it("adds full counters up", async () => {
      const index = await loadFixture(aFullerIndex);
      for (let block = 0; block < 32; block++) await index.fill(block * 64 + block, 65_535);
      expect(await index.countThrough(2_047)).to.equal(32n * 65_535n);
      for (let day = 64_000; day < 64_016; day++) await index.fill(day, 4_095);
      expect(await index.countThrough(64_015)).to.equal(32n * 65_535n + 16n * 4_095n);
    });
  });

  describe("add()", () => {
    it("takes the 65,535th entry of a block of 64 days after the first five", async () => {
      const index = await loadFixture(aFullerIndex);
      await index.fill(8_191, 65_534);
      await index.add(8_128);
      expect(await index.countThrough(8_191)).to.equal(65_535n);
    });

    it("reverts with ExpiryIndex_Full afterwards", async () => {
      const index = await loadFixture(aFullerIndex);
      await index.fill(8_191, 65_535);
      await expect(index.add(8_128)).to.be.revertedWithCustomError(index, "ExpiryIndex_Full").withArgs(8_128n, 65_535n);
    });

    it("still takes entries in other blocks", async () => {
      const index = await loadFixture(aFullerIndex);
      await index.fill(8_191, 65_535);
      await index.add(8_192);
      await index.add(8_127);
      expect(await index.countThrough(65_534)).to.equal(65_537n);
    });

    it("takes an entry among the first where a block is full", async () => {
      const index = await loadFixture(aFullerIndex);
      await index.fill(8_191, 65_535);
      await index.remove(65_535);
      await index.add(8_128);
      expect(await index.countThrough(8_191)).to.equal(65_536n);
    });
  });
});
