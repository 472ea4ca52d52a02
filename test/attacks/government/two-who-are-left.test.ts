import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { DAY } from "../../fixtures/citizenship";
import { harmlessCalls, Proposal, State } from "../../fixtures/governance";
import { foundNation } from "../../fixtures/nation";

// Whoever lapsed counted for ever where fewer than three were left: so two who had renewed for years decided nothing any more.
describe("Attack: a nation that its dead outvote", () => {
  for (const total of [4, 12, 30]) {
    async function twoOfThem() {
      const world = await foundNation(total);
      const { citizenship, citizens, constitution, governor } = world;
      const two = citizens.slice(0, 2);
      const ids = citizens.map((_, index) => index + 1);
      const year = async () => {
        await time.increase(300n * DAY);
        for (const one of two) await citizenship.connect(one).renewOwn();
        await citizenship.markLapsed(ids);
      };
      const decide = async () => {
        const { ordinary } = await harmlessCalls(constitution);
        const proposal = new Proposal(governor, two[0], [ordinary], `In ${await time.latest()}`);
        await proposal.pass(two);
        return proposal.state();
      };
      return { ...world, year, decide };
    }

    it(`waits for the others, of ${total}, as long as these may be on their way`, async () => {
      const { year, decide } = await loadFixture(twoOfThem);
      await year();
      await year();
      expect(await decide()).to.equal(State.Defeated);
    });

    it(`obeys the two who are left of ${total} in the end`, async () => {
      const { year, decide } = await loadFixture(twoOfThem);
      for (let passed = 0; passed < 4; ++passed) await year();
      expect(await decide()).to.equal(State.Succeeded);
    });
  }
});
