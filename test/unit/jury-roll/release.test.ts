import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aRoll } from "./world";

describe("JuryRoll", () => {
  describe("release()", () => {
    async function aRelease() {
      const world = await aRoll();
      const { drawn } = await world.draw({ seats: 10 });
      return { ...world, drawn };
    }

    it("reverts with JuryRoll_NotTheCourt when the caller is not the court", async () => {
      const { roll, stranger } = await loadFixture(aRoll);
      await expect(roll.connect(stranger).release([]))
        .to.be.revertedWithCustomError(roll, "JuryRoll_NotTheCourt")
        .withArgs(stranger);
    });

    it("ends the duty", async () => {
      const { roll, asCourt, drawn } = await loadFixture(aRelease);
      await asCourt.release([...drawn.slice(0, 3)]);
      expect((await roll.jurorOf(drawn[0])).duties).to.equal(0n);
    });

    it("leaves the end of the service as it is", async () => {
      const { roll, asCourt, drawn } = await loadFixture(aRelease);
      const { servesUntil } = await roll.jurorOf(drawn[0]);
      await asCourt.release([drawn[0]]);
      expect((await roll.jurorOf(drawn[0])).servesUntil).to.equal(servesUntil);
    });

    it("emits JurorsReleased with the jurors", async () => {
      const { roll, asCourt, drawn } = await loadFixture(aRelease);
      await expect(asCourt.release([drawn[3]]))
        .to.emit(roll, "JurorsReleased")
        .withArgs([drawn[3]]);
    });
  });
});
