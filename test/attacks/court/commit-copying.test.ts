import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aCourt, SALT } from "../../fixtures/court";

async function aCopy() {
  const world = await aCourt();
  const dispute = await world.open();
  await dispute.seat();
  const copied = await dispute.commitment(0, 2);
  await dispute.commit(0, 2);
  await world.court.connect(await dispute.juror(1)).commit(dispute.id, 0, 1, copied);
  await dispute.wait();
  await dispute.reveal(0, 2);
  return { ...world, dispute, copied };
}

describe("Attack: a juror copies another's commitment, and the salt once it is revealed", () => {
  it("cannot reveal the copied commitment", async () => {
    const { court, dispute } = await loadFixture(aCopy);
    await expect(dispute.reveal(1, 2))
      .to.be.revertedWithCustomError(court, "Court_RevealMismatch")
      .withArgs(dispute.id, 0, 1);
  });

  it("penalizes the copyist as absent", async () => {
    const { dispute, roll } = await loadFixture(aCopy);
    const panel = await dispute.panel();
    await dispute.pass();
    expect((await roll.jurorOf(panel[1])).hasRetired).to.equal(true);
  });

  it("cannot reveal the commitment in another case or round", async () => {
    const { court, dispute, copied } = await loadFixture(aCopy);
    const [juror] = await dispute.panel();
    expect(await court.commitmentOf(dispute.id + 1n, 0, juror, 2, SALT)).not.to.equal(copied);
    expect(await court.commitmentOf(dispute.id, 1, juror, 2, SALT)).not.to.equal(copied);
  });
});
