import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { anAdmission, BOND, Phase, VALIDATOR_BOND } from "../../fixtures/admissions";
import { Ground } from "../../fixtures/tribunal";

/**
 * Attack: an impostor who is challenged renounces before the ruling, to have the bond back and to spare the validators theirs.
 *
 * Defence: the bond is held while a challenge waits that calls the admission false, whatever became of the citizenship, and the
 * ruling counts when it comes.
 */
async function aRenunciationInACase() {
  const world = await anAdmission();
  const { tribunal, citizenship, applicant, citizenId } = world;
  await tribunal.setPending(citizenId, Ground.FalseDossier, 9);
  await citizenship.connect(applicant).renounce();
  return world;
}

describe("An impostor who renounces before the ruling", () => {
  it("does not get the bond back", async () => {
    const { admissions, filed, idOf, citizenId } = await loadFixture(aRenunciationInACase);
    await expect(admissions.settle(filed))
      .to.be.revertedWithCustomError(admissions, "Admissions_BondHeld")
      .withArgs(await idOf(filed), citizenId, 9);
  });

  it("pays the challenger, and the validators pay, too", async () => {
    const { admissions, tribunal, filed, citizenId, other } = await loadFixture(aRenunciationInACase);
    await tribunal.setGranted(9, citizenId, Ground.FalseDossier, other, 0);
    await admissions.proveFalse(filed, 9);
    expect(await admissions.owedTo(ZeroAddress, other)).to.equal((BOND * 3n) / 4n);
    expect((await admissions.validatorOf(1)).bond).to.equal(0);
  });

  it("leaves the record of the first admission when coming back", async () => {
    const { admissions, tribunal, admitted, filed, citizenId, other, viewOf } = await loadFixture(aRenunciationInACase);
    await admitted({}, [3, 4]);
    await tribunal.setGranted(9, citizenId, Ground.FalseDossier, other, 0);
    await admissions.proveFalse(filed, 9);
    expect((await viewOf(filed)).phase).to.equal(Phase.False);
    expect((await admissions.validatorOf(3)).bond).to.equal(VALIDATOR_BOND);
  });

  it("frees the bond when the challenge fails", async () => {
    const { admissions, tribunal, filed, citizenId, viewOf } = await loadFixture(aRenunciationInACase);
    await time.increase(86_400);
    await tribunal.setPending(citizenId, Ground.FalseDossier, 0);
    await admissions.settle(filed);
    expect((await viewOf(filed)).phase).to.equal(Phase.Settled);
  });
});
