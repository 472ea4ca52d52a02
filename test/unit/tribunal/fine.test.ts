import { anyValue } from "@nomicfoundation/hardhat-chai-matchers/withArgs";
import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { BOND } from "../../fixtures/court";
import { coins } from "../../fixtures/money";
import { ACCUSED, fine, rulingIdOf, Ruling, valuesOf } from "../../fixtures/tribunal";
import { aFined } from "./world";

const JUROR = 1;

describe("Enforcement", () => {
  describe("a fine", () => {
    const fined = aFined(coins(150));

    context("given enough is staked", () => {
      async function given() {
        const world = await fined();
        await world.stake.connect(world.citizen(ACCUSED)).stake(coins(200));
        return world;
      }

      it("is taken from the stake, for the treasury", async () => {
        const { tribunal, stake, coin, treasury, caseId } = await loadFixture(given);
        await expect(tribunal.enforce(caseId)).to.changeTokenBalances(
          coin,
          [stake, treasury],
          [-coins(150), coins(150)],
        );
        expect((await stake.positionOf(ACCUSED)).staked).to.equal(coins(50));
        expect(await tribunal.unpaidFineOf(ACCUSED)).to.equal(0n);
      });

      it("emits what was done, with the case as its ruling", async () => {
        const { tribunal, stake, caseId } = await loadFixture(given);
        const sent = tribunal.enforce(caseId);
        await expect(sent).to.emit(stake, "Slashed").withArgs(ACCUSED, coins(150), rulingIdOf(caseId));
        await expect(sent).to.emit(tribunal, "FineImposed").withArgs(caseId, ACCUSED, coins(150));
        await expect(sent).to.emit(tribunal, "FineCollected").withArgs(ACCUSED, coins(150), 0, 0);
        await expect(sent)
          .to.emit(tribunal, "SanctionCarriedOut")
          .withArgs(caseId, ACCUSED, 0, valuesOf(fine(coins(150))));
      });

      it("leaves coin in the account alone", async () => {
        const { tribunal, coin, citizen, caseId } = await loadFixture(given);
        await expect(tribunal.enforce(caseId)).to.changeTokenBalance(coin, citizen(ACCUSED), 0n);
      });
    });

    context("given a part of the stake is leaving", () => {
      it("is taken from that, too", async () => {
        const { tribunal, stake, citizen, caseId } = await loadFixture(fined);
        await stake.connect(citizen(ACCUSED)).stake(coins(200));
        await stake.connect(citizen(ACCUSED)).unstake(coins(180));
        await tribunal.enforce(caseId);
        const { staked, leaving } = await stake.positionOf(ACCUSED);
        expect([staked, leaving]).to.deep.equal([0n, coins(50)]);
      });
    });

    context("given a juror with less at stake than the fine", () => {
      const finedJuror = aFined(coins(150), JUROR);
      async function given() {
        const world = await finedJuror();
        await world.stake.connect(world.citizen(JUROR)).stake(coins(60));
        return world;
      }

      it("takes the rest from the bond", async () => {
        const { tribunal, roll, caseId } = await loadFixture(given);
        await expect(tribunal.enforce(caseId))
          .to.emit(tribunal, "FineCollected")
          .withArgs(JUROR, coins(60), coins(90), 0);
        expect((await roll.jurorOf(JUROR)).bond).to.equal(BOND - coins(90));
      });

      it("removes the juror from the roll, with the case as its ruling", async () => {
        const { tribunal, roll, caseId } = await loadFixture(given);
        await expect(tribunal.enforce(caseId))
          .to.emit(roll, "BondSlashed")
          .withArgs(JUROR, coins(90), rulingIdOf(caseId));
        expect((await roll.jurorOf(JUROR)).hasRetired).to.equal(true);
      });
    });

    context("given a juror with enough at stake", () => {
      it("leaves bond and place alone", async () => {
        const { tribunal, stake, roll, citizen, caseId } = await loadFixture(aFined(coins(150), JUROR));
        await stake.connect(citizen(JUROR)).stake(coins(150));
        await tribunal.enforce(caseId);
        const { bond, hasRetired } = await roll.jurorOf(JUROR);
        expect([bond, hasRetired]).to.deep.equal([BOND, false]);
      });
    });

    context("given less than the fine in stake and bond", () => {
      it("takes all of it, and the rest stays owed", async () => {
        const { tribunal, stake, citizen, caseId } = await loadFixture(aFined(coins(300), JUROR));
        await stake.connect(citizen(JUROR)).stake(coins(60));
        await expect(tribunal.enforce(caseId))
          .to.emit(tribunal, "FineCollected")
          .withArgs(JUROR, coins(60), BOND, coins(140));
        expect(await tribunal.unpaidFineOf(JUROR)).to.equal(coins(140));
      });
    });

    context("given nothing at stake", () => {
      it("is imposed, and owed whole", async () => {
        const { tribunal, stake, caseId } = await loadFixture(fined);
        const sent = tribunal.enforce(caseId);
        await expect(sent).to.emit(tribunal, "FineImposed");
        await expect(sent).to.emit(tribunal, "SanctionCarriedOut");
        await expect(sent).not.to.emit(tribunal, "FineCollected");
        await expect(sent).not.to.emit(stake, "Slashed");
        expect(await tribunal.unpaidFineOf(ACCUSED)).to.equal(coins(150));
      });
    });

    context("given an earlier fine that is unpaid", () => {
      it("is added, and both are collected by the later case", async () => {
        const { tribunal, stake, citizen, caseId, ruled } = await loadFixture(fined);
        await tribunal.enforce(caseId);
        const later = await ruled(Ruling.grant, { sanctions: [fine(coins(50))] });
        await stake.connect(citizen(ACCUSED)).stake(coins(180));
        await expect(tribunal.enforce(later))
          .to.emit(stake, "Slashed")
          .withArgs(ACCUSED, coins(180), rulingIdOf(later));
        expect(await tribunal.unpaidFineOf(ACCUSED)).to.equal(coins(20));
      });
    });

    context("given the citizen has renounced", () => {
      it("reaches what is still at stake", async () => {
        const { tribunal, stake, citizenship, citizen, caseId } = await loadFixture(fined);
        await stake.connect(citizen(ACCUSED)).stake(coins(200));
        await citizenship.connect(citizen(ACCUSED)).renounce();
        await expect(tribunal.enforce(caseId)).to.emit(stake, "Slashed").withArgs(ACCUSED, coins(150), anyValue);
      });
    });
  });
});
