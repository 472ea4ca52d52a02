import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { id, ZeroAddress, ZeroHash } from "ethers";
import { ethers } from "hardhat";
import {
  aRegister,
  citizens,
  DAY,
  DOSSIER,
  ENDLESS,
  GROUNDS,
  LATEST,
  midnight,
  moveTo,
  nextAt,
  now,
  Role,
  signedAcceptance,
  Standing,
  waitUntil,
} from "../../fixtures/citizenship";
import { shouldBehaveLikeSoulbound } from "../../fixtures/soulbound";
import { ICitizenship__factory } from "../../../typechain-types";

/** ERC-165: the exclusive or of the functions' selectors. */
const interfaceOf = (...functions: string[]): string => {
  const sum = functions.reduce((bits, fn) => bits ^ BigInt(id(fn).slice(0, 10)), 0n);
  return `0x${sum.toString(16).padStart(8, "0")}`;
};

describe("Citizenship", () => {
  /** Ann is citizen 1 and Ben citizen 2, for ten days. */
  async function two() {
    const world = await citizens(2, { term: 10n });
    const [ann, ben, cyd] = world.people;
    const { since, until } = await world.citizenship.citizen(1);
    return { ...world, ann, ben, cyd, since, until };
  }

  async function aSuspension() {
    const world = await two();
    await world.citizenship.connect(world.justice).suspend(1, (await now()) + DAY, GROUNDS);
    return { ...world, suspendedUntil: (await world.citizenship.citizen(1)).suspendedUntil };
  }

  describe("constructor()", () => {
    it("sets name, symbol, authority, passport and treasury", async () => {
      const { citizenship, manager, treasury } = await loadFixture(two);
      expect(await citizenship.name()).to.equal("Citizenship of Arcadia");
      expect(await citizenship.symbol()).to.equal("ARC");
      expect(await citizenship.authority()).to.equal(await manager.getAddress());
      expect(await citizenship.TREASURY()).to.equal(treasury);
      expect(await ethers.provider.getCode(await citizenship.PASSPORT())).not.to.equal("0x");
    });

    it("calls no contract in its constructor", async () => {
      const { stranger } = await loadFixture(two);
      const later = stranger.address;
      const terms = [0, 0, 1].map((value) => ({ value, min: 0, max: 1 }));
      const factory = await ethers.getContractFactory("Citizenship");
      const longName = "The Citizenship of a Nation whose Name is Longer than a Word of Storage";
      const citizenship = await factory.deploy(later, later, later, longName, "X", terms);
      expect(await citizenship.name()).to.equal(longName);
      expect((await citizenship.eip712Domain()).name).to.equal("Citizenship");
    });
  });

  async function aCitizenship() {
    const { citizenship, ann, ben } = await two();
    return { token: citizenship, tokenId: 1n, owner: ann, other: ben, unknownId: 3n, error: "Citizenship_Soulbound" };
  }
  shouldBehaveLikeSoulbound(aCitizenship);

  describe("supportsInterface()", () => {
    const standards: Readonly<Record<string, readonly [string, string]>> = {
      "ERC-165": ["0x01ffc9a7", interfaceOf("supportsInterface(bytes4)")],
      "ERC-721": [
        "0x80ac58cd",
        interfaceOf(
          "balanceOf(address)",
          "ownerOf(uint256)",
          "approve(address,uint256)",
          "getApproved(uint256)",
          "setApprovalForAll(address,bool)",
          "isApprovedForAll(address,address)",
          "transferFrom(address,address,uint256)",
          "safeTransferFrom(address,address,uint256)",
          "safeTransferFrom(address,address,uint256,bytes)",
        ),
      ],
      "ERC-721 metadata": ["0x5b5e139f", interfaceOf("name()", "symbol()", "tokenURI(uint256)")],
      "ERC-5192": ["0xb45a3c0e", interfaceOf("locked(uint256)")],
      "ERC-5484": ["0x0489b56f", interfaceOf("burnAuth(uint256)")],
      "ERC-7858": [
        "0x3ebdfa31",
        interfaceOf("expiryType()", "isTokenExpired(uint256)", "startTime(uint256)", "endTime(uint256)"),
      ],
      "ERC-6372": ["0xda287a1d", interfaceOf("clock()", "CLOCK_MODE()")],
      IVotes: [
        "0xe90fb3f6",
        interfaceOf(
          "getVotes(address)",
          "getPastVotes(address,uint256)",
          "getPastTotalSupply(uint256)",
          "delegates(address)",
          "delegate(address)",
          "delegateBySig(address,uint256,uint256,uint8,bytes32,bytes32)",
        ),
      ],
      // Its text gives the number: there is no function to work it out from.
      "ERC-4906": ["0x49064906", "0x49064906"],
    };

    for (const [name, [given, computed]] of Object.entries(standards)) {
      it(`returns true for ${name}, ${given}`, async () => {
        const { citizenship } = await loadFixture(two);
        expect(given).to.equal(computed);
        expect(await citizenship.supportsInterface(given)).to.equal(true);
      });
    }

    it("returns true for ICitizenship", async () => {
      const { citizenship } = await loadFixture(two);
      const functions: string[] = [];
      ICitizenship__factory.createInterface().forEachFunction((fn) => functions.push(fn.format("sighash")));
      expect(await citizenship.supportsInterface(interfaceOf(...functions))).to.equal(true);
    });

    for (const other of ["0xffffffff", "0x780e9d63", "0x00000000"]) {
      it(`returns false for ${other}`, async () => {
        const { citizenship } = await loadFixture(two);
        expect(await citizenship.supportsInterface(other)).to.equal(false);
      });
    }
  });

  describe("reading", () => {
    it("returns the citizen of an account", async () => {
      const { citizenship, ben, stranger } = await loadFixture(two);
      expect(await citizenship.citizenOf(ben)).to.equal(2n);
      expect(await citizenship.activeCitizenOf(ben)).to.equal(2n);
      expect(await citizenship.citizenOf(stranger)).to.equal(0n);
      expect(await citizenship.activeCitizenOf(stranger)).to.equal(0n);
    });

    it("returns how many citizenships an account holds", async () => {
      const { citizenship, ben, stranger } = await loadFixture(two);
      expect(await citizenship.balanceOf(ben)).to.equal(1n);
      expect(await citizenship.balanceOf(stranger)).to.equal(0n);
      await expect(citizenship.balanceOf(ZeroAddress))
        .to.be.revertedWithCustomError(citizenship, "ERC721InvalidOwner")
        .withArgs(ZeroAddress);
    });

    it("returns an empty record for an id that was never given", async () => {
      const { citizenship } = await loadFixture(two);
      expect(await citizenship.holderOf(3)).to.equal(ZeroAddress);
      expect(await citizenship.isActive(3)).to.equal(false);
      expect(await citizenship.citizen(3)).to.deep.equal([ZeroAddress, 0n, 0n, Standing.None, 0n, false]);
      await expect(citizenship.ownerOf(3))
        .to.be.revertedWithCustomError(citizenship, "ERC721NonexistentToken")
        .withArgs(3n);
    });

    it("returns no approvals", async () => {
      const { citizenship, ann, ben } = await loadFixture(two);
      expect(await citizenship.getApproved(1)).to.equal(ZeroAddress);
      expect(await citizenship.isApprovedForAll(ann, ben)).to.equal(false);
    });

    it("returns the passport", async () => {
      const { citizenship, ann } = await loadFixture(two);
      expect(await citizenship.tokenURI(1)).to.equal(`passport of ${ann.address.toLowerCase()}`);
    });

    it("reverts for the passport of an id that was never given", async () => {
      const { citizenship } = await loadFixture(two);
      await expect(citizenship.tokenURI(3))
        .to.be.revertedWithCustomError(citizenship, "ERC721NonexistentToken")
        .withArgs(3n);
    });

    it("returns Both as burnAuth", async () => {
      const { citizenship } = await loadFixture(two);
      expect(await citizenship.burnAuth(1)).to.equal(2n);
      await expect(citizenship.burnAuth(3))
        .to.be.revertedWithCustomError(citizenship, "ERC721NonexistentToken")
        .withArgs(3n);
    });
  });

  describe("the term (ERC-7858)", () => {
    it("returns the time-based expiry type", async () => {
      const { citizenship } = await loadFixture(two);
      expect(await citizenship.expiryType()).to.equal(1n);
    });

    it("returns its start and end", async () => {
      const { citizenship, since, until } = await loadFixture(two);
      expect(await citizenship.startTime(1)).to.equal(since);
      expect(await citizenship.endTime(1)).to.equal(until);
    });

    it("has an end of 0 if it has none", async () => {
      const { citizenship, registrar } = await loadFixture(two);
      await citizenship.connect(registrar).renew(1, ENDLESS);
      expect(await citizenship.endTime(1)).to.equal(0n);
    });

    it("is over from the second of its end", async () => {
      const { citizenship, ann, until } = await loadFixture(two);
      await waitUntil(until - 1n);
      expect(await citizenship.isTokenExpired(1)).to.equal(false);
      expect(await citizenship.activeCitizenOf(ann)).to.equal(1n);
      await waitUntil(until);
      expect(await citizenship.isTokenExpired(1)).to.equal(true);
      expect(await citizenship.activeCitizenOf(ann)).to.equal(0n);
      expect(await citizenship.ownerOf(1)).to.equal(ann.address);
    });

    for (const view of ["startTime", "endTime", "isTokenExpired"] as const) {
      it(`reverts with ERC721NonexistentToken when ${view}() is asked of nobody`, async () => {
        const { citizenship } = await loadFixture(two);
        await expect(citizenship[view](3))
          .to.be.revertedWithCustomError(citizenship, "ERC721NonexistentToken")
          .withArgs(3n);
      });
    }
  });

  describe("renew()", () => {
    it("prolongs to the midnight after", async () => {
      const { citizenship, registrar, since, until } = await loadFixture(two);
      const sent = citizenship.connect(registrar).renew(1, until + 1n);
      await expect(sent)
        .to.emit(citizenship, "CitizenRenewed")
        .withArgs(1n, until, until + DAY);
      await expect(sent)
        .to.emit(citizenship, "TokenExpiryUpdated")
        .withArgs(1n, since, until + DAY);
      await expect(sent).to.emit(citizenship, "MetadataUpdate").withArgs(1n);
      expect(await citizenship.endTime(1)).to.equal(until + DAY);
    });

    it("prolongs without end", async () => {
      const { citizenship, registrar, since, until } = await loadFixture(two);
      const sent = citizenship.connect(registrar).renew(1, ENDLESS);
      await expect(sent).to.emit(citizenship, "CitizenRenewed").withArgs(1n, until, ENDLESS);
      await expect(sent).to.emit(citizenship, "TokenExpiryUpdated").withArgs(1n, since, 0n);
    });

    it("revives a term that is over", async () => {
      const { citizenship, registrar, until } = await loadFixture(two);
      await nextAt(until + 3n * DAY);
      await citizenship.connect(registrar).renew(1, until + 3n * DAY + 1n);
      expect(await citizenship.isActive(1)).to.equal(true);
    });

    it("prolongs the term of a suspended citizen, and keeps the suspension", async () => {
      const { citizenship, registrar, suspendedUntil } = await loadFixture(aSuspension);
      await citizenship.connect(registrar).renew(1, ENDLESS);
      const record = await citizenship.citizen(1);
      expect([record.until, record.standing, record.suspendedUntil]).to.deep.equal([
        ENDLESS,
        Standing.Suspended,
        suspendedUntil,
      ]);
    });

    it("prolongs to the last day of a record", async () => {
      const { citizenship, registrar } = await loadFixture(two);
      await citizenship.connect(registrar).renew(1, LATEST);
      expect(await citizenship.endTime(1)).to.equal(LATEST);
    });

    it("reverts with Citizenship_MomentTooLate after that", async () => {
      const { citizenship, registrar } = await loadFixture(two);
      await expect(citizenship.connect(registrar).renew(1, LATEST + 1n))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_MomentTooLate")
        .withArgs(LATEST + 1n, LATEST);
    });

    it("reverts with Citizenship_TermNotExtended to the same end", async () => {
      const { citizenship, registrar, until } = await loadFixture(two);
      await expect(citizenship.connect(registrar).renew(1, until))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_TermNotExtended")
        .withArgs(1n, until, until);
    });

    it("reverts with Citizenship_TermNotExtended to an end that is past", async () => {
      const { citizenship, registrar, until } = await loadFixture(two);
      const present = until + 2n * DAY;
      await nextAt(present);
      await expect(citizenship.connect(registrar).renew(1, present))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_TermNotExtended")
        .withArgs(1n, present, present);
    });

    it("reverts with Citizenship_TermNotExtended when there is no end", async () => {
      const { citizenship, registrar } = await loadFixture(two);
      await citizenship.connect(registrar).renew(1, ENDLESS);
      await expect(citizenship.connect(registrar).renew(1, ENDLESS))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_TermNotExtended")
        .withArgs(1n, ENDLESS, ENDLESS);
    });

    it("reverts with Citizenship_StandingForbids of nobody, and of the revoked", async () => {
      const { citizenship, registrar, justice } = await loadFixture(two);
      await expect(citizenship.connect(registrar).renew(3, ENDLESS))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_StandingForbids")
        .withArgs(3n, Standing.None);
      await citizenship.connect(justice).revoke(1, GROUNDS);
      await expect(citizenship.connect(registrar).renew(1, ENDLESS))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_StandingForbids")
        .withArgs(1n, Standing.Revoked);
    });

    it("reverts with AccessManagedUnauthorized when the caller is not the registrar", async () => {
      const { citizenship, ann } = await loadFixture(two);
      await expect(citizenship.connect(ann).renew(1, ENDLESS))
        .to.be.revertedWithCustomError(citizenship, "AccessManagedUnauthorized")
        .withArgs(ann.address);
    });
  });

  describe("suspend()", () => {
    it("suspends until the midnight after", async () => {
      const { citizenship, justice } = await loadFixture(two);
      const until = midnight(await now()) + DAY;
      const sent = citizenship.connect(justice).suspend(1, until + 1n, GROUNDS);
      await expect(sent)
        .to.emit(citizenship, "CitizenSuspended")
        .withArgs(1n, until + DAY, GROUNDS);
      await expect(sent).to.emit(citizenship, "MetadataUpdate").withArgs(1n);
    });

    it("removes the vote, and keeps the citizenship", async () => {
      const { citizenship, ann, suspendedUntil } = await loadFixture(aSuspension);
      expect(await citizenship.getVotes(ann)).to.equal(0n);
      expect(await citizenship.activeCitizenOf(ann)).to.equal(0n);
      expect(await citizenship.ownerOf(1)).to.equal(ann.address);
      const record = await citizenship.citizen(1);
      expect([record.standing, record.suspendedUntil]).to.deep.equal([Standing.Suspended, suspendedUntil]);
    });

    it("emits DelegateVotesChanged", async () => {
      const { citizenship, justice, ann } = await loadFixture(two);
      await expect(citizenship.connect(justice).suspend(1, LATEST, GROUNDS))
        .to.emit(citizenship, "DelegateVotesChanged")
        .withArgs(ann.address, 1n, 0n);
    });

    it("reverts with Citizenship_StandingForbids of the suspended", async () => {
      const { citizenship, justice } = await loadFixture(aSuspension);
      await expect(citizenship.connect(justice).suspend(1, LATEST, GROUNDS))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_StandingForbids")
        .withArgs(1n, Standing.Suspended);
    });

    it("reverts with Citizenship_MomentPassed when it would be over", async () => {
      const { citizenship, justice } = await loadFixture(two);
      const present = (await now()) + 5n;
      await nextAt(present);
      await expect(citizenship.connect(justice).suspend(1, present, GROUNDS))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_MomentPassed")
        .withArgs(present, present);
    });

    it("reverts with Citizenship_MomentTooLate without end", async () => {
      const { citizenship, justice } = await loadFixture(two);
      await expect(citizenship.connect(justice).suspend(1, ENDLESS, GROUNDS))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_MomentTooLate")
        .withArgs(ENDLESS, LATEST);
    });

    it("reverts with AccessManagedUnauthorized when the caller is not justice", async () => {
      const { citizenship, registrar } = await loadFixture(two);
      await expect(citizenship.connect(registrar).suspend(1, LATEST, GROUNDS))
        .to.be.revertedWithCustomError(citizenship, "AccessManagedUnauthorized")
        .withArgs(registrar.address);
    });
  });

  describe("reinstate()", () => {
    it("gives the vote back", async () => {
      const { citizenship, justice, ann } = await loadFixture(aSuspension);
      const sent = citizenship.connect(justice).reinstate(1);
      await expect(sent).to.emit(citizenship, "CitizenReinstated").withArgs(1n);
      await expect(sent).to.emit(citizenship, "DelegateVotesChanged").withArgs(ann.address, 0n, 1n);
      await expect(sent).to.emit(citizenship, "MetadataUpdate").withArgs(1n);
      expect((await citizenship.citizen(1)).suspendedUntil).to.equal(0n);
    });

    it("reverts with AccessManagedUnauthorized for others in the suspension's last second", async () => {
      const { citizenship, ann, suspendedUntil } = await loadFixture(aSuspension);
      await nextAt(suspendedUntil - 1n);
      await expect(citizenship.connect(ann).reinstate(1))
        .to.be.revertedWithCustomError(citizenship, "AccessManagedUnauthorized")
        .withArgs(ann.address);
    });

    it("reinstates for anyone after the suspension's end", async () => {
      const { citizenship, stranger, suspendedUntil } = await loadFixture(aSuspension);
      await nextAt(suspendedUntil);
      await citizenship.connect(stranger).reinstate(1);
      expect(await citizenship.votesOf(1)).to.equal(1n);
    });

    it("does not revive a term that is over", async () => {
      const { citizenship, until } = await loadFixture(aSuspension);
      await nextAt(until);
      await citizenship.reinstate(1);
      expect(await citizenship.votesOf(1)).to.equal(0n);
    });

    it("reverts with Citizenship_StandingForbids when not suspended", async () => {
      const { citizenship, justice } = await loadFixture(two);
      await expect(citizenship.connect(justice).reinstate(1))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_StandingForbids")
        .withArgs(1n, Standing.Active);
    });
  });

  describe("revoke()", () => {
    it("ends the citizenship, and keeps its last holder", async () => {
      const { citizenship, justice, ann } = await loadFixture(two);
      const sent = citizenship.connect(justice).revoke(1, GROUNDS);
      await expect(sent).to.emit(citizenship, "CitizenRevoked").withArgs(1n, GROUNDS);
      await expect(sent).to.emit(citizenship, "Transfer").withArgs(ann.address, ZeroAddress, 1n);
      await expect(sent).to.emit(citizenship, "DelegateVotesChanged").withArgs(ann.address, 1n, 0n);
      await expect(citizenship.ownerOf(1)).to.be.revertedWithCustomError(citizenship, "ERC721NonexistentToken");
      expect(await citizenship.holderOf(1)).to.equal(ann.address);
      expect(await citizenship.citizenOf(ann)).to.equal(0n);
      expect((await citizenship.citizen(1)).standing).to.equal(Standing.Revoked);
    });

    it("revokes a suspended citizenship", async () => {
      const { citizenship, justice } = await loadFixture(aSuspension);
      await citizenship.connect(justice).revoke(1, GROUNDS);
      const record = await citizenship.citizen(1);
      expect([record.standing, record.suspendedUntil]).to.deep.equal([Standing.Revoked, 0n]);
      expect(await citizenship.citizenCount()).to.equal(1n);
    });

    it("reverts with Citizenship_StandingForbids the second time", async () => {
      const { citizenship, justice } = await loadFixture(two);
      await citizenship.connect(justice).revoke(1, GROUNDS);
      await expect(citizenship.connect(justice).revoke(1, GROUNDS))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_StandingForbids")
        .withArgs(1n, Standing.Revoked);
    });

    it("reverts with AccessManagedUnauthorized when the caller is not justice", async () => {
      const { citizenship, registrar } = await loadFixture(two);
      await expect(citizenship.connect(registrar).revoke(1, GROUNDS))
        .to.be.revertedWithCustomError(citizenship, "AccessManagedUnauthorized")
        .withArgs(registrar.address);
    });
  });

  describe("renounce()", () => {
    it("ends the caller's citizenship", async () => {
      const { citizenship, ann } = await loadFixture(two);
      const sent = citizenship.connect(ann).renounce();
      await expect(sent).to.emit(citizenship, "CitizenRenounced").withArgs(1n);
      await expect(sent).to.emit(citizenship, "Transfer").withArgs(ann.address, ZeroAddress, 1n);
      expect((await citizenship.citizen(1)).standing).to.equal(Standing.Renounced);
      expect(await citizenship.citizenCount()).to.equal(1n);
    });

    it("lets the account be admitted again, as a new citizen", async () => {
      const { citizenship, registrar, ann } = await loadFixture(two);
      await citizenship.connect(ann).renounce();
      await citizenship.connect(ann).requestAdmission(ZeroHash);
      await citizenship.connect(registrar).admit(ann);
      expect(await citizenship.citizenOf(ann)).to.equal(3n);
    });

    it("reverts with Citizenship_NotCitizen of a stranger", async () => {
      const { citizenship, stranger } = await loadFixture(two);
      await expect(citizenship.connect(stranger).renounce())
        .to.be.revertedWithCustomError(citizenship, "Citizenship_NotCitizen")
        .withArgs(stranger.address);
    });
  });

  describe("move()", () => {
    it("keeps the id, and emits CitizenMoved", async () => {
      const world = await loadFixture(two);
      const { citizenship, ann, cyd } = world;
      const sent = moveTo(world, 1, cyd);
      await expect(sent).to.emit(citizenship, "CitizenMoved").withArgs(1n, ann.address, cyd.address);
      await expect(sent).to.emit(citizenship, "Transfer").withArgs(ann.address, cyd.address, 1n);
      await expect(sent).to.emit(citizenship, "DelegateVotesChanged").withArgs(ann.address, 1n, 0n);
      await expect(sent).to.emit(citizenship, "DelegateVotesChanged").withArgs(cyd.address, 0n, 1n);
      await expect(sent).to.emit(citizenship, "MetadataUpdate").withArgs(1n);
      expect(await citizenship.citizenOf(cyd)).to.equal(1n);
      expect(await citizenship.citizenOf(ann)).to.equal(0n);
      expect(await citizenship.ownerOf(1)).to.equal(cyd.address);
    });

    it("ends requests and invitations of both accounts", async () => {
      const world = await loadFixture(two);
      const { citizenship, registrar, ann, cyd } = world;
      await citizenship.connect(cyd).requestAdmission(DOSSIER);
      await citizenship.connect(registrar).invite([cyd], ENDLESS);
      await moveTo(world, 1, cyd);
      expect(await citizenship.admissionOf(cyd)).to.deep.equal([0n, 0n]);
      expect(await citizenship.admissionOf(ann)).to.deep.equal([0n, 0n]);
      expect(await citizenship.admissionNonce(cyd)).to.equal(1n);
      expect(await citizenship.admissionNonce(ann)).to.equal(2n);
    });

    it("keeps a suspension, and moves no votes then", async () => {
      const world = await loadFixture(aSuspension);
      const { citizenship, cyd } = world;
      await expect(moveTo(world, 1, cyd)).not.to.emit(citizenship, "DelegateVotesChanged");
      expect((await citizenship.citizen(1)).standing).to.equal(Standing.Suspended);
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

    it("reverts with AccessManagedUnauthorized when the caller is not recovery", async () => {
      const { citizenship, government, cyd } = await loadFixture(two);
      const signature = await signedAcceptance(citizenship, { citizenId: 1, newHolder: cyd.address, signer: cyd });
      await expect(citizenship.connect(government).move(1, cyd, ENDLESS, signature))
        .to.be.revertedWithCustomError(citizenship, "AccessManagedUnauthorized")
        .withArgs(government.address);
    });
  });

  describe("the authority", () => {
    it("delays justice", async () => {
      const { citizenship, manager, justice } = await aRegister();
      await manager.grantRole(Role.Justice, justice, 60);
      await expect(citizenship.connect(justice).suspend(1, ENDLESS, GROUNDS)).to.be.revertedWithCustomError(
        manager,
        "AccessManagerNotScheduled",
      );
    });
  });
});
