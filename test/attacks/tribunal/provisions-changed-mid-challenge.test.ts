import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { GWEI } from "../../fixtures/court";
import { coins, DAY, key } from "../../fixtures/money";
import {
  ACCUSED,
  ARTICLE,
  aTribunal,
  CHALLENGE_BOND,
  COOL_OFF,
  fine,
  foundTribunal,
  MAX_FINE,
  MAX_SUSPENSION,
  Ruling,
  suspension,
} from "../../fixtures/tribunal";
import { NATIVE } from "../../fixtures/money";

/** A challenge that is pending while the government changes every provision, and repeals the article. */
async function aChallengeUnderOldTerms() {
  const world = await foundTribunal();
  const caseId = await world.challenge({ sanctions: [fine(MAX_FINE), suspension(MAX_SUSPENSION)] });
  await world.tribunal.setProvision(key("challengeBond"), (2n * CHALLENGE_BOND) / GWEI);
  await world.tribunal.setProvision(key("coolOff"), DAY);
  await world.tribunal.setProvision(key("maxFine"), 1);
  await world.tribunal.setProvision(key("maxSuspension"), 1);
  await world.constitution.repeal(ARTICLE);
  return { ...world, caseId };
}

// Checks TRIB-7.
describe("Attack: the government changes provisions while a challenge is pending", () => {
  it("leaves the bond as it was paid", async () => {
    const { tribunal, rule, caseId } = await loadFixture(aChallengeUnderOldTerms);
    await rule(caseId, Ruling.dismiss);
    expect(await tribunal.owedToCitizen(NATIVE, ACCUSED)).to.equal(CHALLENGE_BOND);
  });

  it("leaves the cool-off as it was", async () => {
    const { tribunal, rule, caseId } = await loadFixture(aChallengeUnderOldTerms);
    await rule(caseId, Ruling.dismiss);
    const endsAt = BigInt(await time.latest()) + BigInt(COOL_OFF);
    expect((await tribunal.challengeable(ACCUSED, 3n, ARTICLE)).coolOffEndsAt).to.equal(endsAt);
  });

  it("leaves the sanctions as they were asked for", async () => {
    const { tribunal, stake, citizen, rule, caseId } = await loadFixture(aChallengeUnderOldTerms);
    await stake.connect(citizen(ACCUSED)).stake(coins(1_000));
    await rule(caseId, Ruling.grant);
    await tribunal.enforce(caseId);
    expect((await stake.positionOf(ACCUSED)).staked).to.equal(coins(1_000) - MAX_FINE);
    expect((await tribunal.challengeOf(caseId)).isEnforced).to.deep.equal([true, true]);
  });

  it("judges by the version of the article that was in force", async () => {
    const { tribunal, constitution, caseId } = await loadFixture(aChallengeUnderOldTerms);
    const { citedId, articleVersion } = await tribunal.challengeOf(caseId);
    expect((await constitution.articleAt(citedId, articleVersion)).text).to.equal("Nobody harms another.");
  });

  it("applies to the next challenge", async () => {
    const { tribunal } = await loadFixture(aChallengeUnderOldTerms);
    expect((await tribunal.challengeCost(tribunal, 1, true)).bond).to.equal(2n * CHALLENGE_BOND);
  });

  it("reverts with AccessManagedUnauthorized when the caller is not the government", async () => {
    const { tribunal, stranger } = await loadFixture(aTribunal);
    await expect(tribunal.connect(stranger).setProvision(key("maxFine"), 1)).to.be.revertedWithCustomError(
      tribunal,
      "AccessManagedUnauthorized",
    );
  });
});
