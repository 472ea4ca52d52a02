import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { caseView } from "../../fixtures/case-view";
import { DAY, key, YEAR } from "../../fixtures/money";
import {
  ACCUSED,
  aTribunal,
  foundTribunal,
  Ground,
  NEWCOMER_PRICE,
  OTHER,
  PRICE,
  tribunalTerms,
  type TribunalWorld,
} from "../../fixtures/tribunal";

const NEWCOMER = OTHER + 1;
const WAITING = 30;
const JUSTICE = 2n;

/** A newcomer is admitted, beside whom the brake lets others move a citizenship. */
async function admit({ citizenship, government, newKey }: TribunalWorld): Promise<void> {
  await citizenship.connect(government).setProvision(key("monthlyAdmissions"), 25_00);
  await citizenship.connect(newKey).requestAdmission(ethers.ZeroHash);
  await citizenship.admit(newKey);
}

/** Others have moved an established citizenship, whose vote sleeps since. */
async function moved() {
  const world = await aTribunal();
  await world.move(ACCUSED, world.newKey);
  return { ...world, id: ACCUSED };
}

/** The accused has renewed the citizenship after the grace, while fewer than three could vote. */
async function returned() {
  const world = await foundTribunal();
  const { citizenship, citizen, government } = world;
  await citizenship.connect(government).setProvision(key("term"), 365);
  await time.increase(3 * YEAR);
  await citizenship.connect(citizen(ACCUSED)).renewOwn();
  return { ...world, id: ACCUSED };
}

/** A tribunal that was replaced has left a vote asleep, whose waiting period is over. */
async function leftAsleep() {
  const world = await foundTribunal(true);
  const { constitution, nation, citizenship, stake, roll, court, tribunal, government, challenge } = world;
  await admit(world);
  await challenge({ of: NEWCOMER });
  const parts = { authority: constitution, nation, citizenship, stake, juryRoll: roll, court };
  const successor = await ethers.deployContract("Tribunal", [parts, tribunalTerms()]);
  await constitution.connect(government).revokeRole(JUSTICE, tribunal);
  await constitution.connect(government).grantRole(JUSTICE, successor, 0);
  await time.increase((WAITING + 1) * DAY);
  return { ...world, tribunal: successor };
}

/** Others moved a newcomer, whom somebody has challenged. The waiting period is over, the sleep after the move is not. */
async function movedWhileWaiting() {
  const world = await foundTribunal(true);
  const { stranger, citizen, challenge, move } = world;
  await admit(world);
  await time.increase((WAITING - 5) * DAY);
  await move(NEWCOMER, stranger);
  await challenge({ of: NEWCOMER, by: citizen(1), ground: Ground.Deceased });
  await time.increase(10 * DAY);
  return { ...world, id: NEWCOMER };
}

async function challengeOf({ tribunal, court, citizenship, citizen, challenge }: TribunalWorld, of: number) {
  expect(await citizenship.mayVote(of)).to.equal(false);
  const { fees, bond } = await tribunal.challengeCost(citizen(2), of, true);
  const caseId = await challenge({ of, by: citizen(2) });
  const { isPanelsOnly } = await caseView(court, caseId);
  return { price: fees + bond, isPanelsOnly, isNewcomer: (await tribunal.challengeOf(caseId)).isNewcomer };
}

describe("Attack: an established citizen, whose vote sleeps, is ended as a newcomer by two bare majorities", () => {
  for (const [what, fixture] of [
    ["since others moved the citizenship", moved],
    ["since it was renewed after the grace", returned],
    ["since it was moved in the waiting period, which is over", movedWhileWaiting],
  ] as const) {
    it(`takes the full ladder against one whose vote sleeps ${what}`, async () => {
      const world = await loadFixture(fixture);
      const { isPanelsOnly, isNewcomer } = await challengeOf(world, world.id);
      expect([isPanelsOnly, isNewcomer]).to.deep.equal([false, false]);
    });

    it(`tells its price beforehand, of one whose vote sleeps ${what}`, async () => {
      const world = await loadFixture(fixture);
      expect((await challengeOf(world, world.id)).price).to.equal(PRICE);
    });
  }

  it("takes the full ladder against one whom a tribunal that was replaced left asleep", async () => {
    const { tribunal, citizenship, stranger } = await loadFixture(leftAsleep);
    expect(await citizenship.mayVote(NEWCOMER)).to.equal(false);
    await tribunal.connect(stranger).challenge(NEWCOMER, Ground.FalseDossier, 0, [], "", { value: PRICE });
    expect((await tribunal.challengeOf(2)).isNewcomer).to.equal(false);
  });

  it("takes panels alone against a newcomer whom others moved", async () => {
    const world = await foundTribunal(true);
    const { stranger, move } = world;
    await admit(world);
    await move(NEWCOMER, stranger);
    const { price, isPanelsOnly } = await challengeOf(world, NEWCOMER);
    expect([price, isPanelsOnly]).to.deep.equal([NEWCOMER_PRICE, true]);
  });
});
