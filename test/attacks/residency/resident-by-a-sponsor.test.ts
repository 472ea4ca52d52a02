import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aResidency, consent, ENDLESS, PRICE, TERM } from "../../unit/residency/world";

describe("Attack on RESIDENCY-3: a resident by a sponsor takes the sponsor's other money", () => {
  it("owes the resident no more than the terms that the sponsor paid ahead", async () => {
    const world = await loadFixture(aResidency);
    const { residency, ann, ben, sponsor, pay } = world;
    await pay(ben, 10);
    const signature = await consent(world, ann);
    await residency.connect(sponsor).subscribeFor(ann, 2, PRICE, TERM, ENDLESS, signature, { value: 2n * PRICE });
    await residency.connect(ann).cancel();
    await residency.claim(ethers.ZeroAddress, ann);
    await expect(residency.connect(ann).cancel()).to.be.revertedWithCustomError(residency, "Residency_NothingAhead");
    await expect(residency.claim(ethers.ZeroAddress, ann)).to.be.revertedWithCustomError(
      residency,
      "Payouts_NothingOwed",
    );
    expect(await ethers.provider.getBalance(residency)).to.equal(11n * PRICE);
  });

  it("makes nobody a resident who did not sign, whoever pays", async () => {
    const world = await loadFixture(aResidency);
    const { residency, ann, sponsor } = world;
    await expect(residency.connect(sponsor).subscribeFor(ann, 1, PRICE, TERM, ENDLESS, "0x", { value: PRICE }))
      .to.be.revertedWithCustomError(residency, "Residency_SignatureInvalid")
      .withArgs(ann.address);
    expect(await residency.isPermitted(ann)).to.equal(false);
  });
});
