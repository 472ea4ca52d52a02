import { anyValue } from "@nomicfoundation/hardhat-chai-matchers/withArgs";
import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aCoinAndStake, coins, domainOf } from "../../fixtures/money";

describe("CivicCoin", () => {
  describe("permit()", () => {
    const types = {
      Permit: [
        { name: "owner", type: "address" },
        { name: "spender", type: "address" },
        { name: "value", type: "uint256" },
        { name: "nonce", type: "uint256" },
        { name: "deadline", type: "uint256" },
      ],
    };

    async function aPermit() {
      const world = await aCoinAndStake();
      const { coin, ana, ben } = world;
      const permit = { owner: ana.address, spender: ben.address, value: coins(5), nonce: 0n, deadline: 2n ** 40n };
      const signature = await ana.signTypedData(await domainOf(coin), types, permit);
      return { ...world, permit, signature };
    }

    it("approves the signed amount, under the coin's name", async () => {
      const { coin, ana, ben, permit, signature } = await loadFixture(aPermit);
      const { v, r, s } = ethers.Signature.from(signature);
      await coin.permit(ana, ben, permit.value, permit.deadline, v, r, s);
      expect(await coin.allowance(ana, ben)).to.equal(permit.value);
    });

    it("reverts with ERC2612InvalidSigner the second time", async () => {
      const { coin, ana, ben, permit, signature } = await loadFixture(aPermit);
      const { v, r, s } = ethers.Signature.from(signature);
      await coin.permit(ana, ben, permit.value, permit.deadline, v, r, s);
      await expect(coin.permit(ana, ben, permit.value, permit.deadline, v, r, s))
        .to.be.revertedWithCustomError(coin, "ERC2612InvalidSigner")
        .withArgs(anyValue, ana);
    });
  });
});
