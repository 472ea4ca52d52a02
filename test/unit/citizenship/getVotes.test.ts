import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroHash } from "ethers";
import { ethers } from "hardhat";
import { GROUNDS, midnight, now, Provision, waitUntil } from "../../fixtures/citizenship";
import { three, threeForTenDays } from "./world";

describe("CitizenVotes", () => {
  describe("clock()", () => {
    it("is the time", async () => {
      const { citizenship } = await loadFixture(three);
      expect(await citizenship.clock()).to.equal(await now());
      expect(await citizenship.CLOCK_MODE()).to.equal("mode=timestamp");
    });
  });

  describe("getVotes(), votesOf()", () => {
    it("is one for a citizen who did nothing", async () => {
      const { citizenship, ann } = await loadFixture(three);
      expect(await citizenship.getVotes(ann)).to.equal(1n);
      expect(await citizenship.votesOf(1)).to.equal(1n);
    });

    it("is none for a stranger, and for an id that was never given", async () => {
      const { citizenship, stranger } = await loadFixture(three);
      expect(await citizenship.getVotes(stranger)).to.equal(0n);
      expect(await citizenship.votesOf(0)).to.equal(0n);
      expect(await citizenship.votesOf(99)).to.equal(0n);
    });
  });

  context("when several things happen in one second", () => {
    it("remembers only the last of several delegations", async () => {
      const { citizenship, ann, ben, cyd } = await loadFixture(three);
      await ethers.provider.send("evm_setAutomine", [false]);
      await citizenship.connect(ann).delegate(ben, { gasLimit: 1_000_000 });
      await citizenship.connect(ann).delegate(cyd, { gasLimit: 1_000_000 });
      await citizenship.connect(cyd).delegate(ann, { gasLimit: 1_000_000 });
      await ethers.provider.send("evm_mine");
      await ethers.provider.send("evm_setAutomine", [true]);
      const then = await now();
      await waitUntil(then + 1n);
      expect(await Promise.all([1, 2, 3].map((id) => citizenship.pastVotesOf(id, then)))).to.deep.equal([1n, 1n, 1n]);
      expect(await citizenship.pastDelegateOf(1, then)).to.equal(3n);
      expect(await citizenship.pastDelegateOf(3, then)).to.equal(1n);
    });

    it("counts a citizen who was admitted and revoked as never active", async () => {
      const { citizenship, registrar, justice, dot } = await loadFixture(three);
      await citizenship.connect(dot).requestAdmission(ZeroHash);
      await ethers.provider.send("evm_setAutomine", [false]);
      await citizenship.connect(registrar).admit(dot, { gasLimit: 1_000_000 });
      await citizenship.connect(justice).revoke(4, GROUNDS, { gasLimit: 1_000_000 });
      await ethers.provider.send("evm_mine");
      await ethers.provider.send("evm_setAutomine", [true]);
      const then = await now();
      await waitUntil(then + 1n);
      expect(await citizenship.pastVotesOf(4, then)).to.equal(0n);
      expect(await citizenship.getPastTotalSupply(then)).to.equal(3n);
    });
  });

  context("when a term ends during an election", () => {
    it("remembers who was active at each second", async () => {
      const { citizenship, government, until } = await loadFixture(threeForTenDays);
      await citizenship.connect(government).setProvision(Provision.term, 0);
      await waitUntil(until + 10n);
      expect(midnight(until)).to.equal(until);
      expect(await citizenship.pastVotesOf(1, until - 1n)).to.equal(1n);
      expect(await citizenship.pastVotesOf(1, until)).to.equal(0n);
    });
  });
});
