import { loadFixture, setBalance, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { against, type Call, inFavour, Proposal, State } from "../../fixtures/governance";
import {
  aGovernor,
  aGuardedInstitution,
  aQueuedProposal,
  Constitutional,
  days,
  longDelay,
  Ordinary,
  timelockDelay,
} from "./world";

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

  describe("queue()", () => {
    const etaAfter = async (calls: (world: Awaited<ReturnType<typeof aGovernor>>) => Call[]) => {
      const world = await loadFixture(aGovernor);
      const proposal = new Proposal(world.governor, world.citizens[0], calls(world));
      await proposal.passAndQueue(world.citizens);
      return (await world.governor.proposalEta(proposal.id)) - BigInt(await time.latest());
    };

    it("lets an ordinary proposal wait for the delay", async () => {
      expect(await etaAfter(({ post }) => [post(1)])).to.equal(timelockDelay);
    });

    it("lets a constitutional proposal wait for the long delay", async () => {
      expect(await etaAfter(({ constitution }) => [{ target: constitution.target as string }])).to.equal(longDelay);
    });

    it("lets a payment of native coin wait for the long delay", async () => {
      expect(await etaAfter(({ stranger }) => [{ target: stranger.address, value: 1n }])).to.equal(longDelay);
    });
  });

  describe("relay()", () => {
    it("reverts with NationGovernor_NoRelay for the government, too", async () => {
      const { governor, citizens, board } = await loadFixture(aGovernor);
      const data = governor.interface.encodeFunctionData("relay", [board.target, 0, "0x"]);
      const proposal = new Proposal(governor, citizens[0], [{ target: await governor.getAddress(), data }]);
      await proposal.passAndQueue(citizens);
      await proposal.mature();
      await expect(proposal.execute())
        .to.be.revertedWithCustomError(governor, "NationGovernor_NoRelay")
        .withArgs(board.target);
    });
  });

  // Checks GOV-13.
  context("given a quorum or majority that a proposal sets", () => {
    /** A constitutional proposal for which that many of ten vote, and some against. */
    const setting = async (key: string, value: number, { votes, no = 0 }: { votes: number; no?: number }) => {
      const world = await loadFixture(aGovernor);
      const { governor, citizens } = world;
      const data = governor.interface.encodeFunctionData("setProvision", [ethers.encodeBytes32String(key), value]);
      const proposal = new Proposal(governor, citizens[0], [{ target: await governor.getAddress(), data }]);
      await proposal.propose();
      await proposal.open();
      await proposal.voteAll(citizens.slice(0, votes), inFavour);
      await proposal.voteAll(citizens.slice(votes, votes + no), against);
      await proposal.close();
      await proposal.queue();
      await proposal.mature();
      return { governor, execution: proposal.execute() };
    };

    for (const [key, value, votes, no, reached] of [
      ["constitutionalCitizenQuorum", 60_00, 6, 0, 60_00],
      ["constitutionalCitizenMajority", 70_00, 7, 2, 77_77],
      ["citizenMajority", 75_00, 7, 2, 77_77],
    ] as const) {
      it(`raises ${key} to ${value}, which ${votes} of ten reach`, async () => {
        const { governor, execution } = await setting(key, value, { votes, no });
        await expect(execution).not.to.be.reverted;
        expect((await governor.provision(ethers.encodeBytes32String(key))).current).to.equal(value);
        expect(value).to.be.at.most(reached);
      });
    }

    it("reverts with NationGovernor_NotReached for a quorum beyond its own", async () => {
      const { governor, execution } = await setting("constitutionalCitizenQuorum", 60_00, { votes: 5 });
      await expect(execution)
        .to.be.revertedWithCustomError(governor, "NationGovernor_NotReached")
        .withArgs(ethers.encodeBytes32String("constitutionalCitizenQuorum"), 60_00, 50_00);
    });

    it("reverts with NationGovernor_NotReached for a majority that its own does not exceed", async () => {
      const { governor, execution } = await setting("constitutionalCitizenMajority", 75_00, { votes: 6, no: 2 });
      await expect(execution)
        .to.be.revertedWithCustomError(governor, "NationGovernor_NotReached")
        .withArgs(ethers.encodeBytes32String("constitutionalCitizenMajority"), 75_00, 74_99);
    });

    it("lowers a quorum that it did not reach itself", async () => {
      const { governor, execution } = await setting("citizenQuorum", 15_00, { votes: 5 });
      await expect(execution).not.to.be.reverted;
      expect((await governor.provision(ethers.encodeBytes32String("citizenQuorum"))).current).to.equal(15_00);
    });

    it("reverts with NationGovernor_NotReached where no proposal is carried out", async () => {
      const { governor } = await loadFixture(aGovernor);
      const key = ethers.encodeBytes32String("citizenQuorum");
      await expect(governor.setProvision(key, 20_01))
        .to.be.revertedWithCustomError(governor, "NationGovernor_NotReached")
        .withArgs(key, 20_01, 0);
    });
  });

  context("given a call that took power back when it was proposed", () => {
    const CAP = ethers.encodeBytes32String("cap");
    /** An ordinary proposal that sets the cap of 10 % of a marked institution to 9 %. */
    const lowering = async () => {
      const world = await loadFixture(aGovernor);
      const { governor, citizens, constitution } = world;
      const institution = await aGuardedInstitution(world);
      const data = institution.interface.encodeFunctionData("setProvision", [CAP, 9_00]);
      const proposal = new Proposal(governor, citizens[0], [{ target: institution.target as string, data }]);
      await proposal.passAndQueue(citizens);
      await proposal.mature();
      expect(await governor.proposalClass(proposal.id)).to.equal(Ordinary);
      return { ...world, institution, constitution, proposal };
    };

    it("lowers the cap", async () => {
      const { institution, proposal } = await lowering();
      await proposal.execute();
      expect((await institution.provision(CAP)).current).to.equal(9_00);
    });

    it("reverts with NationGovernor_ClassChanged when the cap is lower by then", async () => {
      const { governor, institution, proposal } = await lowering();
      await institution.setProvision(CAP, 5_00);
      await expect(proposal.execute())
        .to.be.revertedWithCustomError(governor, "NationGovernor_ClassChanged")
        .withArgs(proposal.id, Ordinary, Constitutional);
    });
  });

  context("given an account with a role of the timelock", () => {
    const withRole = async (role: "CANCELLER_ROLE" | "EXECUTOR_ROLE") => {
      const world = await loadFixture(aQueuedProposal);
      const { timelock, stranger, governor, proposal } = world;
      const government = await ethers.getImpersonatedSigner(timelock.target as string);
      await setBalance(government.address, 10n ** 18n);
      await timelock.connect(government).grantRole(await timelock[role](), stranger);
      const salt = ethers.toBeHex(BigInt(proposal.hash) ^ (BigInt(await governor.getAddress()) << 96n), 32);
      const operation = [proposal.targets, proposal.values, proposal.calldatas, ethers.ZeroHash, salt] as const;
      return { ...world, operation };
    };

    it("shows a proposal as canceled whose operation it cancels", async () => {
      const { timelock, stranger, proposal, operation } = await withRole("CANCELLER_ROLE");
      await timelock.connect(stranger).cancel(await timelock.hashOperationBatch(...operation));
      expect(await proposal.state()).to.equal(State.Canceled);
    });

    it("shows a proposal as executed whose operation it executes", async () => {
      const { timelock, stranger, proposal, operation } = await withRole("EXECUTOR_ROLE");
      await proposal.mature();
      await timelock.connect(stranger).executeBatch(...operation);
      expect(await proposal.state()).to.equal(State.Executed);
    });
  });
});
