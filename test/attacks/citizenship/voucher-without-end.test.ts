import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { DAY, foundingCitizens, now, Role, signedVoucher } from "../../fixtures/citizenship";

// A voucher had no longest deadline, nothing took it back, and it revived with its registrar's office years later.
describe("Attack: a voucher is kept for years", () => {
  async function aVoucher() {
    const world = await foundingCitizens(10);
    const { registrar, stranger } = world;
    const admission = { applicant: stranger.address, signer: registrar, registrar: registrar.address };
    return { ...world, admission };
  }

  it("fails if its registrar regrets it", async () => {
    const { citizenship, registrar, stranger, admission } = await loadFixture(aVoucher);
    const { voucher, signature } = await signedVoucher(citizenship, admission);
    await citizenship.connect(registrar).withdrawVouchers((await now()) + 90n * DAY);
    await expect(citizenship.connect(stranger).redeem(voucher, signature)).to.be.revertedWithCustomError(
      citizenship,
      "Citizenship_VoucherWithdrawn",
    );
  });

  it("fails if its deadline is far", async () => {
    const { citizenship, stranger, admission } = await loadFixture(aVoucher);
    const deadline = (await now()) + 10_000n * DAY;
    const { voucher, signature } = await signedVoucher(citizenship, { ...admission, deadline });
    await expect(citizenship.connect(stranger).redeem(voucher, signature)).to.be.revertedWithCustomError(
      citizenship,
      "Citizenship_MomentTooLate",
    );
  });

  it("fails after its registrar left the office and came back years later", async () => {
    const { citizenship, authority, government, registrar, stranger, admission } = await loadFixture(aVoucher);
    const { voucher, signature } = await signedVoucher(citizenship, admission);
    await authority.connect(government).revokeRole(Role.Registrar, registrar);
    await time.increase(6n * 365n * DAY);
    await authority.connect(government).grantRole(Role.Registrar, registrar, 0);
    await expect(citizenship.connect(stranger).redeem(voucher, signature)).to.be.revertedWithCustomError(
      citizenship,
      "Citizenship_SignatureExpired",
    );
  });
});
