import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { encodeBytes32String, ZeroAddress } from "ethers";
import { against, inFavour, Proposal, State } from "../../fixtures/governance";
import { aNationOf } from "../../fixtures/nation";
import { Constitutional, days, Ordinary } from "../../unit/governor/world";

// A stricter value on trial held for a year. The trial of the same value for a second counted as taking power back, and after it
// the looser standing value applied: an ordinary decision did what takes a constitutional one.
describe("Attack: a protection on trial is cut short by an ordinary decision", () => {
  for (const [institution, name, strict] of [
    ["citizenship", "monthlyAdmissions", ({ min }) => min],
    ["citizenship", "waitingPeriod", ({ max }) => max],
    ["coin", "yearlyMint", ({ min }) => min],
  ] as ["citizenship" | "coin", string, (bounds: { readonly min: bigint; readonly max: bigint }) => bigint][]) {
    it(`leaves ${name} on trial, although three of five want it shorter`, async () => {
      const world = await loadFixture(aNationOf(5));
      const { governor, citizens, propose } = world;
      const contract = world[institution];
      const target = await contract.getAddress();
      const key = encodeBytes32String(name);
      const before = await contract.provision(key);
      const value = strict(before);
      const tried = (period: number) => ({
        target,
        data: contract.interface.encodeFunctionData("tryProvision", [key, value, period]),
      });
      await propose([tried(days(365))], "Be strict for a year").passAndExecute(citizens);
      expect((await contract.provision(key)).current).to.equal(value);

      const back = contract.interface.encodeFunctionData("setProvision", [key, before.standing]);
      const ratify = contract.interface.encodeFunctionData("ratifyProvision", [key]);
      const classes = [tried(1).data, back, ratify].map((data) => governor.classOf([target], [data]));
      expect(await Promise.all(classes)).to.deep.equal([Constitutional, Constitutional, Ordinary]);

      const proposal = new Proposal(governor, citizens[0], [tried(1)], "Look once more");
      await proposal.propose();
      await proposal.open();
      await proposal.voteAll(citizens.slice(0, 3), inFavour);
      await proposal.voteAll(citizens.slice(3), against);
      await proposal.close();
      expect(await proposal.state()).to.equal(State.Defeated);
      await time.increase(2);
      expect((await contract.provision(key)).current).to.equal(value);
    });
  }

  it("leaves the treasury's caps, of which none is tried", async () => {
    const { treasury, governor, citizens, propose } = await loadFixture(aNationOf(5));
    const target = await treasury.getAddress();
    const key = encodeBytes32String("outflow");
    const { current, min } = await treasury.provision(key);
    const setting = (value: bigint) => ({
      target,
      data: treasury.interface.encodeFunctionData("setProvision", [key, value]),
    });
    await propose([setting(min)], "Pay less").passAndExecute(citizens);
    const tried = treasury.interface.encodeFunctionData("tryProvision", [key, min, 1]);
    await expect(propose([{ target, data: tried }], "Look once more").passAndExecute(citizens))
      .to.be.revertedWithCustomError(treasury, "Treasury_CapNotTried")
      .withArgs(key);
    expect(await governor.classOf([target], [setting(current).data])).to.equal(Constitutional);
    expect((await treasury.outflowOf(ZeroAddress)).limit).to.equal(0n);
    expect((await treasury.provision(key)).current).to.equal(min);
  });
});
