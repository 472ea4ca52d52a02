import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { DAY, waitUntil } from "../../fixtures/citizenship";
import { against, inFavour, Proposal, State } from "../../fixtures/governance";
import { foundNation } from "../../fixtures/nation";

// In the minute after a term's end anyone unstaked for a citizen who renewed at once, and whose objection weighed nothing.
describe("Attack: the stake of those who object is taken off in the minute after their terms", () => {
  async function aNationOfEight() {
    const world = await foundNation(8, { coin: { genesis: { perCitizen: 1000, treasury: 1000 } } });
    const { citizenship, coin, stake, citizens, nation } = world;
    for (const citizen of citizens.slice(0, 3)) {
      await coin.connect(citizen)["transferAndCall(address,uint256)"](stake, (await coin.balanceOf(citizen)) / 10n);
    }
    const end = await citizenship.endTime(1);
    await waitUntil(end - 10n * DAY);
    for (const citizen of citizens.slice(3)) await citizenship.connect(citizen).renewOwn();
    const call = {
      target: nation.target as string,
      data: nation.interface.encodeFunctionData("setMotto", ["Anything"]),
    };
    return { ...world, end, call };
  }

  it("fails within a week: what is staked votes on", async () => {
    const { citizenship, governor, stake, stranger, citizens, end, call } = await loadFixture(aNationOfEight);
    await waitUntil(end);
    for (const citizenId of [1, 2, 3]) {
      await expect(stake.connect(stranger).unstakeEnded(citizenId))
        .to.be.revertedWithCustomError(stake, "Stake_StillHeld")
        .withArgs(citizenId, citizens[citizenId - 1]);
    }
    for (const citizen of citizens.slice(0, 3)) await citizenship.connect(citizen).renewOwn();
    const proposal = new Proposal(governor, citizens[4], [call]);
    await proposal.propose();
    await proposal.open();
    await proposal.voteAll(citizens.slice(3, 7), inFavour);
    await proposal.voteAll(citizens.slice(0, 3), against);
    await proposal.close();
    expect(await proposal.state()).to.equal(State.Defeated);
  });
});
