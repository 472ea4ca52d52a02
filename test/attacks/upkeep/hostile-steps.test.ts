import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { dataLength } from "ethers";
import { anUpkeep, BASE_FEE, GAS, STEPS } from "../../unit/upkeep/world";

describe("Attack: a step makes the others fail, or the reward dear", () => {
  it("takes the others after one that burns its gas (UPK-4)", async () => {
    const { upkeep, steps, perform, take, act } = await loadFixture(anUpkeep);
    await expect(perform([act(steps.interface.encodeFunctionData("burnAll")), take(1)]))
      .to.emit(upkeep, "ActFailed")
      .withArgs(STEPS, 0, "0x");
    expect(await steps.isDone(1)).to.equal(true);
  });

  it("keeps 256 bytes of a failure's answer", async () => {
    const { upkeep, steps, perform, take, act } = await loadFixture(anUpkeep);
    const shout = act(steps.interface.encodeFunctionData("shout", [false]));
    await perform([shout, take(1)]);
    const [{ args }] = await upkeep.queryFilter(upkeep.filters.ActFailed());
    expect(dataLength(args.reason)).to.equal(256);
  });

  it("copies no more of a success's answer", async () => {
    const { steps, perform, told, act } = await loadFixture(anUpkeep);
    const { gasUsed, reward } = await told(perform([act(steps.interface.encodeFunctionData("shout", [true]))]));
    expect(gasUsed).to.be.lessThan(2n * GAS);
    expect(reward).to.be.lessThan((gasUsed * BASE_FEE * 110n) / 100n);
  });

  it("pays a step that burns gas no more than it burned, and its limit (UPK-1)", async () => {
    const { upkeep, steps, perform, told, act } = await loadFixture(anUpkeep);
    await upkeep.setProvision((await upkeep.provisions())[1].key, 1_000_000n);
    const burn = act(steps.interface.encodeFunctionData("burn", [2_000_000]), 3_000_000n);
    const { cost, reward } = await told(perform([burn]));
    expect(cost).to.be.greaterThan(10n ** 15n);
    expect(reward).to.equal(10n ** 15n);
  });
});
