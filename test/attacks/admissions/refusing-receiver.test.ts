import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { ethers } from "hardhat";
import { COST, DOSSIER, Phase, REASONS, UNIQUENESS, validators } from "../../fixtures/admissions";

/**
 * Attack: the payer is a contract that takes no coin, so that nobody can reject, close or settle the application, and validators
 * keep it open for ever.
 *
 * Defence: what is owed is credited, and claimed by itself.
 */
async function aRefusingPayer() {
  const world = await validators();
  const { admissions, applicant, sign, now } = world;
  const wallet = await ethers.deployContract("SignerWallet", [applicant]);
  const filed = {
    applicant: applicant.address,
    payer: await wallet.getAddress(),
    nonce: 0n,
    dossier: DOSSIER,
    uniqueness: UNIQUENESS,
  };
  const deadline = (await now()) + 1000n;
  const signature = await sign(applicant, "Consent", { application: filed, deadline });
  const data = admissions.interface.encodeFunctionData("sponsor", [filed, deadline, signature]);
  await wallet.send(admissions, data, { value: COST });
  return { ...world, filed, wallet };
}

describe("A payer that takes no coin", () => {
  it("keeps no validators from rejecting the application", async () => {
    const { admissions, filed, citizen, viewOf } = await loadFixture(aRefusingPayer);
    for (const validator of [1, 2]) await admissions.connect(citizen(validator)).refuse(filed, REASONS);
    expect((await viewOf(filed)).phase).to.equal(Phase.Rejected);
  });

  it("keeps nobody from closing it", async () => {
    const { admissions, filed, viewOf } = await loadFixture(aRefusingPayer);
    await time.increaseTo((await viewOf(filed)).deadline);
    await admissions.expire(filed);
    expect((await viewOf(filed)).phase).to.equal(Phase.Expired);
  });

  it("is owed what it paid", async () => {
    const { admissions, applicant, filed, wallet } = await loadFixture(aRefusingPayer);
    await admissions.connect(applicant).withdraw(filed);
    await expect(admissions.claim(ZeroAddress, wallet))
      .to.be.revertedWithCustomError(admissions, "Payouts_PaymentRefused")
      .withArgs(wallet, COST);
    expect(await admissions.owedTo(ZeroAddress, wallet)).to.equal(COST);
  });
});
