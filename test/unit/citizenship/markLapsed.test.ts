import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { admitAll, DAY, ENDLESS, foundingCitizens, GROUNDS, nextAt, now, waitUntil } from "../../fixtures/citizenship";
import { threeForTenDays } from "./world";

/** Three whose terms end soon, and three without an end, who are known to be there. */
async function six() {
  const world = await threeForTenDays();
  await admitAll(world, world.people.slice(3, 6));
  await world.citizenship.markLapsed([4, 5, 6]);
  return world;
}

describe("CitizenVotes", () => {
  describe("markLapsed()", () => {
    it("takes the lapsed out of the total, and only them", async () => {
      const { citizenship, registrar, justice, until } = await loadFixture(six);
      await citizenship.connect(registrar).renew(3, ENDLESS);
      await citizenship.connect(justice).suspend(2, until, GROUNDS);
      await waitUntil(until);
      expect(await citizenship.citizenCount()).to.equal(6n);
      expect(await citizenship.markLapsed.staticCall([0, 1, 2, 3, 99])).to.equal(2n);
      const sent = citizenship.markLapsed([0, 1, 2, 3, 99]);
      await expect(sent).to.emit(citizenship, "CitizenMarkedLapsed").withArgs(1n);
      expect(await citizenship.citizenCount()).to.equal(4n);
      expect((await citizenship.citizen(1)).markedLapsed).to.equal(true);
      expect((await citizenship.citizen(2)).markedLapsed).to.equal(true);
      expect((await citizenship.citizen(3)).markedLapsed).to.equal(false);
    });

    it("marks nobody a second before the end", async () => {
      const { citizenship, until } = await loadFixture(six);
      await nextAt(until - 1n);
      await citizenship.markLapsed([1, 2, 3]);
      expect(await citizenship.citizenCount()).to.equal(6n);
    });

    it("marks nobody twice", async () => {
      const { citizenship, until } = await loadFixture(six);
      await nextAt(until);
      await citizenship.markLapsed([1, 1]);
      await citizenship.markLapsed([1]);
      expect(await citizenship.citizenCount()).to.equal(5n);
    });

    it("does not change the past", async () => {
      const { citizenship, until } = await loadFixture(six);
      await nextAt(until + 10n);
      await citizenship.markLapsed([1, 2]);
      await waitUntil(until + 20n);
      expect(await citizenship.getPastTotalSupply(until + 9n)).to.equal(6n);
      expect(await citizenship.getPastTotalSupply(until + 10n)).to.equal(4n);
    });

    it("is undone by renewal", async () => {
      const { citizenship, registrar, until } = await loadFixture(six);
      await nextAt(until);
      await citizenship.markLapsed([1]);
      await citizenship.connect(registrar).renew(1, ENDLESS);
      expect(await citizenship.citizenCount()).to.equal(6n);
      expect(await citizenship.votesOf(1)).to.equal(1n);
    });

    it("is not counted again at suspension and revocation", async () => {
      const { citizenship, justice, until } = await loadFixture(six);
      await nextAt(until);
      await citizenship.markLapsed([1]);
      await citizenship.connect(justice).suspend(1, until + 9n * DAY, GROUNDS);
      await citizenship.connect(justice).reinstate(1);
      await citizenship.connect(justice).revoke(1, GROUNDS);
      expect(await citizenship.citizenCount()).to.equal(5n);
    });

    context("given fewer than three are known who may vote", () => {
      it("marks nobody", async () => {
        const { citizenship, until } = await loadFixture(threeForTenDays);
        await nextAt(until);
        await citizenship.markLapsed([1, 2, 3]);
        expect(await citizenship.citizenCount()).to.equal(3n);
      });

      it("marks whoever has been away for 455 days, and nobody a second before", async () => {
        const { citizenship, people } = await foundingCitizens(4, { term: 365n });
        const until = await citizenship.endTime(1);
        await nextAt(until - DAY);
        for (const person of people.slice(0, 2)) await citizenship.connect(person).renewOwn();
        await nextAt(until + 300n * DAY);
        for (const person of people.slice(0, 2)) await citizenship.connect(person).renewOwn();
        await nextAt(until + 455n * DAY - 1n);
        await citizenship.markLapsed([3, 4]);
        expect(await citizenship.citizenCount()).to.equal(4n);
        await nextAt(until + 455n * DAY);
        await citizenship.markLapsed([1, 2, 3, 4]);
        expect(await citizenship.citizenCount()).to.equal(2n);
      });

      it("marks who follows three that are named", async () => {
        const world = await loadFixture(threeForTenDays);
        const { citizenship, people, until } = world;
        await admitAll(world, people.slice(3, 6));
        await nextAt(until);
        await citizenship.markLapsed([1, 4, 5, 6, 2, 3]);
        expect((await citizenship.citizen(1)).markedLapsed).to.equal(false);
        expect(await citizenship.citizenCount()).to.equal(4n);
      });

      it("marks nobody for 90 days after the third return", async () => {
        const { citizenship, stranger, people } = await foundingCitizens(4, { term: 10n });
        const until = await citizenship.endTime(1);
        await nextAt(until + 5n * DAY);
        for (const person of people.slice(0, 2)) await citizenship.connect(person).renewOwn();
        await citizenship.connect(people[2]).renewOwn();
        const returnedAt = await now();
        // Their terms are too short to last so long: others renew them early enough.
        for (let day = 9n; day < 90n; day += 9n) {
          await nextAt(returnedAt + day * DAY);
          for (const person of people.slice(0, 3)) await citizenship.connect(person).renewOwn();
        }
        await nextAt(returnedAt + 90n * DAY - 1n);
        await citizenship.connect(stranger).markLapsed([4]);
        expect(await citizenship.citizenCount()).to.equal(4n);
        await nextAt(returnedAt + 90n * DAY);
        await citizenship.connect(stranger).markLapsed([4]);
        expect(await citizenship.citizenCount()).to.equal(3n);
      });
    });

    it("forgets nobody who is known for one whose term ends sooner", async () => {
      const { citizenship, registrar, until } = await loadFixture(six);
      await citizenship.markLapsed([1, 2, 3]);
      await citizenship.connect(registrar).renew(3, until + DAY);
      await nextAt(until);
      await citizenship.markLapsed([1, 2]);
      expect(await citizenship.citizenCount()).to.equal(4n);
    });
  });
});
