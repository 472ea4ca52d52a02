import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { anArchive, anUnfixedArchive, OBJECTION } from "../../fixtures/agreements";
import { Exemption, impersonated, NATIVE } from "../../fixtures/money";
import { LOCKS, taxOn } from "./world";

describe("Agreements", () => {
  describe("claim()", () => {
    /** Eve, who is no citizen, is owed what she locked. */
    async function aDebt(asset?: string, archive = anArchive) {
      const world = await archive();
      const { ana, eve } = world;
      const deal = await world.open({
        parties: [ana.address, eve.address],
        asset: asset ?? (await world.coin.getAddress()),
      });
      await deal.sign(1, eve);
      await deal.decline(0, ana);
      return { ...world, deal };
    }
    const aNativeDebt = () => aDebt(NATIVE);
    const aDebtOfUnfixed = () => aDebt(undefined, anUnfixedArchive);

    it("pays what is owed", async () => {
      const { agreements, coin, eve } = await loadFixture(aDebt);
      await expect(agreements.claim(coin, eve)).to.changeTokenBalances(coin, [eve, agreements], [LOCKS[1], -LOCKS[1]]);
      expect(await agreements.owedTo(coin, eve)).to.equal(0n);
    });

    it("emits Claimed", async () => {
      const { agreements, coin, eve } = await loadFixture(aDebt);
      await expect(agreements.claim(coin, eve)).to.emit(agreements, "Claimed").withArgs(coin, eve, 0, LOCKS[1]);
    });

    it("pays native coin", async () => {
      const { agreements, eve, stranger } = await loadFixture(aNativeDebt);
      await expect(agreements.connect(stranger).claim(NATIVE, eve)).to.changeEtherBalance(eve, LOCKS[1]);
    });

    it("tells a citizen from an account whose address is the citizen's number", async () => {
      const { open, ana, eve, agreements, coin } = await loadFixture(anArchive);
      const account = ethers.toBeHex(11, 20);
      const deal = await open({
        parties: [eve.address, ana.address, account],
        locks: [1n, 0n, 0n],
        payouts: [0n, 0n, 1n],
      });
      await deal.sign(0, eve);
      await deal.sign(1, ana);
      await deal.sign(2, await impersonated(account));
      await deal.declare(0, eve);
      await time.increase(OBJECTION);
      await deal.complete();
      expect(await agreements.owedTo(coin, account)).to.equal(1n);
      expect(await agreements.owedToCitizen(coin, 11)).to.equal(0n);
    });

    it("returns the amount", async () => {
      const { agreements, coin, eve } = await loadFixture(aDebt);
      expect(await agreements.claim.staticCall(coin, eve)).to.equal(LOCKS[1]);
    });

    it("reverts with Payouts_NothingOwed when nothing is owed any more", async () => {
      const { agreements, coin, eve } = await loadFixture(aDebt);
      await agreements.claim(coin, eve);
      await expect(agreements.claim(coin, eve))
        .to.be.revertedWithCustomError(agreements, "Payouts_NothingOwed")
        .withArgs(coin, eve, 0);
    });

    it("reverts with Payouts_PaymentRefused when the account refuses native coin", async () => {
      const { open, agreements, ana } = await loadFixture(anArchive);
      const wallet = await ethers.deployContract("SignerWallet", [ana]);
      const deal = await open({ parties: [ana.address, await wallet.getAddress()], asset: NATIVE });
      await deal.sign(1, ana, await deal.signature(1, ana));
      await deal.decline(0, ana);
      await expect(agreements.claim(NATIVE, wallet))
        .to.be.revertedWithCustomError(agreements, "Payouts_PaymentRefused")
        .withArgs(wallet, LOCKS[1]);
    });

    it("loses nothing if an exemption that is not fixed is taken away: the coin taxes what is sent", async () => {
      const { agreements, coin, eve, government } = await loadFixture(aDebtOfUnfixed);
      await coin.connect(government).setExemption(agreements, Exemption.None);
      await expect(agreements.claim(coin, eve)).to.changeTokenBalances(
        coin,
        [eve, agreements],
        [LOCKS[1] - taxOn(LOCKS[1]), -LOCKS[1]],
      );
    });
  });
});
