import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { admitAll, DAY, foundingCitizens, GROUNDS, moveTo, nextAt, now, waitUntil } from "../../fixtures/citizenship";

// What ends early, and what is given back, must not give a vote before the waiting period is over, nor twice in a total.
describe("Attack: a newcomer is challenged by a friend, to vote sooner", () => {
  async function aPuppet() {
    const world = await foundingCitizens(10);
    const puppet = world.people[20];
    await world.citizenship.connect(world.government).allowAdmissions(10);
    await admitAll(world, [puppet]);
    const { wakesAt } = await world.citizenship.citizen(11);
    return { ...world, puppet, wakesAt };
  }

  // Checks ELECT-1.
  it("fails by a challenge that ends at once", async () => {
    const { citizenship, justice, wakesAt } = await loadFixture(aPuppet);
    await citizenship.connect(justice).keepAsleep(11, true);
    await citizenship.connect(justice).keepAsleep(11, false);
    await waitUntil(wakesAt - 1n);
    expect(await citizenship.votesOf(11)).to.equal(0n);
    expect(await citizenship.citizenCount()).to.equal(10n);
  });

  it("fails by a revocation that is taken back at once", async () => {
    const { citizenship, justice, wakesAt } = await loadFixture(aPuppet);
    await citizenship.connect(justice).keepAsleep(11, true);
    await citizenship.connect(justice).revoke(11, GROUNDS);
    await citizenship.connect(justice).restore(11, GROUNDS);
    await citizenship.connect(justice).keepAsleep(11, false);
    expect(await citizenship.votesOf(11)).to.equal(0n);
    await waitUntil(wakesAt);
    expect(await citizenship.citizenCount()).to.equal(11n);
  });

  it("counts once in the total, whatever happens to it around the day of waking", async () => {
    const world = await loadFixture(aPuppet);
    const { citizenship, justice, people, wakesAt } = world;
    await citizenship.connect(justice).keepAsleep(11, true);
    await moveTo(world, 11, people[21]);
    const moved = await citizenship.citizen(11);
    await nextAt(wakesAt + DAY);
    await citizenship.connect(justice).revoke(11, GROUNDS);
    await citizenship.connect(justice).restore(11, GROUNDS);
    await citizenship.connect(justice).keepAsleep(11, false);
    const restoredAt = await now();
    await waitUntil(restoredAt + 1n);
    expect(await citizenship.getPastTotalSupply(restoredAt)).to.equal(10n);
    await nextAt(moved.wakesAt > restoredAt ? moved.wakesAt : restoredAt + 2n);
    await citizenship.wake(11);
    expect(await citizenship.citizenCount()).to.equal(11n);
    expect(await citizenship.votesOf(11)).to.equal(1n);
    expect(await citizenship.getPastTotalSupply(wakesAt)).to.equal(10n);
  });
});
