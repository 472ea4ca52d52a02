import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { DAY, ENDLESS, GROUNDS, LATEST, nextAt, Standing } from "../../fixtures/citizenship";
import { aSuspension, two } from "./world";

describe("Citizenship", () => {
  describe("renew()", () => {
    it("prolongs to the midnight after", async () => {
      const { citizenship, registrar, since, until } = await loadFixture(two);
      const sent = citizenship.connect(registrar).renew(1, until + 1n);
      await expect(sent)
        .to.emit(citizenship, "CitizenRenewed")
        .withArgs(1n, until, until + DAY);
      await expect(sent)
        .to.emit(citizenship, "TokenExpiryUpdated")
        .withArgs(1n, since, until + DAY);
      await expect(sent).to.emit(citizenship, "MetadataUpdate").withArgs(1n);
      expect(await citizenship.endTime(1)).to.equal(until + DAY);
    });

    it("prolongs without end", async () => {
      const { citizenship, registrar, since, until } = await loadFixture(two);
      const sent = citizenship.connect(registrar).renew(1, ENDLESS);
      await expect(sent).to.emit(citizenship, "CitizenRenewed").withArgs(1n, until, ENDLESS);
      await expect(sent).to.emit(citizenship, "TokenExpiryUpdated").withArgs(1n, since, 0n);
    });

    it("revives a term that is over", async () => {
      const { citizenship, registrar, until } = await loadFixture(two);
      await nextAt(until + 3n * DAY);
      await citizenship.connect(registrar).renew(1, until + 3n * DAY + 1n);
      expect(await citizenship.isActive(1)).to.equal(true);
    });

    it("prolongs the term of a suspended citizen, and keeps the suspension", async () => {
      const { citizenship, registrar, suspendedUntil } = await loadFixture(aSuspension);
      await citizenship.connect(registrar).renew(1, ENDLESS);
      const record = await citizenship.citizen(1);
      expect([record.until, record.standing, record.suspendedUntil]).to.deep.equal([
        ENDLESS,
        Standing.Suspended,
        suspendedUntil,
      ]);
    });

    it("prolongs to the last day of a record", async () => {
      const { citizenship, registrar } = await loadFixture(two);
      await citizenship.connect(registrar).renew(1, LATEST);
      expect(await citizenship.endTime(1)).to.equal(LATEST);
    });

    it("reverts with Citizenship_MomentTooLate after that", async () => {
      const { citizenship, registrar } = await loadFixture(two);
      await expect(citizenship.connect(registrar).renew(1, LATEST + 1n))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_MomentTooLate")
        .withArgs(LATEST + 1n, LATEST);
    });

    it("reverts with Citizenship_TermNotExtended to the same end", async () => {
      const { citizenship, registrar, until } = await loadFixture(two);
      await expect(citizenship.connect(registrar).renew(1, until))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_TermNotExtended")
        .withArgs(1n, until, until);
    });

    it("reverts with Citizenship_TermNotExtended to an end that is past", async () => {
      const { citizenship, registrar, until } = await loadFixture(two);
      const present = until + 2n * DAY;
      await nextAt(present);
      await expect(citizenship.connect(registrar).renew(1, present))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_TermNotExtended")
        .withArgs(1n, present, present);
    });

    it("reverts with Citizenship_TermNotExtended when there is no end", async () => {
      const { citizenship, registrar } = await loadFixture(two);
      await citizenship.connect(registrar).renew(1, ENDLESS);
      await expect(citizenship.connect(registrar).renew(1, ENDLESS))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_TermNotExtended")
        .withArgs(1n, ENDLESS, ENDLESS);
    });

    it("reverts with Citizenship_StandingForbids of nobody, and of the revoked", async () => {
      const { citizenship, registrar, justice } = await loadFixture(two);
      await expect(citizenship.connect(registrar).renew(3, ENDLESS))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_StandingForbids")
        .withArgs(3n, Standing.None);
      await citizenship.connect(justice).revoke(1, GROUNDS);
      await expect(citizenship.connect(registrar).renew(1, ENDLESS))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_StandingForbids")
        .withArgs(1n, Standing.Revoked);
    });

    it("reverts with AccessManagedUnauthorized when the caller is not the registrar", async () => {
      const { citizenship, ann } = await loadFixture(two);
      await expect(citizenship.connect(ann).renew(1, ENDLESS))
        .to.be.revertedWithCustomError(citizenship, "AccessManagedUnauthorized")
        .withArgs(ann.address);
    });
  });
});
