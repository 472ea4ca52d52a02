import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { coins } from "../../fixtures/money";
import { ACCUSED, fine, foundTribunal, OTHER, Ruling } from "../../fixtures/tribunal";

/** The citizenship that the accused gets anew. */
const ANEW = OTHER + 1;

/** The accused was fined twenty coins, none of which is at stake, and has renounced. */
async function aRenouncer() {
  const world = await foundTribunal();
  const { tribunal, citizenship, citizen } = world;
  await tribunal.enforce(await world.ruled(Ruling.grant, { sanctions: [fine(coins(20))] }));
  await citizenship.connect(citizen(ACCUSED)).renounce();
  return world;
}

/** The accused has come back. */
async function aReturn() {
  const world = await aRenouncer();
  const { citizenship, citizen } = world;
  await citizenship.connect(citizen(ACCUSED)).requestAdmission(ethers.ZeroHash);
  await citizenship.admit(citizen(ACCUSED));
  return world;
}

describe("Enforcement", () => {
  describe("recognise()", () => {
    it("carries fines and offences over to the new citizenship", async () => {
      const { tribunal } = await loadFixture(aReturn);
      await expect(tribunal.recognise(ACCUSED))
        .to.emit(tribunal, "PersonRecognised")
        .withArgs(ACCUSED, ANEW, coins(20), 1);
      expect([await tribunal.unpaidFineOf(ANEW), await tribunal.offencesOf(ANEW)]).to.deep.equal([coins(20), 1n]);
    });

    it("leaves nothing with the former one", async () => {
      const { tribunal } = await loadFixture(aReturn);
      await tribunal.recognise(ACCUSED);
      expect([await tribunal.unpaidFineOf(ACCUSED), await tribunal.offencesOf(ACCUSED)]).to.deep.equal([0n, 0n]);
    });

    it("adds to what the new one has", async () => {
      const { tribunal, ruled } = await loadFixture(aReturn);
      await tribunal.enforce(await ruled(Ruling.grant, { of: ANEW, sanctions: [fine(coins(5))] }));
      await tribunal.recognise(ACCUSED);
      expect([await tribunal.unpaidFineOf(ANEW), await tribunal.offencesOf(ANEW)]).to.deep.equal([coins(25), 2n]);
    });

    it("returns the new citizenship", async () => {
      const { tribunal } = await loadFixture(aReturn);
      expect(await tribunal.recognise.staticCall(ACCUSED)).to.equal(ANEW);
    });

    it("reverts with Enforcement_NothingToCarryOver the second time", async () => {
      const { tribunal } = await loadFixture(aReturn);
      await tribunal.recognise(ACCUSED);
      await expect(tribunal.recognise(ACCUSED))
        .to.be.revertedWithCustomError(tribunal, "Enforcement_NothingToCarryOver")
        .withArgs(ACCUSED);
    });

    it("carries offences over that left no fine", async () => {
      const { tribunal, ruled, citizenship, citizen } = await loadFixture(aReturn);
      await ruled(Ruling.reprimand, { of: OTHER, sanctions: [fine(1n)] });
      await citizenship.connect(citizen(OTHER)).renounce();
      await citizenship.connect(citizen(OTHER)).requestAdmission(ethers.ZeroHash);
      await citizenship.admit(citizen(OTHER));
      await tribunal.recognise(OTHER);
      expect(await tribunal.offencesOf(ANEW + 1)).to.equal(1n);
    });

    it("reverts with Enforcement_NoSuccessor before the holder has come back", async () => {
      const { tribunal } = await loadFixture(aRenouncer);
      await expect(tribunal.recognise(ACCUSED))
        .to.be.revertedWithCustomError(tribunal, "Enforcement_NoSuccessor")
        .withArgs(ACCUSED);
    });

    for (const [what, citizenId] of [
      ["that lasts", OTHER],
      ["that was never given", ANEW + 1],
    ] as const) {
      it(`reverts with Enforcement_NoSuccessor for a citizenship ${what}`, async () => {
        const { tribunal } = await loadFixture(aReturn);
        await expect(tribunal.recognise(citizenId))
          .to.be.revertedWithCustomError(tribunal, "Enforcement_NoSuccessor")
          .withArgs(citizenId);
      });
    }
  });

  describe("collectFine()", () => {
    it("collects from the stake of a person who came back", async () => {
      const { tribunal, stake, citizen } = await loadFixture(aReturn);
      await stake.connect(citizen(ACCUSED)).stake(coins(50));
      const sent = tribunal.collectFine(ACCUSED);
      await expect(sent).to.emit(tribunal, "PersonRecognised").withArgs(ACCUSED, ANEW, coins(20), 1);
      await expect(sent).to.emit(tribunal, "FineCollected").withArgs(ANEW, coins(20), 0, 0);
      expect((await stake.positionOf(ANEW)).staked).to.equal(coins(30));
    });

    it("reverts with Enforcement_NothingToCollect while neither citizenship has anything at stake", async () => {
      const { tribunal } = await loadFixture(aReturn);
      await expect(tribunal.collectFine(ACCUSED))
        .to.be.revertedWithCustomError(tribunal, "Enforcement_NothingToCollect")
        .withArgs(ACCUSED, coins(20));
    });
  });
});
