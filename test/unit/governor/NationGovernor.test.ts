import { anyValue } from "@nomicfoundation/hardhat-chai-matchers/withArgs";
import { loadFixture, setBalance, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { id } from "ethers";
import { ethers } from "hardhat";
import type { NationGovernor } from "../../../typechain-types";
import { abstain, against, bitmapOf, inFavour, Proposal, State } from "../../fixtures/governance";
import { aGovernor, coins, days, delay, extension, maxSupply, period, provisions, timelockDelay } from "./world";

const Ordinary = 0n;
const Constitutional = 1n;

/** A governor with one ordinary proposal of the first citizen's. */
async function aProposal() {
  const world = await aGovernor();
  const proposal = new Proposal(world.governor, world.citizens[0], [world.post(7)]);
  await proposal.propose();
  return { ...world, proposal };
}

/** The same, with the vote open. */
async function anOpenVote() {
  const world = await aProposal();
  await world.proposal.open();
  return world;
}

/** The same, carried and queued. */
async function aQueuedProposal() {
  const world = await aGovernor();
  const proposal = new Proposal(world.governor, world.citizens[0], [world.post(7)]);
  await proposal.passAndQueue(world.citizens);
  return { ...world, proposal };
}

describe("NationGovernor", () => {
  describe("constructor", () => {
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

      it(`refuses ${key} above ${allowed}`, async () => {
        const { factory, governor, terms } = await loadFixture(aGovernor);
        await expect(factory.deploy(terms, withMax(index, allowed + 1)))
          .to.be.revertedWithCustomError(governor, "NationGovernor_BoundTooWide")
          .withArgs(ethers.encodeBytes32String(key), allowed + 1, allowed);
      });
    }
  });

  describe("conventions of governors", () => {
    it("has a name and a version", async () => {
      const { governor } = await loadFixture(aGovernor);
      expect(await governor.name()).to.equal("Nation Governor");
      expect(await governor.version()).to.equal("1");
    });

    it("keeps time by timestamps", async () => {
      const { governor } = await loadFixture(aGovernor);
      expect(await governor.CLOCK_MODE()).to.equal("mode=timestamp");
      expect(await governor.clock()).to.equal(await time.latest());
    });

    it("says how it counts", async () => {
      const { governor } = await loadFixture(aGovernor);
      expect(await governor.COUNTING_MODE()).to.equal("support=bravo&quorum=for,abstain&houses=citizens,stake");
    });

    it("reads its periods and its threshold from its provisions", async () => {
      const { governor } = await loadFixture(aGovernor);
      expect(await governor.votingDelay()).to.equal(delay);
      expect(await governor.votingPeriod()).to.equal(period);
      expect(await governor.proposalThreshold()).to.equal(1);
    });

    it("tells an ordinary quorum in heads, rounded up", async () => {
      const { governor, electorate } = await loadFixture(aGovernor);
      const now = await time.latest();
      await electorate.setTotal(11);
      expect(await governor.quorum(now)).to.equal(3);
    });

    it("tells an account's votes by heads", async () => {
      const { governor, citizens } = await loadFixture(aGovernor);
      expect(await governor.getVotes(citizens[0], await time.latest())).to.equal(1);
    });

    it("supports the interface of governors", async () => {
      const { governor } = await loadFixture(aGovernor);
      expect(await governor.supportsInterface("0x01ffc9a7")).to.equal(true);
      expect(await governor.supportsInterface("0xffffffff")).to.equal(false);
    });

    it("lists its twelve provisions in order", async () => {
      const { governor } = await loadFixture(aGovernor);
      const keys = (await governor.provisions()).map(({ key }) => ethers.decodeBytes32String(key));
      expect(keys).to.deep.equal([
        "votingDelay",
        "votingPeriod",
        "lateQuorumExtension",
        "proposalThreshold",
        "citizenQuorum",
        "citizenMajority",
        "stakeQuorum",
        "stakeMajority",
        "constitutionalCitizenQuorum",
        "constitutionalCitizenMajority",
        "constitutionalStakeQuorum",
        "constitutionalStakeMajority",
      ]);
    });
  });

  describe("provisions", () => {
    const read = async (governor: NationGovernor) =>
      (await governor.provisions()).map(({ current, standing }) => ({ current, standing }));

    /** What stands at the founding, with another value of one provision. */
    const withOne = (index: number, change: { current?: bigint; standing?: bigint }) =>
      provisions().map(({ value }, at) => ({
        current: BigInt(value),
        standing: BigInt(value),
        ...(at === index ? change : {}),
      }));

    for (const [index, { max }] of provisions().entries()) {
      const greatest = BigInt(max);

      it(`keeps the greatest value of provision ${index} beside the others`, async () => {
        const { governor } = await loadFixture(aGovernor);
        await governor.setProvision((await governor.provisions())[index].key, greatest);
        expect(await read(governor)).to.deep.equal(withOne(index, { current: greatest, standing: greatest }));
      });

      it(`tries provision ${index} beside the others`, async () => {
        const { governor } = await loadFixture(aGovernor);
        await governor.tryProvision((await governor.provisions())[index].key, greatest, days(10));
        expect(await read(governor)).to.deep.equal(withOne(index, { current: greatest }));
      });

      it(`returns to the standing value of provision ${index} after its trial`, async () => {
        const { governor } = await loadFixture(aGovernor);
        await governor.tryProvision((await governor.provisions())[index].key, greatest, days(10));
        await time.increase(days(10));
        expect(await read(governor)).to.deep.equal(withOne(index, {}));
      });

      it(`keeps provision ${index} as it was ratified`, async () => {
        const { governor } = await loadFixture(aGovernor);
        const { key } = (await governor.provisions())[index];
        await governor.tryProvision(key, greatest, days(10));
        await governor.ratifyProvision(key);
        await time.increase(days(10));
        expect(await read(governor)).to.deep.equal(withOne(index, { current: greatest, standing: greatest }));
      });

      it(`ends a trial of provision ${index} by setting it`, async () => {
        const { governor } = await loadFixture(aGovernor);
        const { key, standing } = (await governor.provisions())[index];
        await governor.tryProvision(key, greatest, days(10));
        await governor.setProvision(key, standing);
        expect(await read(governor)).to.deep.equal(withOne(index, {}));
      });
    }
  });

  describe("classOf()", () => {
    const classOfCall = async (
      pick: (world: Awaited<ReturnType<typeof aGovernor>>) => { target: string; data: string },
    ) => {
      const world = await loadFixture(aGovernor);
      const { target, data } = pick(world);
      return world.governor.classOf([target], [data]);
    };
    const address = (contract: { target: unknown }) => contract.target as string;

    it("is ordinary for a call elsewhere", async () => {
      expect(await classOfCall((world) => world.post(1))).to.equal(Ordinary);
    });

    it("is ordinary for no calls", async () => {
      const { governor } = await loadFixture(aGovernor);
      expect(await governor.classOf([], [])).to.equal(Ordinary);
    });

    for (const institution of ["constitution", "governor", "timelock", "electorate"] as const) {
      it(`is constitutional for any call to the ${institution === "electorate" ? "citizenship" : institution}`, async () => {
        expect(await classOfCall((world) => ({ target: address(world[institution]), data: "0x" }))).to.equal(
          Constitutional,
        );
      });
    }

    it("is constitutional for a call of a function that the constitution marks", async () => {
      expect(await classOfCall((world) => ({ ...world.post(1), target: address(world.markedBoard) }))).to.equal(
        Constitutional,
      );
    });

    it("is ordinary for another function of the same contract", async () => {
      expect(await classOfCall((world) => ({ target: address(world.markedBoard), data: id("notice()") }))).to.equal(
        Ordinary,
      );
    });

    it("is ordinary for a payment without data to the same contract", async () => {
      expect(await classOfCall((world) => ({ target: address(world.markedBoard), data: "0x" }))).to.equal(Ordinary);
    });

    it("is ordinary for the same function of another contract", async () => {
      expect(await classOfCall((world) => world.post(1))).to.equal(Ordinary);
    });

    it("follows the constitution when it takes the mark away", async () => {
      const { governor, constitution, markedBoard, post } = await loadFixture(aGovernor);
      const { data } = post(1);
      await constitution.setTargetFunctionRole(markedBoard, [data.slice(0, 10)], 0);
      expect(await governor.classOf([markedBoard], [data])).to.equal(Ordinary);
    });

    it("is constitutional if only the last of many calls is", async () => {
      const { governor, post, constitution } = await loadFixture(aGovernor);
      const calls = [post(1), post(2), { target: address(constitution), data: "0x" }];
      expect(
        await governor.classOf(
          calls.map(({ target }) => target),
          calls.map(({ data }) => data),
        ),
      ).to.equal(Constitutional);
    });
  });

  describe("propose()", () => {
    it("fixes the class, the rules and the pin of the code", async () => {
      const { governor, citizens, post, board } = await loadFixture(aGovernor);
      const proposal = new Proposal(governor, citizens[0], [post(7)]);
      const codeHash = ethers.keccak256(await ethers.provider.getCode(board));
      const pin = BigInt(ethers.keccak256(codeHash)) >> 57n;
      const sent = await proposal.propose();
      await expect(sent)
        .to.emit(governor, "ProposalClassified")
        .withArgs(proposal.id, Ordinary, 20_00, 50_00, 10_00, 50_00, pin);
      expect(await governor.proposalClass(proposal.id)).to.equal(Ordinary);
    });

    it("fixes the constitutional rules for a constitutional proposal", async () => {
      const { governor, citizens, constitution } = await loadFixture(aGovernor);
      const proposal = new Proposal(governor, citizens[0], [
        { target: constitution.target as string, data: "0x12345678" },
      ]);
      await expect(proposal.propose())
        .to.emit(governor, "ProposalClassified")
        .withArgs(anyValue, Constitutional, 50_00, 66_66, 30_00, 66_66, anyValue);
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
      await governor.setProvision(ethers.encodeBytes32String("citizenQuorum"), 100_00);
      const [citizens] = await governor.houses(proposal.id);
      expect(citizens.quorumShare).to.equal(20_00);
    });

    it("fixes a share on trial with the proposal", async () => {
      const { governor, citizens, post } = await loadFixture(aGovernor);
      await governor.tryProvision(ethers.encodeBytes32String("citizenQuorum"), 77_00, days(10));
      const proposal = new Proposal(governor, citizens[0], [post(1)]);
      await proposal.propose();
      const [house] = await governor.houses(proposal.id);
      expect(house.quorumShare).to.equal(77_00);
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
        it(`refuses ${what}`, async () => {
          const { governor, citizens, post } = await loadFixture(aGovernor);
          const { target, data } = post(1);
          const text = `A proposal with a text long enough to hold an address ${suffix}`;
          await expect(governor.connect(citizens[0]).propose([target], [0], [data], text))
            .to.be.revertedWithCustomError(governor, "NationGovernor_ProposerNotNamed")
            .withArgs(citizens[0].address, `#proposer=${citizens[0].address.toLowerCase()}`);
        });
      }

      it("refuses an empty one", async () => {
        const { governor, citizens, post } = await loadFixture(aGovernor);
        const { target, data } = post(1);
        await expect(governor.connect(citizens[0]).propose([target], [0], [data], ""))
          .to.be.revertedWithCustomError(governor, "NationGovernor_ProposerNotNamed")
          .withArgs(citizens[0].address, `#proposer=${citizens[0].address.toLowerCase()}`);
      });

      it("refuses the proposer's address with capitals", async () => {
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
      it("refuses", async () => {
        const { governor, stranger, post } = await loadFixture(aGovernor);
        await expect(new Proposal(governor, stranger, [post(1)]).propose())
          .to.be.revertedWithCustomError(governor, "GovernorInsufficientProposerVotes")
          .withArgs(stranger.address, 0, 1);
      });
    });

    context("given an address without code", () => {
      it("refuses a call with data", async () => {
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

    it("accepts twenty calls and refuses twenty-one", async () => {
      const { governor, citizens, post } = await loadFixture(aGovernor);
      const calls = (count: number) => Array.from({ length: count }, (_, index) => post(index + 20));
      await expect(new Proposal(governor, citizens[0], calls(20)).propose()).to.emit(governor, "ProposalCreated");
      await expect(new Proposal(governor, citizens[0], calls(21)).propose())
        .to.be.revertedWithCustomError(governor, "NationGovernor_TooManyCalls")
        .withArgs(21, 20);
    });

    it("refuses a proposal without calls, as every governor does", async () => {
      const { governor, citizens } = await loadFixture(aGovernor);
      await expect(new Proposal(governor, citizens[0], []).propose())
        .to.be.revertedWithCustomError(governor, "GovernorInvalidProposalLength")
        .withArgs(0, 0, 0);
    });

    context("given neither house has a say", () => {
      it("refuses", async () => {
        const world = await loadFixture(aGovernor);
        const silent = provisions().map((terms, at) => (at === 5 || at === 7 ? { ...terms, value: 0 } : terms));
        const governor = await world.factory.deploy(world.terms, silent);
        await expect(new Proposal(governor, world.citizens[0], [world.post(1)]).propose())
          .to.be.revertedWithCustomError(governor, "NationGovernor_NoHouseHasSay")
          .withArgs(Ordinary);
      });
    });
  });

  describe("castVote()", () => {
    it("counts one ballot in both houses", async () => {
      const { governor, proposal, citizens } = await loadFixture(anOpenVote);
      const sent = await proposal.vote(citizens[2], inFavour);
      await expect(sent).to.emit(governor, "VoteCast").withArgs(citizens[2].address, proposal.id, inFavour, 1, "");
      await expect(sent).to.emit(governor, "BallotCounted").withArgs(proposal.id, 3, inFavour, 1, coins(100));
      const [people, stake] = await governor.houses(proposal.id);
      expect(people.forVotes).to.equal(1);
      expect(stake.forVotes).to.equal(coins(100));
    });

    for (const [choice, support, field] of [
      ["against", against, "againstVotes"],
      ["for", inFavour, "forVotes"],
      ["abstain", abstain, "abstainVotes"],
    ] as const) {
      it(`counts a ballot ${choice} as ${choice}, and as nothing else`, async () => {
        const { governor, proposal, citizens } = await loadFixture(anOpenVote);
        await proposal.vote(citizens[0], support);
        const votes = await governor.proposalVotes(proposal.id);
        expect([votes.againstVotes, votes.forVotes, votes.abstainVotes]).to.deep.equal(
          [against, inFavour, abstain].map((other) => (other === support ? 1n : 0n)),
        );
        const [, stake] = await governor.houses(proposal.id);
        const stakes = { againstVotes: stake.againstVotes, forVotes: stake.forVotes, abstainVotes: stake.abstainVotes };
        expect(
          Object.entries(stakes)
            .filter(([, value]) => value !== 0n)
            .map(([name]) => name),
        ).to.deep.equal([field]);
      });
    }

    it("gives a receipt, to the citizen and not to the key", async () => {
      const { governor, proposal, citizens, electorate, newKey } = await loadFixture(anOpenVote);
      await proposal.vote(citizens[0], inFavour);
      expect(await governor.hasVoted(proposal.id, citizens[0])).to.equal(true);
      await electorate.moveElector(1, newKey);
      expect(await governor.hasVoted(proposal.id, newKey)).to.equal(true);
      expect(await governor.hasCitizenVoted(proposal.id, 1)).to.equal(true);
      expect(await governor.hasCitizenVoted(proposal.id, 2)).to.equal(false);
    });

    it("emits VoteCastWithParams, and counts alike, when parameters come with the ballot", async () => {
      const { governor, proposal, citizens } = await loadFixture(aProposal);
      await proposal.open();
      const sent = governor
        .connect(citizens[0])
        .castVoteWithReasonAndParams(proposal.id, inFavour, "It is just.", "0x0102");
      await expect(sent)
        .to.emit(governor, "VoteCastWithParams")
        .withArgs(citizens[0].address, proposal.id, inFavour, 1, "It is just.", "0x0102");
      expect((await governor.proposalVotes(proposal.id)).forVotes).to.equal(1);
    });

    it("counts with a reason", async () => {
      const { governor, proposal, citizens } = await loadFixture(anOpenVote);
      await expect(governor.connect(citizens[0]).castVoteWithReason(proposal.id, inFavour, "It is just."))
        .to.emit(governor, "VoteCast")
        .withArgs(citizens[0].address, proposal.id, inFavour, 1, "It is just.");
    });

    it("counts a citizen with stake alone", async () => {
      const { governor, proposal, citizens, electorate } = await loadFixture(aProposal);
      await electorate.setElector(1, citizens[0], 0, 0);
      await proposal.open();
      await proposal.vote(citizens[0], inFavour);
      const [people, stake] = await governor.houses(proposal.id);
      expect(people.forVotes).to.equal(0);
      expect(stake.forVotes).to.be.greaterThan(0);
    });

    it("counts citizens of different receipt words apart", async () => {
      const { governor, proposal, citizens, electorate, newKey } = await loadFixture(aProposal);
      await electorate.setElector(256, newKey, 1, 0);
      await proposal.open();
      await proposal.vote(newKey, inFavour);
      expect(await governor.hasCitizenVoted(proposal.id, 256)).to.equal(true);
      expect(await governor.hasCitizenVoted(proposal.id, 1)).to.equal(false);
      await proposal.vote(citizens[0], inFavour);
    });

    context("given the vote is not open", () => {
      it("refuses before", async () => {
        const { governor, proposal, citizens } = await loadFixture(aProposal);
        await expect(proposal.vote(citizens[0], inFavour))
          .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
          .withArgs(proposal.id, State.Pending, bitmapOf(State.Active));
      });

      it("counts at the last second and refuses at the next", async () => {
        const { governor, proposal, citizens } = await loadFixture(anOpenVote);
        await governor.connect(citizens[0]).castVote(proposal.id, against);
        const deadline = await governor.proposalDeadline(proposal.id);
        await time.setNextBlockTimestamp(deadline);
        await proposal.vote(citizens[1], against);
        await time.setNextBlockTimestamp(deadline + 1n);
        await expect(proposal.vote(citizens[2], against))
          .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
          .withArgs(proposal.id, State.Defeated, bitmapOf(State.Active));
      });
    });

    it("refuses a second ballot", async () => {
      const { governor, proposal, citizens } = await loadFixture(anOpenVote);
      await proposal.vote(citizens[0], inFavour);
      await expect(proposal.vote(citizens[0], against))
        .to.be.revertedWithCustomError(governor, "GovernorAlreadyCastVote")
        .withArgs(citizens[0].address);
    });

    it("refuses an unknown choice", async () => {
      const { governor, proposal, citizens } = await loadFixture(anOpenVote);
      await expect(proposal.vote(citizens[0], 3)).to.be.revertedWithCustomError(governor, "GovernorInvalidVoteType");
    });

    it("refuses who is no citizen", async () => {
      const { governor, proposal, stranger } = await loadFixture(anOpenVote);
      await expect(proposal.vote(stranger, inFavour))
        .to.be.revertedWithCustomError(governor, "NationGovernor_NotCitizen")
        .withArgs(stranger.address);
    });

    it("refuses a citizen who is not active now, whatever votes there were", async () => {
      const { governor, proposal, citizens, electorate } = await loadFixture(anOpenVote);
      await electorate.setActive(1, false);
      await expect(proposal.vote(citizens[0], inFavour))
        .to.be.revertedWithCustomError(governor, "NationGovernor_NotCitizen")
        .withArgs(citizens[0].address);
    });

    it("refuses a citizen who had no votes at the snapshot", async () => {
      const { governor, proposal, electorate, newKey } = await loadFixture(anOpenVote);
      await electorate.setElector(11, newKey, 1, 0);
      await expect(proposal.vote(newKey, inFavour))
        .to.be.revertedWithCustomError(governor, "NationGovernor_NoVotes")
        .withArgs(newKey.address, 11, await governor.proposalSnapshot(proposal.id));
    });

    it("refuses more heads than a counter holds, rather than carry into the next", async () => {
      const { governor, proposal, citizens, electorate } = await loadFixture(aProposal);
      await electorate.setElector(1, citizens[0], 2 ** 23 - 1, 0);
      await proposal.open();
      await proposal.vote(citizens[0], against);
      await expect(proposal.vote(citizens[1], against))
        .to.be.revertedWithCustomError(governor, "Tally_Overflow")
        .withArgs(2 ** 23, 2 ** 23 - 1);
      await expect(proposal.vote(citizens[1], inFavour)).not.to.be.reverted;
    });

    it("refuses more stake than a counter holds, rather than carry into the next", async () => {
      const { governor, proposal, citizens, stakes } = await loadFixture(aProposal);
      const unit = await governor.stakeUnit();
      await stakes.setElector(1, citizens[0], 0, (2n ** 38n - 1n) * unit);
      await proposal.open();
      await proposal.vote(citizens[0], abstain);
      await expect(proposal.vote(citizens[1], abstain))
        .to.be.revertedWithCustomError(governor, "Tally_Overflow")
        .withArgs(2n ** 38n - 1n + coins(100) / unit, 2n ** 38n - 1n);
      expect(await governor.proposalDeadline(proposal.id)).to.equal(
        (await governor.proposalSnapshot(proposal.id)) + BigInt(period),
      );
    });
  });

  describe("castVoteBySig()", () => {
    it("counts a ballot that the citizen signed", async () => {
      const { governor, proposal, citizens, stranger } = await loadFixture(anOpenVote);
      const { name, version, chainId, verifyingContract } = await governor.eip712Domain();
      const signature = await citizens[0].signTypedData(
        { name, version, chainId, verifyingContract },
        {
          Ballot: [
            { name: "proposalId", type: "uint256" },
            { name: "support", type: "uint8" },
            { name: "voter", type: "address" },
            { name: "nonce", type: "uint256" },
          ],
        },
        { proposalId: proposal.id, support: inFavour, voter: citizens[0].address, nonce: 0 },
      );
      await expect(governor.connect(stranger).castVoteBySig(proposal.id, inFavour, citizens[0], signature))
        .to.emit(governor, "BallotCounted")
        .withArgs(proposal.id, 1, inFavour, 1, coins(100));
    });
  });

  describe("houses()", () => {
    it("tells nothing of the electorate before it is fixed", async () => {
      const { governor, proposal } = await loadFixture(aProposal);
      const [people, stake] = await governor.houses(proposal.id);
      expect(people.electorate).to.equal(0);
      expect(stake.electorate).to.equal(0);
    });

    it("tells electorate, shares and whether each house carries", async () => {
      const { governor, proposal, citizens } = await loadFixture(anOpenVote);
      await proposal.voteAll(citizens.slice(0, 2), inFavour);
      await proposal.vote(citizens[2], against);
      const [people, stake] = await governor.houses(proposal.id);
      expect(people.hasSay).to.equal(true);
      expect(people.electorate).to.equal(10);
      expect(people.quorumShare).to.equal(20_00);
      expect(people.majorityShare).to.equal(50_00);
      expect(people.quorumReached).to.equal(true);
      expect(people.carried).to.equal(true);
      expect(stake.electorate).to.equal(coins(1_000));
      expect(stake.quorumReached).to.equal(true);
      expect(stake.carried).to.equal(true);
    });
  });

  describe("state()", () => {
    const outcome = async (votes: { heads: [number, number, number]; stake?: [number, number, number] }) => {
      const world = await aGovernor();
      const { governor, citizens, electorate, stakes, post } = world;
      const stake = votes.stake ?? votes.heads;
      for (const support of [against, inFavour, abstain]) {
        const citizen = citizens[support];
        await electorate.setElector(support + 1, citizen, votes.heads[support], 0);
        await stakes.setElector(support + 1, citizen, 0, coins(100) * BigInt(stake[support]));
      }
      const proposal = new Proposal(governor, citizens[5], [post(7)]);
      await proposal.propose();
      await proposal.open();
      for (const support of [against, inFavour, abstain]) {
        if (votes.heads[support] + stake[support] !== 0) await proposal.vote(citizens[support], support);
      }
      await proposal.close();
      return proposal.state();
    };

    for (const [what, votes, expected] of [
      ["both houses carry", { heads: [1, 2, 0] }, State.Succeeded],
      ["abstentions make the quorum", { heads: [0, 1, 1] }, State.Succeeded],
      ["those against do not make the quorum", { heads: [0, 1, 0], stake: [0, 5, 0] }, State.Defeated],
      ["the citizens' house lacks its quorum by one head", { heads: [5, 1, 0], stake: [0, 5, 0] }, State.Defeated],
      ["the stake house lacks its quorum", { heads: [0, 5, 0], stake: [0, 0, 0] }, State.Defeated],
      ["the citizens are tied", { heads: [2, 2, 0], stake: [0, 5, 0] }, State.Defeated],
      ["the stake is tied", { heads: [0, 5, 0], stake: [2, 2, 0] }, State.Defeated],
      ["the citizens are against", { heads: [3, 2, 0], stake: [0, 5, 0] }, State.Defeated],
      ["the stake is against", { heads: [0, 5, 0], stake: [3, 2, 0] }, State.Defeated],
      ["all abstain", { heads: [0, 0, 5] }, State.Defeated],
      ["nobody votes", { heads: [0, 0, 0] }, State.Defeated],
    ] as [string, Parameters<typeof outcome>[0], bigint][]) {
      it(`${expected === State.Succeeded ? "carries" : "fails"} when ${what}`, async () => {
        expect(await outcome(votes)).to.equal(expected);
      });
    }

    context("given a house without a say", () => {
      const withSilent = async (index: number) => {
        const world = await aGovernor();
        const silent = provisions().map((terms, at) => (at === index ? { ...terms, value: 0 } : terms));
        const governor = await world.factory.deploy(world.terms, silent);
        const proposal = new Proposal(governor, world.citizens[0], [world.post(7)]);
        await proposal.propose();
        return { ...world, governor, proposal };
      };

      it("carries against all stake when the stake house has none", async () => {
        const { governor, proposal, citizens, stakes } = await withSilent(7);
        await stakes.setElector(1, citizens[0], 0, coins(900));
        await proposal.open();
        await proposal.vote(citizens[0], against);
        await proposal.voteAll(citizens.slice(1, 4), inFavour);
        await proposal.close();
        expect(await proposal.state()).to.equal(State.Succeeded);
        const [, stake] = await governor.houses(proposal.id);
        expect(stake.hasSay).to.equal(false);
      });

      it("carries against all citizens when the citizens' house has none", async () => {
        const { proposal, citizens, stakes } = await withSilent(5);
        await stakes.setElector(1, citizens[0], 0, coins(900));
        await proposal.open();
        await proposal.vote(citizens[0], inFavour);
        await proposal.voteAll(citizens.slice(1, 6), against);
        await proposal.close();
        expect(await proposal.state()).to.equal(State.Succeeded);
      });
    });

    context("given nobody had anything at stake", () => {
      const withoutStake = async (silent?: number) => {
        const world = await aGovernor();
        const terms = provisions().map((each, at) => (at === silent ? { ...each, value: 0 } : each));
        const governor = await world.factory.deploy(world.terms, terms);
        for (const [index, citizen] of world.citizens.entries())
          await world.stakes.setElector(index + 1, citizen, 0, 0);
        await world.stakes.setTotal(0);
        const proposal = new Proposal(governor, world.citizens[0], [world.post(7)]);
        await proposal.propose();
        return { ...world, governor, proposal };
      };

      it("carries what the citizens carry", async () => {
        const { governor, proposal, citizens } = await withoutStake();
        expect((await governor.houses(proposal.id)).stake.carried).to.equal(false);
        await proposal.open();
        await proposal.voteAll(citizens.slice(0, 4), inFavour);
        expect((await governor.houses(proposal.id)).stake.carried).to.equal(true);
        await proposal.close();
        expect(await proposal.state()).to.equal(State.Succeeded);
      });

      it("carries nothing that the citizens do not", async () => {
        const { proposal, citizens } = await withoutStake();
        await proposal.open();
        await proposal.voteAll(citizens.slice(0, 2), inFavour);
        await proposal.voteAll(citizens.slice(2, 4), against);
        await proposal.close();
        expect(await proposal.state()).to.equal(State.Defeated);
      });

      it("carries nothing where the citizens have no say", async () => {
        const { governor, proposal } = await withoutStake(5);
        await proposal.open();
        expect((await governor.houses(proposal.id)).stake.carried).to.equal(false);
        await proposal.close();
        expect(await proposal.state()).to.equal(State.Defeated);
      });
    });

    it("needs two thirds for a constitutional proposal", async () => {
      const { governor, citizens, constitution } = await loadFixture(aGovernor);
      const calls = [{ target: constitution.target as string, data: "0x12345678" }];
      for (const [text, yes, expected] of [
        ["six of nine", 6, State.Succeeded],
        ["six of ten", 6, State.Defeated],
      ] as const) {
        const proposal = new Proposal(governor, citizens[0], calls, text);
        await proposal.propose();
        await proposal.open();
        await proposal.voteAll(citizens.slice(0, yes), inFavour);
        await proposal.voteAll(citizens.slice(yes, text === "six of nine" ? 9 : 10), against);
        await proposal.close();
        expect(await proposal.state(), text).to.equal(expected);
      }
    });

    it("does not exist before it is proposed", async () => {
      const { governor } = await loadFixture(aGovernor);
      await expect(governor.state(1))
        .to.be.revertedWithCustomError(governor, "GovernorNonexistentProposal")
        .withArgs(1);
    });

    context("given a carried proposal that nobody queues", () => {
      it("expires after the grace period, and not a second earlier", async () => {
        const { governor, proposal, citizens } = await loadFixture(anOpenVote);
        await proposal.voteAll(citizens, inFavour);
        const last = (await governor.proposalDeadline(proposal.id)) + (await governor.GRACE_PERIOD());
        await time.increaseTo(last);
        expect(await proposal.state()).to.equal(State.Succeeded);
        await time.increaseTo(last + 1n);
        expect(await proposal.state()).to.equal(State.Expired);
        await expect(proposal.queue())
          .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
          .withArgs(proposal.id, State.Expired, bitmapOf(State.Succeeded));
      });
    });

    context("given a queued proposal that nobody executes", () => {
      it("expires after the grace period, and not a second earlier", async () => {
        const { governor, proposal } = await loadFixture(aQueuedProposal);
        const last = (await governor.proposalEta(proposal.id)) + (await governor.GRACE_PERIOD());
        await time.increaseTo(last);
        expect(await proposal.state()).to.equal(State.Queued);
        await time.increaseTo(last + 1n);
        expect(await proposal.state()).to.equal(State.Expired);
        await expect(proposal.execute())
          .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
          .withArgs(proposal.id, State.Expired, bitmapOf(State.Queued));
      });
    });
  });

  describe("a late quorum", () => {
    const lateVote = async (secondsLeft: number) => {
      const world = await anOpenVote();
      const deadline = await world.governor.proposalDeadline(world.proposal.id);
      await world.proposal.vote(world.citizens[0], inFavour);
      const at = deadline - BigInt(secondsLeft);
      await time.setNextBlockTimestamp(at);
      const sent = await world.proposal.vote(world.citizens[1], inFavour);
      return { ...world, deadline, at, sent };
    };

    it("prolongs the vote by the extension", async () => {
      const { governor, proposal, at, sent } = await lateVote(extension - 1);
      await expect(sent)
        .to.emit(governor, "ProposalExtended")
        .withArgs(proposal.id, at + BigInt(extension));
      expect(await governor.proposalDeadline(proposal.id)).to.equal(at + BigInt(extension));
    });

    it("does not prolong when the extension would end with the vote", async () => {
      const { governor, proposal, deadline, sent } = await lateVote(extension);
      await expect(sent).not.to.emit(governor, "ProposalExtended");
      expect(await governor.proposalDeadline(proposal.id)).to.equal(deadline);
    });

    it("prolongs once only", async () => {
      const { governor, proposal, citizens, at } = await lateVote(100);
      await time.setNextBlockTimestamp(at + BigInt(extension));
      await expect(proposal.vote(citizens[2], inFavour)).not.to.emit(governor, "ProposalExtended");
      expect(await governor.proposalDeadline(proposal.id)).to.equal(at + BigInt(extension));
    });

    it("does not prolong while the quorum is still missing", async () => {
      const { governor, proposal, citizens } = await loadFixture(anOpenVote);
      const deadline = await governor.proposalDeadline(proposal.id);
      await time.setNextBlockTimestamp(deadline);
      await expect(proposal.vote(citizens[0], inFavour)).not.to.emit(governor, "ProposalExtended");
    });

    it("keeps the extension that was fixed with the proposal, in whole minutes rounded up", async () => {
      const { governor, citizens, post } = await loadFixture(aGovernor);
      await governor.setProvision(ethers.encodeBytes32String("lateQuorumExtension"), 61);
      const proposal = new Proposal(governor, citizens[0], [post(1)]);
      await proposal.propose();
      await governor.setProvision(ethers.encodeBytes32String("lateQuorumExtension"), 0);
      await proposal.open();
      await proposal.vote(citizens[0], inFavour);
      const deadline = await governor.proposalDeadline(proposal.id);
      await time.setNextBlockTimestamp(deadline);
      await proposal.vote(citizens[1], inFavour);
      expect(await governor.proposalDeadline(proposal.id)).to.equal(deadline + 120n);
    });
  });

  describe("queue() and execute()", () => {
    it("executes through the timelock after its delay", async () => {
      const { governor, proposal, board } = await loadFixture(aQueuedProposal);
      await proposal.mature();
      await expect(proposal.execute()).to.emit(governor, "ProposalExecuted").withArgs(proposal.id);
      expect(await board.notice()).to.equal(7);
      expect(await proposal.state()).to.equal(State.Executed);
    });

    it("is not executed a second before the timelock's delay is over", async () => {
      const { timelock, proposal, governor } = await loadFixture(aQueuedProposal);
      const queuedAt = BigInt(await time.latest());
      const eta = await governor.proposalEta(proposal.id);
      expect(eta).to.equal(queuedAt + BigInt(timelockDelay));
      await time.setNextBlockTimestamp(eta - 1n);
      await expect(proposal.execute()).to.be.revertedWithCustomError(timelock, "TimelockUnexpectedOperationState");
    });

    it("cannot be executed around the governor", async () => {
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

    it("does nothing at all if one call fails", async () => {
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

    it("lets nobody else change them", async () => {
      const { governor, stranger } = await loadFixture(aGovernor);
      await expect(governor.connect(stranger).setProvision(ethers.encodeBytes32String("votingDelay"), days(3)))
        .to.be.revertedWithCustomError(governor, "AccessManagedUnauthorized")
        .withArgs(stranger.address);
    });
  });

  describe("updateTimelock()", () => {
    it("is refused to everybody", async () => {
      const { governor, stranger } = await loadFixture(aGovernor);
      await expect(governor.updateTimelock(stranger))
        .to.be.revertedWithCustomError(governor, "NationGovernor_TimelockIsFixed")
        .withArgs(stranger.address);
    });

    it("is refused to the government", async () => {
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

  describe("cancel()", () => {
    it("is the proposer's right until the vote opens", async () => {
      const { proposal } = await loadFixture(aProposal);
      await proposal.cancel();
      expect(await proposal.state()).to.equal(State.Canceled);
    });

    it("is nobody else's", async () => {
      const { governor, proposal, citizens } = await loadFixture(aProposal);
      await expect(proposal.cancel(citizens[1]))
        .to.be.revertedWithCustomError(governor, "GovernorUnableToCancel")
        .withArgs(proposal.id, citizens[1].address);
    });

    it("is over once the vote is open", async () => {
      const { governor, proposal, citizens } = await loadFixture(anOpenVote);
      await expect(proposal.cancel())
        .to.be.revertedWithCustomError(governor, "GovernorUnableToCancel")
        .withArgs(proposal.id, citizens[0].address);
    });
  });
});
