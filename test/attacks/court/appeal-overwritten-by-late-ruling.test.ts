import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aJudgedCase, Phase, SALT } from "../../fixtures/court";

async function anAppeal() {
  const world = await aJudgedCase();
  const { arbitrable, court, dispute } = world;
  await arbitrable.appeal(dispute.id, { value: await court.appealCost(dispute.id, "0x") });
  return world;
}

describe("Attack: a round under appeal is closed again to erase the appeal", () => {
  it("cannot close the round again", async () => {
    const { court, dispute } = await loadFixture(anAppeal);
    await expect(court.advance(dispute.id)).to.be.revertedWithCustomError(court, "Court_PhaseNotOver");
  });

  it("cannot deliver the ruling under appeal", async () => {
    const { court, dispute } = await loadFixture(anAppeal);
    await expect(court.execute(dispute.id))
      .to.be.revertedWithCustomError(court, "Court_WrongPhase")
      .withArgs(dispute.id, Phase.Evidence);
  });

  it("rejects late votes of the earlier panel", async () => {
    const { court, dispute, citizen } = await loadFixture(anAppeal);
    const [first] = (await dispute.caseView()).rounds;
    const { citizenId } = first.panel[0];
    await expect(court.connect(citizen(citizenId)).commit(dispute.id, 0, 0, SALT)).to.be.revertedWithCustomError(
      court,
      "Court_TooLate",
    );
  });

  it("replaces the ruling by the later one", async () => {
    const { court, dispute } = await loadFixture(anAppeal);
    await dispute.decide([2, 2, 2, 2, 2, 2, 2]);
    await court.execute(dispute.id);
    expect(await court.currentRuling(dispute.id)).to.equal(2n);
  });
});
