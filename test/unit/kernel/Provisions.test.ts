import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { recordOf } from "../../fixtures/records";

const RATE = ethers.encodeBytes32String("rate");
const PERIOD = ethers.encodeBytes32String("period");
const UNKNOWN = ethers.encodeBytes32String("ratio");

const WIDEST = 2n ** 44n - 1n;
const DAY = 24 * 60 * 60;
const YEAR = 365 * DAY;

const rateTerms = { value: 1_00n, min: 10n, max: 5_00n };
const periodTerms = { value: 0n, min: 0n, max: WIDEST };

async function anInstitution() {
  const [government, stranger] = await ethers.getSigners();
  const authority = await (await ethers.getContractFactory("AccessManager")).deploy(government);
  const factory = await ethers.getContractFactory("ProvisionsHarness");
  const institution = await factory.deploy(authority, [rateTerms, periodTerms]);
  return { institution, authority, factory, stranger };
}

async function anInstitutionOnTrial() {
  const world = await anInstitution();
  await world.institution.tryProvision(RATE, 3_00n, DAY);
  return { ...world, until: (await time.latest()) + DAY };
}

const viewOf = (values: object) => ({
  key: RATE,
  unit: 0n,
  current: 1_00n,
  standing: 1_00n,
  trial: 0n,
  trialUntil: 0n,
  min: 10n,
  max: 5_00n,
  ...values,
});

