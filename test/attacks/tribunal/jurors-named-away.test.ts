import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { caseView } from "../../fixtures/case-view";
import { ACCUSED, aTribunal, conveyance, Ground, revocation } from "../../fixtures/tribunal";

/** The jurors whom the challenger fears. */
const FEARED = [1, 2, 3];

describe("Attack: an accuser names citizens so that they must not judge", () => {
  it("fails by deeds that nobody has, which they are to get", async () => {
    const { court, challenge } = await loadFixture(aTribunal);
    const sanctions = [revocation, ...FEARED.map((citizenId, deed) => conveyance(BigInt(deed), citizenId))];
    expect((await caseView(court, await challenge({ sanctions }))).excused).to.deep.equal([BigInt(ACCUSED)]);
  });

  for (const citizenId of FEARED) {
    it(`fails by calling citizen ${citizenId} the duplicate of the accused`, async () => {
      const { court, challenge } = await loadFixture(aTribunal);
      const caseId = await challenge({ ground: Ground.DuplicatePerson, citedId: citizenId });
      expect((await caseView(court, caseId)).excused).to.deep.equal([BigInt(ACCUSED)]);
    });
  }

  it("can have them drawn", async () => {
    const { caseOf, challenge, roll, citizens } = await loadFixture(aTribunal);
    for (const juror of citizens.slice(5, 10)) await roll.connect(juror).retire();
    const sanctions = [revocation, ...FEARED.map((citizenId, deed) => conveyance(BigInt(deed), citizenId))];
    const dispute = await caseOf(await challenge({ sanctions })).seat();
    expect((await dispute.panel()).map(Number)).to.include.members(FEARED);
  });
});
