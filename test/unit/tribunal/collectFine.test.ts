import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { BOND } from "../../fixtures/court";
import { coins } from "../../fixtures/money";
import { ACCUSED, rulingIdOf, OTHER } from "../../fixtures/tribunal";
import { aFined } from "./world";

describe("Enforcement", () => {
  describe("collectFine()", () => {
    async function given() {
      const world = await aFined(coins(150))();
      await world.tribunal.enforce(world.caseId);
      return world;
    }

    it("takes what there is now and returns it when a stranger calls", async () => {
      const { tribunal, stake, coin, treasury, citizen, stranger, caseId } = await loadFixture(given);
      await stake.connect(citizen(ACCUSED)).stake(coins(40));
      expect(await tribunal.collectFine.staticCall(ACCUSED)).to.equal(coins(40));
      const sent = tribunal.connect(stranger).collectFine(ACCUSED);
      await expect(sent).to.changeTokenBalance(coin, treasury, coins(40));
      await expect(sent).to.emit(tribunal, "FineCollected").withArgs(ACCUSED, coins(40), 0, coins(110));
      await expect(sent).to.emit(stake, "Slashed").withArgs(ACCUSED, coins(40), rulingIdOf(caseId));
    });

    it("takes no more than is unpaid, by several calls", async () => {
      const { tribunal, stake, citizen } = await loadFixture(given);
      for (const amount of [100, 100]) {
        await stake.connect(citizen(ACCUSED)).stake(coins(amount));
        await tribunal.collectFine(ACCUSED);
      }
      expect(await tribunal.unpaidFineOf(ACCUSED)).to.equal(0n);
      expect((await stake.positionOf(ACCUSED)).staked).to.equal(coins(50));
    });

    it("takes from the bond of whoever enrols", async () => {
      const { tribunal, roll, citizen } = await loadFixture(given);
      await roll.connect(citizen(ACCUSED)).enrol();
      await expect(tribunal.collectFine(ACCUSED))
        .to.emit(tribunal, "FineCollected")
        .withArgs(ACCUSED, 0, BOND, coins(50));
    });

    it("reverts with Enforcement_NothingToCollect when nothing is there", async () => {
      const { tribunal } = await loadFixture(given);
      await expect(tribunal.collectFine(ACCUSED))
        .to.be.revertedWithCustomError(tribunal, "Enforcement_NothingToCollect")
        .withArgs(ACCUSED, coins(150));
    });

    it("reverts with Enforcement_NothingToCollect when nothing is unpaid, whatever is at stake", async () => {
      const { tribunal, stake, citizen } = await loadFixture(given);
      await stake.connect(citizen(OTHER)).stake(coins(1));
      await expect(tribunal.collectFine(OTHER))
        .to.be.revertedWithCustomError(tribunal, "Enforcement_NothingToCollect")
        .withArgs(OTHER, 0);
    });
  });
});
