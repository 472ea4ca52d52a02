import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aNation } from "./world";

describe("Nation", () => {
  describe("supportsInterface()", () => {
    for (const [standard, id] of [
      ["ERC-165", "0x01ffc9a7"],
      ["ERC-4824", "0x7034731b"],
    ] as const) {
      it(`speaks ${standard}`, async () => {
        const { nation } = await loadFixture(aNation);
        expect(await nation.supportsInterface(id)).to.equal(true);
      });
    }

    it("returns false for an unknown interface", async () => {
      const { nation } = await loadFixture(aNation);
      expect(await nation.supportsInterface("0xffffffff")).to.equal(false);
    });
  });
});
