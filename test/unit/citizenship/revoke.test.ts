import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { GROUNDS, Standing } from "../../fixtures/citizenship";
import { aSuspension, two } from "./world";

describe("Citizenship", () => {
  describe("revoke()", () => {
    it("ends the citizenship, and keeps its last holder", async () => {
      const { citizenship, justice, ann } = await loadFixture(two);
      const sent = citizenship.connect(justice).revoke(1, GROUNDS);
      await expect(sent).to.emit(citizenship, "CitizenRevoked").withArgs(1n, GROUNDS);
      await expect(sent).to.emit(citizenship, "Transfer").withArgs(ann.address, ZeroAddress, 1n);
      await expect(sent).to.emit(citizenship, "DelegateVotesChanged").withArgs(ann.address, 1n, 0n);
      await expect(citizenship.ownerOf(1)).to.be.revertedWithCustomError(citizenship, "ERC721NonexistentToken");
      expect(await citizenship.holderOf(1)).to.equal(ann.address);
      expect(await citizenship.citizenOf(ann)).to.equal(0n);
      expect((await citizenship.citizen(1)).standing).to.equal(Standing.Revoked);
    });

    it("revokes a suspended citizenship", async () => {
      const { citizenship, justice } = await loadFixture(aSuspension);
      await citizenship.connect(justice).revoke(1, GROUNDS);
      const record = await citizenship.citizen(1);
      expect([record.standing, record.suspendedUntil]).to.deep.equal([Standing.Revoked, 0n]);
      expect(await citizenship.citizenCount()).to.equal(1n);
    });

    it("reverts with Citizenship_StandingForbids the second time", async () => {
      const { citizenship, justice } = await loadFixture(two);
      await citizenship.connect(justice).revoke(1, GROUNDS);
      await expect(citizenship.connect(justice).revoke(1, GROUNDS))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_StandingForbids")
        .withArgs(1n, Standing.Revoked);
    });

    it("reverts with AccessManagedUnauthorized when the caller is not justice", async () => {
      const { citizenship, registrar } = await loadFixture(two);
      await expect(citizenship.connect(registrar).revoke(1, GROUNDS))
        .to.be.revertedWithCustomError(citizenship, "AccessManagedUnauthorized")
        .withArgs(registrar.address);
    });
  });
});
