import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aCoinAndStake, coins, DAY, Exemption, TAX_RATE } from "../../fixtures/money";
import { Zero } from "./world";

describe("CivicCoin", () => {
  describe("transfer()", () => {
    context("given neither side is exempt", () => {
      it("takes the tax from the amount, for the treasury", async () => {
        const { coin, ana, ben, treasury } = await loadFixture(aCoinAndStake);
        await expect(coin.connect(ana).transfer(ben, coins(100))).to.changeTokenBalances(
          coin,
          [ana, ben, treasury],
          [-coins(100), coins(98), coins(2)],
        );
      });

      it("emits a Transfer of the net amount, then one of the tax", async () => {
        const { coin, ana, ben, treasury } = await loadFixture(aCoinAndStake);
        const receipt = await (await coin.connect(ana).transfer(ben, coins(100))).wait();
        const events = receipt!.logs.map((log) => coin.interface.parseLog(log)!);
        expect(events.map(({ name, args }): unknown[] => [name, ...(args as unknown[])])).to.deep.equal([
          ["Transfer", ana.address, ben.address, coins(98)],
          ["Transfer", ana.address, treasury.address, coins(2)],
        ]);
      });

      it("rounds the tax down", async () => {
        const { coin, ana, ben, treasury } = await loadFixture(aCoinAndStake);
        await expect(coin.connect(ana).transfer(ben, 99n)).to.changeTokenBalances(coin, [ben, treasury], [98n, 1n]);
      });

      it("emits no Transfer of a tax below one unit", async () => {
        const { coin, ana, ben } = await loadFixture(aCoinAndStake);
        const receipt = await (await coin.connect(ana).transfer(ben, 49n)).wait();
        expect(receipt!.logs.length).to.equal(1);
        expect(await coin.balanceOf(ben)).to.equal(coins(1_000) + 49n);
      });

      it("changes no balance for an amount of zero", async () => {
        const { coin, stranger, ben } = await loadFixture(aCoinAndStake);
        await expect(coin.connect(stranger).transfer(ben, 0)).to.emit(coin, "Transfer").withArgs(stranger, ben, 0);
      });

      it("transfers the whole balance", async () => {
        const { coin, ana, ben } = await loadFixture(aCoinAndStake);
        await coin.connect(ana).transfer(ben, coins(1_000));
        expect(await coin.balanceOf(ana)).to.equal(0);
      });

      it("reverts with ERC20InsufficientBalance for one unit more", async () => {
        const { coin, ana, ben } = await loadFixture(aCoinAndStake);
        await expect(coin.connect(ana).transfer(ben, coins(1_000) + 1n))
          .to.be.revertedWithCustomError(coin, "ERC20InsufficientBalance")
          .withArgs(ana, coins(1_000), coins(1_000) + 1n);
      });

      it("reverts with ERC20InvalidReceiver when the receiver is the zero address", async () => {
        const { coin, ana } = await loadFixture(aCoinAndStake);
        await expect(coin.connect(ana).transfer(Zero, 1))
          .to.be.revertedWithCustomError(coin, "ERC20InvalidReceiver")
          .withArgs(Zero);
      });
    });

    context("given a rate is on trial", () => {
      it("applies the rate on trial until the trial lapses, then the standing rate", async () => {
        const { coin, government, ana, ben, treasury } = await loadFixture(aCoinAndStake);
        await coin.connect(government).tryProvision(TAX_RATE, 10_00, 30 * DAY);
        await expect(coin.connect(ana).transfer(ben, coins(100))).to.changeTokenBalance(coin, treasury, coins(10));
        await time.increase(30 * DAY);
        await expect(coin.connect(ana).transfer(ben, coins(100))).to.changeTokenBalance(coin, treasury, coins(2));
      });

      it("keeps the treasury's balance, which shares the slot", async () => {
        const { coin, government, treasury } = await loadFixture(aCoinAndStake);
        await coin.connect(government).tryProvision(TAX_RATE, 10_00, 30 * DAY);
        expect(await coin.balanceOf(treasury)).to.equal(coins(4_000));
      });
    });

    context("given the rate is zero", () => {
      it("takes no tax", async () => {
        const { coin, government, ana, ben } = await loadFixture(aCoinAndStake);
        await coin.connect(government).setProvision(TAX_RATE, 0);
        await expect(coin.connect(ana).transfer(ben, coins(100))).to.changeTokenBalance(coin, ben, coins(100));
      });
    });

    context("given the sender is the receiver", () => {
      it("changes no balance, and takes no tax", async () => {
        const { coin, ana, treasury } = await loadFixture(aCoinAndStake);
        await expect(coin.connect(ana).transfer(ana, coins(100))).to.changeTokenBalances(coin, [ana, treasury], [0, 0]);
      });

      it("emits a Transfer of the whole amount", async () => {
        const { coin, ana } = await loadFixture(aCoinAndStake);
        await expect(coin.connect(ana).transfer(ana, coins(100)))
          .to.emit(coin, "Transfer")
          .withArgs(ana, ana, coins(100));
      });

      it("reverts with ERC20InsufficientBalance when the amount exceeds the balance", async () => {
        const { coin, ana } = await loadFixture(aCoinAndStake);
        await expect(coin.connect(ana).transfer(ana, coins(1_000) + 1n))
          .to.be.revertedWithCustomError(coin, "ERC20InsufficientBalance")
          .withArgs(ana, coins(1_000), coins(1_000) + 1n);
      });
    });

    context("given the treasury is a side", () => {
      it("takes no tax from a payment to the treasury", async () => {
        const { coin, ana, treasury } = await loadFixture(aCoinAndStake);
        await expect(coin.connect(ana).transfer(treasury, coins(100))).to.changeTokenBalances(
          coin,
          [ana, treasury],
          [-coins(100), coins(100)],
        );
      });

      it("takes no tax from a payment of the treasury", async () => {
        const { coin, ana, treasury } = await loadFixture(aCoinAndStake);
        await expect(coin.connect(treasury).transfer(ana, coins(100))).to.changeTokenBalances(
          coin,
          [ana, treasury],
          [coins(100), -coins(100)],
        );
      });

      it("changes no balance when the treasury pays itself", async () => {
        const { coin, treasury } = await loadFixture(aCoinAndStake);
        await expect(coin.connect(treasury).transfer(treasury, coins(100))).to.changeTokenBalance(coin, treasury, 0);
      });

      it("reverts with ERC20InsufficientBalance when the treasury has less", async () => {
        const { coin, ana, treasury } = await loadFixture(aCoinAndStake);
        await expect(coin.connect(treasury).transfer(ana, coins(4_000) + 1n))
          .to.be.revertedWithCustomError(coin, "ERC20InsufficientBalance")
          .withArgs(treasury, coins(4_000), coins(4_000) + 1n);
      });

      it("keeps the rate when it spends everything", async () => {
        const { coin, ana, treasury } = await loadFixture(aCoinAndStake);
        await coin.connect(treasury).transfer(ana, coins(4_000));
        expect(await coin.taxRate()).to.equal(2_00);
      });
    });

    for (const [name, exemption, sends, receives] of [
      ["None", Exemption.None, false, false],
      ["Sending", Exemption.Sending, true, false],
      ["Receiving", Exemption.Receiving, false, true],
      ["Both", Exemption.Both, true, true],
    ] as const) {
      context(`given the exemption of an account is ${name}`, () => {
        const tax = (exempt: boolean) => (exempt ? 0n : coins(2));

        it(`${sends ? "takes no" : "takes the"} tax from what it sends`, async () => {
          const { coin, government, ana, ben, treasury } = await loadFixture(aCoinAndStake);
          await coin.connect(government).setExemption(ana, exemption);
          await expect(coin.connect(ana).transfer(ben, coins(100))).to.changeTokenBalances(
            coin,
            [ana, ben, treasury],
            [-coins(100), coins(100) - tax(sends), tax(sends)],
          );
        });

        it(`${receives ? "takes no" : "takes the"} tax from what it receives`, async () => {
          const { coin, government, ana, ben, treasury } = await loadFixture(aCoinAndStake);
          await coin.connect(government).setExemption(ana, exemption);
          await expect(coin.connect(ben).transfer(ana, coins(100))).to.changeTokenBalances(
            coin,
            [ana, ben, treasury],
            [coins(100) - tax(receives), -coins(100), tax(receives)],
          );
        });

        it("returns the same from taxOn()", async () => {
          const { coin, government, ana, ben } = await loadFixture(aCoinAndStake);
          await coin.connect(government).setExemption(ana, exemption);
          expect(await coin.taxOn(ana, ben, coins(100))).to.equal(tax(sends));
          expect(await coin.taxOn(ben, ana, coins(100))).to.equal(tax(receives));
        });
      });
    }
  });
});
