import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { anAdmission, anApplication, anAttestedApplication, BOND, COST, FEE, Phase } from "../../fixtures/admissions";

describe("Admissions", () => {
  describe("expire()", () => {
    it("reverts with Admissions_TooEarly a second before the deadline", async () => {
      const { admissions, filed, idOf, viewOf } = await loadFixture(anApplication);
      const { deadline } = await viewOf(filed);
      await time.setNextBlockTimestamp(deadline - 1n);
      await expect(admissions.expire(filed))
        .to.be.revertedWithCustomError(admissions, "Admissions_TooEarly")
        .withArgs(await idOf(filed), deadline);
    });

    it("closes the application at the deadline", async () => {
      const { admissions, filed, idOf, viewOf } = await loadFixture(anApplication);
      await time.setNextBlockTimestamp((await viewOf(filed)).deadline);
      await expect(admissions.expire(filed))
        .to.emit(admissions, "ApplicationExpired")
        .withArgs(await idOf(filed));
    });

    it("owes bond and fee to the payer if no validator decided", async () => {
      const { admissions, filed, viewOf, applicant } = await loadFixture(anApplication);
      await time.increaseTo((await viewOf(filed)).deadline);
      await admissions.expire(filed);
      expect(await admissions.owedTo(ZeroAddress, applicant)).to.equal(COST);
    });

    it("owes the fee to the treasury if a validator decided", async () => {
      const { admissions, filed, viewOf, applicant, treasury } = await loadFixture(anAttestedApplication);
      await time.increaseTo((await viewOf(filed)).deadline);
      await admissions.expire(filed);
      expect(await admissions.owedTo(ZeroAddress, applicant)).to.equal(BOND);
      expect(await admissions.owedTo(ZeroAddress, treasury)).to.equal(FEE);
    });

    it("reverts with Admissions_WrongPhase for an admission", async () => {
      const { admissions, filed, idOf } = await loadFixture(anAdmission);
      await time.increase(100n * 86_400n);
      await expect(admissions.expire(filed))
        .to.be.revertedWithCustomError(admissions, "Admissions_WrongPhase")
        .withArgs(await idOf(filed), Phase.Admitted);
    });
  });
});
