import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aTreasury, COIN, HOLDING, NATIVE } from "../../fixtures/treasury";
import { longest } from "./world";

describe("Treasury", () => {
  describe("pay()", () => {
    context("given native coin", () => {
      it("transfers the amount", async () => {
        const { treasury, supplier } = await loadFixture(aTreasury);
        await expect(treasury.pay(NATIVE, supplier, 3n * COIN, "Bread")).to.changeEtherBalances(
          [treasury, supplier],
          [-3n * COIN, 3n * COIN],
        );
      });

      it("emits Paid with the purpose and the balance", async () => {
        const { treasury, supplier } = await loadFixture(aTreasury);
        await expect(treasury.pay(NATIVE, supplier, 3n * COIN, "Bread"))
          .to.emit(treasury, "Paid")
          .withArgs(NATIVE, supplier, 3n * COIN, "Bread", HOLDING - 3n * COIN, false);
      });

      it("reverts with Treasury_PaymentRefused when the receiver refuses the coin", async () => {
        const { treasury, token } = await loadFixture(aTreasury);
        await expect(treasury.pay(NATIVE, token, 1n, "Bread"))
          .to.be.revertedWithCustomError(treasury, "Treasury_PaymentRefused")
          .withArgs(token, 1n);
      });
    });

    context("given a token", () => {
      it("transfers the amount", async () => {
        const { treasury, token, supplier } = await loadFixture(aTreasury);
        await expect(treasury.pay(token, supplier, 3n, "Bread")).to.changeTokenBalances(
          token,
          [treasury, supplier],
          [-3n, 3n],
        );
      });

      it("emits Paid with the purpose and the balance", async () => {
        const { treasury, token, supplier } = await loadFixture(aTreasury);
        await expect(treasury.pay(token, supplier, 3n, "Bread"))
          .to.emit(treasury, "Paid")
          .withArgs(token, supplier, 3n, "Bread", HOLDING - 3n, false);
      });

      it("reverts with Treasury_NotAnAsset when there is no code at its address", async () => {
        const { treasury, stranger, supplier } = await loadFixture(aTreasury);
        await expect(treasury.pay(stranger, supplier, 1n, "Bread"))
          .to.be.revertedWithCustomError(treasury, "Treasury_NotAnAsset")
          .withArgs(stranger);
      });
    });

    it("reverts with AccessManagedUnauthorized when the caller is not the government", async () => {
      const { treasury, stranger } = await loadFixture(aTreasury);
      await expect(treasury.connect(stranger).pay(NATIVE, stranger, 1n, "Bread"))
        .to.be.revertedWithCustomError(treasury, "AccessManagedUnauthorized")
        .withArgs(stranger);
    });

    it("accepts a purpose of 256 bytes", async () => {
      const { treasury, supplier } = await loadFixture(aTreasury);
      await expect(treasury.pay(NATIVE, supplier, 1n, longest)).to.emit(treasury, "Paid");
    });

    for (const [what, purpose] of [
      ["no purpose", ""],
      ["a purpose of 257 bytes", longest + "x"],
    ]) {
      it(`reverts with Treasury_TextOutOfBounds for ${what}`, async () => {
        const { treasury, supplier } = await loadFixture(aTreasury);
        await expect(treasury.pay(NATIVE, supplier, 1n, purpose))
          .to.be.revertedWithCustomError(treasury, "Treasury_TextOutOfBounds")
          .withArgs(purpose.length, 256);
      });
    }

    it("reverts with Treasury_InvalidReceiver when the receiver is the zero address", async () => {
      const { treasury } = await loadFixture(aTreasury);
      await expect(treasury.pay(NATIVE, ethers.ZeroAddress, 1n, "Bread"))
        .to.be.revertedWithCustomError(treasury, "Treasury_InvalidReceiver")
        .withArgs(ethers.ZeroAddress);
    });

    it("reverts with Treasury_InvalidReceiver when the receiver is the treasury", async () => {
      const { treasury } = await loadFixture(aTreasury);
      await expect(treasury.pay(NATIVE, treasury, 1n, "Bread"))
        .to.be.revertedWithCustomError(treasury, "Treasury_InvalidReceiver")
        .withArgs(treasury);
    });
  });
});
