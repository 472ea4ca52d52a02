import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aGovernor, days, hours, maxSupply, placeOf, provisions } from "./world";

describe("NationGovernor", () => {
  describe("constructor()", () => {
    const withTerms = (index: number, change: { min?: number; max?: number }) =>
      provisions().map((terms, at) => (at === index ? { ...terms, ...change } : terms));

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

    it("counts stake in the least power of ten of which the greatest supply has fewer than 2^52", async () => {
      const { governor } = await loadFixture(aGovernor);
      expect(await governor.stakeUnit()).to.equal(10n ** 9n);
      expect(maxSupply / 10n ** 9n).to.be.lessThan(2n ** 52n);
      expect(maxSupply / 10n ** 8n).to.be.greaterThanOrEqual(2n ** 52n);
    });

    it("counts a small coin to the last unit", async () => {
      const { factory, terms } = await loadFixture(aGovernor);
      const governor = await factory.deploy({ ...terms, maxSupply: 2n ** 52n - 1n }, provisions());
      expect(await governor.stakeUnit()).to.equal(1);
    });

    // Where the least is zero, nothing is below it.
    for (const [key, least, greatest] of [
      ["votingDelay", 1, days(5)],
      ["votingPeriod", hours(1), days(90)],
      ["lateExtension", 0, days(3)],
      ["secondReadingDelay", days(14), days(90)],
      ["proposalThreshold", 1, 1_000_000],
      ["citizenQuorum", 5_00, 50_00],
      ["citizenMajority", 50_00, 75_00],
      ["constitutionalCitizenQuorum", 20_00, 60_00],
      ["constitutionalCitizenMajority", 60_00, 75_00],
      ["stakeObjection", 5_00, 33_00],
    ] as const) {
      const index = placeOf(key);

      it(`accepts a ${key} from ${least} to ${greatest}`, async () => {
        const { factory, terms } = await loadFixture(aGovernor);
        await expect(factory.deploy(terms, withTerms(index, { min: least, max: greatest }))).not.to.be.reverted;
      });

      it(`reverts with NationGovernor_BoundsTooWide for a ${key} above ${greatest}`, async () => {
        const { factory, governor, terms } = await loadFixture(aGovernor);
        await expect(factory.deploy(terms, withTerms(index, { min: least, max: greatest + 1 })))
          .to.be.revertedWithCustomError(governor, "NationGovernor_BoundsTooWide")
          .withArgs(ethers.encodeBytes32String(key), least, greatest + 1, least, greatest);
      });

      if (least === 0) continue;
      it(`reverts with NationGovernor_BoundsTooWide for a ${key} below ${least}`, async () => {
        const { factory, governor, terms } = await loadFixture(aGovernor);
        await expect(factory.deploy(terms, withTerms(index, { min: least - 1, max: greatest })))
          .to.be.revertedWithCustomError(governor, "NationGovernor_BoundsTooWide")
          .withArgs(ethers.encodeBytes32String(key), least - 1, greatest, least, greatest);
      });
    }
  });
});
