import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { citizens, DAY, ENDLESS, GROUNDS, moveAndWake, nextAt, now, waitUntil } from "../../fixtures/citizenship";
import { three, threeForTenDays } from "./world";

describe("CitizenVotes", () => {
  describe("delegate()", () => {
    context("given two citizens without end", () => {
      it("brings the vote to the other", async () => {
        const { citizenship, ann, ben, votes } = await loadFixture(three);
        await citizenship.connect(ann).delegate(ben);
        expect(await votes()).to.deep.equal([0n, 2n, 1n]);
      });

      it("tells it", async () => {
        const { citizenship, ann, ben } = await loadFixture(three);
        const sent = citizenship.connect(ann).delegate(ben);
        await expect(sent).to.emit(citizenship, "DelegateChanged").withArgs(ann.address, ann.address, ben.address);
        await expect(sent).to.emit(citizenship, "DelegateVotesChanged").withArgs(ann.address, 1n, 0n);
        await expect(sent).to.emit(citizenship, "DelegateVotesChanged").withArgs(ben.address, 1n, 2n);
      });

      it("names the delegate", async () => {
        const { citizenship, ann, ben } = await loadFixture(three);
        await citizenship.connect(ann).delegate(ben);
        expect(await citizenship.delegates(ann)).to.equal(ben.address);
        expect(await citizenship.delegates(ben)).to.equal(ben.address);
      });

      it("does not change the past", async () => {
        const { citizenship, ann, ben } = await loadFixture(three);
        const present = (await now()) + 50n;
        await nextAt(present);
        await citizenship.connect(ann).delegate(ben);
        await waitUntil(present + 10n);
        expect(await citizenship.pastVotesOf(1, present - 1n)).to.equal(1n);
        expect(await citizenship.pastVotesOf(2, present - 1n)).to.equal(1n);
        expect(await citizenship.pastDelegateOf(1, present - 1n)).to.equal(1n);
        expect(await citizenship.pastVotesOf(1, present)).to.equal(0n);
        expect(await citizenship.pastVotesOf(2, present)).to.equal(2n);
        expect(await citizenship.pastDelegateOf(1, present)).to.equal(2n);
      });
    });

    context("given a delegation", () => {
      async function aDelegation() {
        const world = await three();
        await world.citizenship.connect(world.ann).delegate(world.ben);
        return world;
      }

      it("is not passed on", async () => {
        const { citizenship, ben, cyd, votes } = await loadFixture(aDelegation);
        await citizenship.connect(ben).delegate(cyd);
        expect(await votes()).to.deep.equal([0n, 1n, 2n]);
      });

      it("moves to a third", async () => {
        const { citizenship, ann, cyd, ben } = await loadFixture(aDelegation);
        const sent = citizenship.connect(ann).delegate(cyd);
        await expect(sent).to.emit(citizenship, "DelegateChanged").withArgs(ann.address, ben.address, cyd.address);
        await expect(sent).to.emit(citizenship, "DelegateVotesChanged").withArgs(ben.address, 2n, 1n);
        await expect(sent).to.emit(citizenship, "DelegateVotesChanged").withArgs(cyd.address, 1n, 2n);
      });

      it("is taken back by naming oneself", async () => {
        const { citizenship, ann, votes } = await loadFixture(aDelegation);
        await citizenship.connect(ann).delegate(ann);
        expect(await votes()).to.deep.equal([1n, 1n, 1n]);
        expect(await citizenship.delegates(ann)).to.equal(ann.address);
      });

      it("changes nothing when repeated", async () => {
        const { citizenship, ann, ben, votes } = await loadFixture(aDelegation);
        const sent = citizenship.connect(ann).delegate(ben);
        await expect(sent).to.emit(citizenship, "DelegateChanged").withArgs(ann.address, ben.address, ben.address);
        await expect(sent).not.to.emit(citizenship, "DelegateVotesChanged");
        expect(await votes()).to.deep.equal([0n, 2n, 1n]);
      });

      it("counts while the delegate is suspended", async () => {
        const { citizenship, justice, ann, ben, votes } = await loadFixture(aDelegation);
        await citizenship.connect(justice).suspend(2, (await now()) + DAY, GROUNDS);
        expect(await votes()).to.deep.equal([0n, 2n, 1n]);
        expect(await citizenship.delegates(ann)).to.equal(ben.address);
      });

      it("counts as not given once the delegate is revoked", async () => {
        const { citizenship, justice, votes } = await loadFixture(aDelegation);
        await citizenship.connect(justice).revoke(2, GROUNDS);
        expect(await votes()).to.deep.equal([1n, 0n, 1n]);
      });

      it("stays while the delegator is suspended, and afterwards", async () => {
        const { citizenship, justice, votes } = await loadFixture(aDelegation);
        const suspended = citizenship.connect(justice).suspend(1, (await now()) + DAY, GROUNDS);
        await expect(suspended).not.to.emit(citizenship, "DelegateVotesChanged");
        expect(await votes()).to.deep.equal([0n, 2n, 1n]);
        await citizenship.connect(justice).reinstate(1);
        expect(await votes()).to.deep.equal([0n, 2n, 1n]);
      });

      it("follows the delegate to a new account", async () => {
        const world = await loadFixture(aDelegation);
        await moveAndWake(world, 2, world.dot);
        expect(await world.citizenship.delegates(world.ann)).to.equal(world.dot.address);
        expect(await world.citizenship.getVotes(world.dot)).to.equal(2n);
      });

      it("follows the delegator to a new account", async () => {
        const world = await loadFixture(aDelegation);
        await moveAndWake(world, 1, world.dot);
        expect(await world.citizenship.delegates(world.dot)).to.equal(world.ben.address);
        expect(await world.citizenship.delegates(world.ann)).to.equal(ZeroAddress);
      });
    });

    context("given terms", () => {
      it("weighs nothing from the second in which the delegator's ends", async () => {
        const { citizenship, registrar, ann, ben, votes, until } = await loadFixture(threeForTenDays);
        await citizenship.connect(registrar).renew(2, ENDLESS);
        await citizenship.connect(ann).delegate(ben);
        await waitUntil(until - 1n);
        expect(await votes()).to.deep.equal([0n, 2n, 1n]);
        await waitUntil(until);
        expect(await votes()).to.deep.equal([0n, 1n, 0n]);
      });

      it("counts as not given from the second in which the delegate's ends", async () => {
        const { citizenship, registrar, ann, ben, votes, until } = await loadFixture(threeForTenDays);
        await citizenship.connect(registrar).renew(1, ENDLESS);
        await citizenship.connect(ann).delegate(ben);
        await waitUntil(until);
        expect(await votes()).to.deep.equal([1n, 0n, 0n]);
      });

      it("is counted once after the delegator's renewal in time", async () => {
        const { citizenship, registrar, ann, ben, votes, until } = await loadFixture(threeForTenDays);
        await citizenship.connect(registrar).renew(2, ENDLESS);
        await citizenship.connect(ann).delegate(ben);
        await expect(citizenship.connect(registrar).renew(1, until + DAY)).not.to.emit(
          citizenship,
          "DelegateVotesChanged",
        );
        await waitUntil(until);
        expect(await votes()).to.deep.equal([0n, 2n, 0n]);
        await waitUntil(until + DAY);
        expect(await votes()).to.deep.equal([0n, 1n, 0n]);
      });

      it("returns with the delegator's renewal after the lapse, and keeps the gap in memory", async () => {
        const { citizenship, registrar, ann, ben, votes, until } = await loadFixture(threeForTenDays);
        await citizenship.connect(registrar).renew(2, ENDLESS);
        await citizenship.connect(ann).delegate(ben);
        await waitUntil(until + 5n);
        await expect(citizenship.connect(registrar).renew(1, ENDLESS))
          .to.emit(citizenship, "DelegateVotesChanged")
          .withArgs(ben.address, 1n, 2n);
        expect(await votes()).to.deep.equal([0n, 2n, 0n]);
        await waitUntil((await now()) + 10n);
        expect(await citizenship.pastVotesOf(2, until - 1n)).to.equal(2n);
        expect(await citizenship.pastVotesOf(2, until)).to.equal(1n);
      });

      it("may be changed by one whose term is over, for when it is renewed", async () => {
        const { citizenship, registrar, ann, ben, cyd, votes, until } = await loadFixture(threeForTenDays);
        await citizenship.connect(registrar).renew(2, ENDLESS);
        await citizenship.connect(registrar).renew(3, ENDLESS);
        await citizenship.connect(ann).delegate(ben);
        await waitUntil(until);
        await citizenship.connect(ann).delegate(cyd);
        expect(await votes()).to.deep.equal([0n, 1n, 1n]);
        await citizenship.connect(registrar).renew(1, ENDLESS);
        expect(await votes()).to.deep.equal([0n, 1n, 2n]);
      });

      it("moves on with its lapse", async () => {
        const { citizenship, registrar, ann, ben, cyd, votes, until } = await loadFixture(threeForTenDays);
        await citizenship.connect(registrar).renew(2, ENDLESS);
        await citizenship.connect(registrar).renew(3, ENDLESS);
        await citizenship.connect(ann).delegate(ben);
        await citizenship.connect(ann).delegate(cyd);
        expect(await votes()).to.deep.equal([0n, 1n, 2n]);
        await waitUntil(until);
        expect(await votes()).to.deep.equal([0n, 1n, 1n]);
      });
    });

    context("given eight delegators whose terms end on eight days", () => {
      async function eightDelegators() {
        const world = await citizens(9, { term: 10n });
        const { citizenship, registrar, people } = world;
        const until = await citizenship.endTime(1);
        await citizenship.connect(registrar).renew(9, ENDLESS);
        for (let id = 1n; id <= 8n; id++) {
          await citizenship.connect(registrar).renew(id, until + id * DAY);
          await citizenship.connect(people[Number(id) - 1]).delegate(people[8]);
        }
        return { ...world, until };
      }

      it("loses each vote in the second in which that delegator's term ends", async () => {
        const { citizenship, until } = await loadFixture(eightDelegators);
        for (let id = 1n; id <= 8n; id++) {
          await waitUntil(until + id * DAY - 1n);
          expect(await citizenship.votesOf(9)).to.equal(10n - id);
          await waitUntil(until + id * DAY);
          expect(await citizenship.votesOf(9)).to.equal(9n - id);
        }
      });

      it("remembers what it was in each of those seconds", async () => {
        const { citizenship, until } = await loadFixture(eightDelegators);
        await waitUntil(until + 9n * DAY);
        for (let id = 1n; id <= 8n; id++) {
          expect(await citizenship.pastVotesOf(9, until + id * DAY - 1n)).to.equal(10n - id);
          expect(await citizenship.pastVotesOf(9, until + id * DAY)).to.equal(9n - id);
        }
      });

      it("loses the vote of the eighth once, who takes it back", async () => {
        const { citizenship, people, until } = await loadFixture(eightDelegators);
        await citizenship.connect(people[7]).delegate(people[7]);
        expect(await citizenship.votesOf(9)).to.equal(8n);
        await waitUntil(until + 8n * DAY);
        expect(await citizenship.votesOf(9)).to.equal(1n);
      });

      it("keeps the vote of the eighth, who is renewed, until the new end", async () => {
        const { citizenship, registrar, until } = await loadFixture(eightDelegators);
        await citizenship.connect(registrar).renew(8, until + 100n * DAY);
        await waitUntil(until + 100n * DAY - 1n);
        expect(await citizenship.votesOf(9)).to.equal(2n);
        await waitUntil(until + 100n * DAY);
        expect(await citizenship.votesOf(9)).to.equal(1n);
      });
    });

    it("reverts with Citizenship_NotCitizen for a stranger", async () => {
      const { citizenship, stranger, ann } = await loadFixture(three);
      await expect(citizenship.connect(stranger).delegate(ann))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_NotCitizen")
        .withArgs(stranger.address);
    });

    it("reverts with Citizenship_DelegateNotActive to a stranger", async () => {
      const { citizenship, stranger, ann } = await loadFixture(three);
      await expect(citizenship.connect(ann).delegate(stranger))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_DelegateNotActive")
        .withArgs(stranger.address, 0n);
    });

    it("counts with a delegate who is suspended already", async () => {
      const { citizenship, justice, ann, ben, votes } = await loadFixture(three);
      await citizenship.connect(justice).suspend(2, (await now()) + DAY, GROUNDS);
      await citizenship.connect(ann).delegate(ben);
      expect(await votes()).to.deep.equal([0n, 2n, 1n]);
    });
  });
});
