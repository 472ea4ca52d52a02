import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aMatchedRound, aNation, aRound, COIN } from "./world";

const TITLE = "A bridge";
const URI = "ipfs://bridge";

describe("Grants", () => {
  describe("register()", () => {
    it("registers a project of somebody", async () => {
      const { grants, citizens, stranger } = await loadFixture(aRound);
      await expect(grants.connect(citizens[4]).register(stranger, TITLE, URI))
        .to.emit(grants, "ProjectRegistered")
        .withArgs(5, 1, 5, stranger, 0, TITLE, URI);
      const { recipient, recipientId, registeredBy, title, uri, roundId } = await grants.projectOf(5);
      expect([recipient, recipientId, registeredBy, title, uri, roundId]).to.deep.equal([
        stranger.address,
        0n,
        5n,
        TITLE,
        URI,
        1n,
      ]);
      expect((await grants.roundOf(1)).projects).to.equal(5n);
    });

    it("registers one of a citizen, whatever the account", async () => {
      const { grants, citizens } = await loadFixture(aRound);
      await grants.connect(citizens[4]).register(citizens[6], TITLE, "");
      expect((await grants.projectOf(5)).recipientId).to.equal(7n);
      expect(await grants.registeredIn(5)).to.equal(1n);
    });

    it("registers in the last second of the first half", async () => {
      const { round, register } = await loadFixture(aRound);
      await time.setNextBlockTimestamp(round.registerUntil);
      expect(await register(5)).to.equal(5n);
    });

    it("reverts with Grants_RegistrationOver a second later", async () => {
      const { grants, round, register } = await loadFixture(aRound);
      await time.setNextBlockTimestamp(round.registerUntil + 1n);
      await expect(register(5))
        .to.be.revertedWithCustomError(grants, "Grants_RegistrationOver")
        .withArgs(1, round.registerUntil);
    });

    it("reverts with Grants_UnknownRound before there is a round", async () => {
      const { grants, register } = await loadFixture(aNation);
      await expect(register(5)).to.be.revertedWithCustomError(grants, "Grants_UnknownRound").withArgs(0);
    });

    it("reverts with Grants_AlreadyRegistered for a second one of a citizen in the round", async () => {
      const { grants, register } = await loadFixture(aRound);
      await expect(register(4)).to.be.revertedWithCustomError(grants, "Grants_AlreadyRegistered").withArgs(4, 1);
    });

    it("registers another one in the next round", async () => {
      const { grants, pay, stranger, register } = await loadFixture(aMatchedRound);
      await pay(stranger, 100n * COIN, "0x");
      await grants.openRound();
      expect(await register(4)).to.equal(5n);
    });

    it("reverts with Grants_MayNotVote for a stranger", async () => {
      const { grants, stranger } = await loadFixture(aRound);
      await expect(grants.connect(stranger).register(stranger, TITLE, URI))
        .to.be.revertedWithCustomError(grants, "Grants_MayNotVote")
        .withArgs(stranger);
    });

    it("reverts with Grants_InvalidRecipient for nobody, the grants and the coin", async () => {
      const { grants, coin, citizens } = await loadFixture(aRound);
      for (const recipient of [ethers.ZeroAddress, grants.target, coin.target]) {
        await expect(grants.connect(citizens[4]).register(recipient, TITLE, URI))
          .to.be.revertedWithCustomError(grants, "Grants_InvalidRecipient")
          .withArgs(recipient);
      }
    });

    it("takes texts of the most bytes", async () => {
      const { grants, citizens } = await loadFixture(aRound);
      await grants.connect(citizens[4]).register(citizens[4], "t".repeat(96), "u".repeat(256));
      expect((await grants.projectOf(5)).uri).to.equal("u".repeat(256));
    });

    for (const [what, title, uri, length, max] of [
      ["an empty title", "", URI, 0, 96],
      ["a title of a byte more", "t".repeat(97), URI, 97, 96],
      ["a URI of a byte more", TITLE, "u".repeat(257), 257, 256],
    ] as const) {
      it(`reverts with Grants_TextOutOfBounds for ${what}`, async () => {
        const { grants, citizens } = await loadFixture(aRound);
        await expect(grants.connect(citizens[4]).register(citizens[4], title, uri))
          .to.be.revertedWithCustomError(grants, "Grants_TextOutOfBounds")
          .withArgs(length, max);
      });
    }
  });
});
