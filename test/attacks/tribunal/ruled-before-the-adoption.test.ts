import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aTribunal } from "../../fixtures/tribunal";

const JUSTICE = 2n;

describe("Attack: a few have citizens judged by a tribunal that the nation has not adopted yet", () => {
  async function aTribunalBeforeItsAdoption() {
    const world = await aTribunal();
    await world.constitution.revokeRole(JUSTICE, world.tribunal);
    return world;
  }

  it("reverts with Tribunal_NotInOffice for a challenge", async () => {
    const { send, tribunal } = await loadFixture(aTribunalBeforeItsAdoption);
    await expect(send()).to.be.revertedWithCustomError(tribunal, "Tribunal_NotInOffice").withArgs();
  });

  it("takes challenges once the nation has adopted it", async () => {
    const { constitution, send, tribunal } = await loadFixture(aTribunalBeforeItsAdoption);
    await constitution.grantRole(JUSTICE, tribunal, 0);
    await expect(send()).to.emit(tribunal, "ChallengeOpened");
  });
});
