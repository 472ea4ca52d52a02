import { loadFixture, mineUpTo } from "@nomicfoundation/hardhat-network-helpers";
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
} from "../../fixtures/randomness";

// After 256 blocks `blockhash` answers zero: a draw from it is known to everyone in advance, or never ends.
describe("Attack: waiting until a block's hash is forgotten", () => {
  it("never makes a seed of a hash of zero", async () => {
    const { source } = await loadFixture(aBlockRequest);
    await forgetBlockOf(source, 1);
    await expect(source.pin(1)).to.be.revertedWithCustomError(source, "BlockRandomness_HashLost");
    expect(await source.seedOf(1)).to.equal(ethers.ZeroHash);
  });

  it("allows either pinning or renewing in every block", async () => {
    const { source, blockNumber } = await loadFixture(aBlockRequest);
    const succeeds = (call: Promise<unknown>) => call.then(() => true).catch(() => false);
    for (const age of [1, 2, REMEMBERED - 1, REMEMBERED, REMEMBERED + 1, 2 * REMEMBERED]) {
      await mineUpTo(blockNumber + BigInt(age) - 1n);
      const next = { blockTag: "pending" };
      const acts = [await succeeds(source.pin.staticCall(1, next)), await succeeds(source.renew.staticCall(1, next))];
      expect(acts, `${age} blocks later`).to.deep.equal([age <= REMEMBERED, age > REMEMBERED]);
    }
  });

  it("reverts with BlockRandomness_HashReadable on a chain with a history contract", async () => {
    const { source, blockNumber } = await loadFixture(aBlockRequest);
    await forgetBlockOf(source, 1);
    await recordBlock(blockNumber);
    await expect(source.renew(1)).to.be.revertedWithCustomError(source, "BlockRandomness_HashReadable");
  });

  it("leads to a new block that nobody knew when it was fixed", async () => {
    const { source } = await loadFixture(aBlockRequest);
    await forgetBlockOf(source, 1);
    await source.renew(1);
    const { blockNumber } = await source.requestOf(1);
    expect(blockNumber).to.be.above(await ethers.provider.getBlockNumber());
    await buildBlockOf(source, 1);
    await source.pin(1);
    expect(await source.seedOf(1)).to.equal(await expectedSeed(source, 1, ethers.ZeroHash));
  });

  it("keeps a pinned block until its round arrives", async () => {
    const { source, round } = await loadFixture(aBeaconRequest);
    await buildBlockOf(source, 1);
    await source.pin(1);
    await forgetBlockOf(source, 1);
    await source.submit(1, signatureOf(round));
    expect(await source.seedOf(1)).to.equal(await expectedSeed(source, 1, beaconOf(round)));
  });
});
