import { loadFixture, mineUpTo, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { recordBlock, REMEMBERED } from "../../fixtures/blocks";
import {
  aBeaconRequest,
  aBlockRequest,
  beaconOf,
  buildBlockOf,
  expectedSeed,
  forgetBlockOf,
  signatureOf,
  SILENCE,
} from "../../fixtures/randomness";

// An account that can request again, wait, or choose the caller draws until the seed suits it.
describe("Attack: shopping for a seed", () => {
  it("gets the same seed whoever makes it known, and whenever", async () => {
    const { source, stranger } = await loadFixture(aBlockRequest);
    await buildBlockOf(source, 1);
    const seeds: string[] = [];
    for (const later of [0, 1, 100]) {
      const snapshot = (await ethers.provider.send("evm_snapshot", [])) as string;
      await mineUpTo((await ethers.provider.getBlockNumber()) + later + 1);
      await source.connect(stranger).pin(1);
      seeds.push(await source.seedOf(1));
      await ethers.provider.send("evm_revert", [snapshot]);
    }
    expect(new Set(seeds).size).to.equal(1);
  });

  it("cannot pin or renew before the block exists", async () => {
    const { source } = await loadFixture(aBlockRequest);
    await expect(source.pin(1)).to.be.revertedWithCustomError(source, "BlockRandomness_NotYetBuilt");
    await expect(source.renew(1)).to.be.revertedWithCustomError(source, "BlockRandomness_NotYetBuilt");
  });

  it("cannot renew once the seed is known", async () => {
    const { source } = await loadFixture(aBlockRequest);
    await buildBlockOf(source, 1);
    await source.pin(1);
    await forgetBlockOf(source, 1);
    await expect(source.renew(1)).to.be.revertedWithCustomError(source, "BlockRandomness_AlreadyPinned");
  });

  it("cannot derive a seed from another request of the same block", async () => {
    const { source, requester, other } = await loadFixture(aBlockRequest);
    await ethers.provider.send("evm_setAutomine", [false]);
    await source.connect(requester).request();
    await source.connect(other).request();
    await ethers.provider.send("evm_setAutomine", [true]);
    await ethers.provider.send("hardhat_mine", ["0x1"]);
    expect((await source.requestOf(2)).blockNumber).to.equal((await source.requestOf(3)).blockNumber);
    await buildBlockOf(source, 2);
    await source.pin(2);
    await source.pin(3);
    expect(await source.seedOf(2)).not.to.equal(await source.seedOf(3));
  });

  it("cannot make a known hash seem forgotten by sending too little gas", async () => {
    const { source, stranger, blockNumber } = await loadFixture(aBlockRequest);
    await forgetBlockOf(source, 1);
    await recordBlock(blockNumber);
    const renewal = { to: await source.getAddress(), data: source.interface.encodeFunctionData("renew", [1]) };
    for (let gasLimit = 22_000; gasLimit <= 60_000; gasLimit += 400) {
      const call = ethers.provider.call({ ...renewal, from: stranger, gasLimit, blockTag: "pending" });
      await expect(call, `with ${gasLimit} gas`).to.be.rejected;
    }
    await expect(source.renew(1)).to.be.revertedWithCustomError(source, "BlockRandomness_HashReadable");
  });

  it("cannot replace a verified round", async () => {
    const { source, round } = await loadFixture(aBeaconRequest);
    await buildBlockOf(source, 1);
    await source.submit(1, signatureOf(round));
    await forgetBlockOf(source, 1);
    await time.increase(10 * SILENCE);
    await expect(source.renew(1)).to.be.revertedWithCustomError(source, "BlockRandomness_AlreadyPinned");
    await expect(source.fallBack(1)).to.be.revertedWithCustomError(source, "DrandRandomness_RoundKnown");
    await expect(source.submit(1, signatureOf(round + 1n))).to.be.revertedWithCustomError(
      source,
      "DrandRandomness_SeedKnown",
    );
    expect(await source.seedOf(1)).to.equal(await expectedSeed(source, 1, beaconOf(round)));
  });

  it("cannot submit another round", async () => {
    const { source, round } = await loadFixture(aBeaconRequest);
    await buildBlockOf(source, 1);
    for (const other of [round - 1n, round + 1n]) {
      await expect(source.submit(1, signatureOf(other)))
        .to.be.revertedWithCustomError(source, "DrandRandomness_InvalidSignature")
        .withArgs(1, round);
    }
  });

  it("cannot keep a hash across attempts by pinning late", async () => {
    const { source, blockNumber } = await loadFixture(aBlockRequest);
    await mineUpTo(blockNumber + BigInt(REMEMBERED));
    await source.renew(1);
    await recordBlock(blockNumber);
    await expect(source.pin(1)).to.be.revertedWithCustomError(source, "BlockRandomness_NotYetBuilt");
  });
});
