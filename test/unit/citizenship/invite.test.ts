import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { DOSSIER, ENDLESS, nextAt, now } from "../../fixtures/citizenship";
import { anEmptyRegister } from "./world";

describe("Admissions", () => {
  describe("invite()", () => {
    it("emits AdmissionInvited for each invitee", async () => {
      const { citizenship, registrar, people } = await loadFixture(anEmptyRegister);
      const sent = citizenship.connect(registrar).invite([people[0], people[1]], ENDLESS);
      await expect(sent).to.emit(citizenship, "AdmissionInvited").withArgs(people[0].address, ENDLESS);
      await expect(sent).to.emit(citizenship, "AdmissionInvited").withArgs(people[1].address, ENDLESS);
    });

    it("reverts with Citizenship_MomentPassed when it would have ended", async () => {
      const { citizenship, registrar, stranger } = await loadFixture(anEmptyRegister);
      const present = (await now()) + 5n;
      await nextAt(present);
      await expect(citizenship.connect(registrar).invite([stranger], present))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_MomentPassed")
        .withArgs(present, present);
    });

    it("reverts with Citizenship_AlreadyCitizen when one is a citizen", async () => {
      const { citizenship, registrar, stranger } = await loadFixture(anEmptyRegister);
      await citizenship.connect(stranger).requestAdmission(DOSSIER);
      await citizenship.connect(registrar).admit(stranger);
      await expect(citizenship.connect(registrar).invite([stranger], ENDLESS))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_AlreadyCitizen")
        .withArgs(stranger.address, 1n);
    });

    it("reverts with AccessManagedUnauthorized when the caller is not the registrar", async () => {
      const { citizenship, stranger } = await loadFixture(anEmptyRegister);
      await expect(citizenship.connect(stranger).invite([stranger], ENDLESS))
        .to.be.revertedWithCustomError(citizenship, "AccessManagedUnauthorized")
        .withArgs(stranger.address);
    });
  });
});
