import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { coins, impersonated, NATIVE } from "../../fixtures/money";
import {
  ACCUSED,
  aTribunal,
  CHALLENGE_BOND,
  CHALLENGER,
  COOL_OFF,
  fine,
  foundTribunal,
  Outcome,
  Ruling,
} from "../../fixtures/tribunal";
import { now } from "./world";

describe("Tribunal", () => {
  describe("rule()", () => {
    const outcomes = [
      [Ruling.refuse, Outcome.Undecided, "refuses to decide"],
      [Ruling.dismiss, Outcome.Dismissed, "dismisses"],
      [Ruling.grant, Outcome.Granted, "grants"],
      [Ruling.reprimand, Outcome.Reprimanded, "reprimands"],
    ] as const;

    for (const [ruling, outcome, what] of outcomes) {
      const isFounded = outcome === Outcome.Granted || outcome === Outcome.Reprimanded;

      context(`given the court ${what}`, () => {
        async function aRuledOffence() {
          const world = await foundTribunal();
          const caseId = await world.challenge({ sanctions: [fine(coins(1))], by: world.citizen(CHALLENGER) });
          await world.judge(caseId, ruling);
          return { ...world, caseId };
        }

        it("records the outcome, and the end of the cool-off if it failed", async () => {
          const { tribunal, court, caseId } = await loadFixture(aRuledOffence);
          const sent = await court.execute(caseId);
          const coolOffEndsAt = isFounded ? 0n : (await now()) + BigInt(COOL_OFF);
          expect((await tribunal.challengeOf(caseId)).outcome).to.equal(outcome);
          await expect(sent).to.emit(tribunal, "Ruling").withArgs(court, caseId, ruling);
          await expect(sent)
            .to.emit(tribunal, "ChallengeDecided")
            .withArgs(caseId, ACCUSED, outcome, isFounded ? 1 : 0, coolOffEndsAt);
        });

        it("is accepted by the tribunal", async () => {
          const { court, caseId, tribunal } = await loadFixture(aRuledOffence);
          await expect(court.execute(caseId)).to.emit(court, "RulingDelivered").withArgs(caseId, tribunal, ruling);
        });

        it(isFounded ? "counts the offence" : "counts no offence", async () => {
          const { tribunal, court, caseId } = await loadFixture(aRuledOffence);
          await court.execute(caseId);
          expect(await tribunal.offencesOf(ACCUSED)).to.equal(isFounded ? 1 : 0);
        });

        const toId = outcome === Outcome.Dismissed ? ACCUSED : CHALLENGER;
        it(`owes the bond to the ${toId === ACCUSED ? "accused" : "challenger"}, as a person`, async () => {
          const { tribunal, court, caseId } = await loadFixture(aRuledOffence);
          await expect(court.execute(caseId))
            .to.emit(tribunal, "Credited")
            .withArgs(NATIVE, ethers.ZeroAddress, toId, CHALLENGE_BOND);
          expect(await tribunal.owedToCitizen(NATIVE, toId)).to.equal(CHALLENGE_BOND);
        });

        it("sanctions nobody by itself", async () => {
          const { tribunal, court, citizenship, caseId } = await loadFixture(aRuledOffence);
          await court.execute(caseId);
          expect(await citizenship.isActive(ACCUSED)).to.equal(true);
          expect(await tribunal.unpaidFineOf(ACCUSED)).to.equal(0n);
        });
      });
    }

    context("given a stranger challenged", () => {
      for (const ruling of [Ruling.refuse, Ruling.grant]) {
        it(`owes the bond to the account after ruling ${ruling}`, async () => {
          const { tribunal, stranger, challenge, rule } = await loadFixture(aTribunal);
          const caseId = await challenge();
          await expect(rule(caseId, ruling))
            .to.emit(tribunal, "Credited")
            .withArgs(NATIVE, stranger, 0, CHALLENGE_BOND);
          expect(await tribunal.owedTo(NATIVE, stranger)).to.equal(CHALLENGE_BOND);
        });
      }

      it("owes the account nothing after a dismissal", async () => {
        const { tribunal, stranger, ruled } = await loadFixture(aTribunal);
        await ruled(Ruling.dismiss);
        expect(await tribunal.owedTo(NATIVE, stranger)).to.equal(0n);
        expect(await tribunal.owedToCitizen(NATIVE, ACCUSED)).to.equal(CHALLENGE_BOND);
      });
    });

    it("counts a founded challenge on any ground as an offence", async () => {
      const { tribunal, ruled } = await loadFixture(aTribunal);
      await ruled(Ruling.reprimand, { sanctions: [fine(1n)] });
      await ruled(Ruling.grant);
      expect(await tribunal.offencesOf(ACCUSED)).to.equal(2n);
    });

    it("reverts with Tribunal_NotTheCourt when anyone but the court rules", async () => {
      const { tribunal, government, challenge } = await loadFixture(aTribunal);
      const caseId = await challenge();
      await expect(tribunal.connect(government).rule(caseId, 2))
        .to.be.revertedWithCustomError(tribunal, "Tribunal_NotTheCourt")
        .withArgs(government);
    });

    it("reverts with Tribunal_AlreadyRuled when it was ruled already, or there is no such challenge", async () => {
      const { tribunal, court, ruled } = await loadFixture(aTribunal);
      const caseId = await ruled(Ruling.dismiss);
      const asCourt = tribunal.connect(await impersonated(await court.getAddress()));
      await expect(asCourt.rule(caseId, 2))
        .to.be.revertedWithCustomError(tribunal, "Tribunal_AlreadyRuled")
        .withArgs(caseId, Outcome.Dismissed);
      await expect(asCourt.rule(99, 2))
        .to.be.revertedWithCustomError(tribunal, "Tribunal_AlreadyRuled")
        .withArgs(99, Outcome.None);
    });
  });

  // Checks TRIB-6.
});
