import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { encodeBytes32String, ZeroAddress, ZeroHash } from "ethers";
import { ethers } from "hardhat";
import {
  aRegister,
  DAY,
  DOSSIER,
  ENDLESS,
  LATEST,
  midnight,
  nextAt,
  now,
  Provision,
  Role,
  signedRequest,
  signedVoucher,
  Standing,
  WINDOW,
} from "../../fixtures/citizenship";

const GWEI = 10n ** 9n;
const STALE = 180n * DAY;

describe("Admissions", () => {
  const anEmptyRegister = () => aRegister();
  const aDearRegister = () => aRegister({ fee: 5_000n });

  describe("requestAdmission()", () => {
    context("given a stranger", () => {
      it("emits AdmissionRequested with the applicant and the dossier", async () => {
        const { citizenship, stranger } = await loadFixture(anEmptyRegister);
        await expect(citizenship.connect(stranger).requestAdmission(DOSSIER))
          .to.emit(citizenship, "AdmissionRequested")
          .withArgs(stranger.address, DOSSIER);
      });

      it("stores the moment", async () => {
        const { citizenship, stranger } = await loadFixture(anEmptyRegister);
        await citizenship.connect(stranger).requestAdmission(DOSSIER);
        expect(await citizenship.admissionOf(stranger)).to.deep.equal([await now(), 0n]);
      });

      it("admits nobody", async () => {
        const { citizenship, stranger } = await loadFixture(anEmptyRegister);
        await citizenship.connect(stranger).requestAdmission(DOSSIER);
        expect(await citizenship.citizenOf(stranger)).to.equal(0n);
      });
    });

    context("given a pending request", () => {
      it("replaces it", async () => {
        const { citizenship, stranger } = await loadFixture(anEmptyRegister);
        await citizenship.connect(stranger).requestAdmission(DOSSIER);
        await time.increase(100);
        await citizenship.connect(stranger).requestAdmission(ZeroHash);
        expect(await citizenship.admissionOf(stranger)).to.deep.equal([await now(), 0n]);
      });
    });

    context("given a citizen", () => {
      it("reverts with Citizenship_AlreadyCitizen", async () => {
        const { citizenship, registrar, stranger } = await loadFixture(anEmptyRegister);
        await citizenship.connect(stranger).requestAdmission(DOSSIER);
        await citizenship.connect(registrar).admit(stranger);
        await expect(citizenship.connect(stranger).requestAdmission(DOSSIER))
          .to.be.revertedWithCustomError(citizenship, "Citizenship_AlreadyCitizen")
          .withArgs(stranger.address, 1n);
      });
    });

    context("given an invitation", () => {
      it("admits at once, with the dossier", async () => {
        const { citizenship, registrar, stranger } = await loadFixture(anEmptyRegister);
        await citizenship.connect(registrar).invite([stranger], (await now()) + 10n);
        await expect(citizenship.connect(stranger).requestAdmission(DOSSIER))
          .to.emit(citizenship, "CitizenAdmitted")
          .withArgs(1n, stranger.address, DOSSIER, ENDLESS);
      });

      it("admits in the last second of it", async () => {
        const { citizenship, registrar, stranger } = await loadFixture(anEmptyRegister);
        const until = (await now()) + 100n;
        await citizenship.connect(registrar).invite([stranger], until);
        await nextAt(until - 1n);
        await citizenship.connect(stranger).requestAdmission(DOSSIER);
        expect(await citizenship.citizenOf(stranger)).to.equal(1n);
      });

      it("emits AdmissionRequested once the invitation has ended", async () => {
        const { citizenship, registrar, stranger } = await loadFixture(anEmptyRegister);
        const until = (await now()) + 100n;
        await citizenship.connect(registrar).invite([stranger], until);
        await nextAt(until);
        await expect(citizenship.connect(stranger).requestAdmission(DOSSIER)).to.emit(
          citizenship,
          "AdmissionRequested",
        );
      });

      it("emits AdmissionRequested when the invitation was taken back", async () => {
        const { citizenship, registrar, stranger } = await loadFixture(anEmptyRegister);
        await citizenship.connect(registrar).invite([stranger], ENDLESS);
        await citizenship.connect(registrar).invite([stranger], 0);
        await expect(citizenship.connect(stranger).requestAdmission(DOSSIER)).to.emit(
          citizenship,
          "AdmissionRequested",
        );
      });
    });
  });

  describe("withdrawRequest()", () => {
    it("withdraws the request", async () => {
      const { citizenship, registrar, stranger } = await loadFixture(anEmptyRegister);
      await citizenship.connect(stranger).requestAdmission(DOSSIER);
      await expect(citizenship.connect(stranger).withdrawRequest())
        .to.emit(citizenship, "AdmissionRequestWithdrawn")
        .withArgs(stranger.address);
      await expect(citizenship.connect(registrar).admit(stranger))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_NoRequest")
        .withArgs(stranger.address);
    });

    it("leaves an invitation unchanged", async () => {
      const { citizenship, registrar, stranger } = await loadFixture(anEmptyRegister);
      await citizenship.connect(stranger).requestAdmission(DOSSIER);
      await citizenship.connect(registrar).invite([stranger], ENDLESS);
      await citizenship.connect(stranger).withdrawRequest();
      expect(await citizenship.admissionOf(stranger)).to.deep.equal([0n, ENDLESS]);
    });

    it("reverts with Citizenship_NoRequest when none is pending", async () => {
      const { citizenship, stranger } = await loadFixture(anEmptyRegister);
      await expect(citizenship.connect(stranger).withdrawRequest())
        .to.be.revertedWithCustomError(citizenship, "Citizenship_NoRequest")
        .withArgs(stranger.address);
    });
  });

  describe("invite()", () => {
    it("emits AdmissionInvited for each invitee", async () => {
      const { citizenship, registrar, people } = await loadFixture(anEmptyRegister);
      const sent = citizenship.connect(registrar).invite([people[0], people[1]], ENDLESS);
      await expect(sent).to.emit(citizenship, "AdmissionInvited").withArgs(people[0].address, ENDLESS);
      await expect(sent).to.emit(citizenship, "AdmissionInvited").withArgs(people[1].address, ENDLESS);
    });

    it("reverts with Citizenship_MomentPassed when it would have ended", async () => {
      const { citizenship, registrar, stranger } = await loadFixture(anEmptyRegister);
      const present = (await now()) + 5n;
      await nextAt(present);
      await expect(citizenship.connect(registrar).invite([stranger], present))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_MomentPassed")
        .withArgs(present, present);
    });

    it("reverts with Citizenship_AlreadyCitizen when one is a citizen", async () => {
      const { citizenship, registrar, stranger } = await loadFixture(anEmptyRegister);
      await citizenship.connect(stranger).requestAdmission(DOSSIER);
      await citizenship.connect(registrar).admit(stranger);
      await expect(citizenship.connect(registrar).invite([stranger], ENDLESS))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_AlreadyCitizen")
        .withArgs(stranger.address, 1n);
    });

    it("reverts with AccessManagedUnauthorized when the caller is not the registrar", async () => {
      const { citizenship, stranger } = await loadFixture(anEmptyRegister);
      await expect(citizenship.connect(stranger).invite([stranger], ENDLESS))
        .to.be.revertedWithCustomError(citizenship, "AccessManagedUnauthorized")
        .withArgs(stranger.address);
    });
  });

  describe("admit()", () => {
    async function aRequest() {
      const world = await aRegister();
      await world.citizenship.connect(world.stranger).requestAdmission(DOSSIER);
      return { ...world, requestedAt: await now() };
    }

    context("given a pending request", () => {
      it("returns the new id", async () => {
        const { citizenship, registrar, stranger } = await loadFixture(aRequest);
        expect(await citizenship.connect(registrar).admit.staticCall(stranger)).to.equal(1n);
      });

      it("records the citizen", async () => {
        const { citizenship, registrar, stranger } = await loadFixture(aRequest);
        await citizenship.connect(registrar).admit(stranger);
        expect(await citizenship.citizen(1)).to.deep.equal([
          stranger.address,
          await now(),
          ENDLESS,
          Standing.Active,
          0n,
          false,
        ]);
      });

      it("emits the events of every standard", async () => {
        const { citizenship, registrar, stranger } = await loadFixture(aRequest);
        const present = (await now()) + 5n;
        await nextAt(present);
        const sent = citizenship.connect(registrar).admit(stranger);
        await expect(sent).to.emit(citizenship, "Transfer").withArgs(ZeroAddress, stranger.address, 1n);
        await expect(sent).to.emit(citizenship, "Locked").withArgs(1n);
        await expect(sent).to.emit(citizenship, "Issued").withArgs(citizenship, stranger.address, 1n, 2n);
        await expect(sent).to.emit(citizenship, "TokenExpiryUpdated").withArgs(1n, present, 0n);
        await expect(sent).to.emit(citizenship, "DelegateVotesChanged").withArgs(stranger.address, 0n, 1n);
        await expect(sent).to.emit(citizenship, "CitizenAdmitted").withArgs(1n, stranger.address, ZeroHash, ENDLESS);
      });

      it("gives a vote from the first second", async () => {
        const { citizenship, registrar, stranger } = await loadFixture(aRequest);
        await citizenship.connect(registrar).admit(stranger);
        expect(await citizenship.getVotes(stranger)).to.equal(1n);
      });

      it("clears the request and increments the nonce", async () => {
        const { citizenship, registrar, stranger } = await loadFixture(aRequest);
        await citizenship.connect(registrar).admit(stranger);
        expect(await citizenship.admissionOf(stranger)).to.deep.equal([0n, 0n]);
        expect(await citizenship.admissionNonce(stranger)).to.equal(1n);
      });

      it("admits in the last second of the 180 days", async () => {
        const { citizenship, registrar, stranger, requestedAt } = await loadFixture(aRequest);
        await nextAt(requestedAt + STALE - 1n);
        await citizenship.connect(registrar).admit(stranger);
        expect(await citizenship.lastCitizenId()).to.equal(1n);
      });

      it("reverts with Citizenship_RequestStale afterwards", async () => {
        const { citizenship, registrar, stranger, requestedAt } = await loadFixture(aRequest);
        await nextAt(requestedAt + STALE);
        await expect(citizenship.connect(registrar).admit(stranger))
          .to.be.revertedWithCustomError(citizenship, "Citizenship_RequestStale")
          .withArgs(stranger.address, requestedAt, requestedAt + STALE);
      });

      it("reverts with AccessManagedUnauthorized when the caller is not the registrar", async () => {
        const { citizenship, stranger } = await loadFixture(aRequest);
        await expect(citizenship.connect(stranger).admit(stranger))
          .to.be.revertedWithCustomError(citizenship, "AccessManagedUnauthorized")
          .withArgs(stranger.address);
      });
    });

    context("given no request", () => {
      it("reverts with Citizenship_NoRequest", async () => {
        const { citizenship, registrar, people } = await loadFixture(aRequest);
        await expect(citizenship.connect(registrar).admit(people[0]))
          .to.be.revertedWithCustomError(citizenship, "Citizenship_NoRequest")
          .withArgs(people[0].address);
      });
    });

    context("given a provision `term`", () => {
      it("ends the term at the midnight after so many days", async () => {
        const { citizenship, government, registrar, stranger } = await loadFixture(aRequest);
        await citizenship.connect(government).setProvision(Provision.term, 365);
        const present = midnight(await now()) + 1n;
        await nextAt(present);
        const until = present - 1n + 366n * DAY;
        await expect(citizenship.connect(registrar).admit(stranger))
          .to.emit(citizenship, "TokenExpiryUpdated")
          .withArgs(1n, present, until);
        expect((await citizenship.citizen(1)).until).to.equal(until);
      });

      it("ends it after exactly so many days if it begins at midnight", async () => {
        const { citizenship, government, registrar, stranger } = await loadFixture(aRequest);
        await citizenship.connect(government).setProvision(Provision.term, 365);
        const present = midnight(await now());
        await nextAt(present);
        await citizenship.connect(registrar).admit(stranger);
        expect(await citizenship.endTime(1)).to.equal(present + 365n * DAY);
      });

      it("ends the term at the last day of a record when it would reach beyond", async () => {
        const { citizenship, government, registrar, stranger } = await loadFixture(aRequest);
        await citizenship.connect(government).setProvision(Provision.term, 65_535);
        await citizenship.connect(registrar).admit(stranger);
        expect(await citizenship.endTime(1)).to.equal(LATEST);
      });
    });
  });

  describe("admitBatch()", () => {
    it("returns consecutive ids", async () => {
      const { citizenship, registrar, people } = await loadFixture(anEmptyRegister);
      for (const person of people.slice(0, 3)) await citizenship.connect(person).requestAdmission(ZeroHash);
      await citizenship.connect(registrar).admit(people[0]);
      expect(await citizenship.connect(registrar).admitBatch.staticCall([people[1], people[2]])).to.equal(2n);
      await citizenship.connect(registrar).admitBatch([people[1], people[2]]);
      expect(await citizenship.citizenOf(people[2])).to.equal(3n);
    });

    it("admits all or none", async () => {
      const { citizenship, registrar, people } = await loadFixture(anEmptyRegister);
      await citizenship.connect(people[0]).requestAdmission(ZeroHash);
      await expect(citizenship.connect(registrar).admitBatch([people[0], people[1]]))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_NoRequest")
        .withArgs(people[1].address);
    });

    it("admits nobody twice", async () => {
      const { citizenship, registrar, people } = await loadFixture(anEmptyRegister);
      await citizenship.connect(people[0]).requestAdmission(ZeroHash);
      await expect(citizenship.connect(registrar).admitBatch([people[0], people[0]]))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_NoRequest")
        .withArgs(people[0].address);
    });

    it("reverts with AccessManagedUnauthorized when the caller is not the registrar", async () => {
      const { citizenship, stranger } = await loadFixture(anEmptyRegister);
      await expect(citizenship.connect(stranger).admitBatch([]))
        .to.be.revertedWithCustomError(citizenship, "AccessManagedUnauthorized")
        .withArgs(stranger.address);
    });
  });

  describe("admitSigned()", () => {
    it("admits the signers, with their dossiers", async () => {
      const { citizenship, registrar, people } = await loadFixture(anEmptyRegister);
      const requests = await Promise.all(
        people.slice(0, 2).map((person) => signedRequest(citizenship, { applicant: person.address, signer: person })),
      );
      expect(await citizenship.connect(registrar).admitSigned.staticCall(requests)).to.equal(1n);
      await expect(citizenship.connect(registrar).admitSigned(requests))
        .to.emit(citizenship, "CitizenAdmitted")
        .withArgs(2n, people[1].address, DOSSIER, ENDLESS);
    });

    it("admits a contract account that signs by ERC-1271", async () => {
      const { citizenship, registrar, stranger } = await loadFixture(anEmptyRegister);
      const wallet = await (await ethers.getContractFactory("SignerWallet")).deploy(stranger);
      const request = await signedRequest(citizenship, { applicant: await wallet.getAddress(), signer: stranger });
      await citizenship.connect(registrar).admitSigned([request]);
      expect(await citizenship.citizenOf(wallet)).to.equal(1n);
    });

    it("admits in the second of the deadline", async () => {
      const { citizenship, registrar, stranger } = await loadFixture(anEmptyRegister);
      const deadline = (await now()) + 100n;
      const request = await signedRequest(citizenship, { applicant: stranger.address, signer: stranger, deadline });
      await nextAt(deadline);
      await citizenship.connect(registrar).admitSigned([request]);
      expect(await citizenship.citizenOf(stranger)).to.equal(1n);
    });

    it("reverts with Citizenship_SignatureExpired afterwards", async () => {
      const { citizenship, registrar, stranger } = await loadFixture(anEmptyRegister);
      const deadline = (await now()) + 100n;
      const request = await signedRequest(citizenship, { applicant: stranger.address, signer: stranger, deadline });
      await nextAt(deadline + 1n);
      await expect(citizenship.connect(registrar).admitSigned([request]))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_SignatureExpired")
        .withArgs(deadline, deadline + 1n);
    });

    it("reverts with Citizenship_SignatureInvalid when somebody else signed", async () => {
      const { citizenship, registrar, stranger } = await loadFixture(anEmptyRegister);
      const request = await signedRequest(citizenship, { applicant: stranger.address, signer: registrar });
      await expect(citizenship.connect(registrar).admitSigned([request]))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_SignatureInvalid")
        .withArgs(stranger.address);
    });

    it("reverts with Citizenship_SignatureInvalid when another dossier was signed", async () => {
      const { citizenship, registrar, stranger } = await loadFixture(anEmptyRegister);
      const request = await signedRequest(citizenship, { applicant: stranger.address, signer: stranger });
      await expect(citizenship.connect(registrar).admitSigned([{ ...request, dossier: ZeroHash }]))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_SignatureInvalid")
        .withArgs(stranger.address);
    });

    it("reverts with Citizenship_SignatureInvalid for the zero account", async () => {
      const { citizenship, registrar, stranger } = await loadFixture(anEmptyRegister);
      const request = await signedRequest(citizenship, { applicant: ZeroAddress, signer: stranger });
      await expect(citizenship.connect(registrar).admitSigned([{ ...request, signature: `0x${"00".repeat(65)}` }]))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_SignatureInvalid")
        .withArgs(ZeroAddress);
    });

    it("reverts with Citizenship_AlreadyCitizen when one is a citizen", async () => {
      const { citizenship, registrar, stranger } = await loadFixture(anEmptyRegister);
      const request = await signedRequest(citizenship, { applicant: stranger.address, signer: stranger });
      await expect(citizenship.connect(registrar).admitSigned([request, request]))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_AlreadyCitizen")
        .withArgs(stranger.address, 1n);
    });

    it("reverts with AccessManagedUnauthorized when the caller is not the registrar", async () => {
      const { citizenship, stranger } = await loadFixture(anEmptyRegister);
      await expect(citizenship.connect(stranger).admitSigned([]))
        .to.be.revertedWithCustomError(citizenship, "AccessManagedUnauthorized")
        .withArgs(stranger.address);
    });
  });

  describe("redeem()", () => {
    async function aVoucher() {
      const world = await aDearRegister();
      const { citizenship, registrar, stranger } = world;
      const admission = { applicant: stranger.address, signer: registrar, registrar: registrar.address };
      return { ...world, fee: 5_000n * GWEI, admission, ...(await signedVoucher(citizenship, admission)) };
    }

    it("admits the applicant", async () => {
      const { citizenship, stranger, voucher, signature, fee } = await loadFixture(aVoucher);
      expect(await citizenship.connect(stranger).redeem.staticCall(voucher, signature, { value: fee })).to.equal(1n);
      await expect(citizenship.connect(stranger).redeem(voucher, signature, { value: fee }))
        .to.emit(citizenship, "CitizenAdmitted")
        .withArgs(1n, stranger.address, DOSSIER, ENDLESS);
    });

    it("pays the fee to the treasury", async () => {
      const { citizenship, stranger, treasury, voucher, signature, fee } = await loadFixture(aVoucher);
      await expect(citizenship.connect(stranger).redeem(voucher, signature, { value: fee })).to.changeEtherBalances(
        [stranger, treasury],
        [-fee, fee],
      );
    });

    it("admits without a payment when there is no fee", async () => {
      const { citizenship, government, stranger, voucher, signature } = await loadFixture(aVoucher);
      await citizenship.connect(government).setProvision(Provision.fee, 0);
      await citizenship.connect(stranger).redeem(voucher, signature);
      expect(await citizenship.citizenOf(stranger)).to.equal(1n);
    });

    it("admits on the voucher of a registrar that is a contract", async () => {
      const { citizenship, manager, registrar, stranger, admission, fee } = await loadFixture(aVoucher);
      const wallet = await (await ethers.getContractFactory("SignerWallet")).deploy(registrar);
      await manager.grantRole(Role.Registrar, wallet, 0);
      const { voucher, signature } = await signedVoucher(citizenship, {
        ...admission,
        registrar: await wallet.getAddress(),
      });
      await citizenship.connect(stranger).redeem(voucher, signature, { value: fee });
      expect(await citizenship.citizenOf(stranger)).to.equal(1n);
    });

    it("reverts with Citizenship_NotApplicant for anybody else", async () => {
      const { citizenship, people, stranger, voucher, signature, fee } = await loadFixture(aVoucher);
      await expect(citizenship.connect(people[0]).redeem(voucher, signature, { value: fee }))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_NotApplicant")
        .withArgs(people[0].address, stranger.address);
    });

    for (const wrong of [-1n, 1n]) {
      it(`reverts with Citizenship_WrongFee if ${wrong} wei is paid beside the fee`, async () => {
        const { citizenship, stranger, voucher, signature, fee } = await loadFixture(aVoucher);
        await expect(citizenship.connect(stranger).redeem(voucher, signature, { value: fee + wrong }))
          .to.be.revertedWithCustomError(citizenship, "Citizenship_WrongFee")
          .withArgs(fee + wrong, fee);
      });
    }

    it("reverts with Citizenship_SignatureExpired after the deadline", async () => {
      const { citizenship, stranger, admission, fee } = await loadFixture(aVoucher);
      const deadline = (await now()) + 100n;
      const { voucher, signature } = await signedVoucher(citizenship, { ...admission, deadline });
      await nextAt(deadline + 1n);
      await expect(citizenship.connect(stranger).redeem(voucher, signature, { value: fee }))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_SignatureExpired")
        .withArgs(deadline, deadline + 1n);
    });

    it("reverts with Citizenship_NotRegistrar when the signer is none", async () => {
      const { citizenship, people, stranger, admission, fee } = await loadFixture(aVoucher);
      const { voucher, signature } = await signedVoucher(citizenship, {
        ...admission,
        signer: people[0],
        registrar: people[0].address,
      });
      await expect(citizenship.connect(stranger).redeem(voucher, signature, { value: fee }))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_NotRegistrar")
        .withArgs(people[0].address);
    });

    it("reverts with Citizenship_NotRegistrar when the signer may act with a delay only", async () => {
      const { citizenship, manager, people, stranger, admission, fee } = await loadFixture(aVoucher);
      await manager.grantRole(Role.Registrar, people[0], 60);
      const { voucher, signature } = await signedVoucher(citizenship, {
        ...admission,
        signer: people[0],
        registrar: people[0].address,
      });
      await expect(citizenship.connect(stranger).redeem(voucher, signature, { value: fee }))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_NotRegistrar")
        .withArgs(people[0].address);
    });

    it("reverts with Citizenship_SignatureInvalid when the registrar did not sign", async () => {
      const { citizenship, registrar, stranger, admission, fee } = await loadFixture(aVoucher);
      const { voucher, signature } = await signedVoucher(citizenship, { ...admission, signer: stranger });
      await expect(citizenship.connect(stranger).redeem(voucher, signature, { value: fee }))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_SignatureInvalid")
        .withArgs(registrar.address);
    });

    it("reverts with Citizenship_AlreadyCitizen the second time", async () => {
      const { citizenship, stranger, voucher, signature, fee } = await loadFixture(aVoucher);
      await citizenship.connect(stranger).redeem(voucher, signature, { value: fee });
      await expect(citizenship.connect(stranger).redeem(voucher, signature, { value: fee }))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_AlreadyCitizen")
        .withArgs(stranger.address, 1n);
    });

    it("reverts with FailedCall as a whole when the treasury takes no coin", async () => {
      const refusing = await (await ethers.getContractFactory("PassportStub")).deploy();
      const { citizenship, registrar, stranger } = await aRegister({ fee: 1n }, await refusing.getAddress());
      const { voucher, signature } = await signedVoucher(citizenship, {
        applicant: stranger.address,
        signer: registrar,
        registrar: registrar.address,
      });
      await expect(
        citizenship.connect(stranger).redeem(voucher, signature, { value: GWEI }),
      ).to.be.revertedWithCustomError(citizenship, "FailedCall");
      expect(await citizenship.citizenOf(stranger)).to.equal(0n);
    });
  });

  describe("the provision `monthlyAdmissions`", () => {
    async function aFullWindow() {
      const world = await aRegister({ monthlyAdmissions: 2n });
      const { citizenship, registrar, people } = world;
      const windowEndsAt = ((await now()) / WINDOW + 2n) * WINDOW;
      await time.increaseTo(windowEndsAt - WINDOW);
      for (const person of people.slice(0, 5)) await citizenship.connect(person).requestAdmission(ZeroHash);
      await citizenship.connect(registrar).admitBatch([people[0], people[1]]);
      return { ...world, windowEndsAt };
    }

    it("admits up to the limit in a window", async () => {
      const { citizenship, registrar, people, windowEndsAt } = await loadFixture(aFullWindow);
      await expect(citizenship.connect(registrar).admit(people[2]))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_MonthlyAdmissionsReached")
        .withArgs(2n, windowEndsAt);
    });

    it("limits invited applicants, too", async () => {
      const { citizenship, registrar, people, windowEndsAt } = await loadFixture(aFullWindow);
      await citizenship.connect(registrar).invite([people[2]], ENDLESS);
      await expect(citizenship.connect(people[2]).requestAdmission(ZeroHash))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_MonthlyAdmissionsReached")
        .withArgs(2n, windowEndsAt);
    });

    it("limits in the last second of the window", async () => {
      const { citizenship, registrar, people, windowEndsAt } = await loadFixture(aFullWindow);
      await nextAt(windowEndsAt - 1n);
      await expect(citizenship.connect(registrar).admit(people[2]))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_MonthlyAdmissionsReached")
        .withArgs(2n, windowEndsAt);
    });

    it("counts from zero in the next window", async () => {
      const { citizenship, registrar, people, windowEndsAt } = await loadFixture(aFullWindow);
      await nextAt(windowEndsAt);
      await citizenship.connect(registrar).admitBatch([people[2], people[3]]);
      await expect(citizenship.connect(registrar).admit(people[4]))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_MonthlyAdmissionsReached")
        .withArgs(2n, windowEndsAt + WINDOW);
    });

    it("applies a trial, which lapses by itself", async () => {
      const { citizenship, government, registrar, people, windowEndsAt } = await loadFixture(aFullWindow);
      await citizenship.connect(government).tryProvision(Provision.monthlyAdmissions, 3, DAY);
      await citizenship.connect(registrar).admit(people[2]);
      await time.increase(DAY);
      await expect(citizenship.connect(registrar).admit(people[3]))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_MonthlyAdmissionsReached")
        .withArgs(2n, windowEndsAt);
    });
  });

  describe("the provisions", () => {
    it("are three, in order, each with its unit", async () => {
      const { citizenship } = await aRegister({ term: 365n, fee: 7n, monthlyAdmissions: 9n });
      const views = await citizenship.provisions();
      expect(views.map(({ key, unit, current }) => [key, unit, current])).to.deep.equal([
        [Provision.term, 5n, 365n],
        [Provision.fee, 3n, 7n],
        [Provision.monthlyAdmissions, 4n, 9n],
      ]);
    });

    for (const key of ["term", "fee", "monthlyAdmissions"] as const) {
      it(`keeps standing and tried value of \`${key}\` apart, and ratifies`, async () => {
        const { citizenship, government } = await loadFixture(anEmptyRegister);
        await citizenship.connect(government).setProvision(Provision[key], 77);
        await citizenship.connect(government).tryProvision(Provision[key], 99, 1_000);
        const trialUntil = (await now()) + 1_000n;
        const tried = await citizenship.provision(Provision[key]);
        expect([tried.current, tried.standing, tried.trial, tried.trialUntil]).to.deep.equal([
          99n,
          77n,
          99n,
          trialUntil,
        ]);
        await citizenship.connect(government).ratifyProvision(Provision[key]);
        const ratified = await citizenship.provision(Provision[key]);
        expect([ratified.current, ratified.standing, ratified.trialUntil]).to.deep.equal([99n, 99n, 0n]);
      });
    }

    it("gives the term on trial to citizens admitted meanwhile", async () => {
      const { citizenship, government, registrar, stranger } = await loadFixture(anEmptyRegister);
      await citizenship.connect(stranger).requestAdmission(ZeroHash);
      await citizenship.connect(government).tryProvision(Provision.term, 30, DAY);
      await citizenship.connect(registrar).admit(stranger);
      expect(await citizenship.endTime(1)).to.equal(midnight(await now()) + 30n * DAY);
    });

    it("holds a term of 65,535 days, and no longer one, whatever the bounds", async () => {
      const { citizenship, government } = await loadFixture(anEmptyRegister);
      await citizenship.connect(government).setProvision(Provision.term, 65_535);
      await expect(citizenship.connect(government).setProvision(Provision.term, 65_536))
        .to.be.revertedWithCustomError(citizenship, "Provisions_OutOfBounds")
        .withArgs(Provision.term, 65_536n, 0n, 65_535n);
      await expect(citizenship.connect(government).tryProvision(Provision.term, 65_536, 1))
        .to.be.revertedWithCustomError(citizenship, "Provisions_OutOfBounds")
        .withArgs(Provision.term, 65_536n, 0n, 65_535n);
    });

    it("holds 4,294,967,295 admissions a window, and no more", async () => {
      const { manager, treasury, citizenship } = await loadFixture(anEmptyRegister);
      const factory = await ethers.getContractFactory("Citizenship");
      const deploy = (value: bigint) =>
        factory.deploy(manager, manager, treasury, "C", "C", [
          { value: 0, min: 0, max: 0 },
          { value: 0, min: 0, max: 0 },
          { value, min: 0, max: 2n ** 44n - 1n },
        ]);
      await deploy(2n ** 32n - 1n);
      await expect(deploy(2n ** 32n))
        .to.be.revertedWithCustomError(citizenship, "Provisions_OutOfBounds")
        .withArgs(Provision.monthlyAdmissions, 2n ** 32n, 0n, 2n ** 32n - 1n);
    });

    it("know no other name", async () => {
      const { citizenship } = await loadFixture(anEmptyRegister);
      await expect(citizenship.provision(encodeBytes32String("tax")))
        .to.be.revertedWithCustomError(citizenship, "Provisions_Unknown")
        .withArgs(encodeBytes32String("tax"));
    });
  });
});
