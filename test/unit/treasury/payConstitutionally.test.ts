import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aTreasury, CAP, COIN, DAY, HOLDING, NATIVE, TOTAL_CAP } from "../../fixtures/treasury";

describe("Treasury", () => {
  describe("payConstitutionally()", () => {
    for (const [what, assetOf] of [
      ["native coin", () => NATIVE],
      ["a token", (token: string) => token],
    ] as const) {
      context(`given ${what}`, () => {
        it("pays the whole of the total cap", async () => {
          const { treasury, token, supplier } = await loadFixture(aTreasury);
          const asset = assetOf(await token.getAddress());
          await treasury.payConstitutionally(asset, supplier, TOTAL_CAP, "Harbour");
          expect(await treasury.totalOutflowOf(asset)).to.deep.equal([HOLDING - TOTAL_CAP, TOTAL_CAP, TOTAL_CAP, 0n]);
        });

        it("reverts with Treasury_OutflowExceeded for one base unit more", async () => {
          const { treasury, token, supplier } = await loadFixture(aTreasury);
          const asset = assetOf(await token.getAddress());
          await expect(treasury.payConstitutionally(asset, supplier, TOTAL_CAP + 1n, "Harbour"))
            .to.be.revertedWithCustomError(treasury, "Treasury_OutflowExceeded")
            .withArgs(asset, TOTAL_CAP + 1n, TOTAL_CAP, 0n);
        });
      });
    }

    it("reverts with AccessManagedUnauthorized for anybody else", async () => {
      const { treasury, supplier } = await loadFixture(aTreasury);
      const [, , , , , , , , , stranger] = await ethers.getSigners();
      await expect(treasury.connect(stranger).payConstitutionally(NATIVE, supplier, 3n, "Harbour"))
        .to.be.revertedWithCustomError(treasury, "AccessManagedUnauthorized")
        .withArgs(stranger);
    });

    it("emits Paid as a constitutional payment", async () => {
      const { treasury, supplier } = await loadFixture(aTreasury);
      await expect(treasury.payConstitutionally(NATIVE, supplier, 3n, "Harbour"))
        .to.emit(treasury, "Paid")
        .withArgs(NATIVE, supplier, 3n, "Harbour", HOLDING - 3n, true);
    });

    it("counts ordinary payments and budgets, too", async () => {
      const { treasury, token, citizen, supplier, open } = await loadFixture(aTreasury);
      const id = await open();
      await treasury.connect(citizen).spend(id, supplier, 4n, "Stones");
      await treasury.pay(token, supplier, 5n, "Bread");
      await treasury.payConstitutionally(token, supplier, 6n, "Harbour");
      expect((await treasury.totalOutflowOf(token)).left).to.equal(15n);
    });

    it("reverts with the moment when an ordinary payment lapses", async () => {
      const { treasury, supplier } = await loadFixture(aTreasury);
      await treasury.pay(NATIVE, supplier, CAP, "Bread");
      const paidAt = await time.latest();
      await time.increase(DAY);
      await treasury.payConstitutionally(NATIVE, supplier, TOTAL_CAP - CAP, "Harbour");
      await expect(treasury.payConstitutionally(NATIVE, supplier, COIN, "More"))
        .to.be.revertedWithCustomError(treasury, "Treasury_OutflowExceeded")
        .withArgs(NATIVE, COIN, 0n, paidAt + 30 * DAY);
    });

    it("reverts with AccessManagedUnauthorized when the caller is not the government", async () => {
      const { treasury, stranger } = await loadFixture(aTreasury);
      await expect(treasury.connect(stranger).payConstitutionally(NATIVE, stranger, 1n, "Harbour"))
        .to.be.revertedWithCustomError(treasury, "AccessManagedUnauthorized")
        .withArgs(stranger);
    });

    it("reverts with Treasury_TextOutOfBounds without a purpose", async () => {
      const { treasury, supplier } = await loadFixture(aTreasury);
      await expect(treasury.payConstitutionally(NATIVE, supplier, 1n, ""))
        .to.be.revertedWithCustomError(treasury, "Treasury_TextOutOfBounds")
        .withArgs(0, 256);
    });

    it("reverts with Treasury_NotAnAsset when there is no code at the token's address", async () => {
      const { treasury, stranger, supplier } = await loadFixture(aTreasury);
      await expect(treasury.payConstitutionally(stranger, supplier, 1n, "Harbour"))
        .to.be.revertedWithCustomError(treasury, "Treasury_NotAnAsset")
        .withArgs(stranger);
    });

    it("reverts with Treasury_InvalidReceiver when the receiver is the zero address", async () => {
      const { treasury } = await loadFixture(aTreasury);
      await expect(treasury.payConstitutionally(NATIVE, ethers.ZeroAddress, 1n, "Harbour"))
        .to.be.revertedWithCustomError(treasury, "Treasury_InvalidReceiver")
        .withArgs(ethers.ZeroAddress);
    });
  });
});
