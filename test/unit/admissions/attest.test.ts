import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { encodeBytes32String } from "ethers";
import {
  anApplication,
  DAY,
  foundAdmissions,
  noValidators,
  OPEN,
  Phase,
  REASONS,
  VALIDATOR_BOND,
  validators,
} from "../../fixtures/admissions";
import { ENDLESS, signedAcceptance } from "../../fixtures/citizenship";

describe("Admissions", () => {
  describe("attest()", () => {
    it("says who attested", async () => {
      const { admissions, citizen, filed, idOf } = await loadFixture(anApplication);
      await expect(admissions.connect(citizen(1)).attest(await admissions.idOf(filed)))
        .to.emit(admissions, "ApplicationAttested")
        .withArgs(await idOf(filed), 1);
    });

    it("counts the validator's open attestation, and when it was", async () => {
      const { admissions, citizen, filed, now } = await loadFixture(anApplication);
      await admissions.connect(citizen(1)).attest(await admissions.idOf(filed));
      const { openAttestations, lastAttestedAt } = await admissions.validatorOf(1);
      expect([openAttestations, lastAttestedAt]).to.deep.equal([1n, await now()]);
    });

    it("leaves the deadline while attestations are missing", async () => {
      const { admissions, citizen, filed, viewOf } = await loadFixture(anApplication);
      const { deadline } = await viewOf(filed);
      await admissions.connect(citizen(1)).attest(await admissions.idOf(filed));
      expect((await viewOf(filed)).deadline).to.equal(deadline);
    });

    it("gives 90 days to be admitted with the last attestation that is needed", async () => {
      const { admissions, citizen, filed, viewOf, now } = await loadFixture(anApplication);
      await admissions.connect(citizen(1)).attest(await admissions.idOf(filed));
      await time.increase(DAY);
      await admissions.connect(citizen(2)).attest(await admissions.idOf(filed));
      expect((await viewOf(filed)).deadline).to.equal((await now()) + 90n * DAY);
    });

    it("lists who attested", async () => {
      const { admissions, citizen, filed, viewOf } = await loadFixture(anApplication);
      for (const validator of [3, 1]) await admissions.connect(citizen(validator)).attest(await admissions.idOf(filed));
      expect((await viewOf(filed)).validatorIds).to.deep.equal([3n, 1n]);
    });

    it("reverts with Admissions_WrongPhase without an application", async () => {
      const { admissions, citizen, application, idOf } = await loadFixture(anApplication);
      const unknown = await application({ dossier: REASONS });
      await expect(admissions.connect(citizen(1)).attest(await admissions.idOf(unknown)))
        .to.be.revertedWithCustomError(admissions, "Admissions_WrongPhase")
        .withArgs(await idOf(unknown), Phase.None);
    });

    it("reverts with Admissions_TooLate at the deadline", async () => {
      const { admissions, citizen, filed, idOf, viewOf } = await loadFixture(anApplication);
      const { deadline } = await viewOf(filed);
      await time.setNextBlockTimestamp(deadline);
      await expect(admissions.connect(citizen(1)).attest(await admissions.idOf(filed)))
        .to.be.revertedWithCustomError(admissions, "Admissions_TooLate")
        .withArgs(await idOf(filed), deadline);
    });

    it("attests a second before the deadline", async () => {
      const { admissions, citizen, filed, viewOf } = await loadFixture(anApplication);
      await time.setNextBlockTimestamp((await viewOf(filed)).deadline - 1n);
      await admissions.connect(citizen(1)).attest(await admissions.idOf(filed));
      expect((await viewOf(filed)).validatorIds).to.deep.equal([1n]);
    });

    it("reverts with Admissions_TooFewValidators with one fewer than the floor", async () => {
      const { admissions, citizen, filed } = await loadFixture(anApplication);
      for (const validator of [4, 5]) await admissions.dismiss(validator);
      await expect(admissions.connect(citizen(1)).attest(await admissions.idOf(filed)))
        .to.be.revertedWithCustomError(admissions, "Admissions_TooFewValidators")
        .withArgs(3, 4);
    });

    it("reverts with Admissions_TooFewValidators where all of them would have to attest", async () => {
      const { admissions, citizen, filed, set } = await loadFixture(anApplication);
      await set("attestations", 5);
      await expect(admissions.connect(citizen(1)).attest(await admissions.idOf(filed)))
        .to.be.revertedWithCustomError(admissions, "Admissions_TooFewValidators")
        .withArgs(5, 6);
    });

    it("reverts with Admissions_NotValidator for a stranger", async () => {
      const { admissions, other, filed } = await loadFixture(anApplication);
      await expect(admissions.connect(other).attest(await admissions.idOf(filed)))
        .to.be.revertedWithCustomError(admissions, "Admissions_NotValidator")
        .withArgs(0, 0, 0);
    });

    it("reverts with Admissions_NotValidator when the accreditation ends", async () => {
      const { admissions, apply, citizen, other } = await loadFixture(anApplication);
      const { until } = await admissions.validatorOf(1);
      for (const validator of [6, 7, 8, 9]) await admissions.accredit(validator);
      await time.increaseTo(until - 2n * DAY);
      for (const validator of [6, 7, 8, 9]) await admissions.accredit(validator);
      const filed = await apply({ by: other });
      await time.setNextBlockTimestamp(until);
      await expect(admissions.connect(citizen(1)).attest(await admissions.idOf(filed)))
        .to.be.revertedWithCustomError(admissions, "Admissions_NotValidator")
        .withArgs(1, 1, until);
    });

    it("reverts with Admissions_NotValidator while the validator is suspended", async () => {
      const { admissions, citizenship, justice, citizen, filed, now } = await loadFixture(anApplication);
      await citizenship.connect(justice).suspend(1, (await now()) + 10n * DAY, REASONS);
      await expect(admissions.connect(citizen(1)).attest(await admissions.idOf(filed)))
        .to.be.revertedWithCustomError(admissions, "Admissions_NotValidator")
        .withArgs(1, 1, (await admissions.validatorOf(1)).until);
    });

    it("reverts with Admissions_NotValidator while the validator's vote sleeps", async () => {
      const { admissions, citizenship, apply, other, stranger, idOf } = await loadFixture(anApplication);
      const acceptance = { citizenId: 1n, newHolder: stranger.address, signer: stranger };
      await citizenship.move(1, stranger, ENDLESS, await signedAcceptance(citizenship, acceptance));
      const { wakesAt } = await citizenship.citizen(1);
      await time.increaseTo(wakesAt - DAY);
      const id = await idOf(await apply({ by: other }));
      await time.setNextBlockTimestamp(wakesAt - 1n);
      await expect(admissions.connect(stranger).attest(id))
        .to.be.revertedWithCustomError(admissions, "Admissions_NotValidator")
        .withArgs(1, 1, (await admissions.validatorOf(1)).until);
    });

    it("reverts with Admissions_NotValidator when the validator's citizenship ends", async () => {
      const { admissions, citizenship, admitted, apply, applicant, other, idOf } = await loadFixture(validators);
      await citizenship.setProvision(encodeBytes32String("term"), 90);
      const { citizenId } = await admitted();
      const { wakesAt, until } = await citizenship.citizen(citizenId);
      await time.increaseTo(wakesAt);
      await admissions.accredit(citizenId);
      await admissions.connect(applicant).payBond({ value: VALIDATOR_BOND });
      await time.increaseTo(until - DAY);
      const id = await idOf(await apply({ by: other, uniqueness: REASONS }));
      await time.setNextBlockTimestamp(until);
      await expect(admissions.connect(applicant).attest(id))
        .to.be.revertedWithCustomError(admissions, "Admissions_NotValidator")
        .withArgs(6, citizenId, (await admissions.validatorOf(citizenId)).until);
    });

    it("reverts with Admissions_BondMissing when the bond was raised", async () => {
      const { admissions, citizen, filed, set } = await loadFixture(anApplication);
      await set("validatorBond", 60_000_000);
      await expect(admissions.connect(citizen(1)).attest(await admissions.idOf(filed)))
        .to.be.revertedWithCustomError(admissions, "Admissions_BondMissing")
        .withArgs(1, VALIDATOR_BOND, 60_000_000n * 1_000_000_000n);
    });

    it("reverts with Admissions_TooManyOpen at the limit", async () => {
      const { admissions, apply, citizen, filed, stranger, sponsor, other } = await loadFixture(anApplication);
      const more = [];
      for (const by of [stranger, sponsor, other]) more.push(await apply({ by }));
      for (const one of [filed, ...more].slice(0, OPEN))
        await admissions.connect(citizen(1)).attest(await admissions.idOf(one));
      await expect(admissions.connect(citizen(1)).attest(await admissions.idOf(more[OPEN - 1])))
        .to.be.revertedWithCustomError(admissions, "Admissions_TooManyOpen")
        .withArgs(1, OPEN, OPEN);
    });

    it("reverts with Admissions_AlreadyDecided the second time", async () => {
      const { admissions, citizen, filed, idOf } = await loadFixture(anApplication);
      await admissions.connect(citizen(1)).attest(await admissions.idOf(filed));
      await expect(admissions.connect(citizen(1)).attest(await admissions.idOf(filed)))
        .to.be.revertedWithCustomError(admissions, "Admissions_AlreadyDecided")
        .withArgs(await idOf(filed), 1);
    });

    it("reverts with Admissions_AlreadyDecided for who refused", async () => {
      const { admissions, citizen, filed, idOf } = await loadFixture(anApplication);
      await admissions.connect(citizen(1)).refuse(filed, REASONS);
      await expect(admissions.connect(citizen(1)).attest(await admissions.idOf(filed)))
        .to.be.revertedWithCustomError(admissions, "Admissions_AlreadyDecided")
        .withArgs(await idOf(filed), 1);
    });

    it("attests beside somebody who refused", async () => {
      const { admissions, citizen, filed, viewOf } = await loadFixture(anApplication);
      await admissions.connect(citizen(1)).refuse(filed, REASONS);
      await admissions.connect(citizen(2)).attest(await admissions.idOf(filed));
      expect((await viewOf(filed)).validatorIds).to.deep.equal([2n]);
    });

    it("reverts with Admissions_EnoughAttestations for a sixth one", async () => {
      const { admissions, citizen, filed, idOf } = await loadFixture(anApplication);
      await admissions.accredit(6);
      await admissions.connect(citizen(6)).payBond({ value: VALIDATOR_BOND });
      for (const validator of [1, 2, 3, 4, 5])
        await admissions.connect(citizen(validator)).attest(await admissions.idOf(filed));
      await expect(admissions.connect(citizen(6)).attest(await admissions.idOf(filed)))
        .to.be.revertedWithCustomError(admissions, "Admissions_EnoughAttestations")
        .withArgs(await idOf(filed));
    });

    it("reverts with Admissions_BondMissing before the bond is paid", async () => {
      const { admissions, apply, citizen } = await loadFixture(noValidators);
      for (const validator of [1, 2, 3, 4]) await admissions.accredit(validator);
      const filed = await apply();
      await expect(admissions.connect(citizen(1)).attest(await admissions.idOf(filed)))
        .to.be.revertedWithCustomError(admissions, "Admissions_BondMissing")
        .withArgs(1, 0, VALIDATOR_BOND);
    });
  });

  // Checks ADMIT-1.
  describe("constructor()", () => {
    for (const [title, key, bounds] of [
      ["one attestation is enough", "attestations", { min: 1, max: 5 }],
      ["more attestations are needed than an application holds", "attestations", { min: 2, max: 6 }],
      ["a bond does not fit", "bond", { min: 0, max: 1n << 40n }],
      ["a period does not fit", "liability", { min: 30, max: 1 << 16 }],
      ["the bounty is more than the bond", "bounty", { min: 0, max: 100_01 }],
    ] as const) {
      it(`reverts with Admissions_BoundsUnsound where ${title}`, async () => {
        const { admissions } = await loadFixture(noValidators);
        const terms = { [key]: bounds } as Record<string, { min: number; max: bigint | number }>;
        await expect(foundAdmissions({ admissions: terms }))
          .to.be.revertedWithCustomError(admissions, "Admissions_BoundsUnsound")
          .withArgs(anyKey(key), bounds.min, bounds.max);
      });
    }
  });
});

const anyKey = (key: string) => (raw: string) => Buffer.from(raw.slice(2), "hex").toString().startsWith(key);
