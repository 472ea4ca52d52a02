import { loadFixture, setBalance, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { Proposal, State } from "../../fixtures/governance";
import { aGovernor, aQueuedProposal, days, timelockDelay } from "./world";

describe("NationGovernor", () => {
  describe("queue() and execute()", () => {
    it("executes through the timelock after its delay", async () => {
      const { governor, proposal, board } = await loadFixture(aQueuedProposal);
      await proposal.mature();
      await expect(proposal.execute()).to.emit(governor, "ProposalExecuted").withArgs(proposal.id);
      expect(await board.notice()).to.equal(7);
      expect(await proposal.state()).to.equal(State.Executed);
    });

    it("reverts with TimelockUnexpectedOperationState a second before the timelock's delay is over", async () => {
      const { timelock, proposal, governor } = await loadFixture(aQueuedProposal);
      const queuedAt = BigInt(await time.latest());
      const eta = await governor.proposalEta(proposal.id);
      expect(eta).to.equal(queuedAt + BigInt(timelockDelay));
      await time.setNextBlockTimestamp(eta - 1n);
      await expect(proposal.execute()).to.be.revertedWithCustomError(timelock, "TimelockUnexpectedOperationState");
    });

    it("reverts with AccessControlUnauthorizedAccount when a stranger asks the timelock itself", async () => {
      const { timelock, proposal, governor, stranger } = await loadFixture(aQueuedProposal);
      await proposal.mature();
      const salt = ethers.toBeHex(BigInt(proposal.hash) ^ (BigInt(await governor.getAddress()) << 96n), 32);
      await expect(
        timelock
          .connect(stranger)
          .executeBatch(proposal.targets, proposal.values, proposal.calldatas, ethers.ZeroHash, salt),
      )
        .to.be.revertedWithCustomError(timelock, "AccessControlUnauthorizedAccount")
        .withArgs(stranger.address, await timelock.EXECUTOR_ROLE());
    });

    it("pays native coin to an address without code", async () => {
      const { governor, citizens, timelock, stranger } = await loadFixture(aGovernor);
      await setBalance(await timelock.getAddress(), 5n);
      const proposal = new Proposal(governor, citizens[0], [{ target: stranger.address, value: 5n }]);
      await proposal.passAndQueue(citizens);
      await proposal.mature();
      await expect(proposal.execute()).to.changeEtherBalance(stranger, 5n);
    });

    it("reverts with the failing call's error, and does nothing at all", async () => {
      const { governor, citizens, post, board } = await loadFixture(aGovernor);
      const proposal = new Proposal(governor, citizens[0], [post(1), post(13)]);
      await proposal.passAndQueue(citizens);
      await proposal.mature();
      await expect(proposal.execute()).to.be.revertedWithCustomError(board, "Noticeboard_Refused").withArgs(13);
      expect(await board.notice()).to.equal(0);
      expect(await proposal.state()).to.equal(State.Queued);
    });

    it("lets a proposal change the governor's own provisions", async () => {
      const { governor, citizens } = await loadFixture(aGovernor);
      const data = governor.interface.encodeFunctionData("setProvision", [
        ethers.encodeBytes32String("votingDelay"),
        days(3),
      ]);
      const proposal = new Proposal(governor, citizens[0], [{ target: await governor.getAddress(), data }]);
      await proposal.passAndExecute(citizens);
      expect(await governor.votingDelay()).to.equal(days(3));
    });

    it("reverts with AccessManagedUnauthorized when a stranger changes a provision", async () => {
      const { governor, stranger } = await loadFixture(aGovernor);
      await expect(governor.connect(stranger).setProvision(ethers.encodeBytes32String("votingDelay"), days(3)))
        .to.be.revertedWithCustomError(governor, "AccessManagedUnauthorized")
        .withArgs(stranger.address);
    });
  });

  describe("updateTimelock()", () => {
    it("reverts with NationGovernor_TimelockIsFixed for a stranger", async () => {
      const { governor, stranger } = await loadFixture(aGovernor);
      await expect(governor.updateTimelock(stranger))
        .to.be.revertedWithCustomError(governor, "NationGovernor_TimelockIsFixed")
        .withArgs(stranger.address);
    });

    it("reverts with NationGovernor_TimelockIsFixed for the government", async () => {
      const { governor, citizens, stranger } = await loadFixture(aGovernor);
      const data = governor.interface.encodeFunctionData("updateTimelock", [stranger.address]);
      const proposal = new Proposal(governor, citizens[0], [{ target: await governor.getAddress(), data }]);
      await proposal.passAndQueue(citizens);
      await proposal.mature();
      await expect(proposal.execute())
        .to.be.revertedWithCustomError(governor, "NationGovernor_TimelockIsFixed")
        .withArgs(stranger.address);
    });
  });
});
