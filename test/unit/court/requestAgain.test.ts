import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { Phase } from "../../fixtures/court";
import { DAY } from "../../fixtures/money";
import { aDraw } from "./world";

const SEED = ethers.id("seed");

describe("Court", () => {
  describe("requestAgain()", () => {
    /** Thirty days after the freeze, of which no seed came. */
    async function aSilence() {
      const world = await aDraw();
      const awaitedUntil = (await world.dispute.round()).frozenAt + BigInt(30 * DAY);
      await time.increaseTo(awaitedUntil - 10n);
      return { ...world, awaitedUntil };
    }

    it("reverts with Court_SeedAwaited a second before 30 days are over", async () => {
      const { court, dispute, awaitedUntil } = await loadFixture(aSilence);
      await time.setNextBlockTimestamp(awaitedUntil - 1n);
      await expect(court.requestAgain(dispute.id))
        .to.be.revertedWithCustomError(court, "Court_SeedAwaited")
        .withArgs(dispute.id, awaitedUntil);
    });

    it("freezes the roll anew then, and asks for another seed", async () => {
      const { court, dispute, randomness, awaitedUntil } = await loadFixture(aSilence);
      await time.setNextBlockTimestamp(awaitedUntil);
      await expect(court.requestAgain(dispute.id))
        .to.emit(court, "RollFrozen")
        .withArgs(dispute.id, 0, randomness, 2, 10, 3);
      expect((await dispute.round()).frozenAt).to.equal(awaitedUntil);
    });

    it("draws by the new seed alone", async () => {
      const { court, dispute, randomness, awaitedUntil } = await loadFixture(aSilence);
      await time.setNextBlockTimestamp(awaitedUntil);
      await court.requestAgain(dispute.id);
      await randomness.setSeed(1, SEED);
      await expect(dispute.draw())
        .to.be.revertedWithCustomError(court, "Court_SeedUnknown")
        .withArgs(dispute.id, randomness, 2);
      await dispute.seed();
      await dispute.draw();
      expect(await dispute.phase()).to.equal(Phase.Commit);
    });

    it("reverts with Court_SeedKnown when the seed came late", async () => {
      const { court, dispute, randomness, awaitedUntil } = await loadFixture(aSilence);
      await time.setNextBlockTimestamp(awaitedUntil);
      await randomness.setSeed(1, SEED);
      await expect(court.requestAgain(dispute.id))
        .to.be.revertedWithCustomError(court, "Court_SeedKnown")
        .withArgs(dispute.id, SEED);
    });

    it("asks the source that is appointed now", async () => {
      const { court, dispute, government, awaitedUntil } = await loadFixture(aSilence);
      const other = await ethers.deployContract("RandomnessStub");
      await court.connect(government).appointRandomness(other);
      await time.setNextBlockTimestamp(awaitedUntil);
      await court.requestAgain(dispute.id);
      expect((await dispute.round()).randomness).to.equal(other);
    });

    it("takes a source that fails for one that is silent", async () => {
      const { court, dispute, randomness, government, awaitedUntil } = await loadFixture(aSilence);
      await court.connect(government).appointRandomness(await ethers.deployContract("RandomnessStub"));
      // Code that reverts whatever is called.
      await ethers.provider.send("hardhat_setCode", [await randomness.getAddress(), "0x60006000fd"]);
      await time.setNextBlockTimestamp(awaitedUntil);
      await expect(court.requestAgain(dispute.id)).to.emit(court, "RollFrozen");
    });
  });
});
