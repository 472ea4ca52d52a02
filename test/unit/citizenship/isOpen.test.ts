import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aRegister, admitFounders, DAY, DOSSIER, now, signedRequest, waitUntil } from "../../fixtures/citizenship";
import { aFounding, anEmptyRegister, anInvitedFounding } from "./world";

describe("Opening", () => {
  describe("isOpen()", () => {
    it("is true at once when the charter names no founding citizen", async () => {
      const { citizenship } = await loadFixture(anEmptyRegister);
      expect(await citizenship.isOpen()).to.equal(true);
    });

    it("is false while a founding citizen is missing", async () => {
      const { citizenship, government, people } = await loadFixture(aFounding);
      await admitFounders({ citizenship, government }, people.slice(0, 4));
      expect(await citizenship.isOpen()).to.equal(false);
    });

    it("is true when all founding citizens are in", async () => {
      const { citizenship, government, people } = await loadFixture(aFounding);
      await admitFounders({ citizenship, government }, people.slice(0, 5));
      expect(await citizenship.isOpen()).to.equal(true);
    });

    // Checks OPEN-3.
    it("stays true when founding citizens leave", async () => {
      const { citizenship, government, people } = await loadFixture(aFounding);
      await admitFounders({ citizenship, government }, people.slice(0, 5));
      for (const founder of people.slice(0, 5)) await citizenship.connect(founder).renounce();
      expect(await citizenship.isOpen()).to.equal(true);
    });

    context("when the founding window is over", () => {
      const opensWith = async (founders: bigint, founded: number): Promise<boolean> => {
        const world = await aRegister({ founders });
        await admitFounders(world, world.people.slice(0, founded));
        await waitUntil((await world.citizenship.opening()).windowEndsAt);
        return world.citizenship.isOpen();
      };

      it("is false in the second before", async () => {
        const { citizenship, government, people } = await loadFixture(aFounding);
        await admitFounders({ citizenship, government }, people.slice(0, 4));
        await waitUntil((await citizenship.opening()).windowEndsAt - 1n);
        expect(await citizenship.isOpen()).to.equal(false);
      });

      it("is true with half of ten", async () => expect(await opensWith(10n, 5)).to.equal(true));
      it("is false with fewer than half of ten", async () => expect(await opensWith(10n, 4)).to.equal(false));
      it("is true with three of five", async () => expect(await opensWith(5n, 3)).to.equal(true));
      it("is false with two of four", async () => expect(await opensWith(4n, 2)).to.equal(false));
      it("is false with two of three", async () => expect(await opensWith(3n, 2)).to.equal(false));
      it("is true with three of three", async () => expect(await opensWith(3n, 3)).to.equal(true));
      it("is false with one of two", async () => expect(await opensWith(2n, 1)).to.equal(false));
      it("is true with two of two", async () => expect(await opensWith(2n, 2)).to.equal(true));
      it("is false with none of one", async () => expect(await opensWith(1n, 0)).to.equal(false));
      it("is true with one of one", async () => expect(await opensWith(1n, 1)).to.equal(true));
    });
  });

  describe("opening()", () => {
    it("tells how far the founding is", async () => {
      const { citizenship, people, until } = await loadFixture(anInvitedFounding);
      await citizenship.connect(people[0]).requestAdmission(DOSSIER);
      const { windowEndsAt } = await citizenship.opening();
      expect(await citizenship.opening()).to.deep.equal([
        5n,
        1n,
        false,
        false,
        windowEndsAt,
        windowEndsAt + 83n * DAY,
        until,
      ]);
    });
  });

  describe("close()", () => {
    it("emits NationClosed 90 days after the creation", async () => {
      const { citizenship, government, people, stranger } = await loadFixture(aFounding);
      await admitFounders({ citizenship, government }, people.slice(0, 2));
      await waitUntil((await citizenship.opening()).closableAt);
      await expect(citizenship.connect(stranger).close()).to.emit(citizenship, "NationClosed").withArgs(2n, 5n);
      expect((await citizenship.opening()).isClosed).to.equal(true);
    });

    it("reverts with Citizenship_TooEarlyToClose in the second before", async () => {
      const { citizenship } = await loadFixture(aFounding);
      const { closableAt } = await citizenship.opening();
      await waitUntil(closableAt - 2n);
      await expect(citizenship.close())
        .to.be.revertedWithCustomError(citizenship, "Citizenship_TooEarlyToClose")
        .withArgs(closableAt, closableAt - 1n);
    });

    it("reverts with Citizenship_AlreadyOpen when the nation is open", async () => {
      const { citizenship, government, people } = await loadFixture(aFounding);
      await admitFounders({ citizenship, government }, people.slice(0, 3));
      await waitUntil((await citizenship.opening()).closableAt);
      await expect(citizenship.close())
        .to.be.revertedWithCustomError(citizenship, "Citizenship_AlreadyOpen")
        .withArgs(3n, 5n);
    });

    context("given the nation was closed", () => {
      const aClosedFounding = async () => {
        const world = await aFounding();
        await world.citizenship.connect(world.government).inviteFounders([world.people[0]], (await now()) + 200n * DAY);
        await waitUntil((await world.citizenship.opening()).closableAt);
        await world.citizenship.close();
        return world;
      };

      it("reverts with Citizenship_NationClosed when it is closed again", async () => {
        const { citizenship } = await loadFixture(aClosedFounding);
        await expect(citizenship.close())
          .to.be.revertedWithCustomError(citizenship, "Citizenship_NationClosed")
          .withArgs(0n, 5n);
      });

      it("reverts with Citizenship_NationClosed when an invited founding citizen comes", async () => {
        const { citizenship, people } = await loadFixture(aClosedFounding);
        await expect(citizenship.connect(people[0]).requestAdmission(DOSSIER))
          .to.be.revertedWithCustomError(citizenship, "Citizenship_NationClosed")
          .withArgs(0n, 5n);
      });

      it("reverts with Citizenship_NationClosed when the registrar admits somebody", async () => {
        const { citizenship, registrar, stranger } = await loadFixture(aClosedFounding);
        await citizenship.connect(stranger).requestAdmission(DOSSIER);
        await expect(citizenship.connect(registrar).admit(stranger))
          .to.be.revertedWithCustomError(citizenship, "Citizenship_NationClosed")
          .withArgs(0n, 5n);
      });
    });
  });

  describe("before the opening", () => {
    it("reverts with Citizenship_NotOpen when the registrar admits somebody", async () => {
      const { citizenship, registrar, stranger } = await loadFixture(aFounding);
      await citizenship.connect(stranger).requestAdmission(DOSSIER);
      await expect(citizenship.connect(registrar).admit(stranger))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_NotOpen")
        .withArgs(0n, 5n);
    });

    it("reverts with Citizenship_NotOpen when the registrar admits by a signature", async () => {
      const { citizenship, registrar, stranger } = await loadFixture(aFounding);
      const request = await signedRequest(citizenship, { applicant: stranger.address, signer: stranger });
      await expect(citizenship.connect(registrar).admitSigned([request]))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_NotOpen")
        .withArgs(0n, 5n);
    });

    // Checks OPEN-1.
    it("lets only founding citizens in before the nation is open", async () => {
      const { citizenship, registrar, stranger } = await loadFixture(aFounding);
      await citizenship.connect(registrar).invite([stranger], (await now()) + DAY);
      await expect(citizenship.connect(stranger).requestAdmission(DOSSIER))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_NotOpen")
        .withArgs(0n, 5n);
    });
  });
});
