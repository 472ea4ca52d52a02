import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { anUpkeep, POT } from "./world";

describe("Upkeep", () => {
  describe("receive()", () => {
    it("takes native coin of anybody, and tells it", async () => {
      const { upkeep, stranger } = await loadFixture(anUpkeep);
      await expect(stranger.sendTransaction({ to: upkeep, value: 7 }))
        .to.emit(upkeep, "Received")
        .withArgs(stranger, 7, POT + 7n);
    });
  });
});
