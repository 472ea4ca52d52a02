import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aCourt } from "../../fixtures/court";

/** Two cases frozen at the same moment for the same seed; something happens to the roll before the second is drawn. */
async function twins() {
  const world = await loadFixture(aCourt);
  const dispute = await world.open();
  await dispute.pass();
  return { ...world, dispute };
}

// Checks JURY-3.
describe("Attack: an account that knows the seed changes the roll to place its own jurors", () => {
  it("skips a juror who enrolled after the freeze in a new position", async () => {
    const { dispute, roll, citizen } = await twins();
    await dispute.seed("known");
    await roll.connect(citizen(11)).enrol();
    await roll.connect(citizen(12)).enrol();
    await dispute.draw();
    for (const id of await dispute.panel()) expect(id).to.be.at.most(10n);
  });

  it("skips a juror who took a position freed after the freeze", async () => {
    const { dispute, roll, citizen, citizenship } = await twins();
    await dispute.seed("known");
    for (let id = 1; id <= 8; ++id) {
      await citizenship.end(id);
      await roll.withdraw(id);
    }
    for (const id of [11, 12]) await roll.connect(citizen(id)).enrol();
    await dispute.draw();
    for (const id of await dispute.panel()) expect([9n, 10n]).to.include(id);
  });

  it("is not moved by whoever settles an earlier case after the freeze", async () => {
    const { court, open } = await loadFixture(aCourt);
    const other = await open();
    await other.decide([1, 1, 1]);
    const dispute = await open();
    await dispute.pass();
    await dispute.seed("known");
    const snapshot = await court.draw.staticCall(dispute.id, 10_000);
    await court.settle(other.id, 0);
    expect(await court.draw.staticCall(dispute.id, 10_000)).to.equal(snapshot);
    await dispute.draw();
    expect((await dispute.panel()).length).to.equal(3);
  });

  it("reverts with JuryRoll_AlreadyEnrolled for a second place, however much coin the citizen has", async () => {
    const { roll, citizen } = await loadFixture(aCourt);
    await expect(roll.connect(citizen(1)).enrol()).to.be.revertedWithCustomError(roll, "JuryRoll_AlreadyEnrolled");
  });
});
