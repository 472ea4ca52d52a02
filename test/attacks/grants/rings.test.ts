import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aNationWith, COIN, COUNTED, POT } from "../../unit/grants/world";

const PEOPLE = 20;
const RINGS_PROJECTS = 8;

/** A round of twenty donors, in which so many are a ring: the ring's members registered the first eight projects, others the last eight. */
async function aRing(ring: number, itsProjects: number) {
  const world = await aNationWith({}, true, PEOPLE);
  const { grants, register, give } = world;
  await grants.collect(1);
  await grants.openRound();
  for (let citizenId = 1; citizenId <= 16; ++citizenId) await register(citizenId);
  for (let citizenId = 1; citizenId <= ring; ++citizenId) {
    for (let projectId = 1; projectId <= itsProjects; ++projectId)
      await give(citizenId, projectId, COUNTED / BigInt(itsProjects));
  }
  // Honest people give less than they could, each to two of eight projects.
  for (let citizenId = ring + 1; citizenId <= PEOPLE; ++citizenId) {
    await give(citizenId, RINGS_PROJECTS + 1 + (citizenId % 8), 10n * COIN);
    await give(citizenId, RINGS_PROJECTS + 1 + ((citizenId * 3 + 1) % 8), 5n * COIN);
  }
  const shares = await Promise.all(
    Array.from({ length: itsProjects }, async (_, index) => {
      const { matching, weight } = await grants.projectOf(index + 1);
      return { matching, weight };
    }),
  );
  const { weight } = await grants.roundOf(1);
  return {
    ...world,
    matching: shares.reduce((sum, one) => sum + one.matching, 0n),
    byWeight: (POT * shares.reduce((sum, one) => sum + one.weight, 0n)) / weight,
  };
}

const tenth = () => aRing(2, 1);
const fifth = () => aRing(4, 1);
const third = () => aRing(6, 1);
const many = () => aRing(8, 1);
const manyOverEight = () => aRing(8, RINGS_PROJECTS);

// By weight alone, people who give each other what counts take nearly all from those who give as they like.
describe("Attack: a ring of citizens gives to its own project", () => {
  for (const [percent, world] of [
    [10n, tenth],
    [20n, fifth],
    [30n, third],
    [40n, many],
  ] as const) {
    // Checks GRANT-2.
    it(`gets ${percent} % of the pot at most as ${percent} % of the donors`, async () => {
      const { matching, byWeight } = await loadFixture(world);
      expect(byWeight > matching).to.equal(true);
      expect(matching).to.equal((POT * percent) / 100n);
    });
  }

  it("leaves back what 40 % would get by weight alone: three quarters of the pot", async () => {
    const { byWeight } = await loadFixture(many);
    expect(byWeight > (POT * 3n) / 4n).to.equal(true);
  });

  // Checks GRANT-2.
  it("gets no more by eight projects: a head is split over them", async () => {
    const { matching, byWeight } = await loadFixture(manyOverEight);
    expect(byWeight > (POT * 3n) / 4n).to.equal(true);
    expect(matching).to.equal((POT * 40n) / 100n);
  });
});
