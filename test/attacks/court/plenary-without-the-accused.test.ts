import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aCourtOf, Phase } from "../../fixtures/court";

/** A contract of a faction of four names the other five citizens as parties, so that the four decide alone. */
async function aPlenaryOfNine() {
  const world = await aCourtOf(9, 0)();
  const dispute = await world.open({ excused: [5, 6, 7, 8, 9] });
  await dispute.pass();
  for (const id of [1, 2, 3, 4]) await world.court.connect(world.citizen(id)).voteInPlenary(dispute.id, 2, "");
  return { ...world, dispute };
}

// Checks JUST-5.
describe("Attack: others are named as parties, so that they may not decide", () => {
  it("fails in the plenary, in which everybody named votes", async () => {
    const { court, citizen, dispute } = await loadFixture(aPlenaryOfNine);
    for (const id of [5, 6, 7, 8, 9]) await court.connect(citizen(id)).voteInPlenary(dispute.id, 1, "");
    await dispute.pass();
    expect(await court.currentRuling(dispute.id)).to.equal(1n);
  });

  it("leaves the decision to all where a contract names the whole roll", async () => {
    const { open } = await loadFixture(aCourtOf(9, 7));
    const dispute = await open({ excused: [1, 2, 3, 4, 5, 6, 7] });
    await dispute.seat();
    expect(await dispute.phase()).to.equal(Phase.Plenary);
  });
});
