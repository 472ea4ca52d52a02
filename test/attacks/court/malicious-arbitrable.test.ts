import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aCourt, Phase } from "../../fixtures/court";
import { NATIVE } from "../../fixtures/treasury";

async function aDecidedCase() {
  const world = await aCourt();
  const dispute = await world.open();
  await dispute.decide([1, 1, 1]);
  return { ...world, dispute };
}

describe("Attack: the receiver of a ruling fails, to block the court or to change the ruling", () => {
  for (const [manner, what] of [
    [1, "reverts"],
    [2, "burns all the gas that it is given"],
  ] as const) {
    it(`keeps the ruling for a later delivery if the receiver ${what}`, async () => {
      const { court, dispute, arbitrable } = await loadFixture(aDecidedCase);
      await arbitrable.setManner(manner);
      await expect(court.execute(dispute.id)).to.emit(court, "RulingRefused").withArgs(dispute.id, arbitrable, 1);
      expect(await dispute.phase()).to.equal(Phase.Final);
      expect(await court.currentRuling(dispute.id)).to.equal(1n);
      await arbitrable.setManner(0);
      await court.execute(dispute.id);
      expect(await arbitrable.rulingOf(dispute.id)).to.equal(1n);
    });
  }

  it("pays the jurors although the receiver fails", async () => {
    const { court, dispute, arbitrable } = await loadFixture(aDecidedCase);
    await arbitrable.setManner(1);
    await court.execute(dispute.id);
    await court.settle(dispute.id, 0);
    await expect(court.claimForCitizen(NATIVE, (await dispute.panel())[0])).not.to.be.reverted;
  });

  it("does not copy the returned data", async () => {
    const { court, dispute, arbitrable } = await loadFixture(aDecidedCase);
    await arbitrable.setManner(3);
    await expect(court.execute(dispute.id)).to.emit(court, "RulingDelivered").withArgs(dispute.id, arbitrable, 1);
  });
});
