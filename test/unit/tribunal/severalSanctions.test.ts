import { anyValue } from "@nomicfoundation/hardhat-chai-matchers/withArgs";
import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { Standing } from "../../fixtures/citizenship";
import { coins, DAY } from "../../fixtures/money";
import {
  ACCUSED,
  conveyance,
  fine,
  foundTribunal,
  OTHER,
  revocation,
  Ruling,
  suspension,
  voiding,
} from "../../fixtures/tribunal";
import { granted } from "./world";

describe("Enforcement", () => {
  describe("several sanctions", () => {
    async function given() {
      const world = await foundTribunal();
      const caseId = await granted(world, [voiding(7n), fine(coins(10)), conveyance(8n), suspension(DAY)]);
      for (const name of ["permits", "land"]) await world.appoint(name, ethers.ZeroAddress);
      return { ...world, caseId };
    }

    it("carries each out by itself when one fails", async () => {
      const { tribunal, citizenship, caseId } = await loadFixture(given);
      await tribunal.enforce(caseId);
      expect((await tribunal.challengeOf(caseId)).isEnforced).to.deep.equal([false, true, false, true]);
      expect(await tribunal.unpaidFineOf(ACCUSED)).to.equal(coins(10));
      expect((await citizenship.citizen(ACCUSED)).standing).to.equal(Standing.Suspended);
    });

    // Checks TRIB-4.
    it("tries again only those that failed", async () => {
      const { tribunal, caseId, appoint } = await loadFixture(given);
      await tribunal.enforce(caseId);
      const registry = await ethers.deployContract("PlainRegistry", [tribunal]);
      await registry.register(7, ACCUSED);
      await appoint("permits", await registry.getAddress());
      const sent = tribunal.enforce(caseId);
      await expect(sent).not.to.emit(tribunal, "FineImposed");
      await expect(sent).to.emit(tribunal, "SanctionCarriedOut").withArgs(caseId, ACCUSED, 0, anyValue);
      await expect(sent).to.emit(tribunal, "SanctionFailed").withArgs(caseId, ACCUSED, 2, anyValue);
      expect((await tribunal.challengeOf(caseId)).isEnforced).to.deep.equal([true, true, false, true]);
    });

    it("can be the last word one after the other: a suspension, then the end", async () => {
      const { tribunal, citizenship, ruled } = await loadFixture(given);
      const caseId = await ruled(Ruling.grant, { of: OTHER, sanctions: [suspension(DAY), revocation, fine(1n)] });
      await tribunal.enforce(caseId);
      expect((await citizenship.citizen(OTHER)).standing).to.equal(Standing.Revoked);
      expect((await tribunal.challengeOf(caseId)).isEnforced).to.deep.equal([true, true, true]);
    });
  });
});
