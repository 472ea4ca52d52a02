import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroHash } from "ethers";
import { aRegister, DAY, ENDLESS, nextAt, now, Provision, WINDOW } from "../../fixtures/citizenship";

describe("Admissions", () => {
  describe("the provision `monthlyAdmissions`", () => {
    async function aFullWindow() {
      const world = await aRegister({ monthlyAdmissions: 2n });
      const { citizenship, registrar, people } = world;
      const windowEndsAt = ((await now()) / WINDOW + 2n) * WINDOW;
      await time.increaseTo(windowEndsAt - WINDOW);
      for (const person of people.slice(0, 5)) await citizenship.connect(person).requestAdmission(ZeroHash);
      await citizenship.connect(registrar).admitBatch([people[0], people[1]]);
      return { ...world, windowEndsAt };
    }

    it("admits up to the limit in a window", async () => {
      const { citizenship, registrar, people, windowEndsAt } = await loadFixture(aFullWindow);
      await expect(citizenship.connect(registrar).admit(people[2]))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_MonthlyAdmissionsReached")
        .withArgs(2n, windowEndsAt);
    });

    it("limits invited applicants, too", async () => {
      const { citizenship, registrar, people, windowEndsAt } = await loadFixture(aFullWindow);
      await citizenship.connect(registrar).invite([people[2]], ENDLESS);
      await expect(citizenship.connect(people[2]).requestAdmission(ZeroHash))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_MonthlyAdmissionsReached")
        .withArgs(2n, windowEndsAt);
    });

    it("limits in the last second of the window", async () => {
      const { citizenship, registrar, people, windowEndsAt } = await loadFixture(aFullWindow);
      await nextAt(windowEndsAt - 1n);
      await expect(citizenship.connect(registrar).admit(people[2]))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_MonthlyAdmissionsReached")
        .withArgs(2n, windowEndsAt);
    });

    it("counts from zero in the next window", async () => {
      const { citizenship, registrar, people, windowEndsAt } = await loadFixture(aFullWindow);
      await nextAt(windowEndsAt);
      await citizenship.connect(registrar).admitBatch([people[2], people[3]]);
      await expect(citizenship.connect(registrar).admit(people[4]))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_MonthlyAdmissionsReached")
        .withArgs(2n, windowEndsAt + WINDOW);
    });

    it("applies a trial, which lapses by itself", async () => {
      const { citizenship, government, registrar, people, windowEndsAt } = await loadFixture(aFullWindow);
      await citizenship.connect(government).tryProvision(Provision.monthlyAdmissions, 3, DAY);
      await citizenship.connect(registrar).admit(people[2]);
      await time.increase(DAY);
      await expect(citizenship.connect(registrar).admit(people[3]))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_MonthlyAdmissionsReached")
        .withArgs(2n, windowEndsAt);
    });
  });
});
