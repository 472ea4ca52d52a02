import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aGivenRound, aMatchedRound, anUnmatchedRound, aRound, COIN } from "./world";

async function aCrowd() {
  const world = await aRound();
  for (let citizenId = 5; citizenId <= 9; ++citizenId) await world.register(citizenId);
  for (let projectId = 1; projectId <= 8; ++projectId) await world.give(10, projectId, COIN);
  for (const citizenId of [1, 2, 3, 4, 5, 6, 7, 8, 9]) await world.give(citizenId, 8, COIN);
  await world.close();
  return world;
}

describe("Grants", () => {
  describe("accept()", () => {
    it("counts a donor, of so many that it takes", async () => {
      const { grants, citizens } = await loadFixture(aMatchedRound);
      // Seven donors, of whom a quarter is two.
      await expect(grants.connect(citizens[0]).accept(1)).to.emit(grants, "GrantAccepted").withArgs(1, 1, 1, 2);
      await expect(grants.connect(citizens[9]).accept(1)).to.emit(grants, "GrantAccepted").withArgs(1, 10, 2, 2);
      const { accepted, needed } = await grants.projectOf(1);
      expect([accepted, needed]).to.deep.equal([2n, 2n]);
    });

    it("marks the gift, and no other one", async () => {
      const { grants, citizens } = await loadFixture(aMatchedRound);
      await grants.connect(citizens[9]).accept(2);
      expect(await grants.giftsOf(1, 10)).to.deep.equal([
        [1n, 4n * COIN, false],
        [2n, 49n * COIN, true],
      ]);
    });

    it("finds the eighth gift", async () => {
      const { grants, citizens } = await loadFixture(aCrowd);
      await grants.connect(citizens[9]).accept(8);
      expect((await grants.giftsOf(1, 10)).map(({ isAccepted }) => isAccepted)).to.deep.equal([
        ...Array<boolean>(7).fill(false),
        true,
      ]);
    });

    it("counts in the last second", async () => {
      const { grants, citizens, claimableUntil } = await loadFixture(aMatchedRound);
      await time.setNextBlockTimestamp(claimableUntil);
      await grants.connect(citizens[0]).accept(1);
      expect((await grants.projectOf(1)).accepted).to.equal(1n);
    });

    it("reverts with Grants_NotAcceptable a second later", async () => {
      const { grants, citizens, claimableUntil } = await loadFixture(aMatchedRound);
      await time.setNextBlockTimestamp(claimableUntil + 1n);
      await expect(grants.connect(citizens[0]).accept(1))
        .to.be.revertedWithCustomError(grants, "Grants_NotAcceptable")
        .withArgs(1, claimableUntil);
    });

    it("reverts with Grants_NotAcceptable before the round is closed", async () => {
      const { grants, citizens } = await loadFixture(aGivenRound);
      await expect(grants.connect(citizens[0]).accept(1))
        .to.be.revertedWithCustomError(grants, "Grants_NotAcceptable")
        .withArgs(1, 0);
    });

    it("reverts with Grants_NotAcceptable where the round is not matched", async () => {
      const { grants, citizens } = await loadFixture(anUnmatchedRound);
      await expect(grants.connect(citizens[0]).accept(1))
        .to.be.revertedWithCustomError(grants, "Grants_NotAcceptable")
        .withArgs(1, 0);
    });

    it("reverts with Grants_NotYoursToAccept the second time", async () => {
      const { grants, citizens } = await loadFixture(aMatchedRound);
      await grants.connect(citizens[0]).accept(1);
      await expect(grants.connect(citizens[0]).accept(1))
        .to.be.revertedWithCustomError(grants, "Grants_NotYoursToAccept")
        .withArgs(1, 1);
    });

    it("reverts with Grants_NotYoursToAccept for who gave to another", async () => {
      const { grants, citizens } = await loadFixture(aMatchedRound);
      await expect(grants.connect(citizens[8]).accept(1))
        .to.be.revertedWithCustomError(grants, "Grants_NotYoursToAccept")
        .withArgs(1, 9);
    });

    it("reverts with Grants_MayNotVote for who is no citizen any more", async () => {
      const { grants, citizens, citizenship } = await loadFixture(aMatchedRound);
      await citizenship.end(1);
      await expect(grants.connect(citizens[0]).accept(1))
        .to.be.revertedWithCustomError(grants, "Grants_MayNotVote")
        .withArgs(citizens[0]);
    });

    it("reverts with Grants_UnknownProject for one that there is none of", async () => {
      const { grants, citizens } = await loadFixture(aMatchedRound);
      await expect(grants.connect(citizens[0]).accept(5))
        .to.be.revertedWithCustomError(grants, "Grants_UnknownProject")
        .withArgs(5);
    });
  });
});
