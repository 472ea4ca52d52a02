import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aCoinAndStake } from "../../fixtures/money";
import { Zero } from "./world";

describe("CivicCoin", () => {
  describe("supportsInterface()", () => {
    for (const [name, id] of [
      ["ERC-165", "0x01ffc9a7"],
      ["ERC-20", "0x36372b07"],
      ["ERC-20 metadata", "0xa219a025"],
      ["ERC-2612", "0x9d8ff7da"],
      ["ERC-1363", "0xb0202a11"],
    ] as const) {
      it(`returns true for ${name}`, async () => {
        const { coin } = await loadFixture(aCoinAndStake);
        expect(await coin.supportsInterface(id)).to.equal(true);
      });
    }

    it("returns true for its own interface", async () => {
      const { coin } = await loadFixture(aCoinAndStake);
      const own = (await ethers.getContractAt("ICivicCoin", Zero)).interface;
      const inherited = new Set(["totalSupply", "balanceOf", "transfer", "allowance", "approve", "transferFrom"]);
      let id = 0n;
      own.forEachFunction((fn) => {
        if (!inherited.has(fn.name)) id ^= BigInt(fn.selector);
      });
      expect(await coin.supportsInterface(ethers.toBeHex(id, 4))).to.equal(true);
    });

    it("returns false for other interfaces", async () => {
      const { coin } = await loadFixture(aCoinAndStake);
      expect(await coin.supportsInterface("0xffffffff")).to.equal(false);
    });
  });
});
