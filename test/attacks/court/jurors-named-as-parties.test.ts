import { expect } from "chai";
import { aCourtOf, Phase } from "../../fixtures/court";

const NAMED = [1, 2, 3, 4, 5, 6, 7, 8];

/** A contract names jurors as parties so that its own friends are left, or so that a party of its own sits. Checks JUST-5 and JUST-7. */
describe("Attack: a contract names jurors as parties to shrink the pool", () => {
  for (const jurors of [10, 9, 8, 3]) {
    it(`gets the plenary, and no smaller panel, of ${jurors} jurors eight of whom it names`, async () => {
      const { open } = await aCourtOf(12, jurors)();
      const dispute = await open({ excused: NAMED });
      await dispute.seat();
      expect(await dispute.phase()).to.equal(Phase.Plenary);
    });
  }

  it("gets a full panel of others where eleven are on the roll", async () => {
    const { open } = await aCourtOf(12, 11)();
    const dispute = await open({ excused: NAMED });
    await dispute.seat();
    expect([...(await dispute.panel())].sort()).to.deep.equal([10n, 11n, 9n]);
  });

  it("keeps nobody whom it names from the plenary", async () => {
    const { open, court, citizen } = await aCourtOf(12, 8)();
    const dispute = await open({ excused: NAMED });
    await dispute.seat();
    await court.connect(citizen(1)).voteInPlenary(dispute.id, 0x2n, "");
    expect((await dispute.round()).voted).to.equal(1n);
  });
});
