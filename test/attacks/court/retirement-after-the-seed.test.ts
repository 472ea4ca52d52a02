import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aCourtOf, LARGE, Phase } from "../../fixtures/court";

/** The roll has as many jurors as a panel on appeal needs after one of three, and the seed of that panel is known. */
async function aPanelForeseen() {
  const world = await aCourtOf(30, 14)();
  const { open, court, arbitrable } = world;
  const dispute = await open();
  await dispute.judge([1, 1, 1]);
  const first = await dispute.panel();
  await arbitrable.appeal(dispute.id, { value: await court.appealCost(dispute.id, "0x") });
  await dispute.pass();
  await dispute.seed();
  const friend = Array.from({ length: 14 }, (_, index) => index + 1).find((id) => !first.includes(BigInt(id)))!;
  return { ...world, dispute, friend };
}

describe("Attack: a party chooses between panel and plenary, once the seed is known", () => {
  it("gets the same panel of eleven although a friend retires", async () => {
    const { dispute, roll, citizen, friend } = await loadFixture(aPanelForeseen);
    await roll.connect(citizen(friend)).retire();
    await dispute.draw();
    expect(await dispute.phase()).to.equal(Phase.Commit);
    expect((await dispute.panel()).length).to.equal(LARGE);
  });

  it("seats the friend, who has to vote or is penalized", async () => {
    const { dispute, roll, citizen, friend } = await loadFixture(aPanelForeseen);
    await roll.connect(citizen(friend)).retire();
    await dispute.draw();
    expect(await dispute.panel()).to.include(BigInt(friend));
    expect((await roll.jurorOf(friend)).duties).to.equal(1n);
  });
});
