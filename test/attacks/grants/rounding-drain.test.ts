import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aRound, COIN, POT, STEP } from "../../unit/grants/world";

async function aDust() {
  const world = await aRound();
  for (let citizenId = 1; citizenId <= 12; ++citizenId) {
    for (const projectId of [1, 2, 3, 4]) await world.give(citizenId, projectId, STEP * BigInt(1 + (citizenId % 3)));
  }
  await world.close();
  return world;
}

describe("Attack: roundings are summed up", () => {
  // Checks GRANT-1.
  it("takes no more than the pot by the smallest gifts", async () => {
    const { grants, coin, citizens } = await loadFixture(aDust);
    for (const projectId of [1, 2, 3, 4]) {
      for (const index of [0, 1, 2]) await grants.connect(citizens[index]).accept(projectId);
      await grants.settle(projectId);
    }
    const { left } = await grants.roundOf(1);
    // Each quotient is rounded down once.
    expect(left < 4n).to.equal(true);
    const owed = (await Promise.all([1, 2, 3].map((id) => grants.owedToCitizen(coin, id)))).reduce((a, b) => a + b);
    expect(owed <= POT).to.equal(true);
  });

  it("gains nothing by a gift in a hundred parts", async () => {
    const { grants, give } = await loadFixture(aRound);
    for (let part = 0; part < 100; ++part) await give(5, 1, COIN / 100n);
    await give(6, 1, COIN);
    await give(7, 2, COIN);
    await give(8, 2, COIN);
    const [parts, whole] = [await grants.projectOf(1), await grants.projectOf(2)];
    expect(parts.weight).to.equal(whole.weight);
  });

  it("opens no round with dust, to keep the nation from opening one", async () => {
    const { grants, pay, stranger, close } = await loadFixture(aRound);
    await close();
    await pay(stranger, 1n, "0x");
    await expect(grants.openRound())
      .to.be.revertedWithCustomError(grants, "Grants_PotTooSmall")
      .withArgs(1, 100n * COIN);
  });
});