describe("Provisions", () => {
  describe("constructor()", () => {
    it("stores the values of its terms", async () => {
      const { institution } = await loadFixture(anInstitution);
      expect(recordOf(await institution.provision(RATE))).to.deep.equal(viewOf({}));
    });

    it("emits ProvisionSet for every value", async () => {
      const { institution } = await loadFixture(anInstitution);
      await expect(institution.deploymentTransaction())
        .to.emit(institution, "ProvisionSet")
        .withArgs(RATE, 0, 1_00)
        .and.to.emit(institution, "ProvisionSet")
        .withArgs(PERIOD, 0, 0);
    });

    it("keeps two provisions in one slot", async () => {
      const { factory, authority } = await loadFixture(anInstitution);
      const institution = await factory.deploy(authority, [rateTerms, { ...periodTerms, value: 7n }]);
      const slots = await Promise.all(
        Array.from({ length: 3 }, async (_, slot) => BigInt(await ethers.provider.getStorage(institution, slot))),
      );
      expect(slots).to.include(1_00n | (7n << 128n));
    });

    context("given terms that are not one for each key", () => {
      it("reverts with Provisions_WrongCount when one is missing", async () => {
        const { factory, authority, institution } = await loadFixture(anInstitution);
        await expect(factory.deploy(authority, [rateTerms]))
          .to.be.revertedWithCustomError(institution, "Provisions_WrongCount")
          .withArgs(1, 2);
      });

      it("reverts with Provisions_WrongCount when one is too many", async () => {
        const { factory, authority, institution } = await loadFixture(anInstitution);
        await expect(factory.deploy(authority, [rateTerms, periodTerms, periodTerms]))
          .to.be.revertedWithCustomError(institution, "Provisions_WrongCount")
          .withArgs(3, 2);
      });
    });

    context("given a value at or beyond its bounds", () => {
      for (const value of [10n, 5_00n]) {
        it(`accepts ${value}`, async () => {
          const { factory, authority } = await loadFixture(anInstitution);
          const institution = await factory.deploy(authority, [{ ...rateTerms, value }, periodTerms]);
          expect(await institution.current(0)).to.equal(value);
        });
      }

      for (const value of [9n, 5_01n]) {
        it(`reverts with Provisions_OutOfBounds for ${value}`, async () => {
          const { factory, authority, institution } = await loadFixture(anInstitution);
          await expect(factory.deploy(authority, [{ ...rateTerms, value }, periodTerms]))
            .to.be.revertedWithCustomError(institution, "Provisions_OutOfBounds")
            .withArgs(RATE, value, 10, 5_00);
        });
      }

      it("accepts a bound of 44 bits", async () => {
        const { factory, authority } = await loadFixture(anInstitution);
        const institution = await factory.deploy(authority, [rateTerms, { value: WIDEST, min: 0n, max: WIDEST }]);
        expect(await institution.current(1)).to.equal(WIDEST);
      });

      it("reverts with Provisions_OutOfBounds for a bound of more than 44 bits", async () => {
        const { factory, authority, institution } = await loadFixture(anInstitution);
        await expect(factory.deploy(authority, [rateTerms, { value: 0n, min: 0n, max: WIDEST + 1n }]))
          .to.be.revertedWithCustomError(institution, "Provisions_OutOfBounds")
          .withArgs(PERIOD, WIDEST + 1n, 0, WIDEST);
      });
    });
  });

  describe("provisions()", () => {
    it("returns every provision in the declared order", async () => {
      const { institution } = await loadFixture(anInstitution);
      const views = await institution.provisions();
      expect(views.map(recordOf)).to.deep.equal([
        viewOf({}),
        viewOf({ key: PERIOD, unit: 1n, current: 0n, standing: 0n, min: 0n, max: WIDEST }),
      ]);
    });
  });

  describe("provision()", () => {
    it("reverts with Provisions_Unknown for an unknown name", async () => {
      const { institution } = await loadFixture(anInstitution);
      await expect(institution.provision(UNKNOWN))
        .to.be.revertedWithCustomError(institution, "Provisions_Unknown")
        .withArgs(UNKNOWN);
    });
  });

  describe("setProvision()", () => {
    it("makes the value stand at once", async () => {
      const { institution } = await loadFixture(anInstitution);
      await institution.setProvision(RATE, 2_00n);
      expect(recordOf(await institution.provision(RATE))).to.deep.equal(viewOf({ current: 2_00n, standing: 2_00n }));
    });

    it("leaves the neighbour in the slot unchanged", async () => {
      const { institution } = await loadFixture(anInstitution);
      await institution.setProvision(PERIOD, WIDEST);
      await institution.setProvision(RATE, 2_00n);
      expect(await institution.current(1)).to.equal(WIDEST);
    });

    it("emits the old value and the new one", async () => {
      const { institution } = await loadFixture(anInstitution);
      await expect(institution.setProvision(RATE, 2_00n))
        .to.emit(institution, "ProvisionSet")
        .withArgs(RATE, 1_00, 2_00);
    });

    it("ends a trial under way", async () => {
      const { institution } = await loadFixture(anInstitutionOnTrial);
      await institution.setProvision(RATE, 2_00n);
      expect(recordOf(await institution.provision(RATE))).to.deep.equal(viewOf({ current: 2_00n, standing: 2_00n }));
    });

    it("emits the standing value, not the one on trial, as the old one", async () => {
      const { institution } = await loadFixture(anInstitutionOnTrial);
      await expect(institution.setProvision(RATE, 2_00n))
        .to.emit(institution, "ProvisionSet")
        .withArgs(RATE, 1_00, 2_00);
    });

    for (const value of [10n, 5_00n]) {
      it(`accepts the bound ${value}`, async () => {
        const { institution } = await loadFixture(anInstitution);
        await institution.setProvision(RATE, value);
        expect(await institution.current(0)).to.equal(value);
      });
    }

    for (const value of [9n, 5_01n, 2n ** 44n + 1_00n, 2n ** 256n - 1n]) {
      it(`reverts with Provisions_OutOfBounds for ${value}, outside the bounds`, async () => {
        const { institution } = await loadFixture(anInstitution);
        await expect(institution.setProvision(RATE, value))
          .to.be.revertedWithCustomError(institution, "Provisions_OutOfBounds")
          .withArgs(RATE, value, 10, 5_00);
      });
    }

    it("reverts with Provisions_Unknown for an unknown name", async () => {
      const { institution } = await loadFixture(anInstitution);
      await expect(institution.setProvision(UNKNOWN, 1))
        .to.be.revertedWithCustomError(institution, "Provisions_Unknown")
        .withArgs(UNKNOWN);
    });

    it("reverts with AccessManagedUnauthorized when the caller is not the government", async () => {
      const { institution, stranger } = await loadFixture(anInstitution);
      await expect(institution.connect(stranger).setProvision(RATE, 2_00n))
        .to.be.revertedWithCustomError(institution, "AccessManagedUnauthorized")
        .withArgs(stranger);
    });
  });

  describe("tryProvision()", () => {
    it("lets the value apply while the old one stands", async () => {
      const { institution, until } = await loadFixture(anInstitutionOnTrial);
      expect(recordOf(await institution.provision(RATE))).to.deep.equal(
        viewOf({ current: 3_00n, trial: 3_00n, trialUntil: BigInt(until) }),
      );
    });

    it("emits ProvisionTried with the trial and its end", async () => {
      const { institution } = await loadFixture(anInstitution);
      const now = (await time.latest()) + 60;
      await time.setNextBlockTimestamp(now);
      await expect(institution.tryProvision(RATE, 3_00n, DAY))
        .to.emit(institution, "ProvisionTried")
        .withArgs(RATE, 1_00, 3_00, now + DAY);
    });

    it("replaces a trial under way and keeps the standing value", async () => {
      const { institution } = await loadFixture(anInstitutionOnTrial);
      await institution.tryProvision(RATE, 4_00n, 2 * DAY);
      const until = BigInt((await time.latest()) + 2 * DAY);
      expect(recordOf(await institution.provision(RATE))).to.deep.equal(
        viewOf({ current: 4_00n, trial: 4_00n, trialUntil: until }),
      );
    });

    it("leaves the neighbour in the slot unchanged", async () => {
      const { institution } = await loadFixture(anInstitution);
      await institution.tryProvision(PERIOD, WIDEST, YEAR);
      expect(await institution.current(0)).to.equal(1_00n);
    });

    context("given a trial under way", () => {
      it("applies one second before its end", async () => {
        const { institution, until } = await loadFixture(anInstitutionOnTrial);
        await time.increaseTo(until - 1);
        expect(await institution.current(0)).to.equal(3_00n);
      });

      it("lapses at its end, without a transaction", async () => {
        const { institution, until } = await loadFixture(anInstitutionOnTrial);
        const before = await institution.stored(0);
        await time.increaseTo(until);
        expect(await institution.current(0)).to.equal(1_00n);
        expect(await institution.stored(0)).to.equal(before);
      });

      it("returns the tried value after it lapsed", async () => {
        const { institution, until } = await loadFixture(anInstitutionOnTrial);
        await time.increaseTo(until);
        expect(recordOf(await institution.provision(RATE))).to.deep.equal(
          viewOf({ trial: 3_00n, trialUntil: BigInt(until) }),
        );
      });
    });

    for (const period of [1, YEAR]) {
      it(`accepts a period of ${period} seconds`, async () => {
        const { institution } = await loadFixture(anInstitution);
        await institution.tryProvision(RATE, 3_00n, period);
        expect((await institution.provision(RATE)).trialUntil).to.equal((await time.latest()) + period);
      });
    }

    for (const period of [0n, BigInt(YEAR) + 1n, 2n ** 256n - 1n]) {
      it(`reverts with Provisions_TrialPeriodOutOfBounds for a period of ${period} seconds`, async () => {
        const { institution } = await loadFixture(anInstitution);
        await expect(institution.tryProvision(RATE, 3_00n, period))
          .to.be.revertedWithCustomError(institution, "Provisions_TrialPeriodOutOfBounds")
          .withArgs(RATE, period, YEAR);
      });
    }

    for (const value of [9n, 5_01n]) {
      it(`reverts with Provisions_OutOfBounds for ${value}, outside the bounds`, async () => {
        const { institution } = await loadFixture(anInstitution);
        await expect(institution.tryProvision(RATE, value, DAY))
          .to.be.revertedWithCustomError(institution, "Provisions_OutOfBounds")
          .withArgs(RATE, value, 10, 5_00);
      });
    }

    it("reverts with Provisions_Unknown for an unknown name", async () => {
      const { institution } = await loadFixture(anInstitution);
      await expect(institution.tryProvision(UNKNOWN, 1, DAY))
        .to.be.revertedWithCustomError(institution, "Provisions_Unknown")
        .withArgs(UNKNOWN);
    });

    it("reverts with AccessManagedUnauthorized when the caller is not the government", async () => {
      const { institution, stranger } = await loadFixture(anInstitution);
      await expect(institution.connect(stranger).tryProvision(RATE, 2_00n, DAY))
        .to.be.revertedWithCustomError(institution, "AccessManagedUnauthorized")
        .withArgs(stranger);
    });
  });

  describe("ratifyProvision()", () => {
    it("makes the value on trial stand", async () => {
      const { institution } = await loadFixture(anInstitutionOnTrial);
      await institution.ratifyProvision(RATE);
      expect(recordOf(await institution.provision(RATE))).to.deep.equal(viewOf({ current: 3_00n, standing: 3_00n }));
    });

    it("emits the old value and the new one", async () => {
      const { institution } = await loadFixture(anInstitutionOnTrial);
      await expect(institution.ratifyProvision(RATE))
        .to.emit(institution, "ProvisionRatified")
        .withArgs(RATE, 1_00, 3_00);
    });

    it("ratifies in the last second of the trial", async () => {
      const { institution, until } = await loadFixture(anInstitutionOnTrial);
      await time.setNextBlockTimestamp(until - 1);
      await institution.ratifyProvision(RATE);
      expect(await institution.current(0)).to.equal(3_00n);
    });

    it("reverts with Provisions_NotOnTrial from the end of the trial on", async () => {
      const { institution, until } = await loadFixture(anInstitutionOnTrial);
      await time.setNextBlockTimestamp(until);
      await expect(institution.ratifyProvision(RATE))
        .to.be.revertedWithCustomError(institution, "Provisions_NotOnTrial")
        .withArgs(RATE, until);
    });

    it("reverts with Provisions_NotOnTrial when nothing was ever tried", async () => {
      const { institution } = await loadFixture(anInstitution);
      await expect(institution.ratifyProvision(RATE))
        .to.be.revertedWithCustomError(institution, "Provisions_NotOnTrial")
        .withArgs(RATE, 0);
    });

    it("reverts with Provisions_Unknown for an unknown name", async () => {
      const { institution } = await loadFixture(anInstitution);
      await expect(institution.ratifyProvision(UNKNOWN))
        .to.be.revertedWithCustomError(institution, "Provisions_Unknown")
        .withArgs(UNKNOWN);
    });

    it("reverts with AccessManagedUnauthorized when the caller is not the government", async () => {
      const { institution, stranger } = await loadFixture(anInstitutionOnTrial);
      await expect(institution.connect(stranger).ratifyProvision(RATE))
        .to.be.revertedWithCustomError(institution, "AccessManagedUnauthorized")
        .withArgs(stranger);
    });
  });
});
