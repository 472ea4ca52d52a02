import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { Standing } from "../../fixtures/citizenship";
import {
  ACCUSED,
  aTribunalOfPanels,
  Ground,
  Outcome,
  REOPENING_PRICE,
  revocation,
  Ruling,
  type TribunalWorld,
} from "../../fixtures/tribunal";

const DISMISS = 1;

async function comeBack({ citizenship, citizen }: TribunalWorld): Promise<bigint> {
  await citizenship.connect(citizen(ACCUSED)).requestAdmission(ethers.ZeroHash);
  await citizenship.admit(citizen(ACCUSED));
  return citizenship.citizenOf(citizen(ACCUSED));
}

async function acquit({ tribunal, court, caseOf, inPlenary, newKey }: TribunalWorld, caseId: bigint): Promise<void> {
  await tribunal.connect(newKey).reopen(caseId, "", { value: REOPENING_PRICE });
  const reopenedAs = await court.caseCount();
  await caseOf(reopenedAs).pass();
  await inPlenary(reopenedAs, DISMISS);
  await court.execute(reopenedAs);
}

/** Who renounced meanwhile and came back loses the present citizenship. */
async function endedAfterComingBack() {
  const world = await aTribunalOfPanels();
  const { tribunal, citizenship, citizen, challenge, rule } = world;
  const caseId = await challenge();
  await citizenship.connect(citizen(ACCUSED)).renounce();
  const presentId = await comeBack(world);
  await rule(caseId, Ruling.grant);
  await tribunal.enforce(caseId);
  return { ...world, caseId, presentId };
}

/** Two rulings against one citizenship: the first ends it, and the second the one with which the person came back. */
async function endedTwice() {
  const world = await aTribunalOfPanels();
  const { tribunal, citizen, challenge, rule, ruled } = world;
  const answered = await challenge({ sanctions: [revocation] });
  await tribunal.connect(citizen(ACCUSED)).answer(answered, "No.");
  await rule(answered, Ruling.grant);
  const silent = await ruled(Ruling.grant, { ground: Ground.Deceased });
  await tribunal.enforce(answered);
  const presentId = await comeBack(world);
  await time.increaseTo(await tribunal.nextEndingAt(false));
  await tribunal.enforce(silent);
  return { ...world, silent, answered, presentId };
}

describe("Attack: a case that is reopened restores another citizenship than it ended", () => {
  it("restores the one that it ended, of whom had renounced and come back", async () => {
    const world = await loadFixture(endedAfterComingBack);
    await acquit(world, world.caseId);
    expect((await world.tribunal.challengeOf(world.caseId)).outcome).to.equal(Outcome.Dismissed);
    expect(await world.citizenship.citizenOf(world.citizen(ACCUSED))).to.equal(world.presentId);
  });

  it("does not restore what another ruling ended, which stands", async () => {
    const world = await loadFixture(endedTwice);
    await acquit(world, world.silent);
    expect((await world.citizenship.citizen(ACCUSED)).standing).to.equal(Standing.Revoked);
    expect((await world.citizenship.citizen(world.presentId)).standing).to.equal(Standing.Active);
  });
});
