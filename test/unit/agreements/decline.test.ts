import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { AgreementPhase } from "../../fixtures/agreements";
import { LOCKS, anOpenOne, aBindingOne } from "./world";

describe("Agreements", () => {
  describe("decline()", () => {
    it("ends an agreement that nobody has signed", async () => {
      const { deal, ben, agreements } = await loadFixture(anOpenOne);
      await expect(deal.decline(1, ben))
        .to.emit(agreements, "AgreementEnded")
        .withArgs(1, AgreementPhase.Declined, [0n, 0n]);
      expect(await deal.phase()).to.equal(AgreementPhase.Declined);
    });

    it("owes each party that signed its lock", async () => {
      const { deal, ana, ben, agreements, coin } = await loadFixture(anOpenOne);
      await deal.sign(0, ana);
      await expect(deal.decline(1, ben))
        .to.emit(agreements, "Credited")
        .withArgs(coin, ethers.ZeroAddress, 11, LOCKS[0]);
      expect(await agreements.owedToCitizen(coin, 11)).to.equal(LOCKS[0]);
      expect(await agreements.owedToCitizen(coin, 12)).to.equal(0n);
    });

    it("ends it when a party that has signed declines", async () => {
      const { deal, ana } = await loadFixture(anOpenOne);
      await deal.sign(0, ana);
      await deal.decline(0, ana);
      expect(await deal.phase()).to.equal(AgreementPhase.Declined);
    });

    it("reverts with Agreements_WrongPhase once binding", async () => {
      const { deal, ana, agreements } = await loadFixture(aBindingOne);
      await expect(deal.decline(0, ana))
        .to.be.revertedWithCustomError(agreements, "Agreements_WrongPhase")
        .withArgs(1, AgreementPhase.Binding);
    });

    it("reverts with Agreements_NotTheParty for somebody else", async () => {
      const { deal, ana, stranger, agreements } = await loadFixture(anOpenOne);
      await expect(deal.decline(0, stranger))
        .to.be.revertedWithCustomError(agreements, "Agreements_NotTheParty")
        .withArgs(1, 0, stranger, ana);
    });
  });
});
