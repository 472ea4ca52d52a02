import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { anUpkeep, anUpkeepOf } from "../unit/upkeep/world";

const withoutMargin = () => anUpkeepOf({ margin: { value: 0n } });

// Apart from the unit tests, which are also run where every line is counted and so costs more.
describe("Rewards of the upkeep, beside what the transaction took", () => {
  it("pays about what a small step takes", async () => {
    const { perform, told, take } = await loadFixture(anUpkeep);
    const { reward, cost } = await told(perform([take(1)]));
    expect(reward).to.be.within((cost * 95n) / 100n, (cost * 110n) / 100n);
  });

  it("pays no more than the transaction took where the margin is nothing (UPK-1)", async () => {
    const { perform, told, act, steps } = await loadFixture(withoutMargin);
    const burn = act(steps.interface.encodeFunctionData("burn", [400_000]), 500_000n);
    const { reward, cost } = await told(perform([burn]));
    expect(reward).to.be.within((cost * 97n) / 100n, cost);
  });
});
