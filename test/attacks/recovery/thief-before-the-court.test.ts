import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { citizenId, connect, moment } from "../../../sdk/src";
import { ENDLESS } from "../../fixtures/citizenship";
import { judge, jurors, pass } from "../../fixtures/justice";
import { aRecoveringNation } from "../../fixtures/recovery";

const DAY = 86_400;
const [ANN, BEN, CYD] = [1, 2, 3].map(citizenId.from);
const [STAYS, MOVES] = [1, 2];

/** A thief has Ann's key, and stopped what her guardians announced. They brought that before the real court. */
async function aCase() {
  const lawful = await aRecoveringNation();
  const { as } = lawful;
  const guardians = [{ citizenId: BEN }, { citizenId: CYD }];
  await as(ANN).recovery.chooseGuardians.wait({ guardians, threshold: 2 });
  await time.increase(14 * DAY);
  const newKey = await connect((await ethers.getSigners())[30], lawful.founding.addresses.nation);
  for (const [seat, one] of [BEN, CYD].entries())
    await as(one).recovery.confirm.wait({ citizenId: ANN, newHolder: newKey.account!, seat });
  await as(ANN).recovery.stop.wait();
  const { caseId } = await as(BEN).recovery.contest.wait({ citizenId: ANN });
  return { ...lawful, newKey, caseId };
}

/** The first panel of five has ruled, nobody has appealed, and the ruling is delivered. */
async function ruled(ruling: number) {
  const world = await loadFixture(aCase);
  const { court, caseId } = world;
  await judge(world, caseId, [ruling, ruling, ruling, ruling, ruling]);
  await pass(world, caseId);
  await court.execute(caseId);
  return world;
}

describe("Attack: a thief with the present key stops what guardians announced, before the real court", () => {
  it("is judged by five, among whom are neither the citizen nor guardians", async () => {
    const world = await loadFixture(aCase);
    await judge(world, world.caseId, [MOVES, MOVES, MOVES, MOVES, MOVES]);
    const panel = (await jurors(world, world.caseId)).map(({ account }) => account);
    expect(panel.length).to.equal(5);
    for (const one of [ANN, BEN, CYD]) expect(panel).not.to.include(world.as(one).account);
  });

  it("loses the citizenship by the ruling", async () => {
    const world = await ruled(MOVES);
    const { newKey, asStranger, citizenship } = world;
    const acceptance = await newKey.citizenship.signAcceptance({ citizenId: ANN, deadline: moment.from(ENDLESS) });
    await asStranger.recovery.complete.wait(acceptance);
    expect(await citizenship.holderOf(ANN)).to.equal(newKey.account);
  });

  it("keeps it if the court finds that no thief, and the guardians a pause", async () => {
    const { asStranger } = await ruled(STAYS);
    const { status, pausedUntil } = await asStranger.recovery.recoveryOf({ citizenId: ANN });
    expect([status, pausedUntil! > BigInt((await time.latest()) + 89 * DAY)]).to.deep.equal(["none", true]);
  });

  it("raises the price of nobody else's contest by a case", async () => {
    const { recovery, court, stranger } = await loadFixture(aCase);
    const ofFive = await court.connect(stranger).arbitrationCost("0x04");
    expect(await recovery.contestCost(CYD)).to.equal(ofFive);
  });
});
