import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { admitFounders, citizens, DAY, DOSSIER, now, waitUntil } from "../../fixtures/citizenship";
import { aFounding, anInvitedFounding } from "./world";

describe("Opening", () => {
  describe("quorumBase()", () => {
    it("is the electorate of that moment", async () => {
      const { citizenship } = await citizens(3);
      const moment = await now();
      await waitUntil(moment + 1n);
      expect(await citizenship.quorumBase(moment)).to.equal(3n);
    });

    context("given two of three left", () => {
      const aShrunkNation = async () => {
        const world = await citizens(3);
        const before = await now();
        for (const person of world.people.slice(0, 2)) await world.citizenship.connect(person).renounce();
        await waitUntil(before + 200n * DAY);
        return { ...world, before };
      };

      it("is the electorate of 90 days before until those are over", async () => {
        const { citizenship, before } = await loadFixture(aShrunkNation);
        expect(await citizenship.quorumBase(before + 90n * DAY)).to.equal(3n);
      });

      it("is the smaller electorate afterwards", async () => {
        const { citizenship, before } = await loadFixture(aShrunkNation);
        expect(await citizenship.quorumBase(before + 91n * DAY)).to.equal(1n);
      });
    });

    it("is zero before anybody was a citizen", async () => {
      const { citizenship } = await citizens(1);
      expect(await citizenship.quorumBase(0)).to.equal(0n);
      expect(await citizenship.quorumBase(90n * DAY)).to.equal(0n);
    });

    context("given a founding of five", () => {
      it("counts a place that nobody was invited to yet", async () => {
        const { citizenship, government, people } = await loadFixture(aFounding);
        await admitFounders({ citizenship, government }, people.slice(0, 2));
        const moment = await now();
        await waitUntil(moment + 1n);
        expect(await citizenship.quorumBase(moment)).to.equal(5n);
      });

      it("counts each open invitation as a citizen", async () => {
        const { citizenship, people, until } = await loadFixture(anInvitedFounding);
        for (const founder of people.slice(0, 3)) await citizenship.connect(founder).requestAdmission(DOSSIER);
        await waitUntil(until);
        expect(await citizenship.quorumBase(until - 1n)).to.equal(5n);
      });

      it("counts none that has ended", async () => {
        const { citizenship, people, until } = await loadFixture(anInvitedFounding);
        for (const founder of people.slice(0, 3)) await citizenship.connect(founder).requestAdmission(DOSSIER);
        await waitUntil(until + 1n);
        expect(await citizenship.quorumBase(until)).to.equal(3n);
      });

      // Checks OPEN-4.
      it("keeps the base of a past moment when another one comes in", async () => {
        const { citizenship, people } = await loadFixture(anInvitedFounding);
        for (const founder of people.slice(0, 3)) await citizenship.connect(founder).requestAdmission(DOSSIER);
        const moment = await now();
        await citizenship.connect(people[3]).requestAdmission(DOSSIER);
        expect(await citizenship.quorumBase(moment)).to.equal(5n);
        expect(await citizenship.getPastTotalSupply(moment)).to.equal(3n);
      });
    });

    it("reverts with ERC5805FutureLookup when the moment is not past", async () => {
      const { citizenship } = await citizens(1);
      const present = await now();
      await expect(citizenship.quorumBase(present))
        .to.be.revertedWithCustomError(citizenship, "ERC5805FutureLookup")
        .withArgs(present, present);
    });
  });
});
