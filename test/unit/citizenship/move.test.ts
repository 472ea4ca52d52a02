import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import {
  DAY,
  DOSSIER,
  ENDLESS,
  midnight,
  moveTo,
  nextAt,
  now,
  Provision,
  signedAcceptance,
  Standing,
} from "../../fixtures/citizenship";
import { aSuspension, two } from "./world";

describe("Citizenship", () => {
  describe("move()", () => {
    it("keeps the id, and emits CitizenMoved", async () => {
      const world = await loadFixture(two);
      const { citizenship, ann, cyd } = world;
      const sent = moveTo(world, 1, cyd);
      await expect(sent).to.emit(citizenship, "CitizenMoved").withArgs(1n, ann.address, cyd.address);
      await expect(sent).to.emit(citizenship, "Transfer").withArgs(ann.address, cyd.address, 1n);
      await expect(sent).to.emit(citizenship, "DelegateVotesChanged").withArgs(ann.address, 1n, 0n);
      await expect(sent).to.emit(citizenship, "MetadataUpdate").withArgs(1n);
      expect(await citizenship.citizenOf(cyd)).to.equal(1n);
      expect(await citizenship.citizenOf(ann)).to.equal(0n);
      expect(await citizenship.ownerOf(1)).to.equal(cyd.address);
    });

    it("ends requests and invitations of both accounts", async () => {
      const world = await loadFixture(two);
      const { citizenship, registrar, ann, cyd } = world;
      await citizenship.connect(cyd).requestAdmission(DOSSIER);
      await citizenship.connect(registrar).invite([cyd], (await now()) + DAY);
      await moveTo(world, 1, cyd);
      expect(await citizenship.admissionOf(cyd)).to.deep.equal([0n, 0n]);
      expect(await citizenship.admissionOf(ann)).to.deep.equal([0n, 0n]);
      expect(await citizenship.admissionNonce(cyd)).to.equal(1n);
      expect(await citizenship.admissionNonce(ann)).to.equal(2n);
    });

    it("keeps a suspension", async () => {
      const world = await loadFixture(aSuspension);
      const { citizenship, cyd } = world;
      await moveTo(world, 1, cyd);
      expect((await citizenship.citizen(1)).standing).to.equal(Standing.Suspended);
    });

    it("lets the vote sleep for the waiting period", async () => {
      const world = await loadFixture(two);
      const { citizenship, cyd } = world;
      await moveTo(world, 1, cyd);
      expect((await citizenship.citizen(1)).wakesAt).to.equal(midnight(await now()) + 30n * DAY);
      expect(await citizenship.votesOf(1)).to.equal(0n);
      expect(await citizenship.activeCitizenOf(cyd)).to.equal(0n);
      expect(await citizenship.citizenCount()).to.equal(1n);
    });

    it("sleeps no shorter when it is moved again while the waiting period is shorter", async () => {
      const world = await loadFixture(two);
      const { citizenship, government, cyd, people } = world;
      await moveTo(world, 1, cyd);
      const { wakesAt } = await citizenship.citizen(1);
      await citizenship.connect(government).setProvision(Provision.waitingPeriod, 7);
      await moveTo(world, 1, people[5]);
      expect((await citizenship.citizen(1)).wakesAt).to.equal(wakesAt);
    });

    it("accepts the consent of a contract account (ERC-1271)", async () => {
      const { citizenship, recovery, cyd } = await loadFixture(two);
      const wallet = await (await ethers.getContractFactory("SignerWallet")).deploy(cyd);
      const newHolder = await wallet.getAddress();
      const signature = await signedAcceptance(citizenship, { citizenId: 1, newHolder, signer: cyd });
      await citizenship.connect(recovery).move(1, newHolder, ENDLESS, signature);
      expect(await citizenship.citizenOf(newHolder)).to.equal(1n);
    });

    it("accepts the consent in the second of the deadline, and not afterwards", async () => {
      const { citizenship, recovery, cyd } = await loadFixture(two);
      const deadline = (await now()) + 100n;
      const acceptance = { citizenId: 1, newHolder: cyd.address, signer: cyd, deadline };
      const signature = await signedAcceptance(citizenship, acceptance);
      await nextAt(deadline + 1n);
      await expect(citizenship.connect(recovery).move(1, cyd, deadline, signature))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_SignatureExpired")
        .withArgs(deadline, deadline + 1n);
    });

    context("when the citizen calls", () => {
      async function rotated(world: Awaited<ReturnType<typeof two>>, to = world.cyd) {
        const { citizenship, ann } = world;
        const signature = await signedAcceptance(citizenship, { citizenId: 1, newHolder: to.address, signer: to });
        return citizenship.connect(ann).move(1, to, ENDLESS, signature);
      }

      it("keeps the id, and emits CitizenRotated", async () => {
        const world = await loadFixture(two);
        const { citizenship, ann, cyd } = world;
        const sent = rotated(world);
        await expect(sent).to.emit(citizenship, "CitizenRotated").withArgs(1n, ann.address, cyd.address);
        await expect(sent).to.emit(citizenship, "Transfer").withArgs(ann.address, cyd.address, 1n);
        await expect(sent).to.emit(citizenship, "MetadataUpdate").withArgs(1n);
        await expect(sent).not.to.emit(citizenship, "CitizenMoved");
        expect(await citizenship.citizenOf(cyd)).to.equal(1n);
        expect(await citizenship.citizenOf(ann)).to.equal(0n);
        expect(await citizenship.ownerOf(1)).to.equal(cyd.address);
      });

      it("leaves the vote as it is", async () => {
        const world = await loadFixture(two);
        const { citizenship, cyd } = world;
        await rotated(world);
        expect(await citizenship.votesOf(1)).to.equal(1n);
        expect(await citizenship.getVotes(cyd)).to.equal(1n);
        expect(await citizenship.activeCitizenOf(cyd)).to.equal(1n);
      });

      it("keeps a vote asleep that sleeps", async () => {
        const world = await loadFixture(two);
        await moveTo(world, 1, world.people[5]);
        const { citizenship, cyd, people } = world;
        const signature = await signedAcceptance(citizenship, { citizenId: 1, newHolder: cyd.address, signer: cyd });
        await citizenship.connect(people[5]).move(1, cyd, ENDLESS, signature);
        expect(await citizenship.votesOf(1)).to.equal(0n);
      });

      it("keeps a suspension", async () => {
        const world = await loadFixture(aSuspension);
        await rotated(world);
        expect((await world.citizenship.citizen(1)).standing).to.equal(Standing.Suspended);
      });

      it("takes no room of the brake, and no halt of admissions stops it", async () => {
        const world = await loadFixture(two);
        await world.citizenship.connect(world.government).haltAdmissions((await now()) + DAY);
        await expect(rotated(world)).to.emit(world.citizenship, "CitizenRotated");
      });

      it("reverts with Citizenship_SignatureInvalid without the new holder's consent", async () => {
        const { citizenship, ann, cyd } = await loadFixture(two);
        const signature = await signedAcceptance(citizenship, { citizenId: 1, newHolder: cyd.address, signer: ann });
        await expect(citizenship.connect(ann).move(1, cyd, ENDLESS, signature))
          .to.be.revertedWithCustomError(citizenship, "Citizenship_SignatureInvalid")
          .withArgs(cyd.address);
      });

      it("reverts with AccessManagedUnauthorized from the account that was left", async () => {
        const world = await loadFixture(two);
        const { citizenship, ann } = world;
        await rotated(world);
        const to = world.people[5];
        const signature = await signedAcceptance(citizenship, { citizenId: 1, newHolder: to.address, signer: to });
        await expect(citizenship.connect(ann).move(1, to, ENDLESS, signature))
          .to.be.revertedWithCustomError(citizenship, "AccessManagedUnauthorized")
          .withArgs(ann.address);
      });
    });

    it("reverts with Citizenship_SignatureInvalid without the new holder's consent", async () => {
      const { citizenship, recovery, ann, cyd } = await loadFixture(two);
      const signature = await signedAcceptance(citizenship, { citizenId: 1, newHolder: cyd.address, signer: ann });
      await expect(citizenship.connect(recovery).move(1, cyd, ENDLESS, signature))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_SignatureInvalid")
        .withArgs(cyd.address);
    });

    it("reverts with Citizenship_SignatureInvalid when the consent is to another citizenship", async () => {
      const { citizenship, recovery, cyd } = await loadFixture(two);
      const signature = await signedAcceptance(citizenship, { citizenId: 2, newHolder: cyd.address, signer: cyd });
      await expect(citizenship.connect(recovery).move(1, cyd, ENDLESS, signature))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_SignatureInvalid")
        .withArgs(cyd.address);
    });

    it("reverts with Citizenship_AlreadyCitizen to another citizen, and to the same account", async () => {
      const world = await loadFixture(two);
      await expect(moveTo(world, 1, world.ben))
        .to.be.revertedWithCustomError(world.citizenship, "Citizenship_AlreadyCitizen")
        .withArgs(world.ben.address, 2n);
      await expect(moveTo(world, 1, world.ann))
        .to.be.revertedWithCustomError(world.citizenship, "Citizenship_AlreadyCitizen")
        .withArgs(world.ann.address, 1n);
    });

    it("reverts with Citizenship_StandingForbids of nobody, and of those who left", async () => {
      const world = await loadFixture(two);
      await world.citizenship.connect(world.ann).renounce();
      for (const [citizenId, standing] of [
        [1n, Standing.Renounced],
        [3n, Standing.None],
      ]) {
        await expect(moveTo(world, citizenId ?? 0n, world.cyd))
          .to.be.revertedWithCustomError(world.citizenship, "Citizenship_StandingForbids")
          .withArgs(citizenId, standing);
      }
    });

    it("reverts with AccessManagedUnauthorized when the caller is neither recovery nor the citizen", async () => {
      const { citizenship, government, cyd } = await loadFixture(two);
      const signature = await signedAcceptance(citizenship, { citizenId: 1, newHolder: cyd.address, signer: cyd });
      await expect(citizenship.connect(government).move(1, cyd, ENDLESS, signature))
        .to.be.revertedWithCustomError(citizenship, "AccessManagedUnauthorized")
        .withArgs(government.address);
    });
  });
});
