import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { anArchive } from "../../fixtures/agreements";
import { coins } from "../../fixtures/money";

const HALVES = [coins(50), coins(50)];

async function aDeal() {
  const world = await anArchive();
  return { ...world, deal: await world.open() };
}

describe("Attack: a signature given to one agreement is used for another", () => {
  it("fails with an agreement of the same terms", async () => {
    const { deal, open, ana, stranger, agreements } = await loadFixture(aDeal);
    const twin = await open(deal.terms);
    await expect(twin.sign(0, stranger, await deal.signature(0, ana)))
      .to.be.revertedWithCustomError(agreements, "Agreements_SignatureInvalid")
      .withArgs(2, 0, ana);
  });

  it("fails with other terms under the same number", async () => {
    const { deal, ana, stranger, agreements } = await loadFixture(aDeal);
    const signature = await deal.signature(0, ana, { locks: [0n, coins(100)] });
    await expect(deal.sign(0, stranger, signature))
      .to.be.revertedWithCustomError(agreements, "Agreements_SignatureInvalid")
      .withArgs(1, 0, ana);
  });

  it("fails with another text", async () => {
    const { deal, ana, stranger, agreements } = await loadFixture(aDeal);
    const signature = await deal.signature(0, ana, { text: "Ana paints nothing." });
    await expect(deal.sign(0, stranger, signature))
      .to.be.revertedWithCustomError(agreements, "Agreements_SignatureInvalid")
      .withArgs(1, 0, ana);
  });

  it("fails on another chain", async () => {
    const { deal, ana, stranger, agreements } = await loadFixture(aDeal);
    await expect(deal.sign(0, stranger, await deal.signature(0, ana, {}, 1n)))
      .to.be.revertedWithCustomError(agreements, "Agreements_SignatureInvalid")
      .withArgs(1, 0, ana);
  });

  it("fails for another contract account with the same owner", async () => {
    const { open, eve, stranger, agreements } = await loadFixture(anArchive);
    const [one, other] = [
      await ethers.deployContract("SignerWallet", [eve]),
      await ethers.deployContract("SignerWallet", [eve]),
    ];
    const parties = [await one.getAddress(), await other.getAddress()];
    const deal = await open({ parties, locks: [0n, 0n], payouts: [0n, 0n] });
    const signature = await deal.signature(0, eve);
    await deal.sign(0, stranger, signature);
    await expect(deal.sign(1, stranger, signature))
      .to.be.revertedWithCustomError(agreements, "Agreements_SignatureInvalid")
      .withArgs(1, 1, other);
  });

  it("fails for another contract account of the owner to which the citizenship has moved", async () => {
    const { open, ana, stranger, citizenship, agreements } = await loadFixture(anArchive);
    const [oldWallet, newWallet] = [
      await ethers.deployContract("SignerWallet", [ana]),
      await ethers.deployContract("SignerWallet", [ana]),
    ];
    const deal = await open({ locks: [0n, 0n], payouts: [0n, 0n] });
    await citizenship.move(11, oldWallet);
    const signature = await deal.signature(0, ana, {}, undefined, await oldWallet.getAddress());
    await citizenship.move(11, newWallet);
    await expect(deal.sign(0, stranger, signature))
      .to.be.revertedWithCustomError(agreements, "Agreements_SignatureInvalid")
      .withArgs(1, 0, newWallet);
    const next = await deal.signature(0, ana, {}, undefined, await newWallet.getAddress());
    await expect(deal.sign(0, stranger, next))
      .to.emit(agreements, "AgreementSigned")
      .withArgs(1, 0, newWallet, 0);
  });

  it("fails a second time", async () => {
    const { deal, ana, stranger, agreements } = await loadFixture(aDeal);
    const signature = await deal.signature(0, ana);
    await deal.sign(0, stranger, signature);
    await expect(deal.sign(0, stranger, signature))
      .to.be.revertedWithCustomError(agreements, "Agreements_AlreadyDone")
      .withArgs(1, 0);
  });

  it("fails as the approval of a settlement", async () => {
    const { deal, ana, ben, agreements } = await loadFixture(aDeal);
    const signature = await deal.signature(0, ana);
    await deal.signAll([ana, ben]);
    await expect(deal.settle(ben, HALVES, [signature, "0x"]))
      .to.be.revertedWithCustomError(agreements, "Agreements_SignatureInvalid")
      .withArgs(1, 0, ana);
  });

  it("fails as the approval of the same settlement of another agreement", async () => {
    const { deal, bind, ana, ben, agreements } = await loadFixture(aDeal);
    await deal.signAll([ana, ben]);
    const twin = await bind();
    const approval = await deal.approval(ana, HALVES);
    await expect(twin.settle(ben, HALVES, [approval, "0x"]))
      .to.be.revertedWithCustomError(agreements, "Agreements_SignatureInvalid")
      .withArgs(2, 0, ana);
  });
});
