import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { DAY, DOSSIER, waitUntil } from "../../fixtures/citizenship";
import { against, inFavour, Proposal, State } from "../../fixtures/governance";
import { foundNation } from "../../fixtures/nation";

// Objections are reckoned on all stake: so coin of whoever cannot vote, a newcomer or a citizen who lapsed, silenced the stake house.
describe("Attack: stake that cannot vote drowns objections", () => {
  async function aNationOfEight() {
    const world = await foundNation(8, {
      coin: { genesis: { perCitizen: 1000, treasury: 1000 } },
      offices: [{ role: "registrar", citizen: "Citizen 1" }],
    });
    const { coin, stake, citizens, nation } = world;
    const each = (await coin.balanceOf(citizens[0])) / 10n;
    for (const citizen of citizens.slice(0, 3)) {
      await coin.connect(citizen)["transferAndCall(address,uint256)"](stake, each);
    }
    const call = {
      target: nation.target as string,
      data: nation.interface.encodeFunctionData("setMotto", ["Anything"]),
    };
    const vote = async () => {
      const proposal = new Proposal(world.governor, citizens[4], [call]);
      await proposal.propose();
      await proposal.open();
      await proposal.voteAll(citizens.slice(3, 7), inFavour);
      await proposal.voteAll(citizens.slice(0, 3), against);
      return proposal.close();
    };
    return { ...world, each, vote };
  }

  it("fails by a newcomer, who stakes nothing before the vote has woken", async () => {
    const { citizenship, coin, stake, citizens, stranger, vote } = await loadFixture(aNationOfEight);
    await citizenship.connect(stranger).requestAdmission(DOSSIER);
    await citizenship.connect(citizens[0]).admit(stranger);
    for (const citizen of citizens.slice(3, 8)) {
      await coin.connect(citizen).transfer(stranger, await coin.balanceOf(citizen));
    }
    await expect(
      coin.connect(stranger)["transferAndCall(address,uint256)"](stake, await coin.balanceOf(stranger)),
    ).to.be.revertedWithCustomError(stake, "Stake_MayNotVote");
    expect(await (await vote()).state()).to.equal(State.Defeated);
  });

  it("fails by a citizen whose term is over for a week: anyone unstakes the coin", async () => {
    const { citizenship, coin, stake, citizens, stranger, vote } = await loadFixture(aNationOfEight);
    const whale = citizens[7];
    for (const citizen of citizens.slice(3, 7)) {
      await coin.connect(citizen).transfer(whale, await coin.balanceOf(citizen));
    }
    await coin.connect(whale)["transferAndCall(address,uint256)"](stake, await coin.balanceOf(whale));
    const end = await citizenship.endTime(1);
    await waitUntil(end - 10n * DAY);
    for (const citizen of citizens.slice(0, 7)) await citizenship.connect(citizen).renewOwn();
    await waitUntil(end + 7n * DAY);
    await stake.connect(stranger).unstakeEnded(8);
    expect(await (await vote()).state()).to.equal(State.Defeated);
  });
});
