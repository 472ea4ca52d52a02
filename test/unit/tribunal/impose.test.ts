import { anyValue } from "@nomicfoundation/hardhat-chai-matchers/withArgs";
import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { coins, DAY } from "../../fixtures/money";
import { ACCUSED, aTribunal, fine, Outcome, Ruling, suspension } from "../../fixtures/tribunal";

const SANCTION_GAS = 1_000_000;

describe("Enforcement", () => {
  describe("impose()", () => {
    it("reverts with Enforcement_NotByRuling when the caller is not the tribunal itself", async () => {
      const { tribunal, government, stranger } = await loadFixture(aTribunal);
      for (const somebody of [government, stranger]) {
        await expect(tribunal.connect(somebody).impose(1, ACCUSED, fine(1n)))
          .to.be.revertedWithCustomError(tribunal, "Enforcement_NotByRuling")
          .withArgs(somebody);
      }
    });
  });

  context("given the tribunal holds justice no longer", () => {
    it("fails, and is carried out once it does again", async () => {
      const { tribunal, constitution, stake, citizen, ruled } = await loadFixture(aTribunal);
      await stake.connect(citizen(ACCUSED)).stake(coins(50));
      const caseId = await ruled(Ruling.grant, { sanctions: [fine(coins(10)), suspension(DAY)] });
      await constitution.revokeRole(2n, tribunal);
      const reason = stake.interface.encodeErrorResult("AccessManagedUnauthorized", [await tribunal.getAddress()]);
      await expect(tribunal.enforce(caseId)).to.emit(tribunal, "SanctionFailed").withArgs(caseId, ACCUSED, 0, reason);
      expect(await tribunal.unpaidFineOf(ACCUSED)).to.equal(0n);

      await constitution.grantRole(2n, tribunal, 0);
      await tribunal.enforce(caseId);
      expect((await tribunal.challengeOf(caseId)).isEnforced).to.deep.equal([true, true]);
    });
  });

  context("given little gas", () => {
    it("reverts with Enforcement_GasTooLow rather than let a sanction fail for it", async () => {
      const { tribunal, ruled } = await loadFixture(aTribunal);
      const caseId = await ruled(Ruling.grant);
      await expect(tribunal.enforce(caseId, { gasLimit: SANCTION_GAS }))
        .to.be.revertedWithCustomError(tribunal, "Enforcement_GasTooLow")
        .withArgs(anyValue, anyValue);
      expect((await tribunal.challengeOf(caseId)).outcome).to.equal(Outcome.Granted);
    });

    it("reverts or carries out everything, whatever is sent", async () => {
      const { tribunal, ruled } = await loadFixture(aTribunal);
      const caseId = await ruled(Ruling.grant, { sanctions: [suspension(DAY), fine(1n)] });
      const lefts = new Set<bigint | string>();
      for (let gasLimit = 300_000; gasLimit <= 2_000_000; gasLimit += 50_000) {
        lefts.add(await tribunal.enforce.staticCall(caseId, { gasLimit }).catch(() => "reverted"));
      }
      expect([...lefts]).to.deep.equal(["reverted", 0n]);
    });
  });
});
