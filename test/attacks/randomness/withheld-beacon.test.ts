import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { QUICKNET_GENESIS } from "../../fixtures/drand";
import {
  aBeaconRequest,
  beaconOf,
  buildBlockOf,
  expectedSeed,
  forgetBlockOf,
  signatureOf,
  SILENCE,
} from "../../fixtures/randomness";

// Who alone may bring the randomness can hold back what does not suit, and wait for better.
// Checks RAND-4.
describe("Attack: withholding the beacon", () => {
  const givenUpAt = (round: bigint): bigint => BigInt(QUICKNET_GENESIS + SILENCE) + 3n * (round - 1n);

  it("fails because a stranger can submit the round", async () => {
    const { source, stranger, round } = await loadFixture(aBeaconRequest);
    await buildBlockOf(source, 1);
    await source.connect(stranger).submit(1, signatureOf(round));
    expect(await source.seedOf(1)).to.equal(await expectedSeed(source, 1, beaconOf(round)));
  });

  it("fails when the requester never pins, because a stranger can", async () => {
    const { source, stranger, round } = await loadFixture(aBeaconRequest);
    await buildBlockOf(source, 1);
    await source.connect(stranger).pin(1);
    await forgetBlockOf(source, 1);
    await source.connect(stranger).submit(1, signatureOf(round));
    expect(await source.seedOf(1)).not.to.equal(ethers.ZeroHash);
  });

  it("fails late: the round is accepted until the last second of the seven days, and after", async () => {
    for (const late of [-1n, 0n, BigInt(SILENCE)]) {
      const { source, round } = await loadFixture(aBeaconRequest);
      await buildBlockOf(source, 1);
      await source.pin(1);
      await time.setNextBlockTimestamp(givenUpAt(round) + late);
      await source.submit(1, signatureOf(round));
      expect(await source.seedOf(1)).to.equal(await expectedSeed(source, 1, beaconOf(round)));
    }
  });

  it("reverts when the round is replaced before the seven days are over", async () => {
    const { source, round } = await loadFixture(aBeaconRequest);
    await buildBlockOf(source, 1);
    await time.setNextBlockTimestamp(givenUpAt(round) - 1n);
    await expect(source.fallBack(1))
      .to.be.revertedWithCustomError(source, "DrandRandomness_RoundAwaited")
      .withArgs(1, round, givenUpAt(round));
  });

  it("rejects the old round once it is replaced", async () => {
    const { source, round } = await loadFixture(aBeaconRequest);
    await buildBlockOf(source, 1);
    await source.pin(1);
    await time.setNextBlockTimestamp(givenUpAt(round));
    await source.fallBack(1);
    await buildBlockOf(source, 1);
    await expect(source.submit(1, signatureOf(round))).to.be.revertedWithCustomError(
      source,
      "DrandRandomness_InvalidSignature",
    );
    expect(await source.seedOf(1)).to.equal(ethers.ZeroHash);
  });

  it("ends after the second fallback, when the block decides alone", async () => {
    const { source } = await loadFixture(aBeaconRequest);
    for (let silence = 0; silence < 2; ++silence) {
      const { round } = await source.requestOf(1);
      await time.setNextBlockTimestamp(givenUpAt(round));
      await source.fallBack(1);
    }
    await buildBlockOf(source, 1);
    await source.pin(1);
    expect(await source.seedOf(1)).to.equal(await expectedSeed(source, 1, ethers.ZeroHash));
  });
});
