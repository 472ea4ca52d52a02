import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { roles } from "../../../sdk/src/core/roles";
import { DAY, now } from "../../fixtures/citizenship";
import { against, inFavour, Proposal, State } from "../../fixtures/governance";
import { foundNation } from "../../fixtures/nation";

// A registrar with a tenth of the stake, and two friends, blocked the own dismissal for a month, until puppets voted on it.
describe("Attack: a captured registrar objects to the own dismissal", () => {
  async function aGang() {
    const world = await foundNation(12, { offices: [{ role: "registrar", citizen: "Citizen 1" }] });
    const { citizens, coin, stake, constitution, citizenship, nation, governor } = world;
    const gang = citizens.slice(0, 3);
    for (const one of gang) {
      await coin.connect(one)["transferAndCall(address,uint256)"](stake, await coin.balanceOf(one));
    }
    const encode = {
      dismissal: {
        target: constitution.target as string,
        data: constitution.interface.encodeFunctionData("dismiss", [roles.registrar, 1n]),
      },
      halt: {
        target: citizenship.target as string,
        data: citizenship.interface.encodeFunctionData("haltAdmissions", [(await now()) + 80n * DAY]),
      },
      motto: { target: nation.target as string, data: nation.interface.encodeFunctionData("setMotto", ["Ours"]) },
    };
    const decide = async (calls: readonly (keyof typeof encode)[]) => {
      const proposal = new Proposal(
        governor,
        citizens[3],
        calls.map((call) => encode[call]),
      );
      await proposal.propose();
      await proposal.open();
      await proposal.voteAll(citizens.slice(3, 9), inFavour);
      await proposal.voteAll(gang, against);
      return proposal.close();
    };
    return { ...world, decide };
  }

  for (const calls of [["dismissal"], ["halt"], ["dismissal", "halt"]] as const) {
    it(`fails against a ${calls.join(" and a ")}: taking power back needs no consent of stake`, async () => {
      const { governor, decide } = await loadFixture(aGang);
      const proposal = await decide(calls);
      const [, house] = await governor.houses(proposal.id);
      expect(house.hasSay).to.equal(false);
      expect(await proposal.state()).to.equal(State.Succeeded);
    });
  }

  for (const calls of [["motto"], ["dismissal", "motto"]] as const) {
    it(`leaves the stake house its say on a ${calls.join(" with a ")}`, async () => {
      const { governor, decide } = await loadFixture(aGang);
      const proposal = await decide(calls);
      const [, house] = await governor.houses(proposal.id);
      expect([house.hasSay, house.objects]).to.deep.equal([true, true]);
      expect(await proposal.state()).to.equal(State.Defeated);
    });
  }
});
