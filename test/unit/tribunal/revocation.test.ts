import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { Standing } from "../../fixtures/citizenship";
import { ALL_TRIES, BOND } from "../../fixtures/court";
import { DAY } from "../../fixtures/money";
import {
  ACCUSED,
  aTribunal,
  foundTribunal,
  Ground,
  rulingIdOf,
  revocation,
  Ruling,
  suspension,
} from "../../fixtures/tribunal";
import { granted } from "./world";

describe("Enforcement", () => {
  describe("a revocation", () => {
    async function given() {
      const world = await foundTribunal();
      const caseId = await granted(world, [revocation]);
      return { ...world, caseId };
    }

    it("ends the citizenship", async () => {
      const { tribunal, citizenship, caseId } = await loadFixture(given);
      await expect(tribunal.enforce(caseId))
        .to.emit(citizenship, "CitizenRevoked")
        .withArgs(ACCUSED, rulingIdOf(caseId));
    });

    it("reaches a citizen who is suspended", async () => {
      const world = await loadFixture(aTribunal);
      const { tribunal, citizenship, ruled } = world;
      await tribunal.enforce(await ruled(Ruling.grant, { sanctions: [suspension(100 * DAY)] }));
      const caseId = await granted(world, [revocation]);
      await expect(tribunal.enforce(caseId)).to.emit(citizenship, "CitizenRevoked");
    });

    it("stays due by the later of two challenges that are granted, should the person come back", async () => {
      const { tribunal, caseId, ruled } = await loadFixture(given);
      const later = await ruled(Ruling.grant, { ground: Ground.Deceased });
      await tribunal.enforce(caseId);
      await expect(tribunal.enforce(later))
        .to.emit(tribunal, "SanctionFailed")
        .withArgs(later, ACCUSED, 0, tribunal.interface.encodeErrorResult("Enforcement_NobodyHeld", [ACCUSED]));
    });

    it("leaves a juror's bond and duty in the roll", async () => {
      const { tribunal, roll, court, challenge, caseOf, ruled, citizenship } = await loadFixture(given);
      const pending = await challenge({ ground: Ground.Deceased });
      await caseOf(pending).pass();
      await caseOf(pending).seed();
      await court.draw(pending, ALL_TRIES);
      const [juror] = await caseOf(pending).panel();
      const against = await ruled(Ruling.grant, { of: Number(juror), sanctions: [revocation] });
      await tribunal.enforce(against);
      expect((await citizenship.citizen(juror)).standing).to.equal(Standing.Revoked);
      const { duties, bond } = await roll.jurorOf(juror);
      expect([duties > 0n, bond]).to.deep.equal([true, BOND]);
      await expect(roll.withdraw(juror)).to.be.revertedWithCustomError(roll, "JuryRoll_OnDuty");
    });
  });
});
