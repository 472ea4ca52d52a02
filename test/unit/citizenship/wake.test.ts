import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { DAY, ENDLESS, foundingCitizens, GROUNDS, moveTo, nextAt, now, waitUntil } from "../../fixtures/citizenship";

/** Of four founding citizens Ann delegated to Ben, Cyd to Ann, and Ann's citizenship was moved to Eve. */
async function aMove() {
  const world = await foundingCitizens(4);
  const [ann, ben, cyd, , eve] = world.people;
  const { citizenship } = world;
  await citizenship.connect(world.government).allowAdmissions(10);
  await citizenship.connect(ann).delegate(ben);
  await citizenship.connect(cyd).delegate(ann);
  await moveTo(world, 1, eve);
  const votes = () => Promise.all([1, 2, 3].map((id) => citizenship.votesOf(id)));
  const { wakesAt } = await citizenship.citizen(1);
  return { ...world, ann, ben, cyd, eve, votes, movedAt: await now(), wakesAt };
}

describe("Citizenship", () => {
  describe("wake()", () => {
    it("wakes the vote when the waiting period is over, whoever calls", async () => {
      const { citizenship, stranger, wakesAt } = await loadFixture(aMove);
      await nextAt(wakesAt);
      await expect(citizenship.connect(stranger).wake(1)).to.emit(citizenship, "CitizenWoken").withArgs(1n);
      expect(await citizenship.mayVote(1)).to.equal(true);
      expect(await citizenship.citizenCount()).to.equal(4n);
    });

    it("reverts with Citizenship_VoteAsleep a second before", async () => {
      const { citizenship, wakesAt } = await loadFixture(aMove);
      await nextAt(wakesAt - 1n);
      await expect(citizenship.wake(1))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_VoteAsleep")
        .withArgs(1n, wakesAt);
    });

    it("gives delegations given and received back", async () => {
      const { citizenship, votes, wakesAt } = await loadFixture(aMove);
      expect(await votes()).to.deep.equal([0n, 1n, 1n]);
      await nextAt(wakesAt);
      await citizenship.wake(1);
      expect(await votes()).to.deep.equal([1n, 2n, 0n]);
    });

    // Checks SOUL-3.
    it("changes no past answer", async () => {
      const { citizenship, movedAt, wakesAt } = await loadFixture(aMove);
      await nextAt(wakesAt + DAY);
      await citizenship.wake(1);
      await waitUntil(wakesAt + DAY + 1n);
      const at = async (moment: bigint) => [
        await citizenship.couldVote(1, moment),
        await citizenship.getPastTotalSupply(moment),
      ];
      expect(await at(movedAt - 1n)).to.deep.equal([true, 4n]);
      expect(await at(wakesAt)).to.deep.equal([false, 3n]);
      expect(await at(wakesAt + DAY)).to.deep.equal([true, 4n]);
    });

    it("does nothing the second time", async () => {
      const { citizenship, wakesAt } = await loadFixture(aMove);
      await nextAt(wakesAt);
      await citizenship.wake(1);
      await expect(citizenship.wake(1)).not.to.emit(citizenship, "CitizenWoken");
    });

    it("does nothing to a citizenship that was not moved", async () => {
      const { citizenship } = await loadFixture(aMove);
      await expect(citizenship.wake(2)).not.to.emit(citizenship, "CitizenWoken");
    });

    it("gives no vote to who has left meanwhile", async () => {
      const { citizenship, justice, wakesAt } = await loadFixture(aMove);
      await citizenship.connect(justice).revoke(1, GROUNDS);
      await nextAt(wakesAt);
      await citizenship.wake(1);
      expect(await citizenship.votesOf(1)).to.equal(0n);
      expect(await citizenship.citizenCount()).to.equal(3n);
    });

    it("is needed also of who was restored meanwhile", async () => {
      const { citizenship, justice, wakesAt } = await loadFixture(aMove);
      await citizenship.connect(justice).revoke(1, GROUNDS);
      await citizenship.connect(justice).restore(1, GROUNDS);
      expect(await citizenship.mayVote(1)).to.equal(false);
      await nextAt(wakesAt);
      await citizenship.wake(1);
      expect(await citizenship.mayVote(1)).to.equal(true);
    });

    it("reverts with Citizenship_VoteAsleep when the new holder delegates before it is woken", async () => {
      const { citizenship, ben, eve, wakesAt } = await loadFixture(aMove);
      await waitUntil(wakesAt);
      await expect(citizenship.connect(eve).delegate(ben))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_VoteAsleep")
        .withArgs(1n, ENDLESS);
    });
  });
});
