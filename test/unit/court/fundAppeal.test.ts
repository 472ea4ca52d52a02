import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aJudgedCase, PERIODS, Phase } from "../../fixtures/court";
import { NATIVE } from "../../fixtures/treasury";
import { APPEAL_COST, OTHER_SIDE, OWN_SIDE } from "./world";

describe("Court", () => {
  describe("fundAppeal()", () => {
    it("stores the contribution", async () => {
      const { court, dispute, stranger } = await loadFixture(aJudgedCase);
      await expect(court.connect(stranger).fundAppeal(dispute.id, 2, { value: 5n }))
        .to.emit(court, "AppealFunded")
        .withArgs(dispute.id, 0, 2, stranger, 5);
      expect(await court.contributionOf(dispute.id, 0, 2, stranger)).to.equal(5n);
      expect((await dispute.round()).sides).to.deep.equal([{ choice: 2n, raised: 5n, needed: OTHER_SIDE }]);
    });

    it("credits the surplus above the need", async () => {
      const { court, dispute, stranger } = await loadFixture(aJudgedCase);
      await dispute.fund(2, stranger, OTHER_SIDE + 5n);
      expect(await court.owedTo(NATIVE, stranger)).to.equal(5n);
      expect(await court.contributionOf(dispute.id, 0, 2, stranger)).to.equal(OTHER_SIDE);
    });

    for (const order of [
      [1, 2],
      [2, 1],
    ]) {
      it(`opens the next round at the end of the period when sides ${order.join(" and ")} are funded`, async () => {
        const { dispute, stranger } = await loadFixture(aJudgedCase);
        for (const side of order) await dispute.fund(side, stranger, side === 1 ? OWN_SIDE : OTHER_SIDE);
        expect(await dispute.phase()).to.equal(Phase.Appeal);
        await dispute.pass();
        expect(await dispute.phase()).to.equal(Phase.Evidence);
        const { size, fees } = await dispute.round();
        expect([size, fees]).to.deep.equal([11n, APPEAL_COST]);
      });
    }

    it("reverts with Court_SideFunded when the side is funded", async () => {
      const { court, dispute, stranger } = await loadFixture(aJudgedCase);
      await dispute.fund(2, stranger, OTHER_SIDE);
      await expect(dispute.fund(2, stranger, 1n))
        .to.be.revertedWithCustomError(court, "Court_SideFunded")
        .withArgs(dispute.id, 2);
    });

    it("takes more than its need for the ruling's own side, until the end", async () => {
      const { court, dispute, stranger } = await loadFixture(aJudgedCase);
      await dispute.fund(1, stranger, OWN_SIDE);
      await dispute.fund(1, stranger, 5n);
      expect(await court.contributionOf(dispute.id, 0, 1, stranger)).to.equal(OWN_SIDE + 5n);
    });

    it("reverts with Court_NothingSent for a value of zero", async () => {
      const { court, dispute, stranger } = await loadFixture(aJudgedCase);
      await expect(dispute.fund(2, stranger, 0n))
        .to.be.revertedWithCustomError(court, "Court_NothingSent")
        .withArgs(dispute.id);
    });

    it("reverts with Court_NoSuchChoice for a side that does not exist", async () => {
      const { court, dispute, stranger } = await loadFixture(aJudgedCase);
      await expect(dispute.fund(3, stranger, 1n))
        .to.be.revertedWithCustomError(court, "Court_NoSuchChoice")
        .withArgs(dispute.id, 3, 2);
    });

    context("given that half of the period is over", () => {
      async function halfTime() {
        const world = await aJudgedCase();
        const at = (await world.dispute.caseView()).endsAt - BigInt(PERIODS.appeal / 2);
        await time.setNextBlockTimestamp(at);
        return { ...world, at };
      }

      it("reverts with Court_TooLate for a side against the ruling", async () => {
        const { court, dispute, stranger, at } = await halfTime();
        await expect(dispute.fund(2, stranger, 1n))
          .to.be.revertedWithCustomError(court, "Court_TooLate")
          .withArgs(dispute.id, at);
      });

      it("accepts a contribution to the ruling's own side", async () => {
        const { dispute, stranger } = await halfTime();
        await expect(dispute.fund(1, stranger, 1n)).not.to.be.reverted;
      });
    });

    it("reverts with Court_TooLate once the time is over", async () => {
      const { court, dispute, stranger } = await loadFixture(aJudgedCase);
      await dispute.wait();
      await expect(dispute.fund(1, stranger, 1n))
        .to.be.revertedWithCustomError(court, "Court_TooLate")
        .withArgs(dispute.id, (await dispute.caseView()).endsAt);
    });
  });
});
