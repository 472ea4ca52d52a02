import { impersonateAccount, loadFixture, setBalance, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { citizenId, connect, moment } from "../../../sdk/src";
import { ENDLESS } from "../../fixtures/citizenship";
import { CITIZENS, judge, jurors, JURORS, pass } from "../../fixtures/justice";
import { foundNation } from "../../fixtures/nation";

const DAY = 86_400;
const [ANN, BEN, CYD] = [1, 2, 3].map(citizenId.from);
const [STAYS, MOVES] = [1, 2];

/** A thief has Ann's key, and stopped what her guardians announced. They brought that before the real court. */
async function aCase() {
  const justice = { juryRoll: { bond: 100, citizenDays: "1 day", minimumStay: "0 seconds" } };
  const world = await foundNation(CITIZENS, { institutions: { recovery: true }, justice });
  const { nation, timelock, court } = world.founding.addresses;
  await impersonateAccount(timelock);
  await setBalance(timelock, 10n ** 20n);
  await time.increase(2 * DAY);
  const clients = await Promise.all(world.citizens.map((citizen) => connect(citizen, nation)));
  const lawful = {
    ...world,
    government: await connect(await ethers.getSigner(timelock), nation),
    asStranger: await connect(world.stranger, nation),
    as: (id: bigint | number) => clients[Number(id) - 1],
    arbitrable: await ethers.deployContract("PlainArbitrable", [court]),
  };
  const { as } = lawful;
  for (let id = 1; id <= JURORS; ++id) await as(id).juryRoll.enrol.wait();
  const guardians = [{ citizenId: BEN }, { citizenId: CYD }];
  await as(ANN).recovery.chooseGuardians.wait({ guardians, threshold: 2 });
  await time.increase(14 * DAY);
  const newKey = await connect((await ethers.getSigners())[30], nation);
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

describe("Attack: a thief with the present key stops what guardians announced, before the real court", function () {
  this.timeout(120_000);

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
});
