import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroHash } from "ethers";
import {
  accredited,
  ANA,
  approvals,
  attested,
  attestedByTwo,
  BEN,
  contentOf,
  DATA,
  DAY,
  EVE,
  now,
  person,
  Schemas,
} from "./world";
import { ethers } from "hardhat";

describe("Attestations", () => {
  describe("attest()", () => {
    it("emits Attested, with everything that is said", async () => {
      const { attestations, ana } = await loadFixture(accredited);
      const uid = await attestations.uidOf(contentOf());
      await expect(attestations.connect(ana).attest([contentOf()]))
        .to.emit(attestations, "Attested")
        .withArgs(uid, Schemas.plain, person(EVE), [ANA], 0, ZeroHash, 0, DATA);
    });

    it("keeps who attested, and when", async () => {
      const { attestations, uid } = await loadFixture(attested);
      const at = await now();
      expect([...(await attestations.attestationOf(uid))]).to.deep.equal([Schemas.plain, at, 0n, 0n, [ANA]]);
    });

    it("attests several at once", async () => {
      const { attestations, ana } = await loadFixture(accredited);
      const contents = [contentOf(), contentOf({ salt: 1n }), contentOf({ schemaId: Schemas.lasting })];
      await attestations.connect(ana).attest(contents);
      const all = await Promise.all(contents.map(async (one) => attestations.isValid(await attestations.uidOf(one))));
      expect(all).to.deep.equal([true, true, true]);
    });

    it("attests what the resolver allows", async () => {
      const { attestations, resolver, ana } = await loadFixture(accredited);
      await resolver.allow(person(EVE));
      await expect(attestations.connect(ana).attest([contentOf({ schemaId: Schemas.resolved })])).to.emit(
        attestations,
        "Attested",
      );
    });

    it("reverts with Attestations_Refused for what the resolver does not", async () => {
      const { attestations, ana } = await loadFixture(accredited);
      await expect(attestations.connect(ana).attest([contentOf({ schemaId: Schemas.resolved })]))
        .to.be.revertedWithCustomError(attestations, "Attestations_Refused")
        .withArgs(Schemas.resolved, person(EVE));
    });

    it("reverts with Attestations_WrongQuorum under a schema of two", async () => {
      const { attestations, ana } = await loadFixture(accredited);
      await expect(attestations.connect(ana).attest([contentOf({ schemaId: Schemas.quorum })]))
        .to.be.revertedWithCustomError(attestations, "Attestations_WrongQuorum")
        .withArgs(Schemas.quorum, 1, 2);
    });

    it("reverts with Attestations_UnknownSchema without such a schema", async () => {
      const { attestations, ana } = await loadFixture(accredited);
      await expect(attestations.connect(ana).attest([contentOf({ schemaId: 5n })]))
        .to.be.revertedWithCustomError(attestations, "Attestations_UnknownSchema")
        .withArgs(5);
    });

    it("reverts with Attestations_NotAccredited for another citizen, and for a stranger", async () => {
      const { attestations, cyd, stranger } = await loadFixture(accredited);
      for (const caller of [cyd, stranger])
        await expect(attestations.connect(caller).attest([contentOf()]))
          .to.be.revertedWithCustomError(attestations, "Attestations_NotAccredited")
          .withArgs(Schemas.plain, caller);
    });

    it("reverts with Attestations_NotAccredited at the end of the accreditation", async () => {
      const { attestations, ana, until } = await loadFixture(accredited);
      await time.setNextBlockTimestamp(until);
      await expect(attestations.connect(ana).attest([contentOf()]))
        .to.be.revertedWithCustomError(attestations, "Attestations_NotAccredited")
        .withArgs(Schemas.plain, ana);
    });

    it("attests a second before", async () => {
      const { attestations, ana, until } = await loadFixture(accredited);
      await time.setNextBlockTimestamp(until - 1n);
      await expect(attestations.connect(ana).attest([contentOf()])).to.emit(attestations, "Attested");
    });

    it("reverts with Attestations_MomentPassed for an end that is now", async () => {
      const { attestations, ana } = await loadFixture(accredited);
      const at = (await now()) + DAY;
      await time.setNextBlockTimestamp(at);
      await expect(attestations.connect(ana).attest([contentOf({ expiration: at })]))
        .to.be.revertedWithCustomError(attestations, "Attestations_MomentPassed")
        .withArgs(at, at);
    });

    it("reverts with Attestations_AlreadyAttested for the same", async () => {
      const { attestations, ana, uid } = await loadFixture(attested);
      await expect(attestations.connect(ana).attest([contentOf()]))
        .to.be.revertedWithCustomError(attestations, "Attestations_AlreadyAttested")
        .withArgs(uid);
    });
  });

  describe("attestSigned()", () => {
    it("attests as one signed", async () => {
      const world = await loadFixture(accredited);
      const { attestations, ana } = world;
      await attestations.attestSigned(contentOf(), await approvals(world, contentOf(), [ana]));
      expect(await attestations.isValid(await attestations.uidOf(contentOf()))).to.equal(true);
    });

    it("keeps a quorum in one record", async () => {
      const { attestations, uid } = await loadFixture(attestedByTwo);
      expect((await attestations.attestationOf(uid)).attesterIds).to.deep.equal([ANA, BEN]);
    });

    it("returns the id", async () => {
      const world = await loadFixture(accredited);
      const { attestations, ana } = world;
      const signed = await approvals(world, contentOf(), [ana]);
      expect(await attestations.attestSigned.staticCall(contentOf(), signed)).to.equal(
        await attestations.uidOf(contentOf()),
      );
    });

    it("takes what the code of a contract account vouches for", async () => {
      const world = await loadFixture(accredited);
      const { attestations, citizenship, ana, stranger, until } = world;
      const wallet = await ethers.deployContract("SignerWallet", [stranger]);
      await citizenship.setVoter(20n, wallet, 1);
      await attestations.accredit(Schemas.plain, 20n, until);
      const [signed] = await approvals(world, contentOf(), [stranger]);
      await attestations.connect(ana).attestSigned(contentOf(), [{ ...signed, attester: wallet }]);
      const { attesterIds } = await attestations.attestationOf(await attestations.uidOf(contentOf()));
      expect(attesterIds).to.deep.equal([20n]);
    });

    for (const count of [1, 3]) {
      it(`reverts with Attestations_WrongQuorum for ${count} of two`, async () => {
        const world = await loadFixture(accredited);
        const content = contentOf({ schemaId: Schemas.quorum });
        const signed = await approvals(world, content, [world.ana, world.ben, world.cyd].slice(0, count));
        await expect(world.attestations.attestSigned(content, signed))
          .to.be.revertedWithCustomError(world.attestations, "Attestations_WrongQuorum")
          .withArgs(Schemas.quorum, count, 2);
      });
    }

    it("reverts with Attestations_NotAscending out of order", async () => {
      const world = await loadFixture(accredited);
      const content = contentOf({ schemaId: Schemas.quorum });
      const signed = await approvals(world, content, [world.ben, world.ana]);
      await expect(world.attestations.attestSigned(content, signed))
        .to.be.revertedWithCustomError(world.attestations, "Attestations_NotAscending")
        .withArgs(ANA);
    });

    it("reverts with Attestations_NotAccredited for who is not", async () => {
      const world = await loadFixture(accredited);
      const signed = await approvals(world, contentOf(), [world.cyd]);
      await expect(world.attestations.attestSigned(contentOf(), signed))
        .to.be.revertedWithCustomError(world.attestations, "Attestations_NotAccredited")
        .withArgs(Schemas.plain, world.cyd);
    });

    it("reverts with Attestations_UnknownSchema without such a schema", async () => {
      const { attestations } = await loadFixture(accredited);
      await expect(attestations.attestSigned(contentOf({ schemaId: 0n }), []))
        .to.be.revertedWithCustomError(attestations, "Attestations_UnknownSchema")
        .withArgs(0);
    });
  });

  describe("isValid()", () => {
    it("is true of what was attested", async () => {
      const { attestations, uid } = await loadFixture(attested);
      expect(await attestations.isValid(uid)).to.equal(true);
    });

    it("is false of what was not", async () => {
      const { attestations } = await loadFixture(accredited);
      expect(await attestations.isValid(ZeroHash)).to.equal(false);
    });

    for (const [seconds, isValid, when] of [
      [1n, true, "is true a second before the end"],
      [0n, false, "is false from the end on"],
    ] as const) {
      it(when, async () => {
        const { attestations, ana } = await loadFixture(accredited);
        const expiration = (await now()) + DAY;
        await attestations.connect(ana).attest([contentOf({ expiration })]);
        await time.increaseTo(expiration - seconds);
        expect(await attestations.isValid(await attestations.uidOf(contentOf({ expiration })))).to.equal(isValid);
      });
    }

    it("stays true when the accreditation has ended", async () => {
      const { attestations, uid, until } = await loadFixture(attested);
      await time.increaseTo(until + DAY);
      expect(await attestations.isValid(uid)).to.equal(true);
    });
  });
});
