import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { DAY, foundingCitizens, moveTo, nextAt, now, waitUntil } from "../../fixtures/citizenship";

// Recovery gave the votes of dormant citizens to new accounts, which voted at once.
describe("Attack: a captured recovery takes dormant citizenships, to vote with them", () => {
  async function aMove() {
    const world = await foundingCitizens(10);
    const [ann, ben] = world.people;
    await world.citizenship.connect(ann).delegate(ben);
    const thief = world.people[20];
    await moveTo(world, 1, thief);
    return { ...world, ann, ben, thief, movedAt: await now(), wakesAt: (await world.citizenship.citizen(1)).wakesAt };
  }

  it("fails: the vote sleeps for the waiting period", async () => {
    const { citizenship, thief, movedAt, wakesAt } = await loadFixture(aMove);
    expect(wakesAt - movedAt).to.be.greaterThanOrEqual(30n * DAY);
    await waitUntil(wakesAt - 1n);
    expect(await citizenship.voterOf(thief, movedAt)).to.deep.equal([0n, 0n]);
  });

  it("fails by waking it before", async () => {
    const { citizenship, thief, wakesAt } = await loadFixture(aMove);
    await nextAt(wakesAt - 1n);
    await expect(citizenship.connect(thief).wake(1))
      .to.be.revertedWithCustomError(citizenship, "Citizenship_VoteAsleep")
      .withArgs(1n, wakesAt);
  });

  it("fails by a challenge of it that ends: it wakes no sooner", async () => {
    const { citizenship, justice, thief, movedAt } = await loadFixture(aMove);
    await expect(citizenship.connect(justice).keepAsleep(1, true)).not.to.emit(citizenship, "CitizenKeptAsleep");
    await citizenship.connect(justice).keepAsleep(1, false);
    await waitUntil(movedAt + 10n);
    expect(await citizenship.voterOf(thief, movedAt)).to.deep.equal([0n, 0n]);
  });

  it("takes no delegation to somebody else meanwhile", async () => {
    const { citizenship, thief, people } = await loadFixture(aMove);
    await expect(citizenship.connect(thief).delegate(people[5])).to.be.revertedWithCustomError(
      citizenship,
      "Citizenship_VoteAsleep",
    );
  });
});
