import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { DAY } from "../../fixtures/money";
import {
  ACCUSED,
  aTribunal,
  conveyance,
  fine,
  foundTribunal,
  Ground,
  rulingIdOf,
  Outcome,
  revocation,
  Ruling,
  suspension,
  valuesOf,
  voiding,
} from "../../fixtures/tribunal";

describe("Tribunal", () => {
  describe("enforce()", () => {
    it("reverts with Tribunal_NoSuchChallenge when there is no such challenge", async () => {
      const { tribunal } = await loadFixture(aTribunal);
      await expect(tribunal.enforce(1)).to.be.revertedWithCustomError(tribunal, "Tribunal_NoSuchChallenge").withArgs(1);
    });

    it("reverts with Tribunal_NothingToEnforce while the challenge is pending", async () => {
      const { tribunal, challenge, judge } = await loadFixture(aTribunal);
      const caseId = await challenge();
      await judge(caseId, Ruling.grant);
      await expect(tribunal.enforce(caseId))
        .to.be.revertedWithCustomError(tribunal, "Tribunal_NothingToEnforce")
        .withArgs(caseId, Outcome.Pending);
    });

    for (const [ruling, outcome] of [
      [Ruling.refuse, Outcome.Undecided],
      [Ruling.dismiss, Outcome.Dismissed],
      [Ruling.reprimand, Outcome.Reprimanded],
    ] as const) {
      it(`reverts with Tribunal_NothingToEnforce after ruling ${ruling}`, async () => {
        const { tribunal, ruled } = await loadFixture(aTribunal);
        const caseId = await ruled(ruling, { sanctions: [fine(1n)] });
        await expect(tribunal.enforce(caseId))
          .to.be.revertedWithCustomError(tribunal, "Tribunal_NothingToEnforce")
          .withArgs(caseId, outcome);
      });
    }

    it("reverts with Tribunal_NothingToEnforce once everything was carried out", async () => {
      const { tribunal, ruled } = await loadFixture(aTribunal);
      const caseId = await ruled(Ruling.grant);
      await tribunal.enforce(caseId);
      await expect(tribunal.enforce(caseId))
        .to.be.revertedWithCustomError(tribunal, "Tribunal_NothingToEnforce")
        .withArgs(caseId, Outcome.Granted);
    });

    for (const ground of [Ground.DuplicatePerson, Ground.FalseDossier, Ground.Deceased]) {
      it(`ends the citizenship of the accused on ground ${ground} when a stranger calls`, async () => {
        const { tribunal, citizenship, ruled, newKey } = await loadFixture(aTribunal);
        const caseId = await ruled(Ruling.grant, { ground });
        const sent = tribunal.connect(newKey).enforce(caseId);
        await expect(sent).to.emit(citizenship, "CitizenRevoked").withArgs(ACCUSED, rulingIdOf(caseId));
        await expect(sent).to.emit(tribunal, "SanctionCarriedOut").withArgs(caseId, ACCUSED, 0, valuesOf(revocation));
        expect((await tribunal.challengeOf(caseId)).isEnforced).to.deep.equal([true]);
        expect((await citizenship.citizen(ACCUSED)).standing).to.equal(3n);
      });
    }

    context("given a challenge that was granted", () => {
      const HOUR = 3_600;
      const YEAR = 365 * DAY;
      async function aGrant() {
        const world = await foundTribunal();
        const caseId = await world.ruled(Ruling.grant, { sanctions: [fine(1n)] });
        const { openedAt } = await world.tribunal.challengeOf(caseId);
        const hours = Math.ceil(((await time.latest()) - Number(openedAt)) / HOUR);
        return { ...world, caseId, lapsesAt: Number(openedAt) + hours * HOUR + YEAR };
      }

      it("tells until when it can be carried out", async () => {
        const { tribunal, caseId, lapsesAt } = await loadFixture(aGrant);
        expect((await tribunal.challengeOf(caseId)).lapsesAt).to.equal(lapsesAt);
      });

      it("carries it out in the last second of a year", async () => {
        const { tribunal, caseId, lapsesAt } = await loadFixture(aGrant);
        await time.setNextBlockTimestamp(lapsesAt - 1);
        await expect(tribunal.enforce(caseId)).to.emit(tribunal, "FineImposed");
      });

      it("reverts with Tribunal_SanctionsLapsed from then on", async () => {
        const { tribunal, caseId, lapsesAt } = await loadFixture(aGrant);
        await time.setNextBlockTimestamp(lapsesAt);
        await expect(tribunal.enforce(caseId))
          .to.be.revertedWithCustomError(tribunal, "Tribunal_SanctionsLapsed")
          .withArgs(caseId, lapsesAt);
      });

      it("tells no such moment of a challenge that was dismissed", async () => {
        const { tribunal, ruled } = await loadFixture(aTribunal);
        expect((await tribunal.challengeOf(await ruled(Ruling.dismiss))).lapsesAt).to.equal(0n);
      });
    });

    it("returns how many sanctions are left", async () => {
      const { tribunal, ruled, appoint } = await loadFixture(aTribunal);
      const caseId = await ruled(Ruling.grant, { sanctions: [voiding(1n), suspension(DAY), conveyance(1n)] });
      for (const name of ["permits", "land"]) await appoint(name, ethers.ZeroAddress);
      expect(await tribunal.enforce.staticCall(caseId)).to.equal(2n);
    });
  });
});
