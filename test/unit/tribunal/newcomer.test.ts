import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { caseView } from "../../fixtures/case-view";
import { Standing } from "../../fixtures/citizenship";
import { DAY } from "../../fixtures/money";
import {
  CHALLENGER,
  fine,
  aTribunal,
  foundTribunal,
  Ground,
  NEWCOMER_PRICE,
  OTHER,
  Outcome,
  REOPENING_PRICE,
  Ruling,
} from "../../fixtures/tribunal";

const NEWCOMER = OTHER + 1;
const WAITING = 30;

/** A citizen whose vote sleeps for thirty days. */
async function aNewcomer() {
  const world = await foundTribunal(true);
  const { citizenship, newKey, challenge } = world;
  await citizenship.connect(newKey).requestAdmission(ethers.ZeroHash);
  await citizenship.admit(newKey);
  return { ...world, challengeIt: () => challenge({ of: NEWCOMER }) };
}

async function aChallengeOfANewcomer() {
  const world = await aNewcomer();
  return { ...world, caseId: await world.challengeIt() };
}

/** The vote would have woken. */
async function afterTheWait() {
  const world = await aChallengeOfANewcomer();
  await time.increase((WAITING + 1) * DAY);
  return world;
}

async function aGrant() {
  const world = await aChallengeOfANewcomer();
  await world.rule(world.caseId, Ruling.grant);
  await time.increase((WAITING + 1) * DAY);
  return world;
}

