import { expect } from "chai";
import {
  citizens,
  DAY,
  DOSSIER,
  GROUNDS,
  now,
  aRegister,
  signedRequest,
  signedVoucher,
} from "../../fixtures/citizenship";

// Checks SOUL-8.
describe("Attack: what was asked or promised once admits again after a revocation", () => {
  it("fails with the sent request", async () => {
    const { citizenship, registrar, justice, people } = await citizens(1);
    await citizenship.connect(justice).revoke(1, GROUNDS);
    await expect(citizenship.connect(registrar).admit(people[0]))
      .to.be.revertedWithCustomError(citizenship, "Citizenship_NoRequest")
      .withArgs(people[0].address);
  });

  it("fails with the signed request", async () => {
    const { citizenship, registrar, justice, stranger } = await aRegister();
    const request = await signedRequest(citizenship, { applicant: stranger.address, signer: stranger });
    await citizenship.connect(registrar).admitSigned([request]);
    await citizenship.connect(justice).revoke(1, GROUNDS);
    await expect(citizenship.connect(registrar).admitSigned([request]))
      .to.be.revertedWithCustomError(citizenship, "Citizenship_SignatureInvalid")
      .withArgs(stranger.address);
  });

  it("fails with a request or voucher signed in reserve, while still a citizen", async () => {
    const { citizenship, registrar, justice, people } = await citizens(1);
    const [ann] = people;
    const request = await signedRequest(citizenship, { applicant: ann.address, signer: ann });
    const { voucher, signature } = await signedVoucher(citizenship, {
      applicant: ann.address,
      signer: registrar,
      registrar: registrar.address,
    });
    await citizenship.connect(justice).revoke(1, GROUNDS);
    await expect(citizenship.connect(registrar).admitSigned([request])).to.be.revertedWithCustomError(
      citizenship,
      "Citizenship_SignatureInvalid",
    );
    await expect(citizenship.connect(ann).redeem(voucher, signature)).to.be.revertedWithCustomError(
      citizenship,
      "Citizenship_SignatureInvalid",
    );
  });

  it("fails with the old invitation", async () => {
    const { citizenship, registrar, justice, stranger } = await aRegister();
    await citizenship.connect(registrar).invite([stranger], (await now()) + DAY);
    await citizenship.connect(stranger).requestAdmission(DOSSIER);
    await citizenship.connect(justice).revoke(1, GROUNDS);
    await expect(citizenship.connect(stranger).requestAdmission(DOSSIER)).to.emit(citizenship, "AdmissionRequested");
    expect(await citizenship.citizenOf(stranger)).to.equal(0n);
  });
});
