import { expect } from "chai";
import {
  aRegister,
  citizens,
  DOSSIER,
  ENDLESS,
  foundingCitizens,
  signedAcceptance,
  signedRequest,
  signedVoucher,
} from "../../fixtures/citizenship";

// Whoever withdrew the request was still admitted by a signature given earlier.
// Checks SOUL-8.
describe("Attack: what an account signed admits it after it took its requests back", () => {
  it("fails with a signed request, when a sent one was taken back", async () => {
    const { citizenship, registrar, stranger } = await aRegister();
    const request = await signedRequest(citizenship, { applicant: stranger.address, signer: stranger });
    await citizenship.connect(stranger).requestAdmission(DOSSIER);
    await citizenship.connect(stranger).withdrawRequest();
    await expect(citizenship.connect(registrar).admitSigned([request]))
      .to.be.revertedWithCustomError(citizenship, "Citizenship_SignatureInvalid")
      .withArgs(stranger.address);
  });

  it("fails with a signed request, when none was sent", async () => {
    const { citizenship, registrar, people } = await foundingCitizens(5);
    const request = await signedRequest(citizenship, { applicant: people[9].address, signer: people[9] });
    await citizenship.connect(people[9]).withdrawRequest();
    await expect(citizenship.connect(registrar).admitSigned([request]))
      .to.be.revertedWithCustomError(citizenship, "Citizenship_SignatureInvalid")
      .withArgs(people[9].address);
  });

  it("fails with a founding citizen's consent", async () => {
    const { citizenship, government, stranger } = await aRegister({ founders: 5n });
    const request = await signedRequest(citizenship, { applicant: stranger.address, signer: stranger });
    await citizenship.connect(stranger).withdrawRequest();
    await expect(citizenship.connect(government).admitFounder(request))
      .to.be.revertedWithCustomError(citizenship, "Citizenship_SignatureInvalid")
      .withArgs(stranger.address);
  });

  it("fails with a registrar's voucher", async () => {
    const { citizenship, registrar, stranger } = await aRegister();
    const { voucher, signature } = await signedVoucher(citizenship, {
      applicant: stranger.address,
      signer: registrar,
      registrar: registrar.address,
    });
    await citizenship.connect(stranger).withdrawRequest();
    await expect(citizenship.connect(stranger).redeem(voucher, signature))
      .to.be.revertedWithCustomError(citizenship, "Citizenship_SignatureInvalid")
      .withArgs(registrar.address);
  });

  it("fails with the acceptance of a citizenship", async () => {
    const { citizenship, recovery, stranger } = await citizens(1);
    const acceptance = { citizenId: 1, newHolder: stranger.address, signer: stranger };
    const signature = await signedAcceptance(citizenship, acceptance);
    await citizenship.connect(stranger).withdrawRequest();
    await expect(citizenship.connect(recovery).move(1, stranger, ENDLESS, signature))
      .to.be.revertedWithCustomError(citizenship, "Citizenship_SignatureInvalid")
      .withArgs(stranger.address);
  });
});
