import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aTreasury, HOLDING, NATIVE } from "../../fixtures/treasury";

describe("Attack: a receiver refuses the money, to block or to blur the accounts", () => {
  it("counts nothing as spent", async () => {
    const { treasury, token, citizen, open } = await loadFixture(aTreasury);
    const id = await open({ asset: NATIVE });
    await expect(treasury.connect(citizen).spend(id, token, 4n, "Stones"))
      .to.be.revertedWithCustomError(treasury, "Treasury_PaymentRefused")
      .withArgs(token, 4n);
    expect((await treasury.budget(id)).spent).to.equal(0n);
  });

  it("counts nothing as having left", async () => {
    const { treasury, token } = await loadFixture(aTreasury);
    await expect(treasury.pay(NATIVE, token, 4n, "Stones")).to.be.reverted;
    const { balance, left } = await treasury.outflowOf(NATIVE);
    expect([balance, left]).to.deep.equal([HOLDING, 0n]);
  });

  it("does not block another's payment", async () => {
    const { treasury, token, supplier } = await loadFixture(aTreasury);
    await expect(treasury.pay(NATIVE, token, 4n, "Stones")).to.be.reverted;
    await expect(treasury.pay(NATIVE, supplier, 4n, "Stones")).to.changeEtherBalance(supplier, 4n);
  });
});
