import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { network } from "hardhat";
import {
  ANA,
  approvals,
  attested,
  attestedByTwo,
  BEN,
  contentOf,
  now,
  REASONS,
  Schemas,
} from "../../unit/attestations/world";

/** Ana was disowned, and accredited again. */
async function forgiven() {
  const world = await attested();
  await world.attestations.disown(Schemas.plain, ANA, REASONS);
  await world.attestations.accredit(Schemas.plain, ANA, world.until);
  return world;
}

describe("Attack: what a disowned attester attested still counts", () => {
  it("lets nothing count that was attested before", async () => {
    const { attestations, uid } = await loadFixture(attested);
    await attestations.disown(Schemas.plain, ANA, REASONS);
    expect(await attestations.isValid(uid)).to.equal(false);
  });

  it("lets nothing count that took one disowned attester of two", async () => {
    const { attestations, uid } = await loadFixture(attestedByTwo);
    await attestations.disown(Schemas.quorum, BEN, REASONS);
    expect(await attestations.isValid(uid)).to.equal(false);
  });

  it("leaves other schemas as they are", async () => {
    const { attestations, uid } = await loadFixture(attested);
    await attestations.disown(Schemas.lasting, ANA, REASONS);
    expect(await attestations.isValid(uid)).to.equal(true);
  });

  it("does not let it count again with a new accreditation", async () => {
    const { attestations, uid } = await loadFixture(forgiven);
    expect(await attestations.isValid(uid)).to.equal(false);
  });

  it("lets count what was attested since", async () => {
    const { attestations, ana } = await loadFixture(forgiven);
    const content = contentOf({ salt: 1n });
    await attestations.connect(ana).attest([content]);
    expect(await attestations.isValid(await attestations.uidOf(content))).to.equal(true);
  });

  it("lets nothing count of the very second", async () => {
    const { attestations, ana, government } = await loadFixture(attested);
    const content = contentOf({ salt: 1n });
    await network.provider.send("evm_setAutomine", [false]);
    const gas = { gasLimit: 300_000 };
    await attestations.connect(ana).attest([content], gas);
    await attestations.connect(government).disown(Schemas.plain, ANA, REASONS, gas);
    await network.provider.send("evm_mine", []);
    await network.provider.send("evm_setAutomine", [true]);
    const uid = await attestations.uidOf(content);
    expect((await attestations.attestationOf(uid)).attestedAt).to.equal(await now());
    expect(await attestations.isValid(uid)).to.equal(false);
  });

  it("takes no signature that was given before", async () => {
    const world = await loadFixture(attested);
    const content = contentOf({ salt: 1n });
    const signed = await approvals(world, content, [world.ana]);
    await world.attestations.disown(Schemas.plain, ANA, REASONS);
    await expect(world.attestations.attestSigned(content, signed))
      .to.be.revertedWithCustomError(world.attestations, "Attestations_NotAccredited")
      .withArgs(Schemas.plain, world.ana);
  });

  it("takes none of who is suspended", async () => {
    const { attestations, citizenship, ana } = await loadFixture(attested);
    await citizenship.setActive(ANA, false);
    await expect(attestations.connect(ana).attest([contentOf({ salt: 1n })]))
      .to.be.revertedWithCustomError(attestations, "Attestations_NotAccredited")
      .withArgs(Schemas.plain, ana);
  });

  it("lets an attester who moved revoke by the new key, and not by the old one", async () => {
    const { attestations, citizenship, ana, newKey, uid } = await loadFixture(attested);
    await citizenship.move(ANA, newKey);
    await expect(attestations.connect(ana).revoke([uid]))
      .to.be.revertedWithCustomError(attestations, "Attestations_NotTheAttester")
      .withArgs(uid, ana);
    await expect(attestations.connect(newKey).revoke([uid])).to.emit(attestations, "AttestationRevoked");
  });
});
