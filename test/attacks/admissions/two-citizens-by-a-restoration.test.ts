import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroHash } from "ethers";
import { anAdmission, COST, UNIQUENESS } from "../../fixtures/admissions";
import { ENDLESS, signedAcceptance } from "../../fixtures/citizenship";
import { Ground } from "../../fixtures/tribunal";

/**
 * Attack: a citizen who never answers is removed, comes back, moves the new citizenship to another key, and has the ruling reopened,
 * which restores the old one. The person is a citizen twice under one digest.
 *
 * Defence: after a ruling the digest is free only once the ruling is final. Who renounced returns with the same account, so that
 * the tribunal's record follows.
 */
async function aRemovalThatCanBeReopened() {
  const world = await anAdmission();
  const { citizenship, tribunal, justice, citizenId, other, now } = world;
  await citizenship.connect(justice).revoke(citizenId, ZeroHash);
  await tribunal.setGranted(9, citizenId, Ground.FalseDossier, other, 0);
  await tribunal.setReopenableUntil(9, (await now()) + 365n * 86_400n);
  return world;
}

describe("Two citizenships by a restoration", () => {
  it("reverts with Admissions_DigestTaken while the ruling can be reopened", async () => {
    const { admissions, applicant, citizenId } = await loadFixture(aRemovalThatCanBeReopened);
    await expect(admissions.connect(applicant).applyForAdmission(UNIQUENESS, UNIQUENESS, { value: COST }))
      .to.be.revertedWithCustomError(admissions, "Admissions_DigestTaken")
      .withArgs(UNIQUENESS, citizenId);
  });

  for (const proof of ["proveFalse", "allowReturn"] as const) {
    it(`reverts with Admissions_NotFinal for ${proof}`, async () => {
      const { admissions, filed, citizenId } = await loadFixture(aRemovalThatCanBeReopened);
      const act = proof === "proveFalse" ? admissions.proveFalse(filed, 9) : admissions.allowReturn(UNIQUENESS, 9);
      await expect(act).to.be.revertedWithCustomError(admissions, "Admissions_NotFinal").withArgs(9, citizenId);
    });
  }

  /** With a final ruling on the same citizenship that another one came before. */
  async function anotherFinalRuling() {
    const world = await aRemovalThatCanBeReopened();
    const { tribunal, citizenId, other } = world;
    await tribunal.setGranted(8, citizenId, Ground.FalseDossier, other, 0);
    await tribunal.setEnforced(8, false);
    return world;
  }

  it("reverts with Admissions_NotFinal for allowReturn by a final ruling that is not the one that was carried out", async () => {
    const { admissions, tribunal, citizenId } = await loadFixture(anotherFinalRuling);
    await expect(admissions.allowReturn(UNIQUENESS, 8))
      .to.be.revertedWithCustomError(admissions, "Admissions_NotFinal")
      .withArgs(8, citizenId);
    await tribunal.setEnforced(8, true);
    await admissions.allowReturn(UNIQUENESS, 8);
    expect((await admissions.digestOf(UNIQUENESS)).isFinal).to.equal(true);
  });

  it("takes the bonds by such a ruling, and lets nobody in by it", async () => {
    const { admissions, applicant, filed, citizenId } = await loadFixture(anotherFinalRuling);
    await expect(admissions.proveFalse(filed, 8)).to.emit(admissions, "AdmissionFalse");
    expect((await admissions.digestOf(UNIQUENESS)).isFinal).to.equal(false);
    await expect(admissions.connect(applicant).applyForAdmission(UNIQUENESS, UNIQUENESS, { value: COST }))
      .to.be.revertedWithCustomError(admissions, "Admissions_DigestTaken")
      .withArgs(UNIQUENESS, citizenId);
  });

  it("reverts with Admissions_DigestTaken for an application that was filed before", async () => {
    const { admissions, citizenship, attested, admitted, applicant, other } = await loadFixture(anAdmission);
    await citizenship.connect(applicant).renounce();
    await admissions.freeDigest(UNIQUENESS);
    // Two applications of one person, by two accounts, are both attested to.
    const second = await attested({ by: other }, [3, 4]);
    const { citizenId } = await admitted({ dossier: UNIQUENESS }, [3, 5]);
    await expect(admissions.admit(second, 0, "0x"))
      .to.be.revertedWithCustomError(admissions, "Admissions_DigestTaken")
      .withArgs(UNIQUENESS, citizenId);
  });

  it("reverts with Admissions_DigestTaken after a move, as the digest stands for the citizen", async () => {
    const { admissions, citizenship, stranger, applicant, citizenId } = await loadFixture(anAdmission);
    const acceptance = { citizenId, newHolder: stranger.address, signer: stranger };
    await citizenship.move(citizenId, stranger, ENDLESS, await signedAcceptance(citizenship, acceptance));
    await expect(admissions.connect(applicant).applyForAdmission(UNIQUENESS, UNIQUENESS, { value: COST }))
      .to.be.revertedWithCustomError(admissions, "Admissions_DigestTaken")
      .withArgs(UNIQUENESS, citizenId);
  });
});
