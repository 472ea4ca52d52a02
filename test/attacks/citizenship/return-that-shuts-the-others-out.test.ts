import { expect } from "chai";
import { foundingCitizens, DAY, waitUntil } from "../../fixtures/citizenship";

// Of a whole nation that lapsed, the first three to come back kept all the others out.
describe("Attack: the first three of a nation that lapsed return, and own it", () => {
  it("fails: the other seven return, too", async () => {
    const { citizenship, stranger, people } = await foundingCitizens(10, { term: 365n });
    await waitUntil((await citizenship.endTime(1)) + 91n * DAY);
    await citizenship.connect(stranger).markLapsed([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    for (const first of people.slice(0, 3)) await citizenship.connect(first).renewOwn();
    for (const other of people.slice(3, 10)) await citizenship.connect(other).renewOwn();
    expect(await citizenship.citizenCount()).to.equal(10n);
  });
});
