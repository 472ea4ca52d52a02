import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { Proposal } from "../../fixtures/governance";
import { aGovernor, days } from "./world";

/** Seven proposals at different moments: more than two slots hold. */
async function sevenProposals() {
  const world = await aGovernor();
  const { governor, citizens, post } = world;
  const made: [blockNumber: bigint, timestamp: bigint][] = [];
  for (let value = 1; value <= 7; value++) {
    await time.increase(days(value));
    await new Proposal(governor, citizens[0], [post(value)]).propose();
    made.push([BigInt(await time.latestBlock()), BigInt(await time.latest())]);
  }
  return { ...world, made };
}

describe("NationGovernor", () => {
  describe("proposalCount()", () => {
    it("is 0 before the first proposal", async () => {
      const { governor } = await loadFixture(aGovernor);
      expect(await governor.proposalCount()).to.equal(0n);
    });

    it("counts each proposal", async () => {
      const { governor } = await loadFixture(sevenProposals);
      expect(await governor.proposalCount()).to.equal(7n);
    });

    it("counts no proposal that was refused", async () => {
      const { governor, stranger, post } = await loadFixture(aGovernor);
      await expect(new Proposal(governor, stranger, [post(1)]).propose()).to.be.revertedWithCustomError(
        governor,
        "GovernorInsufficientProposerVotes",
      );
      expect(await governor.proposalCount()).to.equal(0n);
    });

    it("stays when a provision is set or tried", async () => {
      const { governor } = await loadFixture(sevenProposals);
      await governor.setProvision(ethers.encodeBytes32String("stakeObjection"), 11_00);
      await governor.tryProvision(ethers.encodeBytes32String("stakeObjection"), 12_00, days(10));
      expect(await governor.proposalCount()).to.equal(7n);
    });

    it("changes no provision", async () => {
      const { governor } = await loadFixture(sevenProposals);
      const { standing } = await governor.provision(ethers.encodeBytes32String("stakeObjection"));
      expect(standing).to.equal(10_00n);
      expect(await governor.votingDelay()).to.equal(await (await aGovernor()).governor.votingDelay());
    });
  });

  describe("proposalMadeAt()", () => {
    it("tells block and moment of each proposal", async () => {
      const { governor, made } = await loadFixture(sevenProposals);
      const told = await Promise.all(made.map((_, index) => governor.proposalMadeAt(index + 1)));
      expect(told).to.deep.equal(made);
    });

    it("is 0 for numbers that were not given", async () => {
      const { governor } = await loadFixture(sevenProposals);
      expect(await governor.proposalMadeAt(0)).to.deep.equal([0n, 0n]);
      expect(await governor.proposalMadeAt(8)).to.deep.equal([0n, 0n]);
    });
  });
});
