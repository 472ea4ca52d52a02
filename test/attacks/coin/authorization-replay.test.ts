import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { authorize, cancel } from "../../fixtures/authorization";
import { aCoinAndStake, coins, provisionTerms } from "../../fixtures/money";

const transferWith = "transferWithAuthorization(address,address,uint256,uint256,uint256,bytes32,bytes)";
const transferWithParts =
  "transferWithAuthorization(address,address,uint256,uint256,uint256,bytes32,uint8,bytes32,bytes32)";
const receiveWith = "receiveWithAuthorization(address,address,uint256,uint256,uint256,bytes32,bytes)";
const cancelWith = "cancelAuthorization(address,bytes32,bytes)";

// ERC-3009 and its warnings: an authorization used twice, on another coin, or by somebody who saw it in the mempool.
// Checks COIN-5.
describe("Attack: an authorization is used again, or by somebody else", () => {
  async function anAuthorization() {
    const world = await aCoinAndStake();
    const terms = {
      from: world.ana.address,
      to: world.ben.address,
      value: coins(100),
      validAfter: 0,
      validBefore: (await time.latest()) + 1_000,
      nonce: ethers.id("once"),
    };
    const args = [terms.from, terms.to, terms.value, terms.validAfter, terms.validBefore, terms.nonce] as const;
    return { ...world, terms, args };
  }

  it("reverts with ERC3009UsedAuthorization in the other encoding", async () => {
    const { coin, ana, terms, args } = await loadFixture(anAuthorization);
    const signature = await authorize(coin, ana, "Transfer", terms);
    const { v, r, s } = ethers.Signature.from(signature);
    await coin[transferWith](...args, signature);
    await expect(coin[transferWithParts](...args, v, r, s))
      .to.be.revertedWithCustomError(coin, "ERC3009UsedAuthorization")
      .withArgs(ana, terms.nonce);
  });

  it("reverts as the other kind, with the same nonce", async () => {
    const { coin, ana, ben, terms, args } = await loadFixture(anAuthorization);
    await coin[transferWith](...args, await authorize(coin, ana, "Transfer", terms));
    await expect(coin.connect(ben)[receiveWith](...args, await authorize(coin, ana, "Receive", terms)))
      .to.be.revertedWithCustomError(coin, "ERC3009UsedAuthorization")
      .withArgs(ana, terms.nonce);
  });

  it("reverts with the malleable form of the signature", async () => {
    const { coin, ana, terms, args } = await loadFixture(anAuthorization);
    const { v, r, s } = ethers.Signature.from(await authorize(coin, ana, "Transfer", terms));
    const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
    const other = ethers.concat([r, ethers.toBeHex(order - BigInt(s), 32), ethers.toBeHex(v === 27 ? 28 : 27)]);
    await expect(coin[transferWith](...args, other)).to.be.revertedWithCustomError(coin, "ERC3009InvalidSignature");
  });

  it("reverts in another coin of the same name", async () => {
    const { authority, coin, ana, treasury, terms, args } = await loadFixture(anAuthorization);
    const twin = await ethers.deployContract("CivicCoin", [
      authority,
      {
        name: "Aurora",
        symbol: "AUR",
        treasury: treasury.address,
        maxSupply: coins(1_000),
        genesis: [{ holder: ana.address, amount: coins(1_000) }],
        exempt: [],
      },
      [provisionTerms.taxRate, provisionTerms.yearlyMint],
    ]);
    const signature = await authorize(coin, ana, "Transfer", terms);
    await expect(twin[transferWith](...args, signature)).to.be.revertedWithCustomError(coin, "ERC3009InvalidSignature");
  });

  it("reverts with ERC20InvalidReceiver when somebody else submits what only the receiver may", async () => {
    const { coin, ana, cem, ben, terms, args } = await loadFixture(anAuthorization);
    const signature = await authorize(coin, ana, "Receive", terms);
    await expect(coin.connect(cem)[receiveWith](...args, signature))
      .to.be.revertedWithCustomError(coin, "ERC20InvalidReceiver")
      .withArgs(ben);
  });

  it("reverts with ERC3009InvalidSignature when somebody else cancels it", async () => {
    const { coin, ana, cem, terms } = await loadFixture(anAuthorization);
    await expect(
      coin.connect(cem)[cancelWith](ana, terms.nonce, await cancel(coin, cem, terms.nonce)),
    ).to.be.revertedWithCustomError(coin, "ERC3009InvalidSignature");
  });
});
