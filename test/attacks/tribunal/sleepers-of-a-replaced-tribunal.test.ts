import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { DAY } from "../../fixtures/money";
import { foundTribunal, OTHER, tribunalTerms } from "../../fixtures/tribunal";

const JUSTICE = 2n;
const NEWCOMER = OTHER + 1;
const WAITING = 30;

/** A newcomer is challenged, and another tribunal takes over before the ruling. */
async function replaced() {
  const world = await foundTribunal(true);
  const { constitution, nation, citizenship, stake, roll, court, tribunal, newKey, government, challenge } = world;
  await citizenship.connect(newKey).requestAdmission(ethers.ZeroHash);
  await citizenship.admit(newKey);
  await challenge({ of: NEWCOMER });
  const parts = { authority: constitution, nation, citizenship, stake, juryRoll: roll, court };
  const successor = await ethers.deployContract("Tribunal", [parts, tribunalTerms()]);
  await constitution.connect(government).revokeRole(JUSTICE, tribunal);
  await constitution.connect(government).grantRole(JUSTICE, successor, 0);
  await time.increase((WAITING + 1) * DAY);
  return { ...world, successor };
}

describe("Attack: a tribunal is replaced, so that its newcomers sleep without end", () => {
  it("fails, since the next one lets them wake", async () => {
    const { citizenship, successor } = await loadFixture(replaced);
    expect(await citizenship.mayVote(NEWCOMER)).to.equal(false);
    await successor.wakeCitizen(NEWCOMER);
    expect(await citizenship.mayVote(NEWCOMER)).to.equal(true);
  });

  it("lets nobody wake whom a challenge keeps asleep", async () => {
    const { tribunal } = await loadFixture(replaced);
    await expect(tribunal.wakeCitizen(NEWCOMER))
      .to.be.revertedWithCustomError(tribunal, "Tribunal_KeptAsleep")
      .withArgs(NEWCOMER, 1n);
  });
});
