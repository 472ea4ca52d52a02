import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aTribunal, conveyance, Ground, JURORS } from "../../fixtures/tribunal";

/** The accused and the challenger are jurors, and neither of them may be drawn, whomever the challenger names beside. */
describe("Attack: a party to a challenge sits on its panel", () => {
  for (const word of ["a", "b", "c", "d", "e"]) {
    it(`draws neither the accused nor the challenger with seed ${word}, given a duplicate`, async () => {
      const { challenge, citizen, caseOf } = await loadFixture(aTribunal);
      const caseId = await challenge({ of: 1, by: citizen(2), ground: Ground.DuplicatePerson, citedId: 3 });
      await caseOf(caseId).seat(word);
      const panel = await caseOf(caseId).panel();
      expect(panel).to.have.length(5);
      for (const juror of panel) expect(juror).to.be.within(3n, BigInt(JURORS));
    });

    it(`draws neither the accused nor the challenger with seed ${word}, given recipients`, async () => {
      const { challenge, citizen, caseOf } = await loadFixture(aTribunal);
      const sanctions = [conveyance(1n, 3), conveyance(2n, 4), conveyance(3n, 5), conveyance(4n, 6)];
      const caseId = await challenge({ of: 1, by: citizen(2), sanctions });
      await caseOf(caseId).seat(word);
      for (const juror of await caseOf(caseId).panel()) expect(juror).to.be.within(3n, BigInt(JURORS));
    });
  }
});
