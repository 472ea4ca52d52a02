import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aGivenRound, aRound, COIN, forProject, putToSleep } from "../../unit/grants/world";

async function aReturn() {
  const world = await aRound();
  await world.give(5, 1, COIN);
  await world.citizenship.end(5);
  // The nation lets the person in again: by another id, and the vote sleeps.
  await world.citizenship.setVoter(50, world.citizens[4], 1);
  await putToSleep(world, 50);
  return world;
}

describe("Attack: citizens give, leave, and come back as others", () => {
  it("fails while the new vote sleeps", async () => {
    const { grants, pay, citizens } = await loadFixture(aReturn);
    await expect(pay(citizens[4], COIN, forProject(1)))
      .to.be.revertedWithCustomError(grants, "Grants_MayNotVote")
      .withArgs(citizens[4]);
  });

  it("changes nothing of what was given", async () => {
    const { grants, citizenship } = await loadFixture(aGivenRound);
    const before = await grants.projectOf(1);
    for (const citizenId of [1, 2, 3]) await citizenship.end(citizenId);
    expect(await grants.projectOf(1)).to.deep.equal(before);
  });

  it("accepts nothing for who left", async () => {
    const { grants, citizenship, citizens, close } = await loadFixture(aGivenRound);
    await close();
    await citizenship.end(1);
    await expect(grants.connect(citizens[0]).accept(1))
      .to.be.revertedWithCustomError(grants, "Grants_MayNotVote")
      .withArgs(citizens[0]);
  });

  it("pays a recipient who left, at the account that held the citizenship last", async () => {
    const { grants, coin, citizenship, citizens, close } = await loadFixture(aGivenRound);
    await citizenship.end(1);
    await close();
    await grants.settle(1);
    const owed = await grants.owedToCitizen(coin, 1);
    await expect(grants.claimForCitizen(coin, 1)).to.changeTokenBalance(coin, citizens[0], owed);
  });

  it("pays a recipient who moved, at the new key", async () => {
    const { grants, coin, citizenship, newKey, close } = await loadFixture(aGivenRound);
    await citizenship.move(1, newKey);
    await close();
    await grants.settle(1);
    const owed = await grants.owedToCitizen(coin, 1);
    await expect(grants.claimForCitizen(coin, 1)).to.changeTokenBalance(coin, newKey, owed);
  });
});
