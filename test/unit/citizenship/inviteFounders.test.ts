import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { admitFounders, DAY, DOSSIER, ENDLESS, nextAt, now, waitUntil } from "../../fixtures/citizenship";
import { aFounding, anInvitedFounding } from "./world";

describe("Opening", () => {
  describe("inviteFounders()", () => {
    it("emits AdmissionInvited for each", async () => {
      const { citizenship, government, people } = await loadFixture(aFounding);
      const until = (await now()) + 90n * DAY;
      const sent = citizenship.connect(government).inviteFounders([people[0], people[1]], until);
      await expect(sent).to.emit(citizenship, "AdmissionInvited").withArgs(people[0].address, until);
      await expect(sent).to.emit(citizenship, "AdmissionInvited").withArgs(people[1].address, until);
    });

    it("tells when the last of the invitations ends", async () => {
      const { citizenship, government, people } = await loadFixture(aFounding);
      const until = (await now()) + 90n * DAY;
      await citizenship.connect(government).inviteFounders([people[0]], until);
      await citizenship.connect(government).inviteFounders([people[1]], until - DAY);
      expect((await citizenship.opening()).invitationsEndAt).to.equal(until);
    });

    context("given five are invited", () => {
      it("lets each come in as a founding citizen before the opening", async () => {
        const { citizenship, people } = await loadFixture(anInvitedFounding);
        await citizenship.connect(people[3]).requestAdmission(DOSSIER);
        expect(await citizenship.citizenOf(people[3])).to.equal(1n);
      });

      it("lets nobody in when the invitation has ended", async () => {
        const { citizenship, people, until } = await loadFixture(anInvitedFounding);
        await nextAt(until);
        await expect(citizenship.connect(people[0]).requestAdmission(DOSSIER))
          .to.emit(citizenship, "AdmissionRequested")
          .withArgs(people[0].address, DOSSIER);
      });

      it("lets the registrar invite another time who did not take it up", async () => {
        const { citizenship, registrar, people, until } = await loadFixture(anInvitedFounding);
        for (const founder of people.slice(1, 5)) await citizenship.connect(founder).requestAdmission(DOSSIER);
        await waitUntil(until);
        await citizenship.connect(registrar).invite([people[0]], until + DAY);
        await citizenship.connect(people[0]).requestAdmission(DOSSIER);
        expect(await citizenship.citizenOf(people[0])).to.equal(6n);
      });

      it("reverts with Citizenship_FounderInvited when the registrar takes one back", async () => {
        const { citizenship, registrar, people, until } = await loadFixture(anInvitedFounding);
        await expect(citizenship.connect(registrar).invite([people[0]], 0))
          .to.be.revertedWithCustomError(citizenship, "Citizenship_FounderInvited")
          .withArgs(people[0].address, until);
      });

      it("reverts with Citizenship_FounderInvited when the registrar admits one", async () => {
        const { citizenship, government, registrar, people, stranger, until } = await loadFixture(aPendingRequest);
        await citizenship.connect(government).inviteFounders([stranger], until);
        for (const founder of people.slice(0, 4)) await citizenship.connect(founder).requestAdmission(DOSSIER);
        await waitUntil((await citizenship.opening()).windowEndsAt);
        await expect(citizenship.connect(registrar).admit(stranger))
          .to.be.revertedWithCustomError(citizenship, "Citizenship_FounderInvited")
          .withArgs(stranger.address, until);
      });

      it("reverts with Citizenship_FounderInvited when one is invited twice", async () => {
        const { citizenship, government, people, until } = await loadFixture(anInvitedFounding);
        await expect(citizenship.connect(government).inviteFounders([people[0]], until))
          .to.be.revertedWithCustomError(citizenship, "Citizenship_FounderInvited")
          .withArgs(people[0].address, until);
      });

      // Checks OPEN-2.
      it("reverts with Citizenship_NoFoundingPlace when a sixth is invited", async () => {
        const { citizenship, government, people, until } = await loadFixture(anInvitedFounding);
        await expect(citizenship.connect(government).inviteFounders([people[5]], until))
          .to.be.revertedWithCustomError(citizenship, "Citizenship_NoFoundingPlace")
          .withArgs(5n);
      });
    });

    context("given three of five were invited for 90 days", () => {
      it("invites the others in the last second of those", async () => {
        const { citizenship, government, people, until } = await loadFixture(aFirstBatch);
        await nextAt(until - 1n);
        await expect(citizenship.connect(government).inviteFounders([people[3]], until + DAY))
          .to.emit(citizenship, "AdmissionInvited")
          .withArgs(people[3].address, until + DAY);
      });

      it("invites nobody any more when those are over, and lets the founding go on", async () => {
        const { citizenship, government, people, until } = await loadFixture(aFirstBatch);
        await nextAt(until);
        await expect(citizenship.connect(government).inviteFounders([people[3], people[4]], until + DAY)).not.to.emit(
          citizenship,
          "AdmissionInvited",
        );
        expect(await citizenship.admissionOf(people[3])).to.deep.equal([0n, 0n]);
      });

      it("leaves the end of the invitations unchanged when those are over", async () => {
        const { citizenship, government, people, until } = await loadFixture(aFirstBatch);
        await nextAt(until);
        await citizenship.connect(government).inviteFounders([people[3], people[4]], until + DAY);
        expect((await citizenship.opening()).invitationsEndAt).to.equal(until);
      });

      it("leaves the places of others to whoever signed when those are over", async () => {
        const { citizenship, government, people, until } = await loadFixture(aFirstBatch);
        await nextAt(until);
        await citizenship.connect(government).inviteFounders([people[3], people[4]], until + DAY);
        await admitFounders({ citizenship, government }, people.slice(3, 5));
        expect((await citizenship.opening()).foundersIn).to.equal(2n);
      });

      // Checks OPEN-4.
      it("keeps the base of quorums of the past when those are over", async () => {
        const { citizenship, government, people, until } = await loadFixture(aFirstBatch);
        await waitUntil(until + DAY);
        const bases = () => Promise.all([until - 1n, until, until + DAY - 1n].map((at) => citizenship.quorumBase(at)));
        const before = await bases();
        await citizenship.connect(government).inviteFounders([people[3], people[4]], until + 90n * DAY);
        expect(await bases()).to.deep.equal(before);
      });
    });

    it("reverts with Citizenship_MomentPassed when the end is not to come", async () => {
      const { citizenship, government, people } = await loadFixture(aFounding);
      const present = (await now()) + 5n;
      await nextAt(present);
      await expect(citizenship.connect(government).inviteFounders([people[0]], present))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_MomentPassed")
        .withArgs(present, present);
    });

    it("reverts with Citizenship_AlreadyCitizen when one is in", async () => {
      const { citizenship, government, people, until } = await loadFixture(anInvitedFounding);
      await citizenship.connect(people[0]).requestAdmission(DOSSIER);
      await expect(citizenship.connect(government).inviteFounders([people[0]], until))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_AlreadyCitizen")
        .withArgs(people[0].address, 1n);
    });

    it("reverts with Citizenship_NotDeployer when the registrar calls", async () => {
      const { citizenship, government, registrar, people } = await loadFixture(aFounding);
      await expect(citizenship.connect(registrar).inviteFounders([people[0]], ENDLESS))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_NotDeployer")
        .withArgs(registrar.address, government.address);
    });
  });
});

/** Three of five founding citizens are invited: the others were to be in the next step of the founding. */
async function aFirstBatch() {
  const world = await aFounding();
  const until = (await now()) + 90n * DAY;
  await world.citizenship.connect(world.government).inviteFounders(world.people.slice(0, 3), until);
  return { ...world, until };
}

/** Four founding citizens are invited, and a stranger has asked for admission. */
async function aPendingRequest() {
  const world = await aFounding();
  const until = (await now()) + 90n * DAY;
  await world.citizenship.connect(world.government).inviteFounders(world.people.slice(0, 4), until);
  await world.citizenship.connect(world.stranger).requestAdmission(DOSSIER);
  return { ...world, until };
}
