import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { ANA, accredited, DAY, DEFINITION, empty, EVE, now, REASONS, Schemas } from "./world";

describe("Attestations", () => {
  describe("registerSchema()", () => {
    it("emits SchemaRegistered, with numbers from 1", async () => {
      const { attestations, resolver } = await loadFixture(empty);
      await expect(attestations.registerSchema(DEFINITION, resolver, 4, true))
        .to.emit(attestations, "SchemaRegistered")
        .withArgs(1, resolver, 4, true, DEFINITION);
    });

    it("keeps the schema", async () => {
      const { attestations, resolver } = await loadFixture(accredited);
      expect([...(await attestations.schemaOf(Schemas.resolved))]).to.deep.equal([
        await resolver.getAddress(),
        1n,
        true,
      ]);
    });

    it("counts schemas", async () => {
      const { attestations } = await loadFixture(accredited);
      expect(await attestations.schemaCount()).to.equal(4);
    });

    for (const quorum of [0, 5]) {
      it(`reverts with Attestations_QuorumOutOfBounds for ${quorum} attesters`, async () => {
        const { attestations } = await loadFixture(empty);
        await expect(attestations.registerSchema(DEFINITION, ZeroAddress, quorum, true))
          .to.be.revertedWithCustomError(attestations, "Attestations_QuorumOutOfBounds")
          .withArgs(quorum);
      });
    }

    for (const length of [0, 513]) {
      it(`reverts with Attestations_DefinitionOutOfBounds for ${length} bytes`, async () => {
        const { attestations } = await loadFixture(empty);
        await expect(attestations.registerSchema("x".repeat(length), ZeroAddress, 1, true))
          .to.be.revertedWithCustomError(attestations, "Attestations_DefinitionOutOfBounds")
          .withArgs(length, 512);
      });
    }

    it("reverts with Attestations_NotAResolver where there is no contract", async () => {
      const { attestations, stranger } = await loadFixture(empty);
      await expect(attestations.registerSchema(DEFINITION, stranger, 1, true))
        .to.be.revertedWithCustomError(attestations, "Attestations_NotAResolver")
        .withArgs(stranger);
    });

    it("takes 512 bytes", async () => {
      const { attestations } = await loadFixture(empty);
      await attestations.registerSchema("x".repeat(512), ZeroAddress, 1, true);
      expect(await attestations.schemaCount()).to.equal(1);
    });

    it("reverts with AccessManagedUnauthorized for a citizen", async () => {
      const { attestations, ana } = await loadFixture(empty);
      await expect(attestations.connect(ana).registerSchema(DEFINITION, ZeroAddress, 1, true))
        .to.be.revertedWithCustomError(attestations, "AccessManagedUnauthorized")
        .withArgs(ana);
    });
  });

  describe("schemaOf()", () => {
    for (const schemaId of [0, 5]) {
      it(`reverts with Attestations_UnknownSchema for ${schemaId} of four`, async () => {
        const { attestations } = await loadFixture(accredited);
        await expect(attestations.schemaOf(schemaId))
          .to.be.revertedWithCustomError(attestations, "Attestations_UnknownSchema")
          .withArgs(schemaId);
      });
    }
  });

  describe("accredit()", () => {
    it("emits AttesterAccredited, with the end before", async () => {
      const { attestations, until } = await loadFixture(accredited);
      await expect(attestations.accredit(Schemas.plain, ANA, until + DAY))
        .to.emit(attestations, "AttesterAccredited")
        .withArgs(Schemas.plain, ANA, until, until + DAY);
    });

    it("keeps the accreditation", async () => {
      const { attestations, until } = await loadFixture(accredited);
      expect([...(await attestations.accreditationOf(Schemas.plain, ANA))]).to.deep.equal([until, 0n, 0n]);
    });

    it("keeps up to when the attester was disowned", async () => {
      const { attestations, until } = await loadFixture(accredited);
      await attestations.disown(Schemas.plain, ANA, REASONS);
      const disownedAt = await now();
      await attestations.accredit(Schemas.plain, ANA, until);
      expect([...(await attestations.accreditationOf(Schemas.plain, ANA))]).to.deep.equal([until, disownedAt, 1n]);
    });

    it("reverts with Attestations_UnknownSchema without such a schema", async () => {
      const { attestations, until } = await loadFixture(accredited);
      await expect(attestations.accredit(5, ANA, until))
        .to.be.revertedWithCustomError(attestations, "Attestations_UnknownSchema")
        .withArgs(5);
    });

    it("reverts with Attestations_NotACitizen for ids that nobody holds", async () => {
      const { attestations, citizenship, until } = await loadFixture(accredited);
      await citizenship.end(EVE);
      for (const citizenId of [0n, EVE])
        await expect(attestations.accredit(Schemas.plain, citizenId, until))
          .to.be.revertedWithCustomError(attestations, "Attestations_NotACitizen")
          .withArgs(citizenId);
    });

    it("reverts with AccessManagedUnauthorized for a citizen", async () => {
      const { attestations, ana, until } = await loadFixture(accredited);
      await expect(attestations.connect(ana).accredit(Schemas.plain, ANA, until))
        .to.be.revertedWithCustomError(attestations, "AccessManagedUnauthorized")
        .withArgs(ana);
    });
  });

  describe("cancelApprovals()", () => {
    it("begins another round, and emits ApprovalsCancelled", async () => {
      const { attestations, ana, until } = await loadFixture(accredited);
      for (const round of [1n, 2n])
        await expect(attestations.connect(ana).cancelApprovals(Schemas.plain))
          .to.emit(attestations, "ApprovalsCancelled")
          .withArgs(Schemas.plain, ANA, round);
      expect([...(await attestations.accreditationOf(Schemas.plain, ANA))]).to.deep.equal([until, 0n, 2n]);
    });

    it("reverts with Attestations_UnknownSchema without such a schema", async () => {
      const { attestations, ana } = await loadFixture(accredited);
      await expect(attestations.connect(ana).cancelApprovals(5))
        .to.be.revertedWithCustomError(attestations, "Attestations_UnknownSchema")
        .withArgs(5);
    });

    it("reverts with Attestations_NotACitizensAccount for a stranger", async () => {
      const { attestations, stranger } = await loadFixture(accredited);
      await expect(attestations.connect(stranger).cancelApprovals(Schemas.plain))
        .to.be.revertedWithCustomError(attestations, "Attestations_NotACitizensAccount")
        .withArgs(stranger);
    });
  });

  describe("disown()", () => {
    it("emits AttesterDisowned and ApprovalsCancelled", async () => {
      const { attestations } = await loadFixture(accredited);
      await expect(attestations.disown(Schemas.plain, ANA, REASONS))
        .to.emit(attestations, "AttesterDisowned")
        .withArgs(Schemas.plain, ANA, REASONS)
        .and.to.emit(attestations, "ApprovalsCancelled")
        .withArgs(Schemas.plain, ANA, 1);
    });

    it("ends the accreditation", async () => {
      const { attestations } = await loadFixture(accredited);
      await attestations.disown(Schemas.plain, ANA, REASONS);
      expect([...(await attestations.accreditationOf(Schemas.plain, ANA))]).to.deep.equal([0n, await now(), 1n]);
    });

    it("disowns whose citizenship has ended", async () => {
      const { attestations, citizenship } = await loadFixture(accredited);
      await citizenship.end(ANA);
      await expect(attestations.disown(Schemas.plain, ANA, REASONS)).to.emit(attestations, "AttesterDisowned");
    });

    it("reverts with Attestations_UnknownSchema without such a schema", async () => {
      const { attestations } = await loadFixture(accredited);
      await expect(attestations.disown(0, ANA, REASONS))
        .to.be.revertedWithCustomError(attestations, "Attestations_UnknownSchema")
        .withArgs(0);
    });

    it("reverts with AccessManagedUnauthorized for a citizen", async () => {
      const { attestations, ana } = await loadFixture(accredited);
      await expect(attestations.connect(ana).disown(Schemas.plain, ANA, REASONS))
        .to.be.revertedWithCustomError(attestations, "AccessManagedUnauthorized")
        .withArgs(ana);
    });
  });
});
