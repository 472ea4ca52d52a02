import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { admitAll, aRegister, moveTo, now, waitUntil } from "../../fixtures/citizenship";
import { three } from "./world";

describe("CitizenVotes", () => {
  describe("getPastVotes(), pastVotesOf()", () => {
    it("is none before the first second", async () => {
      const { citizenship, ann } = await loadFixture(three);
      const { since } = await citizenship.citizen(1);
      await waitUntil(since + 10n);
      expect(await citizenship.getPastVotes(ann, since - 1n)).to.equal(0n);
      expect(await citizenship.getPastVotes(ann, since)).to.equal(1n);
    });

    it("reverts with ERC5805FutureLookup for now", async () => {
      const { citizenship, ann } = await loadFixture(three);
      const present = await now();
      await expect(citizenship.getPastVotes(ann, present))
        .to.be.revertedWithCustomError(citizenship, "ERC5805FutureLookup")
        .withArgs(present, present);
      await expect(citizenship.pastVotesOf(1, present))
        .to.be.revertedWithCustomError(citizenship, "ERC5805FutureLookup")
        .withArgs(present, present);
    });

    it("follows the citizen to a new account", async () => {
      const world = await loadFixture(three);
      const { citizenship, ann, ben, dot } = world;
      await citizenship.connect(ben).delegate(ann);
      const then = await now();
      await waitUntil(then + 10n);
      await moveTo(world, 1, dot);
      expect(await citizenship.getPastVotes(dot, then)).to.equal(2n);
      expect(await citizenship.getPastVotes(ann, then)).to.equal(0n);
    });
  });

  describe("getPastTotalSupply(), citizenCount()", () => {
    it("counts those admitted by then", async () => {
      const world = await aRegister();
      const { citizenship, people } = world;
      const moments: bigint[] = [await now()];
      for (const person of people.slice(0, 12)) {
        await admitAll(world, [person]);
        moments.push(await now());
        await time.increase(100);
      }
      for (const [count, moment] of moments.entries()) {
        expect(await citizenship.getPastTotalSupply(moment)).to.equal(BigInt(count));
      }
      expect(await citizenship.citizenCount()).to.equal(12n);
    });

    it("is nought of an empty register", async () => {
      const { citizenship } = await aRegister();
      expect(await citizenship.getPastTotalSupply((await now()) - 1n)).to.equal(0n);
    });

    it("reverts with ERC5805FutureLookup for now", async () => {
      const { citizenship } = await loadFixture(three);
      const present = await now();
      await expect(citizenship.getPastTotalSupply(present))
        .to.be.revertedWithCustomError(citizenship, "ERC5805FutureLookup")
        .withArgs(present, present);
    });
  });
});
