import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { concat, encodeBytes32String } from "ethers";
import { ethers } from "hardhat";
import { recordOf } from "../../fixtures/records";
import { alone, aNation, aStubbedNation, collecting, DAY, LONGEST_WAIT, packed, VOTE, voting, waiting } from "./world";

const State = { Canceled: 2n, Queued: 5n, Expired: 6n, Executed: 7n } as const;
const Outcome = { Open: 0n, Confirmed: 1n, Refused: 2n } as const;

describe("Petitions", () => {
  describe("constructor()", () => {
    it("reverts with Petitions_VoteTooLong for a vote that nothing is held back for", async () => {
      const { constitution, citizenship, governor, timelock } = await loadFixture(aNation);
      const factory = await ethers.getContractFactory("Petitions");
      const terms = (max: number) => [
        { value: 400, min: 200, max: 1000 },
        { value: 7, min: 3, max },
      ];
      const parts = [constitution, citizenship, governor, timelock] as const;
      await factory.deploy(...parts, terms(29));
      await expect(factory.deploy(...parts, terms(30)))
        .to.be.revertedWithCustomError(factory, "Petitions_VoteTooLong")
        .withArgs(LONGEST_WAIT + 31n * DAY, 60n * DAY);
    });
  });

  describe("signaturesNeeded()", () => {
    it("is three in a nation of twelve", async () => {
      const { petitions } = await loadFixture(aNation);
      expect(await petitions.signaturesNeeded()).to.equal(3n);
    });

    for (const [base, needed] of [
      [1n, 1n],
      [2n, 2n],
      [3n, 2n],
      [4n, 3n],
      [75n, 3n],
      [76n, 4n],
      [100n, 4n],
      [50_000n, 2_000n],
      [1_000_000n, 2_000n],
    ]) {
      it(`is ${needed} of ${base} citizens`, async () => {
        const { petitions, citizenship } = await loadFixture(aStubbedNation);
        await citizenship.setLeastBase(base);
        expect(await petitions.signaturesNeeded()).to.equal(needed);
      });
    }
  });

  describe("open()", () => {
    it("opens a petition that its citizen has signed, and emits PetitionOpened", async () => {
      const { petitions, proposal, open, citizens, readyAt } = await loadFixture(waiting);
      await expect(open(citizens[11])).to.emit(petitions, "PetitionOpened").withArgs(proposal.id, 12n, 3n, readyAt);
      expect(await petitions.hasSigned(proposal.id, 12)).to.equal(true);
      expect(await petitions.petitionCount()).to.equal(1n);
      expect(await petitions.petitionAt(1)).to.equal(proposal.id);
      expect(recordOf(await petitions.petitionOf(proposal.id))).to.include({
        signatures: 1n,
        needed: 3n,
        until: readyAt,
        openedBy: 12n,
        outcome: Outcome.Open,
      });
    });

    it("goes by the id that the governor gives", async () => {
      const { petitions, proposal, open, citizens, governor } = await loadFixture(waiting);
      await open(citizens[11]);
      const { targets, values, calldatas, hash } = proposal;
      expect(await petitions.petitionAt(1)).to.equal(await governor.hashProposal(targets, values, calldatas, hash));
    });

    it("reverts with Petitions_AlreadyOpen the second time, also once it is settled", async () => {
      const { petitions, proposal, open, citizens, voteEndsAt } = await loadFixture(voting);
      await time.increaseTo(voteEndsAt + 1n);
      await petitions.settle(proposal.id);
      await expect(open(citizens[0]))
        .to.be.revertedWithCustomError(petitions, "Petitions_AlreadyOpen")
        .withArgs(proposal.id);
    });

    it("reverts with Petitions_NotWaiting for what nobody queued, and for what is ready", async () => {
      const { petitions, proposal, open, citizens, readyAt } = await loadFixture(waiting);
      const { targets, values, calldatas } = proposal;
      await expect(
        petitions.connect(citizens[0]).open(targets, values, calldatas, ethers.id("other")),
      ).to.be.revertedWithCustomError(petitions, "Petitions_NotWaiting");
      await time.increaseTo(readyAt);
      await expect(open(citizens[0])).to.be.revertedWithCustomError(petitions, "Petitions_NotWaiting");
    });

    it("reverts with Petitions_MayNotVote for a stranger", async () => {
      const { petitions, open, stranger } = await loadFixture(waiting);
      await expect(open(stranger))
        .to.be.revertedWithCustomError(petitions, "Petitions_MayNotVote")
        .withArgs(stranger.address);
    });

    it("opens the second vote at once where one signature is enough", async () => {
      const { petitions, people, operation, proposalId } = await loadFixture(alone);
      expect((await petitions.petitionOf(proposalId)).votesFrom).to.equal(await time.latest());
      expect((await petitions.petitionOf(proposalId)).operation).to.equal(operation);
      expect(await petitions.hasSigned(proposalId, 1)).to.equal(true);
      expect(people.length).to.equal(3);
    });
  });

  describe("sign()", () => {
    it("counts a citizen, and emits PetitionSigned", async () => {
      const { petitions, proposal, citizens } = await loadFixture(collecting);
      await expect(petitions.connect(citizens[0]).sign(proposal.id))
        .to.emit(petitions, "PetitionSigned")
        .withArgs(proposal.id, 1n)
        .and.not.to.emit(petitions, "SecondVoteOpened");
      expect((await petitions.petitionOf(proposal.id)).signatures).to.equal(2n);
    });

    it("holds the operation back with the last signature that it takes", async () => {
      const { petitions, proposal, citizens, timelock, governor, readyAt } = await loadFixture(collecting);
      await petitions.connect(citizens[0]).sign(proposal.id);
      const at = BigInt(await time.latest()) + 100n;
      await time.setNextBlockTimestamp(at);
      const { operation } = await petitions.petitionOf(proposal.id);
      await expect(petitions.connect(citizens[1]).sign(proposal.id))
        .to.emit(petitions, "SecondVoteOpened")
        .withArgs(proposal.id, 3n, readyAt + VOTE, readyAt + VOTE + DAY)
        .and.to.emit(timelock, "OperationHeld")
        .withArgs(operation, readyAt + VOTE + DAY);
      expect(await timelock.heldUntil(operation)).to.equal(readyAt + VOTE + DAY);
      expect(await governor.proposalEta(proposal.id)).to.equal(readyAt + (readyAt + VOTE + DAY - at));
      expect(await governor.state(proposal.id)).to.equal(State.Queued);
    });

    it("reverts with Petitions_AlreadySigned the second time, also by a new key", async () => {
      const world = await loadFixture(collecting);
      const { petitions, proposal, citizens } = world;
      await expect(petitions.connect(citizens[11]).sign(proposal.id))
        .to.be.revertedWithCustomError(petitions, "Petitions_AlreadySigned")
        .withArgs(proposal.id, 12n);
    });

    it("reverts with Petitions_Unknown without a petition", async () => {
      const { petitions, proposal, citizens } = await loadFixture(waiting);
      await expect(petitions.connect(citizens[0]).sign(proposal.id))
        .to.be.revertedWithCustomError(petitions, "Petitions_Unknown")
        .withArgs(proposal.id);
      for (const number of [0, 1])
        await expect(petitions.petitionAt(number))
          .to.be.revertedWithCustomError(petitions, "Petitions_Unknown")
          .withArgs(number);
    });

    it("reverts with Petitions_NotCollecting once it has its heads, and once the wait is over", async () => {
      const { petitions, proposal, citizens, readyAt } = await loadFixture(voting);
      await expect(petitions.connect(citizens[0]).sign(proposal.id))
        .to.be.revertedWithCustomError(petitions, "Petitions_NotCollecting")
        .withArgs(proposal.id, readyAt);
      const other = await loadFixture(collecting);
      await time.increaseTo(other.readyAt);
      await expect(other.petitions.connect(other.citizens[0]).sign(other.proposal.id))
        .to.be.revertedWithCustomError(other.petitions, "Petitions_NotCollecting")
        .withArgs(other.proposal.id, other.readyAt);
    });

    it("reverts with Petitions_MayNotVote for a citizen who renounced", async () => {
      const { petitions, proposal, citizenship, citizens } = await loadFixture(collecting);
      await citizenship.connect(citizens[0]).renounce();
      await expect(petitions.connect(citizens[0]).sign(proposal.id))
        .to.be.revertedWithCustomError(petitions, "Petitions_MayNotVote")
        .withArgs(citizens[0].address);
    });

    it("reverts with Petitions_MayNotVote for a newcomer whose vote sleeps", async () => {
      const { petitions, proposal, citizenship, government, stranger } = await loadFixture(collecting);
      await citizenship.connect(stranger).requestAdmission(ethers.ZeroHash);
      await citizenship.connect(government).admitBatch([stranger.address]);
      await time.increase(1);
      await expect(petitions.connect(stranger).sign(proposal.id))
        .to.be.revertedWithCustomError(petitions, "Petitions_MayNotVote")
        .withArgs(stranger.address);
    });
  });

  describe("bring()", () => {
    it("counts citizens who signed, and emits SignaturesBrought", async () => {
      const { petitions, proposal, citizens, stranger } = await loadFixture(collecting);
      const batch = concat([
        await packed(petitions, proposal.id, citizens[0], 1),
        await packed(petitions, proposal.id, citizens[1], 2),
      ]);
      await expect(petitions.connect(stranger).bring(proposal.id, batch))
        .to.emit(petitions, "SignaturesBrought")
        .withArgs(proposal.id, 0n, 0b110n)
        .and.to.emit(petitions, "SecondVoteOpened");
      expect((await petitions.petitionOf(proposal.id)).signatures).to.equal(3n);
    });

    it("says how many count, and passes over those that do not", async () => {
      const { petitions, proposal, citizens, stranger } = await loadFixture(collecting);
      const good = await packed(petitions, proposal.id, citizens[0], 1);
      const batch = concat([
        good,
        good,
        await packed(petitions, proposal.id, citizens[11], 12),
        await packed(petitions, proposal.id, stranger, 2),
        await packed(petitions, proposal.id, citizens[3], 4, { until: 5n }),
        await packed(petitions, proposal.id, citizens[4], 5, { proposalId: 7n }),
        await packed(petitions, proposal.id, citizens[5], 900),
        "0x" + "00".repeat(67),
      ]);
      expect(await petitions.bring.staticCall(proposal.id, batch)).to.equal(1n);
      await petitions.bring(proposal.id, batch);
      expect((await petitions.petitionOf(proposal.id)).signatures).to.equal(2n);
    });

    it("does nothing for none", async () => {
      const { petitions, proposal } = await loadFixture(collecting);
      await expect(petitions.bring(proposal.id, "0x")).not.to.emit(petitions, "SignaturesBrought");
    });

    it("reverts with Petitions_MalformedSignatures for another length", async () => {
      const { petitions, proposal } = await loadFixture(collecting);
      await expect(petitions.bring(proposal.id, "0x" + "00".repeat(68)))
        .to.be.revertedWithCustomError(petitions, "Petitions_MalformedSignatures")
        .withArgs(68n, 67n);
    });
  });

  describe("withdraw()", () => {
    it("takes back a signature that counts, and makes void what was signed beside it", async () => {
      const { petitions, proposal, citizens } = await loadFixture(collecting);
      const signed = await packed(petitions, proposal.id, citizens[11], 12);
      await expect(petitions.connect(citizens[11]).withdraw(proposal.id))
        .to.emit(petitions, "SignatureWithdrawn")
        .withArgs(proposal.id, 12n);
      expect((await petitions.petitionOf(proposal.id)).signatures).to.equal(0n);
      expect(await petitions.hasSigned(proposal.id, 12)).to.equal(false);
      expect(await petitions.hasWithdrawn(proposal.id, 12)).to.equal(true);
      expect(await petitions.bring.staticCall(proposal.id, signed)).to.equal(0n);
    });

    it("makes void what was not brought", async () => {
      const { petitions, proposal, citizens } = await loadFixture(collecting);
      const signed = await packed(petitions, proposal.id, citizens[0], 1);
      await petitions.connect(citizens[0]).withdraw(proposal.id);
      expect(await petitions.bring.staticCall(proposal.id, signed)).to.equal(0n);
      expect((await petitions.petitionOf(proposal.id)).signatures).to.equal(1n);
    });

    it("is undone by a signature by transaction", async () => {
      const { petitions, proposal, citizens } = await loadFixture(collecting);
      await petitions.connect(citizens[11]).withdraw(proposal.id);
      await petitions.connect(citizens[11]).sign(proposal.id);
      expect((await petitions.petitionOf(proposal.id)).signatures).to.equal(1n);
      expect(await petitions.hasWithdrawn(proposal.id, 12)).to.equal(false);
    });

    it("reverts with Petitions_AlreadyWithdrawn the second time", async () => {
      const { petitions, proposal, citizens } = await loadFixture(collecting);
      await petitions.connect(citizens[11]).withdraw(proposal.id);
      await expect(petitions.connect(citizens[11]).withdraw(proposal.id))
        .to.be.revertedWithCustomError(petitions, "Petitions_AlreadyWithdrawn")
        .withArgs(proposal.id, 12n);
    });
  });

  describe("vote()", () => {
    for (const inFavour of [true, false]) {
      it(`counts a ballot ${inFavour ? "for" : "against"} it, and emits SecondBallotCast`, async () => {
        const { petitions, proposal, citizens } = await loadFixture(voting);
        await expect(petitions.connect(citizens[0]).vote(proposal.id, inFavour))
          .to.emit(petitions, "SecondBallotCast")
          .withArgs(proposal.id, 1n, inFavour);
        const { forVotes, againstVotes } = await petitions.petitionOf(proposal.id);
        expect([forVotes, againstVotes]).to.deep.equal(inFavour ? [1n, 0n] : [0n, 1n]);
        expect(await petitions.hasVoted(proposal.id, 1)).to.equal(true);
      });
    }

    it("takes a ballot in the last second, and reverts with Petitions_NotVoting afterwards", async () => {
      const { petitions, proposal, citizens, votesFrom, voteEndsAt } = await loadFixture(voting);
      await time.setNextBlockTimestamp(voteEndsAt);
      await petitions.connect(citizens[0]).vote(proposal.id, true);
      await expect(petitions.connect(citizens[1]).vote(proposal.id, true))
        .to.be.revertedWithCustomError(petitions, "Petitions_NotVoting")
        .withArgs(proposal.id, votesFrom, voteEndsAt);
    });

    it("reverts with Petitions_NotVoting before it has its heads", async () => {
      const { petitions, proposal, citizens } = await loadFixture(collecting);
      await expect(petitions.connect(citizens[0]).vote(proposal.id, true))
        .to.be.revertedWithCustomError(petitions, "Petitions_NotVoting")
        .withArgs(proposal.id, 0n, 0n);
    });

    it("reverts with Petitions_AlreadyVoted the second time", async () => {
      const { petitions, proposal, citizens } = await loadFixture(voting);
      await petitions.connect(citizens[0]).vote(proposal.id, true);
      await expect(petitions.connect(citizens[0]).vote(proposal.id, false))
        .to.be.revertedWithCustomError(petitions, "Petitions_AlreadyVoted")
        .withArgs(proposal.id, 1n);
    });

    it("reverts with Petitions_MayNotVote for a stranger", async () => {
      const { petitions, proposal, stranger } = await loadFixture(voting);
      await expect(petitions.connect(stranger).vote(proposal.id, true))
        .to.be.revertedWithCustomError(petitions, "Petitions_MayNotVote")
        .withArgs(stranger.address);
    });

    it("reverts with Petitions_NotInVote for who had no vote when it reached its heads", async () => {
      const { petitions, citizenship, people, proposalId } = await loadFixture(alone);
      const { votesFrom } = await petitions.petitionOf(proposalId);
      await citizenship.setVoter(2, people[1], 1);
      await citizenship.write(2, { ...recordOf(await citizenship.citizen(2)), wakesAt: votesFrom + 1n } as never);
      await time.increase(2);
      await expect(petitions.connect(people[1]).vote(proposalId, false))
        .to.be.revertedWithCustomError(petitions, "Petitions_NotInVote")
        .withArgs(proposalId, 2n);
    });
  });

  describe("settle()", () => {
    it("cancels the operation for good with more against than for", async () => {
      const { petitions, proposal, citizens, governor, timelock, treasury, voteEndsAt } = await loadFixture(voting);
      await petitions.connect(citizens[0]).vote(proposal.id, true);
      for (const citizen of citizens.slice(10)) await petitions.connect(citizen).vote(proposal.id, false);
      await time.increaseTo(voteEndsAt);
      const { operation } = await petitions.petitionOf(proposal.id);
      await expect(petitions.settle(proposal.id))
        .to.emit(petitions, "PetitionSettled")
        .withArgs(proposal.id, false, 1n, 2n)
        .and.to.emit(timelock, "OperationStruck")
        .withArgs(operation);
      expect(await governor.state(proposal.id)).to.equal(State.Canceled);
      await time.increase(60n * DAY);
      await expect(proposal.execute()).to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState");
      expect(await ethers.provider.getBalance(treasury)).to.equal(10n ** 18n);
    });

    for (const [what, votes] of [
      ["as many against as for", [true, false]],
      ["nobody who votes", []],
    ] as const) {
      it(`lets the wait run on with ${what}`, async () => {
        const { petitions, proposal, citizens, governor, timelock, readyAt, votesFrom, voteEndsAt, stranger } =
          await loadFixture(voting);
        for (const [index, inFavour] of votes.entries())
          await petitions.connect(citizens[index]).vote(proposal.id, inFavour);
        const at = voteEndsAt + 1n;
        await time.setNextBlockTimestamp(at);
        await expect(petitions.settle(proposal.id)).to.emit(timelock, "OperationReleased");
        expect(await governor.proposalEta(proposal.id)).to.equal(readyAt + (at - votesFrom));
        await proposal.mature();
        await expect(proposal.execute()).to.changeEtherBalance(stranger, 10n ** 16n);
      });
    }

    it("says what was confirmed though nobody settled in time", async () => {
      const { petitions, proposal, timelock, voteEndsAt } = await loadFixture(voting);
      await time.setNextBlockTimestamp(voteEndsAt + DAY);
      await expect(petitions.settle(proposal.id))
        .to.emit(petitions, "PetitionSettled")
        .withArgs(proposal.id, true, 0n, 0n)
        .and.not.to.emit(timelock, "OperationReleased");
    });

    it("strikes late, too, as long as it is not executed", async () => {
      const { petitions, proposal, citizens, governor, voteEndsAt } = await loadFixture(voting);
      await petitions.connect(citizens[11]).vote(proposal.id, false);
      await time.increaseTo(voteEndsAt + 2n * DAY);
      await petitions.settle(proposal.id);
      expect(await governor.state(proposal.id)).to.equal(State.Canceled);
    });

    it("records a refusal of what was executed before anybody settled", async () => {
      const { petitions, proposal, citizens, governor, timelock } = await loadFixture(voting);
      await petitions.connect(citizens[11]).vote(proposal.id, false);
      await proposal.mature();
      await proposal.execute();
      await expect(petitions.settle(proposal.id))
        .to.emit(petitions, "PetitionSettled")
        .withArgs(proposal.id, false, 0n, 1n)
        .and.not.to.emit(timelock, "OperationStruck");
      expect((await petitions.petitionOf(proposal.id)).outcome).to.equal(Outcome.Refused);
      expect(await governor.state(proposal.id)).to.equal(State.Executed);
    });

    it("records what was confirmed and cancelled in the timelock meanwhile", async () => {
      const { petitions, timelock, governor, operation, proposalId } = await loadFixture(alone);
      await timelock.connect(governor).cancel(operation);
      await time.increaseTo((await petitions.petitionOf(proposalId)).voteEndsAt + 1n);
      await expect(petitions.settle(proposalId))
        .to.emit(petitions, "PetitionSettled")
        .withArgs(proposalId, true, 0n, 0n)
        .and.not.to.emit(timelock, "OperationReleased");
    });

    it("reverts with Petitions_NotSettleable before the end, the second time, and without a vote", async () => {
      const { petitions, proposal, voteEndsAt } = await loadFixture(voting);
      const settling = () =>
        expect(petitions.settle(proposal.id))
          .to.be.revertedWithCustomError(petitions, "Petitions_NotSettleable")
          .withArgs(proposal.id, voteEndsAt);
      await settling();
      await time.increaseTo(voteEndsAt + 1n);
      await petitions.settle(proposal.id);
      await settling();
      await expect(petitions.settle(5))
        .to.be.revertedWithCustomError(petitions, "Petitions_NotSettleable")
        .withArgs(5n, 0n);
    });
  });

  describe("powerChangeOf()", () => {
    for (const [name, by, change] of [
      ["threshold", 1n, 2n],
      ["threshold", -1n, 1n],
      ["secondVote", 1n, 1n],
      ["secondVote", -1n, 2n],
    ] as const) {
      it(`tells ${change === 2n ? "more" : "less"} power for a ${by === 1n ? "higher" : "lower"} ${name}`, async () => {
        const { petitions } = await loadFixture(aNation);
        const { standing } = await petitions.provision(encodeBytes32String(name));
        const data = petitions.interface.encodeFunctionData("setProvision", [encodeBytes32String(name), standing + by]);
        expect(await petitions.powerChangeOf(data)).to.equal(change);
      });
    }
  });
});