describe("Tribunal", () => {
  context("given a newcomer, whose vote sleeps", () => {
    describe("challengeCost()", () => {
      it("is the fees of five seats", async () => {
        const { tribunal, stranger } = await loadFixture(aNewcomer);
        const { fees, bond } = await tribunal.challengeCost(stranger, NEWCOMER, true);
        expect(fees + bond).to.equal(NEWCOMER_PRICE);
      });

      it("is that of sixteen once the vote is awake", async () => {
        const { tribunal, stranger } = await loadFixture(aNewcomer);
        await time.increase((WAITING + 1) * DAY);
        const { fees, bond } = await tribunal.challengeCost(stranger, NEWCOMER, true);
        expect(fees + bond).to.be.greaterThan(NEWCOMER_PRICE);
      });
    });

    describe("refund()", () => {
      it("pays no more than the fees of five seats from the fund, which is empty here", async () => {
        const { tribunal, caseId } = await loadFixture(aGrant);
        await expect(tribunal.refund(caseId))
          .to.be.revertedWithCustomError(tribunal, "Tribunal_NothingToRefund")
          .withArgs(caseId);
      });
    });

    describe("challenge()", () => {
      it("brings it before panels alone", async () => {
        const { tribunal, court, caseId } = await loadFixture(aChallengeOfANewcomer);
        const { isPanelsOnly, isEnding, rounds } = await caseView(court, caseId);
        expect([isPanelsOnly, isEnding, rounds[0].size]).to.deep.equal([true, true, 5n]);
        expect((await tribunal.challengeOf(caseId)).isNewcomer).to.equal(true);
      });

      it("keeps the vote asleep beyond the wait", async () => {
        const { citizenship } = await loadFixture(afterTheWait);
        expect(await citizenship.mayVote(NEWCOMER)).to.equal(false);
      });

      it("keeps nobody asleep where the citizenship is not at stake", async () => {
        const { tribunal, citizenship, challenge } = await loadFixture(aNewcomer);
        const caseId = await challenge({ of: NEWCOMER, sanctions: [fine(1n)] });
        await time.increase((WAITING + 1) * DAY);
        expect(await citizenship.mayVote(NEWCOMER)).to.equal(true);
        expect((await tribunal.challengeOf(caseId)).isNewcomer).to.equal(false);
      });
    });

    describe("rule()", () => {
      it("grants it by three of five", async () => {
        const { tribunal, court, caseOf, caseId } = await loadFixture(aChallengeOfANewcomer);
        await caseOf(caseId).decide([2, 2, 2, 1, 1]);
        await court.execute(caseId);
        expect((await tribunal.challengeOf(caseId)).outcome).to.equal(Outcome.Granted);
      });

      it("lets the vote wake when it is dismissed", async () => {
        const { citizenship, rule, caseId } = await loadFixture(afterTheWait);
        await rule(caseId, Ruling.dismiss);
        expect(await citizenship.mayVote(NEWCOMER)).to.equal(true);
      });

      it("keeps it asleep while another challenge is pending", async () => {
        const { citizenship, rule, challenge, citizen, caseId } = await loadFixture(aChallengeOfANewcomer);
        const other = await challenge({ of: NEWCOMER, by: citizen(CHALLENGER), ground: Ground.Deceased });
        await time.increase((WAITING + 1) * DAY);
        await rule(caseId, Ruling.dismiss);
        expect(await citizenship.mayVote(NEWCOMER)).to.equal(false);
        await rule(other, Ruling.dismiss);
        expect(await citizenship.mayVote(NEWCOMER)).to.equal(true);
      });

      it("keeps it asleep while what was granted waits in line", async () => {
        const { citizenship } = await loadFixture(aGrant);
        expect(await citizenship.mayVote(NEWCOMER)).to.equal(false);
      });
    });

    describe("enforce()", () => {
      it("ends the citizenship", async () => {
        const { tribunal, citizenship, caseId } = await loadFixture(aGrant);
        await tribunal.enforce(caseId);
        expect((await citizenship.citizen(NEWCOMER)).standing).to.equal(Standing.Revoked);
      });
    });

    describe("reopen()", () => {
      it("reverts with Tribunal_NotReopenable, since no vote was lost", async () => {
        const { tribunal, caseId } = await loadFixture(aGrant);
        await expect(tribunal.reopen(caseId, "", { value: REOPENING_PRICE }))
          .to.be.revertedWithCustomError(tribunal, "Tribunal_NotReopenable")
          .withArgs(caseId);
      });
    });

    describe("wake()", () => {
      it("lets the vote wake once what was granted has lapsed", async () => {
        const { tribunal, citizenship, caseId } = await loadFixture(aGrant);
        await time.increase(366 * DAY);
        await expect(tribunal.wake(caseId)).to.emit(citizenship, "CitizenKeptAsleep").withArgs(NEWCOMER, false);
      });

      it("lets it wake where the ruling could not, since the tribunal was out of office", async () => {
        const { tribunal, constitution, citizenship, government, rule, caseId } = await loadFixture(afterTheWait);
        await constitution.connect(government).revokeRole(2, tribunal);
        await rule(caseId, Ruling.dismiss);
        expect(await citizenship.mayVote(NEWCOMER)).to.equal(false);
        await constitution.connect(government).grantRole(2, tribunal, 0);
        await tribunal.wake(caseId);
        expect(await citizenship.mayVote(NEWCOMER)).to.equal(true);
      });

      it("reverts with Tribunal_NotKeptAsleep while it is pending", async () => {
        const { tribunal, caseId } = await loadFixture(aChallengeOfANewcomer);
        await expect(tribunal.wake(caseId))
          .to.be.revertedWithCustomError(tribunal, "Tribunal_NotKeptAsleep")
          .withArgs(caseId, Outcome.Pending);
      });

      it("reverts with Tribunal_NotKeptAsleep while what was granted is due", async () => {
        const { tribunal, caseId } = await loadFixture(aGrant);
        await expect(tribunal.wake(caseId))
          .to.be.revertedWithCustomError(tribunal, "Tribunal_NotKeptAsleep")
          .withArgs(caseId, Outcome.Granted);
      });

      it("reverts with Tribunal_NotKeptAsleep for a challenge that keeps nobody asleep", async () => {
        const { tribunal, ruled } = await loadFixture(aNewcomer);
        const caseId = await ruled(Ruling.dismiss);
        await expect(tribunal.wake(caseId))
          .to.be.revertedWithCustomError(tribunal, "Tribunal_NotKeptAsleep")
          .withArgs(caseId, Outcome.Dismissed);
      });

      it("reverts with Tribunal_NoSuchChallenge if there is none", async () => {
        const { tribunal } = await loadFixture(aNewcomer);
        await expect(tribunal.wake(9)).to.be.revertedWithCustomError(tribunal, "Tribunal_NoSuchChallenge").withArgs(9);
      });
    });
  });

  context("given a governor that says what amendments take", () => {
    it("asks the same of the plenary", async () => {
      const { court, challenge, appoint } = await loadFixture(aTribunal);
      const governor = await ethers.deployContract("GovernorShares", [25_00, 70_00]);
      await appoint("governor", await governor.getAddress());
      const words = await court.caseWords(await challenge());
      expect([words[3] & 0xffffn, (words[3] >> 16n) & 0xffffn]).to.deep.equal([25_00n, 70_00n]);
    });

    it("asks 40 % and two thirds of another institution of that name", async () => {
      const { court, challenge, appoint, registry } = await loadFixture(aTribunal);
      await appoint("governor", await registry.getAddress());
      const words = await court.caseWords(await challenge());
      expect([words[3] & 0xffffn, (words[3] >> 16n) & 0xffffn]).to.deep.equal([40_00n, 66_66n]);
    });
  });
});
