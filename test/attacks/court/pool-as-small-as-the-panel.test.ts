import { expect } from "chai";
import { aCourtOf, Phase } from "../../fixtures/court";

// Checks JUST-7.
describe("Attack: the roll is as small as the panel, or smaller, so that no panel can be seated", () => {
  for (const jurors of [4, 3]) {
    it(`seats three of ${jurors} jurors`, async () => {
      const { open } = await aCourtOf(6, jurors)();
      const dispute = await open();
      await dispute.seat();
      expect((await dispute.panel()).length).to.equal(3);
      await dispute.vote([1, 1, 1]);
      await dispute.pass();
      expect((await dispute.round()).ruling).to.equal(1n);
    });
  }

  for (const jurors of [2, 1, 0]) {
    it(`opens the plenary with ${jurors} jurors`, async () => {
      const { open } = await aCourtOf(6, jurors)();
      const dispute = await open();
      await dispute.pass();
      expect(await dispute.phase()).to.equal(Phase.Plenary);
    });
  }

  for (const [jurors, phase, what] of [
    [14, Phase.Commit, "seats eleven others of fourteen jurors"],
    [13, Phase.Plenary, "opens the plenary of thirteen, ten of whom have not judged"],
  ] as const) {
    it(`${what}, after an appeal`, async () => {
      const { open, arbitrable, court } = await aCourtOf(15, jurors)();
      const dispute = await open();
      await dispute.judge([1, 1, 1]);
      const first = await dispute.panel();
      await arbitrable.appeal(dispute.id, { value: await court.appealCost(dispute.id, "0x") });
      await dispute.pass();
      if ((await dispute.phase()) === Phase.Draw) await dispute.seat();
      expect(await dispute.phase()).to.equal(phase);
      for (const citizenId of await dispute.panel()) expect(first).not.to.include(citizenId);
    });
  }
});
