import { anyValue } from "@nomicfoundation/hardhat-chai-matchers/withArgs";
import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { lendCode } from "../../fixtures/account-code";
import { AgreementPhase, anArchive, COLLATERAL } from "../../fixtures/agreements";
import { coins, NATIVE } from "../../fixtures/money";
import { LOCKS, anOpenOne, aBindingOne } from "./world";

describe("Agreements", () => {
  describe("sign()", () => {
    it("locks the party's coins, untaxed", async () => {
      const { deal, ana, agreements, coin } = await loadFixture(anOpenOne);
      await expect(deal.sign(0, ana)).to.changeTokenBalances(coin, [ana, agreements], [-LOCKS[0], LOCKS[0]]);
    });

    it("emits AgreementSigned", async () => {
      const { deal, ben, agreements } = await loadFixture(anOpenOne);
      await expect(deal.sign(1, ben)).to.emit(agreements, "AgreementSigned").withArgs(1, 1, ben, LOCKS[1]);
    });

    it("records the signature", async () => {
      const { deal, ben } = await loadFixture(anOpenOne);
      await deal.sign(1, ben);
      expect((await deal.record()).parties.map(({ hasSigned }) => hasSigned)).to.deep.equal([false, true]);
      expect(await deal.phase()).to.equal(AgreementPhase.Open);
    });

    it("binds with the last signature", async () => {
      const { deal, ana, ben, agreements } = await loadFixture(anOpenOne);
      await deal.sign(0, ana);
      await expect(deal.sign(1, ben)).to.emit(agreements, "AgreementBound").withArgs(1);
      expect(await deal.phase()).to.equal(AgreementPhase.Binding);
    });

    it("takes a party's signature from anyone, and its coins from the party", async () => {
      const { deal, ana, stranger, coin } = await loadFixture(anOpenOne);
      const signature = await deal.signature(0, ana);
      await expect(deal.sign(0, stranger, signature)).to.changeTokenBalances(coin, [ana, stranger], [-LOCKS[0], 0n]);
    });

    it("takes a contract account's signature", async () => {
      const { open, ana, eve, stranger, coin, agreements } = await loadFixture(anArchive);
      const wallet = await ethers.deployContract("SignerWallet", [eve]);
      await coin.connect(eve).transferNet(wallet, coins(60));
      await wallet.send(coin, coin.interface.encodeFunctionData("approve", [await agreements.getAddress(), coins(60)]));
      const deal = await open({ parties: [ana.address, await wallet.getAddress()] });
      await expect(deal.sign(1, stranger, await deal.signature(1, eve))).to.changeTokenBalance(coin, wallet, -LOCKS[1]);
    });

    it("takes the key's signature where the account's code vouches for none (EIP-7702)", async () => {
      const { deal, ana, stranger, coin } = await loadFixture(anOpenOne);
      const signature = await deal.signature(0, ana);
      await lendCode(ana.address, await ethers.provider.getCode(await ethers.deployContract("SilentAccount")));
      await expect(deal.sign(0, stranger, signature)).to.changeTokenBalance(coin, ana, -LOCKS[0]);
    });

    it("takes the signature of the account that holds the citizenship then", async () => {
      const { deal, ana, eve, citizenship, coin } = await loadFixture(anOpenOne);
      await citizenship.move(11, eve);
      await expect(deal.sign(0, ana))
        .to.be.revertedWithCustomError(deal.agreements, "Agreements_NotTheParty")
        .withArgs(1, 0, ana, eve);
      await expect(deal.sign(0, eve)).to.changeTokenBalance(coin, eve, -LOCKS[0]);
    });

    it("needs nothing of a party that locks nothing", async () => {
      const { open, ben, coin } = await loadFixture(anArchive);
      const deal = await open({ locks: [COLLATERAL, 0n] });
      await expect(deal.sign(1, ben)).to.changeTokenBalance(coin, ben, 0n);
    });

    context("given another token", () => {
      async function oneInTokens() {
        const world = await anArchive();
        return { ...world, deal: await world.open({ asset: await world.token.getAddress() }) };
      }

      it("locks it", async () => {
        const { deal, ana, agreements, token } = await loadFixture(oneInTokens);
        await expect(deal.sign(0, ana)).to.changeTokenBalances(token, [ana, agreements], [-LOCKS[0], LOCKS[0]]);
      });

      it("reverts with Agreements_WrongValue for native coin", async () => {
        const { deal, ana, agreements } = await loadFixture(oneInTokens);
        await expect(agreements.connect(ana).sign(1, deal.terms, 0, "0x", { value: 1 }))
          .to.be.revertedWithCustomError(agreements, "Agreements_WrongValue")
          .withArgs(1, 0);
      });
    });

    context("given native coin", () => {
      async function oneInNative() {
        const world = await anArchive();
        return { ...world, deal: await world.open({ asset: NATIVE }) };
      }

      it("locks what comes with the call", async () => {
        const { deal, ana, agreements } = await loadFixture(oneInNative);
        await expect(deal.sign(0, ana)).to.changeEtherBalances([ana, agreements], [-LOCKS[0], LOCKS[0]]);
      });

      it("takes it from whoever hands the signature in", async () => {
        const { deal, ana, stranger } = await loadFixture(oneInNative);
        const signature = await deal.signature(0, ana);
        await expect(deal.sign(0, stranger, signature)).to.changeEtherBalances([ana, stranger], [0n, -LOCKS[0]]);
      });

      for (const [what, offset] of [
        ["less", -1n],
        ["more", 1n],
      ] as const) {
        it(`reverts with Agreements_WrongValue for ${what} than the lock`, async () => {
          const { deal, ana, agreements } = await loadFixture(oneInNative);
          await expect(agreements.connect(ana).sign(1, deal.terms, 0, "0x", { value: LOCKS[0] + offset }))
            .to.be.revertedWithCustomError(agreements, "Agreements_WrongValue")
            .withArgs(LOCKS[0] + offset, LOCKS[0]);
        });
      }
    });

    it("reverts with Agreements_TermsMismatch for other terms", async () => {
      const { deal, ana, agreements } = await loadFixture(anOpenOne);
      const terms = { ...deal.terms, until: deal.terms.until + 1 };
      await expect(agreements.connect(ana).sign(1, terms, 0, "0x"))
        .to.be.revertedWithCustomError(agreements, "Agreements_TermsMismatch")
        .withArgs(1, await agreements.hashOf(1, terms), await agreements.hashOf(1, deal.terms));
    });

    it("reverts with Agreements_TermsMismatch for an agreement that nobody opened", async () => {
      const { termsOf, ana, agreements } = await loadFixture(anArchive);
      await expect(agreements.connect(ana).sign(1, await termsOf(), 0, "0x"))
        .to.be.revertedWithCustomError(agreements, "Agreements_TermsMismatch")
        .withArgs(1, anyValue, ethers.ZeroHash);
    });

    it("reverts with Agreements_WrongPhase once binding", async () => {
      const { deal, ana, agreements } = await loadFixture(aBindingOne);
      await expect(deal.sign(0, ana))
        .to.be.revertedWithCustomError(agreements, "Agreements_WrongPhase")
        .withArgs(1, AgreementPhase.Binding);
    });

    it("reverts with Agreements_TooLate at the end of signing, not a second before", async () => {
      const { deal, ana, ben, agreements } = await loadFixture(anOpenOne);
      await time.setNextBlockTimestamp(deal.terms.signBy - 1);
      await deal.sign(0, ana);
      await expect(deal.sign(1, ben))
        .to.be.revertedWithCustomError(agreements, "Agreements_TooLate")
        .withArgs(1, deal.terms.signBy);
    });

    it("reverts with Agreements_NoSuchParty for a party that there is not", async () => {
      const { deal, ana, agreements } = await loadFixture(anOpenOne);
      await expect(agreements.connect(ana).sign(1, deal.terms, 2, "0x"))
        .to.be.revertedWithCustomError(agreements, "Agreements_NoSuchParty")
        .withArgs(2, 2);
    });

    it("reverts with Agreements_AlreadyDone the second time", async () => {
      const { deal, ana, agreements } = await loadFixture(anOpenOne);
      await deal.sign(0, ana);
      await expect(deal.sign(0, ana))
        .to.be.revertedWithCustomError(agreements, "Agreements_AlreadyDone")
        .withArgs(1, 0);
    });

    it("reverts with Agreements_NotTheParty for somebody else", async () => {
      const { deal, ana, ben, agreements } = await loadFixture(anOpenOne);
      await expect(deal.sign(0, ben))
        .to.be.revertedWithCustomError(agreements, "Agreements_NotTheParty")
        .withArgs(1, 0, ben, ana);
    });

    it("reverts with Agreements_SignatureInvalid for somebody else's signature", async () => {
      const { deal, ana, ben, agreements } = await loadFixture(anOpenOne);
      await expect(deal.sign(0, ben, await deal.signature(0, ben)))
        .to.be.revertedWithCustomError(agreements, "Agreements_SignatureInvalid")
        .withArgs(1, 0, ana);
    });

    it("reverts with ERC20InsufficientAllowance without the allowance", async () => {
      const { deal, ana, agreements, coin } = await loadFixture(anOpenOne);
      await coin.connect(ana).approve(agreements, LOCKS[0] - 1n);
      await expect(deal.sign(0, ana))
        .to.be.revertedWithCustomError(coin, "ERC20InsufficientAllowance")
        .withArgs(agreements, LOCKS[0] - 1n, LOCKS[0]);
    });
  });
});
