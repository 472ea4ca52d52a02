import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { admitAll, foundingCitizens } from "../../fixtures/citizenship";

/** Three founding citizens, and Dot, citizen 4, whose vote sleeps. */
async function aNewcomer() {
  const world = await foundingCitizens(3);
  await world.citizenship.connect(world.government).allowAdmissions(10);
  await admitAll(world, [world.people[3]]);
  const { wakesAt } = await world.citizenship.citizen(4);
  return { ...world, wakesAt };
}

describe("Citizenship", () => {
  describe("waitsUntil()", () => {
    it("is when the vote of a newcomer wakes", async () => {
      const { citizenship, wakesAt } = await loadFixture(aNewcomer);
      expect(await citizenship.waitsUntil(4)).to.equal(wakesAt);
    });

    it("is the same while a challenge keeps the vote asleep", async () => {
      const { citizenship, justice, wakesAt } = await loadFixture(aNewcomer);
      await citizenship.connect(justice).keepAsleep(4, true);
      expect(await citizenship.waitsUntil(4)).to.equal(wakesAt);
    });

    it("is the moment of coming in for a founding citizen, who never waits", async () => {
      const { citizenship } = await loadFixture(aNewcomer);
      expect(await citizenship.waitsUntil(1)).to.equal((await citizenship.citizen(1)).since);
    });
  });
});
