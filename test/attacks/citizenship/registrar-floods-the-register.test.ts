import { expect } from "chai";
import { ZeroHash } from "ethers";
import { ethers } from "hardhat";
import { DAY, foundingCitizens, midnight, now, signedRequest, waitUntil, WINDOW } from "../../fixtures/citizenship";

// Checks SOUL-9 and ELECT-1.
describe("Attack: a rogue registrar floods the register with invented citizens", () => {
  async function aFlood() {
    const world = await foundingCitizens(12);
    const puppets = Array.from({ length: 40 }, () => ethers.Wallet.createRandom());
    const requests = await Promise.all(
      puppets.map((puppet) => signedRequest(world.citizenship, { applicant: puppet.address, signer: puppet })),
    );
    const admit = (index: number) => world.citizenship.connect(world.registrar).admitSigned([requests[index]]);
    return { ...world, requests, admit };
  }

  it("fails beyond the brake, in one batch", async () => {
    const { citizenship, registrar, requests } = await aFlood();
    await expect(citizenship.connect(registrar).admitSigned(requests.slice(0, 2))).to.be.revertedWithCustomError(
      citizenship,
      "Citizenship_BrakeReached",
    );
    expect(await citizenship.admittedCount()).to.equal(12n);
  });

  it("fails to defeat the own dismissal within the waiting period", async () => {
    const { citizenship, admit } = await aFlood();
    await admit(0);
    const noticed = midnight(await now()) + 28n * DAY;
    await waitUntil(noticed + 1n);
    expect(await citizenship.quorumBase(noticed)).to.equal(12n);
    expect(await citizenship.pastVotesOf(13, noticed)).to.equal(0n);
  });

  it("takes months to as many puppets as dismiss nobody: at most one in 30 days where twelve are citizens", async () => {
    const { citizenship, admit } = await aFlood();
    const began = await now();
    let puppets = 0;
    for (let month = 0; month < 6; month++) {
      await waitUntil(began + BigInt(month + 1) * (WINDOW + DAY));
      await admit(puppets++);
      await expect(admit(puppets)).to.be.revertedWithCustomError(citizenship, "Citizenship_BrakeReached");
    }
    const end = await now();
    await waitUntil(end + 1n);
    // Of six puppets the last sleeps. The twelve outvote five, whatever else they do.
    expect(await citizenship.getPastTotalSupply(end)).to.equal(17n);
    expect(await citizenship.pastVotesOf(18, end)).to.equal(0n);
  });

  it("fails by asking again and again in the seconds around the end of a window", async () => {
    const { citizenship, registrar, people, admit } = await aFlood();
    await admit(0);
    const end = (await now()) + WINDOW;
    await citizenship.connect(people[20]).requestAdmission(ZeroHash);
    await waitUntil(end - 1n);
    await admit(1);
    await expect(citizenship.connect(registrar).admit(people[20])).to.be.revertedWithCustomError(
      citizenship,
      "Citizenship_BrakeReached",
    );
  });
});
