import { expect } from "chai";
import { aRegister, Role, signedVoucher } from "../../fixtures/citizenship";

describe("Attack: a registrar signs vouchers in reserve, and is dismissed", () => {
  it("reverts with Citizenship_NotRegistrar when it is redeemed", async () => {
    const { citizenship, authority, government, registrar, stranger } = await aRegister();
    const { voucher, signature } = await signedVoucher(citizenship, {
      applicant: stranger.address,
      signer: registrar,
      registrar: registrar.address,
    });
    await authority.connect(government).revokeRole(Role.Registrar, registrar);
    await expect(citizenship.connect(stranger).redeem(voucher, signature))
      .to.be.revertedWithCustomError(citizenship, "Citizenship_NotRegistrar")
      .withArgs(registrar.address);
  });

  it("cannot be passed off as another registrar's", async () => {
    const { citizenship, authority, government, registrar, people, stranger } = await aRegister();
    await authority.connect(government).grantRole(Role.Registrar, people[0], 0);
    const { voucher, signature } = await signedVoucher(citizenship, {
      applicant: stranger.address,
      signer: registrar,
      registrar: registrar.address,
    });
    await expect(citizenship.connect(stranger).redeem({ ...voucher, registrar: people[0].address }, signature))
      .to.be.revertedWithCustomError(citizenship, "Citizenship_SignatureInvalid")
      .withArgs(people[0].address);
  });
});
