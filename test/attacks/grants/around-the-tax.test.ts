import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aGivenRoundWith, aRound, COIN } from "../../unit/grants/world";

const exemptionMissing = () => aGivenRoundWith({}, false);
async function anExemptionTaken() {
  const world = await exemptionMissing();
  await world.coin.setExemption(world.grants, 0);
  return world;
}

describe("Attack: coin changes hands by gifts, without the tax of a transfer", () => {
  it("costs the tax of the transfer", async () => {
    const { grants, coin, give, close, stranger, citizens } = await loadFixture(aRound);
    await give(5, 4, 80n * COIN);
    await close();
    await grants.settle(4);
    const tax = await coin.taxOn(citizens[4], stranger, 80n * COIN);
    expect(await grants.owedTo(coin, stranger)).to.equal(80n * COIN - tax);
    expect(tax).to.equal(4n * COIN);
  });

  it("takes what arrives for the gift where the exemption was taken away", async () => {
    const { grants, give } = await loadFixture(anExemptionTaken);
    const before = (await grants.projectOf(4)).given;
    await give(11, 4, 20n * COIN);
    expect((await grants.projectOf(4)).given - before).to.equal(19n * COIN);
  });

  // Checks GRANT-1.
  it("holds what it owes then", async () => {
    const { grants, coin, close } = await loadFixture(anExemptionTaken);
    await close();
    for (const projectId of [1, 2, 3]) await grants.settle(projectId);
    for (const citizenId of [1, 2, 3]) await grants.claimForCitizen(coin, citizenId);
    expect(await coin.balanceOf(grants)).to.equal((await grants.roundOf(1)).left);
  });
});
