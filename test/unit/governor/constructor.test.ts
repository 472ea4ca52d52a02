import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aGovernor, days, maxSupply, provisions } from "./world";

describe("NationGovernor", () => {
  describe("constructor()", () => {
    const withMax = (index: number, max: number) =>
      provisions().map((terms, at) => (at === index ? { ...terms, max } : terms));

    it("knows its houses, its authority and its timelock", async () => {
      const { governor, electorate, stakes, timelock, constitution } = await loadFixture(aGovernor);
      expect(await governor.CITIZENSHIP()).to.equal(electorate);
      expect(await governor.token()).to.equal(electorate);
      expect(await governor.STAKE()).to.equal(stakes);
      expect(await governor.timelock()).to.equal(timelock);
      expect(await governor.TIMELOCK()).to.equal(timelock);
      expect(await governor.authority()).to.equal(constitution);
      expect(await governor.CONSTITUTION()).to.equal(constitution);
    });

    it("counts stake in the least power of ten of which the greatest supply has fewer than 2^38", async () => {
      const { governor } = await loadFixture(aGovernor);
      expect(await governor.stakeUnit()).to.equal(10n ** 13n);
      expect(maxSupply / 10n ** 13n).to.be.lessThan(2n ** 38n);
      expect(maxSupply / 10n ** 12n).to.be.greaterThanOrEqual(2n ** 38n);
    });

    it("counts a small coin to the last unit", async () => {
      const { factory, terms } = await loadFixture(aGovernor);
      const governor = await factory.deploy({ ...terms, maxSupply: 2n ** 38n - 1n }, provisions());
      expect(await governor.stakeUnit()).to.equal(1);
    });

    for (const [index, key, allowed] of [
      [0, "votingDelay", days(365)],
      [1, "votingPeriod", days(365)],
      [2, "lateQuorumExtension", (2 ** 15 - 1) * 60],
      [4, "citizenQuorum", 100_00],
      [5, "citizenMajority", 99_99],
      [6, "stakeQuorum", 100_00],
      [7, "stakeMajority", 99_99],
      [8, "constitutionalCitizenQuorum", 100_00],
      [9, "constitutionalCitizenMajority", 99_99],
      [10, "constitutionalStakeQuorum", 100_00],
      [11, "constitutionalStakeMajority", 99_99],
    ] as const) {
      it(`accepts ${key} up to ${allowed}`, async () => {
        const { factory, terms } = await loadFixture(aGovernor);
        await expect(factory.deploy(terms, withMax(index, allowed))).not.to.be.reverted;
      });

      it(`reverts with NationGovernor_BoundTooWide for a ${key} above ${allowed}`, async () => {
        const { factory, governor, terms } = await loadFixture(aGovernor);
        await expect(factory.deploy(terms, withMax(index, allowed + 1)))
          .to.be.revertedWithCustomError(governor, "NationGovernor_BoundTooWide")
          .withArgs(ethers.encodeBytes32String(key), allowed + 1, allowed);
      });
    }
  });
});
