import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { anUpkeep, STEPS } from "../../unit/upkeep/world";

async function aReplacement() {
  const world = await anUpkeep();
  const successor = await ethers.deployContract("DueSteps");
  await world.nation.appointInstitution(STEPS, successor);
  return { ...world, successor };
}

describe("Attack: a keeper is paid for steps of an institution that was replaced", () => {
  it("takes them at the new institution alone (UPK-2)", async () => {
    const { steps, successor, perform, take } = await loadFixture(aReplacement);
    await perform([take(1)]);
    expect([await steps.isDone(1), await successor.isDone(1)]).to.deep.equal([false, true]);
  });
});
