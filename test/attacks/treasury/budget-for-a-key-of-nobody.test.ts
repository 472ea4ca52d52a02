import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { concat } from "ethers";
import { lendCode } from "../../fixtures/account-code";
import { aTreasury } from "../../fixtures/treasury";

describe("Attack: a budget is opened for a key that nobody answers for", () => {
  it("refuses the key that a citizen left", async () => {
    const { treasury, citizenship, citizen, newKey, termsWith } = await loadFixture(aTreasury);
    const terms = await termsWith();
    await citizenship.move(7, newKey);
    await expect(treasury.openBudget(terms))
      .to.be.revertedWithCustomError(treasury, "Treasury_InvalidSpender")
      .withArgs(citizen);
  });

  it("refuses the account of a person whose citizenship ended", async () => {
    const { treasury, citizenship, citizen, termsWith } = await loadFixture(aTreasury);
    const terms = await termsWith();
    await citizenship.end(7);
    await expect(treasury.openBudget(terms))
      .to.be.revertedWithCustomError(treasury, "Treasury_InvalidSpender")
      .withArgs(citizen);
  });

  context("given a citizen whose account is a wallet with code", () => {
    async function aWallet() {
      const world = await aTreasury();
      await world.citizenship.setVoter(8, world.clerk, 1);
      return world;
    }

    it("refuses the wallet that the citizen left, which has code like any contract", async () => {
      const { treasury, citizenship, clerk, newKey, termsWith } = await loadFixture(aWallet);
      await citizenship.move(8, newKey);
      await expect(treasury.openBudget(await termsWith({ spender: clerk })))
        .to.be.revertedWithCustomError(treasury, "Treasury_InvalidSpender")
        .withArgs(clerk);
    });

    it("refuses the wallet of a person whose citizenship ended", async () => {
      const { treasury, citizenship, clerk, termsWith } = await loadFixture(aWallet);
      await citizenship.end(8);
      await expect(treasury.openBudget(await termsWith({ spender: clerk })))
        .to.be.revertedWithCustomError(treasury, "Treasury_InvalidSpender")
        .withArgs(clerk);
    });

    it("opens a budget of the citizen while the wallet holds the citizenship", async () => {
      const { treasury, clerk, open } = await loadFixture(aWallet);
      expect((await treasury.budget(await open({ spender: clerk }))).citizenId).to.equal(8n);
    });
  });

  it("refuses a stranger's account", async () => {
    const { treasury, stranger, termsWith } = await loadFixture(aTreasury);
    await expect(treasury.openBudget(await termsWith({ spender: stranger })))
      .to.be.revertedWithCustomError(treasury, "Treasury_InvalidSpender")
      .withArgs(stranger);
  });

  it("refuses a stranger's account that delegates to a contract", async () => {
    const { treasury, token, stranger, termsWith } = await loadFixture(aTreasury);
    await lendCode(stranger.address, concat(["0xef0100", await token.getAddress()]));
    await expect(treasury.openBudget(await termsWith({ spender: stranger })))
      .to.be.revertedWithCustomError(treasury, "Treasury_InvalidSpender")
      .withArgs(stranger);
  });

  it("opens one for a citizen whose account delegates to a contract", async () => {
    const { treasury, token, citizen, termsWith } = await loadFixture(aTreasury);
    await lendCode(citizen.address, concat(["0xef0100", await token.getAddress()]));
    await expect(treasury.openBudget(await termsWith())).to.emit(treasury, "BudgetOpened");
  });
});
