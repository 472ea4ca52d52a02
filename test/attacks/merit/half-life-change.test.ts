import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { anAward, CITIZEN, DAY, key, now, POINT } from "../../unit/merit/world";

describe("Attack: the half-life is changed to bring back what has decayed", () => {
  it("changes nothing in the moment of the change", async () => {
    const { merit, government, awardedAt } = await loadFixture(anAward);
    await time.increaseTo(awardedAt + 365n * DAY);
    const before = await merit.meritOf(CITIZEN);
    await merit.connect(government).setProvision(key("halfLife"), 3650);
    const after = await merit.meritOf(CITIZEN);
    expect(after).to.be.lessThanOrEqual(before);
    expect(after).to.be.closeTo(before, before / 1_000_000n);
  });

  it("changes no past sum", async () => {
    const { merit, government, awardedAt } = await loadFixture(anAward);
    await time.increase(200n * DAY);
    const [at, then] = [await now(), await merit.meritOf(CITIZEN)];
    for (const days of [3650, 90, 1000]) {
      await time.increase(10n * DAY);
      await merit.connect(government).setProvision(key("halfLife"), days);
    }
    expect(await merit.pastMeritOf(CITIZEN, at)).to.equal(then);
    expect(await merit.pastMeritOf(CITIZEN, awardedAt)).to.equal(8n * POINT);
  });

  it("dates what is recorded afterwards as if it had been recorded before", async () => {
    const { merit, government, recordBallot, start, awardedAt } = await loadFixture(anAward);
    await recordBallot(start, 1);
    await time.increaseTo(awardedAt + 365n * DAY);
    await merit.connect(government).setProvision(key("halfLife"), 90);
    await time.increase(100n * DAY);
    await recordBallot(start, 2);
    expect(await merit.meritOf(2)).to.be.closeTo(await merit.meritOf(1), 2n);
  });

  it("grows no sum, however often it is changed", async () => {
    const { merit, government } = await loadFixture(anAward);
    let last = await merit.meritOf(CITIZEN);
    for (const days of [3650, 90, 3650, 90, 3650]) {
      await merit.connect(government).setProvision(key("halfLife"), days);
      const sum = await merit.meritOf(CITIZEN);
      expect(sum).to.be.lessThan(last);
      last = sum;
    }
  });
});
