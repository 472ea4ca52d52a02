import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aCourtOf } from "../../fixtures/court";

/** Three honest jurors are on the roll, and a faction of nine citizens is not. */
const aThinRoll = aCourtOf(12, 3);
const HONEST = [1n, 2n, 3n];
const FACTION = [4, 5, 6, 7, 8, 9, 10, 11, 12];

// Checks JURY-4.
describe("Attack: a faction fills the jury roll once it knows the case", () => {
  it("is not drawn when it enrols after the opening", async () => {
    const { open, roll, citizen } = await loadFixture(aThinRoll);
    const dispute = await open();
    for (const id of FACTION) await roll.connect(citizen(id)).enrol();
    await dispute.seat();
    expect(await dispute.panel()).to.have.members(HONEST);
  });

  it("is not drawn on appeal either, which goes to all citizens at once", async () => {
    const { open, roll, court, arbitrable, citizen } = await loadFixture(aThinRoll);
    const dispute = await open();
    for (const id of FACTION) await roll.connect(citizen(id)).enrol();
    await dispute.judge([1, 1, 1]);
    await arbitrable.appeal(dispute.id, { value: await court.appealCost(dispute.id, "0x") });
    await dispute.wait();
    await expect(court.advance(dispute.id)).to.emit(court, "PlenaryOpened");
  });

  it("is not drawn for the place of an honest juror who left", async () => {
    const { open, roll, citizen } = await loadFixture(aThinRoll);
    const dispute = await open();
    await roll.connect(citizen(3)).retire();
    await roll.connect(citizen(4)).enrol();
    // The place of who left stays empty for a while.
    expect((await roll.jurorOf(4)).position).to.equal(4n);
    await dispute.pass();
    await dispute.seed();
    await expect(dispute.draw()).to.emit(dispute.court, "PlenaryOpened");
  });
});
