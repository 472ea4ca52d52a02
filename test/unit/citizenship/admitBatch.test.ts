import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroHash } from "ethers";
import { anEmptyRegister } from "./world";

describe("CitizenAdmission", () => {
  describe("admitBatch()", () => {
    it("returns consecutive ids", async () => {
      const { citizenship, registrar, people } = await loadFixture(anEmptyRegister);
      for (const person of people.slice(0, 3)) await citizenship.connect(person).requestAdmission(ZeroHash);
      await citizenship.connect(registrar).admit(people[0]);
      expect(await citizenship.connect(registrar).admitBatch.staticCall([people[1], people[2]])).to.equal(2n);
      await citizenship.connect(registrar).admitBatch([people[1], people[2]]);
      expect(await citizenship.citizenOf(people[2])).to.equal(3n);
    });

    it("reverts with Citizenship_NoRequest, and admits nobody, when one made no request", async () => {
      const { citizenship, registrar, people } = await loadFixture(anEmptyRegister);
      await citizenship.connect(people[0]).requestAdmission(ZeroHash);
      await expect(citizenship.connect(registrar).admitBatch([people[0], people[1]]))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_NoRequest")
        .withArgs(people[1].address);
    });

    it("reverts with Citizenship_NoRequest for an account named twice", async () => {
      const { citizenship, registrar, people } = await loadFixture(anEmptyRegister);
      await citizenship.connect(people[0]).requestAdmission(ZeroHash);
      await expect(citizenship.connect(registrar).admitBatch([people[0], people[0]]))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_NoRequest")
        .withArgs(people[0].address);
    });

    it("reverts with AccessManagedUnauthorized when the caller is not the registrar", async () => {
      const { citizenship, stranger } = await loadFixture(anEmptyRegister);
      await expect(citizenship.connect(stranger).admitBatch([]))
        .to.be.revertedWithCustomError(citizenship, "AccessManagedUnauthorized")
        .withArgs(stranger.address);
    });
  });
});
