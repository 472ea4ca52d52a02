import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { DAY, GROUNDS, now, waitUntil } from "../../fixtures/citizenship";
import { three } from "./world";

describe("CitizenVotes", () => {
  describe("electorsOf()", () => {
    it("returns the holders and past votes of many, in the order asked", async () => {
      const { citizenship, ann, ben, cyd } = await loadFixture(three);
      await citizenship.connect(ben).delegate(ann);
      const then = await now();
      await waitUntil(then + 1n);
      const [holders, votes] = await citizenship.electorsOf([3, 1, 2], then);
      expect([...holders]).to.deep.equal([cyd.address, ann.address, ben.address]);
      expect([...votes]).to.deep.equal([1n, 2n, 0n]);
    });

    it("returns no holder of a citizen who was revoked, and none of an id that was never given", async () => {
      const { citizenship, justice, ben } = await loadFixture(three);
      const then = await now();
      await citizenship.connect(justice).revoke(1, GROUNDS);
      await waitUntil(then + 10n);
      const [holders, votes] = await citizenship.electorsOf([1, 2, 99], then);
      expect([...holders]).to.deep.equal([ZeroAddress, ben.address, ZeroAddress]);
      expect([...votes]).to.deep.equal([1n, 1n, 0n]);
    });

    it("reverts with ERC5805FutureLookup for now", async () => {
      const { citizenship } = await loadFixture(three);
      const present = await now();
      await expect(citizenship.electorsOf([1], present))
        .to.be.revertedWithCustomError(citizenship, "ERC5805FutureLookup")
        .withArgs(present, present);
    });
  });

  describe("voterOf()", () => {
    it("returns the citizen who holds an account, and the past votes", async () => {
      const { citizenship, ann, ben } = await loadFixture(three);
      await citizenship.connect(ben).delegate(ann);
      const then = await now();
      await waitUntil(then + 1n);
      expect(await citizenship.voterOf(ann, then)).to.deep.equal([1n, 2n]);
    });

    it("returns a citizen who is suspended now, and nobody for a stranger", async () => {
      const { citizenship, justice, ann, dot } = await loadFixture(three);
      const then = await now();
      await citizenship.connect(justice).suspend(1, then + 9n * DAY, GROUNDS);
      await waitUntil(then + 10n);
      expect(await citizenship.voterOf(ann, then)).to.deep.equal([1n, 1n]);
      expect(await citizenship.voterOf(dot, then)).to.deep.equal([0n, 0n]);
    });

    it("reverts with ERC5805FutureLookup for now", async () => {
      const { citizenship, ann } = await loadFixture(three);
      const present = await now();
      await expect(citizenship.voterOf(ann, present))
        .to.be.revertedWithCustomError(citizenship, "ERC5805FutureLookup")
        .withArgs(present, present);
    });
  });
});
