import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";
import {
  aRegister,
  DAY,
  DOSSIER,
  ENDLESS,
  LATEST,
  midnight,
  nextAt,
  now,
  Provision,
  Standing,
} from "../../fixtures/citizenship";

const STALE = 180n * DAY;

describe("CitizenAdmission", () => {
  describe("admit()", () => {
    async function aRequest() {
      const world = await aRegister();
      await world.citizenship.connect(world.stranger).requestAdmission(DOSSIER);
      return { ...world, requestedAt: await now() };
    }

    context("given a pending request", () => {
      it("returns the new id", async () => {
        const { citizenship, registrar, stranger } = await loadFixture(aRequest);
        expect(await citizenship.connect(registrar).admit.staticCall(stranger)).to.equal(1n);
      });

      it("records the citizen", async () => {
        const { citizenship, registrar, stranger } = await loadFixture(aRequest);
        await citizenship.connect(registrar).admit(stranger);
        expect(await citizenship.citizen(1)).to.deep.equal([
          stranger.address,
          await now(),
          await now(),
          ENDLESS,
          Standing.Active,
          0n,
          false,
        ]);
      });

      it("emits the events of every standard", async () => {
        const { citizenship, registrar, stranger } = await loadFixture(aRequest);
        const present = (await now()) + 5n;
        await nextAt(present);
        const sent = citizenship.connect(registrar).admit(stranger);
        await expect(sent).to.emit(citizenship, "Transfer").withArgs(ZeroAddress, stranger.address, 1n);
        await expect(sent).to.emit(citizenship, "Locked").withArgs(1n);
        await expect(sent).to.emit(citizenship, "Issued").withArgs(citizenship, stranger.address, 1n, 2n);
        await expect(sent).to.emit(citizenship, "TokenExpiryUpdated").withArgs(1n, present, 0n);
        await expect(sent).to.emit(citizenship, "DelegateVotesChanged").withArgs(stranger.address, 0n, 1n);
        await expect(sent).to.emit(citizenship, "CitizenAdmitted").withArgs(1n, stranger.address, ZeroHash, ENDLESS);
      });

      it("gives a vote from the first second", async () => {
        const { citizenship, registrar, stranger } = await loadFixture(aRequest);
        await citizenship.connect(registrar).admit(stranger);
        expect(await citizenship.getVotes(stranger)).to.equal(1n);
      });

      it("clears the request and increments the nonce", async () => {
        const { citizenship, registrar, stranger } = await loadFixture(aRequest);
        await citizenship.connect(registrar).admit(stranger);
        expect(await citizenship.admissionOf(stranger)).to.deep.equal([0n, 0n]);
        expect(await citizenship.admissionNonce(stranger)).to.equal(1n);
      });

      it("admits in the last second of the 180 days", async () => {
        const { citizenship, registrar, stranger, requestedAt } = await loadFixture(aRequest);
        await nextAt(requestedAt + STALE - 1n);
        await citizenship.connect(registrar).admit(stranger);
        expect(await citizenship.lastCitizenId()).to.equal(1n);
      });

      it("reverts with Citizenship_RequestStale afterwards", async () => {
        const { citizenship, registrar, stranger, requestedAt } = await loadFixture(aRequest);
        await nextAt(requestedAt + STALE);
        await expect(citizenship.connect(registrar).admit(stranger))
          .to.be.revertedWithCustomError(citizenship, "Citizenship_RequestStale")
          .withArgs(stranger.address, requestedAt, requestedAt + STALE);
      });

      it("reverts with AccessManagedUnauthorized when the caller is not the registrar", async () => {
        const { citizenship, stranger } = await loadFixture(aRequest);
        await expect(citizenship.connect(stranger).admit(stranger))
          .to.be.revertedWithCustomError(citizenship, "AccessManagedUnauthorized")
          .withArgs(stranger.address);
      });
    });

    context("given no request", () => {
      it("reverts with Citizenship_NoRequest", async () => {
        const { citizenship, registrar, people } = await loadFixture(aRequest);
        await expect(citizenship.connect(registrar).admit(people[0]))
          .to.be.revertedWithCustomError(citizenship, "Citizenship_NoRequest")
          .withArgs(people[0].address);
      });
    });

    context("given a provision `term`", () => {
      it("ends the term at the midnight after so many days", async () => {
        const { citizenship, government, registrar, stranger } = await loadFixture(aRequest);
        await citizenship.connect(government).setProvision(Provision.term, 365);
        const present = midnight(await now()) + 1n;
        await nextAt(present);
        const until = present - 1n + 366n * DAY;
        await expect(citizenship.connect(registrar).admit(stranger))
          .to.emit(citizenship, "TokenExpiryUpdated")
          .withArgs(1n, present, until);
        expect((await citizenship.citizen(1)).until).to.equal(until);
      });

      it("ends it after exactly so many days if it begins at midnight", async () => {
        const { citizenship, government, registrar, stranger } = await loadFixture(aRequest);
        await citizenship.connect(government).setProvision(Provision.term, 365);
        const present = midnight(await now());
        await nextAt(present);
        await citizenship.connect(registrar).admit(stranger);
        expect(await citizenship.endTime(1)).to.equal(present + 365n * DAY);
      });

      it("ends the term at the last day of a record when it would reach beyond", async () => {
        const { citizenship, government, registrar, stranger } = await loadFixture(aRequest);
        await citizenship.connect(government).setProvision(Provision.term, 65_535);
        await citizenship.connect(registrar).admit(stranger);
        expect(await citizenship.endTime(1)).to.equal(LATEST);
      });
    });
  });
});
