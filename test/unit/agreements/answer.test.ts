import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { AgreementPhase, anArchive, COLLATERAL } from "../../fixtures/agreements";
import { LOCKS, ANAS, BENS, aBindingOne, aDisputedOne } from "./world";

describe("Agreements", () => {
  describe("answer()", () => {
    it("states a demand", async () => {
      const { deal, ana, court, agreements } = await loadFixture(aDisputedOne);
      const answering = await deal.answer(0, ana, ANAS);
      await expect(answering).to.emit(agreements, "DemandStated").withArgs(1, 0, ANAS);
      await expect(answering).to.emit(agreements, "Evidence").withArgs(court, 1, ana, "It does not.");
      expect((await deal.record()).parties[0].demandHash).to.equal(
        ethers.solidityPackedKeccak256(["uint256[]"], [ANAS]),
      );
    });

    it("reverts with Agreements_TooLate when the evidence ends, not a second before", async () => {
      const { open, ana, ben, eve, agreements } = await loadFixture(anArchive);
      const parties = [ana, ben, eve];
      const deal = await open({
        parties: parties.map(({ address }) => address),
        locks: [1n, 1n, 1n],
        payouts: [3n, 0n, 0n],
      });
      await deal.signAll(parties);
      await deal.dispute(0, ana, [3n, 0n, 0n]);
      const { answersUntil } = await deal.record();
      await time.setNextBlockTimestamp(answersUntil - 1n);
      await deal.answer(1, ben, [0n, 3n, 0n]);
      await expect(deal.answer(2, eve, [0n, 0n, 3n]))
        .to.be.revertedWithCustomError(agreements, "Agreements_TooLate")
        .withArgs(1, answersUntil);
    });

    it("reverts with Agreements_AlreadyDone for the party that disputes", async () => {
      const { deal, ben, agreements } = await loadFixture(aDisputedOne);
      await expect(deal.answer(1, ben, BENS))
        .to.be.revertedWithCustomError(agreements, "Agreements_AlreadyDone")
        .withArgs(1, 1);
    });

    it("reverts with Agreements_AlreadyDone the second time", async () => {
      const { deal, ana, agreements } = await loadFixture(aDisputedOne);
      await deal.answer(0, ana, ANAS);
      await expect(deal.answer(0, ana, LOCKS))
        .to.be.revertedWithCustomError(agreements, "Agreements_AlreadyDone")
        .withArgs(1, 0);
    });

    it("reverts with Agreements_NotTheParty for somebody else", async () => {
      const { deal, ana, stranger, agreements } = await loadFixture(aDisputedOne);
      await expect(deal.answer(0, stranger, ANAS))
        .to.be.revertedWithCustomError(agreements, "Agreements_NotTheParty")
        .withArgs(1, 0, stranger, ana);
    });

    it("reverts with Agreements_WrongPhase without a dispute", async () => {
      const { deal, ana, agreements } = await loadFixture(aBindingOne);
      await expect(deal.answer(0, ana, ANAS))
        .to.be.revertedWithCustomError(agreements, "Agreements_WrongPhase")
        .withArgs(1, AgreementPhase.Binding);
    });

    it("reverts with Agreements_DivisionMismatch for a demand of another sum", async () => {
      const { deal, ana, agreements } = await loadFixture(aDisputedOne);
      await expect(deal.answer(0, ana, [COLLATERAL, 1n]))
        .to.be.revertedWithCustomError(agreements, "Agreements_DivisionMismatch")
        .withArgs(COLLATERAL + 1n, COLLATERAL);
    });
  });
});
