import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ACCUSED, aTribunalOfPanels, fine, REOPENING_PRICE, Ruling } from "../../fixtures/tribunal";

/** A panel granted it, and the citizenship has ended. */
async function anEnd() {
  const world = await aTribunalOfPanels();
  const caseId = await world.ruled(Ruling.grant);
  await world.tribunal.enforce(caseId);
  return { ...world, caseId };
}

describe("Tribunal", () => {
  describe("endedBy()", () => {
    it("returns 0 of what is no case", async () => {
      const { tribunal } = await loadFixture(aTribunalOfPanels);
      expect(await tribunal.endedBy(1)).to.equal(0n);
    });

    it("returns 0 until the end is carried out", async () => {
      const { tribunal, ruled } = await loadFixture(aTribunalOfPanels);
      expect(await tribunal.endedBy(await ruled(Ruling.grant))).to.equal(0n);
    });

    it("returns 0 of a case that ended nothing", async () => {
      const { tribunal, ruled } = await loadFixture(aTribunalOfPanels);
      const caseId = await ruled(Ruling.grant, { sanctions: [fine(1n)] });
      await tribunal.enforce(caseId);
      expect(await tribunal.endedBy(caseId)).to.equal(0n);
    });

    it("returns the citizenship that the case ended", async () => {
      const { tribunal, caseId } = await loadFixture(anEnd);
      expect(await tribunal.endedBy(caseId)).to.equal(ACCUSED);
    });

    it("returns it, too, after it was given back", async () => {
      const { tribunal, caseId } = await loadFixture(anEnd);
      await tribunal.reopen(caseId, "", { value: REOPENING_PRICE });
      expect(await tribunal.endedBy(caseId)).to.equal(ACCUSED);
    });
  });
});
