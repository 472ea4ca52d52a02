import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { anApplication, Phase, UNIQUENESS, validators } from "../../fixtures/admissions";

/**
 * Attack: somebody sees an application before it is included, and applies first with the same digest, so that the person
 * cannot apply any more, or is admitted for nothing.
 *
 * Defence: an application reserves no digest. The admission does, and the validators attest to one account's application.
 */
describe("An applicant blocked by the digest", () => {
  it("applies beside whoever applied first with it", async () => {
    const { apply, other, applicant, viewOf } = await loadFixture(validators);
    await apply({ by: other });
    expect((await viewOf(await apply({ by: applicant }))).phase).to.equal(Phase.Open);
  });

  it("is admitted, and the other one is not", async () => {
    const { admissions, citizenship, apply, attestations, filed, other, applicant } = await loadFixture(anApplication);
    const copy = await apply({ by: other });
    await admissions.attestSigned(await admissions.idOf(filed), await attestations(filed, [1, 2]));
    await admissions.admit(filed, 0, "0x");
    await expect(admissions.connect(other).admit(copy, 0, "0x")).to.be.revertedWithCustomError(
      admissions,
      "Admissions_TooFewAttestations",
    );
    expect((await admissions.digestOf(UNIQUENESS)).citizenId).to.equal(await citizenship.citizenOf(applicant));
  });

  it("is not reached by attestations that validators signed for the other one", async () => {
    const { admissions, apply, attestations, filed, other, citizen } = await loadFixture(anApplication);
    const copy = await apply({ by: other });
    await expect(admissions.attestSigned(await admissions.idOf(copy), await attestations(filed, [1, 2])))
      .to.be.revertedWithCustomError(admissions, "Admissions_SignatureInvalid")
      .withArgs(citizen(1));
  });

  it("waits for no cool-off that validators gave to the other one", async () => {
    const { admissions, apply, other, applicant, citizen } = await loadFixture(validators);
    const copy = await apply({ by: other });
    for (const validator of [1, 2]) await admissions.connect(citizen(validator)).refuse(copy, UNIQUENESS);
    expect(await admissions.coolOffEndsAt(applicant)).to.equal(0);
  });
});
