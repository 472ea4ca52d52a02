import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { Ground, Outcome } from "../../fixtures/tribunal";
import { aMerit, CITIZEN, DAY, key, now } from "./world";

const CASE = 4;

async function anOffence() {
  const world = await aMerit();
  await world.grant(CASE, CITIZEN);
  return world;
}

describe("Merit", () => {
  describe("recordOffences()", () => {
    it("puts an offence beside the sum", async () => {
      const { merit, tribunal } = await loadFixture(anOffence);
      await expect(merit.recordOffences([CASE]))
        .to.emit(merit, "OffenceRecorded")
        .withArgs(CITIZEN, CASE, tribunal, Ground.Offence, Outcome.Granted, 0);
    });

    it("keeps the ruling that it cites", async () => {
      const { merit, tribunal } = await loadFixture(anOffence);
      await merit.recordOffences([CASE]);
      const { tribunal: asked, caseId, ground, outcome } = await merit.offenceOf(CITIZEN, 1);
      expect([asked, caseId, ground, outcome]).to.deep.equal([tribunal.target, 4n, Ground.Offence, Outcome.Granted]);
    });

    it("takes nothing from the sum", async () => {
      const { merit, award } = await loadFixture(anOffence);
      await award(8n);
      await merit.recordOffences([CASE]);
      const { sum, offences } = await merit.recordOf(CITIZEN);
      expect(offences).to.equal(1);
      expect(sum).to.be.closeTo(8n * 10n ** 18n, 10n ** 13n);
    });

    it("stays though the sum decays", async () => {
      const { merit } = await loadFixture(anOffence);
      await merit.recordOffences([CASE]);
      await time.increase(36_500n * DAY);
      expect((await merit.recordOf(CITIZEN)).offences).to.equal(1);
    });

    it("records a reprimand, too", async () => {
      const { merit, tribunal } = await loadFixture(anOffence);
      await tribunal.setOutcome(CASE, Outcome.Reprimanded);
      await merit.recordOffences([CASE]);
      expect((await merit.offenceOf(CITIZEN, 1)).outcome).to.equal(Outcome.Reprimanded);
    });

    it("skips what was recorded, and goes on", async () => {
      const { merit, grant } = await loadFixture(anOffence);
      await merit.recordOffences([CASE]);
      await grant(5, CITIZEN, Ground.FalseDossier);
      expect(await merit.recordOffences.staticCall([CASE, 5])).to.equal(1);
      await merit.recordOffences([CASE, 5]);
      expect((await merit.offenceOf(CITIZEN, 2)).ground).to.equal(Ground.FalseDossier);
    });

    it("records it once it cannot be reopened any more", async () => {
      const { merit, tribunal } = await loadFixture(anOffence);
      const until = (await now()) + DAY;
      await tribunal.setReopenableUntil(CASE, until);
      await time.setNextBlockTimestamp(until);
      await expect(merit.recordOffences([CASE])).to.emit(merit, "OffenceRecorded");
    });

    it("reverts with Merit_NotFinal a second before", async () => {
      const { merit, tribunal } = await loadFixture(anOffence);
      const until = (await now()) + DAY;
      await tribunal.setReopenableUntil(CASE, until);
      await time.setNextBlockTimestamp(until - 1n);
      await expect(merit.recordOffences([CASE]))
        .to.be.revertedWithCustomError(merit, "Merit_NotFinal")
        .withArgs(CASE, Outcome.Granted);
    });

    for (const outcome of ["Pending", "Undecided", "Dismissed", "Reopened"] as const) {
      it(`reverts with Merit_NotFinal for a challenge that is ${outcome.toLowerCase()}`, async () => {
        const { merit, tribunal } = await loadFixture(anOffence);
        await tribunal.setOutcome(CASE, Outcome[outcome]);
        await expect(merit.recordOffences([CASE]))
          .to.be.revertedWithCustomError(merit, "Merit_NotFinal")
          .withArgs(CASE, Outcome[outcome]);
      });
    }

    it("reverts with Merit_NotFinal for a citizen who died", async () => {
      const { merit, grant } = await loadFixture(anOffence);
      await grant(CASE, CITIZEN, Ground.Deceased);
      await expect(merit.recordOffences([CASE]))
        .to.be.revertedWithCustomError(merit, "Merit_NotFinal")
        .withArgs(CASE, Outcome.Granted);
    });

    it("reverts with Merit_NoInstitution in a nation without a tribunal", async () => {
      const { merit, witness } = await loadFixture(anOffence);
      await witness.appoint(key("tribunal"), ZeroAddress);
      await expect(merit.recordOffences([CASE]))
        .to.be.revertedWithCustomError(merit, "Merit_NoInstitution")
        .withArgs(key("tribunal"));
    });
  });

  describe("offenceOf()", () => {
    for (const number of [0, 2]) {
      it(`reverts with Merit_UnknownOffence for offence ${number} of one`, async () => {
        const { merit } = await loadFixture(anOffence);
        await merit.recordOffences([CASE]);
        await expect(merit.offenceOf(CITIZEN, number))
          .to.be.revertedWithCustomError(merit, "Merit_UnknownOffence")
          .withArgs(CITIZEN, number);
      });
    }
  });

  describe("isOffenceRecorded()", () => {
    it("tells whether it was", async () => {
      const { merit } = await loadFixture(anOffence);
      const before = await merit.isOffenceRecorded(CASE);
      await merit.recordOffences([CASE]);
      expect([before, await merit.isOffenceRecorded(CASE)]).to.deep.equal([false, true]);
    });
  });
});
