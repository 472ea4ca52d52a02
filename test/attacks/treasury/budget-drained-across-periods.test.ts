import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aTreasury, COIN, DAY } from "../../fixtures/treasury";

describe("Attack: a spender drains a budget across the boundary of two periods", () => {
  const WEEK = 7 * DAY;
  const CEILING = 10n * COIN;

  async function aSpentPeriod() {
    const world = await aTreasury();
    const id = await world.open({ ceiling: CEILING, period: WEEK });
    const openedAt = await time.latest();
    await time.setNextBlockTimestamp(openedAt + WEEK - 1);
    await world.treasury.connect(world.citizen).spend(id, world.citizen, CEILING, "Last second");
    return { ...world, id, openedAt };
  }

  it("gets one ceiling on each side of it", async () => {
    const { treasury, token, citizen, id } = await loadFixture(aSpentPeriod);
    await expect(treasury.connect(citizen).spend(id, citizen, CEILING, "First second")).to.changeTokenBalance(
      token,
      citizen,
      CEILING,
    );
  });

  it("reverts with Treasury_CeilingExceeded until the period after", async () => {
    const { treasury, citizen, id, openedAt } = await loadFixture(aSpentPeriod);
    await treasury.connect(citizen).spend(id, citizen, CEILING, "First second");
    await expect(treasury.connect(citizen).spend(id, citizen, 1n, "Another second"))
      .to.be.revertedWithCustomError(treasury, "Treasury_CeilingExceeded")
      .withArgs(id, 1n, 0n, openedAt + 2 * WEEK);
  });

  it("does not save up what idle periods left unspent", async () => {
    const { treasury, id, openedAt } = await loadFixture(aSpentPeriod);
    await time.increaseTo(openedAt + 10 * WEEK);
    expect(await treasury.availableOf(id)).to.equal(CEILING);
  });
});
