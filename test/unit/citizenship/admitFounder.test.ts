import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { DAY, DOSSIER, ENDLESS, admitFounders, now, signedRequest, waitUntil } from "../../fixtures/citizenship";
import { aFounding } from "./world";

describe("CitizenAdmission", () => {
  describe("admitFounder()", () => {
    it("gives founding citizens the first ids", async () => {
      const { citizenship, government, people } = await loadFixture(aFounding);
      const request = await signedRequest(citizenship, { applicant: people[0].address, signer: people[0] });
      expect(await citizenship.connect(government).admitFounder.staticCall(request)).to.equal(1n);
      await expect(citizenship.connect(government).admitFounder(request))
        .to.emit(citizenship, "CitizenAdmitted")
        .withArgs(1n, people[0].address, DOSSIER, ENDLESS);
    });

    it("gives a founding citizen who comes in after others an id before theirs", async () => {
      const { citizenship, government, registrar, people, stranger } = await loadFixture(aFounding);
      await admitFounders({ citizenship, government }, people.slice(0, 4));
      await waitUntil((await citizenship.opening()).windowEndsAt);
      await citizenship.connect(stranger).requestAdmission(DOSSIER);
      await citizenship.connect(registrar).admit(stranger);
      await admitFounders({ citizenship, government }, [people[4]]);
      expect(await citizenship.citizenOf(stranger)).to.equal(6n);
      expect(await citizenship.citizenOf(people[4])).to.equal(5n);
      expect(await citizenship.admittedCount()).to.equal(6n);
    });

    it("takes up the place of an invitation that the founding citizen had", async () => {
      const { citizenship, government, people } = await loadFixture(aFounding);
      const until = (await now()) + DAY;
      await citizenship.connect(government).inviteFounders(people.slice(0, 5), until);
      await admitFounders({ citizenship, government }, [people[0]]);
      expect((await citizenship.opening()).foundersIn).to.equal(1n);
    });

    it("reverts with Citizenship_NoFoundingPlace when all places are taken", async () => {
      const { citizenship, government, people } = await loadFixture(aFounding);
      await admitFounders({ citizenship, government }, people.slice(0, 5));
      const request = await signedRequest(citizenship, { applicant: people[5].address, signer: people[5] });
      await expect(citizenship.connect(government).admitFounder(request))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_NoFoundingPlace")
        .withArgs(5n);
    });

    it("reverts with Citizenship_AlreadyCitizen when the founding citizen is in", async () => {
      const { citizenship, government, people } = await loadFixture(aFounding);
      await admitFounders({ citizenship, government }, [people[0]]);
      const request = await signedRequest(citizenship, { applicant: people[0].address, signer: people[0] });
      await expect(citizenship.connect(government).admitFounder(request))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_AlreadyCitizen")
        .withArgs(people[0].address, 1n);
    });

    it("reverts with Citizenship_SignatureInvalid when somebody else signed", async () => {
      const { citizenship, government, people } = await loadFixture(aFounding);
      const request = await signedRequest(citizenship, { applicant: people[0].address, signer: people[1] });
      await expect(citizenship.connect(government).admitFounder(request))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_SignatureInvalid")
        .withArgs(people[0].address);
    });

    it("reverts with Citizenship_NotDeployer when the registrar calls", async () => {
      const { citizenship, government, registrar, people } = await loadFixture(aFounding);
      const request = await signedRequest(citizenship, { applicant: people[0].address, signer: people[0] });
      await expect(citizenship.connect(registrar).admitFounder(request))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_NotDeployer")
        .withArgs(registrar.address, government.address);
    });

    it("reverts with Citizenship_NationClosed when the nation was closed", async () => {
      const { citizenship, government, people } = await loadFixture(aFounding);
      await waitUntil((await citizenship.opening()).closableAt);
      await citizenship.close();
      const request = await signedRequest(citizenship, { applicant: people[0].address, signer: people[0] });
      await expect(citizenship.connect(government).admitFounder(request))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_NationClosed")
        .withArgs(0n, 5n);
    });
  });
});
