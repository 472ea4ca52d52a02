import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { encodeBytes32String, ZeroHash } from "ethers";
import { ethers } from "hardhat";
import { aRegister, DAY, midnight, now, Provision } from "../../fixtures/citizenship";
import { anEmptyRegister } from "./world";

describe("CitizenAdmission", () => {
  describe("provisions()", () => {
    it("returns four, in order, each with its unit", async () => {
      const { citizenship } = await aRegister({ term: 365n, fee: 7n, monthlyAdmissions: 9n });
      const views = await citizenship.provisions();
      expect(views.map(({ key, unit, current }) => [key, unit, current])).to.deep.equal([
        [Provision.term, 5n, 365n],
        [Provision.fee, 3n, 7n],
        [Provision.monthlyAdmissions, 6n, 9n],
        [Provision.waitingPeriod, 5n, 30n],
      ]);
    });

    for (const key of ["term", "fee", "monthlyAdmissions", "waitingPeriod"] as const) {
      it(`keeps standing and tried value of \`${key}\` apart, and ratifies`, async () => {
        const { citizenship, government } = await loadFixture(anEmptyRegister);
        await citizenship.connect(government).setProvision(Provision[key], 66);
        await citizenship.connect(government).tryProvision(Provision[key], 88, 1_000);
        const trialUntil = (await now()) + 1_000n;
        const tried = await citizenship.provision(Provision[key]);
        expect([tried.current, tried.standing, tried.trial, tried.trialUntil]).to.deep.equal([
          88n,
          66n,
          88n,
          trialUntil,
        ]);
        await citizenship.connect(government).ratifyProvision(Provision[key]);
        const ratified = await citizenship.provision(Provision[key]);
        expect([ratified.current, ratified.standing, ratified.trialUntil]).to.deep.equal([88n, 88n, 0n]);
      });
    }

    it("gives the term on trial to citizens admitted meanwhile", async () => {
      const { citizenship, government, registrar, stranger } = await loadFixture(anEmptyRegister);
      await citizenship.connect(stranger).requestAdmission(ZeroHash);
      await citizenship.connect(government).tryProvision(Provision.term, 30, DAY);
      await citizenship.connect(registrar).admit(stranger);
      expect(await citizenship.endTime(1)).to.equal(midnight(await now()) + 30n * DAY);
    });

    it("holds a term of 65,535 days, and no longer one, whatever the bounds", async () => {
      const { citizenship, government } = await loadFixture(anEmptyRegister);
      await citizenship.connect(government).setProvision(Provision.term, 65_535);
      await expect(citizenship.connect(government).setProvision(Provision.term, 65_536))
        .to.be.revertedWithCustomError(citizenship, "Provisions_OutOfBounds")
        .withArgs(Provision.term, 65_536n, 0n, 65_535n);
      await expect(citizenship.connect(government).tryProvision(Provision.term, 65_536, 1))
        .to.be.revertedWithCustomError(citizenship, "Provisions_OutOfBounds")
        .withArgs(Provision.term, 65_536n, 0n, 65_535n);
    });

    const deployWith = async (share: bigint, wait: bigint) => {
      const { authority, treasury } = await loadFixture(anEmptyRegister);
      const factory = await ethers.getContractFactory("Citizenship");
      const max = 2n ** 44n - 1n;
      const terms = [0n, 0n, share, wait].map((value) => ({ value, min: 0, max }));
      return factory.deploy(authority, authority, treasury, "C", "C", { citizens: 0, window: 0 }, terms);
    };

    it("holds a share of 65,535 basis points, and no more", async () => {
      const citizenship = await deployWith(65_535n, 0n);
      await expect(deployWith(65_536n, 0n))
        .to.be.revertedWithCustomError(citizenship, "Provisions_OutOfBounds")
        .withArgs(Provision.monthlyAdmissions, 65_536n, 0n, 65_535n);
    });

    it("holds a waiting period of 255 days, and no more", async () => {
      const citizenship = await deployWith(0n, 255n);
      await expect(deployWith(0n, 256n))
        .to.be.revertedWithCustomError(citizenship, "Provisions_OutOfBounds")
        .withArgs(Provision.waitingPeriod, 256n, 0n, 255n);
    });

    it("reverts with Provisions_Unknown for another name", async () => {
      const { citizenship } = await loadFixture(anEmptyRegister);
      await expect(citizenship.provision(encodeBytes32String("tax")))
        .to.be.revertedWithCustomError(citizenship, "Provisions_Unknown")
        .withArgs(encodeBytes32String("tax"));
    });
  });
});
