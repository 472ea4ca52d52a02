import { expect } from "chai";
import { aCourtOf, Phase } from "../../fixtures/court";

describe("Attack: the roll is as small as the panel, or smaller, so that no panel can be seated", () => {
  for (const [jurors, seats] of [
    [4, 3],
    [3, 3],
    [2, 1],
    [1, 1],
  ] as const) {
    it(`seats ${seats} of ${jurors} jurors`, async () => {
      const { open } = await aCourtOf(6, jurors)();
      const dispute = await open();
      await dispute.seat();
      expect((await dispute.panel()).length).to.equal(seats);
      await dispute.vote(new Array<number>(seats).fill(1));
      await dispute.pass();
      expect((await dispute.round()).ruling).to.equal(1n);
    });
  }

  it("opens the plenary without jurors", async () => {
    const { open } = await aCourtOf(6, 0)();
    const dispute = await open();
    await dispute.pass();
    expect(await dispute.phase()).to.equal(Phase.Plenary);
  });

  it("seats seven of seven jurors after an appeal, five of six, and no juror twice", async () => {
    for (const [jurors, seats] of [
      [7, 7],
      [6, 5],
    ] as const) {
      const { open, arbitrable, court } = await aCourtOf(8, jurors)();
      const dispute = await open();
      await dispute.judge([1, 1, 1]);
      await arbitrable.appeal(dispute.id, { value: await court.appealCost(dispute.id, "0x") });
      await dispute.seat();
      expect(new Set(await dispute.panel()).size).to.equal(seats);
    }
  });
});
