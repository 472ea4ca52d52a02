import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroHash } from "ethers";
import { aMerit, CITIZEN, CITIZENS, key, MOST, now, REFERENCE } from "./world";

const BOUNTY = key("bounty");

describe("Merit", () => {
  describe("award()", () => {
    it("gives points, dated now", async () => {
      const { merit, awarder } = await loadFixture(aMerit);
      const at = (await now()) + 1n;
      await time.setNextBlockTimestamp(at);
      await expect(merit.connect(awarder).award(CITIZEN, BOUNTY, REFERENCE, MOST))
        .to.emit(merit, "PointsAwarded")
        .withArgs(CITIZEN, BOUNTY, REFERENCE, awarder, MOST, at);
    });

    it("adds them to what was awarded", async () => {
      const { merit, award } = await loadFixture(aMerit);
      await award(3n, "first");
      await award(4n, "second");
      expect((await merit.recordOf(CITIZEN)).awarded).to.equal(7);
    });

    it("tells that they were awarded", async () => {
      const { merit, award, awarder } = await loadFixture(aMerit);
      await award(3n);
      const found = [merit.isAwarded(awarder, BOUNTY, REFERENCE), merit.isAwarded(awarder, key("grant"), REFERENCE)];
      expect(await Promise.all(found)).to.deep.equal([true, false]);
    });

    for (const cause of ["ballot", "jury", "attestation", "offence"]) {
      it(`reverts with Merit_ReservedCause for the cause "${cause}"`, async () => {
        const { merit, awarder } = await loadFixture(aMerit);
        await expect(merit.connect(awarder).award(CITIZEN, key(cause), REFERENCE, 1))
          .to.be.revertedWithCustomError(merit, "Merit_ReservedCause")
          .withArgs(key(cause));
      });
    }

    it("reverts with Merit_ReservedCause without a cause", async () => {
      const { merit, awarder } = await loadFixture(aMerit);
      await expect(merit.connect(awarder).award(CITIZEN, ZeroHash, REFERENCE, 1))
        .to.be.revertedWithCustomError(merit, "Merit_ReservedCause")
        .withArgs(ZeroHash);
    });

    for (const points of [0n, MOST + 1n]) {
      it(`reverts with Merit_PointsOutOfBounds for ${points} points`, async () => {
        const { merit, awarder } = await loadFixture(aMerit);
        await expect(merit.connect(awarder).award(CITIZEN, BOUNTY, REFERENCE, points))
          .to.be.revertedWithCustomError(merit, "Merit_PointsOutOfBounds")
          .withArgs(points, MOST);
      });
    }

    for (const citizenId of [0, CITIZENS + 1]) {
      it(`reverts with Merit_UnknownCitizen for citizen ${citizenId} of ${CITIZENS}`, async () => {
        const { merit, awarder } = await loadFixture(aMerit);
        await expect(merit.connect(awarder).award(citizenId, BOUNTY, REFERENCE, 1))
          .to.be.revertedWithCustomError(merit, "Merit_UnknownCitizen")
          .withArgs(citizenId);
      });
    }

    it("reverts with Merit_AlreadyAwarded for another citizen, too", async () => {
      const { merit, awarder, award } = await loadFixture(aMerit);
      await award(1n);
      await expect(merit.connect(awarder).award(2, BOUNTY, REFERENCE, 1))
        .to.be.revertedWithCustomError(merit, "Merit_AlreadyAwarded")
        .withArgs(awarder, BOUNTY, REFERENCE);
    });

    it("reverts with AccessManagedUnauthorized for the government, which is no awarder", async () => {
      const { merit, government } = await loadFixture(aMerit);
      await expect(merit.connect(government).award(CITIZEN, BOUNTY, REFERENCE, 1))
        .to.be.revertedWithCustomError(merit, "AccessManagedUnauthorized")
        .withArgs(government);
    });
  });
});
