import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aRound, COIN, GIFTS } from "../../unit/grants/world";

/** The fifth project's recipient is a contract that no call succeeds at, and the sixth one's the treasury. */
async function oddRecipients() {
  const world = await aRound();
  const silent = await ethers.deployContract("SilentAccount");
  await world.register(5, silent.target as string);
  await world.register(6, world.treasury.target as string);
  for (const [citizenId, projectId, amount] of GIFTS) await world.give(citizenId, projectId, amount);
  for (const citizenId of [11, 12, 13]) {
    await world.give(citizenId, 5, 4n * COIN);
    await world.give(citizenId, 6, 4n * COIN);
  }
  await world.close();
  return { ...world, silent };
}

describe("Attack: a recipient cannot be paid, or is called while it is paid", () => {
  it("pays a contract without calling it", async () => {
    const { grants, coin, silent } = await loadFixture(oddRecipients);
    await grants.settle(5);
    const owed = await grants.owedTo(coin, silent);
    await expect(grants.claim(coin, silent)).to.changeTokenBalance(coin, silent, owed);
  });

  it("pays the treasury, if somebody wants that", async () => {
    const { grants, coin, treasury } = await loadFixture(oddRecipients);
    await grants.settle(6);
    const owed = await grants.owedTo(coin, treasury);
    await expect(grants.claim(coin, treasury)).to.changeTokenBalance(coin, treasury, owed);
  });

  it("keeps no other project from being settled", async () => {
    const { grants, coin } = await loadFixture(oddRecipients);
    await grants.settle(1);
    expect((await grants.owedToCitizen(coin, 1)) > 0n).to.equal(true);
  });

  it("pays nobody twice", async () => {
    const { grants, coin } = await loadFixture(oddRecipients);
    await grants.settle(1);
    await grants.claimForCitizen(coin, 1);
    await expect(grants.claimForCitizen(coin, 1))
      .to.be.revertedWithCustomError(grants, "Payouts_NothingOwed")
      .withArgs(coin, ethers.ZeroAddress, 1);
    await expect(grants.settle(1)).to.be.revertedWithCustomError(grants, "Grants_NothingDue").withArgs(1);
  });
});
