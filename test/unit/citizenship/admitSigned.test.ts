import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";
import { ethers } from "hardhat";
import { lendCode } from "../../fixtures/account-code";
import { DOSSIER, ENDLESS, nextAt, now, signedRequest } from "../../fixtures/citizenship";
import { anEmptyRegister } from "./world";

describe("CitizenAdmission", () => {
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

    it("admits by the key's signature where the account's code vouches for none (EIP-7702)", async () => {
      const { citizenship, registrar, stranger } = await loadFixture(anEmptyRegister);
      await lendCode(stranger.address, await ethers.provider.getCode(await ethers.deployContract("SilentAccount")));
      const request = await signedRequest(citizenship, { applicant: stranger.address, signer: stranger });
      await citizenship.connect(registrar).admitSigned([request]);
      expect(await citizenship.citizenOf(stranger)).to.equal(1n);
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
});
