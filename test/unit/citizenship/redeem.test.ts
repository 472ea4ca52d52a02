import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import {
  aRegister,
  DAY,
  DOSSIER,
  ENDLESS,
  nextAt,
  now,
  Provision,
  Role,
  signedVoucher,
} from "../../fixtures/citizenship";

const GWEI = 10n ** 9n;
const aDearRegister = () => aRegister({ fee: 5_000n });

describe("CitizenAdmission", () => {
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
      const { citizenship, authority, registrar, stranger, admission, fee } = await loadFixture(aVoucher);
      const wallet = await (await ethers.getContractFactory("SignerWallet")).deploy(registrar);
      await authority.grantRole(Role.Registrar, wallet, 0);
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
      const { citizenship, authority, people, stranger, admission, fee } = await loadFixture(aVoucher);
      await authority.grantRole(Role.Registrar, people[0], 60);
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

    it("admits on a voucher that ends in 90 days", async () => {
      const { citizenship, stranger, admission, fee } = await loadFixture(aVoucher);
      const present = (await now()) + 100n;
      const { voucher, signature } = await signedVoucher(citizenship, { ...admission, deadline: present + 90n * DAY });
      await nextAt(present);
      await citizenship.connect(stranger).redeem(voucher, signature, { value: fee });
      expect(await citizenship.citizenOf(stranger)).to.equal(1n);
    });

    it("reverts with Citizenship_MomentTooLate if it ends later", async () => {
      const { citizenship, stranger, admission, fee } = await loadFixture(aVoucher);
      const present = (await now()) + 100n;
      const deadline = present + 90n * DAY + 1n;
      const { voucher, signature } = await signedVoucher(citizenship, { ...admission, deadline });
      await nextAt(present);
      await expect(citizenship.connect(stranger).redeem(voucher, signature, { value: fee }))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_MomentTooLate")
        .withArgs(deadline, deadline - 1n);
    });

    it("reverts with Citizenship_VoucherWithdrawn if the registrar withdrew it", async () => {
      const { citizenship, registrar, stranger, voucher, signature, fee } = await loadFixture(aVoucher);
      await expect(citizenship.connect(registrar).withdrawVouchers(voucher.deadline))
        .to.emit(citizenship, "VouchersWithdrawn")
        .withArgs(registrar.address, voucher.deadline);
      await expect(citizenship.connect(stranger).redeem(voucher, signature, { value: fee }))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_VoucherWithdrawn")
        .withArgs(voucher.deadline, voucher.deadline);
    });

    it("admits on a later voucher than those that were withdrawn, and on another registrar's", async () => {
      const { citizenship, registrar, people, stranger, voucher, signature, fee } = await loadFixture(aVoucher);
      await citizenship.connect(registrar).withdrawVouchers(voucher.deadline - 1n);
      await citizenship.connect(people[0]).withdrawVouchers(voucher.deadline);
      await citizenship.connect(stranger).redeem(voucher, signature, { value: fee });
      expect(await citizenship.citizenOf(stranger)).to.equal(1n);
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
});
