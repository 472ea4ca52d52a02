import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { DAY, foundingCitizens, nextAt, now, waitUntil } from "../../fixtures/citizenship";

const all = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

// Of a whole nation that lapsed, the first three to come back kept all the others out.
describe("Attack: the first three of a nation that lapsed return, and own it", () => {
  async function aNationThatLapsed() {
    const world = await foundingCitizens(10, { term: 365n });
    const end = await world.citizenship.endTime(1);
    await waitUntil(end + 1n);
    return { ...world, end };
  }

  for (const [when, wait] of [
    ["a day after the grace", 91n * DAY],
    ["in the last minute of the grace", 90n * DAY - 60n],
    ["years later", 2_000n * DAY],
  ] as const) {
    for (const marking of ["before", "afterwards", "in small batches"] as const) {
      it(`fails ${when}, whoever is marked ${marking}: the other seven return, too`, async () => {
        const { citizenship, stranger, people, end } = await loadFixture(aNationThatLapsed);
        if (marking === "before") await citizenship.connect(stranger).markLapsed(all);
        await waitUntil(end + wait);
        for (const first of people.slice(0, 3)) await citizenship.connect(first).renewOwn();
        await nextAt(end + wait + DAY);
        if (marking === "afterwards") await citizenship.connect(stranger).markLapsed(all);
        for (const id of marking === "in small batches" ? all : [])
          await citizenship.connect(stranger).markLapsed([id]);
        // Quorums look back as long as the others may still return.
        await nextAt(end + wait + 2n * DAY);
        await citizenship.markLapsed([]);
        expect(await citizenship.quorumBase((await now()) - 1n)).to.equal(10n);
        await nextAt(end + wait + 89n * DAY);
        for (const other of people.slice(3, 10)) await citizenship.connect(other).renewOwn();
        expect(await citizenship.citizenCount()).to.equal(10n);
      });
    }
  }

  it("ends for who does not return within 90 days of the third", async () => {
    const { citizenship, people, stranger, end } = await loadFixture(aNationThatLapsed);
    await waitUntil(end + 100n * DAY);
    for (const first of people.slice(0, 3)) await citizenship.connect(first).renewOwn();
    await waitUntil(end + 131n * DAY);
    for (const citizenId of [1, 2, 3]) await citizenship.wake(citizenId);
    await nextAt(end + 191n * DAY);
    await expect(citizenship.connect(people[3]).renewOwn()).to.be.revertedWithCustomError(
      citizenship,
      "Citizenship_NotRenewable",
    );
    await citizenship.connect(stranger).markLapsed(all);
    expect(await citizenship.citizenCount()).to.equal(3n);
  });
});
