import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { anOffice, JUSTICE, REGISTRAR, SUSPENDED } from "./world";

describe("Constitution", () => {
  describe("resign()", () => {
    it("ends the office at once", async () => {
      const { constitution, citizen } = await loadFixture(anOffice);
      await constitution.connect(citizen).resign(REGISTRAR);
      expect((await constitution.hasRole(REGISTRAR, citizen)).isMember).to.equal(false);
    });

    it("announces the term that it cut short", async () => {
      const { constitution, citizen, citizenId, until } = await loadFixture(anOffice);
      await expect(constitution.connect(citizen).resign(REGISTRAR))
        .to.emit(constitution, "OfficerResigned")
        .withArgs(REGISTRAR, citizenId, until);
    });

    it("works while suspended", async () => {
      const { constitution, citizenship, citizen, citizenId, record } = await loadFixture(anOffice);
      await citizenship.write(citizenId, { ...record, standing: SUSPENDED });
      await constitution.connect(citizen).resign(REGISTRAR);
      expect(await constitution.officeOf(REGISTRAR, citizenId)).to.equal(0);
    });

    it("reverts for a citizen without that office", async () => {
      const { constitution, citizen, citizenId } = await loadFixture(anOffice);
      await expect(constitution.connect(citizen).resign(JUSTICE))
        .to.be.revertedWithCustomError(constitution, "Constitution_NotInOffice")
        .withArgs(JUSTICE, citizenId, 0);
    });

    it("reverts for who is no citizen", async () => {
      const { constitution, stranger } = await loadFixture(anOffice);
      await expect(constitution.connect(stranger).resign(REGISTRAR))
        .to.be.revertedWithCustomError(constitution, "Constitution_NotInOffice")
        .withArgs(REGISTRAR, 0, 0);
    });
  });
});
