import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { decodeBytes32String, encodeBytes32String } from "ethers";
import { DAY } from "../../fixtures/citizenship";
import { aRecovery } from "./world";

const PowerChange = { AsMarked: 0n, Less: 1n, More: 2n } as const;

describe("Recovery", () => {
  describe("provisions()", () => {
    it("has the figures of the charter", async () => {
      const { recovery } = await loadFixture(aRecovery);
      const all = await recovery.provisions();
      expect(all.map(({ key, current }) => [decodeBytes32String(key), current])).to.deep.equal([
        ["wait", 14n * DAY],
        ["waitWithoutGuardians", 30n * DAY],
        ["guardianDelay", 14n * DAY],
        ["pause", 90n * DAY],
        ["monthlyShare", 200n],
        ["leastGuardians", 2n],
      ]);
    });
  });

  describe("powerChangeOf()", () => {
    for (const [key, newValue, change, what] of [
      ["wait", 7n * DAY, "More", "a shorter wait gives power"],
      ["wait", 20n * DAY, "Less", "a longer wait takes power back"],
      ["monthlyShare", 400n, "More", "a larger share gives power"],
      ["monthlyShare", 100n, "Less", "a smaller share takes power back"],
      ["pause", 30n * DAY, "More", "a shorter pause gives power"],
      ["pause", 120n * DAY, "More", "a longer pause gives power, too"],
    ] as const) {
      it(`says that ${what}`, async () => {
        const { recovery } = await loadFixture(aRecovery);
        const data = recovery.interface.encodeFunctionData("setProvision", [encodeBytes32String(key), newValue]);
        expect(await recovery.powerChangeOf(data)).to.equal(PowerChange[change]);
      });
    }
  });
});
