import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import {
  admitAll,
  DAY,
  ENDLESS,
  foundingCitizens,
  GROUNDS,
  nextAt,
  now,
  Provision,
  waitUntil,
} from "../../fixtures/citizenship";

/** Three founding citizens, and Dot, citizen 4, whose vote sleeps. */
async function aNewcomer() {
  const world = await foundingCitizens(3);
  const [ann, , , dot, eve] = world.people;
  await world.citizenship.connect(world.government).allowAdmissions(10);
  await admitAll(world, [dot]);
  const { wakesAt } = await world.citizenship.citizen(4);
  return { ...world, ann, dot, eve, wakesAt };
}

/** Hers is kept asleep. */
async function aKeptVote() {
  const world = await aNewcomer();
  await world.citizenship.connect(world.justice).keepAsleep(4, true);
  return world;
}

/** It is, and the waiting period is over. */
async function anOverdueVote() {
  const world = await aKeptVote();
  await waitUntil(world.wakesAt + DAY);
  return world;
}

describe("Citizenship", () => {
  describe("keepAsleep()", () => {
    it("keeps a vote asleep that sleeps", async () => {
      const { citizenship, justice } = await loadFixture(aNewcomer);
      await expect(citizenship.connect(justice).keepAsleep(4, true))
        .to.emit(citizenship, "CitizenKeptAsleep")
        .withArgs(4n, true);
      expect((await citizenship.citizen(4)).wakesAt).to.equal(ENDLESS);
    });

    it("does nothing the second time", async () => {
      const { citizenship, justice } = await loadFixture(aKeptVote);
      await expect(citizenship.connect(justice).keepAsleep(4, true)).not.to.emit(citizenship, "CitizenKeptAsleep");
    });

    it("does nothing to who is awake", async () => {
      const { citizenship, justice } = await loadFixture(aNewcomer);
      await expect(citizenship.connect(justice).keepAsleep(1, true)).not.to.emit(citizenship, "CitizenKeptAsleep");
      expect(await citizenship.votesOf(1)).to.equal(1n);
    });

    it("does nothing to who is awake by a second", async () => {
      const { citizenship, justice, wakesAt } = await loadFixture(aNewcomer);
      await nextAt(wakesAt);
      await citizenship.connect(justice).keepAsleep(4, true);
      expect(await citizenship.votesOf(4)).to.equal(1n);
    });

    it("does nothing to a citizenship that nobody holds", async () => {
      const { citizenship, justice, dot } = await loadFixture(aNewcomer);
      await citizenship.connect(dot).renounce();
      for (const id of [4, 9]) {
        await expect(citizenship.connect(justice).keepAsleep(id, true)).not.to.emit(citizenship, "CitizenKeptAsleep");
      }
    });

    it("lets a vote that was not kept sleep as it does", async () => {
      const { citizenship, justice, wakesAt } = await loadFixture(aNewcomer);
      await expect(citizenship.connect(justice).keepAsleep(4, false)).not.to.emit(citizenship, "CitizenKeptAsleep");
      expect((await citizenship.citizen(4)).wakesAt).to.equal(wakesAt);
    });

    context("given the waiting period is over", () => {
      // Checks ELECT-1.
      it("leaves the citizen without vote, office and jury duty", async () => {
        const { citizenship, dot, wakesAt } = await loadFixture(anOverdueVote);
        expect(await citizenship.getVotes(dot)).to.equal(0n);
        expect(await citizenship.mayVote(4)).to.equal(false);
        expect(await citizenship.activeCitizenOf(dot)).to.equal(0n);
        expect(await citizenship.couldVote(4, wakesAt)).to.equal(false);
        expect(await citizenship.voterOf(dot, wakesAt)).to.deep.equal([0n, 0n]);
      });

      // Checks SOUL-5.
      it("counts the citizen in no total", async () => {
        const { citizenship, wakesAt } = await loadFixture(anOverdueVote);
        expect(await citizenship.citizenCount()).to.equal(3n);
        expect(await citizenship.getPastTotalSupply(wakesAt)).to.equal(3n);
        expect(await citizenship.quorumBase(wakesAt)).to.equal(3n);
      });

      it("wakes the vote at once when that ends, and changes no past answer", async () => {
        const { citizenship, justice, dot, wakesAt } = await loadFixture(anOverdueVote);
        const sent = citizenship.connect(justice).keepAsleep(4, false);
        await expect(sent).to.emit(citizenship, "CitizenKeptAsleep").withArgs(4n, false);
        await expect(sent).to.emit(citizenship, "DelegateVotesChanged").withArgs(dot.address, 0n, 1n);
        const then = await now();
        await waitUntil(then + 1n);
        expect(await citizenship.pastVotesOf(4, wakesAt)).to.equal(0n);
        expect(await citizenship.couldVote(4, then - 1n)).to.equal(false);
        expect(await citizenship.pastVotesOf(4, then)).to.equal(1n);
        expect(await citizenship.getPastTotalSupply(then - 1n)).to.equal(3n);
        expect(await citizenship.getPastTotalSupply(then)).to.equal(4n);
      });

      it("does not fall asleep again", async () => {
        const { citizenship, justice } = await loadFixture(anOverdueVote);
        await citizenship.connect(justice).keepAsleep(4, false);
        await citizenship.connect(justice).keepAsleep(4, true);
        expect(await citizenship.votesOf(4)).to.equal(1n);
      });

      it("keeps it so through a renewal", async () => {
        const world = await loadFixture(aNewcomer);
        const { citizenship, justice, government, eve } = world;
        await citizenship.connect(government).setProvision(Provision.term, 3);
        await admitAll(world, [eve]);
        await citizenship.connect(justice).keepAsleep(5, true);
        const { until } = await citizenship.citizen(5);
        await waitUntil(until - 10n);
        await citizenship.connect(government).setProvision(Provision.term, 90);
        await citizenship.connect(eve).renewOwn();
        await waitUntil(until + DAY);
        expect([await citizenship.votesOf(5), await citizenship.citizenCount()]).to.deep.equal([0n, 4n]);
        await citizenship.connect(justice).keepAsleep(5, false);
        expect([await citizenship.votesOf(5), await citizenship.citizenCount()]).to.deep.equal([1n, 5n]);
      });

      it("changes no total when the citizen leaves, and keeps it so when the citizenship is given back", async () => {
        const { citizenship, justice } = await loadFixture(anOverdueVote);
        await citizenship.connect(justice).revoke(4, GROUNDS);
        expect(await citizenship.citizenCount()).to.equal(3n);
        await citizenship.connect(justice).restore(4, GROUNDS);
        expect([await citizenship.votesOf(4), await citizenship.citizenCount()]).to.deep.equal([0n, 3n]);
        await citizenship.connect(justice).keepAsleep(4, false);
        expect([await citizenship.votesOf(4), await citizenship.citizenCount()]).to.deep.equal([1n, 4n]);
      });

      it("reverts with Citizenship_VoteAsleep when the citizen delegates", async () => {
        const { citizenship, ann, dot } = await loadFixture(anOverdueVote);
        await expect(citizenship.connect(dot).delegate(ann))
          .to.be.revertedWithCustomError(citizenship, "Citizenship_VoteAsleep")
          .withArgs(4n, ENDLESS);
      });

      it("reverts with Citizenship_DelegateNotActive when somebody delegates to the citizen", async () => {
        const { citizenship, ann, dot } = await loadFixture(anOverdueVote);
        await expect(citizenship.connect(ann).delegate(dot))
          .to.be.revertedWithCustomError(citizenship, "Citizenship_DelegateNotActive")
          .withArgs(dot.address, 4n);
      });
    });

    it("lets the vote wake when the waiting period ends if it ends before", async () => {
      const { citizenship, justice, wakesAt } = await loadFixture(aKeptVote);
      await citizenship.connect(justice).keepAsleep(4, false);
      expect((await citizenship.citizen(4)).wakesAt).to.equal(wakesAt);
      expect(await citizenship.votesOf(4)).to.equal(0n);
      expect(await citizenship.citizenCount()).to.equal(3n);
      await waitUntil(wakesAt + 1n);
      expect(await citizenship.voterOf(await citizenship.holderOf(4), wakesAt)).to.deep.equal([4n, 1n]);
      expect(await citizenship.getPastTotalSupply(wakesAt)).to.equal(4n);
      expect(await citizenship.getPastTotalSupply(wakesAt - 1n)).to.equal(3n);
    });

    it("stops no vote of who comes in later", async () => {
      const world = await loadFixture(aKeptVote);
      const { citizenship, eve } = world;
      await admitAll(world, [eve]);
      const { wakesAt } = await citizenship.citizen(5);
      await waitUntil(wakesAt);
      expect(await citizenship.votesOf(5)).to.equal(1n);
      expect(await citizenship.citizenCount()).to.equal(4n);
    });

    it("reverts with AccessManagedUnauthorized when the caller is not justice", async () => {
      const { citizenship, registrar } = await loadFixture(aNewcomer);
      await expect(citizenship.connect(registrar).keepAsleep(4, true))
        .to.be.revertedWithCustomError(citizenship, "AccessManagedUnauthorized")
        .withArgs(registrar.address);
    });
  });
});
