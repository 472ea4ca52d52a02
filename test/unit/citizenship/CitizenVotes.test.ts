import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";
import { ethers } from "hardhat";
import {
  admitAll,
  aRegister,
  citizens,
  DAY,
  ENDLESS,
  GROUNDS,
  midnight,
  moveTo,
  nextAt,
  now,
  Provision,
  signedDelegation,
  waitUntil,
} from "../../fixtures/citizenship";

describe("CitizenVotes", () => {
  /** Ann, Ben and Cyd are citizens 1, 2 and 3, without end. */
  async function three() {
    const world = await citizens(3);
    const [ann, ben, cyd, dot] = world.people;
    const votes = () => Promise.all([1, 2, 3].map((id) => world.citizenship.votesOf(id)));
    return { ...world, ann, ben, cyd, dot, votes };
  }

  /** The same with terms of ten days. */
  async function threeForTenDays() {
    const world = await citizens(3, { term: 10n });
    const [ann, ben, cyd, dot] = world.people;
    const votes = () => Promise.all([1, 2, 3].map((id) => world.citizenship.votesOf(id)));
    return { ...world, ann, ben, cyd, dot, votes, until: await world.citizenship.endTime(1) };
  }

  describe("clock()", () => {
    it("is the time", async () => {
      const { citizenship } = await loadFixture(three);
      expect(await citizenship.clock()).to.equal(await now());
      expect(await citizenship.CLOCK_MODE()).to.equal("mode=timestamp");
    });
  });

  describe("isStillActive()", () => {
    it("is so of an active citizen, back to the first second", async () => {
      const { citizenship } = await loadFixture(three);
      const { since } = await citizenship.citizen(1);
      expect(await citizenship.isStillActive(1, since)).to.equal(true);
      expect(await citizenship.isStillActive(1, await now())).to.equal(true);
    });

    it("is not so of a moment before the citizenship, nor of an id that was never given", async () => {
      const { citizenship } = await loadFixture(three);
      const { since } = await citizenship.citizen(1);
      expect(await citizenship.isStillActive(1, since - 1n)).to.equal(false);
      expect(await citizenship.isStillActive(99, since)).to.equal(false);
    });

    it("is not so of who is suspended now", async () => {
      const { citizenship, justice } = await loadFixture(three);
      const before = await now();
      await citizenship.connect(justice).suspend(1, before + 2n * DAY, GROUNDS);
      expect(await citizenship.isStillActive(1, before)).to.equal(false);
    });

    it("is so of who was reinstated, but for the time in between", async () => {
      const { citizenship, justice } = await loadFixture(three);
      const before = await now();
      await citizenship.connect(justice).suspend(1, before + 2n * DAY, GROUNDS);
      const during = await now();
      await nextAt(before + 4n * DAY);
      await citizenship.reinstate(1);
      expect(await citizenship.isStillActive(1, before)).to.equal(true);
      expect(await citizenship.isStillActive(1, during)).to.equal(false);
      expect(await citizenship.isStillActive(1, await now())).to.equal(true);
    });

    it("is so of who was renewed after a lapse, but for the time in between", async () => {
      const { citizenship, registrar, until } = await loadFixture(threeForTenDays);
      await nextAt(until + 3n * DAY);
      await citizenship.connect(registrar).renew(1, ENDLESS);
      expect(await citizenship.isStillActive(1, until - 1n)).to.equal(true);
      expect(await citizenship.isStillActive(1, until)).to.equal(false);
      expect(await citizenship.isStillActive(1, await now())).to.equal(true);
    });
  });

  describe("getVotes(), votesOf()", () => {
    it("is one for a citizen who did nothing", async () => {
      const { citizenship, ann } = await loadFixture(three);
      expect(await citizenship.getVotes(ann)).to.equal(1n);
      expect(await citizenship.votesOf(1)).to.equal(1n);
    });

    it("is none for a stranger, and for an id that was never given", async () => {
      const { citizenship, stranger } = await loadFixture(three);
      expect(await citizenship.getVotes(stranger)).to.equal(0n);
      expect(await citizenship.votesOf(0)).to.equal(0n);
      expect(await citizenship.votesOf(99)).to.equal(0n);
    });
  });

  describe("getPastVotes(), pastVotesOf()", () => {
    it("is none before the first second", async () => {
      const { citizenship, ann } = await loadFixture(three);
      const { since } = await citizenship.citizen(1);
      await waitUntil(since + 10n);
      expect(await citizenship.getPastVotes(ann, since - 1n)).to.equal(0n);
      expect(await citizenship.getPastVotes(ann, since)).to.equal(1n);
    });

    it("reverts with ERC5805FutureLookup for now", async () => {
      const { citizenship, ann } = await loadFixture(three);
      const present = await now();
      await expect(citizenship.getPastVotes(ann, present))
        .to.be.revertedWithCustomError(citizenship, "ERC5805FutureLookup")
        .withArgs(present, present);
      await expect(citizenship.pastVotesOf(1, present))
        .to.be.revertedWithCustomError(citizenship, "ERC5805FutureLookup")
        .withArgs(present, present);
    });

    it("follows the citizen to a new account", async () => {
      const world = await loadFixture(three);
      const { citizenship, ann, ben, dot } = world;
      await citizenship.connect(ben).delegate(ann);
      const then = await now();
      await waitUntil(then + 10n);
      await moveTo(world, 1, dot);
      expect(await citizenship.getPastVotes(dot, then)).to.equal(2n);
      expect(await citizenship.getPastVotes(ann, then)).to.equal(0n);
    });
  });

  describe("electorsOf()", () => {
    it("returns the holders and past votes of many, in the order asked", async () => {
      const { citizenship, ann, ben, cyd } = await loadFixture(three);
      await citizenship.connect(ben).delegate(ann);
      const then = await now();
      await waitUntil(then + 1n);
      const [holders, votes] = await citizenship.electorsOf([3, 1, 2], then);
      expect([...holders]).to.deep.equal([cyd.address, ann.address, ben.address]);
      expect([...votes]).to.deep.equal([1n, 2n, 0n]);
    });

    it("returns no holder of a citizen who is suspended now, and none of an id that was never given", async () => {
      const { citizenship, justice, ben } = await loadFixture(three);
      const then = await now();
      await citizenship.connect(justice).suspend(1, then + 9n * DAY, GROUNDS);
      await waitUntil(then + 10n);
      const [holders, votes] = await citizenship.electorsOf([1, 2, 99], then);
      expect([...holders]).to.deep.equal([ZeroAddress, ben.address, ZeroAddress]);
      expect([...votes]).to.deep.equal([1n, 1n, 0n]);
    });

    it("reverts with ERC5805FutureLookup for now", async () => {
      const { citizenship } = await loadFixture(three);
      const present = await now();
      await expect(citizenship.electorsOf([1], present))
        .to.be.revertedWithCustomError(citizenship, "ERC5805FutureLookup")
        .withArgs(present, present);
    });
  });

  describe("voterOf()", () => {
    it("returns the citizen who holds an account, and the past votes", async () => {
      const { citizenship, ann, ben } = await loadFixture(three);
      await citizenship.connect(ben).delegate(ann);
      const then = await now();
      await waitUntil(then + 1n);
      expect(await citizenship.voterOf(ann, then)).to.deep.equal([1n, 2n]);
    });

    it("returns nobody for a citizen who is suspended now, nor for a stranger", async () => {
      const { citizenship, justice, ann, dot } = await loadFixture(three);
      const then = await now();
      await citizenship.connect(justice).suspend(1, then + 9n * DAY, GROUNDS);
      await waitUntil(then + 10n);
      expect(await citizenship.voterOf(ann, then)).to.deep.equal([0n, 0n]);
      expect(await citizenship.voterOf(dot, then)).to.deep.equal([0n, 0n]);
    });

    it("reverts with ERC5805FutureLookup for now", async () => {
      const { citizenship, ann } = await loadFixture(three);
      const present = await now();
      await expect(citizenship.voterOf(ann, present))
        .to.be.revertedWithCustomError(citizenship, "ERC5805FutureLookup")
        .withArgs(present, present);
    });
  });

  context("given a citizenship without end, after the last day that a record can tell", () => {
    it("counts the vote", async () => {
      const { citizenship } = await loadFixture(three);
      await waitUntil(65_535n * DAY + 1n);
      expect(await citizenship.votesOf(1)).to.equal(1);
    });
  });

  describe("electorOf()", () => {
    it("tells holder and past votes", async () => {
      const { citizenship, ann, ben } = await loadFixture(three);
      await citizenship.connect(ben).delegate(ann);
      const then = await now();
      await waitUntil(then + 1n);
      expect(await citizenship.electorOf(1, then)).to.deep.equal([ann.address, 2n]);
    });

    it("tells no holder of one who is suspended now", async () => {
      const { citizenship, justice } = await loadFixture(three);
      const then = await now();
      await citizenship.connect(justice).suspend(1, then + 9n * DAY, GROUNDS);
      await waitUntil(then + 10n);
      expect(await citizenship.electorOf(1, then)).to.deep.equal([ZeroAddress, 1n]);
    });

    it("reverts with ERC5805FutureLookup for now", async () => {
      const { citizenship } = await loadFixture(three);
      const present = await now();
      await expect(citizenship.electorOf(1, present))
        .to.be.revertedWithCustomError(citizenship, "ERC5805FutureLookup")
        .withArgs(present, present);
    });
  });

  describe("getPastTotalSupply(), citizenCount()", () => {
    it("counts those admitted by then", async () => {
      const world = await aRegister();
      const { citizenship, people } = world;
      const moments: bigint[] = [await now()];
      for (const person of people.slice(0, 12)) {
        await admitAll(world, [person]);
        moments.push(await now());
        await time.increase(100);
      }
      for (const [count, moment] of moments.entries()) {
        expect(await citizenship.getPastTotalSupply(moment)).to.equal(BigInt(count));
      }
      expect(await citizenship.citizenCount()).to.equal(12n);
    });

    it("is nought of an empty register", async () => {
      const { citizenship } = await aRegister();
      expect(await citizenship.getPastTotalSupply((await now()) - 1n)).to.equal(0n);
    });

    it("reverts with ERC5805FutureLookup for now", async () => {
      const { citizenship } = await loadFixture(three);
      const present = await now();
      await expect(citizenship.getPastTotalSupply(present))
        .to.be.revertedWithCustomError(citizenship, "ERC5805FutureLookup")
        .withArgs(present, present);
    });
  });

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

      it("counts as not given while the delegate is suspended", async () => {
        const { citizenship, justice, ann, votes } = await loadFixture(aDelegation);
        await citizenship.connect(justice).suspend(2, (await now()) + DAY, GROUNDS);
        expect(await votes()).to.deep.equal([1n, 0n, 1n]);
        expect(await citizenship.delegates(ann)).to.equal(ann.address);
      });

      it("counts again once the delegate is reinstated", async () => {
        const { citizenship, justice, votes } = await loadFixture(aDelegation);
        await citizenship.connect(justice).suspend(2, (await now()) + DAY, GROUNDS);
        await citizenship.connect(justice).reinstate(2);
        expect(await votes()).to.deep.equal([0n, 2n, 1n]);
      });

      it("counts as not given once the delegate is revoked", async () => {
        const { citizenship, justice, votes } = await loadFixture(aDelegation);
        await citizenship.connect(justice).revoke(2, GROUNDS);
        expect(await votes()).to.deep.equal([1n, 0n, 1n]);
      });

      it("leaves with a delegator who is suspended, and returns with the reinstated", async () => {
        const { citizenship, justice, ann, ben, votes } = await loadFixture(aDelegation);
        const suspended = citizenship.connect(justice).suspend(1, (await now()) + DAY, GROUNDS);
        await expect(suspended).to.emit(citizenship, "DelegateVotesChanged").withArgs(ben.address, 2n, 1n);
        expect(await votes()).to.deep.equal([0n, 1n, 1n]);
        const reinstated = citizenship.connect(justice).reinstate(1);
        await expect(reinstated).to.emit(citizenship, "DelegateVotesChanged").withArgs(ben.address, 1n, 2n);
        expect(await votes()).to.deep.equal([0n, 2n, 1n]);
        expect(await citizenship.delegates(ann)).to.equal(ben.address);
      });

      it("follows the delegate to a new account", async () => {
        const world = await loadFixture(aDelegation);
        await moveTo(world, 2, world.dot);
        expect(await world.citizenship.delegates(world.ann)).to.equal(world.dot.address);
        expect(await world.citizenship.getVotes(world.dot)).to.equal(2n);
      });

      it("follows the delegator to a new account", async () => {
        const world = await loadFixture(aDelegation);
        await moveTo(world, 1, world.dot);
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

    it("reverts with Citizenship_DelegateNotActive to the suspended", async () => {
      const { citizenship, justice, ann, ben } = await loadFixture(three);
      await citizenship.connect(justice).suspend(2, (await now()) + DAY, GROUNDS);
      await expect(citizenship.connect(ann).delegate(ben))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_DelegateNotActive")
        .withArgs(ben.address, 2n);
    });
  });

  describe("delegateBySig()", () => {
    async function aSignature() {
      const world = await three();
      const expiry = (await now()) + 1_000n;
      const terms = { signer: world.ann, delegatee: world.ben.address, nonce: 0n, expiry };
      return { ...world, expiry, terms, ...(await signedDelegation(world.citizenship, terms)) };
    }

    it("delegates for the signer", async () => {
      const { citizenship, ben, expiry, v, r, s, votes } = await loadFixture(aSignature);
      await citizenship.delegateBySig(ben, 0, expiry, v, r, s);
      expect(await votes()).to.deep.equal([0n, 2n, 1n]);
      expect(await citizenship.nonces(await citizenship.holderOf(1))).to.equal(1n);
    });

    it("delegates in the second of the expiry", async () => {
      const { citizenship, ben, expiry, v, r, s, votes } = await loadFixture(aSignature);
      await nextAt(expiry);
      await citizenship.delegateBySig(ben, 0, expiry, v, r, s);
      expect(await votes()).to.deep.equal([0n, 2n, 1n]);
    });

    it("reverts with VotesExpiredSignature afterwards", async () => {
      const { citizenship, ben, expiry, v, r, s } = await loadFixture(aSignature);
      await nextAt(expiry + 1n);
      await expect(citizenship.delegateBySig(ben, 0, expiry, v, r, s))
        .to.be.revertedWithCustomError(citizenship, "VotesExpiredSignature")
        .withArgs(expiry);
    });

    it("reverts with InvalidAccountNonce the second time", async () => {
      const { citizenship, ann, ben, expiry, v, r, s } = await loadFixture(aSignature);
      await citizenship.delegateBySig(ben, 0, expiry, v, r, s);
      await expect(citizenship.delegateBySig(ben, 0, expiry, v, r, s))
        .to.be.revertedWithCustomError(citizenship, "InvalidAccountNonce")
        .withArgs(ann.address, 1n);
    });

    it("reverts with Citizenship_NotCitizen for a signer who is none", async () => {
      const { citizenship, stranger, ben, terms, expiry } = await loadFixture(aSignature);
      const { v, r, s } = await signedDelegation(citizenship, { ...terms, signer: stranger });
      await expect(citizenship.delegateBySig(ben, 0, expiry, v, r, s))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_NotCitizen")
        .withArgs(stranger.address);
    });
  });

  describe("in one second", () => {
    it("only the last of several delegations is remembered", async () => {
      const { citizenship, ann, ben, cyd } = await loadFixture(three);
      await ethers.provider.send("evm_setAutomine", [false]);
      await citizenship.connect(ann).delegate(ben, { gasLimit: 1_000_000 });
      await citizenship.connect(ann).delegate(cyd, { gasLimit: 1_000_000 });
      await citizenship.connect(cyd).delegate(ann, { gasLimit: 1_000_000 });
      await ethers.provider.send("evm_mine");
      await ethers.provider.send("evm_setAutomine", [true]);
      const then = await now();
      await waitUntil(then + 1n);
      expect(await Promise.all([1, 2, 3].map((id) => citizenship.pastVotesOf(id, then)))).to.deep.equal([1n, 1n, 1n]);
      expect(await citizenship.pastDelegateOf(1, then)).to.equal(3n);
      expect(await citizenship.pastDelegateOf(3, then)).to.equal(1n);
    });

    it("a citizen admitted and suspended was not active", async () => {
      const { citizenship, registrar, justice, dot } = await loadFixture(three);
      await citizenship.connect(dot).requestAdmission(ZeroHash);
      await ethers.provider.send("evm_setAutomine", [false]);
      await citizenship.connect(registrar).admit(dot, { gasLimit: 1_000_000 });
      await citizenship.connect(justice).suspend(4, (await now()) + DAY, GROUNDS, { gasLimit: 1_000_000 });
      await ethers.provider.send("evm_mine");
      await ethers.provider.send("evm_setAutomine", [true]);
      const then = await now();
      await waitUntil(then + 1n);
      expect(await citizenship.pastVotesOf(4, then)).to.equal(0n);
      expect(await citizenship.getPastTotalSupply(then)).to.equal(3n);
    });
  });

  describe("markLapsed()", () => {
    it("takes the lapsed out of the total, and only them", async () => {
      const { citizenship, registrar, justice, until } = await loadFixture(threeForTenDays);
      await citizenship.connect(registrar).renew(3, ENDLESS);
      await citizenship.connect(justice).suspend(2, until, GROUNDS);
      await waitUntil(until);
      expect(await citizenship.citizenCount()).to.equal(2n);
      expect(await citizenship.markLapsed.staticCall([0, 1, 2, 3, 99, 1])).to.equal(1n);
      const sent = citizenship.markLapsed([0, 1, 2, 3, 99]);
      await expect(sent).to.emit(citizenship, "CitizenMarkedLapsed").withArgs(1n);
      expect(await citizenship.citizenCount()).to.equal(1n);
      expect((await citizenship.citizen(1)).markedLapsed).to.equal(true);
      expect((await citizenship.citizen(2)).markedLapsed).to.equal(false);
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

  describe("an election over a term's end", () => {
    it("remembers who was active at each second", async () => {
      const { citizenship, government, until } = await loadFixture(threeForTenDays);
      await citizenship.connect(government).setProvision(Provision.term, 0);
      await waitUntil(until + 10n);
      expect(midnight(until)).to.equal(until);
      expect(await citizenship.pastVotesOf(1, until - 1n)).to.equal(1n);
      expect(await citizenship.pastVotesOf(1, until)).to.equal(0n);
    });
  });
});
