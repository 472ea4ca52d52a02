import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { DAY, ENDLESS, GROUNDS, nextAt, waitUntil } from "../../fixtures/citizenship";
import { threeForTenDays } from "./world";

describe("CitizenVotes", () => {
  describe("markLapsed()", () => {
    it("takes the lapsed out of the total, and only them", async () => {
      const { citizenship, registrar, justice, until } = await loadFixture(threeForTenDays);
      await citizenship.connect(registrar).renew(3, ENDLESS);
      await citizenship.connect(justice).suspend(2, until, GROUNDS);
      await waitUntil(until);
      expect(await citizenship.citizenCount()).to.equal(3n);
      expect(await citizenship.markLapsed.staticCall([0, 1, 2, 3, 99])).to.equal(2n);
      const sent = citizenship.markLapsed([0, 1, 2, 3, 99]);
      await expect(sent).to.emit(citizenship, "CitizenMarkedLapsed").withArgs(1n);
      expect(await citizenship.citizenCount()).to.equal(1n);
      expect((await citizenship.citizen(1)).markedLapsed).to.equal(true);
      expect((await citizenship.citizen(2)).markedLapsed).to.equal(true);
      expect((await citizenship.citizen(3)).markedLapsed).to.equal(false);
    });

    it("marks nobody a second before the end", async () => {
      const { citizenship, until } = await loadFixture(threeForTenDays);
      await nextAt(until - 1n);
      await citizenship.markLapsed([1, 2, 3]);
      expect(await citizenship.citizenCount()).to.equal(3n);
    });

    it("marks nobody twice", async () => {
      const { citizenship, until } = await loadFixture(threeForTenDays);
      await nextAt(until);
      await citizenship.markLapsed([1, 1]);
      await citizenship.markLapsed([1]);
      expect(await citizenship.citizenCount()).to.equal(2n);
    });

    it("does not change the past", async () => {
      const { citizenship, until } = await loadFixture(threeForTenDays);
      await nextAt(until + 10n);
      await citizenship.markLapsed([1, 2]);
      await waitUntil(until + 20n);
      expect(await citizenship.getPastTotalSupply(until + 9n)).to.equal(3n);
      expect(await citizenship.getPastTotalSupply(until + 10n)).to.equal(1n);
    });

    it("is undone by renewal", async () => {
      const { citizenship, registrar, until } = await loadFixture(threeForTenDays);
      await nextAt(until);
      await citizenship.markLapsed([1]);
      await citizenship.connect(registrar).renew(1, ENDLESS);
      expect(await citizenship.citizenCount()).to.equal(3n);
      expect(await citizenship.votesOf(1)).to.equal(1n);
    });

    it("is not counted again at suspension and revocation", async () => {
      const { citizenship, justice, until } = await loadFixture(threeForTenDays);
      await nextAt(until);
      await citizenship.markLapsed([1]);
      await citizenship.connect(justice).suspend(1, until + 9n * DAY, GROUNDS);
      await citizenship.connect(justice).reinstate(1);
      await citizenship.connect(justice).revoke(1, GROUNDS);
      expect(await citizenship.citizenCount()).to.equal(2n);
    });
  });
});
