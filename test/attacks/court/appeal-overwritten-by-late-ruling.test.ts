import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aJudgedCase, Phase, SALT } from "../../fixtures/court";

async function anAppeal() {
  const world = await aJudgedCase();
  const { arbitrable, court, dispute } = world;
  await arbitrable.appeal(dispute.id, { value: await court.appealCost(dispute.id, "0x") });
  return world;
}

describe("Attack: the ruling that was appealed against is given once more, and erases the appeal", () => {
  it("cannot be closed again", async () => {
    const { court, dispute } = await loadFixture(anAppeal);
    await expect(court.advance(dispute.id)).to.be.revertedWithCustomError(court, "Court_PhaseNotOver");
  });

  it("cannot be delivered", async () => {
    const { court, dispute } = await loadFixture(anAppeal);
    await expect(court.execute(dispute.id))
      .to.be.revertedWithCustomError(court, "Court_WrongPhase")
      .withArgs(dispute.id, Phase.Evidence);
  });

  it("takes no late vote of the earlier panel", async () => {
    const { court, dispute, citizen } = await loadFixture(anAppeal);
    const [first] = (await dispute.docket()).rounds;
    const { citizenId } = first.panel[0];
    await expect(court.connect(citizen(citizenId)).commit(dispute.id, 0, 0, SALT)).to.be.revertedWithCustomError(
      court,
      "Court_TooLate",
    );
  });

  it("gives way to the later one", async () => {
    const { court, dispute } = await loadFixture(anAppeal);
    await dispute.decide([2, 2, 2, 2, 2, 2, 2]);
    await court.execute(dispute.id);
    expect(await court.currentRuling(dispute.id)).to.equal(2n);
  });
});
