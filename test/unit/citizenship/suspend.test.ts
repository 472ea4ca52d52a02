import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { DAY, ENDLESS, GROUNDS, LATEST, midnight, nextAt, now, Standing } from "../../fixtures/citizenship";
import { aSuspension, two } from "./world";

describe("Citizenship", () => {
  describe("suspend()", () => {
    it("suspends until the midnight after", async () => {
      const { citizenship, justice } = await loadFixture(two);
      const until = midnight(await now()) + DAY;
      const sent = citizenship.connect(justice).suspend(1, until + 1n, GROUNDS);
      await expect(sent)
        .to.emit(citizenship, "CitizenSuspended")
        .withArgs(1n, until + DAY, GROUNDS);
      await expect(sent).to.emit(citizenship, "MetadataUpdate").withArgs(1n);
    });

    it("keeps the vote and the citizenship, and ends what takes good standing", async () => {
      const { citizenship, ann, suspendedUntil } = await loadFixture(aSuspension);
      expect(await citizenship.getVotes(ann)).to.equal(1n);
      expect(await citizenship.mayVote(1)).to.equal(true);
      expect(await citizenship.isActive(1)).to.equal(false);
      expect(await citizenship.activeCitizenOf(ann)).to.equal(0n);
      expect(await citizenship.ownerOf(1)).to.equal(ann.address);
      const record = await citizenship.citizen(1);
      expect([record.standing, record.suspendedUntil]).to.deep.equal([Standing.Suspended, suspendedUntil]);
    });

    it("changes no votes", async () => {
      const { citizenship, justice } = await loadFixture(two);
      await expect(citizenship.connect(justice).suspend(1, LATEST, GROUNDS)).not.to.emit(
        citizenship,
        "DelegateVotesChanged",
      );
      expect(await citizenship.citizenCount()).to.equal(2n);
    });

    it("reverts with Citizenship_StandingForbids of the suspended", async () => {
      const { citizenship, justice } = await loadFixture(aSuspension);
      await expect(citizenship.connect(justice).suspend(1, LATEST, GROUNDS))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_StandingForbids")
        .withArgs(1n, Standing.Suspended);
    });

    it("reverts with Citizenship_MomentPassed when it would be over", async () => {
      const { citizenship, justice } = await loadFixture(two);
      const present = (await now()) + 5n;
      await nextAt(present);
      await expect(citizenship.connect(justice).suspend(1, present, GROUNDS))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_MomentPassed")
        .withArgs(present, present);
    });

    it("reverts with Citizenship_MomentTooLate without end", async () => {
      const { citizenship, justice } = await loadFixture(two);
      await expect(citizenship.connect(justice).suspend(1, ENDLESS, GROUNDS))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_MomentTooLate")
        .withArgs(ENDLESS, LATEST);
    });

    it("reverts with AccessManagedUnauthorized when the caller is not justice", async () => {
      const { citizenship, registrar } = await loadFixture(two);
      await expect(citizenship.connect(registrar).suspend(1, LATEST, GROUNDS))
        .to.be.revertedWithCustomError(citizenship, "AccessManagedUnauthorized")
        .withArgs(registrar.address);
    });
  });
});
