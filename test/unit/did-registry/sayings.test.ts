import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { aDidRegistry, DAY, MAX, now, SERVICE, signed, VALUE, VERI_KEY } from "./world";

/** When the next transaction happens. */
async function soon(): Promise<bigint> {
  const at = (await now()) + 10n;
  await time.setNextBlockTimestamp(at);
  return at;
}

describe("DidRegistry", () => {
  describe("addDelegate()", () => {
    it("lets the delegate act until the moment named", async () => {
      const { didRegistry, person, delegate } = await loadFixture(aDidRegistry);
      const at = await soon();
      await expect(didRegistry.connect(person).addDelegate(person, VERI_KEY, delegate, DAY))
        .to.emit(didRegistry, "DIDDelegateChanged")
        .withArgs(person, VERI_KEY, delegate, at + DAY, 0);
      expect(await didRegistry.validDelegate(person, VERI_KEY, delegate)).to.equal(true);
      await time.increase(DAY - 1n);
      expect(await didRegistry.validDelegate(person, VERI_KEY, delegate)).to.equal(true);
      await time.increase(1n);
      expect(await didRegistry.validDelegate(person, VERI_KEY, delegate)).to.equal(false);
    });

    it("lets the delegate act without end for the greatest validity", async () => {
      const { didRegistry, person, delegate } = await loadFixture(aDidRegistry);
      await expect(didRegistry.connect(person).addDelegate(person, VERI_KEY, delegate, MAX))
        .to.emit(didRegistry, "DIDDelegateChanged")
        .withArgs(person, VERI_KEY, delegate, MAX, 0);
    });

    it("reverts with DidRegistry_NotOwner for the delegate", async () => {
      const { didRegistry, person, delegate } = await loadFixture(aDidRegistry);
      await didRegistry.connect(person).addDelegate(person, VERI_KEY, delegate, DAY);
      await expect(didRegistry.connect(delegate).addDelegate(person, VERI_KEY, delegate, 2n * DAY))
        .to.be.revertedWithCustomError(didRegistry, "DidRegistry_NotOwner")
        .withArgs(person, delegate, person);
    });
  });

  describe("revokeDelegate()", () => {
    it("ends it at once", async () => {
      const { didRegistry, person, delegate } = await loadFixture(aDidRegistry);
      await didRegistry.connect(person).addDelegate(person, VERI_KEY, delegate, DAY);
      await didRegistry.connect(person).revokeDelegate(person, VERI_KEY, delegate);
      expect(await didRegistry.validDelegate(person, VERI_KEY, delegate)).to.equal(false);
    });

    it("reverts with DidRegistry_NotOwner for anyone else", async () => {
      const { didRegistry, person, delegate, other } = await loadFixture(aDidRegistry);
      await expect(didRegistry.connect(other).revokeDelegate(person, VERI_KEY, delegate))
        .to.be.revertedWithCustomError(didRegistry, "DidRegistry_NotOwner")
        .withArgs(person, other, person);
    });
  });

  describe("validDelegate()", () => {
    it("is false of a deactivated identity", async () => {
      const { didRegistry, person, delegate } = await loadFixture(aDidRegistry);
      await didRegistry.connect(person).addDelegate(person, VERI_KEY, delegate, DAY);
      await didRegistry.connect(person).changeOwner(person, ZeroAddress);
      expect(await didRegistry.validDelegate(person, VERI_KEY, delegate)).to.equal(false);
    });
  });

  describe("setAttribute()", () => {
    it("says it until the moment named", async () => {
      const { didRegistry, person } = await loadFixture(aDidRegistry);
      const at = await soon();
      await expect(didRegistry.connect(person).setAttribute(person, SERVICE, VALUE, DAY))
        .to.emit(didRegistry, "DIDAttributeChanged")
        .withArgs(person, SERVICE, VALUE, at + DAY, 0);
    });

    it("reverts with DidRegistry_NotOwner for anyone else", async () => {
      const { didRegistry, person, other } = await loadFixture(aDidRegistry);
      await expect(didRegistry.connect(other).setAttribute(person, SERVICE, VALUE, DAY))
        .to.be.revertedWithCustomError(didRegistry, "DidRegistry_NotOwner")
        .withArgs(person, other, person);
    });
  });

  describe("revokeAttribute()", () => {
    it("takes it back", async () => {
      const { didRegistry, person } = await loadFixture(aDidRegistry);
      await expect(didRegistry.connect(person).revokeAttribute(person, SERVICE, VALUE))
        .to.emit(didRegistry, "DIDAttributeChanged")
        .withArgs(person, SERVICE, VALUE, 0, 0);
    });

    it("reverts with DidRegistry_NotOwner for anyone else", async () => {
      const { didRegistry, person, other } = await loadFixture(aDidRegistry);
      await expect(didRegistry.connect(other).revokeAttribute(person, SERVICE, VALUE))
        .to.be.revertedWithCustomError(didRegistry, "DidRegistry_NotOwner")
        .withArgs(person, other, person);
    });
  });

  context("given what the owner signed", () => {
    async function aSignature(type: "AddDelegate" | "RevokeDelegate" | "SetAttribute" | "RevokeAttribute") {
      const world = await loadFixture(aDidRegistry);
      const { person, delegate } = world;
      const deadline = (await now()) + DAY;
      const message = {
        identity: person.address,
        delegateType: VERI_KEY,
        delegate: delegate.address,
        name: SERVICE,
        value: VALUE,
        validity: DAY,
        nonce: 0,
        deadline,
      };
      return { ...world, deadline, signature: await signed(world, person, type, message) };
    }

    it("adds a delegate", async () => {
      const { didRegistry, person, delegate, relayer, deadline, signature } = await aSignature("AddDelegate");
      await didRegistry.connect(relayer).addDelegateBySignature(person, VERI_KEY, delegate, DAY, deadline, signature);
      expect(await didRegistry.validDelegate(person, VERI_KEY, delegate)).to.equal(true);
    });

    it("revokes a delegate", async () => {
      const { didRegistry, person, delegate, relayer, deadline, signature } = await aSignature("RevokeDelegate");
      await didRegistry.connect(person).addDelegate(person, VERI_KEY, delegate, DAY);
      await didRegistry.connect(relayer).revokeDelegateBySignature(person, VERI_KEY, delegate, deadline, signature);
      expect(await didRegistry.validDelegate(person, VERI_KEY, delegate)).to.equal(false);
    });

    it("says something of the identity", async () => {
      const { didRegistry, person, relayer, deadline, signature } = await aSignature("SetAttribute");
      const at = await soon();
      await expect(
        didRegistry.connect(relayer).setAttributeBySignature(person, SERVICE, VALUE, DAY, deadline, signature),
      )
        .to.emit(didRegistry, "DIDAttributeChanged")
        .withArgs(person, SERVICE, VALUE, at + DAY, 0);
    });

    it("takes something back", async () => {
      const { didRegistry, person, relayer, deadline, signature } = await aSignature("RevokeAttribute");
      await expect(didRegistry.connect(relayer).revokeAttributeBySignature(person, SERVICE, VALUE, deadline, signature))
        .to.emit(didRegistry, "DIDAttributeChanged")
        .withArgs(person, SERVICE, VALUE, 0, 0);
    });

    it("counts in the last second of its time", async () => {
      const { didRegistry, person, delegate, deadline, signature } = await aSignature("AddDelegate");
      await time.setNextBlockTimestamp(deadline);
      await didRegistry.addDelegateBySignature(person, VERI_KEY, delegate, DAY, deadline, signature);
      expect(await didRegistry.nonce(person)).to.equal(1);
    });
  });
});
