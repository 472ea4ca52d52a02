import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import type { BaseContract } from "ethers";
import { ethers } from "hardhat";
import { DAY } from "../../fixtures/citizenship";
import { against, inFavour, Proposal, State, type Call } from "../../fixtures/governance";
import { impersonated } from "../../fixtures/money";
import { foundNation } from "../../fixtures/nation";

// Only functions with a mark were asked whether they take power back: so whoever was to lose an accreditation, a budget or an adapter
// by an unmarked one kept it, with a tenth of the stake.
describe("Attack: who is to lose a power objects with stake", () => {
  async function aGang() {
    const world = await foundNation(12, { institutions: { admissions: true, attestations: true, residency: true } });
    const { citizens, coin, stake, timelock, treasury, governor } = world;
    const government = await impersonated(await timelock.getAddress());
    const gang = citizens.slice(0, 3);
    for (let id = 1; id <= 3; ++id) await world.admissions.connect(government).accredit(id);
    await treasury.connect(government).openBudget({
      purpose: "Office",
      spender: gang[0],
      asset: ethers.ZeroAddress,
      ceiling: 1n,
      period: 30n * DAY,
      until: BigInt(await time.latest()) + 300n * DAY,
    });
    for (const one of gang) {
      await coin.connect(one)["transferAndCall(address,uint256)"](stake, await coin.balanceOf(one));
    }
    const decide = async (call: Call) => {
      const proposal = new Proposal(governor, citizens[3], [call]);
      await proposal.propose();
      await proposal.open();
      await proposal.voteAll(citizens.slice(3), inFavour);
      await proposal.voteAll(gang, against);
      return proposal.close();
    };
    return { ...world, decide };
  }

  const callOf = (contract: BaseContract, name: string, args: readonly unknown[]): Call => ({
    target: contract.target as string,
    data: contract.interface.encodeFunctionData(name, args),
  });

  for (const [what, pick] of [
    ["the dismissal of a validator", ({ admissions }) => callOf(admissions, "dismiss", [1])],
    ["the rejection of an adapter", ({ admissions }) => callOf(admissions, "rejectProof", [ethers.ZeroAddress])],
    ["the end of a budget", ({ treasury }) => callOf(treasury, "closeBudget", [1])],
    ["the disowning of an attester", ({ attestations }) => callOf(attestations, "disown", [1, 1, ethers.ZeroHash])],
    ["the end of an accreditation", ({ attestations }) => callOf(attestations, "accredit", [1, 1, 1])],
    ["the end of a residency", ({ residency }) => callOf(residency, "revokeResidency", [1, 0, "Gone"])],
  ] as [string, (world: Awaited<ReturnType<typeof aGang>>) => Call][]) {
    it(`fails against ${what}`, async () => {
      const world = await loadFixture(aGang);
      const proposal = await world.decide(pick(world));
      const [, house] = await world.governor.houses(proposal.id);
      expect(house.hasSay).to.equal(false);
      expect(await proposal.state()).to.equal(State.Succeeded);
    });
  }

  it("leaves the stake house its say where a foreign contract is paid that says the same of itself", async () => {
    const { governor, citizens, stranger } = await loadFixture(aGang);
    const proposal = new Proposal(governor, citizens[3], [{ target: stranger.address, data: "0x", value: 1n }]);
    await proposal.propose();
    const [, house] = await governor.houses(proposal.id);
    expect(house.hasSay).to.equal(true);
  });
});
