import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { Proposal } from "../../fixtures/governance";
import { aGovernor, placeOf, provisions } from "../../unit/governor/world";

// OpenZeppelin #6644: a governor was given a setting under which nothing could pass any more, not even its correction.
describe("Attack: provisions that lock the government out for good", () => {
  for (const [key, max, greatest] of [
    ["citizenMajority", 100_00, 75_00],
    ["constitutionalCitizenMajority", 100_00, 75_00],
    ["citizenQuorum", 75_00, 50_00],
    ["constitutionalCitizenQuorum", 75_00, 60_00],
  ] as const) {
    it(`reverts with NationGovernor_BoundsTooWide for a ${key} that can be set to ${max}`, async () => {
      const { governor, factory, terms } = await loadFixture(aGovernor);
      const locking = provisions().map((it, at) => (at === placeOf(key) ? { ...it, max } : it));
      const { min } = locking[placeOf(key)];
      await expect(factory.deploy(terms, locking))
        .to.be.revertedWithCustomError(governor, "NationGovernor_BoundsTooWide")
        .withArgs(ethers.encodeBytes32String(key), min, max, min, greatest);
    });
  }

  it("reverts with NationGovernor_BoundsTooWide if the citizens could lose their say", async () => {
    const { governor, factory, terms } = await loadFixture(aGovernor);
    const silent = provisions().map((it, at) => (at === placeOf("citizenMajority") ? { ...it, min: 0 } : it));
    await expect(factory.deploy(terms, silent))
      .to.be.revertedWithCustomError(governor, "NationGovernor_BoundsTooWide")
      .withArgs(ethers.encodeBytes32String("citizenMajority"), 0, 75_00, 50_00, 75_00);
  });

  it("asks no more to propose than a nation that has shrunk can give", async () => {
    const { governor, citizens, post } = await loadFixture(aGovernor);
    await governor.setProvision(ethers.encodeBytes32String("proposalThreshold"), 100);
    await expect(new Proposal(governor, citizens[0], [post(1)]).propose()).to.emit(governor, "ProposalCreated");
  });
});
