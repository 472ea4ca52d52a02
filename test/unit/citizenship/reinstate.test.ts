import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { nextAt, Standing } from "../../fixtures/citizenship";
import { aSuspension, two } from "./world";

describe("Citizenship", () => {
  describe("reinstate()", () => {
    it("gives the good standing back", async () => {
      const { citizenship, justice } = await loadFixture(aSuspension);
      const sent = citizenship.connect(justice).reinstate(1);
      await expect(sent).to.emit(citizenship, "CitizenReinstated").withArgs(1n);
      await expect(sent).not.to.emit(citizenship, "DelegateVotesChanged");
      expect(await citizenship.isActive(1)).to.equal(true);
      await expect(sent).to.emit(citizenship, "MetadataUpdate").withArgs(1n);
      expect((await citizenship.citizen(1)).suspendedUntil).to.equal(0n);
    });

    it("reverts with AccessManagedUnauthorized for others in the suspension's last second", async () => {
      const { citizenship, ann, suspendedUntil } = await loadFixture(aSuspension);
      await nextAt(suspendedUntil - 1n);
      await expect(citizenship.connect(ann).reinstate(1))
        .to.be.revertedWithCustomError(citizenship, "AccessManagedUnauthorized")
        .withArgs(ann.address);
    });

    it("reinstates for anyone after the suspension's end", async () => {
      const { citizenship, stranger, suspendedUntil } = await loadFixture(aSuspension);
      await nextAt(suspendedUntil);
      await citizenship.connect(stranger).reinstate(1);
      expect(await citizenship.votesOf(1)).to.equal(1n);
    });

    it("does not revive a term that is over", async () => {
      const { citizenship, until } = await loadFixture(aSuspension);
      await nextAt(until);
      await citizenship.reinstate(1);
      expect(await citizenship.votesOf(1)).to.equal(0n);
    });

    it("reverts with Citizenship_StandingForbids when not suspended", async () => {
      const { citizenship, justice } = await loadFixture(two);
      await expect(citizenship.connect(justice).reinstate(1))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_StandingForbids")
        .withArgs(1n, Standing.Active);
    });
  });
});
