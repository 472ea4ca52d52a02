import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aTreasury, COIN, DAY, NATIVE } from "../../fixtures/treasury";
import { longest } from "./world";

describe("Treasury", () => {
  describe("openBudget()", () => {
    it("numbers budgets from 1", async () => {
      const { treasury, termsWith } = await loadFixture(aTreasury);
      expect(await treasury.openBudget.staticCall(await termsWith())).to.equal(1n);
    });

    it("increments budgetCount", async () => {
      const { treasury, open } = await loadFixture(aTreasury);
      await open();
      await open();
      expect(await treasury.budgetCount()).to.equal(2n);
    });

    it("stores the citizen when the spender holds a citizenship", async () => {
      const { treasury, token, citizen, termsWith } = await loadFixture(aTreasury);
      const terms = await termsWith();
      await expect(treasury.openBudget(terms))
        .to.emit(treasury, "BudgetOpened")
        .withArgs(1n, citizen, 7n, token, terms.ceiling, terms.period, terms.until, "Roads");
    });

    it("stores the account when the spender is a contract", async () => {
      const { treasury, token, clerk, termsWith } = await loadFixture(aTreasury);
      const terms = await termsWith({ spender: clerk });
      await expect(treasury.openBudget(terms))
        .to.emit(treasury, "BudgetOpened")
        .withArgs(1n, clerk, 0n, token, terms.ceiling, terms.period, terms.until, "Roads");
    });

    it("stores the terms", async () => {
      const { treasury, token, citizen, termsWith } = await loadFixture(aTreasury);
      const terms = await termsWith();
      await treasury.openBudget(terms);
      expect(await treasury.budget(1)).to.deep.equal([
        "Roads",
        citizen.address,
        7n,
        await token.getAddress(),
        terms.ceiling,
        0n,
        BigInt(terms.period),
        BigInt(await time.latest()),
        BigInt(terms.until),
      ]);
    });

    it("opens a budget of native coin", async () => {
      const { treasury, citizen, supplier, open } = await loadFixture(aTreasury);
      const id = await open({ asset: NATIVE });
      await expect(treasury.connect(citizen).spend(id, supplier, 4n, "Stones")).to.changeEtherBalance(supplier, 4n);
    });

    it("accepts a purpose of 256 bytes", async () => {
      const { treasury, open } = await loadFixture(aTreasury);
      const id = await open({ purpose: longest });
      expect((await treasury.budget(id)).purpose).to.equal(longest);
    });

    it("reverts with AccessManagedUnauthorized when the caller is not the government", async () => {
      const { treasury, citizen, termsWith } = await loadFixture(aTreasury);
      await expect(treasury.connect(citizen).openBudget(await termsWith()))
        .to.be.revertedWithCustomError(treasury, "AccessManagedUnauthorized")
        .withArgs(citizen);
    });

    for (const [what, purpose] of [
      ["no purpose", ""],
      ["a purpose of 257 bytes", longest + "x"],
    ]) {
      it(`reverts with Treasury_TextOutOfBounds for ${what}`, async () => {
        const { treasury, termsWith } = await loadFixture(aTreasury);
        await expect(treasury.openBudget(await termsWith({ purpose })))
          .to.be.revertedWithCustomError(treasury, "Treasury_TextOutOfBounds")
          .withArgs(purpose.length, 256);
      });
    }

    it("reverts with Treasury_InvalidSpender when the spender is the zero address", async () => {
      const { treasury, termsWith } = await loadFixture(aTreasury);
      await expect(treasury.openBudget(await termsWith({ spender: ethers.ZeroAddress })))
        .to.be.revertedWithCustomError(treasury, "Treasury_InvalidSpender")
        .withArgs(ethers.ZeroAddress);
    });

    it("reverts with Treasury_InvalidSpender when the spender is the treasury", async () => {
      const { treasury, termsWith } = await loadFixture(aTreasury);
      await expect(treasury.openBudget(await termsWith({ spender: treasury })))
        .to.be.revertedWithCustomError(treasury, "Treasury_InvalidSpender")
        .withArgs(treasury);
    });

    it("reverts with Treasury_NotAnAsset when there is no code at the token's address", async () => {
      const { treasury, stranger, termsWith } = await loadFixture(aTreasury);
      await expect(treasury.openBudget(await termsWith({ asset: stranger })))
        .to.be.revertedWithCustomError(treasury, "Treasury_NotAnAsset")
        .withArgs(stranger);
    });

    it("reverts with Treasury_EmptyBudget without a ceiling", async () => {
      const { treasury, termsWith } = await loadFixture(aTreasury);
      await expect(treasury.openBudget(await termsWith({ ceiling: 0 })))
        .to.be.revertedWithCustomError(treasury, "Treasury_EmptyBudget")
        .withArgs(0, 7 * DAY);
    });

    it("reverts with Treasury_EmptyBudget without a period", async () => {
      const { treasury, termsWith } = await loadFixture(aTreasury);
      await expect(treasury.openBudget(await termsWith({ period: 0 })))
        .to.be.revertedWithCustomError(treasury, "Treasury_EmptyBudget")
        .withArgs(10n * COIN, 0);
    });

    it("reverts with Treasury_EndPassed when the end is now", async () => {
      const { treasury, termsWith } = await loadFixture(aTreasury);
      const now = (await time.latest()) + 10;
      const terms = await termsWith({ until: now });
      await time.setNextBlockTimestamp(now);
      await expect(treasury.openBudget(terms))
        .to.be.revertedWithCustomError(treasury, "Treasury_EndPassed")
        .withArgs(now, now);
    });

    it("opens a budget that ends one second later", async () => {
      const { treasury, termsWith } = await loadFixture(aTreasury);
      const now = (await time.latest()) + 10;
      const terms = await termsWith({ until: now + 1 });
      await time.setNextBlockTimestamp(now);
      await expect(treasury.openBudget(terms)).to.emit(treasury, "BudgetOpened");
    });
  });
});
