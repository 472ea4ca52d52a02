import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aTreasury, CAP, COIN, DAY, HOLDING, NATIVE, OUTFLOW } from "../../fixtures/treasury";
import { bytes32 } from "./world";

const CAP_KEY = bytes32("outflow");
const PowerChange = { AsMarked: 0n, Less: 1n, More: 2n } as const;

describe("Treasury", () => {
  describe("setProvision()", () => {
    async function aRaisedCap() {
      const world = await aTreasury();
      await world.treasury.setProvision(CAP_KEY, 25_00);
      return { ...world, raisedAt: await time.latest() };
    }

    it("lowers a cap at once", async () => {
      const { treasury } = await loadFixture(aTreasury);
      await treasury.setProvision(CAP_KEY, 5_00);
      expect((await treasury.outflowOf(NATIVE)).limit).to.equal((HOLDING * 5n) / 100n);
    });

    it("keeps a cap that is set to the same value", async () => {
      const { treasury } = await loadFixture(aTreasury);
      await treasury.setProvision(CAP_KEY, OUTFLOW);
      expect((await treasury.provision(CAP_KEY)).trialUntil).to.equal(0n);
    });

    context("given a raised cap", () => {
      it("shows the old cap as on trial until the raise counts", async () => {
        const { treasury, raisedAt } = await loadFixture(aRaisedCap);
        const { current, standing, trial, trialUntil } = await treasury.provision(CAP_KEY);
        expect([current, standing, trial, trialUntil]).to.deep.equal([
          OUTFLOW,
          25_00n,
          OUTFLOW,
          BigInt(raisedAt + 30 * DAY),
        ]);
      });

      it("limits by the old cap one second before 30 days have passed", async () => {
        const { treasury, raisedAt } = await loadFixture(aRaisedCap);
        await time.increaseTo(raisedAt + 30 * DAY - 1);
        expect((await treasury.outflowOf(NATIVE)).limit).to.equal(CAP);
      });

      it("limits by the new cap once 30 days have passed", async () => {
        const { treasury, raisedAt } = await loadFixture(aRaisedCap);
        await time.increaseTo(raisedAt + 30 * DAY);
        expect((await treasury.outflowOf(NATIVE)).limit).to.equal((HOLDING * 25n) / 100n);
      });

      it("reverts with the moment when the raise counts for what only the new cap allows", async () => {
        const { treasury, supplier, raisedAt } = await loadFixture(aRaisedCap);
        await expect(treasury.pay(NATIVE, supplier, CAP + 1n, "Harbour"))
          .to.be.revertedWithCustomError(treasury, "Treasury_OutflowExceeded")
          .withArgs(NATIVE, CAP + 1n, CAP, raisedAt + 30 * DAY);
      });

      it("counts when it would have after a part of it is taken back", async () => {
        const { treasury, raisedAt } = await loadFixture(aRaisedCap);
        await treasury.setProvision(CAP_KEY, 22_00);
        const { current, standing, trialUntil } = await treasury.provision(CAP_KEY);
        expect([current, standing, trialUntil]).to.deep.equal([OUTFLOW, 22_00n, BigInt(raisedAt + 30 * DAY)]);
      });

      it("counts 30 days after a second raise that came in the meantime", async () => {
        const { treasury } = await loadFixture(aRaisedCap);
        await treasury.setProvision(CAP_KEY, 22_00);
        await time.increase(10 * DAY);
        await treasury.setProvision(CAP_KEY, 24_00);
        const { current, standing, trialUntil } = await treasury.provision(CAP_KEY);
        expect([current, standing, trialUntil]).to.deep.equal([
          OUTFLOW,
          24_00n,
          BigInt((await time.latest()) + 30 * DAY),
        ]);
      });

      it("counts no more after the cap was lowered", async () => {
        const { treasury, raisedAt } = await loadFixture(aRaisedCap);
        await treasury.setProvision(CAP_KEY, 15_00);
        await time.increaseTo(raisedAt + 31 * DAY);
        expect((await treasury.provision(CAP_KEY)).current).to.equal(15_00n);
      });

      it("is taken back by ratifying the old cap", async () => {
        const { treasury } = await loadFixture(aRaisedCap);
        await treasury.ratifyProvision(CAP_KEY);
        const { standing, trialUntil } = await treasury.provision(CAP_KEY);
        expect([standing, trialUntil]).to.deep.equal([OUTFLOW, 0n]);
      });
    });

    it("makes the total cap wait in the same way", async () => {
      const { treasury } = await loadFixture(aTreasury);
      await treasury.setProvision(bytes32("totalOutflow"), 30_00);
      await treasury.setProvision(bytes32("totalOutflow"), 40_00);
      expect((await treasury.totalOutflowOf(NATIVE)).limit).to.equal(300n * COIN);
      await time.increase(30 * DAY);
      expect((await treasury.totalOutflowOf(NATIVE)).limit).to.equal(400n * COIN);
    });
  });

  describe("tryProvision()", () => {
    for (const [how, value] of [
      ["higher", 25_00],
      ["lower", 5_00],
    ] as const) {
      it(`reverts with Treasury_CapNotTried for a ${how} cap`, async () => {
        const { treasury } = await loadFixture(aTreasury);
        await expect(treasury.tryProvision(CAP_KEY, value, DAY))
          .to.be.revertedWithCustomError(treasury, "Treasury_CapNotTried")
          .withArgs(CAP_KEY);
      });
    }
  });

  describe("powerChangeOf()", () => {
    it("returns that closing a budget takes power back", async () => {
      const { treasury, open } = await loadFixture(aTreasury);
      const data = treasury.interface.encodeFunctionData("closeBudget", [await open()]);
      expect(await treasury.powerChangeOf(data)).to.equal(PowerChange.Less);
    });

    it("returns as marked for a payment", async () => {
      const { treasury, supplier } = await loadFixture(aTreasury);
      const data = treasury.interface.encodeFunctionData("pay", [NATIVE, supplier.address, 1n, "Bread"]);
      expect(await treasury.powerChangeOf(data)).to.equal(PowerChange.AsMarked);
    });

    for (const name of ["outflow", "totalOutflow"]) {
      for (const [how, share, change] of [
        ["ordinary to lower", 5_00, PowerChange.Less],
        ["constitutional to raise", 25_00, PowerChange.More],
      ] as const) {
        it(`returns that it is ${how} ${name}`, async () => {
          const { treasury } = await loadFixture(aTreasury);
          await treasury.setProvision(bytes32(name), 10_00);
          const data = treasury.interface.encodeFunctionData("setProvision", [ethers.encodeBytes32String(name), share]);
          expect(await treasury.powerChangeOf(data)).to.equal(change);
        });
      }
    }
  });
});
