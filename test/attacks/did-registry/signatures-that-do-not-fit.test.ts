import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { ethers } from "hardhat";
import {
  aDidRegistry,
  aMovedFollower,
  DAY,
  now,
  SERVICE,
  signed,
  VALUE,
  VERI_KEY,
  type World,
} from "../../unit/did-registry/world";

/** Each act that takes a signature, with what is signed. */
const acts = {
  ChangeOwner: ({ didRegistry }: World, { identity, newOwner, deadline }: Fields, signature: string) =>
    didRegistry.changeOwnerBySignature(identity, newOwner, deadline, signature),
  FollowCitizen: ({ didRegistry }: World, { identity, deadline }: Fields, signature: string) =>
    didRegistry.followCitizenBySignature(identity, deadline, signature),
  AddDelegate: ({ didRegistry }: World, { identity, newOwner, deadline }: Fields, signature: string) =>
    didRegistry.addDelegateBySignature(identity, VERI_KEY, newOwner, DAY, deadline, signature),
  RevokeDelegate: ({ didRegistry }: World, { identity, newOwner, deadline }: Fields, signature: string) =>
    didRegistry.revokeDelegateBySignature(identity, VERI_KEY, newOwner, deadline, signature),
  SetAttribute: ({ didRegistry }: World, { identity, deadline }: Fields, signature: string) =>
    didRegistry.setAttributeBySignature(identity, SERVICE, VALUE, DAY, deadline, signature),
  RevokeAttribute: ({ didRegistry }: World, { identity, deadline }: Fields, signature: string) =>
    didRegistry.revokeAttributeBySignature(identity, SERVICE, VALUE, deadline, signature),
} as const;

interface Fields {
  readonly identity: string;
  readonly newOwner: string;
  readonly deadline: bigint;
}

const types = Object.keys(acts) as (keyof typeof acts)[];

describe("Attack: a signature counts for what it was not given for", () => {
  async function aSigned(type: keyof typeof acts, changes: Readonly<Record<string, unknown>> = {}) {
    const world = await loadFixture(aDidRegistry);
    const fields: Fields = {
      identity: world.citizen.address,
      newOwner: world.other.address,
      deadline: (await now()) + DAY,
    };
    const message = {
      ...fields,
      delegateType: VERI_KEY,
      delegate: fields.newOwner,
      name: SERVICE,
      value: VALUE,
      validity: DAY,
      nonce: 0,
      ...changes,
    };
    return { world, fields, signature: await signed(world, world.citizen, type, message) };
  }

  for (const type of types) {
    context(`given a signed ${type}`, () => {
      it("counts as it was signed", async () => {
        const { world, fields, signature } = await aSigned(type);
        await acts[type](world, fields, signature);
        expect(await world.didRegistry.nonce(fields.identity)).to.equal(1);
      });

      it("counts once", async () => {
        const { world, fields, signature } = await aSigned(type);
        await acts[type](world, fields, signature);
        // A change of the owner is told apart from the replay.
        const owner = await world.didRegistry.identityOwner(fields.identity);
        await expect(acts[type](world, fields, signature))
          .to.be.revertedWithCustomError(world.didRegistry, "DidRegistry_SignatureInvalid")
          .withArgs(fields.identity, owner);
      });

      it("counts no longer after its deadline", async () => {
        const { world, fields, signature } = await aSigned(type);
        await time.increaseTo(fields.deadline);
        await expect(acts[type](world, fields, signature))
          .to.be.revertedWithCustomError(world.didRegistry, "DidRegistry_SignatureExpired")
          .withArgs(fields.deadline);
      });

      it("counts for no later deadline", async () => {
        const { world, fields, signature } = await aSigned(type);
        await expect(
          acts[type](world, { ...fields, deadline: fields.deadline + 1n }, signature),
        ).to.be.revertedWithCustomError(world.didRegistry, "DidRegistry_SignatureInvalid");
      });

      it("counts for no other identity", async () => {
        const { world, fields, signature } = await aSigned(type);
        await expect(
          acts[type](world, { ...fields, identity: world.person.address }, signature),
        ).to.be.revertedWithCustomError(world.didRegistry, "DidRegistry_SignatureInvalid");
      });

      it("counts for no other act", async () => {
        const { world, fields, signature } = await aSigned(type);
        for (const other of types.filter((one) => one !== type)) {
          await expect(acts[other](world, fields, signature)).to.be.revertedWithCustomError(
            world.didRegistry,
            "DidRegistry_SignatureInvalid",
          );
        }
      });

      it("counts in no other registry", async () => {
        const { world, fields, signature } = await aSigned(type);
        const { citizenship, nation, government } = world;
        const twin = await ethers.deployContract("DidRegistry", [citizenship, nation, government]);
        await expect(acts[type]({ ...world, didRegistry: twin }, fields, signature)).to.be.revertedWithCustomError(
          twin,
          "DidRegistry_SignatureInvalid",
        );
      });
    });
  }

  it("counts for nobody without an owner", async () => {
    const { world, fields, signature } = await aSigned("ChangeOwner");
    await world.didRegistry.connect(world.citizen).changeOwner(world.citizen, ZeroAddress);
    for (const forged of [signature, "0x", `0x${"00".repeat(65)}`]) {
      await expect(acts.ChangeOwner(world, fields, forged))
        .to.be.revertedWithCustomError(world.didRegistry, "DidRegistry_SignatureInvalid")
        .withArgs(fields.identity, ZeroAddress);
    }
  });
});

describe("Attack: a lost or stolen key keeps the identity of a citizen who moved", () => {
  it("refuses every act of the old key", async () => {
    const { didRegistry, citizen, other } = await loadFixture(aMovedFollower);
    const old = didRegistry.connect(citizen);
    for (const act of [
      old.changeOwner(citizen, citizen),
      old.changeOwner(citizen, ZeroAddress),
      old.addDelegate(citizen, VERI_KEY, citizen, DAY),
      old.revokeDelegate(citizen, VERI_KEY, citizen),
      old.setAttribute(citizen, SERVICE, VALUE, DAY),
      old.revokeAttribute(citizen, SERVICE, VALUE),
    ]) {
      await expect(act)
        .to.be.revertedWithCustomError(didRegistry, "DidRegistry_NotOwner")
        .withArgs(citizen, citizen, other);
    }
  });

  it("refuses that the old key follows another citizenship", async () => {
    const { didRegistry, citizenship, citizen } = await loadFixture(aMovedFollower);
    await citizenship.setVoter(9n, citizen, 1);
    await expect(didRegistry.connect(citizen).followCitizen())
      .to.be.revertedWithCustomError(didRegistry, "DidRegistry_NotACitizen")
      .withArgs(citizen);
  });

  it("refuses what the old key signed before the move", async () => {
    const world = await loadFixture(aDidRegistry);
    const { didRegistry, citizenship, citizen, other } = world;
    await didRegistry.connect(citizen).followCitizen();
    const deadline = (await now()) + DAY;
    const message = { identity: citizen.address, newOwner: ZeroAddress, nonce: 0, deadline };
    const signature = await signed(world, citizen, "ChangeOwner", message);
    await citizenship.move(7n, other);
    await expect(didRegistry.changeOwnerBySignature(citizen, ZeroAddress, deadline, signature))
      .to.be.revertedWithCustomError(didRegistry, "DidRegistry_SignatureInvalid")
      .withArgs(citizen, other);
  });
});
