import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroHash } from "ethers";
import {
  admitAll,
  DAY,
  foundingCitizens,
  GROUNDS,
  midnight,
  nextAt,
  now,
  Provision,
  waitUntil,
} from "../../fixtures/citizenship";

/** Three founding citizens, and Dot, who came in later as citizen 4. */
async function aNewcomer() {
  const world = await foundingCitizens(3);
  await world.citizenship.connect(world.government).allowAdmissions(10);
  const [ann, ben, , dot, eve, fay] = world.people;
  await admitAll(world, [dot]);
  const { since, wakesAt } = await world.citizenship.citizen(4);
  return { ...world, ann, ben, dot, eve, fay, since, wakesAt };
}

describe("CitizenVotes", () => {
  describe("the provision `waitingPeriod`", () => {
    it("lets founding citizens vote at once", async () => {
      const { citizenship } = await loadFixture(aNewcomer);
      const { since, wakesAt } = await citizenship.citizen(3);
      expect(wakesAt).to.equal(since);
      expect(await citizenship.votesOf(3)).to.equal(1n);
    });

    it("ends 30 days after the next midnight", async () => {
      const { since, wakesAt } = await loadFixture(aNewcomer);
      expect(wakesAt).to.equal(midnight(since) + 30n * DAY);
    });

    // Checks ELECT-1.
    it("gives no vote in its last second", async () => {
      const { citizenship, dot, wakesAt } = await loadFixture(aNewcomer);
      await waitUntil(wakesAt - 1n);
      expect(await citizenship.getVotes(dot)).to.equal(0n);
      expect(await citizenship.mayVote(4)).to.equal(false);
      expect(await citizenship.voterOf(dot, wakesAt - 2n)).to.deep.equal([0n, 0n]);
    });

    it("gives the vote when it is over, and none before", async () => {
      const { citizenship, dot, wakesAt } = await loadFixture(aNewcomer);
      await waitUntil(wakesAt + 1n);
      expect(await citizenship.voterOf(dot, wakesAt)).to.deep.equal([4n, 1n]);
      expect(await citizenship.voterOf(dot, wakesAt - 1n)).to.deep.equal([4n, 0n]);
      expect(await citizenship.couldVote(4, wakesAt)).to.equal(true);
      expect(await citizenship.couldVote(4, wakesAt - 1n)).to.equal(false);
    });

    it("gives no office and no jury duty before it is over", async () => {
      const { citizenship, dot, wakesAt } = await loadFixture(aNewcomer);
      expect(await citizenship.activeCitizenOf(dot)).to.equal(0n);
      await waitUntil(wakesAt);
      expect(await citizenship.activeCitizenOf(dot)).to.equal(4n);
      expect(await citizenship.isStillActive(4, wakesAt - 1n)).to.equal(false);
    });

    it("counts a newcomer in no quorum before it is over", async () => {
      const { citizenship, wakesAt } = await loadFixture(aNewcomer);
      await waitUntil(wakesAt + 1n);
      expect(await citizenship.getPastTotalSupply(wakesAt - 1n)).to.equal(3n);
      expect(await citizenship.getPastTotalSupply(wakesAt)).to.equal(4n);
    });

    it("announces no vote that sleeps", async () => {
      const { citizenship, registrar, eve } = await loadFixture(aNewcomer);
      await citizenship.connect(eve).requestAdmission(ZeroHash);
      await expect(citizenship.connect(registrar).admit(eve)).not.to.emit(citizenship, "DelegateVotesChanged");
    });

    it("reverts with Citizenship_VoteAsleep when a newcomer delegates", async () => {
      const { citizenship, ann, dot, wakesAt } = await loadFixture(aNewcomer);
      await expect(citizenship.connect(dot).delegate(ann))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_VoteAsleep")
        .withArgs(4n, wakesAt);
      await nextAt(wakesAt);
      await citizenship.connect(dot).delegate(ann);
      expect(await citizenship.votesOf(1)).to.equal(2n);
    });

    it("reverts with Citizenship_DelegateNotActive when somebody delegates to a newcomer", async () => {
      const { citizenship, ann, dot } = await loadFixture(aNewcomer);
      await expect(citizenship.connect(ann).delegate(dot))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_DelegateNotActive")
        .withArgs(dot.address, 4n);
    });

    it("leaves who was admitted before as they were when it becomes longer", async () => {
      const { citizenship, government, wakesAt } = await loadFixture(aNewcomer);
      await citizenship.connect(government).setProvision(Provision.waitingPeriod, 90);
      expect((await citizenship.citizen(4)).wakesAt).to.equal(wakesAt);
    });

    it("wakes nobody before who came in earlier when it becomes shorter", async () => {
      const world = await loadFixture(aNewcomer);
      const { citizenship, government, eve, wakesAt } = world;
      await waitUntil(wakesAt - 20n * DAY);
      await citizenship.connect(government).setProvision(Provision.waitingPeriod, 7);
      await admitAll(world, [eve]);
      expect((await citizenship.citizen(5)).wakesAt).to.equal(wakesAt);
    });

    it("is at least a day for who comes in while an earlier one sleeps", async () => {
      const world = await loadFixture(aNewcomer);
      const { citizenship, government, eve, wakesAt } = world;
      await waitUntil(wakesAt - DAY / 2n);
      await citizenship.connect(government).setProvision(Provision.waitingPeriod, 0);
      await admitAll(world, [eve]);
      expect((await citizenship.citizen(5)).wakesAt).to.equal(wakesAt + DAY);
    });

    it("applies as it is once nobody sleeps", async () => {
      const world = await loadFixture(aNewcomer);
      const { citizenship, government, eve, wakesAt } = world;
      await waitUntil(wakesAt);
      await citizenship.connect(government).setProvision(Provision.waitingPeriod, 7);
      await admitAll(world, [eve]);
      expect((await citizenship.citizen(5)).wakesAt).to.equal(midnight(await now()) + 7n * DAY);
    });

    it("ends before the term does", async () => {
      const world = await loadFixture(aNewcomer);
      const { citizenship, government, eve } = world;
      await citizenship.connect(government).setProvision(Provision.term, 3);
      await admitAll(world, [eve]);
      const { wakesAt, until } = await citizenship.citizen(5);
      expect(until).to.equal(wakesAt);
    });

    context("given a newcomer leaves asleep", () => {
      const aDeparture = async () => {
        const world = await aNewcomer();
        await world.citizenship.connect(world.dot).renounce();
        return { ...world, leftAt: await now() };
      };

      // Checks SOUL-5.
      it("keeps the total at the number of citizens who may vote", async () => {
        const { citizenship } = await loadFixture(aDeparture);
        expect(await citizenship.citizenCount()).to.equal(3n);
      });

      it("keeps it so after the waking", async () => {
        const { citizenship, wakesAt, leftAt } = await loadFixture(aDeparture);
        await waitUntil(wakesAt + DAY);
        expect(await citizenship.citizenCount()).to.equal(3n);
        expect(await citizenship.getPastTotalSupply(wakesAt)).to.equal(3n);
        expect(await citizenship.getPastTotalSupply(leftAt)).to.equal(3n);
      });

      it("gives no vote after the waking", async () => {
        const { citizenship, wakesAt } = await loadFixture(aDeparture);
        await waitUntil(wakesAt + DAY);
        expect(await citizenship.votesOf(4)).to.equal(0n);
        expect(await citizenship.pastVotesOf(4, wakesAt)).to.equal(0n);
      });
    });

    it("keeps the vote asleep through a suspension and its end", async () => {
      const { citizenship, justice, wakesAt } = await loadFixture(aNewcomer);
      await citizenship.connect(justice).suspend(4, (await now()) + DAY, GROUNDS);
      await citizenship.connect(justice).reinstate(4);
      expect(await citizenship.votesOf(4)).to.equal(0n);
      await waitUntil(wakesAt);
      expect(await citizenship.votesOf(4)).to.equal(1n);
    });

    it("keeps the vote of a revoked newcomer out of the past", async () => {
      const { citizenship, justice, wakesAt, since } = await loadFixture(aNewcomer);
      await waitUntil(wakesAt + 10n);
      await citizenship.connect(justice).revoke(4, GROUNDS);
      const then = await now();
      await waitUntil(then + 1n);
      expect(await citizenship.pastVotesOf(4, since)).to.equal(0n);
      expect(await citizenship.pastVotesOf(4, wakesAt)).to.equal(1n);
      expect(await citizenship.pastVotesOf(4, then)).to.equal(0n);
    });
  });
});
