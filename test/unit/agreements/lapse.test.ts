import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { AgreementPhase } from "../../fixtures/agreements";
import { LOCKS, anOpenOne, aBindingOne, aDeclaredOne, aDisputedOne } from "./world";

describe("Agreements", () => {
  describe("lapse()", () => {
    it("ends an agreement that not all have signed in time", async () => {
      const { deal, ana, agreements } = await loadFixture(anOpenOne);
      await deal.sign(0, ana);
      await time.setNextBlockTimestamp(deal.terms.signBy);
      await expect(deal.lapse())
        .to.emit(agreements, "AgreementEnded")
        .withArgs(1, AgreementPhase.Lapsed, [LOCKS[0], 0n]);
    });

    it("reverts with Agreements_TooEarly a second before the end of signing", async () => {
      const { deal, agreements } = await loadFixture(anOpenOne);
      await time.setNextBlockTimestamp(deal.terms.signBy - 1);
      await expect(deal.lapse())
        .to.be.revertedWithCustomError(agreements, "Agreements_TooEarly")
        .withArgs(1, deal.terms.signBy);
    });

    it("ends a binding agreement that nobody has declared performed", async () => {
      const { deal, agreements } = await loadFixture(aBindingOne);
      await time.setNextBlockTimestamp(deal.terms.until);
      await expect(deal.lapse()).to.emit(agreements, "AgreementEnded").withArgs(1, AgreementPhase.Lapsed, LOCKS);
    });

    it("reverts with Agreements_TooEarly a second before the end of a binding agreement", async () => {
      const { deal, agreements } = await loadFixture(aBindingOne);
      await time.setNextBlockTimestamp(deal.terms.until - 1);
      await expect(deal.lapse())
        .to.be.revertedWithCustomError(agreements, "Agreements_TooEarly")
        .withArgs(1, deal.terms.until);
    });

    it("reverts with Agreements_Declared for one that was declared performed", async () => {
      const { deal, agreements, declaredAt } = await loadFixture(aDeclaredOne);
      await time.increaseTo(deal.terms.until);
      await expect(deal.lapse())
        .to.be.revertedWithCustomError(agreements, "Agreements_Declared")
        .withArgs(1, declaredAt);
    });

    it("reverts with Agreements_WrongPhase for one in dispute", async () => {
      const { deal, agreements } = await loadFixture(aDisputedOne);
      await time.increaseTo(deal.terms.until);
      await expect(deal.lapse())
        .to.be.revertedWithCustomError(agreements, "Agreements_WrongPhase")
        .withArgs(1, AgreementPhase.Disputed);
    });
  });
});
