import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { SEAT_FEE } from "../../fixtures/court";
import { DAY } from "../../fixtures/money";
import { NATIVE } from "../../fixtures/treasury";
import {
  ACCUSED,
  aTribunal,
  aTribunalOfPanels,
  CHALLENGE_BOND,
  CHALLENGER,
  fine,
  OTHER,
  Outcome,
  Ruling,
  suspension,
  type TribunalWorld,
} from "../../fixtures/tribunal";

const FEES = 3n * SEAT_FEE;
const light = [fine(1n)];

/** A stranger has two challenges open: what the second one costs above the base price is in the fund. */
async function filled(world: TribunalWorld) {
  const first = await world.challenge({ of: 1, sanctions: light });
  const second = await world.challenge({ of: 2, sanctions: light });
  return { ...world, first, second };
}

const aFund = async () => filled(await aTribunal());
const aFundOfPanels = async () => filled(await aTribunalOfPanels());

/** A citizen's challenge was right. */
async function aTrueChallenge() {
  const world = await aFund();
  const caseId = await world.ruled(Ruling.grant, { by: world.citizen(CHALLENGER), sanctions: light });
  return { ...world, caseId };
}

/** The same, of the end of a citizenship, and the accused never answered. */
async function aSilentEnding() {
  const world = await aFundOfPanels();
  const caseId = await world.ruled(Ruling.grant, { by: world.citizen(CHALLENGER) });
  return { ...world, caseId };
}

/** Nobody is on the roll, and nobody votes in the plenary. */
async function withoutVotes() {
  const world = await aTribunal();
  for (let id = 1; id <= 10; ++id) await world.roll.connect(world.citizen(id)).retire();
  const caseId = await world.challenge({ sanctions: [suspension(DAY)] });
  await world.caseOf(caseId).pass();
  await world.caseOf(caseId).pass();
  return { ...world, caseId };
}

// Checks TRIB-8.
describe("Tribunal", () => {
  describe("fund()", () => {
    it("is what later open challenges cost above the base price", async () => {
      const { tribunal } = await loadFixture(aFund);
      expect(await tribunal.fund()).to.equal(FEES);
    });

    it("grows by the fees of a dismissed challenge that no juror earned", async () => {
      const { tribunal, court, caseOf, first } = await loadFixture(aFund);
      await caseOf(first).decide([1, 1, undefined]);
      await court.settle(first, 0);
      await court.claim(NATIVE, tribunal);
      expect(await tribunal.fund()).to.equal(FEES + SEAT_FEE);
    });
  });

  describe("refund()", () => {
    it("pays a challenger who was right all that the jurors cost, although they earned it", async () => {
      const { tribunal, caseId } = await loadFixture(aTrueChallenge);
      await expect(tribunal.refund(caseId))
        .to.emit(tribunal, "Credited")
        .withArgs(NATIVE, ethers.ZeroAddress, CHALLENGER, FEES);
      expect(await tribunal.fund()).to.equal(0n);
    });

    it("pays for a reprimand, too", async () => {
      const { tribunal, ruled, citizen } = await loadFixture(aFund);
      const caseId = await ruled(Ruling.reprimand, { by: citizen(CHALLENGER), sanctions: light });
      await expect(tribunal.refund(caseId))
        .to.emit(tribunal, "Credited")
        .withArgs(NATIVE, ethers.ZeroAddress, CHALLENGER, FEES);
    });

    it("pays no more than the fees, whatever the court gives back later", async () => {
      const { tribunal, court, challenge, caseOf, citizen } = await loadFixture(aFund);
      const caseId = await challenge({ by: citizen(CHALLENGER), sanctions: light });
      await caseOf(caseId).decide([Ruling.grant, Ruling.grant, undefined]);
      await court.execute(caseId);
      await tribunal.refund(caseId);
      await court.settle(caseId, 0);
      await expect(tribunal.refund(caseId)).not.to.emit(tribunal, "Credited");
      expect(await tribunal.owedToCitizen(NATIVE, CHALLENGER)).to.equal(FEES + CHALLENGE_BOND);
      expect(await tribunal.fund()).to.equal(SEAT_FEE);
    });

    it("reverts with Tribunal_NothingToRefund once the fund is empty", async () => {
      const { tribunal, ruled, citizen, caseId } = await loadFixture(aTrueChallenge);
      await tribunal.refund(caseId);
      const next = await ruled(Ruling.grant, { of: OTHER, by: citizen(CHALLENGER), sanctions: light });
      await expect(tribunal.refund(next))
        .to.be.revertedWithCustomError(tribunal, "Tribunal_NothingToRefund")
        .withArgs(next);
    });

    it("pays nobody whose challenge was dismissed", async () => {
      const { tribunal, ruled, citizen } = await loadFixture(aFund);
      const caseId = await ruled(Ruling.dismiss, { by: citizen(CHALLENGER), sanctions: light });
      await expect(tribunal.refund(caseId))
        .to.be.revertedWithCustomError(tribunal, "Tribunal_NothingToRefund")
        .withArgs(caseId);
    });

    it("pays nothing from the fund while the plenary may have to decide again", async () => {
      const { tribunal, caseId } = await loadFixture(aSilentEnding);
      await expect(tribunal.refund(caseId))
        .to.be.revertedWithCustomError(tribunal, "Tribunal_NothingToRefund")
        .withArgs(caseId);
    });

    it("pays it once that time is over", async () => {
      const { tribunal, caseId } = await loadFixture(aSilentEnding);
      await tribunal.enforce(caseId);
      await time.increase(366 * DAY);
      await expect(tribunal.refund(caseId))
        .to.emit(tribunal, "Credited")
        .withArgs(NATIVE, ethers.ZeroAddress, CHALLENGER, FEES);
    });
  });

  context("given a plenary in which nobody votes on an offence", () => {
    it("leaves the challenge undecided, and the fees lost", async () => {
      const { tribunal, court, caseId } = await loadFixture(withoutVotes);
      await court.execute(caseId);
      expect((await tribunal.challengeOf(caseId)).outcome).to.equal(Outcome.Undecided);
      await expect(tribunal.refund(caseId))
        .to.be.revertedWithCustomError(tribunal, "Tribunal_NothingToRefund")
        .withArgs(caseId);
    });

    it("gives the bond back, since nobody found the challenge unfounded", async () => {
      const { tribunal, court, stranger, caseId } = await loadFixture(withoutVotes);
      await court.execute(caseId);
      expect(await tribunal.owedTo(NATIVE, stranger)).to.equal(CHALLENGE_BOND);
      expect(await tribunal.owedToCitizen(NATIVE, ACCUSED)).to.equal(0n);
    });
  });
});
