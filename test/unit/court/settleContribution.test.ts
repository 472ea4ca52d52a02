import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aJudgedCase } from "../../fixtures/court";
import { NATIVE } from "../../fixtures/treasury";
import { APPEAL_COST, OTHER_SIDE, OWN_SIDE } from "./world";

describe("Court", () => {
  // Checks JUST-9.
  describe("settleContribution()", () => {
    /** Sides 1 and 2 are funded, each by two; side 0 in part. Then the panel of eleven votes. */
    async function anAppealWith(choice: number) {
      const world = await aJudgedCase();
      const { dispute, stranger, citizen, court } = world;
      await dispute.fund(0, stranger, 7n);
      await dispute.fund(2, stranger, 1n);
      await dispute.fund(2, citizen(12), OTHER_SIDE - 1n);
      await dispute.fund(1, citizen(11), OWN_SIDE / 3n);
      await dispute.fund(1, stranger, OWN_SIDE - OWN_SIDE / 3n);
      await dispute.pass();
      await dispute.judge(new Array<number>(11).fill(choice));
      await dispute.pass();
      return {
        ...world,
        due: (side: number, who: string) => court.settleContribution.staticCall(dispute.id, 0, side, who),
      };
    }
    const upheld = () => anAppealWith(1);
    const overturned = () => anAppealWith(2);
    const refused = () => anAppealWith(0);
    const POOL = OWN_SIDE + OTHER_SIDE - APPEAL_COST;

    it("shares the pool among the right side in proportion to the contributions", async () => {
      const { due, citizen, stranger } = await loadFixture(upheld);
      expect(await due(1, citizen(11).address)).to.equal((POOL * (OWN_SIDE / 3n)) / OWN_SIDE);
      expect(await due(1, stranger.address)).to.equal((POOL * (OWN_SIDE - OWN_SIDE / 3n)) / OWN_SIDE);
    });

    it("gives the last contributor the remainder, to the wei", async () => {
      const { court, dispute, due, citizen, stranger } = await loadFixture(overturned);
      await court.settleContribution(dispute.id, 0, 2, stranger);
      expect(await court.owedTo(NATIVE, stranger)).to.equal(1n);
      expect(await due(2, citizen(12).address)).to.equal(POOL - 1n);
    });

    it("emits ContributionSettled and Credited", async () => {
      const { court, dispute, stranger } = await loadFixture(upheld);
      await expect(court.settleContribution(dispute.id, 0, 0, stranger))
        .to.emit(court, "ContributionSettled")
        .withArgs(dispute.id, 0, 0, stranger, 7)
        .and.to.emit(court, "Credited")
        .withArgs(NATIVE, stranger, 0, 7);
    });

    it("reverts with Court_NothingToSettle for the wrong side", async () => {
      const { court, dispute, citizen } = await loadFixture(upheld);
      await expect(court.settleContribution(dispute.id, 0, 2, citizen(12)))
        .to.be.revertedWithCustomError(court, "Court_NothingToSettle")
        .withArgs(dispute.id, 0, 2, citizen(12));
    });

    it("returns the contribution to a side that was not funded", async () => {
      const { due, stranger } = await loadFixture(overturned);
      expect(await due(0, stranger.address)).to.equal(7n);
    });

    it("shares the pool among all sides when none is right", async () => {
      const { court, dispute, citizen, stranger } = await loadFixture(refused);
      for (const [side, who] of [
        [2, citizen(12)],
        [1, citizen(11)],
        [1, stranger],
        [2, stranger],
      ] as const) {
        await court.settleContribution(dispute.id, 0, side, who);
      }
      const owed = await Promise.all([citizen(11), citizen(12), stranger].map((who) => court.owedTo(NATIVE, who)));
      expect(owed.reduce((sum, amount) => sum + amount)).to.equal(POOL);
    });

    it("reverts with Court_NothingToSettle when the contribution is settled already", async () => {
      const { court, dispute, stranger } = await loadFixture(upheld);
      await court.settleContribution(dispute.id, 0, 0, stranger);
      await expect(court.settleContribution(dispute.id, 0, 0, stranger))
        .to.be.revertedWithCustomError(court, "Court_NothingToSettle")
        .withArgs(dispute.id, 0, 0, stranger);
    });

    context("given an unanswered appeal to the plenary, which no juror is paid for", () => {
      async function anUnansweredAppeal(choice: number) {
        const world = await aJudgedCase();
        const { dispute, arbitrable, court, citizen } = world;
        await arbitrable.appeal(dispute.id, { value: APPEAL_COST });
        await dispute.judge(new Array<number>(11).fill(1));
        const cost = await court.appealCost(dispute.id, "0x");
        await dispute.fund(2, citizen(12), 3n * cost);
        await dispute.pass();
        await dispute.pass();
        for (let id = 1; id <= 8; ++id) await court.connect(citizen(id)).voteInPlenary(dispute.id, choice, "");
        await dispute.pass();
        return { ...world, cost };
      }
      const right = () => anUnansweredAppeal(2);
      const wrong = () => anUnansweredAppeal(1);

      it("pays an appellant who was right back, cost and all", async () => {
        const { court, dispute, citizen, cost } = await loadFixture(right);
        expect(await court.settleContribution.staticCall(dispute.id, 1, 2, citizen(12))).to.equal(3n * cost);
      });

      it("settles the later round by the way, once", async () => {
        const { court, dispute, citizen } = await loadFixture(right);
        await court.settleContribution(dispute.id, 1, 2, citizen(12));
        await expect(court.settle(dispute.id, 2)).to.be.revertedWithCustomError(court, "Court_AlreadySettled");
      });

      it("pays the same if somebody has settled the round before", async () => {
        const { court, dispute, citizen, cost } = await loadFixture(right);
        await court.settle(dispute.id, 2);
        expect(await court.settleContribution.staticCall(dispute.id, 1, 2, citizen(12))).to.equal(3n * cost);
      });

      it("keeps the cost of one who was wrong, for the treasury", async () => {
        const { court, dispute, citizen, cost, treasury } = await loadFixture(wrong);
        expect(await court.settleContribution.staticCall(dispute.id, 1, 2, citizen(12))).to.equal(2n * cost);
        await court.settle(dispute.id, 2);
        expect(await court.owedTo(NATIVE, treasury)).to.equal(cost);
      });
    });

    it("returns the contribution when no appeal was brought", async () => {
      const { court, dispute, stranger } = await loadFixture(aJudgedCase);
      await dispute.fund(1, stranger, OWN_SIDE);
      await dispute.pass();
      expect(await court.settleContribution.staticCall(dispute.id, 0, 1, stranger)).to.equal(OWN_SIDE);
    });

    it("returns the contribution when the arbitrable paid for the appeal", async () => {
      const { court, dispute, arbitrable, stranger } = await loadFixture(aJudgedCase);
      await dispute.fund(2, stranger, OTHER_SIDE);
      await arbitrable.appeal(dispute.id, { value: APPEAL_COST });
      await dispute.decide(new Array<number>(11).fill(1));
      expect(await court.settleContribution.staticCall(dispute.id, 0, 2, stranger)).to.equal(OTHER_SIDE);
    });
  });
});
