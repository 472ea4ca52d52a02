import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { DAY, Phase, validators } from "../../fixtures/admissions";

/**
 * Attack: somebody keeps an application open for ever, so that its payer's money and its validators' bonds stay locked, or a puppet
 * waits for years until nobody looks.
 *
 * Defence: the time to be admitted is given once, with the attestation that makes enough.
 */
describe("A deadline that is put off", () => {
  it("stays where it is with no attestation, and with one more than it takes", async () => {
    const { admissions, attested, attestations, stranger, citizen, viewOf, idOf } = await loadFixture(validators);
    const filed = await attested();
    const { deadline } = await viewOf(filed);
    expect(deadline).to.equal(BigInt(await time.latest()) + 90n * DAY);
    await time.increase(30n * DAY);
    await admissions.connect(stranger).attestSigned(await idOf(filed), []);
    await admissions.attestSigned(await idOf(filed), await attestations(filed, [3]));
    await admissions.connect(citizen(4)).attest(await idOf(filed));
    expect((await viewOf(filed)).deadline).to.equal(deadline);
    await time.increaseTo(deadline);
    await admissions.connect(stranger).expire(filed);
    expect((await viewOf(filed)).phase).to.equal(Phase.Expired);
    expect((await admissions.validatorOf(1)).openAttestations).to.equal(0);
  });
});
