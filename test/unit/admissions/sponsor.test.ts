import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { BOND, COST, DOSSIER, FEE, PERIOD, Phase, UNIQUENESS, validators } from "../../fixtures/admissions";

async function aConsent() {
  const world = await validators();
  const { sponsor, applicant, application, sign, now } = world;
  const filed = await application({ payer: sponsor });
  const deadline = (await now()) + 1000n;
  const signature = await sign(applicant, "Consent", { application: filed, deadline });
  return { ...world, filed, deadline, signature };
}

describe("Admissions", () => {
  describe("sponsor()", () => {
    it("applies in the applicant's name", async () => {
      const { admissions, applicant, sponsor, filed, deadline, signature, idOf } = await loadFixture(aConsent);
      await time.setNextBlockTimestamp(deadline);
      await expect(admissions.connect(sponsor).sponsor(filed, deadline, signature, { value: COST }))
        .to.emit(admissions, "Applied")
        .withArgs(await idOf(filed), applicant, UNIQUENESS, sponsor, 0, DOSSIER, FEE, BOND, deadline + PERIOD);
    });

    it("returns the application's id", async () => {
      const { admissions, sponsor, filed, deadline, signature, idOf } = await loadFixture(aConsent);
      const call = admissions.connect(sponsor).sponsor;
      expect(await call.staticCall(filed, deadline, signature, { value: COST })).to.equal(await idOf(filed));
    });

    it("is paid by the sponsor", async () => {
      const { admissions, sponsor, filed, deadline, signature } = await loadFixture(aConsent);
      await expect(
        admissions.connect(sponsor).sponsor(filed, deadline, signature, { value: COST }),
      ).to.changeEtherBalances([sponsor, admissions], [-COST, COST]);
    });

    it("takes what a contract account vouches for", async () => {
      const { admissions, sponsor, other, application, sign, viewOf, deadline } = await loadFixture(aConsent);
      const wallet = await ethers.deployContract("SignerWallet", [other]);
      const filed = { ...(await application({ payer: sponsor })), applicant: await wallet.getAddress() };
      const signature = await sign(other, "Consent", { application: filed, deadline });
      await admissions.connect(sponsor).sponsor(filed, deadline, signature, { value: COST });
      expect((await viewOf(filed)).phase).to.equal(Phase.Open);
    });

    it("reverts with Admissions_NotPayer for another payer", async () => {
      const { admissions, other, sponsor, filed, deadline, signature } = await loadFixture(aConsent);
      await expect(admissions.connect(other).sponsor(filed, deadline, signature, { value: COST }))
        .to.be.revertedWithCustomError(admissions, "Admissions_NotPayer")
        .withArgs(other, sponsor);
    });

    it("reverts with Admissions_SignatureExpired a second after the deadline", async () => {
      const { admissions, sponsor, filed, deadline, signature } = await loadFixture(aConsent);
      await time.setNextBlockTimestamp(deadline + 1n);
      await expect(admissions.connect(sponsor).sponsor(filed, deadline, signature, { value: COST }))
        .to.be.revertedWithCustomError(admissions, "Admissions_SignatureExpired")
        .withArgs(deadline, deadline + 1n);
    });

    it("reverts with Admissions_ApplicationStale when the applicant's nonce is another one", async () => {
      const { admissions, citizenship, applicant, sponsor, filed, deadline, signature, idOf } =
        await loadFixture(aConsent);
      await citizenship.connect(applicant).withdrawRequest();
      await expect(admissions.connect(sponsor).sponsor(filed, deadline, signature, { value: COST }))
        .to.be.revertedWithCustomError(admissions, "Admissions_ApplicationStale")
        .withArgs(await idOf(filed), 0, 1);
    });

    it("reverts with Admissions_SignatureInvalid for another's signature", async () => {
      const { admissions, applicant, sponsor, other, filed, deadline, sign } = await loadFixture(aConsent);
      const signature = await sign(other, "Consent", { application: filed, deadline });
      await expect(admissions.connect(sponsor).sponsor(filed, deadline, signature, { value: COST }))
        .to.be.revertedWithCustomError(admissions, "Admissions_SignatureInvalid")
        .withArgs(applicant);
    });

    it("reverts with Admissions_AlreadyFiled the second time", async () => {
      const { admissions, sponsor, filed, deadline, signature, idOf } = await loadFixture(aConsent);
      await admissions.connect(sponsor).sponsor(filed, deadline, signature, { value: COST });
      await expect(admissions.connect(sponsor).sponsor(filed, deadline, signature, { value: COST }))
        .to.be.revertedWithCustomError(admissions, "Admissions_AlreadyFiled")
        .withArgs(await idOf(filed), Phase.Open);
    });
  });
});
