import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { root } from "./model";
import { aNation, aRound, aRoundWith, COIN, COUNTED, forProject, HEAD, putToSleep, STEP } from "./world";

async function aCrowd() {
  const world = await aRound();
  for (let citizenId = 5; citizenId <= 9; ++citizenId) await world.register(citizenId);
  return world;
}
const someCoins = () => aRoundWith({ counted: { value: 500 } });

describe("Grants", () => {
  describe("onTransferReceived()", () => {
    it("gives a citizen's coin to a project", async () => {
      const { grants, coin, give, citizens } = await loadFixture(aRound);
      await expect(give(5, 1, 25n * COIN)).to.changeTokenBalances(
        coin,
        [citizens[4], grants],
        [-25n * COIN, 25n * COIN],
      );
      const { given, donors, heads, weight } = await grants.projectOf(1);
      expect([given, donors, heads, weight]).to.deep.equal([25n * COIN, 1n, HEAD, 0n]);
      expect((await grants.roundOf(1)).donors).to.equal(1n);
    });

    it("tells who gave how much to what", async () => {
      const { grants, give } = await loadFixture(aRound);
      await expect(give(5, 1, 25n * COIN))
        .to.emit(grants, "Contributed")
        .withArgs(1, 5, 25n * COIN);
    });

    it("weighs the square of the sum of roots, less the gifts", async () => {
      const { grants, give } = await loadFixture(aRound);
      await give(5, 1, 25n * COIN);
      await give(6, 1, 36n * COIN);
      const roots = root(25n * COIN) + root(36n * COIN);
      const { weight } = await grants.projectOf(1);
      expect(weight).to.equal(roots * roots - 61n * COIN);
      expect((await grants.roundOf(1)).weight).to.equal(weight);
    });

    it("adds to a gift of the same citizen as if it had been one", async () => {
      const { grants, give } = await loadFixture(aRound);
      await give(5, 1, 25n * COIN);
      await give(6, 1, 36n * COIN);
      const { weight } = await grants.projectOf(1);
      await give(7, 2, 25n * COIN);
      for (const part of [7n * COIN, 8n * COIN, 21n * COIN]) await give(8, 2, part);
      const { weight: same, donors, heads } = await grants.projectOf(2);
      expect([same, donors, heads]).to.deep.equal([weight, 2n, 2n * HEAD]);
      expect((await grants.roundOf(1)).donors).to.equal(4n);
    });

    it("splits a head evenly over eight projects", async () => {
      const { grants, give } = await loadFixture(aCrowd);
      for (let projectId = 1; projectId <= 8; ++projectId) {
        await give(10, projectId, 3n * COIN);
        const parts = HEAD / BigInt(projectId);
        for (let other = 1; other <= projectId; ++other)
          expect((await grants.projectOf(other)).heads, `${other} of ${projectId}`).to.equal(parts);
      }
      expect((await grants.roundOf(1)).donors).to.equal(1n);
    });

    it("books all of them, and adds to each", async () => {
      const { grants, give } = await loadFixture(aCrowd);
      for (let projectId = 1; projectId <= 8; ++projectId) await give(10, projectId, 3n * COIN);
      for (const projectId of [4, 5, 8]) await give(10, projectId, 2n * COIN);
      expect(await grants.giftsOf(1, 10)).to.deep.equal(
        [1, 2, 3, 4, 5, 6, 7, 8].map((id) => [BigInt(id), (id === 4 || id === 5 || id === 8 ? 5n : 3n) * COIN, false]),
      );
    });

    it("reverts with Grants_TooManyProjects for a ninth", async () => {
      const { grants, give } = await loadFixture(aCrowd);
      for (let projectId = 1; projectId <= 8; ++projectId) await give(10, projectId, COIN);
      await expect(give(10, 9, COIN))
        .to.be.revertedWithCustomError(grants, "Grants_TooManyProjects")
        .withArgs(10, 8);
    });

    it("takes as much as counts, over all projects", async () => {
      const { grants, give } = await loadFixture(aRound);
      await give(5, 1, 60n * COIN);
      await give(5, 2, 40n * COIN);
      expect((await grants.projectOf(2)).given).to.equal(40n * COIN);
    });

    it("reverts with Grants_MoreThanCounts for a step more", async () => {
      const { grants, give } = await loadFixture(aRound);
      await give(5, 1, 60n * COIN);
      await expect(give(5, 2, 40n * COIN + STEP))
        .to.be.revertedWithCustomError(grants, "Grants_MoreThanCounts")
        .withArgs(5, 40n * COIN + STEP, 40n * COIN);
      await expect(give(6, 2, COUNTED + STEP))
        .to.be.revertedWithCustomError(grants, "Grants_MoreThanCounts")
        .withArgs(6, COUNTED + STEP, COUNTED);
    });

    it("takes what the provision says", async () => {
      const { grants, give } = await loadFixture(someCoins);
      await give(5, 1, 500n * COIN);
      expect((await grants.projectOf(1)).given).to.equal(500n * COIN);
    });

    it("takes a single step", async () => {
      const { grants, give } = await loadFixture(aRound);
      await give(5, 1, STEP);
      expect((await grants.projectOf(1)).given).to.equal(STEP);
    });

    for (const amount of [0n, 1n, STEP - 1n, COIN + 1n]) {
      it(`reverts with Grants_NotInSteps for ${amount}`, async () => {
        const { grants, give } = await loadFixture(aRound);
        await expect(give(5, 1, amount))
          .to.be.revertedWithCustomError(grants, "Grants_NotInSteps")
          .withArgs(amount, STEP);
      });
    }

    it("takes a gift in the last second", async () => {
      const { grants, give, round } = await loadFixture(aRound);
      await time.setNextBlockTimestamp(round.closesAt - 1n);
      await give(5, 1, COIN);
      expect((await grants.projectOf(1)).donors).to.equal(1n);
    });

    it("reverts with Grants_RoundOver a second later", async () => {
      const { grants, give, round } = await loadFixture(aRound);
      await time.setNextBlockTimestamp(round.closesAt);
      await expect(give(5, 1, COIN))
        .to.be.revertedWithCustomError(grants, "Grants_RoundOver")
        .withArgs(1, round.closesAt);
    });

    for (const projectId of [0, 5]) {
      it(`reverts with Grants_UnknownProject for project ${projectId} of four`, async () => {
        const { grants, give } = await loadFixture(aRound);
        await expect(give(5, projectId, COIN))
          .to.be.revertedWithCustomError(grants, "Grants_UnknownProject")
          .withArgs(projectId);
      });
    }

    it("reverts with Grants_MayNotVote for a stranger", async () => {
      const { grants, pay, stranger } = await loadFixture(aRound);
      await expect(pay(stranger, COIN, forProject(1)))
        .to.be.revertedWithCustomError(grants, "Grants_MayNotVote")
        .withArgs(stranger);
    });

    it("reverts with Grants_MayNotVote for a citizen whose vote sleeps", async () => {
      const world = await loadFixture(aRound);
      const { grants, citizens, give } = world;
      await putToSleep(world, 5);
      await expect(give(5, 1, COIN))
        .to.be.revertedWithCustomError(grants, "Grants_MayNotVote")
        .withArgs(citizens[4]);
    });

    it("takes a gift of a suspended citizen, whose vote is awake", async () => {
      const { grants, citizenship, give } = await loadFixture(aRound);
      await citizenship.setActive(5, false);
      await give(5, 1, COIN);
      expect((await grants.projectOf(1)).donors).to.equal(1n);
    });

    it("adds anybody's coin to the next pot where it names nothing", async () => {
      const { grants, pay, stranger } = await loadFixture(aNation);
      await expect(pay(stranger, 7n, "0x"))
        .to.emit(grants, "PotGrown")
        .withArgs(stranger, 7, 7);
      await expect(pay(stranger, 8n, "0x"))
        .to.emit(grants, "PotGrown")
        .withArgs(stranger, 8, 15);
    });

    for (const [length, data] of [
      [1, "0x01"],
      [31, `0x${"00".repeat(30)}01`],
      [33, `${forProject(1)}00`],
    ] as const) {
      it(`reverts with Grants_MalformedData for ${length} bytes`, async () => {
        const { grants, pay, citizens } = await loadFixture(aRound);
        await expect(pay(citizens[4], COIN, data))
          .to.be.revertedWithCustomError(grants, "Grants_MalformedData")
          .withArgs(length);
      });
    }

    it("reverts with Grants_NotTheCoin for anybody else", async () => {
      const { grants, citizens } = await loadFixture(aRound);
      const [, , , , donor] = citizens;
      await expect(grants.connect(donor).onTransferReceived(donor, donor, COIN, forProject(1)))
        .to.be.revertedWithCustomError(grants, "Grants_NotTheCoin")
        .withArgs(donor);
    });

    it("reverts with Grants_SentForAnother for coin of an allowance", async () => {
      const { grants, coin, citizens, stranger } = await loadFixture(aRound);
      const [, , , , donor] = citizens;
      await coin.connect(donor).approve(stranger, COIN);
      const take = coin.connect(stranger)["transferFromAndCall(address,address,uint256,bytes)"];
      await expect(take(donor, grants, COIN, forProject(1)))
        .to.be.revertedWithCustomError(grants, "Grants_SentForAnother")
        .withArgs(stranger, donor);
    });
  });

  describe("giftsOf()", () => {
    it("tells nothing of who gave nothing", async () => {
      const { grants } = await loadFixture(aRound);
      expect(await grants.giftsOf(1, 5)).to.deep.equal([]);
    });
  });
});
