import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { DAY, DOSSIER, ENDLESS, foundingCitizens, nextAt, now } from "../../fixtures/citizenship";
import { anEmptyRegister } from "./world";

describe("CitizenAdmission", () => {
  describe("invite()", () => {
    it("emits AdmissionInvited for each invitee", async () => {
      const { citizenship, registrar, people } = await loadFixture(anEmptyRegister);
      const until = (await now()) + DAY;
      const sent = citizenship.connect(registrar).invite([people[0], people[1]], until);
      await expect(sent).to.emit(citizenship, "AdmissionInvited").withArgs(people[0].address, until);
      await expect(sent).to.emit(citizenship, "AdmissionInvited").withArgs(people[1].address, until);
    });

    it("invites for 90 days", async () => {
      const { citizenship, registrar, stranger } = await loadFixture(anEmptyRegister);
      const present = (await now()) + 5n;
      await nextAt(present);
      await citizenship.connect(registrar).invite([stranger], present + 90n * DAY);
      expect((await citizenship.admissionOf(stranger)).invitedUntil).to.equal(present + 90n * DAY);
    });

    it("reverts with Citizenship_MomentTooLate after that", async () => {
      const { citizenship, registrar, stranger } = await loadFixture(anEmptyRegister);
      const present = (await now()) + 5n;
      await nextAt(present);
      await expect(citizenship.connect(registrar).invite([stranger], present + 90n * DAY + 1n))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_MomentTooLate")
        .withArgs(present + 90n * DAY + 1n, present + 90n * DAY);
    });

    context("given a registrar has as many invitations open as the brake lets in", () => {
      const aFullHand = async () => {
        const world = await foundingCitizens(10);
        const until = (await now()) + 10n * DAY;
        await world.citizenship.connect(world.registrar).invite(world.people.slice(10, 13), until);
        return { ...world, until };
      };

      it("reverts with Citizenship_TooManyInvitations", async () => {
        const { citizenship, registrar, people, until } = await loadFixture(aFullHand);
        await expect(citizenship.connect(registrar).invite([people[13]], until - 1n))
          .to.be.revertedWithCustomError(citizenship, "Citizenship_TooManyInvitations")
          .withArgs(4n, 3n);
      });

      it("invites again when the last of them has ended", async () => {
        const { citizenship, registrar, people, until } = await loadFixture(aFullHand);
        await nextAt(until);
        await citizenship.connect(registrar).invite([people[13]], until + DAY);
        expect((await citizenship.admissionOf(people[13])).invitedUntil).to.equal(until + DAY);
      });

      it("invites as many more as the government allows to be admitted", async () => {
        const { citizenship, government, registrar, people, until } = await loadFixture(aFullHand);
        await citizenship.connect(government).allowAdmissions(1);
        await citizenship.connect(registrar).invite([people[13]], until);
        await expect(citizenship.connect(registrar).invite([people[14]], until))
          .to.be.revertedWithCustomError(citizenship, "Citizenship_TooManyInvitations")
          .withArgs(5n, 4n);
      });

      it("allows three times the share of a larger nation", async () => {
        const { citizenship, registrar, people } = await foundingCitizens(20);
        const until = (await now()) + DAY;
        await citizenship.connect(registrar).invite(people.slice(20, 26), until);
        await expect(citizenship.connect(registrar).invite([people[26]], until))
          .to.be.revertedWithCustomError(citizenship, "Citizenship_TooManyInvitations")
          .withArgs(7n, 6n);
      });
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
      await expect(citizenship.connect(registrar).invite([stranger], (await now()) + DAY))
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
