import { loadFixture, setCode } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { concat } from "ethers";
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

  it("refuses a stranger's account", async () => {
    const { treasury, stranger, termsWith } = await loadFixture(aTreasury);
    await expect(treasury.openBudget(await termsWith({ spender: stranger })))
      .to.be.revertedWithCustomError(treasury, "Treasury_InvalidSpender")
      .withArgs(stranger);
  });

  it("refuses a stranger's account that delegates to a contract", async () => {
    const { treasury, token, stranger, termsWith } = await loadFixture(aTreasury);
    await setCode(stranger.address, concat(["0xef0100", await token.getAddress()]));
    await expect(treasury.openBudget(await termsWith({ spender: stranger })))
      .to.be.revertedWithCustomError(treasury, "Treasury_InvalidSpender")
      .withArgs(stranger);
  });

  it("opens one for a citizen whose account delegates to a contract", async () => {
    const { treasury, token, citizen, termsWith } = await loadFixture(aTreasury);
    await setCode(citizen.address, concat(["0xef0100", await token.getAddress()]));
    await expect(treasury.openBudget(await termsWith())).to.emit(treasury, "BudgetOpened");
  });
});
