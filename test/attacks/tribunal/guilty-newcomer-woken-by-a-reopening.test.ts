import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { moreAccounts } from "../../fixtures/chain";
import { Standing } from "../../fixtures/citizenship";
import { DAY, key } from "../../fixtures/money";
import {
  CHALLENGER,
  foundTribunal,
  Ground,
  MORE_JURORS,
  OTHER,
  REOPENING_PRICE,
  Ruling,
} from "../../fixtures/tribunal";

const NEWCOMER = OTHER + MORE_JURORS + 1;
const DECOY = NEWCOMER + 1;

/**
 * Attack: a newcomer who was found false waits in line for the end, asleep. An accomplice's later challenge ends the citizenship
 * first, and is reopened, which gives it back with a vote.
 *
 * Defence: what a challenge keeps asleep sleeps on when the citizenship is given back.
 */
async function aGuiltyNewcomerWhoWasGivenBack() {
  const world = await foundTribunal(true, MORE_JURORS);
  const { tribunal, court, citizenship, challenge, judge, citizen, newKey, government } = world;
  await citizenship.connect(government).setProvision(key("monthlyAdmissions"), 2500);
  const admit = async (account: typeof newKey) => {
    await citizenship.connect(account).requestAdmission(ethers.ZeroHash);
    await citizenship.admit(account);
  };
  const grant = async (caseId: bigint) => {
    await judge(caseId, Ruling.grant);
    await court.execute(caseId);
  };
  await admit(newKey);
  // The decoy's end closes the newcomers' line.
  await time.increase(25 * DAY);
  await admit((await moreAccounts(20)).at(-1)!);
  const guilty = await challenge({ of: NEWCOMER });
  await time.increase(6 * DAY);
  const decoy = await challenge({ of: DECOY, by: citizen(1), ground: Ground.FalseDossier });
  const later = { of: NEWCOMER, by: citizen(CHALLENGER), ground: Ground.DuplicatePerson, citedId: 1 };
  const another = await challenge(later);
  await grant(another);
  await grant(decoy);
  await tribunal.enforce(decoy);
  await grant(guilty);
  await tribunal.enforce(another);
  await tribunal.reopen(another, "", { value: REOPENING_PRICE });
  return { ...world, guilty, another };
}

describe("Attack: a reopening wakes a newcomer who was found guilty", () => {
  it("gives the citizenship back asleep", async () => {
    const { citizenship } = await loadFixture(aGuiltyNewcomerWhoWasGivenBack);
    expect((await citizenship.citizen(NEWCOMER)).standing).to.equal(Standing.Active);
    expect(await citizenship.mayVote(NEWCOMER)).to.equal(false);
  });

  it("wakes it by nothing while that ruling is due", async () => {
    const { tribunal, guilty } = await loadFixture(aGuiltyNewcomerWhoWasGivenBack);
    await expect(tribunal.wake(guilty)).to.be.revertedWithCustomError(tribunal, "Tribunal_NotKeptAsleep");
    await expect(tribunal.wakeCitizen(NEWCOMER)).to.be.revertedWithCustomError(tribunal, "Tribunal_KeptAsleep");
  });

  it("leaves the end to that ruling", async () => {
    const { tribunal, citizenship, guilty } = await loadFixture(aGuiltyNewcomerWhoWasGivenBack);
    await time.increaseTo(await tribunal.nextEndingAt(true));
    await tribunal.enforce(guilty);
    expect((await citizenship.citizen(NEWCOMER)).standing).to.equal(Standing.Revoked);
  });
});

/** The same challenges, of which the newcomer's is dismissed while nobody holds the citizenship. */
async function anAcquittedNewcomer() {
  const world = await foundTribunal(true, MORE_JURORS);
  const { tribunal, citizenship, challenge, rule, citizen, newKey } = world;
  await citizenship.connect(newKey).requestAdmission(ethers.ZeroHash);
  await citizenship.admit(newKey);
  const first = await challenge({ of: NEWCOMER });
  await time.increase(31 * DAY);
  const later = { of: NEWCOMER, by: citizen(CHALLENGER), ground: Ground.DuplicatePerson, citedId: 1 };
  const another = await challenge(later);
  await rule(another, Ruling.grant);
  await tribunal.enforce(another);
  await rule(first, Ruling.dismiss);
  return { ...world, another };
}

describe("Attack: a challenge that is over keeps a citizenship asleep that is given back", () => {
  it("gives it back awake", async () => {
    const { tribunal, citizenship, another } = await loadFixture(anAcquittedNewcomer);
    await tribunal.reopen(another, "", { value: REOPENING_PRICE });
    expect(await citizenship.mayVote(NEWCOMER)).to.equal(true);
  });
});
