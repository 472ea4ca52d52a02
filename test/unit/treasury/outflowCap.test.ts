import { loadFixture, setBalance, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aTreasury, CAP, COIN, DAY, HOLDING, NATIVE, OUTFLOW, TOTAL_CAP } from "../../fixtures/treasury";
import { bytes32 } from "./world";

describe("Treasury", () => {
  describe("the outflow cap", () => {
    for (const [what, assetOf] of [
      ["native coin", () => NATIVE],
      ["a token", (token: string) => token],
    ] as const) {
      context(`given ${what}`, () => {
        it("pays the whole cap", async () => {
          const { treasury, token, supplier } = await loadFixture(aTreasury);
          const asset = assetOf(await token.getAddress());
          await treasury.pay(asset, supplier, CAP, "Harbour");
          expect(await treasury.outflowOf(asset)).to.deep.equal([HOLDING - CAP, CAP, CAP, 0n]);
        });

        it("reverts with Treasury_OutflowExceeded for one base unit more", async () => {
          const { treasury, token, supplier } = await loadFixture(aTreasury);
          const asset = assetOf(await token.getAddress());
          await expect(treasury.pay(asset, supplier, CAP + 1n, "Harbour"))
            .to.be.revertedWithCustomError(treasury, "Treasury_OutflowExceeded")
            .withArgs(asset, CAP + 1n, CAP, 0n);
        });
      });
    }

    it("counts each asset separately", async () => {
      const { treasury, token, supplier } = await loadFixture(aTreasury);
      await treasury.pay(NATIVE, supplier, CAP, "Harbour");
      expect((await treasury.outflowOf(token)).available).to.equal(CAP);
    });

    it("counts payments and spending together", async () => {
      const { treasury, token, citizen, supplier, open } = await loadFixture(aTreasury);
      const id = await open();
      await treasury.connect(citizen).spend(id, supplier, 4n, "Stones");
      await treasury.pay(token, supplier, 5n, "Harbour");
      expect((await treasury.outflowOf(token)).left).to.equal(9n);
    });

    it("rises by the provision's share of what arrives", async () => {
      const { treasury, supplier, stranger } = await loadFixture(aTreasury);
      await treasury.pay(NATIVE, supplier, CAP, "Harbour");
      await stranger.sendTransaction({ to: treasury, value: 10n });
      expect((await treasury.outflowOf(NATIVE)).available).to.equal((10n * OUTFLOW) / 100_00n);
    });

    it("leaves nothing available when the provision falls below what has left", async () => {
      const { treasury, supplier } = await loadFixture(aTreasury);
      await treasury.pay(NATIVE, supplier, CAP, "Harbour");
      await treasury.setProvision(bytes32("outflow"), 10_00);
      expect(await treasury.outflowOf(NATIVE)).to.deep.equal([HOLDING - CAP, CAP, CAP / 2n, 0n]);
    });

    context("given constitutional payments", () => {
      it("leaves ordinary payments their own cap, of what is still there", async () => {
        const { treasury, supplier } = await loadFixture(aTreasury);
        await treasury.payConstitutionally(NATIVE, supplier, 300n * COIN, "Harbour");
        expect(await treasury.outflowOf(NATIVE)).to.deep.equal([700n * COIN, 0n, 140n * COIN, 140n * COIN]);
      });

      it("leaves ordinary payments at most the rest of the total cap", async () => {
        const { treasury, supplier } = await loadFixture(aTreasury);
        await treasury.payConstitutionally(NATIVE, supplier, TOTAL_CAP - 3n, "Harbour");
        expect((await treasury.outflowOf(NATIVE)).available).to.equal(3n);
      });

      it("reverts for one base unit more with the moment when the constitutional payment lapses", async () => {
        const { treasury, supplier } = await loadFixture(aTreasury);
        await treasury.payConstitutionally(NATIVE, supplier, TOTAL_CAP - 3n, "Harbour");
        const paidAt = await time.latest();
        await expect(treasury.pay(NATIVE, supplier, 4n, "Bread"))
          .to.be.revertedWithCustomError(treasury, "Treasury_OutflowExceeded")
          .withArgs(NATIVE, 4n, 3n, paidAt + 30 * DAY);
      });
    });

    it("reverts with Treasury_OutflowExceeded with exact figures for the largest uint256", async () => {
      const { treasury, supplier } = await loadFixture(aTreasury);
      await expect(treasury.pay(NATIVE, supplier, ethers.MaxUint256, "Everything"))
        .to.be.revertedWithCustomError(treasury, "Treasury_OutflowExceeded")
        .withArgs(NATIVE, ethers.MaxUint256, CAP, 0n);
    });

    it("reverts with possibleAt 0 for an asset without a balance", async () => {
      const { treasury, supplier } = await loadFixture(aTreasury);
      await setBalance(await treasury.getAddress(), 0n);
      await expect(treasury.pay(NATIVE, supplier, 1n, "Bread"))
        .to.be.revertedWithCustomError(treasury, "Treasury_OutflowExceeded")
        .withArgs(NATIVE, 1n, 0n, 0n);
    });

    context("given outflows of 50, 70 and 80 a day apart, which exhaust it", () => {
      async function anExhaustedTreasury() {
        const world = await aTreasury();
        const paidAt: number[] = [];
        for (const coins of [50n, 70n, 80n]) {
          await world.treasury.pay(NATIVE, world.supplier, coins * COIN, "Harbour");
          paidAt.push(await time.latest());
          await time.increase(DAY);
        }
        return { ...world, paidAt };
      }

      // With 800 held, `x` may leave once no more than (160 - x) / 0.8 is counted: 150 is when the first has lapsed.
      for (const [coins, lapsed] of [
        [1n, 0],
        [40n, 0],
        [41n, 1],
        [96n, 1],
        [97n, 2],
        [160n, 2],
      ] as const) {
        it(`reverts with the lapse of outflow ${lapsed + 1} as possibleAt for ${coins}`, async () => {
          const { treasury, supplier, paidAt } = await loadFixture(anExhaustedTreasury);
          await expect(treasury.pay(NATIVE, supplier, coins * COIN, "Bread"))
            .to.be.revertedWithCustomError(treasury, "Treasury_OutflowExceeded")
            .withArgs(NATIVE, coins * COIN, 0n, paidAt[lapsed] + 30 * DAY);
        });

        it(`pays ${coins} at that moment`, async () => {
          const { treasury, supplier, paidAt } = await loadFixture(anExhaustedTreasury);
          await time.setNextBlockTimestamp(paidAt[lapsed] + 30 * DAY);
          await expect(treasury.pay(NATIVE, supplier, coins * COIN, "Bread")).to.changeEtherBalance(
            supplier,
            coins * COIN,
          );
        });

        it(`reverts for ${coins} one second earlier`, async () => {
          const { treasury, supplier, paidAt } = await loadFixture(anExhaustedTreasury);
          await time.setNextBlockTimestamp(paidAt[lapsed] + 30 * DAY - 1);
          await expect(treasury.pay(NATIVE, supplier, coins * COIN, "Bread")).to.be.revertedWithCustomError(
            treasury,
            "Treasury_OutflowExceeded",
          );
        });
      }

      it("reverts with possibleAt 0 for more than the share of the balance", async () => {
        const { treasury, supplier } = await loadFixture(anExhaustedTreasury);
        await expect(treasury.pay(NATIVE, supplier, 160n * COIN + 1n, "Bread"))
          .to.be.revertedWithCustomError(treasury, "Treasury_OutflowExceeded")
          .withArgs(NATIVE, 160n * COIN + 1n, 0n, 0n);
      });
    });
  });
});
