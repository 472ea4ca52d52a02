import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { anApplication, COST, foundValidators, Phase, validators } from "../../fixtures/admissions";

/**
 * Attack: a signature is handed in on another chain, at another contract, with another nonce or sponsor, or again.
 *
 * Defence: both structures name the whole application, with the payer and the applicant's nonce, under a domain with chain and
 * contract. An application is filed once, and a validator decides on it once.
 */
async function aConsent() {
  const world = await validators();
  const { sponsor, applicant, application, sign, now } = world;
  const filed = await application({ payer: sponsor });
  const deadline = (await now()) + 100_000n;
  const consent = (changes?: object) => sign(applicant, "Consent", { application: filed, deadline }, changes);
  return { ...world, filed, deadline, consent };
}

describe("A signature for the admissions, replayed", () => {
  const elsewhere = {
    "on another chain": { chainId: 1n },
    "at another contract": { verifyingContract: `0x${"11".repeat(20)}` },
  };
  for (const [where, changes] of Object.entries(elsewhere)) {
    it(`files no application that was signed ${where}`, async () => {
      const { admissions, applicant, sponsor, filed, deadline, consent } = await loadFixture(aConsent);
      const signature = await consent(changes);
      await expect(admissions.connect(sponsor).sponsor(filed, deadline, signature, { value: COST }))
        .to.be.revertedWithCustomError(admissions, "Admissions_SignatureInvalid")
        .withArgs(applicant);
    });

    it(`attests to nothing that was signed ${where}`, async () => {
      const { admissions, filed, sign, citizen } = await loadFixture(anApplication);
      const signature = await sign(citizen(1), "Attestation", { application: filed }, changes);
      await expect(admissions.attestSigned(await admissions.idOf(filed), [{ number: 1, signature }]))
        .to.be.revertedWithCustomError(admissions, "Admissions_SignatureInvalid")
        .withArgs(citizen(1));
    });
  }

  it("files no application for another sponsor", async () => {
    const { admissions, applicant, other, filed, deadline, consent } = await loadFixture(aConsent);
    const stolen = { ...filed, payer: other.address };
    await expect(admissions.connect(other).sponsor(stolen, deadline, await consent(), { value: COST }))
      .to.be.revertedWithCustomError(admissions, "Admissions_SignatureInvalid")
      .withArgs(applicant);
  });

  it("files no application again that was withdrawn", async () => {
    const { admissions, applicant, sponsor, filed, deadline, consent, idOf } = await loadFixture(aConsent);
    const signature = await consent();
    await admissions.connect(sponsor).sponsor(filed, deadline, signature, { value: COST });
    await admissions.connect(applicant).withdraw(filed);
    await expect(admissions.connect(sponsor).sponsor(filed, deadline, signature, { value: COST }))
      .to.be.revertedWithCustomError(admissions, "Admissions_AlreadyFiled")
      .withArgs(await idOf(filed), Phase.Withdrawn);
  });

  it("files no application with another deadline", async () => {
    const { admissions, applicant, sponsor, filed, deadline, consent } = await loadFixture(aConsent);
    await expect(admissions.connect(sponsor).sponsor(filed, deadline + 1n, await consent(), { value: COST }))
      .to.be.revertedWithCustomError(admissions, "Admissions_SignatureInvalid")
      .withArgs(applicant);
  });

  it("takes no consent for an attestation", async () => {
    const { admissions, filed, sign, citizen, now } = await loadFixture(anApplication);
    const deadline = (await now()) + 1000n;
    const signature = await sign(citizen(1), "Consent", { application: filed, deadline });
    await expect(admissions.attestSigned(await admissions.idOf(filed), [{ number: 1, signature }]))
      .to.be.revertedWithCustomError(admissions, "Admissions_SignatureInvalid")
      .withArgs(citizen(1));
  });

  it("attests under no number that a validator has no more", async () => {
    const { admissions, citizen, apply, attestations } = await foundValidators();
    await admissions.dismiss(1);
    await admissions.accredit(1);
    await admissions.connect(citizen(1)).payBond({ value: (await admissions.validatorAt(1)).bond });
    const filed = await apply();
    const [old] = await attestations(filed, [1]);
    await expect(admissions.attestSigned(await admissions.idOf(filed), [old])).to.be.revertedWithCustomError(
      admissions,
      "Admissions_NotValidator",
    );
  });
});
