import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { coins, DAY } from "../../fixtures/money";
import { ACCUSED, aTribunal, fine, foundTribunal, Outcome, Ruling, suspension, voiding } from "../../fixtures/tribunal";

async function aGrantedFine() {
  const world = await foundTribunal();
  await world.stake.connect(world.citizen(ACCUSED)).stake(coins(100));
  const caseId = await world.ruled(Ruling.grant, { sanctions: [fine(coins(10)), suspension(DAY), voiding(7n)] });
  return { ...world, caseId };
}

describe("Attack: a sanction is carried out twice", () => {
  it("is carried out once, by one call after the other, while another sanction is left", async () => {
    const { tribunal, stake, caseId, appoint } = await loadFixture(aGrantedFine);
    await appoint("permits", ethers.ZeroAddress);
    await tribunal.enforce(caseId);
    const sent = tribunal.enforce(caseId);
    await expect(sent).not.to.emit(tribunal, "FineImposed");
    await expect(sent).not.to.emit(tribunal, "SanctionCarriedOut");
    expect((await stake.positionOf(ACCUSED)).staked).to.equal(coins(90));
  });

  it("is carried out once, by an institution that comes back in while it is asked", async () => {
    const { tribunal, caseId, appoint } = await loadFixture(aGrantedFine);
    const registry = await ethers.deployContract("PlainRegistry", [tribunal]);
    await registry.register(7, ACCUSED);
    await appoint("permits", await registry.getAddress());
    await registry.setManner(4, tribunal.interface.encodeFunctionData("enforce", [caseId]));
    await tribunal.enforce(caseId);
    expect(await registry.didComeBackIn()).to.equal(false);
    expect(await registry.acts()).to.equal(1n);
  });

  it("is collected once: what was paid is not owed again", async () => {
    const { tribunal, caseId } = await loadFixture(aGrantedFine);
    await tribunal.enforce(caseId);
    await expect(tribunal.collectFine(ACCUSED)).to.be.revertedWithCustomError(tribunal, "Enforcement_NothingToCollect");
  });

  it("is not enforced again once all of it was carried out", async () => {
    const { tribunal, ruled } = await loadFixture(aTribunal);
    const caseId = await ruled(Ruling.grant, { sanctions: [fine(coins(10))] });
    await tribunal.enforce(caseId);
    await expect(tribunal.enforce(caseId))
      .to.be.revertedWithCustomError(tribunal, "Tribunal_NothingToEnforce")
      .withArgs(caseId, Outcome.Granted);
    expect(await tribunal.unpaidFineOf(ACCUSED)).to.equal(coins(10));
  });
});
