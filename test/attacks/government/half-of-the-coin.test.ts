import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { against, inFavour, Proposal, SecondVote, State } from "../../fixtures/governance";
import { nation } from "../../fixtures/institutions";
import { coins, DAY } from "../../fixtures/money";

const STAKE = coins(1_000);

// Checks ELECT-2 and HOUSE-1.
describe("Attack: somebody with 51 % of the coin governs", () => {
  /** Twelve citizens by the charter's defaults; the first has 51 % of all stake, and the others share the rest. */
  async function aNationWithAMagnate() {
    const [, magnate, ...others] = (await ethers.getSigners()).slice(0, 13);
    const world = await nation({
      only: ["constitution", "timelock", "governor"],
      stub: { citizenship: "CitizenshipStub", stake: "CitizenshipStub" },
    });
    const { citizenship, stake, governor, constitution } = world;
    for (const [index, citizen] of [magnate, ...others].entries()) {
      await citizenship.setVoter(index + 1, citizen, 1);
      await stake.setVoter(index + 1, citizen, index === 0 ? (STAKE * 51n) / 100n : (STAKE * 49n) / 1_100n);
    }
    await citizenship.setTotal(12);
    await stake.setTotal(STAKE);
    const board = await ethers.deployContract("Noticeboard");
    const calls = {
      ordinary: { target: board.target as string, data: board.interface.encodeFunctionData("post", [7]) },
      constitutional: {
        target: constitution.target as string,
        data: constitution.interface.encodeFunctionData("labelRole", [77, "office"]),
      },
    };
    /** A proposal on which these vote, whose vote is over. */
    const decide = async (kind: keyof typeof calls, votes: { for: Signers; against: Signers }) => {
      const proposal = new Proposal(governor, magnate, [calls[kind]], `Decide ${kind}`);
      await proposal.propose();
      await proposal.open();
      await proposal.voteAll(votes.for, inFavour);
      await proposal.voteAll(votes.against, against);
      return proposal.close();
    };
    return { ...world, magnate, others, calls, decide };
  }

  type Signers = Awaited<ReturnType<typeof ethers.getSigners>>;

  for (const kind of ["ordinary", "constitutional"] as const) {
    context(`given an ${kind} decision`.replace("an c", "a c"), () => {
      it("carries nothing alone, though nobody else votes", async () => {
        const { decide, magnate } = await loadFixture(aNationWithAMagnate);
        const proposal = await decide(kind, { for: [magnate], against: [] });
        expect(await proposal.state()).to.equal(State.Defeated);
      });

      it("does not block alone what the citizens carry", async () => {
        const { decide, magnate, others } = await loadFixture(aNationWithAMagnate);
        const proposal = await decide(kind, { for: others, against: [magnate] });
        expect(await proposal.state()).to.equal(State.Succeeded);
      });

      it("does not block with one other citizen", async () => {
        const { decide, magnate, others } = await loadFixture(aNationWithAMagnate);
        const proposal = await decide(kind, { for: others.slice(1), against: [magnate, others[0]] });
        expect(await proposal.state()).to.equal(State.Succeeded);
      });

      it("blocks with two other citizens who have stake, until the citizens decide alone after 30 days", async () => {
        const { governor, decide, magnate, others } = await loadFixture(aNationWithAMagnate);
        const objectors = [magnate, ...others.slice(0, 2)];
        const blocked = await decide(kind, { for: others.slice(2), against: objectors });
        expect(await blocked.state()).to.equal(State.Defeated);

        await time.increase(30 * DAY);
        const second = new SecondVote(blocked, others[2]);
        await second.propose();
        const again = second.id;
        await time.increaseTo((await governor.proposalSnapshot(again)) + 1n);
        for (const citizen of others.slice(2)) await governor.connect(citizen).castVote(again, inFavour);
        for (const citizen of objectors) await governor.connect(citizen).castVote(again, against);
        await time.increaseTo((await governor.proposalDeadline(again)) + 1n);
        expect(await governor.state(again)).to.equal(State.Succeeded);
      });
    });
  }
});
