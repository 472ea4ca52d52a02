import { expect } from "chai";
import {
  aRegister,
  citizens,
  ENDLESS,
  signedAcceptance,
  signedDelegation,
  signedRequest,
  signedVoucher,
} from "../../fixtures/citizenship";

describe("Attack: a signature given to the same nation on another chain is used on this one", () => {
  const chainId = 1n;

  it("fails with a request", async () => {
    const { citizenship, registrar, stranger } = await aRegister();
    const request = await signedRequest(citizenship, { applicant: stranger.address, signer: stranger, chainId });
    await expect(citizenship.connect(registrar).admitSigned([request]))
      .to.be.revertedWithCustomError(citizenship, "Citizenship_SignatureInvalid")
      .withArgs(stranger.address);
  });

  it("fails with a voucher", async () => {
    const { citizenship, registrar, stranger } = await aRegister();
    const { voucher, signature } = await signedVoucher(citizenship, {
      applicant: stranger.address,
      signer: registrar,
      registrar: registrar.address,
      chainId,
    });
    await expect(citizenship.connect(stranger).redeem(voucher, signature))
      .to.be.revertedWithCustomError(citizenship, "Citizenship_SignatureInvalid")
      .withArgs(registrar.address);
  });

  it("fails with the consent to a move", async () => {
    const { citizenship, recovery, stranger } = await citizens(1);
    const acceptance = { citizenId: 1, newHolder: stranger.address, signer: stranger, chainId };
    const signature = await signedAcceptance(citizenship, acceptance);
    await expect(citizenship.connect(recovery).move(1, stranger, ENDLESS, signature))
      .to.be.revertedWithCustomError(citizenship, "Citizenship_SignatureInvalid")
      .withArgs(stranger.address);
  });

  it("fails with a delegation", async () => {
    const { citizenship, people } = await citizens(2);
    const [ann, ben] = people;
    const delegation = { signer: ann, delegatee: ben.address, nonce: 0n, expiry: ENDLESS, chainId };
    const { v, r, s } = await signedDelegation(citizenship, delegation);
    // Another account is recovered from it, whose signature it never was.
    await expect(citizenship.delegateBySig(ben, 0, ENDLESS, v, r, s)).to.be.revertedWithCustomError(
      citizenship,
      "Citizenship_NotCitizen",
    );
    expect(await citizenship.votesOf(1)).to.equal(1n);
  });

  it("fails from another nation on this chain", async () => {
    const { citizenship } = await aRegister();
    const other = await aRegister();
    const request = await signedRequest(citizenship, { applicant: other.stranger.address, signer: other.stranger });
    await expect(other.citizenship.connect(other.registrar).admitSigned([request]))
      .to.be.revertedWithCustomError(other.citizenship, "Citizenship_SignatureInvalid")
      .withArgs(other.stranger.address);
  });
});
