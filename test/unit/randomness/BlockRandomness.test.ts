import { loadFixture, mineUpTo, setCode } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { hashOf, HISTORY, RECORDED, record, recordBlock, REMEMBERED } from "../../fixtures/blocks";
import { aBlockRequest, BLOCKS_AHEAD, buildBlockOf, expectedSeed, forgetBlockOf } from "../../fixtures/randomness";

describe("BlockRandomness", () => {
  describe("constructor()", () => {
    for (const distance of [2, 256]) {
      it(`accepts a distance of ${distance} blocks`, async () => {
        const source = await ethers.deployContract("BlockRandomness", [distance]);
        expect(await source.BLOCKS_AHEAD()).to.equal(distance);
      });
    }

    for (const distance of [1, 257]) {
      it(`reverts with BlockRandomness_DistanceOutOfBounds for a distance of ${distance} blocks`, async () => {
        const factory = await ethers.getContractFactory("BlockRandomness");
        await expect(factory.deploy(distance))
          .to.be.revertedWithCustomError(factory, "BlockRandomness_DistanceOutOfBounds")
          .withArgs(distance, 2, 256);
      });
    }
  });

  describe("request()", () => {
    it("fixes a block that does not exist yet, and no round", async () => {
      const { source, requester } = await loadFixture(aBlockRequest);
      const current = await ethers.provider.getBlockNumber();
      await expect(source.request())
        .to.emit(source, "Requested")
        .withArgs(2, requester, current + 1 + BLOCKS_AHEAD, 0);
    });

    it("numbers the requests of all callers from 1", async () => {
      const { source, other } = await loadFixture(aBlockRequest);
      expect(await source.connect(other).request.staticCall()).to.equal(2);
      await source.connect(other).request();
      expect(await source.lastRequestId()).to.equal(2);
    });

    it("belongs to its caller", async () => {
      const { source, requester } = await loadFixture(aBlockRequest);
      expect((await source.requestOf(1)).requester).to.equal(requester);
    });
  });

  describe("requestOf()", () => {
    it("returns the inputs of the seed", async () => {
      const { source, requester, blockNumber } = await loadFixture(aBlockRequest);
      await buildBlockOf(source, 1);
      await source.pin(1);
      expect(await source.requestOf(1)).to.deep.equal([
        requester.address,
        blockNumber,
        0n,
        1n,
        0n,
        await hashOf(blockNumber),
      ]);
    });

    for (const unknown of [0, 2]) {
      it(`reverts with BlockRandomness_UnknownRequest for request ${unknown} of one`, async () => {
        const { source } = await loadFixture(aBlockRequest);
        await expect(source.requestOf(unknown))
          .to.be.revertedWithCustomError(source, "BlockRandomness_UnknownRequest")
          .withArgs(unknown, 1);
      });
    }
  });

  describe("pin()", () => {
    it("reverts with BlockRandomness_UnknownRequest for a request that was never made", async () => {
      const { source } = await loadFixture(aBlockRequest);
      await expect(source.pin(2))
        .to.be.revertedWithCustomError(source, "BlockRandomness_UnknownRequest")
        .withArgs(2, 1);
    });

    it("reverts with BlockRandomness_NotYetBuilt in the block itself", async () => {
      const { source, blockNumber } = await loadFixture(aBlockRequest);
      await mineUpTo(blockNumber - 1n);
      await expect(source.pin(1))
        .to.be.revertedWithCustomError(source, "BlockRandomness_NotYetBuilt")
        .withArgs(1, blockNumber, blockNumber);
    });

    context("given that the block is built", () => {
      // Checks RAND-3.
      it("stores its hash, whoever calls", async () => {
        const { source, stranger, blockNumber } = await loadFixture(aBlockRequest);
        await buildBlockOf(source, 1);
        await expect(source.connect(stranger).pin(1))
          .to.emit(source, "Pinned")
          .withArgs(1, blockNumber, await hashOf(blockNumber));
      });

      it("stores it until the chain forgets it", async () => {
        const { source, blockNumber } = await loadFixture(aBlockRequest);
        await mineUpTo(blockNumber + BigInt(REMEMBERED) - 1n);
        await expect(source.pin(1)).to.emit(source, "Pinned");
      });

      it("reverts with BlockRandomness_AlreadyPinned the second time", async () => {
        const { source, blockNumber } = await loadFixture(aBlockRequest);
        await buildBlockOf(source, 1);
        await source.pin(1);
        await expect(source.pin(1))
          .to.be.revertedWithCustomError(source, "BlockRandomness_AlreadyPinned")
          .withArgs(1, blockNumber);
      });
    });

    context("given that blockhash has forgotten the block", () => {
      const shouldBeLost = async ({ source, blockNumber }: Awaited<ReturnType<typeof aBlockRequest>>) => {
        await expect(source.pin(1))
          .to.be.revertedWithCustomError(source, "BlockRandomness_HashLost")
          .withArgs(1, blockNumber);
      };

      it("reverts with BlockRandomness_HashLost when the history contract fails", async () => {
        const request = await loadFixture(aBlockRequest);
        await forgetBlockOf(request.source, 1);
        await shouldBeLost(request);
      });

      it("reverts with BlockRandomness_HashLost when there is no history contract", async () => {
        const request = await loadFixture(aBlockRequest);
        await setCode(HISTORY, "0x");
        await forgetBlockOf(request.source, 1);
        await shouldBeLost(request);
      });

      it("reads the history", async () => {
        const { source, blockNumber } = await loadFixture(aBlockRequest);
        await forgetBlockOf(source, 1);
        await recordBlock(blockNumber);
        await expect(source.pin(1))
          .to.emit(source, "Pinned")
          .withArgs(1, blockNumber, await hashOf(blockNumber));
      });

      it("reads the history of 8,191 blocks", async () => {
        const { source, blockNumber } = await loadFixture(aBlockRequest);
        await mineUpTo(blockNumber + BigInt(RECORDED) - 1n);
        await recordBlock(blockNumber);
        await expect(source.pin(1)).to.emit(source, "Pinned");
      });

      it("reverts with BlockRandomness_HashLost for a block beyond them", async () => {
        const request = await loadFixture(aBlockRequest);
        await mineUpTo(request.blockNumber + BigInt(RECORDED));
        await recordBlock(request.blockNumber);
        await shouldBeLost(request);
      });

      it("reverts with BlockRandomness_HashLost when the history started later", async () => {
        const request = await loadFixture(aBlockRequest);
        await forgetBlockOf(request.source, 1);
        await recordBlock(request.blockNumber, ethers.ZeroHash);
        await shouldBeLost(request);
      });

      // Checks RAND-3.
      it("ignores a history that numbers blocks differently", async () => {
        const request = await loadFixture(aBlockRequest);
        await forgetBlockOf(request.source, 1);
        await recordBlock(request.blockNumber);
        await record(await ethers.provider.getBlockNumber(), ethers.id("another chain's block"));
        await shouldBeLost(request);
      });
    });
  });

  describe("renew()", () => {
    it("reverts with BlockRandomness_UnknownRequest for a request that was never made", async () => {
      const { source } = await loadFixture(aBlockRequest);
      await expect(source.renew(2))
        .to.be.revertedWithCustomError(source, "BlockRandomness_UnknownRequest")
        .withArgs(2, 1);
    });

    it("reverts with BlockRandomness_NotYetBuilt while the block is not built", async () => {
      const { source, blockNumber } = await loadFixture(aBlockRequest);
      const next = (await ethers.provider.getBlockNumber()) + 1;
      await expect(source.renew(1))
        .to.be.revertedWithCustomError(source, "BlockRandomness_NotYetBuilt")
        .withArgs(1, blockNumber, next);
    });

    it("reverts with BlockRandomness_HashReadable while the hash can be read", async () => {
      const { source, blockNumber } = await loadFixture(aBlockRequest);
      await mineUpTo(blockNumber + BigInt(REMEMBERED) - 1n);
      await expect(source.renew(1))
        .to.be.revertedWithCustomError(source, "BlockRandomness_HashReadable")
        .withArgs(1, blockNumber);
    });

    it("reverts with BlockRandomness_AlreadyPinned once the block is pinned", async () => {
      const { source, blockNumber } = await loadFixture(aBlockRequest);
      await buildBlockOf(source, 1);
      await source.pin(1);
      await forgetBlockOf(source, 1);
      await expect(source.renew(1))
        .to.be.revertedWithCustomError(source, "BlockRandomness_AlreadyPinned")
        .withArgs(1, blockNumber);
    });

    context("given that the hash is forgotten", () => {
      it("fixes a fresh block and counts the attempt", async () => {
        const { source, stranger, blockNumber } = await loadFixture(aBlockRequest);
        await forgetBlockOf(source, 1);
        const fresh = blockNumber + BigInt(REMEMBERED + 1 + BLOCKS_AHEAD);
        await expect(source.connect(stranger).renew(1)).to.emit(source, "Renewed").withArgs(1, 2, fresh, 0);
      });

      it("keeps the requester", async () => {
        const { source, requester, stranger } = await loadFixture(aBlockRequest);
        await forgetBlockOf(source, 1);
        await source.connect(stranger).renew(1);
        expect((await source.requestOf(1)).requester).to.equal(requester);
      });

      it("fixes another block when the block is missed again", async () => {
        const { source } = await loadFixture(aBlockRequest);
        for (let missed = 0; missed < 2; ++missed) {
          await forgetBlockOf(source, 1);
          await source.renew(1, { value: await source.renewalPrice(1) });
        }
        expect((await source.requestOf(1)).attempt).to.equal(3);
      });

      it("is free once, and costs more each further time", async () => {
        const { source } = await loadFixture(aBlockRequest);
        const prices: bigint[] = [];
        for (let missed = 0; missed < 4; ++missed) {
          await forgetBlockOf(source, 1);
          prices.push(await source.renewalPrice(1));
          await source.renew(1, { value: prices[missed] });
        }
        expect(prices).to.deep.equal([0n, 1n, 3n, 7n].map((hundredths) => hundredths * 10n ** 16n));
      });

      for (const [what, difference] of [
        ["less", -1n],
        ["more", 1n],
      ] as const) {
        it(`reverts with BlockRandomness_WrongPrice for a wei ${what} than the price`, async () => {
          const { source } = await loadFixture(aBlockRequest);
          await forgetBlockOf(source, 1);
          await source.renew(1);
          await forgetBlockOf(source, 1);
          const price = await source.renewalPrice(1);
          await expect(source.renew(1, { value: price + difference }))
            .to.be.revertedWithCustomError(source, "BlockRandomness_WrongPrice")
            .withArgs(1, price + difference, price);
        });
      }

      it("leads to a seed of that attempt", async () => {
        const { source } = await loadFixture(aBlockRequest);
        await forgetBlockOf(source, 1);
        await source.renew(1);
        await buildBlockOf(source, 1);
        await source.pin(1);
        expect(await source.seedOf(1)).to.equal(await expectedSeed(source, 1, ethers.ZeroHash));
      });
    });
  });

  describe("renewalPrice()", () => {
    it("reverts with BlockRandomness_UnknownRequest for a request that was never made", async () => {
      const { source } = await loadFixture(aBlockRequest);
      await expect(source.renewalPrice(2))
        .to.be.revertedWithCustomError(source, "BlockRandomness_UnknownRequest")
        .withArgs(2, 1);
    });
  });

  describe("seedOf()", () => {
    it("is zero for a request that was never made", async () => {
      const { source } = await loadFixture(aBlockRequest);
      expect(await source.seedOf(2)).to.equal(ethers.ZeroHash);
    });

    it("is zero until the block is pinned", async () => {
      const { source } = await loadFixture(aBlockRequest);
      await buildBlockOf(source, 1);
      expect(await source.seedOf(1)).to.equal(ethers.ZeroHash);
    });

    it("mixes chain, contract, requester, request, attempt and block", async () => {
      const { source } = await loadFixture(aBlockRequest);
      await buildBlockOf(source, 1);
      await source.pin(1);
      expect(await source.seedOf(1)).to.equal(await expectedSeed(source, 1, ethers.ZeroHash));
    });

    it("stays when the chain has forgotten the block", async () => {
      const { source } = await loadFixture(aBlockRequest);
      await buildBlockOf(source, 1);
      await source.pin(1);
      const seed = await source.seedOf(1);
      await mineUpTo((await ethers.provider.getBlockNumber()) + RECORDED + 1);
      expect(await source.seedOf(1)).to.equal(seed);
    });
  });
});
