import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { hashOf } from "../../fixtures/blocks";
import { QUICKNET_GENESIS } from "../../fixtures/drand";
import {
  aBeaconRequest,
  beaconOf,
  BLOCKS_AHEAD,
  buildBlockOf,
  expectedSeed,
  forgetBlockOf,
  MARGIN,
  signatureOf,
  SILENCE,
} from "../../fixtures/randomness";

const DAY = 24 * 60 * 60;
/** How many rounds there will have been at a moment that is still to come, whatever other tests did to the clock. */
const comingRounds = async (): Promise<number> => Math.floor(((await time.latest()) - QUICKNET_GENESIS) / 3) + 1_000;

const timeOf = (round: bigint): bigint => BigInt(QUICKNET_GENESIS) + 3n * (round - 1n);

/** A request whose block is built. */
async function aBuiltRequest() {
  const request = await aBeaconRequest();
  await buildBlockOf(request.source, 1);
  return { ...request, signature: signatureOf(request.round), randomness: beaconOf(request.round) };
}

/** A request whose round did not come for seven days. */
async function aSilentRequest() {
  const request = await aBuiltRequest();
  await request.source.pin(1);
  await time.setNextBlockTimestamp(timeOf(request.round) + BigInt(SILENCE));
  return request;
}

/** A request given up twice, so that its block decides alone. */
async function aBlockAlone() {
  const request = await aSilentRequest();
  await request.source.fallBack(1);
  const { round } = await request.source.requestOf(1);
  await time.setNextBlockTimestamp(timeOf(round) + BigInt(SILENCE));
  await request.source.fallBack(1);
  return request;
}

