import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { anOffice, GOVERNMENT, JUSTICE, REGISTRAR } from "./world";

describe("Constitution", () => {
  describe("dismiss()", () => {
    it("ends the office at once", async () => {
      const { constitution, citizen, citizenId } = await loadFixture(anOffice);
      await constitution.dismiss(REGISTRAR, citizenId);
      expect((await constitution.hasRole(REGISTRAR, citizen)).isMember).to.equal(false);
      expect(await constitution.officeOf(REGISTRAR, citizenId)).to.equal(0);
    });

    it("announces the term that it cut short", async () => {
      const { constitution, citizenId, until } = await loadFixture(anOffice);
      await expect(constitution.dismiss(REGISTRAR, citizenId))
        .to.emit(constitution, "OfficerDismissed")
        .withArgs(REGISTRAR, citizenId, until);
    });

    it("does nothing when the citizen holds no such office", async () => {
      const { constitution, citizenId, until } = await loadFixture(anOffice);
      await expect(constitution.dismiss(JUSTICE, citizenId)).not.to.emit(constitution, "OfficerDismissed");
      expect(await constitution.officeOf(REGISTRAR, citizenId)).to.equal(until);
    });

    it("does nothing when the term is over", async () => {
      const { constitution, citizenId, until } = await loadFixture(anOffice);
      await time.setNextBlockTimestamp(until);
      await expect(constitution.dismiss(REGISTRAR, citizenId)).not.to.emit(constitution, "OfficerDismissed");
      expect(await constitution.officeOf(REGISTRAR, citizenId)).to.equal(until);
    });

    it("reverts for whoever is not the government", async () => {
      const { constitution, citizen, citizenId } = await loadFixture(anOffice);
      await expect(constitution.connect(citizen).dismiss(REGISTRAR, citizenId))
        .to.be.revertedWithCustomError(constitution, "AccessManagerUnauthorizedAccount")
        .withArgs(citizen, GOVERNMENT);
    });
  });
});
