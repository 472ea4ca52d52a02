import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroAddress } from "ethers";
import {
  admitAll,
  DAY,
  ENDLESS,
  foundingCitizens,
  GROUNDS,
  midnight,
  moveTo,
  nextAt,
  now,
  Standing,
  waitUntil,
} from "../../fixtures/citizenship";
import { aSuspension, three, threeForTenDays, two } from "./world";

/** Ann, citizen 1 for ten days, was revoked. */
async function aRevocation() {
  const world = await two();
  await world.citizenship.connect(world.justice).revoke(1, GROUNDS);
  return { ...world, revokedAt: await now() };
}

/** Dot, who came in after three founding citizens, was revoked while her vote slept. */
async function aRevokedNewcomer() {
  const world = await foundingCitizens(3);
  const dot = world.people[3];
  await world.citizenship.connect(world.government).allowAdmissions(10);
  await admitAll(world, [dot]);
  const { wakesAt } = await world.citizenship.citizen(4);
  await world.citizenship.connect(world.justice).revoke(4, GROUNDS);
  return { ...world, dot, wakesAt };
}

describe("Citizenship", () => {
  describe("restore()", () => {
    it("gives the citizenship back to its last holder", async () => {
      const { citizenship, justice, ann } = await loadFixture(aRevocation);
      const sent = citizenship.connect(justice).restore(1, GROUNDS);
      await expect(sent).to.emit(citizenship, "CitizenshipRestored").withArgs(1n, ann.address, GROUNDS);
      await expect(sent).to.emit(citizenship, "Transfer").withArgs(ZeroAddress, ann.address, 1n);
      await expect(sent).to.emit(citizenship, "Locked").withArgs(1n);
      expect(await citizenship.citizenOf(ann)).to.equal(1n);
      expect(await citizenship.ownerOf(1)).to.equal(ann.address);
      expect((await citizenship.citizen(1)).standing).to.equal(Standing.Active);
    });

    it("names the same holder when it ends again", async () => {
      const { citizenship, justice, ann } = await loadFixture(aRevocation);
      await citizenship.connect(justice).restore(1, GROUNDS);
      await citizenship.connect(ann).renounce();
      expect(await citizenship.holderOf(1)).to.equal(ann.address);
      expect(await citizenship.formerCitizenOf(ann)).to.equal(1n);
    });

    it("wakes the vote at once", async () => {
      const { citizenship, justice, ann } = await loadFixture(aRevocation);
      await expect(citizenship.connect(justice).restore(1, GROUNDS))
        .to.emit(citizenship, "DelegateVotesChanged")
        .withArgs(ann.address, 0n, 1n);
      expect(await citizenship.votesOf(1)).to.equal(1n);
    });

    it("counts the citizen in the total from then on, and changes no past answer", async () => {
      const { citizenship, justice, revokedAt } = await loadFixture(aRevocation);
      await nextAt(revokedAt + DAY);
      await citizenship.connect(justice).restore(1, GROUNDS);
      await waitUntil(revokedAt + DAY + 1n);
      const at = (moment: bigint) =>
        Promise.all([citizenship.getPastTotalSupply(moment), citizenship.pastVotesOf(1, moment)]);
      expect(await at(revokedAt - 1n)).to.deep.equal([2n, 1n]);
      expect(await at(revokedAt + DAY - 1n)).to.deep.equal([1n, 0n]);
      expect(await at(revokedAt + DAY)).to.deep.equal([2n, 1n]);
    });

    it("counts no admission", async () => {
      const { citizenship, justice } = await loadFixture(aRevocation);
      await citizenship.connect(justice).restore(1, GROUNDS);
      expect(await citizenship.admittedCount()).to.equal(2n);
      expect(await citizenship.lastCitizenId()).to.equal(2n);
    });

    it("voids what the account requested and signed meanwhile", async () => {
      const { citizenship, registrar, justice, ann } = await loadFixture(aRevocation);
      await citizenship.connect(ann).requestAdmission(GROUNDS);
      await citizenship.connect(justice).restore(1, GROUNDS);
      await citizenship.connect(ann).renounce();
      await expect(citizenship.connect(registrar).admit(ann))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_NoRequest")
        .withArgs(ann.address);
    });

    it("brings delegations given and received back", async () => {
      const { citizenship, justice, ann, ben, cyd, votes } = await loadFixture(three);
      await citizenship.connect(ann).delegate(ben);
      await citizenship.connect(cyd).delegate(ann);
      await citizenship.connect(justice).revoke(1, GROUNDS);
      expect(await votes()).to.deep.equal([0n, 1n, 1n]);
      await citizenship.connect(justice).restore(1, GROUNDS);
      expect(await votes()).to.deep.equal([1n, 2n, 0n]);
    });

    it("keeps a term that has not ended", async () => {
      const { citizenship, justice, until } = await loadFixture(aRevocation);
      await waitUntil(until - DAY);
      await citizenship.connect(justice).restore(1, GROUNDS);
      expect((await citizenship.citizen(1)).until).to.equal(until);
    });

    it("keeps a term without an end", async () => {
      const { citizenship, justice } = await loadFixture(three);
      await citizenship.connect(justice).revoke(1, GROUNDS);
      await citizenship.connect(justice).restore(1, GROUNDS);
      expect((await citizenship.citizen(1)).until).to.equal(ENDLESS);
    });

    it("leaves as much of a term that ran out meanwhile as was left at the revocation", async () => {
      const { citizenship, justice, until, revokedAt } = await loadFixture(aRevocation);
      await nextAt(revokedAt + 200n * DAY);
      await expect(citizenship.connect(justice).restore(1, GROUNDS)).to.emit(citizenship, "TokenExpiryUpdated");
      expect((await citizenship.citizen(1)).until).to.equal(until + 200n * DAY);
      expect(await citizenship.votesOf(1)).to.equal(1n);
    });

    it("leaves as much of the grace as was left at the revocation", async () => {
      const { citizenship, justice, ann, until } = await loadFixture(two);
      await waitUntil(until + 80n * DAY);
      await citizenship.connect(justice).revoke(1, GROUNDS);
      const revokedAt = await now();
      await nextAt(revokedAt + 100n * DAY);
      await citizenship.connect(justice).restore(1, GROUNDS);
      expect((await citizenship.citizen(1)).until).to.equal(until + 100n * DAY);
      await citizenship.connect(ann).renewOwn();
      expect(await citizenship.votesOf(1)).to.equal(1n);
    });

    it("prolongs no term that was over before the revocation, also of a vote that slept then", async () => {
      const world = await loadFixture(threeForTenDays);
      const { citizenship, justice, people, government } = world;
      await citizenship.connect(government).allowAdmissions(10);
      const end = await citizenship.endTime(2);
      await moveTo(world, 2, people[20]);
      await nextAt(end + 400n * DAY);
      await citizenship.connect(justice).revoke(2, GROUNDS);
      await nextAt(end + 401n * DAY);
      await citizenship.connect(justice).restore(2, GROUNDS);
      expect(await citizenship.endTime(2)).to.equal(end + DAY);
    });

    it("counts who was marked as lapsed before until they are marked again", async () => {
      const world = await loadFixture(threeForTenDays);
      const { citizenship, justice, people, until } = world;
      await admitAll(world, people.slice(3, 6));
      await waitUntil(until + 2n * DAY);
      await citizenship.markLapsed([4, 5, 6, 1]);
      await citizenship.connect(justice).revoke(1, GROUNDS);
      await citizenship.connect(justice).restore(1, GROUNDS);
      expect((await citizenship.citizen(1)).markedLapsed).to.equal(false);
      expect(await citizenship.citizenCount()).to.equal(6n);
      await citizenship.markLapsed([1]);
      expect(await citizenship.citizenCount()).to.equal(5n);
    });

    it("goes on with a suspension that has not ended", async () => {
      const { citizenship, justice } = await loadFixture(two);
      const end = midnight((await now()) + 5n * DAY);
      await citizenship.connect(justice).suspend(1, end, GROUNDS);
      await citizenship.connect(justice).revoke(1, GROUNDS);
      await citizenship.connect(justice).restore(1, GROUNDS);
      const { standing, suspendedUntil } = await citizenship.citizen(1);
      expect([standing, suspendedUntil]).to.deep.equal([Standing.Suspended, end]);
      expect(await citizenship.votesOf(1)).to.equal(1n);
    });

    it("does not go on with a suspension that has ended", async () => {
      const { citizenship, justice, suspendedUntil } = await loadFixture(aSuspension);
      await citizenship.connect(justice).revoke(1, GROUNDS);
      await waitUntil(suspendedUntil);
      await citizenship.connect(justice).restore(1, GROUNDS);
      expect((await citizenship.citizen(1)).standing).to.equal(Standing.Active);
    });

    it("counts for what was fixed before only from the next midnight on", async () => {
      const { citizenship, justice, revokedAt } = await loadFixture(aRevocation);
      await citizenship.connect(justice).restore(1, GROUNDS);
      const midnightAfter = midnight(await now());
      await waitUntil(midnightAfter + 1n);
      expect(await citizenship.isStillActive(1, revokedAt - 1n)).to.equal(false);
      expect(await citizenship.isStillActive(1, midnightAfter)).to.equal(true);
    });

    context("given a newcomer whose vote slept", () => {
      // Checks ELECT-1.
      it("lets the vote wake when the waiting period ends", async () => {
        const { citizenship, justice, wakesAt } = await loadFixture(aRevokedNewcomer);
        await citizenship.connect(justice).restore(4, GROUNDS);
        expect(await citizenship.votesOf(4)).to.equal(0n);
        expect(await citizenship.citizenCount()).to.equal(3n);
        await waitUntil(wakesAt);
        expect(await citizenship.votesOf(4)).to.equal(1n);
        expect(await citizenship.citizenCount()).to.equal(4n);
      });

      // Checks SOUL-5: the total of the time between does not change.
      it("wakes it at once when the waiting period is over", async () => {
        const { citizenship, justice, wakesAt } = await loadFixture(aRevokedNewcomer);
        await nextAt(wakesAt + DAY);
        await citizenship.connect(justice).restore(4, GROUNDS);
        expect(await citizenship.votesOf(4)).to.equal(1n);
        expect(await citizenship.citizenCount()).to.equal(4n);
        await waitUntil(wakesAt + DAY + 1n);
        expect(await citizenship.getPastTotalSupply(wakesAt)).to.equal(3n);
        expect(await citizenship.getPastTotalSupply(wakesAt + DAY)).to.equal(4n);
      });
    });

    it("reverts with Citizenship_StandingForbids when the citizenship is held", async () => {
      const { citizenship, justice } = await loadFixture(two);
      await expect(citizenship.connect(justice).restore(1, GROUNDS))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_StandingForbids")
        .withArgs(1n, Standing.Active);
    });

    it("reverts with Citizenship_StandingForbids when it was renounced", async () => {
      const { citizenship, justice, ann } = await loadFixture(two);
      await citizenship.connect(ann).renounce();
      await expect(citizenship.connect(justice).restore(1, GROUNDS))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_StandingForbids")
        .withArgs(1n, Standing.Renounced);
    });

    it("reverts with Citizenship_StandingForbids when its term is over", async () => {
      const { citizenship, justice, until } = await loadFixture(two);
      await waitUntil(until);
      await expect(citizenship.connect(justice).restore(1, GROUNDS))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_StandingForbids")
        .withArgs(1n, Standing.Active);
    });

    it("reverts with Citizenship_StandingForbids when the id was never given", async () => {
      const { citizenship, justice } = await loadFixture(two);
      await expect(citizenship.connect(justice).restore(9, GROUNDS))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_StandingForbids")
        .withArgs(9n, Standing.None);
    });

    it("reverts with Citizenship_AlreadyCitizen when the account holds another citizenship by now", async () => {
      const world = await loadFixture(aRevocation);
      const { citizenship, justice, ann } = world;
      await admitAll(world, [ann]);
      await expect(citizenship.connect(justice).restore(1, GROUNDS))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_AlreadyCitizen")
        .withArgs(ann.address, 3n);
    });

    it("reverts with AccessManagedUnauthorized when the caller is not justice", async () => {
      const { citizenship, registrar } = await loadFixture(aRevocation);
      await expect(citizenship.connect(registrar).restore(1, GROUNDS))
        .to.be.revertedWithCustomError(citizenship, "AccessManagedUnauthorized")
        .withArgs(registrar.address);
    });
  });
});
