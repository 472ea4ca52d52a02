import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { bitmapOf, Proposal, State } from "../../fixtures/governance";
import { aGovernor } from "../../unit/governor/world";

// A timelock's operations never expire by themselves: what was forgotten must neither come back to life nor be in the way.
// Checks GOV-10.
describe("Attack: running an operation that its governor let expire", () => {
  async function anExpiredProposal() {
    const world = await aGovernor();
    const { governor, citizens, timelock, post } = world;
    const proposal = new Proposal(governor, citizens[0], [post(7)]);
    await proposal.passAndQueue(citizens);
    await time.increaseTo((await governor.proposalEta(proposal.id)) + (await governor.GRACE_PERIOD()) + 1n);
    const salt = ethers.toBeHex(BigInt(proposal.hash) ^ (BigInt(await governor.getAddress()) << 96n), 32);
    const operation = [proposal.targets, proposal.values, proposal.calldatas, ethers.ZeroHash, salt] as const;
    expect(await timelock.isOperationReady(await timelock.hashOperationBatch(...operation))).to.equal(true);
    return { ...world, proposal, operation };
  }

  it("reverts with GovernorUnexpectedProposalState, though the timelock still holds it ready", async () => {
    const { governor, proposal, board } = await loadFixture(anExpiredProposal);
    await expect(proposal.execute())
      .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
      .withArgs(proposal.id, State.Expired, bitmapOf(State.Queued));
    expect(await board.notice()).to.equal(0);
  });

  it("reverts with AccessControlUnauthorizedAccount when its proposer asks the timelock", async () => {
    const { timelock, operation, citizens } = await loadFixture(anExpiredProposal);
    await expect(timelock.connect(citizens[0]).executeBatch(...operation))
      .to.be.revertedWithCustomError(timelock, "AccessControlUnauthorizedAccount")
      .withArgs(citizens[0].address, await timelock.EXECUTOR_ROLE());
  });

  it("cannot be queued or proposed once more under the same words", async () => {
    const { governor, proposal } = await loadFixture(anExpiredProposal);
    await expect(proposal.queue())
      .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
      .withArgs(proposal.id, State.Expired, bitmapOf(State.Succeeded));
    await expect(proposal.propose())
      .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
      .withArgs(proposal.id, State.Expired, bitmapOf());
  });

  it("is not in the way of the same calls under other words", async () => {
    const { governor, proposal, citizens, board } = await loadFixture(anExpiredProposal);
    await new Proposal(governor, citizens[0], proposal.calls, "Once more").passAndExecute(citizens);
    expect(await board.notice()).to.equal(7);
    expect(await proposal.state()).to.equal(State.Expired);
  });
});
