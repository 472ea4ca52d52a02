import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aCourt, Phase } from "../../fixtures/court";
import { aDraw } from "./world";

describe("Court", () => {
  describe("appointRandomness()", () => {
    it("reverts with AccessManagedUnauthorized when the caller is not the government", async () => {
      const { court, randomness, stranger } = await loadFixture(aCourt);
      await expect(court.connect(stranger).appointRandomness(randomness))
        .to.be.revertedWithCustomError(court, "AccessManagedUnauthorized")
        .withArgs(stranger);
    });

    it("reverts with Court_RandomnessHasNoCode for an account without code", async () => {
      const { court, stranger } = await loadFixture(aCourt);
      await expect(court.appointRandomness(stranger))
        .to.be.revertedWithCustomError(court, "Court_RandomnessHasNoCode")
        .withArgs(stranger);
    });

    it("applies to later draws and not to the current one", async () => {
      const { court, dispute, open, randomness } = await loadFixture(aDraw);
      const newRandomness = await ethers.deployContract("RandomnessStub");
      await expect(court.appointRandomness(newRandomness))
        .to.emit(court, "RandomnessAppointed")
        .withArgs(newRandomness);
      expect((await dispute.round()).randomness).to.equal(randomness);
      const next = await open();
      await next.pass();
      expect((await next.round()).randomness).to.equal(newRandomness);
      await dispute.seat();
      expect(await dispute.phase()).to.equal(Phase.Commit);
    });
  });
});