describe("BeaconRequests", () => {
  describe("constructor()", () => {
    for (const margin of [900, DAY]) {
      it(`accepts a margin of ${margin} seconds`, async () => {
        const source = await ethers.deployContract("BeaconHarness", [BLOCKS_AHEAD, margin]);
        expect(await source.MARGIN()).to.equal(margin);
      });
    }

    for (const margin of [899, DAY + 1]) {
      it(`reverts with DrandRandomness_MarginOutOfBounds for a margin of ${margin} seconds`, async () => {
        const factory = await ethers.getContractFactory("BeaconHarness");
        await expect(factory.deploy(BLOCKS_AHEAD, margin))
          .to.be.revertedWithCustomError(factory, "DrandRandomness_MarginOutOfBounds")
          .withArgs(margin, 900, DAY);
      });
    }
  });

  describe("request()", () => {
    for (const late of [0, 1, 2]) {
      it(`fixes the first round after the margin, ${late} s into a round`, async () => {
        const { source, requester } = await loadFixture(aBeaconRequest);
        const rounds = await comingRounds();
        await time.setNextBlockTimestamp(QUICKNET_GENESIS + 3 * rounds + late);
        const blockNumber = (await ethers.provider.getBlockNumber()) + 1 + BLOCKS_AHEAD;
        await expect(source.request())
          .to.emit(source, "Requested")
          .withArgs(2, requester, blockNumber, rounds + 1 + MARGIN / 3 + (late === 0 ? 0 : 1));
      });
    }
  });

  describe("submit()", () => {
    it("reverts with BlockRandomness_UnknownRequest for a request that was never made", async () => {
      const { source, signature } = await loadFixture(aBuiltRequest);
      await expect(source.submit(2, signature))
        .to.be.revertedWithCustomError(source, "BlockRandomness_UnknownRequest")
        .withArgs(2, 1);
    });

    it("reverts with BlockRandomness_NotYetBuilt until the block is built", async () => {
      const { source, round, blockNumber } = await loadFixture(aBeaconRequest);
      const next = (await ethers.provider.getBlockNumber()) + 1;
      await expect(source.submit(1, signatureOf(round)))
        .to.be.revertedWithCustomError(source, "BlockRandomness_NotYetBuilt")
        .withArgs(1, blockNumber, next);
    });

    for (const length of [48, 95, 97]) {
      it(`reverts with DrandRandomness_WrongLength for a signature of ${length} bytes`, async () => {
        const { source } = await loadFixture(aBuiltRequest);
        await expect(source.submit(1, new Uint8Array(length)))
          .to.be.revertedWithCustomError(source, "DrandRandomness_WrongLength")
          .withArgs(length, 96);
      });
    }

    it("reverts with DrandRandomness_InvalidSignature for another round's signature", async () => {
      const { source, round } = await loadFixture(aBuiltRequest);
      await expect(source.submit(1, signatureOf(round + 1n)))
        .to.be.revertedWithCustomError(source, "DrandRandomness_InvalidSignature")
        .withArgs(1, round);
    });

    it("reverts with BlockRandomness_HashLost when the chain has forgotten the block", async () => {
      const { source, signature, blockNumber } = await loadFixture(aBuiltRequest);
      await forgetBlockOf(source, 1);
      await expect(source.submit(1, signature))
        .to.be.revertedWithCustomError(source, "BlockRandomness_HashLost")
        .withArgs(1, blockNumber);
    });

    it("stores the round's randomness, whoever submits it", async () => {
      const { source, stranger, signature, round, randomness } = await loadFixture(aBuiltRequest);
      await expect(source.connect(stranger).submit(1, signature))
        .to.emit(source, "RoundVerified")
        .withArgs(round, randomness);
      expect(await source.randomnessOf(round)).to.equal(randomness);
    });

    it("pins the block if nobody did", async () => {
      const { source, signature, blockNumber } = await loadFixture(aBuiltRequest);
      await expect(source.submit(1, signature))
        .to.emit(source, "Pinned")
        .withArgs(1, blockNumber, await hashOf(blockNumber));
    });

    it("leaves a pinned block alone", async () => {
      const { source, signature } = await loadFixture(aBuiltRequest);
      await source.pin(1);
      await forgetBlockOf(source, 1);
      await expect(source.submit(1, signature)).not.to.emit(source, "Pinned");
    });

    it("reverts with DrandRandomness_SeedKnown once the seed is known", async () => {
      const { source, signature } = await loadFixture(aBuiltRequest);
      await source.submit(1, signature);
      await expect(source.submit(1, signature))
        .to.be.revertedWithCustomError(source, "DrandRandomness_SeedKnown")
        .withArgs(1, await source.seedOf(1));
    });

    context("given two requests of one round", () => {
      async function twoOfOneRound() {
        const [one, two] = await ethers.getSigners();
        const source = await ethers.deployContract("BeaconHarness", [BLOCKS_AHEAD, MARGIN]);
        await time.setNextBlockTimestamp(QUICKNET_GENESIS + 3 * (await comingRounds()) + 1);
        await source.connect(one).request();
        await source.connect(two).request();
        const { round } = await source.requestOf(2);
        await buildBlockOf(source, 2);
        return { source, round, signature: signatureOf(round), randomness: beaconOf(round) };
      }

      it("fixes the same round for both", async () => {
        const { source, round } = await loadFixture(twoOfOneRound);
        expect((await source.requestOf(1)).round).to.equal(round);
      });

      it("verifies it once for both", async () => {
        const { source, signature } = await loadFixture(twoOfOneRound);
        await source.submit(1, signature);
        await expect(source.submit(2, "0x")).not.to.emit(source, "RoundVerified");
      });

      it("makes the seed of the second known by pinning", async () => {
        const { source, signature, randomness } = await loadFixture(twoOfOneRound);
        await source.submit(1, signature);
        await source.pin(2);
        expect(await source.seedOf(2)).to.equal(await expectedSeed(source, 2, randomness));
      });

      it("gives each a seed of its own", async () => {
        const { source, signature } = await loadFixture(twoOfOneRound);
        await source.pin(1);
        await source.submit(2, signature);
        expect(await source.seedOf(1)).not.to.equal(await source.seedOf(2));
      });
    });

    context("given that the block decides alone", () => {
      it("reverts with DrandRandomness_BlockAlone", async () => {
        const { source, signature } = await loadFixture(aBlockAlone);
        await expect(source.submit(1, signature))
          .to.be.revertedWithCustomError(source, "DrandRandomness_BlockAlone")
          .withArgs(1);
      });
    });
  });

  describe("renew()", () => {
    it("fixes another round with the other block", async () => {
      const { source, blockNumber } = await loadFixture(aBuiltRequest);
      await forgetBlockOf(source, 1);
      const rounds = await comingRounds();
      await time.setNextBlockTimestamp(QUICKNET_GENESIS + 3 * rounds);
      await expect(source.renew(1))
        .to.emit(source, "Renewed")
        .withArgs(1, 2, blockNumber + 257n + BigInt(BLOCKS_AHEAD), rounds + 1 + MARGIN / 3);
    });
  });

  describe("fallBack()", () => {
    it("reverts with BlockRandomness_UnknownRequest for a request that was never made", async () => {
      const { source } = await loadFixture(aSilentRequest);
      await expect(source.fallBack(2))
        .to.be.revertedWithCustomError(source, "BlockRandomness_UnknownRequest")
        .withArgs(2, 1);
    });

    it("reverts with DrandRandomness_RoundAwaited a second before seven days are over", async () => {
      const { source, round } = await loadFixture(aBuiltRequest);
      const fallBackAt = timeOf(round) + BigInt(SILENCE);
      await time.setNextBlockTimestamp(fallBackAt - 1n);
      await expect(source.fallBack(1))
        .to.be.revertedWithCustomError(source, "DrandRandomness_RoundAwaited")
        .withArgs(1, round, fallBackAt);
    });

    // Checks RAND-4.
    it("reverts with DrandRandomness_RoundKnown when the round was verified", async () => {
      const { source, round, signature } = await loadFixture(aBuiltRequest);
      await source.submit(1, signature);
      await time.setNextBlockTimestamp(timeOf(round) + BigInt(SILENCE));
      await expect(source.fallBack(1))
        .to.be.revertedWithCustomError(source, "DrandRandomness_RoundKnown")
        .withArgs(1, round);
    });

    context("given seven days of silence", () => {
      it("gives the round up", async () => {
        const { source, stranger, round } = await loadFixture(aSilentRequest);
        await expect(source.connect(stranger).fallBack(1)).to.emit(source, "FellBack").withArgs(1, round, 1);
      });

      it("fixes another round and another block", async () => {
        const { source, round } = await loadFixture(aSilentRequest);
        const blockNumber = (await ethers.provider.getBlockNumber()) + 1 + BLOCKS_AHEAD;
        await expect(source.fallBack(1))
          .to.emit(source, "Renewed")
          .withArgs(1, 2, blockNumber, round + BigInt((SILENCE + MARGIN) / 3));
      });

      it("deletes the pinned hash", async () => {
        const { source } = await loadFixture(aSilentRequest);
        await source.fallBack(1);
        expect((await source.requestOf(1)).blockHash).to.equal(ethers.ZeroHash);
      });

      it("leads to a seed of the new round", async () => {
        const { source } = await loadFixture(aSilentRequest);
        await source.fallBack(1);
        const { round } = await source.requestOf(1);
        await buildBlockOf(source, 1);
        await source.submit(1, signatureOf(round));
        expect(await source.seedOf(1)).to.equal(await expectedSeed(source, 1, beaconOf(round)));
      });

      it("reverts with DrandRandomness_RoundAwaited for seven days again", async () => {
        const { source } = await loadFixture(aSilentRequest);
        await source.fallBack(1);
        const { round } = await source.requestOf(1);
        await expect(source.fallBack(1))
          .to.be.revertedWithCustomError(source, "DrandRandomness_RoundAwaited")
          .withArgs(1, round, timeOf(round) + BigInt(SILENCE));
      });
    });

    context("given seven days of silence a second time", () => {
      it("lets the block decide alone", async () => {
        const { source } = await loadFixture(aBlockAlone);
        const { round, fallbacks, attempt } = await source.requestOf(1);
        expect([round, fallbacks, attempt]).to.deep.equal([0n, 2n, 3n]);
      });

      it("makes the seed known by pinning", async () => {
        const { source } = await loadFixture(aBlockAlone);
        await buildBlockOf(source, 1);
        await source.pin(1);
        expect(await source.seedOf(1)).to.equal(await expectedSeed(source, 1, ethers.ZeroHash));
      });

      it("renews the block alone when it is missed", async () => {
        const { source } = await loadFixture(aBlockAlone);
        await forgetBlockOf(source, 1);
        await source.renew(1);
        expect((await source.requestOf(1)).round).to.equal(0);
      });

      it("reverts with DrandRandomness_BlockAlone", async () => {
        const { source } = await loadFixture(aBlockAlone);
        await expect(source.fallBack(1))
          .to.be.revertedWithCustomError(source, "DrandRandomness_BlockAlone")
          .withArgs(1);
      });
    });
  });

  describe("seedOf()", () => {
    it("is zero for a request that was never made", async () => {
      const { source } = await loadFixture(aBuiltRequest);
      expect(await source.seedOf(2)).to.equal(ethers.ZeroHash);
    });

    it("is zero while the round is not known", async () => {
      const { source } = await loadFixture(aBuiltRequest);
      await source.pin(1);
      expect(await source.seedOf(1)).to.equal(ethers.ZeroHash);
    });

    it("mixes chain, contract, requester, request, attempt, block and round", async () => {
      const { source, signature, randomness } = await loadFixture(aBuiltRequest);
      await source.submit(1, signature);
      expect(await source.seedOf(1)).to.equal(await expectedSeed(source, 1, randomness));
    });

    it("is the same in either order", async () => {
      const { source, signature, randomness } = await loadFixture(aBuiltRequest);
      await source.pin(1);
      await source.submit(1, signature);
      expect(await source.seedOf(1)).to.equal(await expectedSeed(source, 1, randomness));
    });
  });
});
