import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";

describe("Calendar", () => {
  const aCalendar = async () => (await ethers.getContractFactory("CalendarHarness")).deploy();

  describe("countThrough()", () => {
    it("is 0 of an empty calendar", async () => {
      const calendar = await loadFixture(aCalendar);
      expect(await calendar.countThrough(65_535)).to.equal(0n);
    });

    for (const day of [0, 1, 15, 16, 255, 256, 4_095, 4_096, 20_779, 65_534, 65_535]) {
      context(`given an entry on day ${day}`, () => {
        it("counts it from that day on", async () => {
          const calendar = await loadFixture(aCalendar);
          await calendar.add(day);
          expect(await calendar.countThrough(day)).to.equal(1n);
          expect(await calendar.countThrough(65_535)).to.equal(1n);
        });

        if (day > 0) {
          it("does not count it before", async () => {
            const calendar = await loadFixture(aCalendar);
            await calendar.add(day);
            expect(await calendar.countThrough(day - 1)).to.equal(0n);
            expect(await calendar.countThrough(0)).to.equal(0n);
          });
        }

        it("forgets it once removed", async () => {
          const calendar = await loadFixture(aCalendar);
          await calendar.add(day);
          await calendar.add(day);
          await calendar.remove(day);
          expect(await calendar.countThrough(65_535)).to.equal(1n);
        });
      });
    }

    // Checks CALENDAR-1.
    it("agrees with a list, after random additions and removals", async () => {
      const calendar = await loadFixture(aCalendar);
      const days: number[] = [];
      let state = 7;
      const roll = (sides: number) => (state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff) % sides;
      for (let i = 0; i < 300; i++) {
        if (days.length > 5 && roll(4) === 0) {
          const [day] = days.splice(roll(days.length), 1);
          await calendar.remove(day);
        } else {
          const day = roll(2) === 0 ? roll(65_536) : 20_000 + roll(50);
          days.push(day);
          await calendar.add(day);
        }
        const asked = roll(2) === 0 ? roll(65_536) : 20_000 + roll(50);
        expect(await calendar.countThrough(asked)).to.equal(BigInt(days.filter((day) => day <= asked).length));
      }
    });

    it("adds full counters up", async () => {
      const calendar = await loadFixture(aCalendar);
      for (let branch = 0; branch < 16; branch++) await calendar.fill(branch * 4_096 + branch * 273, 65_535);
      expect(await calendar.countThrough(65_535)).to.equal(16n * 65_535n);
    });
  });

  describe("add()", () => {
    it("takes the 65,535th entry of a span of 4,096 days", async () => {
      const calendar = await loadFixture(aCalendar);
      await calendar.fill(8_191, 65_534);
      await calendar.add(4_096);
      expect(await calendar.countThrough(8_191)).to.equal(65_535n);
    });

    it("reverts with Calendar_Full afterwards", async () => {
      const calendar = await loadFixture(aCalendar);
      await calendar.fill(8_191, 65_535);
      await expect(calendar.add(4_096))
        .to.be.revertedWithCustomError(calendar, "Calendar_Full")
        .withArgs(4_096n, 65_535n);
    });

    it("still takes entries in other spans", async () => {
      const calendar = await loadFixture(aCalendar);
      await calendar.fill(8_191, 65_535);
      await calendar.add(8_192);
      await calendar.add(4_095);
      expect(await calendar.countThrough(65_535)).to.equal(65_537n);
    });
  });
});
