import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { AgreementPhase, anArchive } from "../../fixtures/agreements";
import { coins } from "../../fixtures/money";

const HALVES = [coins(50), coins(50)];

/** Somebody with Ana's key has offered halves, by signature and by transaction. Then her citizenship moves. */
async function aStolenKey() {
  const world = await anArchive();
  const { bind, ana, stranger: newAna, citizenship } = world;
  const deal = await bind();
  const signature = await deal.approval(ana, HALVES);
  await deal.settle(ana, HALVES);
  await citizenship.move(11, newAna);
  return { ...world, deal, signature, newAna };
}

// Checks AGR-4.
describe("Attack: an offer to settle outlives the account that gave it", () => {
  it("fails for an approval by transaction", async () => {
    const { deal, ben, agreements } = await loadFixture(aStolenKey);
    await deal.settle(ben, HALVES);
    expect(await deal.phase()).to.equal(AgreementPhase.Binding);
    expect(await agreements.approvalsOf(1, deal.terms, await deal.offer(HALVES))).to.deep.equal([false, true]);
  });

  it("fails for a signature", async () => {
    const { deal, ben, signature, newAna, agreements } = await loadFixture(aStolenKey);
    await expect(deal.settle(ben, HALVES, [signature, "0x"]))
      .to.be.revertedWithCustomError(agreements, "Agreements_SignatureInvalid")
      .withArgs(1, 0, newAna);
  });

  it("fails for a signature of the owner of both accounts, where these are contracts", async () => {
    const { bind, ana, ben, citizenship, agreements } = await loadFixture(anArchive);
    const deal = await bind();
    const [oldWallet, newWallet] = [
      await ethers.deployContract("SignerWallet", [ana]),
      await ethers.deployContract("SignerWallet", [ana]),
    ];
    await citizenship.move(11, oldWallet);
    const signature = await deal.approval(ana, HALVES, { account: await oldWallet.getAddress() });
    await citizenship.move(11, newWallet);
    await expect(deal.settle(ben, HALVES, [signature, "0x"]))
      .to.be.revertedWithCustomError(agreements, "Agreements_SignatureInvalid")
      .withArgs(1, 0, newWallet);
  });

  it("leaves the new account to offer", async () => {
    const { deal, ben, newAna } = await loadFixture(aStolenKey);
    await deal.settle(newAna, HALVES);
    await deal.settle(ben, HALVES);
    expect(await deal.phase()).to.equal(AgreementPhase.Settled);
  });
});
