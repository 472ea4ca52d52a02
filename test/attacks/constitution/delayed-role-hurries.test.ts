import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { nation } from "../../fixtures/institutions";

// An institution whose calls are delayed must wait: it may neither act at once, nor act twice on one announcement, nor
// have the announcement consumed or cancelled by others.

const ROLE = 9n;
const DAY = 24 * 60 * 60;

async function aDelayedInstitution() {
  const [, stranger] = await ethers.getSigners();
  const { constitution } = await nation({ only: ["constitution"], stub: { citizenship: "CitizenshipStub" } });
  const agent = await (await ethers.getContractFactory("PlainAgent")).deploy();
  const institution = await (
    await ethers.getContractFactory("ProvisionsHarness")
  ).deploy(constitution, [
    { value: 1, min: 0, max: 2 },
    { value: 1, min: 0, max: 2 },
  ]);
  await constitution.grantRole(ROLE, agent, DAY);
  await constitution.setTargetFunctionRole(institution, [institution.setProvision.fragment.selector], ROLE);
  const act = institution.interface.encodeFunctionData("setProvision", [ethers.encodeBytes32String("rate"), 2]);
  return { constitution, institution, agent, stranger, act };
}

async function anAnnouncedAct() {
  const world = await aDelayedInstitution();
  const { constitution, institution, agent, act } = world;
  const call = constitution.interface.encodeFunctionData("schedule", [await institution.getAddress(), act, 0]);
  await agent.perform(constitution, call);
  return { ...world, operation: await constitution.hashOperation(agent, institution, act) };
}

describe("Attack: a delayed role acts without its delay", () => {
  it("reverts with AccessManagerNotScheduled before the act is announced", async () => {
    const { constitution, institution, agent, act } = await loadFixture(aDelayedInstitution);
    await expect(agent.perform(institution, act))
      .to.be.revertedWithCustomError(constitution, "AccessManagerNotScheduled")
      .withArgs(await constitution.hashOperation(agent, institution, act));
  });

  it("reverts with AccessManagerNotReady while the act waits", async () => {
    const { constitution, institution, agent, act, operation } = await loadFixture(anAnnouncedAct);
    await expect(agent.perform(institution, act))
      .to.be.revertedWithCustomError(constitution, "AccessManagerNotReady")
      .withArgs(operation);
  });

  it("lets the act happen after the delay", async () => {
    const { institution, agent, act } = await loadFixture(anAnnouncedAct);
    await time.increase(DAY);
    await agent.perform(institution, act);
    expect(await institution.current(0)).to.equal(2);
  });

  it("reverts with AccessManagerNotScheduled the second time", async () => {
    const { constitution, institution, agent, act, operation } = await loadFixture(anAnnouncedAct);
    await time.increase(DAY);
    await agent.perform(institution, act);
    await expect(agent.perform(institution, act))
      .to.be.revertedWithCustomError(constitution, "AccessManagerNotScheduled")
      .withArgs(operation);
  });

  it("reverts with AccessManagerUnauthorizedCancel when a stranger cancels it", async () => {
    const { constitution, institution, agent, stranger, act } = await loadFixture(anAnnouncedAct);
    await expect(constitution.connect(stranger).cancel(agent, institution, act))
      .to.be.revertedWithCustomError(constitution, "AccessManagerUnauthorizedCancel")
      .withArgs(stranger, agent, institution, act.slice(0, 10));
  });

  it("lets no stranger use the announcement up", async () => {
    const { constitution, agent, stranger, act } = await loadFixture(anAnnouncedAct);
    await expect(constitution.connect(stranger).consumeScheduledOp(agent, act)).to.be.revertedWithoutReason();
  });
});
