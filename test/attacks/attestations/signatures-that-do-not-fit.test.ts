import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import {
  accredited,
  ANA,
  approvals,
  attested,
  attestedByTwo,
  contentOf,
  DAY,
  EVE,
  now,
  person,
  REASONS,
  revocation,
  Schemas,
} from "../../unit/attestations/world";
import { ethers } from "hardhat";

const NOWHERE = "0x000000000000000000000000000000000000dEaD";

describe("Attack: an attester's signature counts for what it was not given for", () => {
  for (const [what, changes] of [
    ["chain", { chainId: 1n }],
    ["contract", { verifyingContract: NOWHERE }],
  ] as const) {
    it(`refuses an attestation for another ${what}`, async () => {
      const world = await loadFixture(accredited);
      const signed = await approvals(world, contentOf(), [world.ana], changes);
      await expect(world.attestations.attestSigned(contentOf(), signed))
        .to.be.revertedWithCustomError(world.attestations, "Attestations_SignatureInvalid")
        .withArgs(world.ana);
    });

    it(`refuses a revocation for another ${what}`, async () => {
      const world = await loadFixture(attested);
      await expect(world.attestations.revokeSigned(...(await revocation(world, world.uid, world.ana, changes))))
        .to.be.revertedWithCustomError(world.attestations, "Attestations_SignatureInvalid")
        .withArgs(world.ana);
    });
  }

  for (const [what, changes] of [
    ["schema", { schemaId: Schemas.lasting }],
    ["recipient", { recipient: NOWHERE }],
    ["end", { expiration: 4_000_000_000n }],
    ["reference", { refUid: ethers.id("other") }],
    ["salt", { salt: 1n }],
    ["saying", { data: "0x01" }],
  ] as const) {
    it(`refuses one of another ${what}`, async () => {
      const world = await loadFixture(accredited);
      const signed = await approvals(world, contentOf(), [world.ana]);
      await expect(world.attestations.attestSigned(contentOf(changes), signed))
        .to.be.revertedWithCustomError(world.attestations, "Attestations_SignatureInvalid")
        .withArgs(world.ana);
    });
  }

  it("refuses one that was signed before the attester was disowned, also once accredited anew", async () => {
    const world = await loadFixture(accredited);
    const { attestations, ana, until } = world;
    const bought = await approvals(world, contentOf(), [ana]);
    await attestations.disown(Schemas.plain, ANA, REASONS);
    await time.increase(30n * DAY);
    await attestations.accredit(Schemas.plain, ANA, until);
    await expect(attestations.attestSigned(contentOf(), bought))
      .to.be.revertedWithCustomError(attestations, "Attestations_SignatureInvalid")
      .withArgs(ana);
    await attestations.attestSigned(contentOf(), await approvals(world, contentOf(), [ana]));
  });

  it("refuses one that the attester took back, and under that schema alone", async () => {
    const world = await loadFixture(accredited);
    const { attestations, ana } = world;
    const lasting = contentOf({ schemaId: Schemas.lasting });
    const [plain, kept] = [await approvals(world, contentOf(), [ana]), await approvals(world, lasting, [ana])];
    await attestations.connect(ana).cancelApprovals(Schemas.plain);
    await expect(attestations.attestSigned(contentOf(), plain))
      .to.be.revertedWithCustomError(attestations, "Attestations_SignatureInvalid")
      .withArgs(ana);
    await attestations.attestSigned(lasting, kept);
  });

  it("refuses one after its deadline, and with a later one", async () => {
    const world = await loadFixture(accredited);
    const deadline = (await now()) + DAY;
    const [signed] = await approvals(world, contentOf(), [world.ana], { deadline });
    await time.increaseTo(deadline);
    await expect(world.attestations.attestSigned(contentOf(), [signed]))
      .to.be.revertedWithCustomError(world.attestations, "Attestations_SignatureExpired")
      .withArgs(deadline);
    await expect(
      world.attestations.attestSigned(contentOf(), [{ ...signed, deadline: deadline + DAY }]),
    ).to.be.revertedWithCustomError(world.attestations, "Attestations_SignatureInvalid");
  });

  it("takes one at its deadline", async () => {
    const world = await loadFixture(accredited);
    const deadline = (await now()) + DAY;
    const signed = await approvals(world, contentOf(), [world.ana], { deadline });
    await time.setNextBlockTimestamp(deadline);
    await expect(world.attestations.attestSigned(contentOf(), signed)).to.emit(world.attestations, "Attested");
  });

  it("lets nobody bring back by it what was revoked", async () => {
    const world = await loadFixture(attestedByTwo);
    const { attestations, ana, ben, content, uid } = world;
    await attestations.connect(ana).revoke([uid]);
    await expect(attestations.attestSigned(content, await approvals(world, content, [ana, ben])))
      .to.be.revertedWithCustomError(attestations, "Attestations_AlreadyAttested")
      .withArgs(uid);
  });

  it("lets one attester count for no two", async () => {
    const world = await loadFixture(accredited);
    const content = contentOf({ schemaId: Schemas.quorum });
    const signed = await approvals(world, content, [world.ana, world.ana]);
    await expect(world.attestations.attestSigned(content, signed)).to.be.revertedWithCustomError(
      world.attestations,
      "Attestations_NotAscending",
    );
  });

  it("lets one attester count for no two by a move to a new key in between", async () => {
    const world = await loadFixture(accredited);
    const { attestations, citizenship, ana, newKey } = world;
    const content = contentOf({ schemaId: Schemas.quorum });
    const signed = await approvals(world, content, [ana, newKey]);
    await citizenship.move(1n, newKey);
    await expect(attestations.attestSigned(content, signed))
      .to.be.revertedWithCustomError(attestations, "Attestations_NotAccredited")
      .withArgs(Schemas.quorum, ana);
  });

  it("gives somebody else's signature in an attester's name no weight", async () => {
    const world = await loadFixture(accredited);
    const [signed] = await approvals(world, contentOf(), [world.stranger]);
    await expect(world.attestations.attestSigned(contentOf(), [{ ...signed, attester: world.ana }]))
      .to.be.revertedWithCustomError(world.attestations, "Attestations_SignatureInvalid")
      .withArgs(world.ana);
  });

  it("names a citizen, whatever the key", async () => {
    const { attestations, citizenship, newKey, uid } = await loadFixture(attested);
    await citizenship.move(EVE, newKey);
    expect(await attestations.isValid(uid)).to.equal(true);
    expect(await attestations.uidOf(contentOf({ recipient: person(EVE) }))).to.equal(uid);
  });
});
