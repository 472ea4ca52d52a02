import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import type { DrandRandomness } from "../../../typechain-types";
import { aChain } from "../../fixtures/chain";
import { decompress, published, QUICKNET_GENESIS, randomnessOf } from "../../fixtures/drand";
import { BLOCKS_AHEAD, buildBlockOf, MARGIN } from "../../fixtures/randomness";

describe("DrandRandomness", () => {
  async function aRequest() {
    const source = await ethers.deployContract("DrandRandomness", [BLOCKS_AHEAD, MARGIN]);
    await source.request();
    const { round } = await source.requestOf(1);
    await buildBlockOf(source, 1);
    return { source, round };
  }

  describe("isSupported()", () => {
    it("is true where the precompiles are", async () => {
      const { source } = await loadFixture(aRequest);
      expect(await source.isSupported()).to.equal(true);
    });

    context("given a chain without the precompiles", () => {
      it("is false", async () => {
        const chain = await aChain({ hardfork: "cancun" });
        const factory = await ethers.getContractFactory("DrandRandomness", await chain.getSigner(0));
        const source = await factory.deploy(BLOCKS_AHEAD, MARGIN);
        expect(await source.isSupported()).to.equal(false);
        chain.destroy();
      });

      it("answers the question that founding asks with nothing", async () => {
        const chain = await aChain({ hardfork: "cancun" });
        const answer = await chain.call({ to: ethers.toBeHex(0x0f, 20), data: ethers.hexlify(new Uint8Array(384)) });
        expect(answer).to.equal("0x");
        chain.destroy();
      });
    });

    it("agrees with the question that founding asks", async () => {
      const data = ethers.hexlify(new Uint8Array(384));
      expect(await ethers.provider.call({ to: ethers.toBeHex(0x0f, 20), data })).to.equal(ethers.toBeHex(1, 32));
    });
  });

  describe("submit()", () => {
    it("reverts with DrandRandomness_InvalidSignature for a real signature of another round", async () => {
      const { source, round } = await loadFixture(aRequest);
      await expect(source.submit(1, decompress(published.recent.signature)))
        .to.be.revertedWithCustomError(source, "DrandRandomness_InvalidSignature")
        .withArgs(1, round);
    });

    context("given a chain at the time of quicknet's first rounds", () => {
      /** A source that asks at such a moment that the round it waits for is one that drand published. */
      async function aRequestFor(round: number) {
        const moment = QUICKNET_GENESIS + 3 * (round - 1) - MARGIN;
        const chain = await aChain({ initialDate: new Date((moment - 60) * 1000).toISOString() });
        const factory = await ethers.getContractFactory("DrandRandomness", await chain.getSigner(0));
        const source = (await factory.deploy(BLOCKS_AHEAD, MARGIN)) as DrandRandomness;
        await chain.send("evm_setNextBlockTimestamp", [moment]);
        await (await source.request()).wait();
        await chain.send("hardhat_mine", [ethers.toQuantity(BLOCKS_AHEAD)]);
        return { chain, source };
      }

      for (const round of [published.thousandth, published.millionth]) {
        it(`makes a seed known with round ${round.round} as it was published`, async () => {
          const { chain, source } = await aRequestFor(round.round);
          expect((await source.requestOf(1)).round).to.equal(round.round);
          await (await source.submit(1, decompress(round.signature))).wait();
          expect(await source.randomnessOf(round.round)).to.equal(randomnessOf(round));
          expect(await source.seedOf(1)).not.to.equal(ethers.ZeroHash);
          chain.destroy();
        });
      }
    });
  });
});
