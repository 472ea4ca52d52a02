import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aJudgedCase, aLargeCourt, LARGE, Phase } from "../../fixtures/court";

/** The first panel ruled 1. Choice 2 is funded, and the panel of eleven rules as it likes. */
async function anAppeal(ruling: number, answers = false) {
  const world = await aJudgedCase();
  const { dispute, court, stranger } = world;
  const cost = await court.appealCost(dispute.id, "0x");
  if (answers) await dispute.fund(1, stranger, 2n * cost);
  await dispute.fund(2, stranger, 3n * cost);
  await dispute.pass();
  await dispute.decide(Array<number>(LARGE).fill(ruling));
  return world;
}

describe("Court", () => {
  describe("wonByAppeal()", () => {
    it("returns true where the appeal of the ruling's side led to it, and nobody answered", async () => {
      const { court, dispute } = await anAppeal(2);
      expect(await court.wonByAppeal(dispute.id)).to.equal(true);
    });

    it("returns the same once the ruling was delivered", async () => {
      const { court, dispute } = await anAppeal(2);
      await court.execute(dispute.id);
      expect(await court.wonByAppeal(dispute.id)).to.equal(true);
    });

    it("returns false where the other side answered with its stake", async () => {
      const { court, dispute } = await anAppeal(2, true);
      expect(await court.wonByAppeal(dispute.id)).to.equal(false);
    });

    it("returns false where the appeal was wrong", async () => {
      const { court, dispute } = await anAppeal(1);
      expect(await court.wonByAppeal(dispute.id)).to.equal(false);
    });

    it("returns false where the appeal led to a third ruling", async () => {
      const { court, dispute } = await anAppeal(0);
      expect(await court.wonByAppeal(dispute.id)).to.equal(false);
    });

    it("passes over a panel of which too few voted", async () => {
      const { court, open } = await loadFixture(aLargeCourt);
      const dispute = await open();
      await dispute.judge([1, undefined, undefined]);
      await dispute.judge([2, 2, 2]);
      await dispute.pass();
      expect(await dispute.phase()).to.equal(Phase.Final);
      expect(await court.wonByAppeal(dispute.id)).to.equal(false);
    });

    it("reverts with Court_WrongPhase before the ruling is final", async () => {
      const { court, dispute } = await aJudgedCase();
      await expect(court.wonByAppeal(dispute.id))
        .to.be.revertedWithCustomError(court, "Court_WrongPhase")
        .withArgs(dispute.id, Phase.Appeal);
    });
  });
});
