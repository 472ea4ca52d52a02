import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { Standing } from "../../fixtures/citizenship";
import { caseView } from "../../fixtures/case-view";
import { Phase, PLENARY, SEAT_FEE } from "../../fixtures/court";
import { DAY } from "../../fixtures/money";
import { NATIVE } from "../../fixtures/treasury";
import {
  ACCUSED,
  aTribunal,
  aTribunalOfPanels,
  CHALLENGER,
  COOL_OFF,
  fine,
  foundTribunal,
  Ground,
  Outcome,
  REOPENING_PRICE,
  revocation,
  Ruling,
  suspension,
  type ChallengeTerms,
} from "../../fixtures/tribunal";
import { LONG, now } from "./world";

const YEAR = 365 * DAY;

/** A citizenship that panels found to end, without an answer. */
async function aGrant(terms: ChallengeTerms = {}) {
  const world = await aTribunalOfPanels();
  return { ...world, caseId: await world.ruled(Ruling.grant, terms) };
}

/** The same, after an answer; with the moment thirty days after the ruling became final, which lapses a year after. */
async function anAnsweredGrant() {
  const world = await aTribunalOfPanels();
  const caseId = await world.challenge();
  await world.tribunal.connect(world.citizen(ACCUSED)).answer(caseId, "No.");
  await world.rule(caseId, Ruling.grant);
  const { lapsesAt } = await world.tribunal.challengeOf(caseId);
  return { ...world, caseId, until: lapsesAt - BigInt(YEAR - 30 * DAY) };
}

/** A citizenship that was ended without an answer. */
async function anEnding(terms: ChallengeTerms = {}) {
  const world = await aGrant(terms);
  await world.tribunal.enforce(world.caseId);
  return world;
}

async function anAnsweredEnding() {
  const world = await anAnsweredGrant();
  await world.tribunal.enforce(world.caseId);
  return world;
}

const aSilentEnding = () => anEnding();

/** The same, before the plenary again. */
async function aReopening() {
  const world = await anEnding();
  await world.tribunal.connect(world.newKey).reopen(world.caseId, "I was away.", { value: REOPENING_PRICE });
  return { ...world, reopenedAs: await world.court.caseCount() };
}

async function confirmed(choice: number) {
  const world = await aReopening();
  await world.caseOf(world.reopenedAs).pass();
  await world.inPlenary(world.reopenedAs, choice);
  await world.court.execute(world.reopenedAs);
  return world;
}

const aConfirmation = () => confirmed(2);
const anAcquittal = () => confirmed(1);

