import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aCourt, aJudgedCase, PERIODS, SEAT_FEE, type CourtWorld } from "../../fixtures/court";
import { DAY, key } from "../../fixtures/money";

async function setAll({ court }: CourtWorld) {
  for (const [name, value] of [
    ["commitPeriod", 1],
    ["revealPeriod", 1],
    ["appealPeriod", 1],
    ["plenaryPeriod", 1],
    ["panelQuorum", 100_00],
    ["plenaryQuorum", 1],
    ["seatFee", 1],
  ] as const) {
    await court.setProvision(key(name), value);
  }
}

// Checks JUST-12.
describe("Attack: the government changes the terms during a case", () => {
  it("does not shorten the time to vote", async () => {
    const world = await loadFixture(aCourt);
    const dispute = await world.open();
    await setAll(world);
    await dispute.seat();
    const { commitEndsAt, revealEndsAt } = await dispute.round();
    const now = BigInt(await time.latest());
    expect([commitEndsAt - now, revealEndsAt - commitEndsAt]).to.deep.equal([
      BigInt(PERIODS.commit),
      BigInt(PERIODS.reveal),
    ]);
  });

  it("does not raise the quorum", async () => {
    const world = await loadFixture(aCourt);
    const dispute = await world.open();
    await setAll(world);
    await dispute.judge([1, 1, undefined]);
    expect((await dispute.round()).hasRuling).to.equal(true);
  });

  it("does not change the cost or the period of an appeal", async () => {
    const world = await loadFixture(aJudgedCase);
    const { endsAt } = await world.dispute.caseView();
    await setAll(world);
    expect(await world.court.appealCost(world.dispute.id, "0x")).to.equal(11n * SEAT_FEE);
    expect((await world.dispute.caseView()).endsAt).to.equal(endsAt);
  });

  it("does not change the plenary", async () => {
    const world = await loadFixture(aCourt);
    const { citizen, court, roll } = world;
    for (let id = 1; id <= 10; ++id) await roll.connect(citizen(id)).retire();
    const dispute = await world.open();
    await setAll(world);
    await dispute.pass();
    expect((await dispute.caseView()).endsAt).to.equal((await time.latest()) + PERIODS.plenary);
    await court.connect(citizen(1)).voteInPlenary(dispute.id, 1, "");
    await dispute.pass();
    expect((await dispute.round()).hasRuling).to.equal(false);
  });

  it("does not change a later round of the case either", async () => {
    const world = await loadFixture(aJudgedCase);
    const { court, dispute, arbitrable } = world;
    await setAll(world);
    await court.setProvision(key("seatFee"), 1_000_000_000_000n);
    await arbitrable.appeal(dispute.id, { value: 11n * SEAT_FEE });
    await dispute.seat();
    expect((await dispute.round()).commitEndsAt - BigInt(await time.latest())).to.equal(BigInt(PERIODS.commit));
  });

  it("applies to the next case", async () => {
    const { court, open } = await loadFixture(aCourt);
    await court.setProvision(key("commitPeriod"), DAY);
    const dispute = await open();
    await dispute.seat();
    expect((await dispute.round()).commitEndsAt - BigInt(await time.latest())).to.equal(BigInt(DAY));
  });
});
