import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { DAY, DOSSIER } from "../../fixtures/citizenship";
import { inFavour, Proposal, State } from "../../fixtures/governance";
import { nation } from "../../fixtures/institutions";

// Ten people were invited. The first of them to accept was a nation of one, and owned it eight days later.
describe("Attack: the first to accept an invitation owns the nation", () => {
  /** A nation by the charter's defaults that was handed over to its government. All founding citizens are invited. */
  async function anInvitedNationOf(count: number) {
    const [, stranger, ...people] = await ethers.getSigners();
    const founders = people.slice(0, count);
    const world = await nation({
      only: ["constitution", "citizenship", "coin", "stake", "treasury", "timelock", "governor"],
      stub: { passport: "PassportStub" },
      founding: { citizens: founders.length, window: 7n * DAY },
    });
    const { authority, citizenship, timelock, government } = world;
    const foundedAt = BigInt(await time.latest());
    await citizenship.connect(government).inviteFounders(founders, foundedAt + 90n * DAY);
    await authority.grantRole(0, timelock, 0);
    const board = await ethers.deployContract("Noticeboard");
    const call = { target: board.target as string, data: board.interface.encodeFunctionData("post", [7]) };
    return { ...world, stranger, founders, foundedAt, call };
  }

  const anInvitedNation = () => anInvitedNationOf(10);

  type World = Awaited<ReturnType<typeof anInvitedNationOf>>;

  const accept = async ({ citizenship, founders }: World, count: number) => {
    for (const founder of founders.slice(0, count)) await citizenship.connect(founder).requestAdmission(DOSSIER);
  };

  const proposalOf = ({ governor, founders, call }: World) => new Proposal(governor, founders[0], [call], "Mine");

  it("cannot propose while the founding window runs", async () => {
    const world = await loadFixture(anInvitedNation);
    await accept(world, 1);
    await expect(proposalOf(world).propose())
      .to.be.revertedWithCustomError(world.governor, "NationGovernor_NotOpen")
      .withArgs(true, false);
  });

  it("cannot propose after the window with three others, though nobody else comes", async () => {
    const world = await loadFixture(anInvitedNation);
    await accept(world, 4);
    await time.increaseTo(world.foundedAt + 60n * DAY);
    await expect(proposalOf(world).propose())
      .to.be.revertedWithCustomError(world.governor, "NationGovernor_NotOpen")
      .withArgs(true, false);
  });

  for (const [named, accepted] of [
    [2, 1],
    [3, 2],
    [4, 2],
  ]) {
    it(`cannot propose with ${accepted} of ${named} in, however long ago the window ended`, async () => {
      const world = await anInvitedNationOf(named);
      await accept(world, accepted);
      await time.increaseTo(world.foundedAt + 60n * DAY);
      await expect(proposalOf(world).propose())
        .to.be.revertedWithCustomError(world.governor, "NationGovernor_NotOpen")
        .withArgs(true, false);
    });
  }

  it("finds no treasury to take: it refuses money until the nation is open", async () => {
    const { treasury, stranger } = await loadFixture(anInvitedNation);
    await expect(stranger.sendTransaction({ to: treasury, value: 5n }))
      .to.be.revertedWithCustomError(treasury, "Treasury_NotOpen")
      .withArgs(stranger, 5n);
  });

  context("given half of the invited accepted, and the window is over", () => {
    async function aHalfFoundedNation() {
      const world = await anInvitedNation();
      await accept(world, 5);
      await time.increaseTo(world.foundedAt + 7n * DAY);
      return world;
    }

    it("counts each open invitation as a citizen of the quorum's base", async () => {
      const { citizenship } = await loadFixture(aHalfFoundedNation);
      const now = await time.latest();
      await time.increase(1);
      expect(await citizenship.quorumBase(now)).to.equal(10n);
    });

    for (const [voters, state, outcome] of [
      [2, State.Defeated, "defeats an ordinary proposal with two votes for"],
      [
        3,
        State.Succeeded,
        "lets an ordinary proposal succeed with three votes for, the least of any nation of this size",
      ],
    ] as const) {
      it(outcome, async () => {
        const world = await loadFixture(aHalfFoundedNation);
        const proposal = proposalOf(world);
        await proposal.propose();
        await proposal.open();
        await proposal.voteAll(world.founders.slice(0, voters), inFavour);
        await proposal.close();
        expect(await proposal.state()).to.equal(state);
      });
    }

    it("lets who accepts late vote at once", async () => {
      const world = await loadFixture(aHalfFoundedNation);
      const { citizenship, governor, founders } = world;
      await citizenship.connect(founders[9]).requestAdmission(DOSSIER);
      const proposal = proposalOf(world);
      await proposal.propose();
      await proposal.open();
      await expect(governor.connect(founders[9]).castVote(proposal.id, inFavour)).to.emit(governor, "BallotCounted");
    });
  });
});
