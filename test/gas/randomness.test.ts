import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { decompress, published } from "../fixtures/drand";
import { BLOCKS_AHEAD, buildBlockOf, MARGIN } from "../fixtures/randomness";

describe("Gas of randomness", () => {
  async function aRequest() {
    const source = await ethers.deployContract("DrandRandomness", [BLOCKS_AHEAD, MARGIN]);
    await source.request();
    await buildBlockOf(source, 1);
    return source;
  }

  describe("submit()", () => {
    it("costs less than 175,000 gas when it reverts for a signature of another round, however much gas is sent", async () => {
      const source = await loadFixture(aRequest);
      const [signer] = await ethers.getSigners();
      const data = source.interface.encodeFunctionData("submit", [1, decompress(published.recent.signature)]);
      const refused = await signer
        .sendTransaction({ to: await source.getAddress(), data, gasLimit: 10_000_000 })
        .then((sent) => ethers.provider.getTransactionReceipt(sent.hash))
        .catch(async () => {
          const block = await ethers.provider.getBlock("latest");
          return ethers.provider.getTransactionReceipt(block?.transactions[0] ?? "");
        });
      expect(refused?.status).to.equal(0);
      expect(refused?.gasUsed).to.be.below(175_000);
    });
  });
});
