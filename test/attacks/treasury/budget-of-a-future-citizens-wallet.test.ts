import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { DAY } from "../../fixtures/citizenship";
import { foundNation } from "../../fixtures/nation";
import { impersonated } from "../../fixtures/money";

// Whether the spender is a person was asked when the budget was opened, and never again: so a budget of a smart account that became a
// citizen's afterwards knew no sleep, no suspension, no move and no end.
describe("Attack: a budget that a wallet had before its owner became a citizen", () => {
  async function aClerk() {
    const world = await foundNation(10);
    const { treasury, citizenship, timelock, founder, stranger } = world;
    await founder.sendTransaction({ to: treasury, value: 10n ** 20n });
    const government = await impersonated(await timelock.getAddress());
    const wallet = await ethers.deployContract("SignerWallet", [stranger.address]);
    const spender = await impersonated(await wallet.getAddress());
    const spend = () => treasury.connect(spender).spend(1, founder, 10n ** 17n, "Mine");
    await treasury.connect(government).openBudget({
      purpose: "Clerk",
      spender: wallet,
      asset: ethers.ZeroAddress,
      ceiling: 10n ** 18n,
      period: 30n * DAY,
      until: BigInt(await time.latest()) + 3_000n * DAY,
    });
    const join = async () => {
      const request = citizenship.interface.encodeFunctionData("requestAdmission", [ethers.id("dossier")]);
      await wallet.connect(stranger).send(citizenship, request);
      await citizenship.connect(government).admit(wallet);
    };
    return { ...world, government, wallet, spend, join };
  }

  it("is spent by a contract of nobody's", async () => {
    const { founder, spend } = await loadFixture(aClerk);
    await expect(spend()).to.changeEtherBalance(founder, 10n ** 17n);
  });

  it("is spent no more once the wallet is a citizen's whose vote sleeps", async () => {
    const { treasury, wallet, spend, join } = await loadFixture(aClerk);
    await join();
    await expect(spend())
      .to.be.revertedWithCustomError(treasury, "Treasury_NotSpender")
      .withArgs(1n, wallet.target, wallet.target);
  });

  it("is spent no more once the citizenship has left the wallet", async () => {
    const { citizenship, treasury, stranger, wallet, spend, join } = await loadFixture(aClerk);
    await join();
    await wallet.connect(stranger).send(citizenship, citizenship.interface.encodeFunctionData("renounce"));
    expect(await citizenship.citizenOf(wallet)).to.equal(0n);
    await expect(spend()).to.be.revertedWithCustomError(treasury, "Treasury_NotSpender");
  });
});
