import { impersonateAccount, loadFixture, setBalance } from "@nomicfoundation/hardhat-network-helpers";
import { anyValue } from "@nomicfoundation/hardhat-chai-matchers/withArgs";
import { expect } from "chai";
import { encodeBytes32String, ZeroAddress } from "ethers";
import { ethers } from "hardhat";
import { aDidRegistry, aFollower, aMovedFollower, CITIZEN, now, SERVICE, signed, VALUE } from "./world";

const TIMELOCK = encodeBytes32String("timelock");

describe("DidRegistry", () => {
  context("given the nation's own identity", () => {
    it("tells that the government owns it", async () => {
      const { didRegistry, nation } = await loadFixture(aDidRegistry);
      const [told] = await didRegistry.queryFilter(didRegistry.filters.DIDOwnerChanged(nation));
      expect(told.args.owner).to.equal(await nation.institution(TIMELOCK));
    });

    it("belongs to the government of the day", async () => {
      const { didRegistry, nation, government, person } = await loadFixture(aDidRegistry);
      const other = await ethers.deployContract("SignerWallet", [person]);
      expect(await didRegistry.identityOwner(nation)).to.equal(await nation.institution(TIMELOCK));
      await nation.connect(government).appointInstitution(TIMELOCK, other);
      expect(await didRegistry.identityOwner(nation)).to.equal(other);
      await expect(didRegistry.announceOwner(nation))
        .to.emit(didRegistry, "DIDOwnerChanged")
        .withArgs(nation, other, anyValue);
    });

    for (const newOwner of ["0x00000000000000000000000000000000000000a1", ZeroAddress]) {
      it(`reverts with DidRegistry_NationsOwn when the government hands it to ${newOwner}`, async () => {
        const { didRegistry, nation } = await loadFixture(aDidRegistry);
        const timelock = await nation.institution(TIMELOCK);
        await impersonateAccount(timelock);
        await setBalance(timelock, 10n ** 18n);
        await expect(didRegistry.connect(await ethers.getSigner(timelock)).changeOwner(nation, newOwner))
          .to.be.revertedWithCustomError(didRegistry, "DidRegistry_NationsOwn")
          .withArgs(nation);
      });
    }
  });

  describe("identityOwner()", () => {
    it("returns the identity itself before it says otherwise", async () => {
      const { didRegistry, person } = await loadFixture(aDidRegistry);
      expect(await didRegistry.identityOwner(person)).to.equal(person);
    });

    it("returns who holds the citizenship that the identity follows", async () => {
      const { didRegistry, citizen, other } = await loadFixture(aMovedFollower);
      expect(await didRegistry.identityOwner(citizen)).to.equal(other);
    });
  });

  describe("changeOwner()", () => {
    it("hands the identity over", async () => {
      const { didRegistry, person, other } = await loadFixture(aDidRegistry);
      await expect(didRegistry.connect(person).changeOwner(person, other))
        .to.emit(didRegistry, "DIDOwnerChanged")
        .withArgs(person, other, 0);
      expect(await didRegistry.identityOwner(person)).to.equal(other);
    });

    it("names the block of the change before", async () => {
      const { didRegistry, person, other } = await loadFixture(aDidRegistry);
      await didRegistry.connect(person).changeOwner(person, other);
      const before = await ethers.provider.getBlockNumber();
      await expect(didRegistry.connect(other).changeOwner(person, person))
        .to.emit(didRegistry, "DIDOwnerChanged")
        .withArgs(person, person, before);
      expect(await didRegistry.changed(person)).to.equal(before + 1);
    });

    it("deactivates the identity", async () => {
      const { didRegistry, person } = await loadFixture(aDidRegistry);
      await didRegistry.connect(person).changeOwner(person, ZeroAddress);
      expect(await didRegistry.identityOwner(person)).to.equal(ZeroAddress);
    });

    it("reverts with DidRegistry_NotOwner for the owner before", async () => {
      const { didRegistry, person, other } = await loadFixture(aDidRegistry);
      await didRegistry.connect(person).changeOwner(person, other);
      await expect(didRegistry.connect(person).changeOwner(person, person))
        .to.be.revertedWithCustomError(didRegistry, "DidRegistry_NotOwner")
        .withArgs(person, person, other);
    });

    it("reverts with DidRegistry_NotOwner once it is deactivated", async () => {
      const { didRegistry, person } = await loadFixture(aDidRegistry);
      await didRegistry.connect(person).changeOwner(person, ZeroAddress);
      await expect(didRegistry.connect(person).changeOwner(person, person))
        .to.be.revertedWithCustomError(didRegistry, "DidRegistry_NotOwner")
        .withArgs(person, person, ZeroAddress);
    });

    context("given an identity that follows a citizenship", () => {
      it("reverts with DidRegistry_FollowsCitizen", async () => {
        const { didRegistry, citizen, other } = await loadFixture(aFollower);
        await expect(didRegistry.connect(citizen).changeOwner(citizen, other))
          .to.be.revertedWithCustomError(didRegistry, "DidRegistry_FollowsCitizen")
          .withArgs(citizen, CITIZEN);
      });

      it("deactivates it", async () => {
        const { didRegistry, citizen, other } = await loadFixture(aMovedFollower);
        await didRegistry.connect(other).changeOwner(citizen, ZeroAddress);
        expect(await didRegistry.identityOwner(citizen)).to.equal(ZeroAddress);
      });
    });
  });

  describe("changeOwnerBySignature()", () => {
    it("hands the identity over, whoever sends it", async () => {
      const world = await loadFixture(aDidRegistry);
      const { didRegistry, person, other, relayer } = world;
      const deadline = (await now()) + 10n;
      const message = { identity: person.address, newOwner: other.address, nonce: 0, deadline };
      const signature = await signed(world, person, "ChangeOwner", message);
      await didRegistry.connect(relayer).changeOwnerBySignature(person, other, deadline, signature);
      expect(await didRegistry.identityOwner(person)).to.equal(other);
      expect(await didRegistry.nonce(person)).to.equal(1);
    });

    it("takes a contract account's signature", async () => {
      const world = await loadFixture(aDidRegistry);
      const { didRegistry, person, other, relayer } = world;
      const wallet = await ethers.deployContract("SignerWallet", [person]);
      const identity = await wallet.getAddress();
      const deadline = (await now()) + 10n;
      const message = { identity, newOwner: other.address, nonce: 0, deadline };
      const signature = await signed(world, person, "ChangeOwner", message);
      await didRegistry.connect(relayer).changeOwnerBySignature(identity, other, deadline, signature);
      expect(await didRegistry.identityOwner(identity)).to.equal(other);
    });
  });

  describe("followCitizen()", () => {
    it("tells whose citizenship it follows", async () => {
      const { didRegistry, citizen } = await loadFixture(aDidRegistry);
      await expect(didRegistry.connect(citizen).followCitizen())
        .to.emit(didRegistry, "CitizenFollowed")
        .withArgs(citizen, CITIZEN);
      expect(await didRegistry.citizenFollowedBy(citizen)).to.equal(CITIZEN);
    });

    it("leaves the owner as it is", async () => {
      const { didRegistry, citizen } = await loadFixture(aFollower);
      expect(await didRegistry.identityOwner(citizen)).to.equal(citizen);
    });

    it("follows the citizenship that a person got later", async () => {
      const { didRegistry, citizenship, citizen } = await loadFixture(aFollower);
      await citizenship.end(CITIZEN);
      await citizenship.setVoter(CITIZEN + 1n, citizen, 1);
      await didRegistry.connect(citizen).followCitizen();
      expect(await didRegistry.citizenFollowedBy(citizen)).to.equal(CITIZEN + 1n);
    });

    it("reverts with DidRegistry_NotACitizen for a stranger", async () => {
      const { didRegistry, person } = await loadFixture(aDidRegistry);
      await expect(didRegistry.connect(person).followCitizen())
        .to.be.revertedWithCustomError(didRegistry, "DidRegistry_NotACitizen")
        .withArgs(person);
    });

    it("reverts with DidRegistry_NotACitizen for an identity that was handed over", async () => {
      const { didRegistry, citizen, other } = await loadFixture(aDidRegistry);
      await didRegistry.connect(citizen).changeOwner(citizen, other);
      await expect(didRegistry.connect(citizen).followCitizen())
        .to.be.revertedWithCustomError(didRegistry, "DidRegistry_NotACitizen")
        .withArgs(citizen);
    });

    it("reverts with DidRegistry_FollowsCitizen the second time", async () => {
      const { didRegistry, citizen } = await loadFixture(aFollower);
      await expect(didRegistry.connect(citizen).followCitizen())
        .to.be.revertedWithCustomError(didRegistry, "DidRegistry_FollowsCitizen")
        .withArgs(citizen, CITIZEN);
    });
  });

  describe("followCitizenBySignature()", () => {
    it("follows the identity's citizenship, whoever sends it", async () => {
      const world = await loadFixture(aDidRegistry);
      const { didRegistry, citizen, relayer } = world;
      const deadline = (await now()) + 10n;
      const message = { identity: citizen.address, nonce: 0, deadline };
      const signature = await signed(world, citizen, "FollowCitizen", message);
      await didRegistry.connect(relayer).followCitizenBySignature(citizen, deadline, signature);
      expect(await didRegistry.citizenFollowedBy(citizen)).to.equal(CITIZEN);
    });
  });

  describe("announceOwner()", () => {
    it("tells the new holder", async () => {
      const { didRegistry, citizen, other, relayer } = await loadFixture(aMovedFollower);
      await expect(didRegistry.connect(relayer).announceOwner(citizen))
        .to.emit(didRegistry, "DIDOwnerChanged")
        .withArgs(citizen, other, 0);
    });

    it("is done by the new holder's first change", async () => {
      const { didRegistry, citizen, other } = await loadFixture(aMovedFollower);
      await expect(didRegistry.connect(other).setAttribute(citizen, SERVICE, VALUE, 1))
        .to.emit(didRegistry, "DIDOwnerChanged")
        .withArgs(citizen, other, 0);
    });

    for (const [what, world] of [
      ["an identity that follows nothing", aDidRegistry],
      ["a holder who is known", aFollower],
    ] as const) {
      it(`reverts with DidRegistry_NothingToAnnounce for ${what}`, async () => {
        const { didRegistry, citizen } = await loadFixture(world);
        await expect(didRegistry.announceOwner(citizen))
          .to.be.revertedWithCustomError(didRegistry, "DidRegistry_NothingToAnnounce")
          .withArgs(citizen);
      });
    }

    it("reverts with DidRegistry_NothingToAnnounce of a deactivated identity", async () => {
      const { didRegistry, citizen, other } = await loadFixture(aMovedFollower);
      await didRegistry.connect(other).changeOwner(citizen, ZeroAddress);
      await expect(didRegistry.announceOwner(citizen))
        .to.be.revertedWithCustomError(didRegistry, "DidRegistry_NothingToAnnounce")
        .withArgs(citizen);
    });
  });
});
