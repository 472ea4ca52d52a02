import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aCourt } from "../../fixtures/court";
import { DAY, key } from "../../fixtures/money";

/** No bond is due, and a panel is to be drawn. */
async function aCase() {
  const world = await aCourt();
  await world.roll.connect(world.government).setProvision(key("bond"), 0);
  return { ...world, dispute: await world.open() };
}

describe("Attack: citizens are enrolled by others, to bend a panel", () => {
  it("puts nobody into the pool of a case that is open", async () => {
    const { roll, dispute } = await loadFixture(aCase);
    await roll.enrolFor([11, 12]);
    await dispute.pass();
    await dispute.seed();
    await dispute.draw();
    for (const id of await dispute.panel()) expect([11n, 12n]).not.to.include(id);
  });

  it("brings nobody back whom a missed duty has removed", async () => {
    const { roll, dispute } = await loadFixture(aCase);
    await dispute.judge([1, 1, undefined]);
    const absent = (await dispute.panel())[2];
    await dispute.pass();
    await dispute.court.settle(dispute.id, 0);
    expect(await roll.enrolFor.staticCall([absent])).to.equal(0n);
    await time.increase(31 * DAY);
    await roll.withdraw(absent);
    expect(await roll.enrolFor.staticCall([absent])).to.equal(0n);
  });
});
