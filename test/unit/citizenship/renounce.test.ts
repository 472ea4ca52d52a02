import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";
import { Standing } from "../../fixtures/citizenship";
import { two } from "./world";

describe("Citizenship", () => {
  describe("renounce()", () => {
    it("ends the caller's citizenship", async () => {
      const { citizenship, ann } = await loadFixture(two);
      const sent = citizenship.connect(ann).renounce();
      await expect(sent).to.emit(citizenship, "CitizenRenounced").withArgs(1n);
      await expect(sent).to.emit(citizenship, "Transfer").withArgs(ann.address, ZeroAddress, 1n);
      expect((await citizenship.citizen(1)).standing).to.equal(Standing.Renounced);
      expect(await citizenship.citizenCount()).to.equal(1n);
    });

    it("lets the account be admitted again, as a new citizen", async () => {
      const { citizenship, registrar, ann } = await loadFixture(two);
      await citizenship.connect(ann).renounce();
      await citizenship.connect(ann).requestAdmission(ZeroHash);
      await citizenship.connect(registrar).admit(ann);
      expect(await citizenship.citizenOf(ann)).to.equal(3n);
    });

    it("reverts with Citizenship_NotCitizen of a stranger", async () => {
      const { citizenship, stranger } = await loadFixture(two);
      await expect(citizenship.connect(stranger).renounce())
        .to.be.revertedWithCustomError(citizenship, "Citizenship_NotCitizen")
        .withArgs(stranger.address);
    });
  });
});
