import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { AgreementPhase } from "../../fixtures/agreements";
import { impersonated } from "../../fixtures/money";
import { LOCKS, aDisputedOne, aRuledOne } from "./world";

describe("Agreements", () => {
  describe("rule()", () => {
    it("records the ruling that the court delivers", async () => {
      const { deal, court, agreements } = await loadFixture(aDisputedOne);
      const dispute = await deal.case();
      await dispute.decide([2, 2, 1]);
      await expect(court.execute(dispute.id)).to.emit(agreements, "Ruling").withArgs(court, dispute.id, 2);
      const { phase, ruling } = await deal.record();
      expect([phase, ruling]).to.deep.equal([AgreementPhase.Ruled, 2n]);
    });

    it("moves nothing yet", async () => {
      const { agreements, coin } = await loadFixture(aRuledOne);
      expect(await agreements.owedToCitizen(coin, 11)).to.equal(0n);
    });

    it("reverts with Agreements_NotTheCourt for anyone else", async () => {
      const { ben, agreements } = await loadFixture(aDisputedOne);
      await expect(agreements.connect(ben).rule(1, 2))
        .to.be.revertedWithCustomError(agreements, "Agreements_NotTheCourt")
        .withArgs(ben);
    });

    it("reverts with Agreements_WrongPhase the second time", async () => {
      const { court, agreements } = await loadFixture(aRuledOne);
      const asCourt = agreements.connect(await impersonated(await court.getAddress()));
      await expect(asCourt.rule(1, 2))
        .to.be.revertedWithCustomError(agreements, "Agreements_WrongPhase")
        .withArgs(1, AgreementPhase.Ruled);
    });

    it("reverts with Agreements_WrongPhase on a case that is about no agreement", async () => {
      const { court, agreements } = await loadFixture(aDisputedOne);
      const asCourt = agreements.connect(await impersonated(await court.getAddress()));
      await expect(asCourt.rule(7, 1))
        .to.be.revertedWithCustomError(agreements, "Agreements_WrongPhase")
        .withArgs(0, AgreementPhase.None);
    });

    it("changes nothing when the agreement was settled", async () => {
      const { deal, ana, ben, court, agreements } = await loadFixture(aDisputedOne);
      await deal.settle(ana, LOCKS);
      await deal.settle(ben, LOCKS);
      const dispute = await deal.case();
      await dispute.decide([2, 2, 2]);
      const executing = await court.execute(dispute.id);
      await expect(executing).to.emit(court, "RulingDelivered");
      await expect(executing).not.to.emit(agreements, "Ruling");
      expect(await deal.phase()).to.equal(AgreementPhase.Settled);
    });
  });
});
