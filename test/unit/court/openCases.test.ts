import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aCourt, COST, extraData, LARGE, SEAT_FEE } from "../../fixtures/court";
import { NATIVE } from "../../fixtures/treasury";

const BRINGER = 5n;

/** A contract has one case open. */
async function oneOpen() {
  const world = await aCourt();
  const first = await world.open();
  const bring = (value: bigint) => world.arbitrable.open(2, extraData(0), { value });
  const costFor = async (account: string) =>
    world.court.connect(ethers.provider).arbitrationCost("0x", { from: account });
  return { ...world, first, bring, cost: async () => costFor(await world.arbitrable.getAddress()), costFor };
}

/** It holds the role of bringers. */
async function aBringer() {
  const world = await aCourt();
  await world.authority.connect(world.government).grantRole(BRINGER, world.arbitrable, 0);
  await world.open();
  return world;
}

describe("Court", () => {
  describe("arbitrationCost()", () => {
    it("is the base price for a contract without an open case, whatever others have open", async () => {
      const { costFor, stranger } = await loadFixture(oneOpen);
      expect(await costFor(stranger.address)).to.equal(COST);
    });

    it("doubles with each open case", async () => {
      const { bring, cost } = await loadFixture(oneOpen);
      expect(await cost()).to.equal(2n * COST);
      await bring(2n * COST);
      expect(await cost()).to.equal(4n * COST);
    });

    it("is the base price again once the ruling is final, delivered or not", async () => {
      const { first, cost } = await loadFixture(oneOpen);
      await first.judge([1, 1, 1]);
      expect(await cost()).to.equal(2n * COST);
      await first.pass();
      expect(await cost()).to.equal(COST);
    });

    it("stays the base price for who holds the role of bringers", async () => {
      const { court, arbitrable } = await loadFixture(aBringer);
      expect(await court.connect(ethers.provider).arbitrationCost("0x", { from: arbitrable })).to.equal(COST);
    });
  });

  describe("createDispute()", () => {
    it("owes the treasury what a later case costs above the base price", async () => {
      const { court, treasury, bring } = await loadFixture(oneOpen);
      const before = await court.owedTo(NATIVE, treasury);
      await bring(2n * COST);
      expect((await court.owedTo(NATIVE, treasury)) - before).to.equal(COST);
    });

    it("tells the base price as the fees of a later case", async () => {
      const { court, arbitrable, bring } = await loadFixture(oneOpen);
      await expect(bring(2n * COST))
        .to.emit(court, "CaseOpened")
        .withArgs(2, await arbitrable.getAddress(), 0, 2, COST);
    });

    it("reverts with Court_CostNotCovered for the base price of a first case", async () => {
      const { court, bring } = await loadFixture(oneOpen);
      await expect(bring(2n * COST - 1n))
        .to.be.revertedWithCustomError(court, "Court_CostNotCovered")
        .withArgs(2n * COST - 1n, 2n * COST);
    });

    it("does not make the rounds of a later case dearer", async () => {
      const { court, open } = await loadFixture(oneOpen);
      const second = await open();
      await second.judge([1, 1, 1]);
      expect(await court.appealCost(second.id, "0x")).to.equal(BigInt(LARGE) * SEAT_FEE);
    });

    it("gives back what is above the price", async () => {
      const { court, arbitrable, bring } = await loadFixture(oneOpen);
      await bring(2n * COST + 1n);
      expect(await court.owedTo(NATIVE, arbitrable)).to.equal(1n);
    });

    it("counts no case of who holds the role of bringers, so that it may lose the role meanwhile", async () => {
      const { authority, government, court, arbitrable, open } = await loadFixture(aBringer);
      await authority.connect(government).revokeRole(BRINGER, arbitrable);
      const second = await open();
      await second.decide([1, 1, 1]);
      expect(await court.connect(ethers.provider).arbitrationCost("0x", { from: arbitrable })).to.equal(COST);
    });
  });
});
