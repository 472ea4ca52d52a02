import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { DAY, ENDLESS, GROUNDS, midnight, nextAt, now, waitUntil } from "../../fixtures/citizenship";
import { three, threeForTenDays } from "./world";

describe("CitizenVotes", () => {
  describe("isStillActive()", () => {
    it("is so of an active citizen, back to the first second", async () => {
      const { citizenship } = await loadFixture(three);
      const { since } = await citizenship.citizen(1);
      expect(await citizenship.isStillActive(1, since)).to.equal(true);
      expect(await citizenship.isStillActive(1, await now())).to.equal(true);
    });

    it("is not so of a moment before the citizenship, nor of an id that was never given", async () => {
      const { citizenship } = await loadFixture(three);
      const { since } = await citizenship.citizen(1);
      expect(await citizenship.isStillActive(1, since - 1n)).to.equal(false);
      expect(await citizenship.isStillActive(99, since)).to.equal(false);
    });

    it("is not so of who is suspended now", async () => {
      const { citizenship, justice } = await loadFixture(three);
      const before = await now();
      await citizenship.connect(justice).suspend(1, before + 2n * DAY, GROUNDS);
      expect(await citizenship.isStillActive(1, before)).to.equal(false);
    });

    it("is so of who was reinstated from the midnight after on", async () => {
      const { citizenship, justice } = await loadFixture(three);
      const before = await now();
      await citizenship.connect(justice).suspend(1, before + 2n * DAY, GROUNDS);
      await nextAt(before + 4n * DAY);
      await citizenship.reinstate(1);
      const next = midnight(await now());
      expect(await citizenship.isStillActive(1, await now())).to.equal(false);
      await waitUntil(next);
      expect(await citizenship.isStillActive(1, before)).to.equal(false);
      expect(await citizenship.isStillActive(1, next - 1n)).to.equal(false);
      expect(await citizenship.isStillActive(1, next)).to.equal(true);
    });

    it("is so of who was renewed after a lapse, but for the time in between", async () => {
      const { citizenship, registrar, until } = await loadFixture(threeForTenDays);
      await nextAt(until + 3n * DAY);
      await citizenship.connect(registrar).renew(1, ENDLESS);
      expect(await citizenship.isStillActive(1, until - 1n)).to.equal(true);
      expect(await citizenship.isStillActive(1, until)).to.equal(false);
      expect(await citizenship.isStillActive(1, await now())).to.equal(true);
    });
  });

  context("given a citizenship without end, after the last day that a record can tell", () => {
    // The next fixtures start from the chain as it is: none may start after the last day.
    after(() => loadFixture(three));

    it("counts the vote", async () => {
      const { citizenship } = await loadFixture(three);
      await waitUntil(65_535n * DAY + 1n);
      expect(await citizenship.votesOf(1)).to.equal(1);
    });
  });
});