describe("Tribunal", () => {
  describe("reopen()", () => {
    context("given an ended citizenship, whose holder never answered", () => {
      it("emits ChallengeReopened", async () => {
        const { tribunal, court, newKey, caseId } = await loadFixture(aSilentEnding);
        await expect(tribunal.connect(newKey).reopen(caseId, "I was away.", { value: REOPENING_PRICE }))
          .to.emit(tribunal, "ChallengeReopened")
          .withArgs(caseId, 2, ACCUSED, newKey, "I was away.")
          .and.to.emit(tribunal, "Dispute")
          .withArgs(court, 2, Ground.FalseDossier, 2);
      });

      it("brings it before the plenary at once", async () => {
        const { court, reopenedAs } = await loadFixture(aReopening);
        const { rounds, isEnding, isLine } = await caseView(court, reopenedAs);
        expect([rounds[0].size, isEnding, isLine]).to.deep.equal([BigInt(PLENARY), true, true]);
      });

      it("restores the citizenship", async () => {
        const { citizenship, citizen } = await loadFixture(aReopening);
        expect(await citizenship.activeCitizenOf(citizen(ACCUSED))).to.equal(ACCUSED);
      });

      it("gives the accused a vote in that plenary", async () => {
        const { court, citizen, caseOf, reopenedAs } = await loadFixture(aReopening);
        await caseOf(reopenedAs).pass();
        await expect(court.connect(citizen(ACCUSED)).voteInPlenary(reopenedAs, 1, "")).to.emit(court, "VoteRevealed");
      });

      it("is told by the challenge", async () => {
        const { tribunal, caseId, reopenedAs } = await loadFixture(aReopening);
        const { outcome, reopenedAs: found, isEnforced } = await tribunal.challengeOf(caseId);
        expect([outcome, found, isEnforced]).to.deep.equal([Outcome.Reopened, reopenedAs, [false]]);
      });

      it("keeps the same challenge from being brought meanwhile", async () => {
        const { tribunal, send, caseId } = await loadFixture(aReopening);
        await expect(send())
          .to.be.revertedWithCustomError(tribunal, "Tribunal_AlreadyPending")
          .withArgs(ACCUSED, caseId);
      });

      it("lets the accused answer while the plenary's case hears evidence", async () => {
        const { tribunal, citizen, caseId } = await loadFixture(aReopening);
        await expect(tribunal.connect(citizen(ACCUSED)).answer(caseId, "Here I am.")).to.emit(
          tribunal,
          "ChallengeAnswered",
        );
      });

      it("carries nothing out meanwhile", async () => {
        const { tribunal, caseId } = await loadFixture(aReopening);
        await expect(tribunal.enforce(caseId))
          .to.be.revertedWithCustomError(tribunal, "Tribunal_NothingToEnforce")
          .withArgs(caseId, Outcome.Reopened);
      });

      it("does not restore whose account holds another citizenship by now", async () => {
        const { tribunal, citizenship, citizen, caseId } = await loadFixture(aSilentEnding);
        await citizenship.connect(citizen(ACCUSED)).requestAdmission(ethers.ZeroHash);
        await citizenship.admit(citizen(ACCUSED));
        await tribunal.reopen(caseId, "", { value: REOPENING_PRICE });
        expect((await citizenship.citizen(ACCUSED)).standing).to.equal(Standing.Revoked);
        expect((await tribunal.challengeOf(caseId)).isEnforced).to.deep.equal([true]);
      });
    });

    it("restores nobody whose citizenship waits in line for its end, and has not ended", async () => {
      const { tribunal, citizenship, ruled } = await loadFixture(aTribunalOfPanels);
      const caseId = await ruled(Ruling.grant);
      await tribunal.reopen(caseId, "", { value: REOPENING_PRICE });
      expect((await citizenship.citizen(ACCUSED)).standing).to.equal(Standing.Active);
    });

    context("given panels decided although the accused answered", () => {
      it("restores the citizenship until thirty days after the ruling", async () => {
        const { tribunal, citizenship, caseId, until } = await loadFixture(anAnsweredEnding);
        await time.setNextBlockTimestamp(until - 1n);
        await tribunal.reopen(caseId, "I missed the appeal.", { value: REOPENING_PRICE });
        expect((await citizenship.citizen(ACCUSED)).standing).to.equal(Standing.Active);
      });

      it("is no longer, whenever the end is carried out", async () => {
        const { tribunal, caseId, until } = await loadFixture(anAnsweredGrant);
        await time.increaseTo(until);
        await tribunal.enforce(caseId);
        expect((await tribunal.challengeOf(caseId)).reopenableUntil).to.equal(until);
      });
    });

    context("given a grant that can be reopened", () => {
      for (const [title, fixture] of Object.entries({ answered: anAnsweredEnding, "never answered": aSilentEnding })) {
        it(`returns its challenge as pending for a week more, of an accused who ${title}`, async () => {
          const { tribunal, caseId } = await loadFixture(fixture);
          const pendingId = async () => (await tribunal.challengeable(ACCUSED, Ground.FalseDossier, 0)).pendingId;
          const until = (await tribunal.challengeOf(caseId)).reopenableUntil + 7n * BigInt(DAY);
          await time.increaseTo(until - 1n);
          expect(await pendingId()).to.equal(caseId);
          await time.increaseTo(until);
          expect(await pendingId()).to.equal(0n);
        });
      }
    });

    it("is taken for an offence whose sanctions contain a revocation", async () => {
      const { tribunal, citizenship, citizen, caseId } = await anEnding({ sanctions: [fine(1n), revocation] });
      await tribunal.reopen(caseId, "", { value: REOPENING_PRICE });
      expect(await citizenship.citizenOf(citizen(ACCUSED))).to.equal(ACCUSED);
    });

    context("given it cannot be reopened", () => {
      const given = {
        "a dismissed one": async () => {
          const world = await foundTribunal();
          return { ...world, caseId: await world.ruled(Ruling.dismiss) };
        },
        "one that ends nothing": async () => {
          const world = await foundTribunal();
          return { ...world, caseId: await world.ruled(Ruling.grant, { sanctions: [suspension(DAY)] }) };
        },
        "one that the plenary ruled": async () => {
          const world = await foundTribunal();
          return { ...world, caseId: await world.ruled(Ruling.grant) };
        },
        "one that was reopened before": aConfirmation,
      };
      for (const [title, fixture] of Object.entries(given)) {
        it(`reverts with Tribunal_NotReopenable for ${title}`, async () => {
          const { tribunal, caseId } = await fixture();
          await expect(tribunal.reopen(caseId, "", { value: REOPENING_PRICE }))
            .to.be.revertedWithCustomError(tribunal, "Tribunal_NotReopenable")
            .withArgs(caseId);
        });
      }

      it("reverts with Tribunal_TooLateToReopen once the ruling has lapsed", async () => {
        const { tribunal, ruled } = await loadFixture(aTribunalOfPanels);
        const caseId = await ruled(Ruling.grant);
        const { lapsesAt: endsAt } = await tribunal.challengeOf(caseId);
        await time.setNextBlockTimestamp(endsAt);
        await expect(tribunal.reopen(caseId, "", { value: REOPENING_PRICE }))
          .to.be.revertedWithCustomError(tribunal, "Tribunal_TooLateToReopen")
          .withArgs(caseId, endsAt);
      });

      it("reverts with Tribunal_TooLateToReopen a year after the end", async () => {
        const { tribunal, caseId } = await loadFixture(aSilentEnding);
        const endsAt = (await now()) + BigInt(YEAR);
        await time.setNextBlockTimestamp(endsAt);
        await expect(tribunal.reopen(caseId, "", { value: REOPENING_PRICE }))
          .to.be.revertedWithCustomError(tribunal, "Tribunal_TooLateToReopen")
          .withArgs(caseId, endsAt);
      });

      it("reverts with Tribunal_TooLateToReopen thirty days after the ruling if the accused answered", async () => {
        const { tribunal, caseId, until: endsAt } = await loadFixture(anAnsweredEnding);
        await time.setNextBlockTimestamp(endsAt);
        await expect(tribunal.reopen(caseId, "", { value: REOPENING_PRICE }))
          .to.be.revertedWithCustomError(tribunal, "Tribunal_TooLateToReopen")
          .withArgs(caseId, endsAt);
      });

      it("reverts with Tribunal_WrongPayment if the value is not the price", async () => {
        const { tribunal, caseId } = await loadFixture(aSilentEnding);
        expect(await tribunal.reopeningCost()).to.equal(REOPENING_PRICE);
        await expect(tribunal.reopen(caseId, "", { value: REOPENING_PRICE - 1n }))
          .to.be.revertedWithCustomError(tribunal, "Tribunal_WrongPayment")
          .withArgs(REOPENING_PRICE - 1n, REOPENING_PRICE);
      });

      it("reverts with Tribunal_StatementTooLong if the statement is", async () => {
        const { tribunal, caseId } = await loadFixture(aSilentEnding);
        await expect(tribunal.reopen(caseId, `${LONG}x`, { value: REOPENING_PRICE })).to.be.revertedWithCustomError(
          tribunal,
          "Tribunal_StatementTooLong",
        );
      });

      it("reverts with Tribunal_NoSuchChallenge if there is none", async () => {
        const { tribunal } = await loadFixture(aTribunal);
        await expect(tribunal.reopen(7, "", { value: REOPENING_PRICE }))
          .to.be.revertedWithCustomError(tribunal, "Tribunal_NoSuchChallenge")
          .withArgs(7);
      });
    });
  });

  describe("rule()", () => {
    context("given the plenary confirms", () => {
      it("grants the challenge again, and counts the offence once", async () => {
        const { tribunal, caseId } = await loadFixture(aConfirmation);
        expect((await tribunal.challengeOf(caseId)).outcome).to.equal(Outcome.Granted);
        expect(await tribunal.offencesOf(ACCUSED)).to.equal(1n);
      });

      it("has the citizenship wait in line to end again while the brake is closed", async () => {
        const { tribunal, citizenship, caseId } = await loadFixture(aConfirmation);
        const possibleAt = await tribunal.nextEndingAt(false);
        const reason = tribunal.interface.encodeErrorResult("Enforcement_EndingsBraked", [ACCUSED, possibleAt]);
        await expect(tribunal.enforce(caseId)).to.emit(tribunal, "SanctionFailed").withArgs(caseId, ACCUSED, 0, reason);
        expect((await citizenship.citizen(ACCUSED)).standing).to.equal(Standing.Active);
      });

      it("lets it end again once the brake is open, which counts it", async () => {
        const { tribunal, citizenship, caseId } = await loadFixture(aConfirmation);
        const possibleAt = Number(await tribunal.nextEndingAt(false));
        await time.setNextBlockTimestamp(possibleAt);
        await tribunal.enforce(caseId);
        expect((await citizenship.citizen(ACCUSED)).standing).to.equal(Standing.Revoked);
        expect(await tribunal.nextEndingAt(false)).to.equal(possibleAt + 30 * DAY);
      });

      it("reverts with Tribunal_AlreadyRuled if the court rules it again", async () => {
        const { tribunal, court, caseId, reopenedAs } = await loadFixture(aConfirmation);
        const asCourt = await ethers.getImpersonatedSigner(await court.getAddress());
        await ethers.provider.send("hardhat_setBalance", [asCourt.address, "0xde0b6b3a7640000"]);
        await expect(tribunal.connect(asCourt).rule(reopenedAs, 1))
          .to.be.revertedWithCustomError(tribunal, "Tribunal_AlreadyRuled")
          .withArgs(caseId, Outcome.Granted);
      });
    });

    context("given the plenary acquits", () => {
      it("dismisses the challenge, takes the offence back and begins the cool-off", async () => {
        const { tribunal, caseId } = await loadFixture(anAcquittal);
        expect((await tribunal.challengeOf(caseId)).outcome).to.equal(Outcome.Dismissed);
        expect(await tribunal.offencesOf(ACCUSED)).to.equal(0n);
        const { coolOffEndsAt, pendingId } = await tribunal.challengeable(ACCUSED, Ground.FalseDossier, 0);
        expect([coolOffEndsAt, pendingId]).to.deep.equal([(await now()) + BigInt(COOL_OFF), 0n]);
      });

      it("leaves the citizenship as it was", async () => {
        const { citizenship } = await loadFixture(anAcquittal);
        expect((await citizenship.citizen(ACCUSED)).standing).to.equal(Standing.Active);
      });

      it("pays nobody another bond", async () => {
        const { tribunal, stranger } = await loadFixture(anAcquittal);
        expect(await tribunal.owedToCitizen(NATIVE, ACCUSED)).to.equal(0n);
        expect(await ethers.provider.getBalance(tribunal)).to.equal(await tribunal.owedTo(NATIVE, stranger));
      });

      it("keeps the same from being brought also where the citizenship was given back before", async () => {
        const { tribunal, citizenship, caseId, send } = await loadFixture(aSilentEnding);
        const isPending = () =>
          expect(send()).to.be.revertedWithCustomError(tribunal, "Tribunal_AlreadyPending").withArgs(ACCUSED, caseId);
        const asTribunal = await ethers.getImpersonatedSigner(await tribunal.getAddress());
        await ethers.provider.send("hardhat_setBalance", [asTribunal.address, "0x8ac7230489e80000"]);
        await citizenship.connect(asTribunal).restore(ACCUSED, ethers.ZeroHash);
        await isPending();
        await tribunal.reopen(caseId, "", { value: REOPENING_PRICE });
        await isPending();
      });

      it("takes the offence back of whoever has come back", async () => {
        const world = await aTribunalOfPanels();
        const { tribunal, citizenship, citizen, court } = world;
        const caseId = await world.ruled(Ruling.grant);
        await tribunal.enforce(caseId);
        await citizenship.connect(citizen(ACCUSED)).requestAdmission(ethers.ZeroHash);
        await citizenship.admit(citizen(ACCUSED));
        expect(await tribunal.offencesOf(world.citizens.length + 1)).to.equal(1n);
        await tribunal.reopen(caseId, "", { value: REOPENING_PRICE });
        const reopenedAs = await court.caseCount();
        await world.caseOf(reopenedAs).pass();
        await world.caseOf(reopenedAs).pass();
        await court.execute(reopenedAs);
        expect(await tribunal.offencesOf(world.citizens.length + 1)).to.equal(0n);
      });
    });
  });

  describe("refund()", () => {
    it("owes the challenger what the second panel would have cost", async () => {
      const { tribunal, ruled, citizen } = await loadFixture(aTribunal);
      const caseId = await ruled(Ruling.dismiss, { by: citizen(CHALLENGER) });
      await expect(tribunal.refund(caseId))
        .to.emit(tribunal, "Credited")
        .withArgs(NATIVE, ethers.ZeroAddress, CHALLENGER, 11n * SEAT_FEE);
    });

    it("holds what it owes", async () => {
      const { tribunal, ruled } = await loadFixture(aTribunal);
      const caseId = await ruled(Ruling.dismiss);
      await expect(tribunal.refund(caseId)).to.changeEtherBalance(tribunal, 11n * SEAT_FEE);
    });

    it("owes it although somebody had the court pay the tribunal before", async () => {
      const { tribunal, court, ruled, challenge, rule, citizen } = await loadFixture(aTribunal);
      const first = await ruled(Ruling.dismiss);
      const second = await challenge({ by: citizen(CHALLENGER), ground: Ground.Deceased });
      await rule(second, Ruling.dismiss);
      await tribunal.refund(first);
      await expect(court.claim(NATIVE, tribunal)).to.be.revertedWithCustomError(court, "Payouts_NothingOwed");
      await expect(tribunal.refund(second)).to.changeEtherBalance(tribunal, 11n * SEAT_FEE);
    });

    it("reverts with Tribunal_NothingToRefund the second time", async () => {
      const { tribunal, ruled } = await loadFixture(aTribunal);
      const caseId = await ruled(Ruling.dismiss);
      await tribunal.refund(caseId);
      await expect(tribunal.refund(caseId))
        .to.be.revertedWithCustomError(tribunal, "Tribunal_NothingToRefund")
        .withArgs(caseId);
    });

    it("reverts with Court_WrongPhase before the ruling", async () => {
      const { tribunal, court, challenge } = await loadFixture(aTribunal);
      const caseId = await challenge();
      await expect(tribunal.refund(caseId))
        .to.be.revertedWithCustomError(court, "Court_WrongPhase")
        .withArgs(caseId, Phase.Evidence);
    });

    it("owes whoever reopened nothing where the plenary used all fees", async () => {
      const { tribunal, reopenedAs } = await loadFixture(anAcquittal);
      await expect(tribunal.refund(reopenedAs))
        .to.be.revertedWithCustomError(tribunal, "Tribunal_NothingToRefund")
        .withArgs(reopenedAs);
    });

    it("reverts with Tribunal_NoSuchChallenge if there is none", async () => {
      const { tribunal } = await loadFixture(aTribunal);
      await expect(tribunal.refund(7)).to.be.revertedWithCustomError(tribunal, "Tribunal_NoSuchChallenge").withArgs(7);
    });
  });

  describe("receive()", () => {
    it("reverts with Tribunal_NotFromTheCourt if anyone else pays in", async () => {
      const { tribunal, stranger } = await loadFixture(aTribunal);
      await expect(stranger.sendTransaction({ to: tribunal, value: 1n }))
        .to.be.revertedWithCustomError(tribunal, "Tribunal_NotFromTheCourt")
        .withArgs(stranger);
    });
  });
});
