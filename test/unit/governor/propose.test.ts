import { anyValue } from "@nomicfoundation/hardhat-chai-matchers/withArgs";
import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { Proposal } from "../../fixtures/governance";
import { aGovernor, aProposal, Constitutional, days, delay, First, Ordinary, period } from "./world";

describe("NationGovernor", () => {
  describe("propose()", () => {
    it("fixes the class, the rules and the pin of the code", async () => {
      const { governor, citizens, post, board } = await loadFixture(aGovernor);
      const proposal = new Proposal(governor, citizens[0], [post(7)]);
      const codeHash = ethers.keccak256(await ethers.provider.getCode(board));
      const pin = BigInt(ethers.keccak256(codeHash)) >> 78n;
      const sent = await proposal.propose();
      await expect(sent)
        .to.emit(governor, "ProposalClassified")
        .withArgs(proposal.id, Ordinary, First, 20_00, 50_00, 10_00, pin);
      expect(await governor.proposalClass(proposal.id)).to.equal(Ordinary);
    });

    it("fixes the constitutional rules for a constitutional proposal", async () => {
      const { governor, citizens, constitution } = await loadFixture(aGovernor);
      const proposal = new Proposal(governor, citizens[0], [
        { target: constitution.target as string, data: "0x12345678" },
      ]);
      await expect(proposal.propose())
        .to.emit(governor, "ProposalClassified")
        .withArgs(anyValue, Constitutional, First, 50_00, 66_66, 10_00, anyValue);
      expect(await governor.proposalClass(proposal.id)).to.equal(Constitutional);
    });

    it("opens the vote after the delay, for the period", async () => {
      const { governor, proposal } = await loadFixture(aProposal);
      const proposedAt = BigInt(await time.latest());
      expect(await governor.proposalSnapshot(proposal.id)).to.equal(proposedAt + BigInt(delay));
      expect(await governor.proposalDeadline(proposal.id)).to.equal(proposedAt + BigInt(delay + period));
    });

    it("keeps the rules of a proposal when the provisions change afterwards", async () => {
      const { governor, proposal } = await loadFixture(aProposal);
      await governor.setProvision(ethers.encodeBytes32String("citizenQuorum"), 10_00);
      const [citizens] = await governor.houses(proposal.id);
      expect(citizens.quorumShare).to.equal(20_00);
    });

    it("fixes a share on trial with the proposal", async () => {
      const { governor, citizens, post } = await loadFixture(aGovernor);
      await governor.tryProvision(ethers.encodeBytes32String("citizenQuorum"), 7_00, days(10));
      const proposal = new Proposal(governor, citizens[0], [post(1)]);
      await proposal.propose();
      const [house] = await governor.houses(proposal.id);
      expect(house.quorumShare).to.equal(7_00);
    });

    it("follows a provision on trial", async () => {
      const { governor } = await loadFixture(aGovernor);
      await governor.tryProvision(ethers.encodeBytes32String("votingPeriod"), days(2), days(10));
      expect(await governor.votingPeriod()).to.equal(days(2));
      await time.increase(days(10));
      expect(await governor.votingPeriod()).to.equal(period);
    });

    context("given a description that does not end with its proposer", () => {
      for (const [what, suffix] of [
        ["nothing", ""],
        ["too short an end", "#proposer=0x12"],
        ["another marker", `#endorser=${"0x" + "11".repeat(20)}`],
        ["what is no address", `#proposer=${"zz" + "11".repeat(20)}`],
        ["another's address", `#proposer=${"0x" + "11".repeat(20)}`],
      ]) {
        it(`reverts with NationGovernor_ProposerNotNamed for ${what}`, async () => {
          const { governor, citizens, post } = await loadFixture(aGovernor);
          const { target, data } = post(1);
          const text = `A proposal with a text long enough to hold an address ${suffix}`;
          await expect(governor.connect(citizens[0]).propose([target], [0], [data], text))
            .to.be.revertedWithCustomError(governor, "NationGovernor_ProposerNotNamed")
            .withArgs(citizens[0].address, `#proposer=${citizens[0].address.toLowerCase()}`);
        });
      }

      it("reverts with NationGovernor_ProposerNotNamed for an empty one", async () => {
        const { governor, citizens, post } = await loadFixture(aGovernor);
        const { target, data } = post(1);
        await expect(governor.connect(citizens[0]).propose([target], [0], [data], ""))
          .to.be.revertedWithCustomError(governor, "NationGovernor_ProposerNotNamed")
          .withArgs(citizens[0].address, `#proposer=${citizens[0].address.toLowerCase()}`);
      });

      it("reverts with NationGovernor_ProposerNotNamed for the proposer's address with capitals", async () => {
        const { governor, citizens, post } = await loadFixture(aGovernor);
        const { target, data } = post(1);
        const text = `#proposer=${citizens[0].address}`;
        await expect(governor.connect(citizens[0]).propose([target], [0], [data], text))
          .to.be.revertedWithCustomError(governor, "NationGovernor_ProposerNotNamed")
          .withArgs(citizens[0].address, text.toLowerCase());
      });

      it("accepts nothing but the proposer's address in small letters", async () => {
        const { governor, citizens, post } = await loadFixture(aGovernor);
        const { target, data } = post(1);
        const text = `#proposer=${citizens[0].address.toLowerCase()}`;
        await expect(governor.connect(citizens[0]).propose([target], [0], [data], text)).to.emit(
          governor,
          "ProposalCreated",
        );
      });
    });

    context("given a proposer with fewer votes than the threshold", () => {
      it("reverts with GovernorInsufficientProposerVotes", async () => {
        const { governor, stranger, post } = await loadFixture(aGovernor);
        await expect(new Proposal(governor, stranger, [post(1)]).propose())
          .to.be.revertedWithCustomError(governor, "GovernorInsufficientProposerVotes")
          .withArgs(stranger.address, 0, 1);
      });
    });

    context("given an address without code", () => {
      it("reverts with NationGovernor_TargetWithoutCode for a call with data", async () => {
        const { governor, citizens, stranger, post } = await loadFixture(aGovernor);
        const calls = [post(1), { target: stranger.address, data: "0x12345678" }];
        await expect(new Proposal(governor, citizens[0], calls).propose())
          .to.be.revertedWithCustomError(governor, "NationGovernor_TargetWithoutCode")
          .withArgs(1, stranger.address);
      });

      it("accepts a plain payment", async () => {
        const { governor, citizens, stranger } = await loadFixture(aGovernor);
        const calls = [{ target: stranger.address, value: 1n }];
        await expect(new Proposal(governor, citizens[0], calls).propose()).to.emit(governor, "ProposalCreated");
      });
    });

    it("accepts twenty calls, and reverts for twenty-one", async () => {
      const { governor, citizens, post } = await loadFixture(aGovernor);
      const calls = (count: number) => Array.from({ length: count }, (_, index) => post(index + 20));
      await expect(new Proposal(governor, citizens[0], calls(20)).propose()).to.emit(governor, "ProposalCreated");
      await expect(new Proposal(governor, citizens[0], calls(21)).propose())
        .to.be.revertedWithCustomError(governor, "NationGovernor_TooManyCalls")
        .withArgs(21, 20);
    });

    it("reverts with GovernorInvalidProposalLength for a proposal without calls", async () => {
      const { governor, citizens } = await loadFixture(aGovernor);
      await expect(new Proposal(governor, citizens[0], []).propose())
        .to.be.revertedWithCustomError(governor, "GovernorInvalidProposalLength")
        .withArgs(0, 0, 0);
    });

    // Checks GOV-12.
    context("given a nation that is not open", () => {
      it("reverts with NationGovernor_NotOpen while founding citizens are missing", async () => {
        const { governor, citizens, electorate, post } = await loadFixture(aGovernor);
        await electorate.setOpen(false);
        await expect(new Proposal(governor, citizens[0], [post(1)]).propose())
          .to.be.revertedWithCustomError(governor, "NationGovernor_NotOpen")
          .withArgs(true, false);
      });

      it("reverts with NationGovernor_NotOpen before the timelock is the government", async () => {
        const { governor, citizens, constitution, timelock, post } = await loadFixture(aGovernor);
        await constitution.revokeRole(0, timelock);
        await expect(new Proposal(governor, citizens[0], [post(1)]).propose())
          .to.be.revertedWithCustomError(governor, "NationGovernor_NotOpen")
          .withArgs(false, true);
      });
    });
  });
});
