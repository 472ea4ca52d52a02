import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aGovernor, provisions } from "../../unit/governor/world";

// OpenZeppelin #6644: a governor was given a setting under which nothing could pass any more, not even its correction.
describe("Attack: provisions that lock the government out for ever", () => {
  const keys = ["citizenMajority", "stakeMajority", "constitutionalCitizenMajority", "constitutionalStakeMajority"];
  const indexOf = {
    citizenMajority: 5,
    stakeMajority: 7,
    constitutionalCitizenMajority: 9,
    constitutionalStakeMajority: 11,
  };

  for (const key of keys) {
    it(`reverts with NationGovernor_BoundTooWide for a ${key} that can be set to all, which no vote exceeds`, async () => {
      const { governor, factory, terms } = await loadFixture(aGovernor);
      const index = indexOf[key as keyof typeof indexOf];
      const locking = provisions().map((it, at) => (at === index ? { ...it, max: 100_00 } : it));
      await expect(factory.deploy(terms, locking))
        .to.be.revertedWithCustomError(governor, "NationGovernor_BoundTooWide")
        .withArgs(ethers.encodeBytes32String(key), 100_00, 99_99);
    });
  }

  it("reverts with NationGovernor_NoHouseHasSay if both houses could lose their say on constitutional proposals", async () => {
    const { governor, factory, terms } = await loadFixture(aGovernor);
    const silent = provisions().map((it, at) => (at === 9 || at === 11 ? { ...it, min: 0 } : it));
    await expect(factory.deploy(terms, silent))
      .to.be.revertedWithCustomError(governor, "NationGovernor_NoHouseHasSay")
      .withArgs(1);
  });

  for (const index of [9, 11]) {
    it(`is content with one house that cannot lose it (${index === 9 ? "stake" : "citizens"})`, async () => {
      const { factory, terms } = await loadFixture(aGovernor);
      const half = provisions().map((it, at) => (at === index ? { ...it, value: 0, min: 0 } : it));
      await expect(factory.deploy(terms, half)).not.to.be.reverted;
    });
  }
});
