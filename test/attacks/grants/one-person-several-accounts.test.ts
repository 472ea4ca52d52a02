import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aRound, COIN, COUNTED, forProject, HEAD, STEP } from "../../unit/grants/world";

async function aMovedDonor() {
  const world = await aRound();
  await world.give(5, 1, 60n * COIN);
  await world.coin.connect(world.citizens[4]).transfer(world.newKey, 200n * COIN);
  await world.citizenship.move(5, world.newKey);
  return world;
}

// Quadratic funding pays for many donors: a person would be many, by many accounts.
describe("Attack: one person gives from several accounts", () => {
  it("fails from an account without a citizenship", async () => {
    const { grants, pay, stranger } = await loadFixture(aRound);
    await expect(pay(stranger, COIN, forProject(1)))
      .to.be.revertedWithCustomError(grants, "Grants_MayNotVote")
      .withArgs(stranger);
  });

  it("counts one donor with one root, whatever the key", async () => {
    const { grants, pay, newKey } = await loadFixture(aMovedDonor);
    await pay(newKey, 40n * COIN, forProject(1));
    const { donors, heads, weight, given } = await grants.projectOf(1);
    expect([donors, heads, weight, given]).to.deep.equal([1n, HEAD, 0n, COUNTED]);
    expect((await grants.roundOf(1)).donors).to.equal(1n);
  });

  it("counts no more than of one person, whatever the key", async () => {
    const { grants, pay, newKey } = await loadFixture(aMovedDonor);
    await expect(pay(newKey, 40n * COIN + STEP, forProject(2)))
      .to.be.revertedWithCustomError(grants, "Grants_MoreThanCounts")
      .withArgs(5, 40n * COIN + STEP, 40n * COIN);
  });

  it("refuses the key that the citizen left", async () => {
    const { grants, give, citizens } = await loadFixture(aMovedDonor);
    await expect(give(5, 1, COIN))
      .to.be.revertedWithCustomError(grants, "Grants_MayNotVote")
      .withArgs(citizens[4]);
  });

  it("registers one project a round, whatever the key", async () => {
    const { grants, citizenship, newKey } = await loadFixture(aRound);
    await citizenship.move(4, newKey);
    await expect(grants.connect(newKey).register(newKey, "Another", ""))
      .to.be.revertedWithCustomError(grants, "Grants_AlreadyRegistered")
      .withArgs(4, 1);
  });

  it("accepts once, whatever the key", async () => {
    const { grants, citizenship, newKey, give, close, citizens } = await loadFixture(aRound);
    for (let citizenId = 1; citizenId <= 10; ++citizenId) await give(citizenId, 1, COIN);
    await close();
    await grants.connect(citizens[4]).accept(1);
    await citizenship.move(5, newKey);
    await expect(grants.connect(newKey).accept(1))
      .to.be.revertedWithCustomError(grants, "Grants_NotYoursToAccept")
      .withArgs(1, 5);
  });
});
