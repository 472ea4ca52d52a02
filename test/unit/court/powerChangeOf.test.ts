import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aCourt } from "../../fixtures/court";
import { key } from "../../fixtures/money";

const GIVES_POWER = 2n;

describe("Court", () => {
  describe("powerChangeOf()", () => {
    for (const value of [1, 1_000]) {
      it(`makes a decision to set a provision to ${value} constitutional`, async () => {
        const { court } = await loadFixture(aCourt);
        const data = court.interface.encodeFunctionData("setProvision", [key("seatFee"), value]);
        expect(await court.powerChangeOf(data)).to.equal(GIVES_POWER);
      });
    }
  });
});
