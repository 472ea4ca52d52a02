import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { roles } from "../../../sdk/src/core/roles";
import { DAY, now, waitUntil } from "../../fixtures/citizenship";
import { inFavour, Proposal, State } from "../../fixtures/governance";
import { foundNation } from "../../fixtures/nation";

// Nobody else was counted while the first one back proposed, voted and executed: so one of twelve emptied half of the treasury.
describe("Attack: of a nation that lapsed, the first to come back decides everything alone", () => {
  async function aReturn() {
    const world = await foundNation(12);
    const { citizenship, citizens, founder, treasury, stranger } = world;
    await founder.sendTransaction({ to: treasury, value: ethers.parseEther("100") });
    const end = await citizenship.endTime(1);
    await waitUntil(end + 1n);
    await citizenship.connect(stranger).markLapsed(Array.from({ length: 12 }, (_, index) => index + 1));
    await waitUntil(end + 200n * DAY);
    const one = citizens[4];
    await citizenship.connect(one).renewOwn();
    /** Others come back, too, and all of them are woken after the waiting period. */
    const comeBack = async (companions: typeof citizens) => {
      for (const companion of companions) await citizenship.connect(companion).renewOwn();
      await time.increase(31n * DAY);
      for (const voter of [one, ...companions]) await citizenship.wake(await citizenship.citizenOf(voter));
      await time.increase(1);
      return [one, ...companions];
    };
    return { ...world, one, comeBack };
  }

  it("fails at once: whoever comes back sleeps the waiting period, and proposes nothing", async () => {
    const { governor, nation, one } = await loadFixture(aReturn);
    const call = {
      target: nation.target as string,
      data: nation.interface.encodeFunctionData("setMotto", ["Mine"]),
    };
    await expect(new Proposal(governor, one, [call]).propose()).to.be.revertedWithCustomError(
      governor,
      "GovernorInsufficientProposerVotes",
    );
  });

  for (const [what, companions] of [
    ["alone", 0],
    ["with a second one", 1],
  ] as const) {
    it(`fails ${what}: all who may still come back count in the quorum`, async () => {
      const { governor, constitution, treasury, citizens, stranger, one, comeBack } = await loadFixture(aReturn);
      const voters = await comeBack(citizens.slice(0, companions));
      const back = await now();
      const half = [ethers.ZeroAddress, stranger.address, ethers.parseEther("50"), "mine"] as const;
      const proposal = new Proposal(governor, one, [
        {
          target: treasury.target as string,
          data: treasury.interface.encodeFunctionData("payConstitutionally", [...half]),
        },
        {
          target: constitution.target as string,
          data: constitution.interface.encodeFunctionData("appoint", [roles.registrar, 5n, back + 1_000n * DAY]),
        },
      ]);
      await proposal.propose();
      await proposal.open();
      await proposal.voteAll(voters, inFavour);
      await proposal.close();
      const [house] = await governor.houses(proposal.id);
      expect(house.electorate).to.equal(12n);
      expect(await proposal.state()).to.equal(State.Defeated);
    });
  }

  it("leaves a nation alive of which three come back", async () => {
    const { governor, nation, citizens, one, comeBack } = await loadFixture(aReturn);
    const voters = await comeBack(citizens.slice(0, 2));
    const call = {
      target: nation.target as string,
      data: nation.interface.encodeFunctionData("setMotto", ["We are back"]),
    };
    const proposal = new Proposal(governor, one, [call]);
    await proposal.pass(voters);
    expect(await proposal.state()).to.equal(State.Succeeded);
  });
});
