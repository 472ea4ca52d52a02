import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { AgreementPhase, anArchive, OBJECTION } from "../../fixtures/agreements";
import { coins } from "../../fixtures/money";
import { BENS, taxOn, aBindingOne, aDeclaredOne } from "./world";

describe("Agreements", () => {
  describe("complete()", () => {
    it("applies the payouts when the time to object has passed", async () => {
      const { deal, agreements, declaredAt } = await loadFixture(aDeclaredOne);
      await time.setNextBlockTimestamp(declaredAt + OBJECTION);
      await expect(deal.complete())
        .to.emit(agreements, "AgreementEnded")
        .withArgs(1, AgreementPhase.Performed, deal.terms.payouts);
    });

    it("reverts with Agreements_TooEarly a second before", async () => {
      const { deal, agreements, declaredAt } = await loadFixture(aDeclaredOne);
      await time.setNextBlockTimestamp(declaredAt + OBJECTION - 1);
      await expect(deal.complete())
        .to.be.revertedWithCustomError(agreements, "Agreements_TooEarly")
        .withArgs(1, declaredAt + OBJECTION);
    });

    it("applies them at once when all have declared", async () => {
      const { deal, ben } = await loadFixture(aDeclaredOne);
      await deal.declare(1, ben);
      await deal.complete();
      expect(await deal.phase()).to.equal(AgreementPhase.Performed);
    });

    it("taxes what is paid beyond a party's lock, for the treasury", async () => {
      const { deal, ben, agreements, coin, treasury } = await loadFixture(aDeclaredOne);
      await deal.declare(1, ben);
      const tax = taxOn(coins(55));
      await expect(deal.complete()).to.emit(agreements, "GainTaxed").withArgs(1, 0, tax);
      expect(await agreements.owedToCitizen(coin, 11)).to.equal(coins(95) - tax);
      expect(await agreements.owedToCitizen(coin, 12)).to.equal(coins(5));
      expect(await agreements.owedTo(coin, treasury)).to.equal(tax);
    });

    it("reverts with Agreements_NotDeclared when nobody has declared", async () => {
      const { deal, agreements } = await loadFixture(aBindingOne);
      await expect(deal.complete()).to.be.revertedWithCustomError(agreements, "Agreements_NotDeclared").withArgs(1);
    });

    // Checks AGR-8.
    it("reverts with Agreements_WrongPhase once disputed", async () => {
      const { deal, ben, agreements } = await loadFixture(aDeclaredOne);
      await deal.dispute(1, ben, BENS);
      await time.increase(OBJECTION);
      await expect(deal.complete())
        .to.be.revertedWithCustomError(agreements, "Agreements_WrongPhase")
        .withArgs(1, AgreementPhase.Disputed);
    });

    it("takes no tax on another token", async () => {
      const { bind, ana, ben, agreements, token, treasury } = await loadFixture(anArchive);
      const deal = await bind({ asset: await token.getAddress() });
      await deal.declare(0, ana);
      await deal.declare(1, ben);
      await deal.complete();
      expect(await agreements.owedToCitizen(token, 11)).to.equal(coins(95));
      expect(await agreements.owedTo(token, treasury)).to.equal(0n);
    });

    for (const [gain, tax] of [
      [49n, 0n],
      [50n, 1n],
    ]) {
      it(`takes ${tax} of a gain of ${gain} base units, as a transfer would`, async () => {
        const { bind, ana, ben, agreements, coin, treasury } = await loadFixture(anArchive);
        const deal = await bind({ locks: [0n, gain], payouts: [gain, 0n] });
        await deal.declare(0, ana);
        await deal.declare(1, ben);
        await deal.complete();
        expect(await agreements.owedToCitizen(coin, 11)).to.equal(gain - tax);
        expect(await agreements.owedTo(coin, treasury)).to.equal(tax);
      });
    }

    it("takes no tax while the rate is zero", async () => {
      const { deal, ben, agreements, coin, government } = await loadFixture(aDeclaredOne);
      await coin.connect(government).setProvision(ethers.encodeBytes32String("taxRate"), 0);
      await deal.declare(1, ben);
      await expect(deal.complete()).not.to.emit(agreements, "GainTaxed");
      expect(await agreements.owedToCitizen(coin, 11)).to.equal(coins(95));
    });
  });
});
