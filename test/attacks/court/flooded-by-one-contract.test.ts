import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aCourt, aLargeCourt, COST, extraData } from "../../fixtures/court";

const FLOOD = 6;

/** A contract brings one case after the other, and pays whatever it takes. */
async function flooded() {
  const world = await aCourt();
  const { court, arbitrable, stranger } = world;
  let paid = 0n;
  for (let count = 0; count < FLOOD; ++count) {
    const price = await court.connect(ethers.provider).arbitrationCost("0x", { from: arbitrable });
    await arbitrable.connect(stranger).open(2, extraData(0), { value: price });
    paid += price;
  }
  return { ...world, paid };
}

describe("Attack: a contract floods the court with cases", () => {
  it("pays twice as much for each further one", async () => {
    const { paid } = await loadFixture(flooded);
    expect(paid).to.equal((2n ** BigInt(FLOOD) - 1n) * COST);
  });

  it("makes no other contract's case dearer", async () => {
    const { court, stranger } = await loadFixture(flooded);
    expect(await court.connect(ethers.provider).arbitrationCost("0x", { from: stranger })).to.equal(COST);
  });

  it("makes no dispute of an agreement dearer", async () => {
    const { court, agreements } = await loadFixture(flooded);
    expect(await court.connect(ethers.provider).arbitrationCost("0x00", { from: agreements })).to.equal(COST);
  });

  it("gets no case at the base price by refusing the rulings", async () => {
    const { court, arbitrable, open } = await loadFixture(aLargeCourt);
    const first = await open();
    await first.judge([1, 1, 1]);
    const second = await open();
    expect(await court.connect(ethers.provider).arbitrationCost("0x", { from: arbitrable })).to.equal(4n * COST);
    await first.pass();
    await second.decide([1, 1, 1]);
    expect(await court.connect(ethers.provider).arbitrationCost("0x", { from: arbitrable })).to.equal(COST);
  });
});
