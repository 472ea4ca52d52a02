import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { Proposal } from "../../fixtures/governance";
import { aGovernor, days } from "../../unit/governor/world";

// A wait of zero lets a captured vote act at once. A wait without end stops a nation for good.
// Checks TIME-1.
describe("Attack: a timelock without a wait, or with an endless one", () => {
  for (const [what, delay] of [
    ["no wait", 0n],
    ["an endless wait", 2n ** 256n - 1n],
  ] as const) {
    it(`reverts with NationTimelock_DelayIsAProvision for ${what} by updateDelay`, async () => {
      const { governor, timelock, citizens } = await loadFixture(aGovernor);
      const data = timelock.interface.encodeFunctionData("updateDelay", [delay]);
      const proposal = new Proposal(governor, citizens[0], [{ target: timelock.target as string, data }]);
      await proposal.passAndQueue(citizens);
      await proposal.mature();
      await expect(proposal.execute())
        .to.be.revertedWithCustomError(timelock, "NationTimelock_DelayIsAProvision")
        .withArgs(delay);
    });

    for (const name of ["delay", "longDelay"]) {
      it(`reverts with Provisions_OutOfBounds for ${what} as ${name}`, async () => {
        const { governor, timelock, citizens } = await loadFixture(aGovernor);
        const key = ethers.encodeBytes32String(name);
        const data = timelock.interface.encodeFunctionData("setProvision", [key, delay]);
        const proposal = new Proposal(governor, citizens[0], [{ target: timelock.target as string, data }]);
        await proposal.passAndQueue(citizens);
        await proposal.mature();
        await expect(proposal.execute())
          .to.be.revertedWithCustomError(timelock, "Provisions_OutOfBounds")
          .withArgs(key, delay, days(2), days(30));
      });
    }
  }
});
