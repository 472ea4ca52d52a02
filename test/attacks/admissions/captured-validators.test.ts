import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { id } from "ethers";
import { BOND, OPEN, validators, VALIDATOR_BOND } from "../../fixtures/admissions";

/**
 * Attack: as many validators as have to attest are one person's, and let puppets in.
 *
 * Defence: they attest to a bounded number at once, the brake lets few in, and every vote sleeps. The government's ordinary
 * decision dismisses them, and with that what they attested to counts no more. Rulings take their bonds.
 */
describe("Captured validators", () => {
  it("reverts with Admissions_TooManyOpen beyond the bounded number", async () => {
    const { admissions, apply, attestations, applicant, other, stranger, sponsor } = await loadFixture(validators);
    const puppets = [applicant, other, stranger, sponsor];
    for (const by of puppets.slice(0, OPEN)) {
      const filed = await apply({ by, uniqueness: id(by.address) });
      await admissions.attestSigned(await admissions.idOf(filed), await attestations(filed, [1, 2]));
    }
    const filed = await apply({ by: puppets[OPEN] });
    await expect(admissions.attestSigned(await admissions.idOf(filed), await attestations(filed, [1])))
      .to.be.revertedWithCustomError(admissions, "Admissions_TooManyOpen")
      .withArgs(1, OPEN, OPEN);
  });

  it("reverts with Admissions_TooFewAttestations for all that they attested to once they are dismissed", async () => {
    const { admissions, attested, applicant, other, idOf } = await loadFixture(validators);
    const waiting = [];
    for (const by of [applicant, other]) waiting.push(await attested({ by, uniqueness: id(by.address) }));
    for (const validator of [1, 2]) await admissions.dismiss(validator);
    for (const filed of waiting) {
      await expect(admissions.admit(filed, 0, "0x"))
        .to.be.revertedWithCustomError(admissions, "Admissions_TooFewAttestations")
        .withArgs(await idOf(filed), 0, 2);
    }
  });

  it("reverts with Admissions_TooFewAttestations once they are dismissed, also if they had resigned", async () => {
    const { admissions, attested, citizen, idOf } = await loadFixture(validators);
    const filed = await attested();
    for (const validator of [1, 2]) await admissions.connect(citizen(validator)).resign();
    await admissions.dismiss(1);
    await expect(admissions.admit(filed, 0, "0x"))
      .to.be.revertedWithCustomError(admissions, "Admissions_TooFewAttestations")
      .withArgs(await idOf(filed), 1, 2);
    expect((await admissions.validatorOf(1)).isDisowned).to.equal(true);
    await expect(admissions.dismiss(1)).to.be.revertedWithCustomError(admissions, "Admissions_NotInOffice").withArgs(1);
  });

  it("reverts with Admissions_TooFewAttestations if they are accredited again", async () => {
    const { admissions, attested, idOf } = await loadFixture(validators);
    const filed = await attested();
    for (const validator of [1, 2]) await admissions.dismiss(validator);
    for (const validator of [1, 2]) await admissions.accredit(validator);
    await expect(admissions.admit(filed, 0, "0x"))
      .to.be.revertedWithCustomError(admissions, "Admissions_TooFewAttestations")
      .withArgs(await idOf(filed), 0, 2);
  });

  it("takes their bonds for the first puppet that a ruling names, and nothing for the second", async () => {
    const { admissions, admitted, foundFalse, applicant, other, treasury } = await loadFixture(validators);
    const first = await admitted({ by: applicant, uniqueness: id("first") });
    const second = await admitted({ by: other, uniqueness: id("second") });
    await foundFalse(first.citizenId, 8n);
    await foundFalse(second.citizenId, 9n);
    await admissions.proveFalse(first.filed, 8);
    await admissions.proveFalse(second.filed, 9);
    const quarter = BOND / 4n;
    const fees = 2n * (await admissions.cost()).fee;
    expect(await admissions.owedTo(`0x${"00".repeat(20)}`, treasury)).to.equal(
      2n * VALIDATOR_BOND + 2n * quarter + fees,
    );
  });

  it("reverts with Admissions_BondLocked before the rulings", async () => {
    const { admissions, admitted, citizen } = await loadFixture(validators);
    await admitted();
    await admissions.connect(citizen(1)).resign();
    await expect(admissions.returnBond(1)).to.be.revertedWithCustomError(admissions, "Admissions_BondLocked");
  });

  it("admits an applicant whom one of them refused", async () => {
    const { admissions, apply, citizen, attestations, citizenship, applicant } = await loadFixture(validators);
    const filed = await apply();
    await admissions.connect(citizen(5)).refuse(filed, id("no reason"));
    await admissions.attestSigned(await admissions.idOf(filed), await attestations(filed, [1, 2]));
    await admissions.admit(filed, 0, "0x");
    expect(await citizenship.citizenOf(applicant)).not.to.equal(0);
  });
});
