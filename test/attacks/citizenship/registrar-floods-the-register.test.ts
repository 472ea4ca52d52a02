import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroHash } from "ethers";
import { ethers } from "hardhat";
import { aRegister, now, signedRequest, signedVoucher, WINDOW } from "../../fixtures/citizenship";

// Checks SOUL-9.
describe("Attack: a rogue registrar floods the register with invented citizens", () => {
  async function aFlood() {
    const world = await aRegister({ monthlyAdmissions: 3n });
    const windowEndsAt = ((await now()) / WINDOW + 2n) * WINDOW;
    await time.increaseTo(windowEndsAt - WINDOW);
    const puppets = Array.from({ length: 4 }, () => ethers.Wallet.createRandom());
    const requests = await Promise.all(
      puppets.map((puppet) => signedRequest(world.citizenship, { applicant: puppet.address, signer: puppet })),
    );
    return { ...world, windowEndsAt, requests };
  }

  it("fails beyond the brake, in one batch", async () => {
    const { citizenship, registrar, requests, windowEndsAt } = await aFlood();
    await expect(citizenship.connect(registrar).admitSigned(requests))
      .to.be.revertedWithCustomError(citizenship, "Citizenship_MonthlyAdmissionsReached")
      .withArgs(3n, windowEndsAt);
    expect(await citizenship.lastCitizenId()).to.equal(0n);
  });

  it("fails beyond the brake, whatever way they come in", async () => {
    const { citizenship, registrar, people, stranger, requests, windowEndsAt } = await aFlood();
    await citizenship.connect(registrar).admitSigned(requests.slice(0, 1));
    await citizenship.connect(people[0]).requestAdmission(ZeroHash);
    await citizenship.connect(registrar).admit(people[0]);
    await citizenship.connect(registrar).invite([people[1]], windowEndsAt);
    await citizenship.connect(people[1]).requestAdmission(ZeroHash);
    const { voucher, signature } = await signedVoucher(citizenship, {
      applicant: stranger.address,
      signer: registrar,
      registrar: registrar.address,
    });
    await expect(citizenship.connect(stranger).redeem(voucher, signature))
      .to.be.revertedWithCustomError(citizenship, "Citizenship_MonthlyAdmissionsReached")
      .withArgs(3n, windowEndsAt);
  });

  it("does not outvote those who were citizens at the snapshot", async () => {
    const { citizenship, registrar, requests } = await aFlood();
    const snapshot = await now();
    await citizenship.connect(registrar).admitSigned(requests.slice(0, 3));
    await time.increase(10);
    expect(await citizenship.getPastTotalSupply(snapshot)).to.equal(0n);
    expect(await citizenship.getPastVotes(requests[0]?.applicant ?? "", snapshot)).to.equal(0n);
  });
});
