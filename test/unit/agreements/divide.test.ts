import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { AgreementPhase, digestOf } from "../../fixtures/agreements";
import { coins } from "../../fixtures/money";
import { LOCKS, ANAS, BENS, taxOn, aDisputedOne, aRuledOne } from "./world";

describe("Agreements", () => {
  describe("divide()", () => {
    it("divides as the party demanded that the ruling names", async () => {
      const { deal, agreements, coin } = await loadFixture(aRuledOne);
      await expect(deal.divide(ANAS)).to.emit(agreements, "AgreementEnded").withArgs(1, AgreementPhase.Divided, ANAS);
      expect(await agreements.owedToCitizen(coin, 11)).to.equal(coins(90) - taxOn(coins(50)));
      expect(await agreements.owedToCitizen(coin, 12)).to.equal(coins(10));
    });

    it("reverts with Agreements_DemandMismatch for another demand", async () => {
      const { deal, agreements } = await loadFixture(aRuledOne);
      await expect(deal.divide(BENS))
        .to.be.revertedWithCustomError(agreements, "Agreements_DemandMismatch")
        .withArgs(1, 0, digestOf(BENS), digestOf(ANAS));
    });

    it("owes each party its lock when the court refuses to decide", async () => {
      const { deal, agreements } = await loadFixture(aDisputedOne);
      await deal.rule(0);
      await expect(deal.divide()).to.emit(agreements, "AgreementEnded").withArgs(1, AgreementPhase.Divided, LOCKS);
    });

    it("owes each party its lock when the ruling names a party without a demand", async () => {
      const { deal, agreements } = await loadFixture(aDisputedOne);
      await deal.rule(1);
      await expect(deal.divide()).to.emit(agreements, "AgreementEnded").withArgs(1, AgreementPhase.Divided, LOCKS);
    });

    // Checks AGR-8.
    it("reverts with Agreements_WrongPhase before the ruling is delivered", async () => {
      const { deal, agreements } = await loadFixture(aDisputedOne);
      await expect(deal.divide(BENS))
        .to.be.revertedWithCustomError(agreements, "Agreements_WrongPhase")
        .withArgs(1, AgreementPhase.Disputed);
    });
  });
});
