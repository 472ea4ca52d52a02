import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { caseView } from "../../fixtures/case-view";
import { DAY } from "../../fixtures/money";
import {
  ACCUSED,
  aTribunal,
  CHALLENGER,
  foundTribunal,
  Ground,
  NEWCOMER_PRICE,
  OTHER,
  PRICE,
  Ruling,
} from "../../fixtures/tribunal";

const NEWCOMER = OTHER + 1;
const WAITING = 30;

/** Challenged in the waiting period, and again after it, before the first ruling. */
async function challengedOnEnd() {
  const world = await foundTribunal(true);
  const { citizenship, newKey, challenge, citizen } = world;
  await citizenship.connect(newKey).requestAdmission(ethers.ZeroHash);
  await citizenship.admit(newKey);
  const first = await challenge({ of: NEWCOMER });
  await time.increase((WAITING + 1) * DAY);
  const second = await challenge({ of: NEWCOMER, by: citizen(CHALLENGER), ground: Ground.Deceased });
  return { ...world, first, second };
}

describe("Attack: one challenge after the other keeps a newcomer's vote asleep without end", () => {
  it("takes a challenge after the waiting period as one of an established citizen", async () => {
    const { tribunal, court, second } = await loadFixture(challengedOnEnd);
    const { isPanelsOnly, isEnding } = await caseView(court, second);
    expect([isPanelsOnly, isEnding]).to.deep.equal([false, true]);
    expect((await tribunal.challengeOf(second)).isNewcomer).to.equal(false);
  });

  it("tells its price beforehand, while the first one keeps the vote asleep", async () => {
    const { tribunal, citizenship, citizen } = await loadFixture(challengedOnEnd);
    expect(await citizenship.mayVote(NEWCOMER)).to.equal(false);
    const { fees, bond } = await tribunal.challengeCost(citizen(1), NEWCOMER, true);
    expect(fees + bond).to.equal(PRICE);
    expect(PRICE).to.be.greaterThan(NEWCOMER_PRICE);
  });

  it("lets the vote wake with the first ruling, although the second one is pending", async () => {
    const { citizenship, rule, first } = await loadFixture(challengedOnEnd);
    await rule(first, Ruling.dismiss);
    expect(await citizenship.mayVote(NEWCOMER)).to.equal(true);
  });

  it("takes nobody for a newcomer whose vote sleeps since the citizenship moved", async () => {
    const { tribunal, citizenship, move, send, newKey } = await loadFixture(aTribunal);
    await move(ACCUSED, newKey);
    expect(await citizenship.mayVote(ACCUSED)).to.equal(false);
    await expect(send({ of: ACCUSED, value: PRICE })).to.emit(tribunal, "ChallengeOpened");
    expect((await tribunal.challengeOf(1)).isNewcomer).to.equal(false);
  });
});
