import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aMerit, anAward, beginning, CITIZEN, DAY, HALF_LIFE, key, now, PERIOD, POINT } from "./world";

const HALF_LIFE_SECONDS = HALF_LIFE * DAY;

/** What is left of points after so many seconds, by another reckoning. */
const left = (points: number, seconds: bigint, halfLife = HALF_LIFE_SECONDS): bigint =>
  BigInt(Math.round(points * 2 ** (-Number(seconds) / Number(halfLife)) * 1e9)) * 10n ** 9n;

const NEAR = 10n ** 10n;

/** How a call changes power, as the contracts number it. */
const PowerChange = { AsMarked: 0n, Less: 1n, More: 2n } as const;

describe("Merit", () => {
  describe("meritOf()", () => {
    it("is 0 without points", async () => {
      const { merit } = await loadFixture(aMerit);
      expect(await merit.meritOf(CITIZEN)).to.equal(0);
    });

    it("is all of the points in the moment of an award", async () => {
      const { merit } = await loadFixture(anAward);
      expect(await merit.meritOf(CITIZEN)).to.equal(8n * POINT);
    });

    for (const halves of [1n, 2n, 3n, 10n]) {
      it(`is halved ${halves} times after ${halves} half-lives`, async () => {
        const { merit, awardedAt } = await loadFixture(anAward);
        await time.increaseTo(awardedAt + halves * HALF_LIFE_SECONDS);
        expect(await merit.meritOf(CITIZEN)).to.be.closeTo((8n * POINT) >> halves, 2n);
      });
    }

    it("is less by each second", async () => {
      const { merit, awardedAt } = await loadFixture(anAward);
      await time.increaseTo(awardedAt + HALF_LIFE_SECONDS - 1n);
      const before = await merit.meritOf(CITIZEN);
      await time.increaseTo(awardedAt + HALF_LIFE_SECONDS);
      expect(await merit.meritOf(CITIZEN)).to.be.lessThan(before);
    });

    it("is 0 in the end", async () => {
      const { merit, awardedAt } = await loadFixture(anAward);
      await time.increaseTo(awardedAt + 80n * HALF_LIFE_SECONDS);
      expect(await merit.meritOf(CITIZEN)).to.equal(0);
    });

    it("is the sum of what is left of points of different dates", async () => {
      const { merit, awardedAt, award, recordBallot } = await loadFixture(anAward);
      await time.increaseTo(awardedAt + 100n * DAY);
      await award(3n, "second");
      await recordBallot(awardedAt);
      const at = await now();
      const expected = left(8, at - awardedAt) + left(3, 1n) + left(1, at - beginning(awardedAt));
      expect(await merit.meritOf(CITIZEN)).to.be.closeTo(expected, 10n ** 12n);
    });

    it("does not depend on when a ballot is recorded, nor on the order", async () => {
      const { merit, start, vote } = await loadFixture(aMerit);
      const [first, second] = [await vote(start, 1, 2), await vote(start - PERIOD, 1, 2)];
      const ballots = [first, second].map((proposalId) => ({ citizenId: 1, proposalId }));
      await merit.recordBallots([ballots[0]]);
      await time.increase(200n * DAY);
      await merit.recordBallots([ballots[1]]);
      await time.increase(500n * DAY);
      await merit.recordBallots(ballots.map((one) => ({ ...one, citizenId: 2 })).reverse());
      expect(await merit.meritOf(1)).to.be.closeTo(await merit.meritOf(2), 2n);
    });
  });

  describe("pastMeritOf()", () => {
    it("is what it was, by the end of that second", async () => {
      const { merit, awardedAt } = await loadFixture(anAward);
      await time.increase(100n * DAY);
      const at = await now();
      const then = await merit.meritOf(CITIZEN);
      await time.increase(100n * DAY);
      const found = [awardedAt - 1n, awardedAt, at].map((moment) => merit.pastMeritOf(CITIZEN, moment));
      expect(await Promise.all(found)).to.deep.equal([0n, 8n * POINT, then]);
    });

    it("does not change by what is recorded later", async () => {
      const { merit, recordBallot, start } = await loadFixture(aMerit);
      await time.increase(DAY);
      const at = await now();
      await recordBallot(start);
      expect(await merit.pastMeritOf(CITIZEN, at)).to.equal(0);
    });

    it("reverts with Merit_NotPast for the present second", async () => {
      const { merit } = await loadFixture(anAward);
      const at = await now();
      await expect(merit.pastMeritOf(CITIZEN, at))
        .to.be.revertedWithCustomError(merit, "Merit_NotPast")
        .withArgs(at, at);
    });
  });

  describe("leftOf()", () => {
    it("is what is left of points of a date", async () => {
      const { merit } = await loadFixture(aMerit);
      const at = await now();
      expect(await merit.leftOf(4, at)).to.equal(4n * POINT);
      expect(await merit.leftOf(4, at - HALF_LIFE_SECONDS)).to.be.closeTo(2n * POINT, 2n);
      expect(await merit.leftOf(4, at - 50n * DAY)).to.be.closeTo(left(4, 50n * DAY), NEAR);
    });
  });

  describe("setProvision()", () => {
    it("lets the points decay by another half-life from then on", async () => {
      const { merit, government, awardedAt } = await loadFixture(anAward);
      await time.setNextBlockTimestamp(awardedAt + HALF_LIFE_SECONDS);
      await merit.connect(government).setProvision(key("halfLife"), 100);
      await time.increaseTo(awardedAt + HALF_LIFE_SECONDS + 100n * DAY);
      expect(await merit.meritOf(CITIZEN)).to.be.closeTo(2n * POINT, 4n);
    });

    it("is constitutional where it lets institutions award more", async () => {
      const { merit } = await loadFixture(aMerit);
      const changing = (name: string, value: number) =>
        merit.powerChangeOf(merit.interface.encodeFunctionData("setProvision", [key(name), value]));
      const found = [changing("mostPoints", 11), changing("mostPoints", 9), changing("halfLife", 400)];
      expect(await Promise.all(found)).to.deep.equal([PowerChange.More, PowerChange.Less, PowerChange.AsMarked]);
    });
  });

  describe("tryProvision()", () => {
    it("lets another half-life apply until the trial ends, and the standing one afterwards", async () => {
      const { merit, government, awardedAt } = await loadFixture(anAward);
      await time.setNextBlockTimestamp(awardedAt + 1n);
      await merit.connect(government).tryProvision(key("halfLife"), 100, 100n * DAY);
      await time.increaseTo(awardedAt + 1n + 50n * DAY);
      expect(await merit.meritOf(CITIZEN)).to.be.closeTo(left(8, 50n * DAY, 100n * DAY), 10n ** 12n);
      await time.increaseTo(awardedAt + 1n + 100n * DAY + HALF_LIFE_SECONDS);
      expect(await merit.meritOf(CITIZEN)).to.be.closeTo(2n * POINT, 10n ** 12n);
    });

    it("is past as it was, though the trial was replaced", async () => {
      const { merit, government, awardedAt } = await loadFixture(anAward);
      await merit.connect(government).tryProvision(key("halfLife"), 90, 300n * DAY);
      await time.increase(50n * DAY);
      const [at, then] = [await now(), await merit.meritOf(CITIZEN)];
      await time.increase(50n * DAY);
      await merit.connect(government).setProvision(key("halfLife"), 3650);
      await time.increase(500n * DAY);
      expect(await merit.pastMeritOf(CITIZEN, at)).to.equal(then);
      expect(await merit.pastMeritOf(CITIZEN, awardedAt)).to.equal(8n * POINT);
    });
  });
});
