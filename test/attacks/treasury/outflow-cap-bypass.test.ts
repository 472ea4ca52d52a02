import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aTreasury, CAP, COIN, DAY, HOLDING, NATIVE, OUTFLOW } from "../../fixtures/treasury";

describe("Attack: more than the outflow cap leaves within 30 days", () => {
  it("counts the sum of many small payments", async () => {
    const { treasury, supplier } = await loadFixture(aTreasury);
    await treasury.pay(NATIVE, supplier, CAP / 8n, "A slice");
    const firstPaidAt = await time.latest();
    for (let i = 1; i < 8; i++) await treasury.pay(NATIVE, supplier, CAP / 8n, "A slice");
    await expect(treasury.pay(NATIVE, supplier, 1n, "A crumb"))
      .to.be.revertedWithCustomError(treasury, "Treasury_OutflowExceeded")
      .withArgs(NATIVE, 1n, 0n, firstPaidAt + 30 * DAY);
  });

  it("counts two budgets together", async () => {
    const { treasury, token, citizen, clerk, open } = await loadFixture(aTreasury);
    const first = await open({ ceiling: CAP });
    const second = await open({ ceiling: CAP, spender: clerk });
    await treasury.connect(citizen).spend(first, citizen, CAP, "All of it");
    const spentAt = await time.latest();
    await expect(treasury.connect(clerk).spend(second, clerk, 1n, "One more"))
      .to.be.revertedWithCustomError(treasury, "Treasury_OutflowExceeded")
      .withArgs(token, 1n, 0n, spentAt + 30 * DAY);
  });

  it("counts 30 days back, whatever the calendar says", async () => {
    const { treasury, supplier } = await loadFixture(aTreasury);
    await time.increase(30 * DAY - 1);
    await treasury.pay(NATIVE, supplier, CAP, "All of it");
    const paidAt = await time.latest();
    await time.setNextBlockTimestamp(paidAt + 30 * DAY - 1);
    await expect(treasury.pay(NATIVE, supplier, 1n, "One more"))
      .to.be.revertedWithCustomError(treasury, "Treasury_OutflowExceeded")
      .withArgs(NATIVE, 1n, 0n, paidAt + 30 * DAY);
  });

  it("lets no more go than the first cap when money is given back to raise the cap", async () => {
    const { treasury, supplier } = await loadFixture(aTreasury);
    let available = CAP;
    for (let round = 0; round < 6; round++) {
      await treasury.pay(NATIVE, supplier, available, "Out");
      await supplier.sendTransaction({ to: treasury, value: available });
      available = (available * OUTFLOW) / 100_00n;
      expect((await treasury.outflowOf(NATIVE)).available).to.equal(available);
    }
    await treasury.pay(NATIVE, supplier, available, "Out");
    expect((await treasury.outflowOf(NATIVE)).balance).to.be.greaterThanOrEqual(HOLDING - CAP);
  });

  it("costs the giver of a large gift more than the cap rises by", async () => {
    const { treasury, stranger, supplier } = await loadFixture(aTreasury);
    const gift = 1_000n * COIN;
    await stranger.sendTransaction({ to: treasury, value: gift });
    const { available } = await treasury.outflowOf(NATIVE);
    expect(available - CAP).to.equal((gift * OUTFLOW) / 100_00n);
    await expect(treasury.pay(NATIVE, supplier, available + 1n, "Too much")).to.be.revertedWithCustomError(
      treasury,
      "Treasury_OutflowExceeded",
    );
  });
});
