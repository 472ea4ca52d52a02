import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";
import {
  anAdmission,
  anAttestedApplication,
  DAY,
  FOUNDERS,
  LIABILITY,
  noValidators,
  TERM,
  VALIDATOR_BOND,
  validators,
} from "../../fixtures/admissions";

/** The midnight at or after the end of a term that begins at a moment. */
const endOf = (moment: bigint): bigint => ((moment + TERM + DAY - 1n) / DAY) * DAY;

describe("Validators", () => {
  describe("accredit()", () => {
    it("says until when, at a midnight", async () => {
      const { admissions, now } = await loadFixture(noValidators);
      const at = (await now()) + 100n;
      await time.setNextBlockTimestamp(at);
      const until = endOf(at);
      await expect(admissions.accredit(7)).to.emit(admissions, "ValidatorAccredited").withArgs(7, 1, until);
    });

    it("returns the accreditation's number", async () => {
      const { admissions } = await loadFixture(validators);
      expect(await admissions.accredit.staticCall(7)).to.equal(6);
    });

    it("keeps the number of who is in office", async () => {
      const { admissions, now } = await loadFixture(validators);
      await time.increase(10n * DAY);
      await admissions.accredit(2);
      const { number, until, bond } = await admissions.validatorOf(2);
      expect([number, until, bond]).to.deep.equal([2n, endOf(await now()), VALIDATOR_BOND]);
    });

    it("gives another number to who was dismissed", async () => {
      const { admissions } = await loadFixture(validators);
      await admissions.dismiss(2);
      await admissions.accredit(2);
      const { number, bond, isDisowned } = await admissions.validatorOf(2);
      expect([number, bond, isDisowned]).to.deep.equal([6n, 0n, false]);
    });

    it("reverts with Admissions_NotActive for who is no active citizen", async () => {
      const { admissions } = await loadFixture(validators);
      await expect(admissions.accredit(FOUNDERS + 1))
        .to.be.revertedWithCustomError(admissions, "Admissions_NotActive")
        .withArgs(FOUNDERS + 1);
    });

    it("reverts with Admissions_NoSeat for a seventeenth validator", async () => {
      const { admissions } = await loadFixture(noValidators);
      for (let citizenId = 1; citizenId <= 16; ++citizenId) await admissions.accredit(citizenId);
      await expect(admissions.accredit(17)).to.be.revertedWithCustomError(admissions, "Admissions_NoSeat").withArgs(16);
    });

    it("takes a seat that nobody took before that of who resigned", async () => {
      const { admissions, citizen, filed, viewOf } = await loadFixture(anAttestedApplication);
      await admissions.connect(citizen(1)).resign();
      await admissions.accredit(6);
      expect((await viewOf(filed)).counted).to.equal(2);
    });

    it("takes the seat of who resigned where there is no other one, so that what that one attested to counts no more", async () => {
      const { admissions, citizen, filed, viewOf } = await loadFixture(anAttestedApplication);
      for (let citizenId = 6; citizenId <= 16; ++citizenId) await admissions.accredit(citizenId);
      await admissions.connect(citizen(1)).resign();
      await admissions.accredit(17);
      expect((await viewOf(filed)).counted).to.equal(1);
    });

    it("takes the seat of a term that is over", async () => {
      const { admissions } = await loadFixture(noValidators);
      for (let citizenId = 1; citizenId <= 16; ++citizenId) await admissions.accredit(citizenId);
      await admissions.dismiss(4);
      await admissions.accredit(17);
      expect((await admissions.validators())[3].citizenId).to.equal(17);
    });

    it("reverts with AccessManagedUnauthorized for anyone but the government", async () => {
      const { admissions, citizen } = await loadFixture(validators);
      await expect(admissions.connect(citizen(1)).accredit(7))
        .to.be.revertedWithCustomError(admissions, "AccessManagedUnauthorized")
        .withArgs(citizen(1));
    });
  });

  describe("dismiss()", () => {
    it("ends the accreditation at once", async () => {
      const { admissions, now } = await loadFixture(validators);
      await expect(admissions.dismiss(3)).to.emit(admissions, "ValidatorDismissed").withArgs(3, 3);
      expect((await admissions.validatorOf(3)).until).to.equal(await now());
    });

    it("takes what the validator attested to from applications that are not admitted", async () => {
      const { admissions, filed, viewOf } = await loadFixture(anAttestedApplication);
      await admissions.dismiss(1);
      expect((await viewOf(filed)).counted).to.equal(1);
    });

    it("leaves the bond, which is liable", async () => {
      const { admissions } = await loadFixture(validators);
      await admissions.dismiss(3);
      expect((await admissions.validatorOf(3)).bond).to.equal(VALIDATOR_BOND);
    });

    it("reverts with Admissions_NotInOffice for who is no validator", async () => {
      const { admissions } = await loadFixture(validators);
      await expect(admissions.dismiss(9))
        .to.be.revertedWithCustomError(admissions, "Admissions_NotInOffice")
        .withArgs(9);
    });

    it("reverts with AccessManagedUnauthorized for anyone but the government", async () => {
      const { admissions, citizen } = await loadFixture(validators);
      await expect(admissions.connect(citizen(1)).dismiss(2))
        .to.be.revertedWithCustomError(admissions, "AccessManagedUnauthorized")
        .withArgs(citizen(1));
    });
  });

  describe("resign()", () => {
    it("ends the caller's accreditation", async () => {
      const { admissions, citizen } = await loadFixture(validators);
      await expect(admissions.connect(citizen(3)).resign())
        .to.emit(admissions, "ValidatorResigned")
        .withArgs(3, 3);
      expect((await admissions.validators()).map(({ citizenId }) => citizenId)).to.deep.equal([1n, 2n, 4n, 5n]);
    });

    it("leaves what the validator attested to", async () => {
      const { admissions, citizen, filed, viewOf } = await loadFixture(anAttestedApplication);
      await admissions.connect(citizen(1)).resign();
      expect((await viewOf(filed)).counted).to.equal(2);
    });

    it("reverts with Admissions_NotInOffice the second time", async () => {
      const { admissions, citizen } = await loadFixture(validators);
      await admissions.connect(citizen(3)).resign();
      await expect(admissions.connect(citizen(3)).resign())
        .to.be.revertedWithCustomError(admissions, "Admissions_NotInOffice")
        .withArgs(3);
    });
  });

  describe("payBond()", () => {
    it("takes what is missing", async () => {
      const { admissions, citizen } = await loadFixture(noValidators);
      await admissions.accredit(7);
      await expect(admissions.connect(citizen(7)).payBond({ value: VALIDATOR_BOND }))
        .to.emit(admissions, "ValidatorBondPaid")
        .withArgs(7, 1, VALIDATOR_BOND, VALIDATOR_BOND);
      expect((await admissions.validatorOf(7)).bond).to.equal(VALIDATOR_BOND);
    });

    it("takes the difference when the bond was raised", async () => {
      const { admissions, citizen, set } = await loadFixture(validators);
      await set("validatorBond", 60_000_000);
      await expect(admissions.connect(citizen(2)).payBond({ value: VALIDATOR_BOND / 5n }))
        .to.emit(admissions, "ValidatorBondPaid")
        .withArgs(2, 2, VALIDATOR_BOND / 5n, (VALIDATOR_BOND * 6n) / 5n);
    });

    it("takes nothing when the bond was lowered, and keeps what is there", async () => {
      const { admissions, citizen, set } = await loadFixture(validators);
      await set("validatorBond", 1);
      await admissions.connect(citizen(2)).payBond();
      expect((await admissions.validatorOf(2)).bond).to.equal(VALIDATOR_BOND);
    });

    it("reverts with Admissions_WrongPayment for another amount", async () => {
      const { admissions, citizen } = await loadFixture(validators);
      await expect(admissions.connect(citizen(2)).payBond({ value: 1 }))
        .to.be.revertedWithCustomError(admissions, "Admissions_WrongPayment")
        .withArgs(1, 0);
    });

    it("reverts with Admissions_NotInOffice for who is no validator", async () => {
      const { admissions, citizen } = await loadFixture(validators);
      await expect(admissions.connect(citizen(9)).payBond({ value: VALIDATOR_BOND }))
        .to.be.revertedWithCustomError(admissions, "Admissions_NotInOffice")
        .withArgs(9);
    });
  });

  // Checks VALID-2.
  describe("returnBond()", () => {
    it("owes the bond to the citizen when the accreditation is over", async () => {
      const { admissions, citizen } = await loadFixture(validators);
      await admissions.connect(citizen(3)).resign();
      await expect(admissions.returnBond(3))
        .to.emit(admissions, "ValidatorBondReturned")
        .withArgs(3, 3, VALIDATOR_BOND);
      expect(await admissions.owedToCitizen(ZeroAddress, 3)).to.equal(VALIDATOR_BOND);
    });

    it("reverts with Admissions_BondLocked in office", async () => {
      const { admissions } = await loadFixture(validators);
      const { until } = await admissions.validatorOf(3);
      await time.setNextBlockTimestamp(until - 1n);
      await expect(admissions.returnBond(3))
        .to.be.revertedWithCustomError(admissions, "Admissions_BondLocked")
        .withArgs(3, 0, until);
    });

    it("returns the bond when the term ends by itself", async () => {
      const { admissions } = await loadFixture(validators);
      await time.setNextBlockTimestamp((await admissions.validatorOf(3)).until);
      await admissions.returnBond(3);
      expect(await admissions.owedToCitizen(ZeroAddress, 3)).to.equal(VALIDATOR_BOND);
    });

    context("given that the validator attested", () => {
      async function aRetired() {
        const world = await anAdmission();
        const { admissions, citizenship, citizen, citizenId, filed } = world;
        const freeAt = (await admissions.validatorOf(1)).lastAttestedAt + LIABILITY;
        await admissions.connect(citizen(1)).resign();
        return { ...world, citizenship, citizenId, filed, freeAt };
      }

      it("reverts with Admissions_BondLocked while the attestation is open", async () => {
        const { admissions, freeAt } = await loadFixture(aRetired);
        await time.setNextBlockTimestamp(freeAt);
        await expect(admissions.returnBond(1))
          .to.be.revertedWithCustomError(admissions, "Admissions_BondLocked")
          .withArgs(1, 1, freeAt);
      });

      it("reverts with Admissions_BondLocked a second before the liability ends", async () => {
        const { admissions, citizenship, citizenId, filed, freeAt } = await loadFixture(aRetired);
        await time.increaseTo((await citizenship.citizen(citizenId)).wakesAt);
        await admissions.settle(filed);
        await time.setNextBlockTimestamp(freeAt - 1n);
        await expect(admissions.returnBond(1))
          .to.be.revertedWithCustomError(admissions, "Admissions_BondLocked")
          .withArgs(1, 0, freeAt);
      });

      it("returns the bond when the liability ends", async () => {
        const { admissions, filed, freeAt } = await loadFixture(aRetired);
        await time.increaseTo(freeAt - 10n);
        await admissions.settle(filed);
        await time.setNextBlockTimestamp(freeAt);
        await admissions.returnBond(1);
        expect(await admissions.owedToCitizen(ZeroAddress, 1)).to.equal(VALIDATOR_BOND);
      });
    });

    it("reverts with Admissions_NoBond when nothing is at stake", async () => {
      const { admissions } = await loadFixture(validators);
      await expect(admissions.returnBond(9)).to.be.revertedWithCustomError(admissions, "Admissions_NoBond").withArgs(9);
    });

    it("pays who holds the citizenship by then", async () => {
      const { admissions, citizen } = await loadFixture(validators);
      await admissions.connect(citizen(3)).resign();
      await admissions.returnBond(3);
      await expect(admissions.claimForCitizen(ZeroAddress, 3)).to.changeEtherBalance(citizen(3), VALIDATOR_BOND);
    });
  });

  describe("validatorAt()", () => {
    it("gives an accreditation that was followed by another one", async () => {
      const { admissions } = await loadFixture(validators);
      await admissions.dismiss(2);
      await admissions.accredit(2);
      const { citizenId, isDisowned, bond } = await admissions.validatorAt(2);
      expect([citizenId, isDisowned, bond]).to.deep.equal([2n, true, VALIDATOR_BOND]);
    });
  });

  describe("validatorOf()", () => {
    it("is empty for who was never accredited", async () => {
      const { admissions } = await loadFixture(validators);
      expect(await admissions.validatorOf(9)).to.deep.equal([0n, 0n, 0n, 0n, 0n, 0n, false]);
    });
  });

  describe("validators()", () => {
    it("leaves out whose term is over", async () => {
      const { admissions } = await loadFixture(validators);
      await admissions.accredit(6);
      await time.increase(TERM - 5n * DAY);
      await admissions.accredit(6);
      await time.increase(10n * DAY);
      expect((await admissions.validators()).map(({ citizenId }) => citizenId)).to.deep.equal([6n]);
    });
  });

  describe("powerChangeOf()", () => {
    const cases = [
      ["attestations", 3, 1n],
      ["openAttestations", 2, 1n],
      ["openAttestations", 4, 2n],
      ["accreditationTerm", 300, 2n],
      ["leastValidators", 3, 2n],
      ["validatorBond", 1, 2n],
      ["liability", 100, 2n],
      ["bond", 1, 2n],
      ["fee", 1, 0n],
      ["bounty", 60_00, 0n],
      ["firstLevel", 0, 1n],
      ["secondLevel", 2, 2n],
    ] as const;
    for (const [key, value, change] of cases) {
      it(`says ${["that nothing special holds", "that power is taken back", "that power is given"][Number(change)]} of ${key} = ${value}`, async () => {
        const { admissions } = await loadFixture(validators);
        const bytes = ZeroHash.slice(2 + key.length * 2);
        const name = `0x${Buffer.from(key).toString("hex")}${bytes}`;
        const data = admissions.interface.encodeFunctionData("setProvision", [name, value]);
        expect(await admissions.powerChangeOf(data)).to.equal(change);
      });
    }
  });
});
