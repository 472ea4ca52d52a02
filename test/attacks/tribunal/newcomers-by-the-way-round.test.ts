import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { Phase } from "../../fixtures/court";
import { foundTribunal, OTHER, Outcome } from "../../fixtures/tribunal";

const NEWCOMER = OTHER + 1;
const [DISMISS, GRANT] = [1, 2];

async function aNewcomer(retired = 0) {
  const world = await foundTribunal(true);
  for (let id = 1; id <= retired; ++id) await world.roll.connect(world.citizen(id)).retire();
  await world.citizenship.connect(world.newKey).requestAdmission(ethers.ZeroHash);
  await world.citizenship.admit(world.newKey);
  return { ...world, caseId: await world.challenge({ of: NEWCOMER }) };
}

/** Too few are on the roll for any panel. */
async function withoutPanels() {
  const world = await aNewcomer(6);
  await world.caseOf(world.caseId).pass();
  return world;
}

/** Three of five found against the newcomer, whose appeal eleven others cannot hear. */
async function onAppeal() {
  const world = await aNewcomer();
  const { court, caseOf, newKey, caseId } = world;
  const dispute = caseOf(caseId);
  await dispute.judge([GRANT, GRANT, GRANT, DISMISS, DISMISS]);
  await dispute.fund(DISMISS, newKey, 3n * (await court.appealCost(caseId, "0x")));
  await dispute.pass();
  await dispute.pass();
  return world;
}

type World = Awaited<ReturnType<typeof aNewcomer>>;

async function outcomeOf({ court, tribunal, citizen, caseOf, caseId }: World, grants: number, dismissals: number) {
  expect(await caseOf(caseId).phase()).to.equal(Phase.Plenary);
  for (let id = 1; id <= grants + dismissals; ++id) {
    await court.connect(citizen(id)).voteInPlenary(caseId, id <= grants ? GRANT : DISMISS, "");
  }
  await caseOf(caseId).pass();
  await court.execute(caseId);
  return (await tribunal.challengeOf(caseId)).outcome;
}

describe("Attack: a few end a newcomer's citizenship in a plenary, where no panel can be seated", () => {
  it("needs the quorum of the constitution, and not a majority of those who came", async () => {
    expect(await outcomeOf(await loadFixture(withoutPanels), 4, 3)).to.equal(Outcome.Dismissed);
  });

  it("needs its majority of the ballots, too", async () => {
    expect(await outcomeOf(await loadFixture(withoutPanels), 7, 4)).to.equal(Outcome.Dismissed);
  });

  it("ends it by both", async () => {
    expect(await outcomeOf(await loadFixture(withoutPanels), 8, 2)).to.equal(Outcome.Granted);
  });

  it("does not end it by three of five, where hardly anybody comes to the appeal", async () => {
    expect(await outcomeOf(await loadFixture(onAppeal), 0, 2)).to.equal(Outcome.Dismissed);
  });

  it("does not end it by three of five, where nobody does", async () => {
    expect(await outcomeOf(await loadFixture(onAppeal), 0, 0)).to.equal(Outcome.Dismissed);
  });
});
