import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aCourt, Phase } from "../../fixtures/court";

async function aDecidedCase() {
  const world = await aCourt();
  const dispute = await world.open();
  await dispute.decide([1, 1, 1]);
  return { ...world, dispute };
}

describe("Attack: a ruling is executed twice", () => {
  it("delivers the ruling once in two calls", async () => {
    const { court, dispute, arbitrable } = await loadFixture(aDecidedCase);
    await court.execute(dispute.id);
    await expect(court.execute(dispute.id))
      .to.be.revertedWithCustomError(court, "Court_WrongPhase")
      .withArgs(dispute.id, Phase.Executed);
    expect(await arbitrable.taken()).to.equal(1n);
  });

  it("delivers the ruling once to a reentrant receiver", async () => {
    const { court, dispute, arbitrable } = await loadFixture(aDecidedCase);
    await arbitrable.setManner(4);
    await court.execute(dispute.id);
    expect(await arbitrable.wasReentered()).to.equal(false);
    expect(await arbitrable.taken()).to.equal(1n);
  });

  it("reverts with Court_AlreadySettled when the fees are shared out again", async () => {
    const { court, dispute } = await loadFixture(aDecidedCase);
    await court.settle(dispute.id, 0);
    await expect(court.settle(dispute.id, 0)).to.be.revertedWithCustomError(court, "Court_AlreadySettled");
  });
});
